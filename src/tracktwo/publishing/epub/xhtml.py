"""Writes the EPUB's XHTML from the document tree: elements as they are, or each by its function."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import KW_ONLY, dataclass, field
from html import escape
from itertools import takewhile
from typing import NamedTuple

from tracktwo.model.scripts import is_right_to_left
from tracktwo.publishing.book.nodes import (
    BLOCKS,
    NOT_XML,
    PARTS,
    Element,
    Node,
    elements,
    in_paragraphs,
    is_block,
    language_tag,
    plain_text,
)
from tracktwo.publishing.book.tree import BookTree
from tracktwo.publishing.epub.anchors import AnchorMap, SectionUse
from tracktwo.publishing.epub.images import EpubImages, still_svg
from tracktwo.publishing.epub.urls import url

MAX_COLUMNS = 5  # that fit a small screen
MAX_LEVEL = 6  # the levels of headings that HTML has


class HeadingLink(NamedTuple):
    """A heading of a file: `text` is plain, `href` leads to it."""

    level: int
    text: str
    href: str


@dataclass
class PageWriter:
    """Writes one file. What was in it is then in `headings`, and its footnotes, as XHTML, in `notes`.

    `title` is the file's, and `level_shift` is added to the levels of its headings.
    """

    file: str
    title: str
    _: KW_ONLY
    book: BookTree
    anchors: AnchorMap
    images: EpubImages
    level_shift: int = 0
    headings: list[HeadingLink] = field(default_factory=list, init=False)
    notes: list[str] = field(default_factory=list, init=False)
    numbers: dict[str, int] = field(default_factory=dict, init=False)  # of named footnotes
    used: set[str] = field(default_factory=set, init=False)  # terms, in the section that is being written
    ids: int = field(default=0, init=False)
    in_link: bool = field(default=False, init=False)

    @property
    def contents(self) -> list[HeadingLink]:
        """The file's title, and the headings below it."""
        return [HeadingLink(1, self.title, self.file), *self.headings]

    def write(self, nodes: Iterable[Node]) -> str:
        """Write nodes, one behind the other."""
        return "".join(
            xml(node) if isinstance(node, str) else WRITERS.get(node.tag, as_it_is)(self, node)
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


def heading(page: PageWriter, node: Element) -> str:
    """Write a heading; a new section begins."""
    level = min(int(node.get("level")) + page.level_shift, MAX_LEVEL)
    name = page.id_of(node.get("anchor")) or page.new_id()
    page.headings.append(
        HeadingLink(level, " ".join(plain_text(node.children).split()), f"{page.file}#{name}")
    )
    page.used = set()
    return f'<h{level} id="{name}">{page.write(node.children)}</h{level}>\n'


def item_list(page: PageWriter, node: Element) -> str:
    """Write a list."""
    kind = ' class="tasks"' if node.get("tasks") else ""
    attributes = "".join(f' {name}="{node.get(name)}"' for name in ("type", "start") if node.get(name))
    return f"<{node.tag}{kind}{attributes}>\n{page.write(node.children)}</{node.tag}>\n"


def definitions(page: PageWriter, node: Element) -> str:
    """Write a definition list, which begins with a term and ends with a definition."""
    parts = elements(node.children)
    first = "<dt></dt>\n" if parts[0].tag == "dd" else ""
    last = "<dd></dd>\n" if parts[-1].tag == "dt" else ""
    return f"<dl>\n{first}{page.write(parts)}{last}</dl>\n"


def code_block(page: PageWriter, node: Element) -> str:
    """Write code as it stands, with its title; its looks are the reader's, but for weight and slant."""
    title = f'<p class="file">{xml(node.get("title"))}</p>\n' if node.get("title") else ""
    lines = ((line.get("marked"), page.write(line.children)) for line in elements(node.children))
    code = "\n".join(f"<mark>{line}</mark>" if marked else line for marked, line in lines)
    return f'{title}<pre dir="ltr"><code>{code}</code></pre>\n'


def table(page: PageWriter, node: Element) -> str:
    """Write a table."""
    kind = "wide table" if int(node.get("columns")) > MAX_COLUMNS else "table"
    return f'<div class="{kind}"><table>\n{page.write(node.children)}</table></div>\n'


def header(page: PageWriter, node: Element) -> str:
    """Write the header of a table, whose cells are all of them headers."""
    rows = [elements(row.children) for row in elements(node.children)]
    written = ("".join(cell(page, it, in_header=True) for it in row) for row in rows)
    return "<thead>\n" + "".join(f"<tr>{row}</tr>\n" for row in written) + "</thead>\n"


def cell(page: PageWriter, node: Element, *, in_header: bool = False) -> str:
    """Write a cell; a header's says what it is the header of."""
    spans = [f' {name}="{node.get(name)}"' for name in ("colspan", "rowspan") if node.get(name)]
    tag = "th" if in_header else node.tag
    scope = "" if tag == "td" else f' scope="{"col" if in_header else "row"}{"group" if spans else ""}"'
    kind = f' class="{node.get("align") or "left"}"'
    return f"<{tag}{scope}{''.join(spans)}{kind}>{page.write(node.children)}</{tag}>"


def note(page: PageWriter, node: Element) -> str:
    """Write what stands apart, below a title of its own: a note, a warning, or what was in a tab."""
    role = "" if node.get("kind") == "tab" else ' role="note"'
    return f'<div class="box {node.get("kind")}"{role}>\n{page.write(node.children)}</div>\n'


def in_language(page: PageWriter, node: Element) -> str:
    """Write words in another language."""
    said = language(node.get("language"), node.get("region"))
    return f"<{node.tag} {said}>{page.write(node.children)}</{node.tag}>"


def use(page: PageWriter, node: Element) -> str:
    """Write the place of a term's first use in a section, which the glossary leads back to."""
    term = node.get("term")
    if term in page.used or term not in page.anchors.ids:
        return ""
    page.used.add(term)
    name = page.new_id()
    section = page.headings[-1].text if page.headings else ""
    page.anchors.uses.setdefault(term, []).append(SectionUse(page.title, section, f"{page.file}#{name}"))
    return f'<span id="{name}"></span>'


def term(page: PageWriter, node: Element) -> str:
    """Write a link from a term to its entry."""
    attributes = ' class="term" epub:type="glossref" role="doc-glossref"'
    return page.link(page.anchors.location_of(node.get("to")), node.children, attributes)


def link(page: PageWriter, node: Element) -> str:
    """Write a link to a place in the book, or to the web."""
    address = page.anchors.location_of(node.get("to")) if node.get("to") else url(node.get("href"))
    return page.link(address, node.children)


def footnote(page: PageWriter, node: Element) -> str:
    """Write the mark of a footnote, which opens where one reads, and keep the note for the file's end."""
    name = node.get("name")
    if not node.children:
        number = page.numbers.get(name)
        return reference(page, number) if number else ""  # its first mark is in what was left out
    number = len(page.notes) + 1
    page.notes.append("")
    page.numbers[name] = number
    outside, page.in_link = page.in_link, False
    back = f'<a href="#_from-{number}" role="doc-backlink">{number}</a> '
    line = list(takewhile(lambda part: not is_block(part), node.children))
    rest = page.write(in_paragraphs(node.children[len(line) :]))
    note = f"<p>{back}{page.write(line)}</p>{rest}"
    page.in_link = outside
    page.notes[number - 1] = (
        f'<aside id="_note-{number}" epub:type="footnote" role="doc-footnote">{note}</aside>\n'
    )
    return reference(page, number, f' id="_from-{number}"')


def reference(page: PageWriter, number: int, attributes: str = "") -> str:
    """Write a footnote's number, leading to it."""
    kind = ' epub:type="noteref" role="doc-noteref"'
    return f"<sup{attributes}>{page.link(f'#_note-{number}', [str(number)], kind)}</sup>"


def image(page: PageWriter, node: Element) -> str:
    """Write an image, and add its file."""
    sizes = "; ".join(f"{name}: {node.get(name)}" for name in ("width", "height") if node.get(name))
    style = f' style="{sizes}"' if sizes else ""
    href = page.images.add(node.get("file"), node.get("data"))
    return f'<img src="{href}" alt="{xml(node.get("alt"))}"{style}/>'


def icon(page: PageWriter, node: Element) -> str:
    """Write a drawing that stands in the page itself; one that says nothing is not read out."""
    role = {"role": "img", "aria-label": node.get("alt")} if node.get("alt") else {"aria-hidden": "true"}
    attributes = role if node.get("width") or node.get("height") else {"class": "icon", **role}
    return still_svg(node.get("source").encode(), f"{page.new_id()}-", attributes).decode()


WRITERS: dict[str, Callable[[PageWriter, Element], str]] = {
    "heading": heading,
    "ul": item_list,
    "ol": item_list,
    "dl": definitions,
    "hr": lambda _page, _node: "<hr/>\n",
    "div": in_language,
    "span": in_language,
    "pre": code_block,
    "table": table,
    "thead": header,
    "th": cell,
    "td": cell,
    "aside": note,
    "summary": lambda page, node: f'<p class="title">{page.write(node.children)}</p>\n',
    "b": lambda page, node: f"<strong>{page.write(node.children)}</strong>",
    "token": lambda page, node: f'<span class="{node.get("kind")}">{page.write(node.children)}</span>',
    "time": lambda page, node: (
        f'<span class="time">{page.link(url(node.get("href")), node.children)}</span> '
    ),
    "svg": icon,
    "math": lambda _, node: node.get("mathml"),
    "br": lambda _page, _node: "<br/>",
    "anchor": anchor_span,
    "use": use,
    "term": term,
    "a": link,
    "footnote": footnote,
    "img": image,
}


def xml(text: str) -> str:
    """Write text as XML; what XML has no place for, such as control characters, is left out."""
    return escape(NOT_XML.sub("", text), quote=False).replace('"', "&quot;")


def language(name: str, region: str) -> str:
    """Return the attributes that say in which language something is, and from which side it is written."""
    tag = xml(language_tag(name, region))
    direction = ' dir="rtl"' if is_right_to_left(name) else ""
    return f'lang="{tag}" xml:lang="{tag}"{direction}'
