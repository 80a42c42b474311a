"""Plain text as people save it: bytes to text, text to numbered lines, and where a sentence ends."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from tracktwo.model.scripts import MEANINGLESS
from tracktwo.reading.text.lesson import ReadingError, Remark

# Closing quotes and brackets may follow the mark that ends a sentence.
SENTENCE_END = re.compile(r"""[.!?…。！？]["'”’»)\]]*$""")
LINE_BREAK = re.compile(r"\r\n|\r|\n")
# Control characters other than NUL, tab, line breaks and form feed are in no text that a person saved.
CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f]")
BEYOND_ASCII = re.compile(r"[^\x00-\x7f\ufffd]+")
VISIBLE = re.compile(rf"[^\s{MEANINGLESS}]")
UTF_16_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
SAMPLE = 4096  # bytes that tell an encoding
MANY_NULS = 5  # one in five is no accident


class Line(NamedTuple):
    """A line without the white space around it; `number` counts from 1."""

    number: int
    text: str


def read_text(data: bytes, file: str) -> tuple[str, tuple[Remark, ...]]:
    """Give a file's text without its byte order mark, and remarks on what is odd about its bytes.

    UTF-8 is expected; UTF-16 is known by its mark or by where its zero bytes are; what is neither is read as
    Windows-1252, which holds Latin-1. Damaged UTF-8 and NUL become U+FFFD, as the standards of Encoding and
    of WebVTT have it; of a character that is cut off at the end, nothing stays. Line breaks stay as they are.

    Raises ReadingError if the file is empty or binary.
    """
    encoding = _utf_16(data)
    text, remarks = _from_utf_16(data, encoding) if encoding else _from_bytes(data, file)
    if control := CONTROL.search(text):
        raise _binary(file, line_at(text, control.start()))
    if nuls := text.count("\0"):
        first = line_at(text, text.index("\0"))
        if nuls * MANY_NULS > len(text):
            raise _binary(file, first)
        remarks += (Remark("NUL, which is read as \ufffd", first),)
        text = text.replace("\0", "\ufffd")
    if not VISIBLE.search(text):
        raise ReadingError("the file is empty", file, remedy="put the transcript into it and save it")
    return text, remarks


def read_lines(text: str) -> tuple[Line, ...]:
    """Split a text into its lines, without the white space and the invisible characters around them."""
    return tuple(
        Line(number, line.strip().strip(MEANINGLESS).strip())
        for number, line in enumerate(LINE_BREAK.split(text), start=1)
    )


def line_at(text: str, offset: int) -> int:
    """Give the number of the line that a place in a text is on, counting from 1."""
    return sum(1 for _ in LINE_BREAK.finditer(text, 0, offset)) + 1


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return SENTENCE_END.search(text) is not None


def continues(line: Line, previous: Line) -> bool:
    """Whether a line goes on with the sentence that the line right above it left open."""
    return line.number == previous.number + 1 and line.text[:1].islower() and not ends_sentence(previous.text)


def _utf_16(data: bytes) -> str | None:
    """Tell UTF-16 by its mark, or else by its ASCII, which has all its zero bytes on one side."""
    if encoding := UTF_16_MARKS.get(data[:2]):
        return encoding
    sample = data[:SAMPLE]
    first, second = sample[::2].count(0), sample[1::2].count(0)
    fewer, more = sorted((first, second))
    if more * MANY_NULS <= len(sample) or fewer * MANY_NULS > more:
        return None
    return "utf-16-le" if second > first else "utf-16-be"


def _from_utf_16(data: bytes, encoding: str) -> tuple[str, tuple[Remark, ...]]:
    text, remarks = _whole_characters(data, encoding)
    return text.removeprefix("\ufeff"), (Remark("UTF-16, not UTF-8", 1), *remarks)


def _from_bytes(data: bytes, file: str) -> tuple[str, tuple[Remark, ...]]:
    """Read UTF-8, though damaged or cut off, unless what is not ASCII makes better Windows-1252."""
    text, remarks = _whole_characters(data, "utf-8-sig")
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = line_at(text, len(data[: error.start].decode("utf-8-sig")))
        if b"\0" in data:
            raise _binary(file, line) from error
        damaged = text.count("\ufffd")
        whole = sum(map(len, BEYOND_ASCII.findall(text)))
        cut_off = error.start + 2 <= len(data) == error.end  # one byte may well be a letter: `caf\xe9`
        if not (whole > damaged or cut_off):
            return data.decode("cp1252", "replace"), (Remark("Windows-1252, not UTF-8", line),)
        if damaged:
            remarks += (Remark("byte that is not UTF-8, which is read as \ufffd", line),)
    return text, remarks


def _whole_characters(data: bytes, encoding: str) -> tuple[str, tuple[Remark, ...]]:
    """Decode all but a character that the end of the file cuts off."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    text = decoder.decode(data)
    if not decoder.getstate()[0]:
        return text, ()
    return text, (Remark("file cut off in the middle of a character", line_at(text, len(text))),)


def _binary(file: str, line: int) -> ReadingError:
    return ReadingError("this is a binary file", file, line, remedy="save it as plain text (.txt)")
