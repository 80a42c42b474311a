"""Plain text as people save it: bytes to text, in whichever encoding."""

import codecs
import re
from importlib import import_module

from tracktwo.model.problem import InvalidInput, Problem, invalid
from tracktwo.model.scripts import MEANINGLESS
from tracktwo.reading.text.lines import line_at
from tracktwo.reading.text.notices import Notices

# Other than tab, line breaks and form feed; copied out of a PDF, some stand for hyphens.
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
BEYOND_ASCII = re.compile(r"[^\x00-\x7f\ufffd]+")
VISIBLE = re.compile(rf"[^\s{MEANINGLESS}]")
UTF_16_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
CHAT_MARKS = (b"@UTF8", b"\xef\xbb\xbf@UTF8", b"@Begin")
SAMPLE = 4096  # bytes that show whether a file is UTF-16
MANY_NULS = 5  # one in five is no accident


def read_text(data: bytes, file: str, encoding: str | None = None) -> tuple[str, tuple[Problem, ...]]:
    """Return a file's text without its byte order mark, and notices of what is odd about its bytes.

    `encoding` is what the publisher says it is. Else UTF-8 is expected; UTF-16 is known by its mark or by
    where its zero bytes are; of what is neither, the encoding is guessed, and a notice shows a sample.
    Damaged UTF-8 and control characters become U+FFFD, as the standards of Encoding and of WebVTT have it; of
    a character that is cut off at the end, nothing stays. Line breaks stay as they are.

    Raises InvalidInput if the file is empty or binary.
    """
    notices = Notices(file)
    if data.startswith(CHAT_MARKS):
        data = data.replace(b"\x15", "•".encode())  # CHAT has a control character around times
    if encoding:
        text = _from_named(data, encoding, file)
    else:
        utf_16 = _utf_16(data)
        text = _from_utf_16(data, utf_16, notices) if utf_16 else _from_bytes(data, notices)
    if control := CONTROL.search(text):
        first = line_at(text, control.start())
        if len(CONTROL.findall(text)) * MANY_NULS > len(text):
            raise _binary(file, first)
        notices.add("control character, which is read as \ufffd", first, code="control-character")
        text = CONTROL.sub("\ufffd", text)
    if not VISIBLE.search(text):
        remedy = "put the text into it and save it"
        raise invalid("the file is empty", code="empty-file", file=file, remedy=remedy)
    return text, notices.found


def _utf_16(data: bytes) -> str | None:
    """Return which UTF-16 it is, by its mark, or by its ASCII, whose zero bytes are all on one side."""
    if encoding := UTF_16_MARKS.get(data[:2]):
        return encoding
    sample = data[:SAMPLE]
    first, second = sample[::2].count(0), sample[1::2].count(0)
    fewer, more = sorted((first, second))
    if more * MANY_NULS <= len(sample) or fewer * MANY_NULS > more:
        return None
    return "utf-16-le" if second > first else "utf-16-be"


def _from_utf_16(data: bytes, encoding: str, notices: Notices) -> str:
    text, cut_off = _whole_characters(data, encoding)
    notices.add("UTF-16, not UTF-8", 1, code="utf-16")
    if cut_off:
        _note_cut(text, notices)
    return text.removeprefix("\ufeff")


def _from_bytes(data: bytes, notices: Notices) -> str:
    """Read UTF-8, though damaged or cut off, unless what is not ASCII makes better Windows-1252."""
    try:
        return data.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        start, end = error.start, error.end
    text, cut_off = _whole_characters(data, "utf-8-sig")
    line = line_at(text, len(data[:start].decode("utf-8-sig")))
    if b"\0" in data:
        raise _binary(notices.file, line)
    damaged = text.count("\ufffd")
    whole = sum(map(len, BEYOND_ASCII.findall(text)))
    # One byte at the end may well be a letter: `caf\xe9`.
    if whole <= damaged and not start + 2 <= len(data) == end:
        return _guessed(data, line, notices)
    if cut_off:
        _note_cut(text, notices)
    if damaged:
        notices.add("byte that is not UTF-8, which is read as \ufffd", line, code="byte-not-utf-8")
    return text


def _from_named(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding, "replace").removeprefix("\ufeff")
    except LookupError as error:
        remedy = "name one as in --encoding windows-1250"
        raise invalid(
            f"no encoding is called {encoding}", code="encoding", file=file, remedy=remedy
        ) from error


def _guessed(data: bytes, line: int, notices: Notices) -> str:
    """Guess the encoding, by a library that is loaded only here, and say so with a sample."""
    encoding: str = import_module("tracktwo.reading.text.encodings").guess_encoding(data)
    text = data.decode(encoding, "replace")
    at = next((n for n, character in enumerate(text) if not character.isascii()), 0)
    sample = " ".join(text[max(0, at - 15) : at + 25].split())
    name = encoding.replace("cp125", "Windows-125")
    notices.add(f"{name}, by a guess that --encoding overrules", line, sample, code="encoding-guessed")
    return text


def _whole_characters(data: bytes, encoding: str) -> tuple[str, bool]:
    """Decode all but a character that the end of the file cuts off, and tell whether it does."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    return decoder.decode(data), bool(decoder.getstate()[0])


def _note_cut(text: str, notices: Notices) -> None:
    notices.add("file cut off in the middle of a character", line_at(text, len(text)), code="file-cut-off")


def _binary(file: str, line: int) -> InvalidInput:
    remedy = "save it as plain text (.txt)"
    return invalid("this is a binary file", code="binary-file", file=file, line=line, remedy=remedy)
