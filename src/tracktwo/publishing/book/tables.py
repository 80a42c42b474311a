"""Tables: cells on a grid, with those that span others."""

import re
from itertools import takewhile
from typing import Any

from lxml.html import HtmlElement

from tracktwo.publishing.book.nodes import Node, all_nodes
from tracktwo.publishing.book.page_reader import PageReader

ALIGN = re.compile(r"text-align:\s*(left|center|right)")
MAX_COLUMNS = 60


def table(reader: PageReader, element: HtmlElement) -> list[Node]:
    """Read a table: the first rows are its header as far as they are `thead`'s or hold `th` only.

    What a row lacks is filled up, and a cell spans no further than its header, or the table's end.
    """
    rows = [row for row in element.iter("tr") if next(row.iterancestors("table")) is element]
    header = len(list(takewhile(_is_header, rows)))
    parts = [_grid(reader, part) for part in (rows[:header], rows[header:])]
    columns = max((width for _, width in parts), default=0)
    caption = element.find("caption")
    above = reader.blocks(caption) if caption is not None else []
    if not columns:
        return above
    head, body = (_filled(cells, columns) for cells, _ in parts)
    node = {"is": "table", "columns": columns, "header": head, "rows": body}
    # A header with links stands once: where a table goes on it is an artifact, which must not hold any.
    linked = any(part["is"] in {"link", "term", "footnote"} for part in all_nodes(head))
    return [*above, {**node, "linked": True} if linked else node]


def _is_header(row: HtmlElement) -> bool:
    parent = row.getparent()
    return (parent is not None and parent.tag == "thead") or all(cell.tag == "th" for cell in row)


def _grid(reader: PageReader, rows: list[HtmlElement]) -> tuple[list[tuple[list[Node], int]], int]:
    """Return rows, each with the number of columns that it and cells from above take, and the most."""
    below: dict[int, int] = {}  # for each row, how many columns cells from above take in it
    read = []
    for number, row in enumerate(rows):
        cells: list[Node] = []
        width = 0
        for element in row.iterchildren("td", "th"):
            cell = _cell(reader, element, max_rows=len(rows) - number)
            cells.append(cell)
            width += cell.get("colspan", 1)
            for further in range(number + 1, number + cell.get("rowspan", 1)):
                below[further] = below.get(further, 0) + cell.get("colspan", 1)
        read.append((cells, below.get(number, 0) + width))
    return read, max((width for _, width in read), default=0)


def _filled(rows: list[tuple[list[Node], int]], columns: int) -> list[list[Node]]:
    return [
        [*cells, *({"align": "left", "body": []} for _ in range(columns - width))] for cells, width in rows
    ]


def _cell(reader: PageReader, cell: HtmlElement, *, max_rows: int) -> dict[str, Any]:
    align = ALIGN.search(cell.get("style", "")) or re.fullmatch("(left|center|right)", cell.get("align", ""))
    node: dict[str, Any] = {
        "align": align[1] if align else "left",
        "body": reader.anchored(cell, reader.blocks(cell)),
    }
    if cell.tag == "th":
        node["strong"] = True
    for name, maximum in (("colspan", MAX_COLUMNS), ("rowspan", max_rows)):
        if (span := _span(cell.get(name), maximum)) > 1:
            node[name] = span
    return node


def _span(attribute: str | None, maximum: int) -> int:
    span = int(attribute) if attribute and re.fullmatch("[0-9]{1,4}", attribute) else 1
    return min(max(span, 1), maximum)
