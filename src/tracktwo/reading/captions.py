"""WebVTT and SRT to cues, in the order of the file.

WebVTT is read by webvtt-py, which is more lenient with times than the standard
(https://www.w3.org/TR/webvtt1/#file-parsing) and does not say on which line a cue stands: so lines with an
arrow that are no times are emptied before, and times are read, and found, here. SRT has no standard; its cues
are written as WebVTT, so that nothing that stands between them is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import webvtt

from tracktwo.reading.cue_text import Piece, read_pieces
from tracktwo.reading.lesson import Captions, Cue, ReadingError, Remark, Run
from tracktwo.reading.plain_text import LINE_BREAK, UNSPACED

_TIME = r"(?:(\d+):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMES = re.compile(rf"[ \t\f]*{_TIME}[ \t\f]*-->[ \t\f]*{_TIME}(?!\d)")
# As people and programs write them: a comma or a dot, one digit or two, fewer than three after it.
_SRT_TIME = r"(\d{1,3}):(\d{1,2}):(\d{1,2})(?:[,.](\d{1,3}))?"
_SRT_TIMES = re.compile(rf"\s*{_SRT_TIME}\s*-->\s*{_SRT_TIME}(?!\d)")
_LANGUAGE = re.compile(r"(?:Language|lang):\s*(?P<tag>[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\s*", re.IGNORECASE)
_SRT_TAG = re.compile(r"</?(?:i|b|u)>|</?font\b[^>]*>|\{\\[^}]*\}", re.IGNORECASE)
_DASH = re.compile(r"[ \t]*[-–—][ \t]+(?=\S)")
_UNSPACED_BREAK = re.compile(rf"(?<=[{UNSPACED}])\n(?=[{UNSPACED}])")
ARROW = "-->"


@dataclass(frozen=True, slots=True)
class _Timed:
    """A cue as its file has it; the line is that of its times."""

    start: int
    end: int
    text: str
    id: str
    line: int


def is_webvtt(text: str) -> bool:
    """Tell whether a text begins as WebVTT does."""
    return re.match(r"WEBVTT(?:[ \t\n\r]|\Z)", text) is not None


def is_srt(text: str) -> bool:
    """Tell whether a text begins as SRT does: its first line, or the one below a number, holds times."""
    lines = [line for line in LINE_BREAK.split(text[:2000]) if line.strip()][:2]
    return any(map(_SRT_TIMES.match, lines))


def read_captions(text: str, file: str) -> Captions:
    """Read WebVTT or SRT. Raises ReadingError where there is no cue with words."""
    lines = LINE_BREAK.split(text)
    remarks: list[Remark] = []
    read = _read_webvtt if is_webvtt(text) else _read_srt
    timed = list(read(lines, remarks))
    cues = tuple(cue for one in timed for cue in _cues(one, remarks))
    if not cues:
        remedy = "export the captions again, with their text"
        raise ReadingError("these captions have no cue with words", file, 1, remedy=remedy)
    remarks += _odd(timed)
    language = next((match["tag"] for match in map(_LANGUAGE.fullmatch, lines[1:8]) if match), None)
    return Captions(cues, language, tuple(sorted(remarks, key=lambda remark: remark.line)))


def _read_webvtt(lines: list[str], remarks: list[Remark]) -> Iterator[_Timed]:
    """Yield the cues that the standard finds; what stands in no cue is remarked."""
    strict = [
        line if ARROW not in line or _TIMES.match(line) or not n else ARROW for n, line in enumerate(lines)
    ]
    remarks += [
        Remark("line that should hold times", number, line.strip())
        for number, (line, kept) in enumerate(zip(lines, strict, strict=True), start=1)
        if line != kept and line.strip() != ARROW
    ]
    places = [number for number, line in enumerate(strict) if _TIMES.match(line)]
    at = 0
    for caption in webvtt.WebVTT.from_string("\n".join(strict)).captions:
        written = caption.raw_text.split("\n") if caption.raw_text else []
        while strict[places[at] + 1 : places[at] + 1 + len(written)] != written:
            at += 1
        number = places[at]
        at += 1
        if match := _TIMES.match(strict[number]):
            start, end = (_time(match.groups()[first : first + 4]) for first in (0, 4))
            yield _Timed(start, end, caption.raw_text, caption.identifier or "", number + 1)


def _read_srt(lines: list[str], remarks: list[Remark]) -> Iterator[_Timed]:
    """Yield the cues of SRT: all that stands between two lines of times, but for the number of the second."""
    places = [number for number, line in enumerate(lines) if _SRT_TIMES.match(line)]
    numbered = [place > 0 and lines[place - 1].strip().isdecimal() for place in places]
    remarks += [
        Remark("text above the first cue", number, line.strip())
        for number, line in enumerate(lines[: places[0] - numbered[0]] if places else lines, start=1)
        if line.strip()
    ]
    if not places:
        return
    ends = [place - is_numbered for place, is_numbered in zip(places, numbered, strict=True)][1:]
    for place, end, is_numbered in zip(places, [*ends, len(lines)], numbered, strict=True):
        match = _SRT_TIMES.match(lines[place])
        text = "\n".join(line for line in lines[place + 1 : end] if line.strip())
        if match:
            start, stop = (_time(match.groups()[first : first + 4]) for first in (0, 4))
            yield _Timed(
                start, stop, _as_webvtt(text), lines[place - 1].strip() if is_numbered else "", place + 1
            )


def _as_webvtt(text: str) -> str:
    """Write the text of an SRT cue as WebVTT: its usual tags stay, and anything else is text."""
    parts = []
    done = 0
    for tag in _SRT_TAG.finditer(text):
        parts += [_escaped(text[done : tag.start()]), tag[0].lower() if "font" not in tag[0].lower() else ""]
        done = tag.end()
        if tag[0].startswith("{"):
            parts.pop()
    return "".join([*parts, _escaped(text[done:])])


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _time(groups: Sequence[str | None]) -> int:
    """Return milliseconds from hours, minutes, seconds and a fraction, of which some may be missing."""
    hours, minutes, seconds = (int(number or 0) for number in groups[:3])
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((groups[3] or "").ljust(3, "0"))


def _odd(timed: Sequence[_Timed]) -> Iterator[Remark]:
    """Yield what is odd about the times of cues; they are read all the same."""
    latest = 0
    for cue in timed:
        if cue.end < cue.start:
            yield Remark("cue that ends before it starts", cue.line)
        if cue.start < latest:
            yield Remark("cue that starts before the one above it", cue.line)
        latest = cue.start


def _cues(timed: _Timed, remarks: list[Remark]) -> Iterator[Cue]:
    """Yield what each voice says in a cue; times that the cue does not say are shared out by characters."""
    pieces, unknown = read_pieces(timed.text)
    remarks += [Remark("tag that means nothing", timed.line, tag) for tag in unknown]
    turns = _turns(pieces)
    if not turns:
        return
    lengths = [sum(len(piece.text) for piece in turn) for turn in turns]
    length = max(timed.end - timed.start, 0)
    starts = []
    for number, turn in enumerate(turns):
        given = turn[0].time
        shared = timed.start + length * sum(lengths[:number]) // max(sum(lengths), 1)
        starts.append(given if given is not None and timed.start <= given <= timed.end else shared)
    for turn, start, end in zip(turns, starts, [*starts[1:], timed.end], strict=True):
        runs = tuple(_runs(turn))
        if any(run.text.strip() for run in runs):
            yield Cue(start, end, runs, turn[0].voice, timed.id, timed.line)


def _turns(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Part pieces where the voice changes, and where a dash begins a line: then someone else speaks.

    A dash does not say who, so the voice is empty; it is no word, and goes.
    """
    turns: list[list[Piece]] = []
    at_line_start = True
    for piece in pieces:
        for number, line in enumerate(piece.text.splitlines(keepends=True)):
            dash = _DASH.match(line) if number or at_line_start else None
            said = piece._replace(text=line[dash.end() :] if dash else line)
            if dash and said.voice is None:
                said = said._replace(voice="")
            elif said.voice is None and turns:
                said = said._replace(voice=turns[-1][0].voice)
            if dash or not turns or turns[-1][0].voice != said.voice:
                turns.append([])
            turns[-1].append(said)
            at_line_start = line.endswith("\n")
    return turns


def _runs(pieces: Sequence[Piece]) -> Iterator[Run]:
    for emphasis, said in groupby(pieces, key=lambda piece: piece.emphasis):
        text = "".join(piece.text for piece in said)
        yield Run(_UNSPACED_BREAK.sub("", text).replace("\n", " "), emphasis)
