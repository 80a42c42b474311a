"""Writes the EPUB's XHTML from the document tree: elements as they are, or each by its function."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from html import escape
from typing import NamedTuple

from tracktwo.model.scripts import is_right_to_left
from tracktwo.publishing.book.nodes import BLOCKS, NOT_XML, PARTS, Element, Node
from tracktwo.publishing.epub.anchors import AnchorMap
from tracktwo.publishing.epub.images import EpubImages

NodeWriter = Callable[["PageWriter", Element], str]


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
    in_header: bool = field(default=False, init=False)

    def write(self, nodes: Iterable[Node]) -> str:
        """Write nodes, one behind the other."""
        return "".join(
            xml(node) if isinstance(node, str) else self.writers.get(node.tag, as_it_is)(self, node)
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


def as_it_is(page: PageWriter, node: Element) -> str:
    """Write an element by its own name."""
    end = "\n" if node.tag in BLOCKS or node.tag in PARTS else ""
    return f"<{node.tag}>{page.write(node.children)}</{node.tag}>{end}"


def anchor_span(page: PageWriter, node: Element) -> str:
    """Write a place that links lead to."""
    name = page.id_of(node.get("anchor"))
    return f'<span id="{name}"></span>' if name else ""


def xml(text: str) -> str:
    """Write text as XML; what XML has no place for, such as control characters, is left out."""
    return escape(NOT_XML.sub("", text), quote=False).replace('"', "&quot;")


def language(name: str, region: str) -> str:
    """Return the attributes that say in which language something is, and from which side it is written."""
    tag = xml(language_tag(name, region))
    direction = ' dir="rtl"' if is_right_to_left(name) else ""
    return f'lang="{tag}" xml:lang="{tag}"{direction}'


def language_tag(name: str, region: str) -> str:
    """Return a language as BCP 47 has it."""
    return "-".join(filter(None, (name, region)))
