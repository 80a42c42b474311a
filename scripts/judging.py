"""How often an editor would agree with the links of a site, in two steps.

    python scripts/judging.py draw docs --glossary glossary.md --language en > sample.csv
    python scripts/judging.py count sample.csv

`draw` takes links at random, and mentions of terms that are no links, each with what stands around it. An
editor who knows the glossary then writes a judgement into the last column: of a link `right`, `harmless` (it
explains the word, though another link would have been better) or `wrong`, of a mention `fine` or `missed`.
`count` prints what share they are, with its interval.

No MkDocs is needed: pages of any generator will do, if they are Markdown.
"""

import csv
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import accumulate
from math import sqrt
from pathlib import Path
from random import Random
from typing import NamedTuple

import click
from lxml import html
from markdown import Markdown

from tracktwo import Glossary
from tracktwo.linking.extension import TracktwoExtension
from tracktwo.linking.page.context import PageContext
from tracktwo.linking.page.host import StandaloneHost

EXTENSIONS = ["extra", "admonition", "pymdownx.superfences", "toc"]
JUDGEMENTS = {"link": ("right", "harmless", "wrong"), "mention": ("fine", "missed")}
AROUND = 160  # characters on each side, in which an editor sees what is meant
_BLOCKS = frozenset(
    "address blockquote body dd div dl dt figcaption li ol p section table td th tr ul".split()
)
_UNREAD = frozenset("a code h1 h2 h3 h4 h5 h6 kbd math pre script style".split())
# What other generators put into their Markdown, and Python-Markdown would show.
_SHORTCODE = re.compile(r"\{\{[%<].*?[%>]\}\}|\{%.*?%\}", re.DOTALL)
_FENCE = re.compile(r"^([ \t>]*`{3,})[^`\n]+$", re.MULTILINE)
FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


class Sample(NamedTuple):
    """A use to be judged: of a term, on a page, with the text around it, the use between « and »."""

    kind: str
    term: str
    page: str
    text: str
    judgement: str = ""


class Piece(NamedTuple):
    """A piece of a block's text; `term` is the term that it links to."""

    text: str
    term: str = ""


@click.group()
def main() -> None:
    """Draw what is to be judged, and count the judgements."""


@main.command()
@click.argument("docs", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--glossary", default="glossary.md", show_default=True, help="A page or a folder below DOCS.")
@click.option("--language", default="en", show_default=True)
@click.option("--links", default=150, show_default=True)
@click.option("--mentions", default=60, show_default=True)
@click.option("--seed", default=1, show_default=True, help="Another draws others.")
def draw(docs: Path, glossary: str, language: str, links: int, mentions: int, seed: int) -> None:  # noqa: PLR0917
    """Print links and mentions at random as CSV, to be judged."""
    named = name_patterns(Glossary.read(docs, glossary))
    found: dict[str, list[Sample]] = {"link": [], "mention": []}
    for page in sorted(docs.rglob("*.md")):
        path = page.relative_to(docs).as_posix()
        if path != glossary and not path.startswith(f"{glossary}/"):
            for block in blocks(linked(read_source(page), docs, path, glossary, language)):
                for use in samples(block, path, named):
                    found[use.kind].append(use)
    random = Random(seed)  # noqa: S311 - a sample is no secret, and the same seed gives the same
    drawn = [
        use
        for kind, wanted in (("link", links), ("mention", mentions))
        for use in random.sample(found[kind], min(wanted, len(found[kind])))
    ]
    writer = csv.writer(sys.stdout)
    writer.writerows([Sample._fields, *drawn])
    counted = ", ".join(f"{len(drawn)} {kind}s" for kind, drawn in found.items())
    click.echo(f"of {counted} {len(drawn)} were drawn", err=True)


@main.command()
@click.argument("judged", type=click.File(encoding="utf-8"))
def count(judged: Iterable[str]) -> None:
    """Print what share of each kind has each judgement, with its 95 % interval."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in JUDGEMENTS}
    for number, row in enumerate(csv.DictReader(judged), 2):
        if row["judgement"] not in JUDGEMENTS.get(row["kind"], ()):
            allowed = ", ".join(JUDGEMENTS.get(row["kind"], ()))
            raise click.ClickException(f"line {number}: {row['judgement']!r} is none of: {allowed}")
        counts[row["kind"]][row["judgement"]] += 1
    for kind, judgements in JUDGEMENTS.items():
        total = counts[kind].total()
        for judgement in judgements if total else ():
            low, high = interval(counts[kind][judgement], total)
            share = counts[kind][judgement] / total
            click.echo(f"{kind}s {judgement}: {share:.0%} of {total} ({low:.0%} to {high:.0%})")


def interval(hits: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """Return Wilson's interval of a share (E. B. Wilson, Probable inference, 1927); z = 1.96 is for 95 %."""
    share, weight = hits / total, z * z / total
    middle = share + weight / 2
    margin = z * sqrt(share * (1 - share) / total + weight / (4 * total))
    return max((middle - margin) / (1 + weight), 0), min((middle + margin) / (1 + weight), 1)


def name_patterns(glossary: Glossary) -> list[tuple[str, re.Pattern[str]]]:
    """Return the headword of each term, and what finds its names in any case and with any ending.

    This knows nothing of the linker's rules, so that it finds what they leave out.
    """
    return [
        (
            term.headword,
            re.compile(rf"(?<!\w)(?:{'|'.join(map(_with_endings, term.names))})(?!\w)", re.IGNORECASE),
        )
        for term in glossary
        if term.autolink
    ]


def _with_endings(name: str) -> str:
    return re.escape(name) + (r"\w{0,3}" if len(name) > 4 else "s?")


def read_source(page: Path) -> str:
    """Return the Markdown of a page, without what only its own generator knows."""
    source = _SHORTCODE.sub("", FRONT_MATTER.sub("", page.read_text("utf-8")))
    return _FENCE.sub(r"\1", source)


class _PageHost(StandaloneHost):
    """Serves one page below a folder."""

    def __init__(self, docs: Path, path: str) -> None:
        super().__init__(str(docs))
        self._path = path

    def page(self, md: Markdown) -> PageContext:
        """Return the page, so that a term is not linked in its own entry."""
        return replace(super().page(md), path=self._path)


def linked(source: str, docs: Path, path: str, glossary: str, language: str) -> str:
    """Return the HTML of a page's Markdown, every use of a term in which is linked."""
    terms = TracktwoExtension(host=_PageHost(docs, path), glossary=glossary, language=language, link="all")
    return Markdown(extensions=[*EXTENSIONS, terms]).convert(source)


def text_of(block: list[Piece]) -> str:
    """Return the text of a block."""
    return "".join(piece.text for piece in block)


def links_of(block: list[Piece]) -> list[tuple[int, int, str]]:
    """Return the links of a block: their start, end and term."""
    ends = list(accumulate(len(piece.text) for piece in block))
    return [(end - len(text), end, term) for end, (text, term) in zip(ends, block, strict=True) if term]


def blocks(
    made: str, term_of: Callable[[html.HtmlElement], str] = lambda link: link.get("data-term", "")
) -> Iterator[list[Piece]]:
    """Yield the pieces of text of each block of a page; what no term is sought in is an ellipsis.

    Args:
        made: the page's HTML.
        term_of: returns the term to which a link leads, if it does.
    """
    block: list[Piece] = []

    def read(element: html.HtmlElement) -> Iterator[list[Piece]]:
        nonlocal block
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _BLOCKS and block:
            yield block
            block = []
        if tag == "a" and (term := term_of(element)):
            block.append(Piece(element.text_content(), term))
        elif tag in _UNREAD:
            block.append(Piece("…"))
        else:
            block.append(Piece(element.text or ""))
            for child in element if tag else ():
                yield from read(child)
        if tag in _BLOCKS and block:
            yield block
            block = []
        block.append(Piece(element.tail or ""))

    if made.strip():
        yield from read(html.fragment_fromstring(made, create_parent="body"))


def samples(block: list[Piece], page: str, named: list[tuple[str, re.Pattern[str]]]) -> Iterator[Sample]:
    """Yield the links of a block, and the mentions of terms that are no links."""
    text = text_of(block)
    linked = [False] * len(text)
    for start, end, term in links_of(block):
        linked[start:end] = [True] * (end - start)
        yield Sample("link", term, page, around(text, start, end))
    for term, pattern in named:
        for match in pattern.finditer(text):
            if not any(linked[match.start() : match.end()]):
                yield Sample("mention", term, page, around(text, *match.span()))


def around(text: str, start: int, end: int) -> str:
    """Return the text around a use, in one line."""
    before, after = text[max(start - AROUND, 0) : start], text[end : end + AROUND]
    return " ".join(f"{before}«{text[start:end]}»{after}".split())


if __name__ == "__main__":
    main()
