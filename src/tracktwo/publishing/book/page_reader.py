"""One page's HTML, element by element, to nodes of the document tree.

What has no place on paper is left out on purpose, and only this: comments, `script`, `style` and `template`,
heading permalinks, footnotes' way back, line numbers of code, and the list that `[TERMS]` makes (`dl.terms`)
with a heading that holds nothing else, since the glossary follows in the same book.
All else keeps at least its text; an element without a form of its own says so in a warning.
"""

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from lxml.etree import _Comment
from lxml.html import HtmlElement

from tracktwo.publishing.book.html_page import Page
from tracktwo.publishing.book.link_targets import Addresses
from tracktwo.publishing.book.nodes import Node, is_block, language_of, paragraphs, running
from tracktwo.publishing.math.latex import LatexReader

Reading = Callable[["PageReader", HtmlElement], list[Node]]

SPACES = re.compile(r"[ \t\n\r\f\v]+")
WORD = re.compile(r"\w+")
USE = re.compile(r"\s*tracktwo:use (\S+)\s*")
DEEPEST = 10  # Typst stops at 64 show rules within one another, and a quotation in a list costs it several


class PageReader:
    """Reads one page.

    `elements` says how each element is read. `uses` gives the book's anchor for each glossary entry's own, if
    this page is to mark where it uses terms: lessons are, the glossary is not.
    """

    def __init__(
        self,
        page: Page,
        *,
        elements: Mapping[str, Reading],
        addresses: Addresses,
        warn: Callable[[str], None],
        uses: Mapping[str, str],
    ) -> None:
        """Begin with nothing cited, expanded or waiting."""
        self.page = page
        self.addresses = addresses
        self.warn = warn
        self.footnotes: dict[str, HtmlElement] = {}
        self.cited: set[str] = set()
        self.headings: list[dict[str, Any]] = []
        self.expanded: set[str] = set()  # abbreviations, once per page
        self.in_footnote = False
        self.in_heading = False
        self.after_heading: list[Node] = []  # what a heading cannot hold
        self.pending_uses: list[str] = []  # of terms whose first word comes next
        self._elements = elements
        self.uses = uses
        self._anchors: set[str] = set()
        self._after_space = True
        self._depth = 0

    @cached_property
    def latex(self) -> LatexReader:
        """What reads the page's formulas: what one of them defines holds in the next."""
        return LatexReader()

    def read(self, root: HtmlElement) -> list[Node]:
        """Give the page's blocks."""
        for notes in root.find_class("footnote"):
            if notes.tag == "div":
                self.footnotes |= {name: item for item in notes.iter("li") if (name := item.get("id"))}
                notes.drop_tree()
        blocks = self.flow(root)
        for name in [name for name in self.footnotes if name not in self.cited]:
            self.warn(f"footnote {name} is cited nowhere: its text stands at the end")
            blocks += self.flow(self.footnotes[name])
        return blocks

    def flow(self, element: HtmlElement) -> list[Node]:
        """Read an element's content as blocks: text that stands free becomes a paragraph."""
        self._after_space = True
        blocks = list(paragraphs(self.content(element)))
        self._after_space = True
        return blocks

    def inlines(self, element: HtmlElement) -> list[Node]:
        """Read an element's content as running text: blocks in it lose their shape, not their words."""
        return [piece for node in self.content(element) for piece in running(node)]

    def line(self, element: HtmlElement) -> list[Node]:
        """Read a line that stands on its own, such as a heading's."""
        self._after_space = True
        nodes = self.inlines(element)
        if nodes and isinstance(nodes[-1], str):
            nodes[-1] = nodes[-1].rstrip(" ")
        self._after_space = True
        return nodes

    def aside(self, element: HtmlElement) -> list[Node]:
        """Read the blocks of a note while a line is being read, which then goes on where it was."""
        after_space = self._after_space
        blocks = self.flow(element)
        self._after_space = after_space
        return blocks

    def line_break(self) -> list[Node]:
        """Break the line: the next one's leading space does not count."""
        self._after_space = True
        return [{"is": "line-break"}]

    def object(self, node: Node) -> list[Node]:
        """Give what stands in a line like a word: a space after it counts."""
        self._after_space = False
        return [node]

    def margin(self, node: Node) -> list[Node]:
        """Give what stands beside the text: no space goes with it."""
        self._after_space = True
        return [node]

    def content(self, element: HtmlElement) -> list[Node]:
        """Read what an element holds, blocks and running text as they come."""
        nodes = self.text(element.text)
        for child in element:
            nodes += self._comment(child) if isinstance(child, _Comment) else self._element(child)
            nodes += self.text(child.tail)
        return nodes

    def text(self, text: str | None) -> list[Node]:
        """Collapse white space as browsers do, and set a term's use behind its first word.

        Behind, since Typst places what stands before a line's first word at the end of the line before it,
        which may be on another page.
        """
        text = SPACES.sub(" ", (text or "").replace("\ufeff", "\u2060"))  # PDF/UA-1 refuses the former
        text = text[1:] if self._after_space and text.startswith(" ") else text
        if not text:
            return []
        self._after_space = text.endswith(" ")
        word = WORD.search(text)
        if not (self.pending_uses and word):
            return [text]
        uses: list[Node] = [{"is": "use", "term": term} for term in self.pending_uses]
        self.pending_uses = []
        return [part for part in (text[: word.end()], *uses, text[word.end() :]) if part]

    def _comment(self, comment: _Comment) -> list[Node]:
        use = USE.fullmatch(comment.text or "")
        if use and use[1] in self.uses:
            self.pending_uses.append(self.uses[use[1]])
        return []

    def _element(self, element: HtmlElement) -> list[Node]:
        if not isinstance(element.tag, str):
            return []  # a processing instruction
        if self._depth == DEEPEST:
            self.warn(f"<{element.tag}> stands {DEEPEST} elements deep: it is read as its bare text")
            return self.text(element.text_content())
        read = self._elements.get(element.tag)
        if read is None:
            self.warn(f"<{element.tag}> has no form in a book: its text is kept")
        self._depth += 1
        nodes = read(self, element) if read else self.content(element)
        self._depth -= 1
        return self.anchored(element, nodes)

    def anchored(self, element: HtmlElement, nodes: list[Node]) -> list[Node]:
        """Set an element's language, and its anchor if some link leads to it; a heading has set its own."""
        nodes = self.in_language(element, nodes)
        anchor = self.anchor(element)
        if not anchor:
            return nodes
        mark: Node = {"is": "anchor", "anchor": anchor}
        if nodes and not isinstance(nodes[0], str) and nodes[0]["is"] == "p":
            return [{**nodes[0], "body": [mark, *nodes[0]["body"]]}, *nodes[1:]]
        return [mark, *nodes]

    def in_language(self, element: HtmlElement, nodes: list[Node]) -> list[Node]:
        """Say which language an element is in, where it says so itself. Headings say it of their text."""
        tag = element.get("lang", "")
        kinds = {"text" if isinstance(node, str) else node["is"] for node in nodes}
        if not re.fullmatch("[A-Za-z]{2,3}([-_][A-Za-z0-9]+)*", tag) or "heading" in kinds or not nodes:
            return nodes
        kind = "language-block" if any(map(is_block, nodes)) else "language"
        return [{"is": kind, **language_of(tag), "body": nodes}]

    def anchor(self, element: HtmlElement) -> str:
        """Give the anchor that links in this book lead to, once; an empty string where none does."""
        anchor = f"{self.page.url}#{element.get('id') or element.get('name')}"
        if anchor not in self.addresses.wanted or anchor in self._anchors:
            return ""
        self._anchors.add(anchor)
        return anchor


def classes(element: HtmlElement) -> set[str]:
    """Give an element's classes."""
    return set((element.get("class") or "").split())
