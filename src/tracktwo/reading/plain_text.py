"""Plain text as people save it: bytes to numbered lines, and where a sentence ends."""

from __future__ import annotations

import re
from typing import NamedTuple

from tracktwo.reading.lesson import ReadingError

# Closing quotes and brackets may follow the mark that ends a sentence.
SENTENCE_END = re.compile(r"""[.!?…。！？]["'”’»)\]]*$""")
LINE_BREAK = re.compile(r"\r\n|\r|\n")
# Control characters other than tab, line breaks and form feed are in no text that a person pasted.
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
# Thai to Khmer, kana, Han: written without spaces, so that lines are joined without them too.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
# What pages hide at the ends of lines: zero-width characters, which `str.strip` leaves.
INVISIBLE = "\u200b\u200e\u200f\u2060\ufeff"


class Line(NamedTuple):
    """A line without the white space around it; `number` counts from 1."""

    number: int
    text: str


def decode(data: bytes, file: str) -> str:
    """Return the text of a UTF-8 file without its byte order mark; raise ReadingError if it is none."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8(data, error.start, file) from error


def read_lines(data: bytes, file: str) -> tuple[Line, ...]:
    """Split a UTF-8 file, with or without a byte order mark, into its lines.

    Raises ReadingError if the file is empty, is binary, or has another encoding.
    """
    text = decode(data, file)
    if control := CONTROL.search(text):
        line = _line_at(text[: control.start()])
        raise ReadingError("this is a binary file", file, line, remedy="save the page as plain text (.txt)")
    lines = tuple(
        Line(number, line.strip().strip(INVISIBLE).strip())
        for number, line in enumerate(LINE_BREAK.split(text), start=1)
    )
    if not any(line.text for line in lines):
        raise ReadingError("the file is empty", file, remedy="paste the lesson page into it and save it")
    return lines


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return SENTENCE_END.search(text) is not None


def continues(line: Line, previous: Line) -> bool:
    """Whether a line goes on with the sentence that the line right above it left open."""
    return line.number == previous.number + 1 and line.text[:1].islower() and not ends_sentence(previous.text)


def _not_utf8(data: bytes, offset: int, file: str) -> ReadingError:
    line = _line_at(data[:offset].decode("utf-8", "replace"))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ReadingError("the encoding is UTF-16, not UTF-8", file, 1, remedy="save the file as UTF-8")
    if b"\0" in data:
        return ReadingError("this is a binary file", file, line, remedy="save the page as plain text (.txt)")
    return ReadingError(
        f"byte {offset} (0x{data[offset]:02X}) is not UTF-8", file, line, remedy="save the file as UTF-8"
    )


def _line_at(text_before: str) -> int:
    return len(LINE_BREAK.findall(text_before)) + 1
