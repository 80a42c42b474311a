"""Tables: cells on a grid, with those that span others."""

import re
from itertools import takewhile

from lxml.html import HtmlElement

from tracktwo.publishing.book.nodes import Element, Node, all_elements, as_bare_lines, element, is_block
from tracktwo.publishing.book.page_reader import PageReader

ALIGN = re.compile(r"text-align:\s*(left|center|right)")
MAX_COLUMNS = 60


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
    head, body = (
        [element("tr", [*cells, *[element("td")] * (columns - width)]) for cells, width in part]
        for part in parts
    )
    # A header with links stands once: where a table goes on it is an artifact, which must not hold any.
    held = {part.tag for part in all_elements(head)}
    linked = "true" if held & {"a", "term", "footnote", "anchor"} else ""
    made = [element(tag, part) for tag, part in (("thead", head), ("tbody", body)) if part]
    return [*above, element("table", made, columns=str(columns), linked=linked)]


def _is_header(row: HtmlElement) -> bool:
    parent = row.getparent()
    return (parent is not None and parent.tag == "thead") or all(cell.tag == "th" for cell in row)


def _grid(reader: PageReader, rows: list[HtmlElement]) -> list[tuple[list[Element], int]]:
    """Return rows, each with the number of columns that it and cells from above take."""
    below = [0] * len(rows)  # for each row, how many columns cells from above take in it
    read = []
    for number, row in enumerate(rows):
        cells: list[Element] = []
        width = 0
        for source in row.iterchildren("td", "th"):
            columns = _span(source.get("colspan"), MAX_COLUMNS)
            depth = _span(source.get("rowspan"), len(rows) - number)
            cells.append(_cell(reader, source, columns, depth))
            width += columns
            for further in range(number + 1, number + depth):
                below[further] += columns
        read.append((cells, below[number] + width))
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
