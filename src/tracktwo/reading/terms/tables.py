"""Term lists as tables: comma-, semicolon- or tab-separated, as spreadsheets write them, or in Markdown.

A cell in quotation marks may hold line breaks and separators (RFC 4180). The columns are found by their
names; without names the first is the term, and the second its definition.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import NamedTuple

from tracktwo.model.markdown.front_matter import front_matter_length
from tracktwo.model.markdown.headings import plain_text
from tracktwo.model.problem import invalid
from tracktwo.reading.text.lesson import TermEntry, TermList
from tracktwo.reading.text.notices import Notices
from tracktwo.reading.text.sentences import ends_sentence
from tracktwo.reading.text.term_fields import field_of, make_entry, other_names

SEPARATORS = "\t;,|"
# Excel's own first line, which says what parts the cells.
SEP = re.compile(r"\ufeff?sep=(.)\r?\n?", re.IGNORECASE)
# The line of Markdown that parts the names of columns from rows.
_RULE = re.compile(r"[ \t]*(?=[^\n]*\|)\|?[ \t]*:?-+:?[ \t]*(?:[|+][ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
WIDE = 3  # columns; of so many, nobody can tell which are which without names
MAX_ABOVE = 5  # lines above the names of columns
_BESIDE = 0.2  # lines that are of no table, by the rows below the first
_END = "\x1c"  # a separator of files; it is no word, and nothing is lost where a text has it


class TableRow(NamedTuple):
    """The cells of a row; `line` is that of its first, counted from 1.

    `closed` is False if a quotation mark is open at its end, which is then that of the whole table.
    """

    line: int
    cells: tuple[str, ...]
    closed: bool = True


def read_table(text: str, file: str) -> TermList | None:
    """Read a table; None if it is none: no column is known, and the rows are not all of two cells.

    Notices name the columns that are not read. Raises InvalidInput for a table that cannot be read or lacks a
    column, whose columns are swapped, and for a row without a term or a definition, with more cells than
    there are columns, or with a quotation mark that is never closed.
    """
    if tables := _markdown_rows(text):
        named, beside = tables
        return _beside(beside, _read(named, _fields(named, file, named=True), "|", file), file)
    for separator, table in tables_in(text, file):
        rows, above = _below_title(table)
        wide = len(rows) > 1 and len(rows[0].cells) >= WIDE and all(len(row.cells) > 1 for row in rows)
        fields = _fields(rows, file, named=separator == "\t" and wide)
        pairs = (
            separator != "|" and len(rows) > 1 and all(len(row.cells) == 2 and all(row.cells) for row in rows)
        )
        if fields or pairs or SEP.match(text):
            return _beside(above, _read(rows, fields, separator, file), file)
    return None


def _below_title(rows: Sequence[TableRow]) -> tuple[Sequence[TableRow], Sequence[TableRow]]:
    """Part a table from lines above the names of its columns, where people write what it is."""
    named = ({"term", "definition"} <= {*map(field_of, row.cells)} for row in rows[:MAX_ABOVE])
    at = next((at for at, names in enumerate(named) if names), 0)
    whole = all((len(row.cells) > 1) == (number >= at) for number, row in enumerate(rows))
    return (rows[at:], rows[:at]) if whole else (rows, ())


def _beside(rows: Sequence[TableRow], found: TermList, file: str) -> TermList:
    """Return what was read in a table with a notice of what stands above and below it."""
    notices = Notices(file)
    first = found.terms[0].line if found.terms else 0
    for row in rows:
        where = "above the first term" if row.line < first else "below a table of terms"
        notices.add(f"text {where}", row.line, " ".join(row.cells), code="text-beside-terms")
    return found._replace(problems=(*notices.found, *found.problems))


def _markdown_rows(text: str) -> tuple[list[TableRow], list[TableRow]] | None:
    """Return the rows of tables in Markdown, the names first, and lines beside; None if these are more."""
    lines = text.splitlines()
    rows: list[TableRow] = []
    beside: list[TableRow] = []
    inside = False
    for number in range(front_matter_length(text), len(lines)):
        line, following = lines[number], lines[number + 1] if number + 1 < len(lines) else ""
        begins = "|" in line and _RULE.fullmatch(following) is not None
        inside = begins or (inside and "|" in line)
        cells = tuple(_markdown_cells(line)) if inside and not _RULE.fullmatch(line) else ()
        if cells and not (begins and rows and cells == rows[0].cells):
            rows.append(TableRow(number + 1, cells))
        if not inside and line.strip() and not line.startswith("#"):
            beside.append(TableRow(number + 1, (line.strip(),)))
    if len(rows) < 2:
        return None
    # Below the heading of an entry, a table is what the entry says.
    leads = rows[0].line <= next((at for at, line in enumerate(lines) if line.startswith("##")), len(lines))
    known = {"term", "definition"} <= {*map(field_of, rows[0].cells)}
    below = sum(row.line > rows[0].line for row in beside)
    return (rows, beside) if below <= (1 if leads and known else _BESIDE) * len(rows) else None


def _markdown_cells(line: str) -> Iterator[str]:
    for cell in re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|")):
        yield re.sub(r"<br ?/?>", " ", cell).replace("\\|", "|").strip()


def tables_in(text: str, file: str) -> Iterator[tuple[str, list[TableRow]]]:
    """Yield the tables that a text may be, with what parts cells: what Excel says, or the first lines have.

    Raises InvalidInput for a table that cannot be read.
    """
    text = text.lstrip("\ufeff")
    sep = SEP.match(text)
    first = "\n".join([line for line in text.splitlines() if line.strip()][:MAX_ABOVE])
    for separator in sep[1] if sep else filter(first.__contains__, SEPARATORS):
        yield separator, list(_rows(text[sep.end() if sep else 0 :], separator, file, first=2 if sep else 1))


def _fields(rows: Sequence[TableRow], file: str, *, named: bool = False) -> tuple[str | None, ...]:
    """Return the fields that the first row names; none if it names no columns, unless it must be `named`."""
    fields = tuple(map(field_of, rows[0].cells)) if rows else ()
    if "definition" in fields and "term" not in fields and fields.count("also") == 1:  # of acronyms
        fields = tuple("term" if field == "also" else field for field in fields)
    known = set(fields) - {None}
    unknown = not known & {"term", "definition"} or len(fields) < 2
    if unknown and (not named or len(fields) == 2):
        return ("term", "definition") if named else ()
    if lacking := [name for name in ("term", "definition") if name not in known]:
        found = ", ".join(" ".join(cell.split()) for cell in rows[0].cells if cell)
        message = f'no column is called "{lacking[0]}" (there are: {found})'
        remedy = "name the columns term, definition and, if there are other names, also"
        raise invalid(message, code="column-missing", file=file, line=rows[0].line, remedy=remedy)
    return fields


def _read(rows: Sequence[TableRow], fields: Sequence[str | None], separator: str, file: str) -> TermList:
    notices = Notices(file)
    if fields:
        header, *rows = rows
        for name, field in zip(header.cells, fields, strict=True):
            if field is None and name:
                notices.add("column not read", header.line, name, code="column-not-read")
    columns = fields or ("term", "definition")
    entries = tuple(_entry(row, columns, separator, file) for row in rows)
    if not fields:
        _refuse_swapped(entries, file)
    return TermList(entries, notices.found)


def _refuse_swapped(entries: Sequence[TermEntry], file: str) -> None:
    """Raise InvalidInput where most terms are sentences, and longer than what would define them."""
    swapped = [
        entry
        for entry in entries
        if entry.headword and ends_sentence(entry.headword) and len(entry.headword) > len(entry.definition)
    ]
    if len(swapped) * 2 > len(entries):
        message = f'a sentence stands where terms are, and "{swapped[0].definition}" where it is defined'
        remedy = "name the columns in a first row, as in definition,term"
        raise invalid(message, code="columns-swapped", file=file, line=swapped[0].line, remedy=remedy)


def _rows(text: str, separator: str, file: str, first: int) -> Iterator[TableRow]:
    """Yield the rows that hold something; empty cells at their ends are no cells."""
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
                yield TableRow(line, tuple(filled), closed)
            line = first + reader.line_num
    except csv.Error as error:
        message, remedy = f"the table cannot be read ({error})", "save the table anew as CSV"
        raise invalid(message, code="broken-table", file=file, line=line, remedy=remedy) from error


def check_row(row: TableRow, columns: int, separator: str, file: str) -> None:
    """Raise InvalidInput for a row with an open quotation mark, or with more cells than there are columns."""
    if not row.closed:
        message = "a cell begins with a quotation mark that is never closed"
        remedy = "close it, or take it out"
        raise invalid(message, code="quote-not-closed", file=file, line=row.line, remedy=remedy)
    if len(row.cells) > columns:
        message = f"{len(row.cells)} cells in {columns} columns"
        remedy = f'put quotation marks around a cell that holds "{separator}"'
        raise invalid(message, code="too-many-cells", file=file, line=row.line, remedy=remedy)


def _entry(row: TableRow, fields: Sequence[str | None], separator: str, file: str) -> TermEntry:
    check_row(row, len(fields), separator, file)
    cells: dict[str, list[str]] = {"term": [], "definition": [], "also": []}
    markdown = separator == "|"
    for field, cell in zip(fields, row.cells, strict=False):
        if field and cell:
            cells[field].append(plain_text(cell) if markdown and field != "definition" else cell)
    also = [name for cell in cells["also"] for name in other_names(cell)]
    term, definition = (" ".join(cells[field]) for field in ("term", "definition"))
    return make_entry(term, definition, also, file=file, line=row.line, markdown=markdown)
