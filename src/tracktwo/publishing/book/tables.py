"""Tables: cells on a grid, with those that span others."""

import re
from itertools import takewhile

from lxml.html import HtmlElement

from tracktwo.publishing.book.nodes import (
    Element,
    Node,
    all_elements,
    as_bare_lines,
    element,
    in_paragraphs,
    is_block,
)
from tracktwo.publishing.book.page_reader import PageReader

ALIGN = re.compile(r"text-align:\s*(left|center|right)")
MAX_COLUMNS = 60  # that a cell spans
MAX_WIDTH = 200  # columns: cells that span all rows below would make a table as wide as it is long


def table(reader: PageReader, source: HtmlElement) -> list[Node]:
    """Read a table: the first rows are its header as far as they are `thead`'s or hold `th` only.

    What a row lacks is filled up, and a cell spans no further than its header, or the table's end.
    """
    rows = [row for row in source.iter("tr") if next(row.iterancestors("table")) is source]
    header = len(list(takewhile(_is_header, rows)))
    parts = [_grid(reader, part) for part in (rows[:header], rows[header:])]
    columns = max((width for part in parts for _, width in part), default=0)
    caption = source.find("caption")
    above = reader.blocks(caption) if caption is not None else []
    if not columns:
        return above
    if columns > MAX_WIDTH:
        reader.warn("wide-table", f"a table has {columns} columns: its cells stand below one another")
        cells = [cell for part in parts for row, _ in part for cell in row]
        return [*above, *(node for cell in cells for node in in_paragraphs(cell.children))]
    head, body = (
        [element("tr", [*cells, *[element("td")] * (columns - width)]) for cells, width in part]
        for part in parts
    )
    # A header with links stands once: where a table goes on it is an artifact, which must not hold any.
    held = {part.tag for part in all_elements(head)}
    linked = not held.isdisjoint({"a", "term", "footnote", "anchor"})
    made = [element(tag, part) for tag, part in (("thead", head), ("tbody", body)) if part]
    return [*above, element("table", made, columns=str(columns), linked=linked)]


def _is_header(row: HtmlElement) -> bool:
    parent = row.getparent()
    return (parent is not None and parent.tag == "thead") or all(cell.tag == "th" for cell in row)


def _grid(reader: PageReader, rows: list[HtmlElement]) -> list[tuple[list[Element], int]]:
    """Return rows, each with the number of columns that it and cells from above take."""
    ends = [0] * (len(rows) + 1)  # for each row, how many columns of cells from above end above it
    read = []
    above = 0  # columns that cells from above take
    for number, row in enumerate(rows):
        cells: list[Element] = []
        width = above = above - ends[number]
        for source in row.iterchildren("td", "th"):
            columns = _span(source.get("colspan"), MAX_COLUMNS)
            depth = _span(source.get("rowspan"), len(rows) - number)
            cells.append(_cell(reader, source, columns, depth))
            width += columns
            if depth > 1:
                above += columns
                ends[number + depth] += columns
        read.append((cells, width))
    return read


def _cell(reader: PageReader, source: HtmlElement, columns: int, rows: int) -> Element:
    align = ALIGN.search(source.get("style", "")) or re.fullmatch(
        "(left|center|right)", source.get("align", "")
    )
    spans = {name: str(span) for name, span in (("colspan", columns), ("rowspan", rows)) if span > 1}
    side = align[1] if align and align[1] != "left" else ""
    body = reader.anchored(source, reader.blocks(source))
    alone = sum(map(is_block, body)) == 1  # a single paragraph is a bare line
    return element(source.tag, as_bare_lines(body) if alone else body, align=side, **spans)


def _span(attribute: str | None, maximum: int) -> int:
    span = int(attribute) if attribute and re.fullmatch("[0-9]{1,4}", attribute) else 1
    return min(max(span, 1), maximum)
