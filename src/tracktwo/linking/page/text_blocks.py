r"""The running text of a block, and where each piece of it stands in Python-Markdown's tree.

A term may begin inside `<strong>`, run over an entity and end after the closing tag. So a block's text is
collected as a reader reads it, and each piece remembers the string it came from:

    <p>the **state**&nbsp;actors</p>   text: "the state\xa0actors"
    pieces: "the " in p.text, "state" in strong.text, "\xa0" and "actors" in strong.tail
"""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown.util import STX, AtomicString, HtmlStash

from tracktwo.linking.matching.tokens import OBJECT

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Read as one with the text around them.
TRANSPARENT = frozenset(
    "b bdi bdo big cite data del dfn em font i ins mark q s small span strike strong sub sup time u var "
    "wbr".split()
)
# Where a link would be wrong: in links, headings, what is meant literally, controls, and what is no text.
# `summary` and `legend` are the headings of their boxes.
CLOSED = HEADINGS | frozenset(
    "a abbr audio button canvas code iframe img input kbd label legend math meter noscript object optgroup "
    "option output picture pre progress ruby samp script select style summary svg template textarea tt "
    "video".split()
)
_VOID = frozenset(("img", "input"))

# Python-Markdown's placeholders: raw HTML and entities in the stash, and characters escaped by a backslash.
_PLACEHOLDER = re.compile("\x02(?:wzxhzdk:(?P<stash>[0-9]+)|(?P<escaped>[0-9]+)|[^\x03]*)\x03")
_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);")
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*)(?P<attributes>[^<>]*?)(?P<void>/?)>")
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_NO_TERMS = re.compile(r"\bclass\s*=\s*(['\"]?)[^'\"]*\bno-terms\b")


class Position(NamedTuple):
    """A place in the tree: in `child.tail`, or in `holder.text` if `child` is None, before `offset`."""

    holder: Element
    child: Element | None
    offset: int

    @property
    def string(self) -> str:
        """The string that the place is in."""
        return (self.holder.text if self.child is None else self.child.tail) or ""


class Piece(NamedTuple):
    """A piece of running text: `block.text[start:end]` comes from `length` characters at `position`.

    A raw inline tag is a piece without text; `tag` is its name, with a slash if it is an end tag.
    """

    start: int
    end: int
    position: Position
    length: int
    tag: str = ""

    def place(self, offset: int) -> Position:
        """Return where an offset of the running text stands in this piece."""
        inside = offset - self.start
        if (
            self.end - self.start != self.length and inside
        ):  # an entity is one character of text and many of source
            inside = self.length
        holder, child, at = self.position
        return Position(holder, child, at + inside)


@dataclass(slots=True)
class Block:
    """The running text of one block element, with the links that stand in it, each with its offset.

    Where there are no pieces, the text is that of the element, and all that it holds.
    """

    element: Element
    text: str = ""
    pieces: list[Piece] = field(default_factory=list)
    links: list[tuple[Element, int]] = field(default_factory=list)

    def place(self, offset: int) -> Position:
        """Return where the character at an offset stands."""
        if not self.pieces:
            return Position(self.element, None, offset)
        return next(piece for piece in self.pieces if piece.end > offset).place(offset)


def has_class(element: Element, name: str) -> bool:
    """Tell whether an element has a class."""
    classes = element.get("class")
    return classes is not None and name in classes.split()


class Reader:
    """Reads the tree of a page in the order in which people read it."""

    def __init__(self, root: Element, stash: HtmlStash) -> None:
        """Prepare to read the tree below `root`, whose raw HTML is in `stash`."""
        self.root = root
        self.parents: dict[Element, Element] = {}
        self._raw = stash.rawHtmlBlocks
        self._open: list[int] = []  # raw tags, by number in the stash, inside which nothing is linked
        self._closed = self._closed_tags() if any(map(self._closes_text, self._raw)) else frozenset()
        self._items: list[Block | Element] = []
        self._block = Block(root)

    def read(self) -> list[Block | Element]:
        """Return each heading as its element, and all other running text as blocks."""
        self._read_block(self.root)
        return self._items

    def _read_block(self, element: Element) -> None:
        text = element.text
        if text and not len(element) and not self._open and STX not in text and type(text) is str:
            # Most blocks: one string, and nothing in it that would need a closer look.
            self._items.append(Block(element, text))
            return
        outer, self._block = self._block.element, Block(element)
        self._read_contents(element)
        self._finish(outer)

    def _read_contents(self, holder: Element) -> None:
        if (text := holder.text) and (self._block.text or not text.isspace()):
            self._add_string(text, holder, None)
        for child in holder:
            tag = child.tag
            if has_class(child, "time") or has_class(child, "speaker"):
                pass  # when and by whom it was said (times.py) is no part of what was said
            elif tag in CLOSED or has_class(child, "no-terms"):
                if tag in HEADINGS:
                    self._finish(self._block.element)
                    self._items.append(child)
                elif tag == "a":
                    self._block.links.append((child, len(self._block.text)))
                self._follow_inside(child)
                self._add(OBJECT, Position(holder, child, 0), 0)
            elif tag in TRANSPARENT:
                self.parents[child] = holder
                self._read_contents(child)
            elif tag == "br":
                self._add("\n", Position(holder, child, 0), 0)
            elif isinstance(tag, str):  # and no comment
                self._finish(self._block.element)
                self._read_block(child)
            if (tail := child.tail) and (self._block.text or not tail.isspace()):
                self._add_string(tail, holder, child)

    def _finish(self, element: Element) -> None:
        """Keep the block read so far, and begin one in `element`."""
        if self._open:
            self._open = [number for number in self._open if number in self._closed]
        if self._block.pieces:
            self._items.append(self._block)
            self._block = Block(element)
        else:
            self._block.element = element

    def _add(self, text: str, position: Position, length: int, tag: str = "") -> None:
        block = self._block
        if self._open and text:
            text, length = OBJECT, 0
        start = len(block.text)
        block.text += text
        block.pieces.append(Piece(start, start + len(text), position, length, tag))

    def _add_string(self, string: str, holder: Element, child: Element | None) -> None:
        """Add `holder.text` or `child.tail`, with what its placeholders stand for."""
        if STX not in string and type(string) is str:
            self._add(string, Position(holder, child, 0), len(string))
            return
        if isinstance(string, AtomicString):
            self._add(OBJECT, Position(holder, child, 0), 0)
            return
        done = 0
        for match in _PLACEHOLDER.finditer(string):
            if match.start() > done:
                self._add(string[done : match.start()], Position(holder, child, done), match.start() - done)
            self._add_placeholder(match, Position(holder, child, match.start()))
            done = match.end()
        if done < len(string):
            self._add(string[done:], Position(holder, child, done), len(string) - done)

    def _add_placeholder(self, match: re.Match[str], position: Position) -> None:
        length = len(match[0])
        if match["escaped"]:
            self._add(chr(int(match["escaped"])), position, length)
            return
        raw = self._stashed(match)
        tag = _TAG.fullmatch(raw)
        if _ENTITY.fullmatch(raw):
            self._add(unescape(raw), position, length)
        elif raw.startswith("<!--"):
            self._add("", position, length)
        elif tag is None or tag["name"].lower() in _VOID:
            self._add(OBJECT, position, length)
        else:
            self._add_tag(tag, int(match["stash"]), position, length)

    def _add_tag(self, tag: re.Match[str], number: int, position: Position, length: int) -> None:
        name = tag["name"].lower()
        if name == "a" and (href := _HREF.search(tag["attributes"])):
            link = Element("a", {"href": unescape("".join(filter(None, href.groups())))})
            self._block.links.append((link, len(self._block.text)))
        if name == "br":
            self._add("\n", position, length)
        elif self._follow(tag, number):
            self._add(OBJECT, position, length)
        else:
            self._add("", position, length, "" if name == "wbr" else tag["end"] + name)

    def _follow(self, tag: re.Match[str], number: int) -> bool:
        """Tell whether a raw tag begins or ends what nothing is linked in, and keep it in mind."""
        if self._closes_text(tag[0]):
            self._open.append(number)
            return True
        same = [n for n in self._open if tag["end"] and _name(self._raw[n]) == tag["name"].lower()]
        del self._open[self._open.index(same[-1]) if same else len(self._open) :]
        return bool(same)

    def _follow_inside(self, closed: Element) -> None:
        """Follow the raw tags in an element that is not read: a heading may open a link, and not close it."""
        if self._closed:
            for match in _PLACEHOLDER.finditer("".join(closed.itertext())):
                if tag := _TAG.fullmatch(self._stashed(match)):
                    self._follow(tag, int(match["stash"]))

    def _stashed(self, match: re.Match[str]) -> str:
        number = int(match["stash"]) if match["stash"] else len(self._raw)
        raw = self._raw[number] if number < len(self._raw) else ""
        return raw if isinstance(raw, str) else ""

    def _closes_text(self, raw: object) -> bool:
        """Tell whether raw HTML is a start tag inside which nothing is linked."""
        tag = _TAG.fullmatch(raw) if isinstance(raw, str) else None
        if tag is None or tag["end"] or tag["void"] or tag["name"].lower() in _VOID:
            return False
        return tag["name"].lower() in CLOSED or bool(_NO_TERMS.search(tag["attributes"]))

    def _closed_tags(self) -> frozenset[int]:
        """Return the start tags that have an end tag; the others (`<a name="x">`) end with their block.

        A link without an end tag goes on to the end of the page, as it does in a browser.
        """
        closed: set[int] = set()
        waiting: list[int] = []
        for match in _PLACEHOLDER.finditer("".join(self.root.itertext())):
            raw = self._stashed(match)
            tag = _TAG.fullmatch(raw)
            if self._closes_text(raw):
                waiting.append(int(match["stash"]))
                if _name(raw) == "a" and _HREF.search(raw):
                    closed.add(waiting[-1])
            elif tag and tag["end"]:
                same = [n for n in waiting if _name(self._raw[n]) == tag["name"].lower()]
                if same:
                    closed.add(same[-1])
                    waiting = waiting[: waiting.index(same[-1])]
        return frozenset(closed)


def _name(raw: object) -> str:
    tag = _TAG.fullmatch(str(raw))
    return tag["name"].lower() if tag else ""


def plain_heading(heading: Element, stash: HtmlStash) -> str:
    """Return a heading's text as a reader reads it."""
    copy = Element("p")
    copy.text = heading.text
    copy.extend(heading)
    texts = [item.text for item in Reader(copy, stash).read() if isinstance(item, Block)]
    return " ".join("".join(texts).split())
