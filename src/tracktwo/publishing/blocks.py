"""Elements that stand on their own: headings, paragraphs, lists, quotations, code, tables, figures, notes."""

import re
from itertools import takewhile
from typing import Any

from lxml.html import HtmlElement

from tracktwo.publishing.elements import PageReader, Reading, classes
from tracktwo.publishing.tree import Node, plain

GROUPS = (
    "address", "article", "aside", "dd", "div", "dt", "fieldset", "figcaption", "footer", "header", "hgroup",
    "legend", "li", "main", "nav", "search", "section", "summary", "tbody", "td", "tfoot", "th", "thead",
    "tr", "caption",
)  # fmt: skip
ALIGN = re.compile(r"text-align:\s*(left|center|right)")


def group(reader: PageReader, element: HtmlElement) -> list[Node]:
    """Read a block that only groups; an admonition and highlighted code are more."""
    kinds = classes(element)
    if "admonition" in kinds:
        return note(reader, element)
    if kinds & {"highlight", "codehilite"}:
        return [block for found in element.iter("pre") for block in code_block(reader, found)]
    return reader.flow(element)


def paragraph(reader: PageReader, element: HtmlElement) -> list[Node]:
    """Read a paragraph."""
    return reader.flow(element)


def heading(reader: PageReader, element: HtmlElement) -> list[Node]:
    """Read a heading of HTML's level; its footnotes follow it, since the contents repeat its text."""
    reader.in_heading = True
    body = reader.line(element)
    reader.in_heading = False
    after, reader.after_heading = reader.after_heading, []
    if not plain(body).strip():
        reader.warn(f"<{element.tag}> holds no text: it is no heading in a book")
        return [*body, *after]
    node: dict[str, Any] = {
        "is": "heading",
        "level": int(element.tag[1]),
        "id": element.get("id", ""),
        "anchor": reader.anchor(element),
        "body": body,
    }
    reader.headings.append(node)
    spaced = [part for link in after for part in (" ", link)][1:]
    return [node, {"is": "p", "body": spaced}] if spaced else [node]


def itemised(reader: PageReader, element: HtmlElement) -> list[Node]:
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
            "items": [reader.anchored(item, reader.flow(item)) for item in items],
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
            items[-1]["body"] += reader.anchored(part, reader.flow(part))
    return [{"is": "definitions", "items": items}] if items else []


def quotation(reader: PageReader, element: HtmlElement) -> list[Node]:
    """Read a quotation that stands apart."""
    return [{"is": "quote", "body": reader.flow(element)}]


def rule(_: PageReader, __: HtmlElement) -> list[Node]:
    """Read a break between themes."""
    return [{"is": "rule"}]


def code_block(_: PageReader, element: HtmlElement) -> list[Node]:
    """Read code as it stands, without the numbers that a highlighter gives its lines."""
    if any("linenodiv" in classes(parent) for parent in element.iterancestors()):
        return []
    return [{"is": "code-block", "text": str(element.text_content()).strip("\n")}]


def table(reader: PageReader, element: HtmlElement) -> list[Node]:
    """Read a table: the first rows are its header as far as they are `thead`'s or hold `th` only.

    Cells that span others count as one cell, with a warning; short rows are filled up.
    """
    rows = [row for row in element.iter("tr") if next(row.iterancestors("table")) is element]
    if any(cell.get("colspan") or cell.get("rowspan") for row in rows for cell in row.iter("td", "th")):
        reader.warn("a <table> has cells that span others: each takes one place")
    header = len(list(takewhile(_is_header, rows)))
    cells = [[_cell(reader, cell) for cell in row.iterchildren("td", "th")] for row in rows]
    columns = max(map(len, cells), default=0)
    for row in cells:
        row += [{"align": "left", "body": []} for _ in range(columns - len(row))]
    caption = element.find("caption")
    named = reader.flow(caption) if caption is not None else []
    if not columns:
        return named
    return [*named, {"is": "table", "columns": columns, "header": cells[:header], "rows": cells[header:]}]


def _is_header(row: HtmlElement) -> bool:
    parent = row.getparent()
    return (parent is not None and parent.tag == "thead") or all(cell.tag == "th" for cell in row)


def _cell(reader: PageReader, cell: HtmlElement) -> dict[str, object]:
    align = ALIGN.search(cell.get("style", "")) or re.fullmatch("(left|center|right)", cell.get("align", ""))
    return {"align": align[1] if align else "left", "body": reader.anchored(cell, reader.flow(cell))}


def figure(reader: PageReader, element: HtmlElement) -> list[Node]:
    """Read a figure with its caption."""
    caption = element.find("figcaption")
    words = reader.line(caption) if caption is not None else []
    if caption is not None:
        caption.drop_tree()
    body = reader.flow(element)
    if len(body) == 1 and not isinstance(body[0], str) and body[0]["is"] == "figure":
        body = body[0]["body"]
    return [{"is": "figure", "body": body, "caption": words}]


def note(reader: PageReader, element: HtmlElement) -> list[Node]:
    """Read an admonition or an open `details`: a title, and what it is the title of."""
    titles = [part for part in element if part.tag == "summary" or "admonition-title" in classes(part)]
    words = reader.line(titles[0]) if titles else []
    if titles:
        titles[0].drop_tree()
    return [{"is": "note", "title": words, "body": reader.flow(element)}]


BLOCK_ELEMENTS: dict[str, Reading] = {
    **dict.fromkeys(GROUPS, group),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), heading),
    "blockquote": quotation,
    "details": note,
    "dl": definitions,
    "figure": figure,
    "hr": rule,
    "ol": itemised,
    "p": paragraph,
    "pre": code_block,
    "table": table,
    "ul": itemised,
}
