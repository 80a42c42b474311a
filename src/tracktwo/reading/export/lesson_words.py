"""The words of a lesson's Markdown, as they are said: the way back from what `markdown.py` writes.

Front matter, headings, times, `[TERMS]` and markup are no words; `**Name:**` at the start of a paragraph says
who speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import lxml.html
import markdown
from lxml.html import HtmlElement

from tracktwo.model.scripts import UNSPACED

FRONT_MATTER = re.compile(r"\A(?:\ufeff)?---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
LIST = re.compile(r"^\[(?:TOC|TERMS|LESSONS|LETTERS|CARDS|SELF-CHECK)\][ \t]*$", re.MULTILINE)
TIME = re.compile(r"^\[(?:\d+:)?\d{1,2}:\d\d(?:\.\d+)?\]", re.MULTILINE)
# Stands where a time stood, so that what follows it does not begin the paragraph: `[0:05] # 1` is no heading.
TIMED = "\ue000"
OPENS = "\ue001"  # stands on both sides of the speaker at the start of each block
BLOCKS = ("p", "li", "dt", "dd", "td", "th", "pre")
# Where writing has no spaces, each character counts as a word.
WORD = re.compile(rf"[{UNSPACED}]|[^\s{UNSPACED}]+")


class Word(NamedTuple):
    """A word; `spaced` says whether white space stands before it, `opens` whether it begins a paragraph.

    `speaker` is who says it, None if no paragraph up to here says so.
    """

    text: str
    spaced: bool = True
    opens: bool = False
    speaker: str | None = None


def words_of(text: str) -> Iterator[tuple[str, int, bool]]:
    """Cut a text into words: each with its offset, and whether white space stands before it."""
    for found in WORD.finditer(text):
        if found[0].strip():  # the ideographic space is white space
            yield found[0], found.start(), found.start() == 0 or text[found.start() - 1].isspace()


def said(lesson: str) -> tuple[Word, ...]:
    """List the words of a lesson's Markdown, in order."""
    source = TIME.sub(TIMED, LIST.sub("", FRONT_MATTER.sub("", lesson.replace("\r\n", "\n"))))
    html = markdown.markdown(source, extensions=["attr_list", "sane_lists"])
    page = lxml.html.fragment_fromstring(html, create_parent="div")
    for silent in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6|//script|//style|//comment()"):
        silent.drop_tree()
    for block in page.iter(*BLOCKS):
        name = _take_speaker(block)
        block.text = f"{OPENS}{name}{OPENS}{block.text or ''}"
    return tuple(_words(page.text_content().replace(TIMED, "").split(OPENS)))


def _words(parts: list[str]) -> Iterator[Word]:
    """Read the text above the first block, and then the speaker and the text of each."""
    speaker = None
    for name, text in zip(["", *parts[1::2]], parts[::2], strict=True):
        speaker = name or speaker
        for index, (word, _, spaced) in enumerate(words_of(text)):
            yield Word(word, spaced, index == 0, speaker)


def _take_speaker(block: HtmlElement) -> str:
    """Take `**Name:**` out of the start of a paragraph; what speaks is empty where it is not there."""
    first = next(iter(block), None)
    if first is None or first.tag != "strong" or (block.text or "").strip(f" \n{TIMED}"):
        return ""
    name = " ".join(first.text_content().split())
    if not name.endswith(":"):
        return ""
    first.drop_tree()
    return name[:-1].rstrip()
