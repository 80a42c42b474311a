"""The words of a lesson's Markdown, as they are said: the way back from what `markdown.py` writes.

Front matter, headings, times, `[TERMS]` and markup are no words; `**Name:**` at the start of a paragraph says
who speaks. What editors add is left out: notes, admonitions, tables, definitions, code, HTML.
"""

import re
from collections.abc import Iterator, Sequence

import lxml.html
import markdown
from lxml.html import HtmlElement

from tracktwo.model.markdown.front_matter import front_matter_length
from tracktwo.model.markdown.lesson_text import TIME
from tracktwo.model.scripts import UNSPACED
from tracktwo.model.vocabulary import MARKERS
from tracktwo.reading.export.caption_words import CaptionWord
from tracktwo.reading.text.lines import LINE_BREAK

MARKER = re.compile(rf"^(?:{'|'.join(map(re.escape, MARKERS))})[ \t]*$", re.MULTILINE)
_TIME = re.compile(rf"^\[{TIME}(?:\.\d+)?\]", re.MULTILINE)
# Stands where a time stood, so that what follows it does not begin the paragraph: `[0:05] # 1` is no heading.
TIME_STOOD = "\ue000"
PARAGRAPH = "\ue001"  # stands on both sides of the speaker at the start of each block
BLOCKS = ("p", "li")
# What may hold words of the talk; nobody said what stands in another element, or is a footnote's mark.
SAID = frozenset(
    "p ul ol li blockquote a abbr b bdi bdo big br cite code data dfn em font i ins kbd mark q rb rp rt ruby "
    "samp small span strong sub sup time tt u var wbr".split()
)
# What Material for MkDocs documents; text that is included stands in another file.
EXTENSIONS = (
    "extra admonition sane_lists pymdownx.details pymdownx.tabbed pymdownx.blocks.admonition "
    "pymdownx.blocks.details pymdownx.blocks.tab pymdownx.blocks.caption"
).split()
INCLUDED = re.compile(r"^;?-+8<-+[ \t]*\n(?:.*\n)*?-+8<-+[ \t]*$|^;?-+8<-+[ \t].*$", re.MULTILINE)
# Where writing has no spaces, each character counts as a word.
WORD = re.compile(rf"[{UNSPACED}]|[^\s{UNSPACED}]+")


def words_of(text: str) -> Iterator[tuple[str, int, bool]]:
    """Yield the words of a text, each with its offset, and whether white space stands before it."""
    for found in WORD.finditer(text):
        if found[0].strip():  # the ideographic space is white space
            yield found[0], found.start(), found.start() == 0 or text[found.start() - 1].isspace()


def lesson_words(lesson: str) -> tuple[CaptionWord, ...]:
    """Return the words of a lesson's Markdown, in order."""
    body = "\n".join(LINE_BREAK.split(lesson)[front_matter_length(lesson) :])
    source = _TIME.sub(TIME_STOOD, INCLUDED.sub("", MARKER.sub("", body)))
    html = markdown.markdown(source, extensions=EXTENSIONS)
    page = lxml.html.fragment_fromstring(html, create_parent="div")
    for element in list(page.iterdescendants()):
        if element.tag not in SAID or element.get("id", "").startswith("fnref"):
            element.drop_tree()
    for block in page.iter(*BLOCKS):
        speaker = _cut_speaker(block)
        block.text = f"{PARAGRAPH}{speaker}{PARAGRAPH}{block.text or ''}"
    return tuple(_words(page.text_content().replace(TIME_STOOD, "").split(PARAGRAPH)))


def _words(parts: Sequence[str]) -> Iterator[CaptionWord]:
    """Read the text above the first block, and then the speaker and the text of each."""
    speaker = None
    for name, text in zip(["", *parts[1::2]], parts[::2], strict=True):
        speaker = name or speaker
        for index, (word, _, spaced) in enumerate(words_of(text)):
            yield CaptionWord(word, spaced, opens=index == 0, speaker=speaker)


def _cut_speaker(block: HtmlElement) -> str:
    """Cut `**Name:**` out of the start of a paragraph, and return the name; empty where it is not there."""
    first = next(iter(block), None)
    if first is None or first.tag != "strong" or (block.text or "").strip(f" \n{TIME_STOOD}"):
        return ""
    name = " ".join(first.text_content().split())
    if not name.endswith(":"):
        return ""
    first.drop_tree()
    return name[:-1].rstrip()
