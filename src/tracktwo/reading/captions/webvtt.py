"""WebVTT in blocks: each cue as its file has it, and what stands in none.

The steps are those of https://www.w3.org/TR/webvtt1/#file-parsing. Line breaks are LF.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple, Self

from tracktwo.reading.captions.cue_text import TIMESTAMP
from tracktwo.reading.text.lines import line_at
from tracktwo.reading.text.notices import Notices
from tracktwo.reading.text.times import milliseconds

ARROW = "-->"
_NO_TIME = -1
_COMMA = re.compile(r"(:\d\d),(\d{3})(?=[^\n]*-->|\s*$)", re.MULTILINE)  # as SRT has it
# A line with an arrow that is no line of times, as in `File --> Save`.
_ARROW_IN_TEXT = re.compile(r"(?!.*\d:\d\d)(?=.*-->).*[^\W\d_]")
# The signature, be it below empty lines, and the lines below it to an empty one or one with an arrow; what
# YouTube writes there is of the header below an empty line, too.
_HEADER = re.compile(
    r"\s*(?i:WEBVTT)(?=[ \t\r\n]|\Z)[^\r\n]*"
    r"((?:\n(?![^\n]*-->)[^\n]+)*(?:\n[ \t]*\n(?:Kind|Language):[^\n]*(?:\n(?:Kind|Language):[^\n]*)*)?)"
)
_METADATA = re.compile(r"[\w-]+[ \t]*[:=]")
_LANGUAGE = re.compile(
    r"^(?:language|lang)\s*:\s*([a-z]{2,3}(?:-[a-z0-9]+)*)\s*$", re.IGNORECASE | re.MULTILINE
)
_FILLED_LINES = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_TIMES = re.compile(rf"[ \t\f]*{TIMESTAMP}[ \t\f]*-->[ \t\f]*{TIMESTAMP}(.*)", re.ASCII)
_SETTINGS = re.compile(r"(?:\w+:\S+)?(?:\s+\w+:\S+)*\s*")  # where captions stand, beside their times
# What else a block may be by its first word, and its code.
_SET_ASIDE = {
    "WEBVTT": ("header", "header"),  # of a file below another
    "NOTE": ("comment", "comment"),
    "STYLE": ("style sheet", "style-sheet"),
    "REGION": ("region", "region"),
}


class CaptionBlock(NamedTuple):
    """A cue as its file has it: times in milliseconds, text as WebVTT has it, and the line of its times."""

    start: int
    end: int
    text: str
    id: str
    line: int

    @property
    def is_cue(self) -> bool:
        """Tell whether it has times; else it is text that stands between cues."""
        return self.end != _NO_TIME

    @classmethod
    def timed(cls, times: Sequence[str | None], text: str, number: str | None, line: int) -> Self:
        """Make one of the parts of its two times, as they are written, and of its id or number, if any."""
        return cls(milliseconds(times[:4]), milliseconds(times[4:]), text, number or "", line)

    @classmethod
    def plain(cls, start: int, end: int | None, text: str, speaker: str | None = None, line: int = 1) -> Self:
        """Make one of plain text, and of who says it and when it ends, if that is known."""
        written = escape(text, quote=False)
        name = " ".join(escape(speaker or "", quote=False).split())
        voiced = f"<v {name}>{written}" if name else written if speaker is None else f"<v>{written}"
        return cls(start, start if end is None else end, voiced, "", line)


def is_webvtt(text: str) -> bool:
    """Tell whether a text begins as WebVTT does."""
    return _HEADER.match(text) is not None


def webvtt_language(text: str) -> str | None:
    """Return the language (BCP 47) that the header says, where YouTube and others write it."""
    header = _HEADER.match(text)
    language = header and _LANGUAGE.search(header[1])
    return language[1] if language else None


def read_webvtt(text: str, notices: Notices) -> Iterator[CaptionBlock]:
    """Yield the cues with all that is said: what stands between two is said in the one above it.

    That is its text below an empty line, which it must not have, or that of a cue whose times are none. What
    stands above all of them is said with the first.
    """
    held: CaptionBlock | None = None
    texts: list[str] = []
    for block in webvtt_blocks(_COMMA.sub(r"\1.\2", text), notices):
        if block.is_cue:
            if held:
                yield held._replace(text="\n".join(filter(None, texts)))
                texts = []
            held = block
        else:
            excerpt = " ".join(block.text.split())
            message = "text without times, read as part of a cue"
            notices.add(message, block.line, excerpt, code="text-without-times")
        texts.append(block.text)
    if held:
        yield held._replace(text="\n".join(filter(None, texts)))


def webvtt_blocks(text: str, notices: Notices) -> Iterator[CaptionBlock]:
    """Yield the cues that the standard finds, with or without a signature, and text that has no times."""
    header = _HEADER.match(text)
    if header:
        odd = ["" if _METADATA.match(line) else line for line in header[1].split("\n")]
        _set_aside("header", odd, line_at(text, header.start(1)), notices, code="header")
    for first, lines in _blocks(text, header.end() if header else 0):
        # An id may stand above the times.
        at = 0 if ARROW in lines[0] and not _ARROW_IN_TEXT.match(lines[0]) else 1
        line = "".join(lines[at : at + 1])
        if times := _TIMES.match(line):
            *parts, beside = times.groups()
            note_beside_times(beside, first + at, notices)
            yield CaptionBlock.timed(parts, "\n".join(lines[at + 1 :]), "".join(lines[:at]), first + at)
        elif ARROW in line and not _ARROW_IN_TEXT.match(line):
            excerpt = " ".join(line.strip() for line in lines[: at + 1])
            notices.add("times that cannot be read", first + at, excerpt, code="cue-times-unreadable")
            if words := "\n".join(lines[at + 1 :]):
                yield CaptionBlock(0, _NO_TIME, words, "", first + at + 1)
        else:
            word = next(iter(" ".join(lines).split()), "")
            message, code = _SET_ASIDE.get(word, ("number without a cue", "number-without-cue"))
            if word in _SET_ASIDE or all(line.strip().isdecimal() for line in lines):
                _set_aside(message, lines, first, notices, code=code)
            else:
                yield CaptionBlock(0, _NO_TIME, "\n".join(lines), "", first)


def _blocks(text: str, start: int) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the number of the first line of each block, and its lines.

    A block ends before an empty line, and before an arrow, but for one in its first line or below an id.
    """
    number = line_at(text, start)
    for found in _FILLED_LINES.finditer(text, start):
        number += text.count("\n", start, found.start())
        start = found.start()
        lines = found[0].split("\n")
        first = 0
        for n, line in enumerate(lines):
            if ARROW in line and not _ARROW_IN_TEXT.match(line) and n - first > (ARROW not in lines[first]):
                yield number + first, lines[first:n]
                first = n
        yield number + first, lines[first:]


def note_beside_times(text: str, line: int, notices: Notices) -> None:
    """Set aside what stands beside times and is no setting, which would be `name:value`."""
    if text and not _SETTINGS.fullmatch(text):
        notices.add("text beside times", line, text.strip(), code="text-beside-times")


def _set_aside(message: str, lines: Sequence[str], first: int, notices: Notices, *, code: str) -> None:
    """Add a notice of lines, of which the first has a number, if there is anything in them."""
    filled = {n: line.strip() for n, line in enumerate(lines, first) if line.strip()}
    if filled:
        notices.add(message, min(filled), " ".join(filled.values()), code=code)
