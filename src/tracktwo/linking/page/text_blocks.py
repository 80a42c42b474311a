r"""The running text of a block, and where each piece of it stands in Python-Markdown's tree.

A term may begin inside `<strong>`, run over an entity and end after the closing tag. So a block's text is
collected as a reader reads it, and each piece remembers the string it came from:

    <p>the **state**&nbsp;actors</p>   text: "the state\xa0actors"
    pieces: "the " in p.text, "state" in strong.text, "\xa0" and "actors" in strong.tail
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from html import unescape
from operator import attrgetter
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown.util import STX, AtomicString, HtmlStash

from tracktwo.linking.matching.tokens import NON_TEXT
from tracktwo.linking.page.open_tags import OpenTags
from tracktwo.linking.page.unlinkable import (
    HEADINGS,
    INLINE_TAGS,
    RAW_TAG,
    VOID_TAGS,
    is_unlinkable,
    is_unlinkable_tag,
    tag_name,
)

# Python-Markdown's placeholders: raw HTML and entities in the stash, and characters escaped by a backslash.
_PLACEHOLDER = re.compile("\x02(?:wzxhzdk:(?P<stash>[0-9]+)|(?P<escaped>[0-9]+)|[^\x03]*)\x03")
_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);")
_NOT_SAID = frozenset(("time", "speaker"))
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


class TreePosition(NamedTuple):
    """A position in the tree: in `child.tail`, or in `holder.text` if `child` is None, before `offset`."""

    holder: Element
    child: Element | None
    offset: int

    @property
    def string(self) -> str:
        """The string that the position is in."""
        return (self.holder.text if self.child is None else self.child.tail) or ""


class TextPiece(NamedTuple):
    """A piece of running text: `block.text[start:end]` comes from `length` characters at a TreePosition.

    A raw inline tag is a piece without text; `tag` is its name, with a slash if it is an end tag.
    """

    start: int
    end: int
    holder: Element
    child: Element | None
    offset: int
    length: int
    tag: str

    def position_of(self, offset: int) -> TreePosition:
        """Return the position of an offset in the running text."""
        inside = offset - self.start
        if self.end - self.start != self.length and inside:
            inside = self.length  # an entity is one character of text and many of source
        return TreePosition(self.holder, self.child, self.offset + inside)


class TextBlock(NamedTuple):
    """The running text of one block element, with the links that stand in it, each with its offset.

    Where there are no pieces, the text is that of the element, and all that it holds.
    """

    element: Element
    text: str
    pieces: Sequence[TextPiece] = ()
    links: Sequence[tuple[Element, int]] = ()

    def position_of(self, offset: int) -> TreePosition:
        """Return the position of the character at an offset."""
        if not self.pieces:
            return TreePosition(self.element, None, offset)
        return self.pieces[self.piece_at(offset)].position_of(offset)

    def piece_at(self, offset: int) -> int:
        """Return the number of the piece in which the character at an offset is."""
        return bisect_right(self.pieces, offset, key=attrgetter("end"))


def append_text(element: Element, text: str) -> None:
    """Put a text at the end of what an element holds."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


class TextBlockReader:
    """Reads the tree of a page in the order in which people read it.

    `outside` has, of each inline element that was read, its parent and the element before it.
    """

    def __init__(self, root: Element, stash: HtmlStash, language: str = "") -> None:
        """Prepare to read the tree below `root`, whose raw HTML is in `stash`.

        What is marked to be in another language than `language` is no text in which terms are found.
        """
        self.root = root
        self._language = language
        self.outside: dict[Element, tuple[Element, Element | None]] = {}
        self._raw = stash.rawHtmlBlocks
        self._open_tags = OpenTags()  # start tags inside which nothing is linked
        self._ended_tags: frozenset[int] = frozenset()
        if any(is_unlinkable_tag(raw, self._language) for raw in self._raw):
            self._ended_tags = self._find_ended_tags()
        self._items: list[TextBlock | Element] = []
        self._element = root  # of the block that is being read
        self._texts: list[str] = []
        self._pieces: list[TextPiece] = []
        self._links: list[tuple[Element, int]] = []
        self._length = 0

    def read(self) -> list[TextBlock | Element]:
        """Return each heading as its element, and all other running text as blocks."""
        self._read_block(self.root)
        return self._items

    def _read_block(self, element: Element) -> None:
        text = element.text
        if text and not len(element) and not self._open_tags and STX not in text and type(text) is str:
            # Most blocks: one string, and nothing in it that would need a closer look.
            self._items.append(TextBlock(element, text))
            return
        outer, self._element = self._element, element
        self._read_contents(element)
        self._finish_block(outer)

    def _read_contents(self, holder: Element) -> None:
        if (text := holder.text) and (self._length or not text.isspace()):
            self._add_string(text, holder, None)
        before: Element | None = None
        for child in holder:
            tag, classes = child.tag, child.get("class")
            if classes and not _NOT_SAID.isdisjoint(classes.split()):
                pass  # the time and the speaker (timestamps.py) are no part of what is said
            elif is_unlinkable(child, self._language):
                if tag in HEADINGS:
                    self._finish_block(self._element)
                    self._items.append(child)
                elif tag == "a":
                    self._links.append((child, self._length))
                self._track_tags_inside(child)
                self._add(NON_TEXT, holder, child, 0, 0)
            elif tag in INLINE_TAGS:
                self.outside[child] = holder, before
                self._read_contents(child)
            elif tag == "br":
                self._add("\n", holder, child, 0, 0)
            elif isinstance(tag, str):  # and no comment
                self._finish_block(self._element)
                self._read_block(child)
            if (tail := child.tail) and (self._length or not tail.isspace()):
                self._add_string(tail, holder, child)
            before = child

    def _finish_block(self, element: Element) -> None:
        """Keep the block that has been read, and begin one in `element`."""
        if self._open_tags:
            self._open_tags.end_block(self._ended_tags)
        if self._pieces:
            self._items.append(TextBlock(self._element, "".join(self._texts), self._pieces, self._links))
            self._texts, self._pieces, self._links, self._length = [], [], [], 0
        self._element = element

    def _add(
        self, text: str, holder: Element, child: Element | None, offset: int, length: int, *, tag: str = ""
    ) -> None:
        if self._open_tags and text:
            text, length = NON_TEXT, 0
        start = self._length
        self._texts.append(text)
        self._length += len(text)
        self._pieces.append(TextPiece(start, self._length, holder, child, offset, length, tag))

    def _add_string(self, string: str, holder: Element, child: Element | None) -> None:
        """Add `holder.text` or `child.tail`, its placeholders replaced by what they stand for."""
        if STX not in string and type(string) is str:
            self._add(string, holder, child, 0, len(string))
            return
        if isinstance(string, AtomicString):
            self._add(NON_TEXT, holder, child, 0, 0)
            return
        done = 0
        for match in _PLACEHOLDER.finditer(string):
            if match.start() > done:
                plain = string[done : match.start()]
                self._add(plain, holder, child, done, len(plain))
            text, tag = self._read_placeholder(match)
            self._add(text, holder, child, match.start(), len(match[0]), tag=tag)
            done = match.end()
        if done < len(string):
            self._add(string[done:], holder, child, done, len(string) - done)

    def _read_placeholder(self, match: re.Match[str]) -> tuple[str, str]:
        """Return the text that a placeholder stands for, and the tag that it is, if any."""
        if match["escaped"]:
            return chr(int(match["escaped"])), ""
        raw = self._raw_html(match)
        if _ENTITY.fullmatch(raw):
            return unescape(raw), ""
        if raw.startswith("<!--"):
            return "", ""
        tag = RAW_TAG.fullmatch(raw)
        if tag is None or tag["name"].lower() in VOID_TAGS:
            return NON_TEXT, ""
        return self._read_tag(tag, int(match["stash"]))

    def _read_tag(self, tag: re.Match[str], number: int) -> tuple[str, str]:
        name = tag["name"].lower()
        if name == "a" and (href := _HREF.search(tag["attributes"])):
            link = Element("a", {"href": unescape("".join(filter(None, href.groups())))})
            self._links.append((link, self._length))
        if name == "br":
            return "\n", ""
        if self._track_tag(tag, number):
            return NON_TEXT, ""
        return "", "" if name == "wbr" else tag["end"] + name

    def _track_tag(self, tag: re.Match[str], number: int) -> bool:
        """Tell whether a raw tag begins or ends what nothing is linked in, and keep track of it."""
        if is_unlinkable_tag(tag[0], self._language):
            self._open_tags.open(number, tag["name"].lower())
            return True
        return bool(tag["end"]) and self._open_tags.close(tag["name"].lower()) is not None

    def _track_tags_inside(self, unread: Element) -> None:
        """Track the raw tags in an element that is not read: a heading may open a link, and not close it."""
        if self._ended_tags:
            for match in _PLACEHOLDER.finditer("".join(unread.itertext())):
                if tag := RAW_TAG.fullmatch(self._raw_html(match)):
                    self._track_tag(tag, int(match["stash"]))

    def _raw_html(self, match: re.Match[str]) -> str:
        """Return the raw HTML that a placeholder stands for, which is empty if it stands for none."""
        number = int(match["stash"]) if match["stash"] else len(self._raw)
        raw = self._raw[number] if number < len(self._raw) else ""
        return raw if isinstance(raw, str) else ""

    def _find_ended_tags(self) -> frozenset[int]:
        """Return the start tags that have an end tag; the others (`<a name="x">`) end with their block.

        A link without an end tag goes on to the end of the page, as it does in a browser.
        """
        ended: set[int] = set()
        pending = OpenTags()
        for match in _PLACEHOLDER.finditer("".join(self.root.itertext())):
            raw = self._raw_html(match)
            tag = RAW_TAG.fullmatch(raw)
            if is_unlinkable_tag(raw, self._language):
                pending.open(int(match["stash"]), tag_name(raw))
                if tag_name(raw) == "a" and _HREF.search(raw):
                    ended.add(int(match["stash"]))
            elif tag and tag["end"] and (number := pending.close(tag["name"].lower())) is not None:
                ended.add(number)
        return frozenset(ended)


def plain_heading(heading: Element, stash: HtmlStash) -> str:
    """Return a heading's text as a reader reads it."""
    copy = Element("p")
    copy.text = heading.text
    copy.extend(heading)
    texts = [item.text for item in TextBlockReader(copy, stash).read() if isinstance(item, TextBlock)]
    return " ".join("".join(texts).split())
