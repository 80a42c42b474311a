"""Tables of captions, with names of columns or without, as recognisers and editors write them."""

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice, takewhile

from tracktwo.reading.captions.webvtt import CaptionBlock
from tracktwo.reading.text.notices import Notices
from tracktwo.reading.timed.clocks import MILLISECONDS, SECONDS, read_time

FINE_TIME = (
    r"(?:\d{1,2}:\d{2}:\d{2}(?:[:;.,]\d{1,3})?|\d{1,3}:\d{2}[.,]\d{1,3})"  # to the second, and no time of day
)
_STARTS = tuple("start starttime begin timein in timecodein tcin timecode timestamp time tc".split())
_ENDS = tuple("end endtime timeout out stop timecodeout tcout".split())
_WORDS = tuple(
    "text transcript words content subtitle dialogue utterance caption sentence texte texto".split()
)
_WHO = tuple(
    "speaker speakername name character role participant who sprecher sprecherin locuteur hablante".split()
)
_BRACKETED = re.compile(r"[\[(]([\d:.,]+)[\])][ \t]*(.*)", re.DOTALL)  # a time, and a remark beside it
_SECONDS = re.compile(r"(?<![\W_])[\W_]+(?:s|secs?|seconds)\W*$", re.IGNORECASE)
MAX_HEAD = 10_000  # characters in which a table shows itself
MAX_ABOVE = 6  # lines above the names of columns
FEWEST_ROWS = 2  # by which a table without names of columns is known


def table_blocks(text: str, notices: Notices) -> Iterator[CaptionBlock]:
    """Read whisper's TSV, in milliseconds, and tables like it; one with fractions or clocks is in seconds.

    A row without a time has that of the row above. Notices name the columns of which nothing is read.
    """
    names, rows = columns_of(text)
    for name in names:
        if name.strip() and _column(name) not in (*_STARTS, *_ENDS, *_WORDS, *_WHO):
            notices.add("column not read", 1, name.strip(), code="column-not-read")
    lines = {n: dict(zip(map(_column, names), _fitted(row, len(names)), strict=False)) for n, row in rows}
    fractions = any("." in value for row in lines.values() for key, value in row.items() if key in _STARTS)
    seconds = fractions or any(_SECONDS.search(name) for name in names)
    unit = SECONDS if seconds else MILLISECONDS
    begun = 0
    for number, row in lines.items():
        if not any(row.values()):
            continue
        start, end, words, speaker = (
            next((row[key] for key in keys if row.get(key)), "").strip()
            for keys in (_STARTS, _ENDS, _WORDS, _WHO)
        )
        if bracketed := _BRACKETED.fullmatch(start):
            start, remark = bracketed.groups()
            words = f"({remark}) {words}" if remark else words
        time = read_time(start, unit)
        if time is None:
            notices.add("segment without its time", number, words, code="segment-without-time")
        begun = begun if time is None else time
        yield CaptionBlock.plain(
            begun, read_time(end, unit) or begun, words, speaker.rstrip(" :：") or None, number
        )


def columns_of(text: str) -> tuple[Sequence[str], Iterator[tuple[int, list[str]]]]:
    """Return the names of a table's columns, and its other rows, each with the number of its last line.

    Without names, times come first, then who speaks, if anybody is named, and what is said. No names are
    returned where there is no column of times, or none of texts.
    """
    head = next((line for line in text.split("\n", MAX_ABOVE)[:MAX_ABOVE] if re.search(r"\w", line)), "")
    lines = text.lstrip("\ufeff").splitlines(keepends=True)
    reader = csv.reader(lines, delimiter=max("\t,;", key=head.count))
    rows = ((reader.line_num, [cell.strip() for cell in row]) for row in reader)
    above: list[tuple[int, list[str]]] = []
    for number, row in islice(rows, MAX_ABOVE):
        names = {_column(name) for name in row}
        if names.intersection(_STARTS) and names.intersection(_WORDS):
            return row, rows
        above.append((number, row))
    return _columns_by_place(above), chain(above, rows)


def _columns_by_place(rows: Sequence[tuple[int, list[str]]]) -> Sequence[str]:
    cells = [row for _, row in rows if any(row)]
    times = min((len(list(takewhile(_is_time, row))) for row in cells), default=0)
    width = min(map(len, cells), default=0)
    names = [*("start", "end")[:times], *("speaker", "text")[times - width :]]
    return names if 0 < times < len(names) == width and len(cells) >= FEWEST_ROWS else ()


def _is_time(cell: str) -> bool:
    return re.fullmatch(FINE_TIME, cell) is not None or re.fullmatch(r"\d+\.\d+", cell) is not None


def _fitted(row: Sequence[str], width: int) -> Sequence[str]:
    """Return a row whose last cell has all that stands behind it, as commas do without quotation marks."""
    return (*row[: width - 1], ", ".join(row[width - 1 :]))


def _column(name: str) -> str:
    """Return what a column is called, without its unit."""
    return re.sub(r"[\W_]+(?:(?:ms|s|secs?|(?:milli)?seconds)\W*$)?", "", name.casefold())
