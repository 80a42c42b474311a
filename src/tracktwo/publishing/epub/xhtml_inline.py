"""Nodes that run within a line to XHTML: emphasis, links, footnotes, images."""

from itertools import takewhile

from tracktwo.publishing.book.nodes import Element, in_paragraphs, is_block
from tracktwo.publishing.epub.anchors import SectionUse
from tracktwo.publishing.epub.images import still_svg
from tracktwo.publishing.epub.urls import url
from tracktwo.publishing.epub.xhtml import NodeWriter, PageWriter, anchor_span, xml


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
    try:
        return still_svg(node.get("source").encode(), f"{page.new_id()}-", attributes).decode()
    except ValueError:
        return xml(node.get("alt"))


INLINE_WRITERS: dict[str, NodeWriter] = {
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
