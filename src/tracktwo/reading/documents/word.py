"""Word's documents (DOCX, Office Open XML) and OpenDocument text, as lines of text; spreadsheets as CSV."""

import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml.etree import _Element

from tracktwo.model.problem import InvalidInput, invalid
from tracktwo.reading.documents.spreadsheet import rows_of_ods, rows_of_xlsx
from tracktwo.reading.text.term_fields import field_of
from tracktwo.reading.text.times import ANY_TIME
from tracktwo.reading.text.xml_elements import elements, local_name, parse_xml

CONTENT = ("word/document.xml", "content.xml")
MAX_SIZE = 100_000_000  # bytes of text; what unpacks to more is an attack
TABLES = ("tbl", "table")
INSIDE = ("p", "h", "del", "tracked-changes")  # what no paragraph of its own is in
HEADINGS = {"title": "# ", "heading1": "# ", "heading2": "## ", "heading3": "### "}


def read_word(data: bytes, file: str) -> str:
    """Return the paragraphs of a document, one a line; a heading as Markdown has it.

    Raises InvalidInput for what is no document of text.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            if any(part.file_size > MAX_SIZE for part in archive.infolist()):
                raise _no_text(file)
            if table := rows_of_xlsx(archive, file):
                return table
            name = next((name for name in CONTENT if name in archive.namelist()), "")
            if not name:
                raise _no_text(file)
            text = archive.read(name).decode("utf-8", "replace")
    except (BadZipFile, RuntimeError, EOFError, OSError, ValueError, zlib.error) as error:
        message = "this document or archive is broken, or has a password"
        remedy = "save it again, whole and open"
        raise invalid(message, code="binary-file", file=file, line=1, remedy=remedy) from error
    root = parse_xml(text.removeprefix("\ufeff"), file)
    if any(True for _ in elements(root, "spreadsheet")):
        return rows_of_ods(root)
    paragraphs = _paragraphs(root)
    return "\n".join(paragraph.strip(" ") for paragraph in paragraphs)


def _no_text(file: str) -> InvalidInput:
    remedy = "unpack it, or save its text as plain text (.txt) or as a Word document (.docx)"
    return invalid(
        "this archive is no document of text", code="binary-file", file=file, line=1, remedy=remedy
    )


def _paragraphs(root: _Element) -> Iterator[str]:
    for element in root.iter():
        name = local_name(element)
        if name in TABLES and not _below(element, TABLES):
            yield from _rows(element)
        elif name in ("p", "h") and not _below(element, (*TABLES, *INSIDE)):
            yield _paragraph(element)


def _paragraph(element: _Element) -> str:
    styles = (part for part in element.iter() if local_name(part) == "pStyle")
    style = next((str(value) for part in styles for value in part.attrib.values()), "")
    mark = HEADINGS.get(style.lower().replace(" ", ""), "# " if local_name(element) == "h" else "")
    text = "".join(_texts(element))
    return f"{mark}{text}" if text.strip() else ""


def _rows(table: _Element) -> Iterator[str]:
    """Yield the rows of a table as Markdown has them; two columns are who says what, or a time and words.

    Where a table only places text, each cell is of its own.
    """
    cells = [list(_cells(row)) for row in elements(table, "tr", "table-row")]
    rows = [row for row in cells if any(row)]
    if any(len(row) < 2 for row in rows):
        yield from (cell for row in rows for cell in (*row, ""))
        return
    yield ""
    fields = {field_of(cell) for cell in rows[0]} if rows else set()
    if len({len(row) for row in rows}) == 1 and len(rows[0]) == 2 and "definition" not in fields:
        yield from (f"[{who}] {said}" if ANY_TIME.fullmatch(who) else f"{who}: {said}" for who, said in rows)
        return
    for at, row in enumerate(rows):
        yield f"| {' | '.join(row)} |"
        if at == 0 and "definition" in fields:
            yield f"|{' - |' * len(row)}"


def _cells(row: _Element) -> Iterator[str]:
    for cell in elements(row, "tc", "table-cell"):
        texts = ("".join(_texts(part)) for part in elements(cell, "p", "h") if not _below(part, INSIDE))
        yield " ".join(" ".join(texts).split()).replace("|", "\\|")


def _below(element: _Element, names: Sequence[str]) -> bool:
    return any(local_name(parent) in names for parent in element.iterancestors())


def _texts(element: _Element) -> Iterator[str]:
    """Yield what is written in a paragraph; what a revision deleted, and instructions of fields, are not."""
    name = local_name(element)
    if name in ("delText", "instrText", "pPr", "rPr", "del", "note", "annotation", "Fallback"):
        return
    yield {"br": "\n", "cr": "\n", "line-break": "\n", "tab": " ", "s": " ", "noBreakHyphen": "-"}.get(
        name, ""
    )
    yield (element.text or "") if name != "r" else ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""
