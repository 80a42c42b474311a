"""Nodes that run within a line to XHTML: emphasis, links, footnotes, images."""

from itertools import takewhile

from tracktwo.publishing.book.nodes import in_paragraphs, is_block
from tracktwo.publishing.epub.anchors import SectionUse
from tracktwo.publishing.epub.images import still_svg
from tracktwo.publishing.epub.urls import url
from tracktwo.publishing.epub.xhtml import (
    NodeWriter,
    PageWriter,
    Tree,
    anchor_span,
    in_language,
    wrapped,
    xml,
)


def use(page: PageWriter, node: Tree) -> str:
    """Write the place of a term's first use in a section, which the glossary leads back to."""
    term = node["term"]
    if term in page.used or term not in page.anchors.ids:
        return ""
    page.used.add(term)
    name = page.new_id()
    section = page.headings[-1].text if page.headings else ""
    page.anchors.uses.setdefault(term, []).append(SectionUse(page.title, section, f"{page.file}#{name}"))
    return f'<span id="{name}"></span>'


def term(page: PageWriter, node: Tree) -> str:
    """Write a link from a term to its entry."""
    attributes = ' class="term" epub:type="glossref" role="doc-glossref"'
    return page.link(page.anchors.location_of(node["to"]), node["body"], attributes)


def link(page: PageWriter, node: Tree) -> str:
    """Write a link to a place in the book, or to the web."""
    return page.link(
        page.anchors.location_of(node["to"]) if "to" in node else url(node["address"]), node["body"]
    )


def footnote(page: PageWriter, node: Tree) -> str:
    """Write the mark of a footnote, which opens where one reads, and keep the note for the file's end."""
    name = node.get("name", "")
    if not node["body"]:
        number = page.numbers.get(name)
        return reference(page, number) if number else ""  # its first mark is in what was left out
    number = len(page.notes) + 1
    page.notes.append("")
    page.numbers[name] = number
    outside, page.in_link = page.in_link, False
    back = f'<a href="#_from-{number}" role="doc-backlink">{number}</a> '
    line = list(takewhile(lambda part: not is_block(part), node["body"]))
    rest = page.write(in_paragraphs(node["body"][len(line) :]))
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


def image(page: PageWriter, node: Tree) -> str:
    """Write an image, and add its file."""
    width = (
        f"{node['part'] * 100:g}%" if "part" in node else f"{node['points']:g}pt" if "points" in node else ""
    )
    style = f' style="width: {width}"' if width else ""
    return f'<img src="{page.images.add(node["file"])}" alt="{xml(node["alt"])}"{style}/>'


def icon(page: PageWriter, node: Tree) -> str:
    """Write a drawing that stands in the page itself; one that says nothing is not read out."""
    role = {"role": "img", "aria-label": node["alt"]} if node["alt"] else {"aria-hidden": "true"}
    attributes = {"class": "icon", **role}
    try:
        return still_svg(node["svg"].encode(), f"{page.new_id()}-", attributes).decode()
    except ValueError:
        return xml(node["alt"])


INLINE_WRITERS: dict[str, NodeWriter] = {
    "em": wrapped("em"),
    "strong": wrapped("strong"),
    "underline": wrapped("u"),
    "strike": wrapped("s"),
    "mark": wrapped("mark"),
    "small": wrapped("small"),
    "sub": wrapped("sub"),
    "super": wrapped("sup"),
    "quoted": wrapped("q"),
    "code": lambda _, node: f"<code>{xml(node['text'])}</code>",
    "key": lambda _, node: f"<kbd>{xml(node['text'])}</kbd>",
    "speaker": wrapped("strong"),
    "time": lambda _, node: f'<span class="time">{xml(node["text"])}</span> ',
    "language": in_language("span"),
    "icon": icon,
    "math": lambda _, node: node["mathml"],
    "line-break": lambda _page, _node: "<br/>",
    "anchor": anchor_span,
    "use": use,
    "term": term,
    "link": link,
    "footnote": footnote,
    "image": image,
}
