"""One page's HTML, element by element, to nodes of the document tree.

What has no place on paper is left out on purpose, and only this: comments, `script`, `style`, `template` and
`noscript`, what the page hides, what is of the class `no-book`, heading permalinks, footnotes' way back, line
numbers of code, and the list that `[TERMS]` makes (`dl.terms`) with a heading that holds nothing else, since
the glossary follows in the same book.
All else keeps at least its text; an element without a form of its own is a problem that names it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from functools import cached_property

from lxml.etree import _Comment
from lxml.html import HtmlElement

from tracktwo.model.problem import Problem
from tracktwo.model.scripts import LANGUAGE_TAG
from tracktwo.model.vocabulary import USE_COMMENT
from tracktwo.publishing.book.html_page import HEADING_TAGS, ParsedPage
from tracktwo.publishing.book.link_targets import LinkResolver
from tracktwo.publishing.book.nodes import (
    Node,
    as_bare_lines,
    as_inline,
    element,
    in_paragraphs,
    is_block,
    split_language,
    tag_of,
)
from tracktwo.publishing.math.latex import LatexReader

ElementReader = Callable[["PageReader", HtmlElement], list[Node]]

SPACES = re.compile(r"[ \t\n\r\f\v]+")
WORD = re.compile(r"\w+")
NOT_DISPLAYED = re.compile(r"display\s*:\s*none")
MAX_NESTED = 10  # Typst stops at 64 show rules within one another, and a quotation in a list costs it several
MAX_DEPTH = 60  # with what only groups, and is nothing in the book; Python stops at 1000 calls


@dataclass
class PageReader:
    """Reads one page. What was wrong with it is then in `problems`.

    `readers` says how each element is read, and `links` where links lead. Headings step down from the one
    after `parent_level` by one, as PDF/UA-1 asks. `uses` has the book's anchor for
    each glossary entry's own, if this page is to mark where it uses terms: lessons are, the glossary is not.
    `drawings` has for each diagram's source its drawing, or why there is none.
    """

    parsed: ParsedPage
    _: KW_ONLY
    readers: Mapping[str, ElementReader]
    links: LinkResolver
    uses: Mapping[str, str]
    drawings: Mapping[str, str]
    parent_level: int
    problems: list[Problem] = field(default_factory=list, init=False)
    cited: set[str] = field(default_factory=set, init=False)
    expanded: set[str] = field(default_factory=set, init=False)  # abbreviations, once per page
    in_footnote: bool = field(default=False, init=False)
    in_heading: bool = field(default=False, init=False)
    after_heading: list[Node] = field(default_factory=list, init=False)  # what a heading cannot hold
    pending_uses: list[str] = field(default_factory=list, init=False)  # of terms whose first word comes next
    _anchors: dict[HtmlElement, list[str]] = field(default_factory=dict, init=False)  # within each element
    _anchored: set[str] = field(default_factory=set, init=False)
    _top_level: int = field(default=1, init=False)
    _last_level: int = field(default=0, init=False)
    _after_space: bool = field(default=True, init=False)
    _depth: int = field(default=0, init=False)
    _grouping: int = field(default=0, init=False)  # of these, those that only group

    def __post_init__(self) -> None:
        """Find the footnotes, which are read where they are cited, and the places that links lead to."""
        self.page = self.parsed.page
        root = self.parsed.root
        notes = [note for note in root.find_class("footnote") if note.tag == "div"]
        items = (item for note in notes for item in note.iter("li"))
        self.footnotes = {name: item for item in items if (name := item.get("id"))}
        self.left_out = set(notes)  # elements that are read elsewhere than where they stand
        headings = [int(found.tag[1]) for found in root.iter(*HEADING_TAGS) if found.text_content().strip()]
        self._top_level = min(headings, default=1)
        self._last_level = self.parent_level
        for place in root.iter("*"):
            anchor = f"{self.page.url}#{place.get('id') or place.get('name')}"
            if anchor in self.links.linked:
                is_note = self.footnotes.get(place.get("id", "")) is place  # which its mark names
                for around in (place, *(() if is_note else place.iterancestors())):
                    self._anchors.setdefault(around, []).append(anchor)

    @cached_property
    def latex(self) -> LatexReader:
        """What reads the page's formulas: what one of them defines holds in the next."""
        return LatexReader()

    def warn(self, code: str, message: str) -> None:
        """Add a problem of the page's author."""
        self.problems.append(Problem(self.page.source, 0, code, "warning", message))

    def read(self) -> list[Node]:
        """Return the page's blocks."""
        blocks = self.anchored(self.parsed.root, self.blocks(self.parsed.root))
        for name in [name for name in self.footnotes if name not in self.cited]:
            self.warn("uncited-footnote", f"footnote {name} is cited nowhere: its text stands at the end")
            blocks += self.anchored(self.footnotes[name], self.blocks(self.footnotes[name]))
        return blocks

    def blocks(self, source: HtmlElement) -> list[Node]:
        """Read an element's content as blocks: text that stands free becomes a paragraph."""
        self._after_space = True
        blocks = list(in_paragraphs(self.content(source)))
        self._after_space = True
        return blocks

    def grouped(self, source: HtmlElement) -> list[Node]:
        """Read what a block only groups, which nests nothing."""
        self._grouping += 1
        blocks = self.blocks(source)
        self._grouping -= 1
        return blocks

    def inline(self, source: HtmlElement) -> list[Node]:
        """Read an element's content as running text: blocks in it lose their shape, not their words."""
        return [piece for node in self.content(source) for piece in as_inline(node)]

    def line(self, source: HtmlElement) -> list[Node]:
        """Read a line that stands on its own, such as a heading's."""
        self._after_space = True
        nodes = self.inline(source)
        if nodes and isinstance(nodes[-1], str):
            nodes[-1] = nodes[-1].rstrip(" ")
        self._after_space = True
        return nodes

    def title_line(self, source: HtmlElement | None) -> list[Node]:
        """Read an element's title or caption, if it has one, as a line that is then not in its content."""
        if source is None:
            return []
        self.left_out.add(source)
        return self.line(source)

    def note(self, source: HtmlElement) -> list[Node]:
        """Read what a note holds, which begins beside its number; the line that is being read goes on."""
        after_space, self.in_footnote = self._after_space, True
        blocks = self.blocks(source)
        self._after_space, self.in_footnote = after_space, False
        return [*as_bare_lines(blocks[:1]), *blocks[1:]] or [" "]

    def in_line(self, node: Node, *, space_after: bool = True) -> list[Node]:
        """Return what stands in a line like a word; where it ends it, a space after it does not count."""
        self._after_space = not space_after
        return [node]

    def content(self, source: HtmlElement) -> list[Node]:
        """Read what an element holds, blocks and running text as they come."""
        nodes: list[Node] = []
        text = source.text or ""
        for child in source:
            if child in self.left_out:
                text += child.tail or ""
                continue
            nodes += self.text(text)
            nodes += self._comment(child) if isinstance(child, _Comment) else self._element(child)
            text = child.tail or ""
        return nodes + self.text(text)

    def level(self, tag: str) -> str:
        """Return the level in the book of the heading that comes next."""
        self._last_level = min(int(tag[1]) - self._top_level + 1 + self.parent_level, self._last_level + 1)
        return str(self._last_level)

    def text(self, text: str | None) -> list[Node]:
        """Collapse white space as browsers do, and set a term's use behind its first word.

        Behind, since Typst places what stands before a line's first word at the end of the line before it,
        which may be on another page. That of a heading, whose text also stands in the contents, behind the
        first word below it.
        """
        text = SPACES.sub(" ", (text or "").replace("\ufeff", "\u2060"))  # PDF/UA-1 refuses the former
        text = text[1:] if self._after_space and text.startswith(" ") else text
        if not text:
            return []
        self._after_space = text.endswith(" ")
        word = WORD.search(text)
        if not (self.pending_uses and word) or self.in_heading:
            return [text]
        uses: list[Node] = [element("use", term=term) for term in self.pending_uses]
        self.pending_uses = []
        return [part for part in (text[: word.end()], *uses, text[word.end() :]) if part]

    def _comment(self, comment: _Comment) -> list[Node]:
        found = USE_COMMENT.fullmatch(f"<!--{comment.text}-->")
        if found and found["name"] in self.uses:
            self.pending_uses.append(self.uses[found["name"]])
        return []

    def _element(self, source: HtmlElement) -> list[Node]:
        tag = source.tag
        if not isinstance(tag, str) or _is_hidden(source):
            return []  # a processing instruction, or what the page does not show
        if self._depth - self._grouping == MAX_NESTED or self._depth == MAX_DEPTH:
            message = f"<{tag}> stands {self._depth} elements deep: it is read as its bare text"
            self.warn("nested-too-deep", message)
            return self.anchored(source, self.text(source.text_content()))
        read = self.readers.get(tag)
        if read is None:
            message = f"<{tag}> has no form in a book: its text is kept; if it is text, write &lt;{tag}&gt;"
            self.warn("unknown-element", message)
        self._depth += 1
        nodes = read(self, source) if read else self.content(source)
        self._depth -= 1
        return self.anchored(source, nodes)

    def anchored(self, source: HtmlElement, nodes: list[Node]) -> list[Node]:
        """Set an element's language, and the anchors in it that some link leads to and nothing in it has set.

        They come first, but in a paragraph, and after a heading, where they are on its page. A heading itself
        holds none, since the contents repeat it.
        """
        nodes = self.in_language(source, nodes)
        if self.in_heading:
            return nodes
        unset = [name for name in dict.fromkeys(self._anchors.get(source, ())) if name not in self._anchored]
        self._anchored.update(unset)
        marks = [element("anchor", anchor=anchor) for anchor in unset]
        first = nodes[0] if nodes else ""
        if not marks or isinstance(first, str) or first.tag not in {"p", "heading"}:
            return [*marks, *nodes]
        inside = [element("p", [*marks, *first.children])] if first.tag == "p" else [first, *marks]
        return [*inside, *nodes[1:]]

    def in_language(self, source: HtmlElement, nodes: list[Node]) -> list[Node]:
        """Say which language an element is in, where it says so itself. Headings say it of their text."""
        tag = source.get("lang", "")
        if not LANGUAGE_TAG.fullmatch(tag) or "heading" in map(tag_of, nodes) or not nodes:
            return nodes
        return [element("div" if any(map(is_block, nodes)) else "span", nodes, **split_language(tag))]

    def anchor(self, source: HtmlElement) -> str:
        """Return the anchor that links in this book lead to, once; an empty string where none does."""
        anchor = f"{self.page.url}#{source.get('id') or source.get('name')}"
        if anchor not in self.links.linked or anchor in self._anchored:
            return ""
        self._anchored.add(anchor)
        return anchor


def _is_hidden(source: HtmlElement) -> bool:
    """Tell whether the page hides an element, or keeps it out of the book."""
    hidden = source.get("hidden") is not None or NOT_DISPLAYED.search(source.get("style", ""))
    return bool(hidden) or "no-book" in source.classes
