"""Spreadsheets (XLSX, ODS): the first sheet that has rows, as CSV."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from zipfile import ZipFile

from lxml.etree import _Element

from tracktwo.reading.text.xml_elements import attribute, elements, local_name, parse_xml, text_of

SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
MAX_REPEATED = 100  # cells alike in a row; more are those to the end of the sheet


def rows_of_xlsx(archive: ZipFile, file: str) -> str:
    """Return a workbook's first sheet with cells as CSV; nothing if none has any."""
    names = archive.namelist()
    strings = []
    if "xl/sharedStrings.xml" in names:
        root = parse_xml(archive.read("xl/sharedStrings.xml").decode("utf-8", "replace"), file)
        strings = [_text(one) for one in elements(root, "si")]
    sheets = sorted(filter(SHEET.fullmatch, names), key=lambda name: int(re.findall(r"\d+", name)[-1]))
    for name in sheets:
        root = parse_xml(archive.read(name).decode("utf-8", "replace"), file)
        if rows := [list(_xlsx_cells(row, strings)) for row in elements(root, "row")]:
            return as_csv(rows)
    return ""


def _text(item: _Element) -> str:
    """Return the text of a string, but not how Japanese characters are read."""
    parts = elements(item, "t")
    kept = (part for part in parts if not any(local_name(above) == "rPh" for above in part.iterancestors()))
    return "".join(part.text or "" for part in kept)


def _xlsx_cells(row: _Element, strings: Sequence[str]) -> Iterator[str]:
    at = 0
    for cell in elements(row, "c"):
        column = _column(cell.get("r") or "")
        while at < column:
            yield ""
            at += 1
        at += 1
        value = next((part.text or "" for part in elements(cell, "v")), "")
        if cell.get("t") == "s":
            yield strings[int(value)] if value.isdecimal() and int(value) < len(strings) else ""
        elif cell.get("t") == "inlineStr":
            yield _text(cell)
        else:
            yield value


def _column(reference: str) -> int:
    """Return the number of a column, from 0: 0 of `A1`, 27 of `AB3`; 0 where none is said."""
    number = 0
    for letter in reference[:3].rstrip("0123456789"):
        number = number * 26 + ord(letter) - 64
    return max(0, number - 1)


def rows_of_ods(root: _Element) -> str:
    """Return the first table with cells of an OpenDocument spreadsheet as CSV; nothing if none has any."""
    for table in elements(root, "table"):
        rows = [list(_ods_cells(row)) for row in elements(table, "table-row")]
        if any(any(row) for row in rows):
            return as_csv(rows)
    return ""


def _ods_cells(row: _Element) -> Iterator[str]:
    for cell in elements(row, "table-cell", "covered-table-cell"):
        times = int(attribute(cell, "number-columns-repeated") or 1)
        text = "\n".join(text_of(part) for part in elements(cell, "p"))
        yield from [text] * (times if times <= MAX_REPEATED else 1)


def as_csv(rows: Iterable[Sequence[str]]) -> str:
    """Write the rows that hold something."""
    table = StringIO()
    csv.writer(table, lineterminator="\n").writerows(row for row in rows if any(map(str.strip, row)))
    return table.getvalue()
