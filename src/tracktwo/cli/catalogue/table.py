"""The table of all lessons: a row for each, with what its front matter says, by the names it has there."""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from tracktwo.cli.catalogue.documents import path_below
from tracktwo.cli.catalogue.talks import AUDIO
from tracktwo.model.lesson import read_lesson_meta
from tracktwo.model.problem import InvalidInput, Problem, invalid
from tracktwo.model.recording import RECORDING_KEYS
from tracktwo.reading.terms.tables import TableRow, check_row, tables_in
from tracktwo.reading.text.decoding import read_text
from tracktwo.reading.text.term_fields import other_names

META = ("title", "author", "date", "objective", "description", "source", "license", "teaches", "lang")
COLUMNS = ("file", "page", *META, "recording", *RECORDING_KEYS)
_LISTS = ("author", "teaches")
_NEAR = 0.7  # the share of letters that a slip, or another language, leaves: `titel`, `licence`, `autor`
_DOTTED = re.compile(r"(\d\d?)\.(\d\d?)\.(\d{4})")  # a day and its month, wherever dots part them
_REMEDY = "name the column of the files `file`, and the others as front matter does: title, author, date"


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """A lesson of the table: the file that it is made of, and what its front matter shall say, by its keys.

    `page` is its path below the documents, where that is said. `problems` say why the row cannot be used. One
    without a line is of no table.
    """

    table: str = ""
    line: int = 0
    file: str = ""
    page: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A table and its rows, in their order; `problems` name what is odd about it, and columns not read."""

    rows: tuple[CatalogueRow, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_catalogue(data: bytes, table: Path, docs: Path) -> Catalogue:
    """Read a table, in any encoding, parted by commas, semicolons or tabs.

    Files of a recording, which it names from its own folder or the documents', are as front matter has them.

    Raises InvalidInput for what is no table, for one without a column `file`, and for a column whose name is
    nearly one that is read. A row that cannot be used has its problems.
    """
    file = str(table)
    if data.startswith(b"PK"):
        message, remedy = "this is a workbook, and no table as text", "save the sheet as CSV (UTF-8)"
        raise invalid(message, code="broken-table", file=file, remedy=remedy)
    text, odd = read_text(data, file)
    tables = [table for table in tables_in(text, file) if table[1]]
    if not tables:
        raise invalid("this is no table", code="broken-table", file=file, line=1, remedy=_REMEDY)
    separator, (header, *rows) = max(
        tables, key=lambda table: sum(_column(cell) in COLUMNS for cell in table[1][0].cells)
    )
    columns = [_column(cell) for cell in header.cells]
    if "file" not in columns:
        found = ", ".join(filter(None, header.cells))
        message = f'no column is called "file" (there are: {found})'
        raise invalid(message, code="column-missing", file=file, line=header.line, remedy=_REMEDY)
    unread = tuple(_unread(header, file))
    read = [_row(row, columns, separator, table, docs) for row in rows]
    return Catalogue(tuple(_once(read)), (*odd, *unread))


def recording_key(place: str) -> str:
    """Return what front matter calls a recording, by its ending; an address is a video's."""
    return "audio" if Path(place).suffix.lower() in AUDIO else "video"


def _column(cell: str) -> str:
    name = " ".join(cell.casefold().split())
    return "lang" if name == "language" else name


def _unread(header: TableRow, file: str) -> Iterator[Problem]:
    """Yield a notice for each column that is not read; raise InvalidInput for slips, and names that recur."""
    names = [_column(cell) for cell in header.cells]
    for number, (name, cell) in enumerate(zip(names, header.cells, strict=True)):
        if name and name in names[:number]:
            message, remedy = f'two columns are called "{cell}"', "take one of them out"
            raise invalid(message, code="column-repeated", file=file, line=header.line, remedy=remedy)
        if not name or name in COLUMNS:
            continue
        for near in get_close_matches(name, COLUMNS, 1, _NEAR):
            message = f'no column is called "{cell}"'
            remedy = f"write `{near}`, or another name if it is something else"
            raise invalid(message, code="column-unknown", file=file, line=header.line, remedy=remedy)
        message, remedy = f"column not read: {cell}", f"these are: {', '.join(COLUMNS)}"
        yield Problem(file, header.line, "column-not-read", "notice", message, remedy)


def _row(row: TableRow, columns: Sequence[str], separator: str, table: Path, docs: Path) -> CatalogueRow:
    file = str(table)
    try:
        check_row(row, len(columns), separator, file)
    except InvalidInput as error:
        return CatalogueRow(file, row.line, problems=error.problems)
    written = (" ".join(cell.split()) for cell in row.cells)
    cells = {name: cell for name, cell in zip(columns, written, strict=False) if cell and name in COLUMNS}
    values = dict(_values(cells, table.parent, docs))
    _, problems = read_lesson_meta("", values, file=file, lines=dict.fromkeys(values, row.line))
    if not cells.get("file"):
        message, remedy = "this row names no file", "write that of its captions or transcript, or delete it"
        problems += (Problem(file, row.line, "file-not-named", "error", message, remedy),)
    page = cells.get("page", "")
    if page and (not page.lower().endswith(".md") or {"/", ".."} & {*PurePosixPath(page).parts}):
        message, remedy = f"page: {page[:80]}: this is no page", "write its path below docs, as talks/one.md"
        problems += (Problem(file, row.line, "not-a-page", "error", message, remedy),)
    return CatalogueRow(file, row.line, cells.get("file", ""), page, values, problems)


def _values(cells: Mapping[str, str], folder: Path, docs: Path) -> Iterator[tuple[str, object]]:
    """Yield what front matter says, from the cells of a row."""
    for name, cell in cells.items():
        if name in ("recording", *RECORDING_KEYS):
            place = path_below(docs, folder / cell) or cell
            yield recording_key(place) if name == "recording" else name, place
        elif name in _LISTS and len(other_names(cell)) > 1:
            yield name, list(other_names(cell))
        elif name == "date":
            yield name, _date(cell)
        elif name not in ("file", "page"):
            yield name, cell


def _date(cell: str) -> object:
    """Return a date, as ISO 8601 writes it or with dots; what is none, as it is, is refused with the rest."""
    try:
        if dotted := _DOTTED.fullmatch(cell):
            return datetime.date(*map(int, reversed(dotted.groups())))
        return datetime.date.fromisoformat(cell)
    except ValueError:
        return cell


def _once(rows: Sequence[CatalogueRow]) -> Iterator[CatalogueRow]:
    """Yield the rows; one whose file or page another has above it, with that problem."""
    lines: dict[tuple[str, str], int] = {}
    for row in rows:
        again = ""
        for name, value in (("file", row.file), ("page", row.page)):
            if value and lines.setdefault((name, value), row.line) != row.line:
                again = f"{name}: {value[:80]}: line {lines[name, value]} has the same"
        problem = Problem(row.table, row.line, "row-repeated", "error", again, "take one of them out")
        yield replace(row, problems=(*row.problems, problem)) if again else row
