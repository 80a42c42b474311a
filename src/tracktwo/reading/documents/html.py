"""Transcripts in HTML: the words of a page as lines, or those of words with times as captions."""

import re
from collections.abc import Iterator

import lxml.html
from lxml.etree import ParserError
from lxml.html import HtmlElement

from tracktwo.model.problem import InvalidInput, invalid
from tracktwo.reading.captions.cues import captions_of
from tracktwo.reading.captions.webvtt import CaptionBlock
from tracktwo.reading.text.lesson import Captions
from tracktwo.reading.text.notices import Notices
from tracktwo.reading.timed.clocks import MILLISECONDS, SECONDS, read_time

# What is no part of a transcript, wherever it stands.
FURNITURE = frozenset(
    "script style head nav header footer aside form button noscript template svg iframe select".split()
)
BLOCKS = frozenset(
    "p div section article main li tr dt dd blockquote pre h1 h2 h3 h4 h5 h6 ol ul dl table figure cite time "
    "body html figcaption".split()
)
# Words with their times: Hyperaudio's, and those of players that follow the voice.
TIMES = (
    ("data-m", MILLISECONDS),
    ("data-ms", MILLISECONDS),
    ("data-start", SECONDS),
    ("data-begin", SECONDS),
)
LENGTHS = {"data-m": ("data-d", MILLISECONDS)}
HIDDEN = re.compile(r"display:\s*none")
_LETTER = re.compile(r"[^\W_]")
SPACE = re.compile(r"[ \t\r\f\v\n\xa0]+")


def read_html(text: str, file: str) -> Captions | str:
    """Return the captions of words that have times, else the lines of the page's main part.

    Raises InvalidInput where there are no words.
    """
    root = parse_page(text, file)
    for attribute, unit in TIMES:
        timed = [element for element in root.iter() if _time(element, attribute, unit) is not None]
        if len(timed) > 1:
            language = root.get("lang")
            return captions_of(_blocks(timed, attribute, unit), Notices(file), language=language)
    main = next((element for element in root.iter("main", "article")), None)
    lines = lines_of(root if main is None else main)
    if not lines:
        raise _empty(file)
    return lines


def parse_page(text: str, file: str) -> HtmlElement:
    """Parse HTML, without asking the network. Raises InvalidInput where there is none.

    Left out are signs that lead from a heading to itself (`¶`, as MkDocs and Sphinx write them), and on pages
    of ours what repeats the text of others.
    """
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root: HtmlElement = lxml.html.document_fromstring(
            re.sub(r"^\s*<\?xml[^>]*>", "", text).encode(), parser=parser
        )
    except ParserError as error:
        raise _empty(file) from error
    signs = (
        link for link in root.xpath("//a[starts-with(@href, '#')]") if not _LETTER.search(link.text_content())
    )
    for element in (*signs, *root.xpath("//*[@data-tracktwo and @data-search-exclude]")):
        if element.getparent() is not None:
            element.drop_tree()
    return root


def _empty(file: str) -> InvalidInput:
    message, remedy = "no words are in this page", "copy its text"
    return invalid(message, code="nothing-said", file=file, line=1, remedy=remedy)


def _time(element: HtmlElement, attribute: str, unit: float) -> int | None:
    return read_time(element.get(attribute, ""), unit) if isinstance(element.tag, str) else None


def _blocks(timed: list[HtmlElement], attribute: str, unit: float) -> Iterator[CaptionBlock]:
    """Yield a caption for each word; what has the class `speaker` names who says those after it."""
    who: str | None = None
    length, length_unit = LENGTHS.get(attribute, ("data-end", unit))
    for element in timed:
        words = SPACE.sub(" ", element.text_content()).strip()
        start = _time(element, attribute, unit) or 0
        if "speaker" in element.get("class", "").split():
            who = words.strip("[]: ") or None
        elif words:
            given = read_time(element.get(length, ""), length_unit)
            span = given or 0
            end = start + span if length == "data-d" else span or start
            yield CaptionBlock.plain(start, end, words, who, element.sourceline or 1)


def lines_of(root: HtmlElement) -> str:
    """Return what is no furniture: a heading as Markdown has it, each block on lines of its own."""
    parts: list[str] = []

    def read(element: HtmlElement, *, kept: bool) -> None:
        name = element.tag if isinstance(element.tag, str) else ""
        if not name or name in FURNITURE or HIDDEN.search(element.get("style", "")):
            return
        if name == "tr" and len(cells := _cells(element, "td", "th")) > 1:
            headings = not _cells(element, "td")
            parts.append(f"\n\n{' '.join(cells) if headings else _row(cells)}\n\n")
            return
        kept = kept or name == "pre"
        before, after = _edges(name)
        parts.extend((before, _written(element.text, kept=kept)))
        for child in element:
            read(child, kept=kept)
            parts.append(_written(child.tail, kept=kept))
        parts.append(after)

    read(root, kept=False)
    lines = (line.strip() for line in "".join(parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _written(text: str | None, *, kept: bool) -> str:
    return (text or "") if kept else SPACE.sub(" ", text or "")


def _cells(row: HtmlElement, *names: str) -> list[str]:
    """Return the texts of a row's cells that have some."""
    texts = (SPACE.sub(" ", cell.text_content()).strip() for cell in row if cell.tag in names)
    return list(filter(None, texts))


def _row(cells: list[str]) -> str:
    """Write a row whose last cell is what is said; the others are times and names."""
    *labels, words = cells
    shown = (f"[{label}]" if read_time(label) is not None else f"{label.rstrip(':')}:" for label in labels)
    return f"{' '.join(shown)} {words}"


def _edges(name: str) -> tuple[str, str]:
    """Return what is written before an element, and after it."""
    if re.fullmatch("h[1-6]", name):
        return f"\n\n{'#' * int(name[1])} ", "\n\n"
    if name in ("dt", "dd"):
        return ("\n\n", ": ") if name == "dt" else ("", "\n\n")
    if name in ("cite", "time", "br"):
        return "\n", "" if name == "br" else "\n"
    return ("\n\n", "\n\n") if name in BLOCKS else ("", "")
