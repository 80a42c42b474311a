"""The text of pages as search finds it: blocks with the moment or the section that leads there.

A passage, which is what the index knows, is some hundred words of a page. Whole pages would lose where a word
is said; single paragraphs would be forty thousand files where there are 300 lessons.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from tracktwo.model.page import LinkedPage
from tracktwo.publishing.book.html_page import FURNITURE, HEADING_TAGS

_WORDS = 400  # of a passage, and what completes its last block
_MAX_NAME = 6  # words of a speaker's name
_BLOCKS = frozenset(
    (*HEADING_TAGS, *"address article aside blockquote dd div dl dt figcaption figure li ol p pre section "
    "summary table td th tr ul".split())
)  # fmt: skip
_FURNITURE = frozenset(FURNITURE)
_NO_TEXT = frozenset(
    "audio button clipboard-copy iframe math noscript object script select style svg template video".split()
)


class Block(NamedTuple):
    """A paragraph, or what else stands alone: its words, its speaker's first, and where it is.

    `anchor` is that of the nearest time or heading above it, and empty at the beginning of a page. Of its
    `words`, the first `named` are the name that it begins with.
    """

    words: tuple[str, ...]
    anchor: str = ""
    speaker: str = ""
    named: int = 0


class Passage(NamedTuple):
    """Some blocks of a page that follow each other."""

    page: LinkedPage
    blocks: tuple[Block, ...]


def passages_of(page: LinkedPage, root: HtmlElement) -> Iterator[Passage]:
    """Yield the passages of a page, whose tree stays as it is."""
    passage: list[Block] = []
    for block in _BlockReader(has_speakers=page.meta.lesson).blocks(root):
        passage.append(block)
        if sum(len(block.words) for block in passage) >= _WORDS:
            yield Passage(page, tuple(passage))
            passage = []
    if passage:
        yield Passage(page, tuple(passage))


class _BlockReader:
    """Reads the blocks of one page."""

    def __init__(self, *, has_speakers: bool) -> None:
        self._has_speakers = has_speakers
        self._text: list[str] = []
        self._name = self._speaker = self._anchor = ""
        self._excluded = 0  # the level of the heading whose section is left out

    def blocks(self, root: HtmlElement) -> Iterator[Block]:
        """Yield the blocks of a tree."""
        walk = iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event == "start":
                is_heading = element.tag in HEADING_TAGS
                if element.tag in _BLOCKS:
                    yield from self._block()
                if is_heading:
                    self._begin_section(element)
                if element.tag == "strong" and not "".join(self._text).strip():
                    self._name = "".join(element.itertext())
                if _is_left_out(element) or self._is_time(element):
                    walk.skip_subtree()
                else:
                    self._text.append(element.text or "")
                continue
            if event == "end" and element.tag in _BLOCKS:
                yield from self._block()
            if element is not root:
                self._text += [" " * (element.tag == "br"), element.tail or ""]
        yield from self._block()

    def _begin_section(self, heading: HtmlElement) -> None:
        level = int(heading.tag[1])
        if not self._excluded or level <= self._excluded:
            self._excluded = level if "data-search-exclude" in heading.attrib else 0
        self._anchor = heading.get("id") or self._anchor

    def _is_time(self, element: HtmlElement) -> bool:
        """Tell whether an element is a time, which is where what follows is."""
        if "time" not in element.classes or "data-tracktwo" not in element.attrib:
            return False
        self._anchor = element.get("href", "").removeprefix("#")
        return True

    def _block(self) -> Iterator[Block]:
        words = tuple("".join(self._text).split())
        name = " ".join(self._name.split()) if self._has_speakers else ""
        self._name, self._text = "", []
        named = len(name.split()) if name.endswith((":", "：")) and name.count(" ") < _MAX_NAME else 0
        if named:
            self._speaker = name[:-1].rstrip()
        if words and not self._excluded:
            yield Block(words, self._anchor, self._speaker, named)


def _is_left_out(element: HtmlElement) -> bool:
    excluded = "data-search-exclude" in element.attrib and element.tag not in HEADING_TAGS
    return excluded or element.tag in _NO_TEXT or not _FURNITURE.isdisjoint(element.classes)
