"""Term lists as tables: comma-, semicolon- or tab-separated, as spreadsheets and databases write them.

A cell in quotation marks may hold line breaks and separators (RFC 4180). The columns are found by their
names; without names the first is the term, and the second its definition.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import NamedTuple

from tracktwo.reading.terms.fields import entry, field_of, other_names
from tracktwo.reading.text.lesson import ReadingError, Remark, TermEntry

SEPARATORS = "\t;,"
# Excel's own first line, which says what parts the cells.
SEP = re.compile(r"\ufeff?sep=(.)\r?\n?", re.IGNORECASE)
_END = "\x1c"  # a separator of files; it is no word, and nothing is lost where a text has it
QUOTES = 'put quotation marks around a cell that holds "{}"'


class Row(NamedTuple):
    """The cells of a row; `line` is that of its first, counted from 1.

    `closed` is False if a quotation mark is open at its end, which is then that of the whole table.
    """

    line: int
    cells: tuple[str, ...]
    closed: bool = True


class Table(NamedTuple):
    """A table as it is written: `fields` are those of the columns, None if they have no names."""

    separator: str
    fields: tuple[str | None, ...] | None
    rows: tuple[Row, ...]


def as_table(text: str, file: str) -> Table | None:
    """Read a text as a table; None if it is none: no column is known, and the rows are not all of two cells.

    Raises ReadingError if it says that it is a table and cannot be read, or lacks a column.
    """
    if sep := SEP.match(text):
        rows = _rows(text[sep.end() :], sep[1], file, first=2)
        return _named(sep[1], rows, file) or Table(sep[1], None, rows)
    first = next((line for line in text.lstrip("\ufeff").splitlines() if line.strip()), "")
    for separator in SEPARATORS:
        if separator in first:
            rows = _rows(text.lstrip("\ufeff"), separator, file, first=1)
            if table := _named(separator, rows, file):
                return table
            if len(rows) > 1 and all(len(row.cells) == 2 and all(row.cells) for row in rows):
                return Table(separator, None, rows)
    return None


def read_table(table: Table, file: str) -> tuple[tuple[TermEntry, ...], tuple[Remark, ...]]:
    """Read the entries of a table, and remark which of its columns are not read.

    Raises ReadingError for a row without a term or a definition, with more cells than there are columns, or
    with a quotation mark that is never closed.
    """
    fields: tuple[str | None, ...] = ("term", "definition")
    rows: Sequence[Row] = table.rows
    remarks: Iterable[Remark] = ()
    if table.fields:
        fields, header, rows = table.fields, rows[0], rows[1:]
        remarks = (
            Remark("column not read", header.line, name)
            for name, field in zip(header.cells, fields, strict=True)
            if field is None and name
        )
    return tuple(_entry(row, fields, table.separator, file) for row in rows), tuple(remarks)


def _named(separator: str, rows: Sequence[Row], file: str) -> Table | None:
    """Take the first row as the names of columns if it is that."""
    fields = tuple(map(field_of, rows[0].cells)) if rows else ()
    known = set(fields) - {None}
    if not known & {"term", "definition"} or len(fields) < 2:
        return None
    if lacking := {"term", "definition"} - known:
        found = ", ".join(" ".join(cell.split()) for cell in rows[0].cells if cell)
        raise ReadingError(
            f'no column is called "{lacking.pop()}" (there are: {found})',
            file,
            rows[0].line,
            remedy="name the columns term, definition and, if there are other names, also",
        )
    return Table(separator, fields, tuple(rows))


def _rows(text: str, separator: str, file: str, first: int) -> tuple[Row, ...]:
    return tuple(_read_rows(text, separator, file, first))


def _read_rows(text: str, separator: str, file: str, first: int) -> Iterator[Row]:
    """Go through the rows that hold something; empty cells at their ends are no cells."""
    # Where a quotation mark is open, what stands at the end is no row of its own.
    reader = csv.reader(StringIO(f"{text}\n{_END}", newline=""), delimiter=separator)
    line = first
    try:
        for cells in reader:
            closed = not (cells and cells[-1].endswith(f"\n{_END}"))
            filled = [cell.removesuffix(_END).strip() for cell in cells]
            while filled and not filled[-1]:
                filled.pop()
            if filled:
                yield Row(line, tuple(filled), closed)
            line = first + reader.line_num
    except csv.Error as error:
        remedy = "save the table anew as CSV"
        raise ReadingError(f"the table cannot be read ({error})", file, line, remedy=remedy) from error


def _entry(row: Row, fields: Sequence[str | None], separator: str, file: str) -> TermEntry:
    if not row.closed:
        message = "a cell begins with a quotation mark that is never closed"
        raise ReadingError(message, file, row.line, remedy="close it, or take it out")
    if len(row.cells) > len(fields):
        message = f"{len(row.cells)} cells in {len(fields)} columns"
        raise ReadingError(message, file, row.line, remedy=QUOTES.format(separator))
    cells: dict[str, list[str]] = {"term": [], "definition": [], "also": []}
    for field, cell in zip(fields, row.cells, strict=False):
        if field and cell:
            cells[field].append(cell)
    also = [name for cell in cells["also"] for name in other_names(cell)]
    return entry(" ".join(cells["term"]), " ".join(cells["definition"]), also, file=file, line=row.line)
