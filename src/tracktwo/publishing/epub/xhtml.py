"""Writes files of XHTML from the document tree, for the EPUB: a function for each kind of node.

A node of a kind that has none becomes its words.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from html import escape
from typing import Any, NamedTuple

from tracktwo.model.scripts import is_right_to_left
from tracktwo.publishing.book.nodes import NOT_XML, Node
from tracktwo.publishing.epub.anchors import AnchorMap
from tracktwo.publishing.epub.images import EpubImages

Tree = Mapping[str, Any]
NodeWriter = Callable[["PageWriter", Tree], str]


class HeadingLink(NamedTuple):
    """A heading of a file: `text` is plain, `href` leads to it."""

    level: int
    text: str
    href: str


@dataclass
class PageWriter:
    """Writes one file. What was in it is then in `headings`, and its footnotes, as XHTML, in `notes`.

    `writers` says how each kind of node is written, `title` is the chapter's, and `level_shift` is
    added to the levels of its headings.
    """

    file: str
    title: str
    _: KW_ONLY
    writers: Mapping[str, NodeWriter]
    anchors: AnchorMap
    images: EpubImages
    level_shift: int = 0
    headings: list[HeadingLink] = field(default_factory=list, init=False)
    notes: list[str] = field(default_factory=list, init=False)
    numbers: dict[str, int] = field(default_factory=dict, init=False)  # of named footnotes
    used: set[str] = field(default_factory=set, init=False)  # terms, in the section that is being written
    ids: int = field(default=0, init=False)
    in_link: bool = field(default=False, init=False)

    def write(self, nodes: Iterable[Node]) -> str:
        """Write nodes, one behind the other."""
        return "".join(
            xml(node) if isinstance(node, str) else self.writers.get(node["is"], as_words)(self, node)
            for node in nodes
        )

    def new_id(self) -> str:
        """Return an id for what no link of the tree leads to."""
        self.ids += 1
        return f"_{self.ids}"

    def id_of(self, anchor: str) -> str:
        """Return an anchor's id in this file; an empty string where it is not set here."""
        file, name = self.anchors.ids.get(anchor, ("", ""))
        return name if file == self.file else ""

    def link(self, href: str, body: Sequence[Node], attributes: str = "") -> str:
        """Write a link; one to nowhere, or within another, which HTML does not have, as its text."""
        if self.in_link or not href:
            return self.write(body)
        self.in_link = True
        written = self.write(body)
        self.in_link = False
        return f'<a href="{xml(href)}"{attributes}>{written}</a>'


def as_words(page: PageWriter, node: Tree) -> str:
    """Write a node of a kind that is not listed: its text, and the words of all that it holds."""
    held = [inner for part in node.values() if isinstance(part, list) for inner in part]
    nodes = [inner for inner in held if isinstance(inner, str) or (isinstance(inner, dict) and "is" in inner)]
    return anchor_span(page, node) + xml(str(node.get("text", ""))) + page.write(nodes)


def wrapped(tag: str, end: str = "") -> NodeWriter:
    """Write what stands within an element; `end` follows it."""
    return lambda page, node: f"<{tag}>{page.write(node['body'])}</{tag}>{end}"


def anchor_span(page: PageWriter, node: Tree) -> str:
    """Write a place that links lead to."""
    name = page.id_of(node.get("anchor", ""))
    return f'<span id="{name}"></span>' if name else ""


def in_language(tag: str) -> NodeWriter:
    """Write words in another language."""
    return lambda page, node: f"<{tag} {language(node)}>{page.write(node['body'])}</{tag}>"


def xml(text: str) -> str:
    """Write text as XML; what XML has no place for, such as control characters, is left out."""
    return escape(NOT_XML.sub("", text), quote=False).replace('"', "&quot;")


def language(of: Tree) -> str:
    """Return the attributes that say in which language something is, and from which side it is written."""
    tag = xml(language_tag(of))
    direction = ' dir="rtl"' if is_right_to_left(of["language"]) else ""
    return f'lang="{tag}" xml:lang="{tag}"{direction}'


def language_tag(of: Tree) -> str:
    """Return a language as BCP 47 has it."""
    return "-".join(filter(None, (of["language"], of["region"])))
