"""SRT, which has no standard, written as WebVTT: then one reader reads both, and loses nothing of either.

A cue is all that stands between two lines of times, empty lines too, but for the number of the second.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from tracktwo.reading.captions.cue_text import milliseconds
from tracktwo.reading.text.decoding import LINE_BREAK
from tracktwo.reading.text.lesson import Remark

TIMES = "00:00.000 --> 00:00.000"  # stands where a line of times stood
# As people and programs write them: a comma or a dot, one digit or two; editors make arrows of `-->`.
_TIME = r"(?:(\d{1,9}):)?(\d{1,2}):(\d{1,2})(?:[,.][ ]?(\d{1,9}))?(?!\d)"
_BOTH = rf"[ \t]*{_TIME}[ \t]*(?:-->|->|[–—]>|→)[ \t]*{_TIME}"
_TIMES = re.compile(_BOTH, re.ASCII)
# `12:30 → 13:00` may be a plan: it takes the arrow of captions, or a part of a second, to tell SRT.
_ANYWHERE = re.compile(rf"(?:\A|[\r\n])(?=[ \t]*[\d:]+(?:[ \t]*-->|[,.])){_BOTH}", re.ASCII)
# Times that cannot be read, or that are cut off.
_BROKEN = re.compile(r"\s*\d[^>]*-->|\s*\d+:\d\d:\d\d[,.][\d:,. \t>-]*$|.*-->\s*\d+:\d\d:\d\d", re.ASCII)
_NUMBER = re.compile(r"\s*\d{1,9}\s*$", re.ASCII)
# Before what begins a cue, by how many lines above its times its number is.
_BREAK = r"(?:\r\n|\r(?!\n)|\n)"
_ABOVE = ("", rf"[ \t]*\d{{1,9}}[ \t]*{_BREAK}", rf"[ \t]*\d{{1,9}}[ \t]*{_BREAK}[ \t]*{_BREAK}")
SEAMS = tuple(re.compile(rf"{_BREAK}(?={above}{_BOTH})", re.ASCII) for above in _ABOVE)
SAMPLE = 10_000  # characters that tell where numbers are
# Emphasis stays; colours, sizes and places go.
_TAG = re.compile(r"(</?[ibu]>)|</?font\b[^<>]*>|\{\\[^{}]*\}", re.IGNORECASE)
_SETTINGS = re.compile(r"(?:\w+:\S+)?(?:\s+\w+:\S+)*\s*")  # where captions stand, beside their times
_AMPERSAND = re.compile(r"&(?!#\d{1,7};|#x[\da-f]{1,6};|[a-z]\w{1,30};)", re.IGNORECASE)


class Marked(NamedTuple):
    """WebVTT's lines, of which some hold times (ms): by their index, with the id of their cues."""

    lines: tuple[str, ...]
    times: Mapping[int, tuple[int, int]]
    ids: Mapping[int, str]
    remarks: tuple[Remark, ...] = ()


class Layout(NamedTuple):
    """How SRT is laid out: its first times end at `head`; a cue's number is so many lines `above` its times.

    `above` is 0 where cues have no numbers.
    """

    head: int
    above: int


def is_srt(text: str) -> bool:
    """Tell whether a text has a line of times as SRT does."""
    return _ANYWHERE.search(text) is not None


def layout(text: str) -> Layout | None:
    """Tell how a text is laid out; None if it is no SRT."""
    if (first := _ANYWHERE.search(text)) is None:
        return None
    lines = LINE_BREAK.split(text[: first.end() + SAMPLE])
    times = [n for n, line in enumerate(lines) if _TIMES.match(line)]
    return Layout(first.end(), _numbers_above(lines, times))


def from_srt(lines: Sequence[str], above: int) -> Marked:
    """Write the lines of SRT, of which at least one must hold times, as WebVTT's, one for one."""
    found = {n: match for n, line in enumerate(lines) if (match := _TIMES.match(line))}
    times = {n: both_times(match) for n, match in found.items()}
    first = min(times)
    broken = {n for n, line in enumerate(lines) if n not in times and _BROKEN.match(line)}
    counted = sorted(n for n in times.keys() | broken if _numbered(lines, n, above))
    ids = {n: lines[n - above].strip() for n in counted}
    aside = {
        **{n: "text above the first cue" for n in range(first) if n + above not in ids},
        **dict.fromkeys(broken, "times that cannot be read"),
        **dict.fromkeys(_number_alone(lines, ids), "number of a cue that is missing"),
    }
    ends = {n - above for n in times.keys() & ids.keys()} | set(range(first))
    silent = aside.keys() | {n - above for n in broken & ids.keys()}
    written = (
        TIMES if n in times else "" if n in ends else " " if n in silent else _payload(line)
        for n, line in enumerate(lines)
    )
    remarks = [Remark(kind, n + 1, lines[n].strip()) for n, kind in aside.items() if lines[n].strip()]
    return Marked(tuple(written), times, ids, (*remarks, *beside_times(found)))


def both_times(match: re.Match[str]) -> tuple[int, int]:
    """Return the start and the end (ms) that a line of times holds."""
    return milliseconds(match.groups()[:4]), milliseconds(match.groups()[4:])


def beside_times(found: Mapping[int, re.Match[str]]) -> Iterator[Remark]:
    """Remark on what stands beside times and is no setting, which would be `name:value`."""
    for n, match in found.items():
        rest = match.string[match.end() :]
        if rest and not _SETTINGS.fullmatch(rest):
            yield Remark("text beside times", n + 1, rest.strip())


def _numbers_above(lines: Sequence[str], times: Collection[int]) -> int:
    """Tell how many lines above its times a cue has its number; 0 if fewer than half of them have one."""
    most = {above: sum(_numbered(lines, n, above) for n in times) for above in (1, 2)}
    return next((above for above, count in most.items() if 2 * count >= len(times)), 0)


def _numbered(lines: Sequence[str], times: int, above: int) -> bool:
    """Whether a line of times has a number right above it, or 2 above where empty lines part all others."""
    if not 0 < above <= times or not _NUMBER.match(lines[times - above]):
        return False
    return above == 1 or not any(map(str.strip, lines[times - 1 : times + 2 : 2]))


def _number_alone(lines: Sequence[str], ids: Mapping[int, str]) -> tuple[int, ...]:
    """Find the number of the next cue at the end of the file, which was cut off below it."""
    last = next((n for n in range(len(lines) - 1, 0, -1) if lines[n].strip()), 0)
    if not ids or lines[last - 1].strip() or not _NUMBER.match(lines[last]):
        return ()
    return (last,) if int(lines[last]) == int(ids[max(ids)]) + 1 else ()


def _payload(line: str) -> str:
    """Write a line of a cue as WebVTT, where an empty one would end it and any tag would be one."""
    parts = []
    done = 0
    for tag in _TAG.finditer(line):
        parts += [_escaped(line[done : tag.start()]), (tag[1] or "").lower()]
        done = tag.end()
    return "".join((*parts, _escaped(line[done:]))) or " "


def _escaped(text: str) -> str:
    return _AMPERSAND.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")
