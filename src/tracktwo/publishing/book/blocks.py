"""Elements that stand on their own: headings, paragraphs, lists, quotations, code, tables, figures, notes."""

import re
from typing import Any

from lxml.html import HtmlElement

from tracktwo.publishing.book.code import code_lines
from tracktwo.publishing.book.formulas import latex_formula
from tracktwo.publishing.book.nodes import Node, plain_text
from tracktwo.publishing.book.page_reader import ElementReader, PageReader, classes
from tracktwo.publishing.book.tables import table

GROUPING_TAGS = (
    "address", "article", "aside", "dd", "div", "dt", "fieldset", "figcaption", "footer", "header", "hgroup",
    "legend", "li", "main", "nav", "search", "section", "summary", "tbody", "td", "tfoot", "th", "thead",
    "tr", "caption",
)  # fmt: skip
# Boxes of Material and of Python-Markdown that warn.
WARNING_BOXES = frozenset("attention bug caution danger error fail failure missing warning".split())


def group(reader: PageReader, element: HtmlElement) -> list[Node]:
    """Read a block that only groups, unless its class makes more of it."""
    names = classes(element)
    read = next((read for name, read in CLASS_READERS.items() if name in names), PageReader.blocks)
    return read(reader, element)


def heading(reader: PageReader, element: HtmlElement) -> list[Node]:
    """Read a heading of HTML's level; its footnotes follow it, since the contents repeat its text."""
    reader.in_heading = True
    body = reader.line(element)
    reader.in_heading = False
    after, reader.after_heading = reader.after_heading, []
    if not plain_text(body).strip():
        reader.warn("empty-heading", f"<{element.tag}> holds no text: it is no heading in a book")
        return [*body, *after]
    node: dict[str, Any] = {
        "is": "heading",
        "level": int(element.tag[1]),
        "id": element.get("id", ""),
        "anchor": reader.anchor(element),
        "body": reader.in_language(element, body),
    }
    reader.headings.append(node)
    spaced = [part for link in after for part in (" ", link)][1:]
    return [node, {"is": "p", "body": spaced}] if spaced else [node]


def item_list(reader: PageReader, element: HtmlElement) -> list[Node]:
    """Read `ul` or `ol`. A list is tight when no item holds a paragraph; tasks have no other mark."""
    items = [item for item in element if isinstance(item.tag, str)]
    if not items:
        return []
    start = element.get("start", "1")
    return [
        {
            "is": "list",
            "numbered": element.tag == "ol",
            "start": int(start) if re.fullmatch(r"\d{1,6}", start) else 1,
            "style": element.get("type") if element.get("type") in {"a", "A", "i", "I"} else "1",
            "tight": not any(item.find("p") is not None for item in items),
            "tasks": all("task-list-item" in classes(item) for item in items),
            "items": [reader.anchored(item, reader.blocks(item)) for item in items],
        }
    ]


def definitions(reader: PageReader, element: HtmlElement) -> list[Node]:
    """Read a definition list; several terms may share a definition, and several definitions a term."""
    items: list[dict[str, list[Node]]] = []
    for part in element.iter("dt", "dd"):
        if part.tag == "dt" or not items:
            items.append({"term": [], "body": []})
        if part.tag == "dt":
            items[-1]["term"] = reader.anchored(part, reader.line(part))
        else:
            items[-1]["body"] += reader.anchored(part, reader.blocks(part))
    return [{"is": "definitions", "items": items}] if items else []


def code_block(_: PageReader, element: HtmlElement) -> list[Node]:
    """Read code as it stands, without the numbers that a highlighter gives its lines."""
    if any("linenodiv" in classes(parent) for parent in element.iterancestors()):
        return []
    return [{"is": "code-block", **code_lines(element)}]


def highlighted(reader: PageReader, element: HtmlElement) -> list[Node]:
    """Read code that a highlighter has coloured, with its title."""
    titles = [" ".join(title.text_content().split()) for title in element.find_class("filename")]
    blocks = [block for found in element.iter("pre") for block in code_block(reader, found)]
    title = {"title": titles[-1]} if titles else {}
    return [{**block, **title} for block in blocks if isinstance(block, dict)]


def tabs(reader: PageReader, element: HtmlElement) -> list[Node]:
    """Read content in tabs, as pymdownx.tabbed has it in either style: each in turn, below its title."""
    labels = element.xpath("./label | ./div[contains(@class, 'tabbed-labels')]/label")
    contents = element.xpath("./div[contains(@class, 'tabbed-content')]")
    contents = [block for part in contents for block in part.find_class("tabbed-block")] or contents
    return [
        {"is": "note", "kind": "tab", "title": reader.line(label), "body": reader.blocks(content)}
        for label, content in zip(labels, contents, strict=False)
    ]


def figure(reader: PageReader, element: HtmlElement) -> list[Node]:
    """Read a figure with its caption."""
    caption = reader.title_line(element.find("figcaption"))
    body = reader.blocks(element)
    if len(body) == 1 and not isinstance(body[0], str) and body[0]["is"] == "figure":
        body = body[0]["body"]
    return [{"is": "figure", "body": body, "caption": caption}]


def note(reader: PageReader, element: HtmlElement) -> list[Node]:
    """Read an admonition or an open `details`: a title, and what it is the title of."""
    titles = (part for part in element if part.tag == "summary" or "admonition-title" in classes(part))
    title = reader.title_line(next(titles, None))
    kind = "warning" if classes(element) & WARNING_BOXES else "note"
    return [{"is": "note", "kind": kind, "title": title, "body": reader.blocks(element)}]


CLASS_READERS: dict[str, ElementReader] = {
    "arithmatex": latex_formula,
    "admonition": note,
    "highlight": highlighted,
    "codehilite": highlighted,
    "tabbed-set": tabs,
}
BLOCK_READERS: dict[str, ElementReader] = {
    **dict.fromkeys(GROUPING_TAGS, group),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), heading),
    "blockquote": lambda reader, element: [{"is": "quote", "body": reader.blocks(element)}],
    "details": note,
    "dl": definitions,
    "figure": figure,
    "hr": lambda _reader, _element: [{"is": "rule"}],
    "ol": item_list,
    "p": PageReader.blocks,
    "pre": code_block,
    "table": table,
    "ul": item_list,
}
