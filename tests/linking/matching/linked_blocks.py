"""The blocks of a page as readers meet them: the text of each, and where in it its links are."""

from html.parser import HTMLParser
from typing import NamedTuple

# Stands in a text for what is no text of it: code, a link of the author's, an image, a line break.
NO_TEXT = "\x1f"
TRANSPARENT = {"strong", "em"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BLOCKS = {"p", "li", "dd", "dt", "td", "th", "blockquote", "pre", *HEADINGS}


class Link(NamedTuple):
    start: int
    end: int
    slug: str


class Block(NamedTuple):
    """A block's text, and its links by their class: those that the linker makes are `term`."""

    text: str
    links: dict[str, set[Link]]


class _Reader(HTMLParser):
    def __init__(self, classes: tuple[str, ...]) -> None:
        super().__init__()
        self.classes = classes
        self.blocks: list[Block] = []
        self.open: tuple[int, str, str] | None = None
        self.closed = 0
        self._begin_block()

    def _begin_block(self) -> None:
        self.text = ""
        self.links: dict[str, set[Link]] = {name: set() for name in self.classes}

    def end_block(self) -> None:
        if self.text.strip() or any(self.links.values()):
            self.blocks.append(Block(self.text, self.links))
        self._begin_block()

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "a" and attributes.get("class") in self.classes:
            self.open = len(self.text), attributes["href"].partition("#")[2], attributes["class"]
        elif tag in BLOCKS:
            self.end_block()
            self.closed += tag in HEADINGS
        elif tag not in TRANSPARENT:
            self.text += NO_TEXT
            self.closed += 1

    def handle_endtag(self, tag):
        if tag == "a" and self.open:
            start, slug, name = self.open
            self.links[name].add(Link(start, len(self.text), slug))
            self.open = None
        elif tag in BLOCKS:
            self.end_block()
            self.closed -= tag in HEADINGS
        elif tag not in TRANSPARENT:
            self.closed -= 1

    def handle_data(self, data):
        self.text += "" if self.closed else data


def read_blocks(html: str, *classes: str) -> list[Block]:
    """Return the blocks of a page (XHTML: each element has an end), with their links of some classes."""
    reader = _Reader(classes)
    reader.feed(html)
    reader.close()
    reader.end_block()
    assert not reader.closed, "an element has no end"
    return reader.blocks
