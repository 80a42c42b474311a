"""WebVTT and SRT as blocks: each cue as its file has it, and what stands in none.

webvtt-py cuts the file into blocks. It accepts more as times than the standard does
(https://www.w3.org/TR/webvtt1/#collect-webvtt-cue-timings-and-settings), drops what it cannot read without a
word, and does not say on which line a cue stands. So the lines of times are read here first, and are given to
it as lines that it cannot mistake; what it then leaves out is found by the lines that no cue has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

import webvtt

from tracktwo.reading.captions.cue_text import TIMESTAMP
from tracktwo.reading.captions.srt import SEAMS, TIMES, Marked, beside_times, both_times, from_srt, layout
from tracktwo.reading.text.decoding import LINE_BREAK, line_at
from tracktwo.reading.text.lesson import Remark

ARROW = "-->"
STRETCH = 10_000  # characters that are read at once; a whole recording's lines would take five times its room
MANY_LINES = 200
_SIGNATURE = re.compile(r"\s*WEBVTT(?=[ \t\r\n]|\Z)")
_EMPTY_LINE = re.compile(r"(?:\r\n|\r(?!\n)|\n){2}")
_TIMES = re.compile(rf"[ \t\f]*{TIMESTAMP}[ \t\f]*-->[ \t\f]*{TIMESTAMP}", re.ASCII)
_METADATA = re.compile(r"[\w-]+[ \t]*[:=]")
_SET_ASIDE = {"NOTE": "comment", "STYLE": "style sheet", "REGION": "region"}


class Block(NamedTuple):
    """A cue as its file has it: times in milliseconds, `line` that of its times, from 1."""

    start: int
    end: int
    text: str
    id: str
    line: int


def is_webvtt(text: str) -> bool:
    """Tell whether a text begins as WebVTT does, be it below empty lines."""
    return _SIGNATURE.match(text) is not None


def read_blocks(text: str, remarks: list[Remark]) -> Iterator[Block]:
    """Yield the cues of WebVTT, or else of SRT, in the order of the file.

    What is in none is added to `remarks` on the way, so that it is complete after the last cue.
    """
    signature = _SIGNATURE.match(text)
    top = line_at(text, signature.end()) - 1 if signature else -1
    srt = None if signature else layout(text)
    head, seam = (srt.head, SEAMS[srt.above]) if srt else (signature.end() if signature else 0, _EMPTY_LINE)
    for above, lines in _stretches(text, head, seam):
        below = max(top - above, -1)
        marked = from_srt(lines, srt.above) if srt else _marked(lines, below)
        left = {n for n, line in enumerate(marked.lines) if n > below and line.strip()}
        for n, caption in _captions(marked, below):
            number = marked.ids.get(n) or caption.identifier
            yield Block(*marked.times[n], caption.raw_text, number or "", above + n + 1)
            left.difference_update(range(n - bool(caption.identifier), n + 1 + len(caption.lines)))
        found = (*marked.remarks, *_left_out(lines, sorted(left), below))
        remarks += [replace(remark, line=above + remark.line) for remark in found]


def _stretches(text: str, head: int, seam: re.Pattern[str]) -> Iterator[tuple[int, list[str]]]:
    """Cut a text at seams below its head, over which no cue goes on: lines, and how many are above them."""
    above = start = 0
    while start < len(text):
        found = seam.search(text, max(start + STRETCH, head))
        stop = found.end() if found else len(text)
        lines = LINE_BREAK.split(text[start:stop])
        yield above, lines
        above += len(lines) - 1
        start = stop


def _captions(marked: Marked, top: int) -> Iterator[tuple[int, webvtt.Caption]]:
    """Let webvtt-py read lines below `top`, the signature's or -1: each cue, and the index of its times.

    It is given a few at a time, since what it makes of a cue takes 20 times the room of its text.
    """
    lines = marked.lines
    start = max(top, 0)
    while start < len(lines):
        stop = next((n for n in range(start + MANY_LINES, len(lines)) if not lines[n]), len(lines))
        source = lines[start:stop] if start == top else ("WEBVTT", "", *lines[start:stop])
        times = (n for n in range(start, stop) if n in marked.times)
        yield from zip(times, webvtt.from_string("\n".join(source)).captions, strict=True)
        start = stop


def _marked(lines: Sequence[str], top: int) -> Marked:
    """Read the times below the line of the signature; an arrow without times begins no cue."""
    below = {n: line for n, line in enumerate(lines) if n > top and ARROW in line}
    found = {n: match for n, line in below.items() if (match := _TIMES.match(line))}
    marked = (
        "WEBVTT" if n <= top else TIMES if n in found else ARROW if n in below else line
        for n, line in enumerate(lines)
    )
    times = {n: both_times(match) for n, match in found.items()}
    return Marked(tuple(marked), times, {}, tuple(beside_times(found)))


def _left_out(lines: Sequence[str], left: Sequence[int], top: int) -> Iterator[Remark]:
    """Remark on each stretch of lines that are in no cue; what a header usually says is no loss."""
    for _, stretch in groupby(enumerate(left), key=lambda at: at[1] - at[0]):
        block = [n for _, n in stretch]
        first = block[0]
        kind = _SET_ASIDE.get(lines[first].split(maxsplit=1)[0], "text without times")
        if first == top + 1 >= 1:
            kind = "header"
            block = [n for n in block if not _METADATA.match(lines[n])]
            first = block[0] if block else first
        elif broken := [n for n in block if ARROW in lines[n]]:
            kind, first = "cue whose times cannot be read", broken[0]
        if block:
            yield Remark(kind, first + 1, " ".join(lines[n].strip() for n in block))
