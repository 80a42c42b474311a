"""SRT in blocks, as people and programs write it: it has no standard. Line breaks are LF.

A cue is all that stands between two lines of times, empty lines too, but for the number of the second.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from tracktwo.reading.captions.webvtt import CaptionBlock, note_beside_times
from tracktwo.reading.text.notices import Notices

# A comma, a dot, or a colon before three digits; one digit or two; editors make arrows of `-->`.
_TIME = r"(?:(\d{1,9}):)?(\d{1,2}):(\d{1,2})(?:(?:[,.][ ]?|:(?=\d{3}(?!\d)))(\d{1,9}))?(?!\d)"
_TIMES = rf"[ \t]*{_TIME}[ \t]*(?:-->|->|[–—]>|→)[ \t]*{_TIME}"
# `12:30 → 13:00` may be a plan: it takes the arrow of captions, or a part of a second, to tell SRT.
_ANYWHERE = re.compile(rf"(?:\A|[\r\n])(?=[ \t]*[\d:]+(?:[ \t]*-->|[,.])){_TIMES}", re.ASCII)
# Times that cannot be read, or that are cut off.
_BROKEN = re.compile(r"\s*\d[^>]*-->|\s*\d+:\d\d:\d\d[,.][\d:,. \t>-]*$|.*-->\s*\d+:\d\d:\d\d", re.ASCII)
_NUMBER = r"[ \t]*#?(\d{1,9})\.?[ \t]*"
_NUMBER_LINE = re.compile(_NUMBER, re.ASCII)
# Cues by how many lines above its times each has its number; two where empty lines part all others.
_ABOVE = (
    "((?!))?",
    rf"(?:{_NUMBER}\n)?",
    rf"(?:{_NUMBER}\n[ \t]*\n(?=.*(?:\Z|\n[ \t]*(?:\n|\Z))))?",
)
_CUES = tuple(re.compile(rf"^{above}{_TIMES}(.*)", re.ASCII | re.MULTILINE) for above in _ABOVE)
MAX_SAMPLE = 10_000  # characters that show where numbers are
# Emphasis stays; colours, sizes and places go, and any other tag is text.
_MARKUP = re.compile(
    r"(?P<emphasis></?[ibu]>)|(?P<colour></?)font\b[^<>\n]*>|\{\\[^{}\n]*\}"
    r"|&(?!#\d{1,7};|#x[\da-f]{1,6};|[a-z]\w{1,30};)|[<>]",
    re.IGNORECASE,
)
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def is_srt(text: str) -> bool:
    """Tell whether a text has a line of times as SRT does."""
    return _ANYWHERE.search(text) is not None


def read_srt(text: str, notices: Notices) -> Iterator[CaptionBlock]:
    """Yield the cues of a text that is SRT; what is in none is added to `notices`."""
    above = _lines_above(text)
    at, line, last = 0, 1, ""
    for cue, following in pairwise(chain((None,), _CUES[above].finditer(text), (None,))):
        if cue:
            line += text.count("\n", at, cue.end())
            at = cue.end()
            last = cue[1] or last
        lines = text[at : following.start() if following else len(text)].split("\n")
        last = _set_aside_times(lines, line, above, notices) or last
        if not following and last:
            _set_aside_number(lines, line, int(last) + 1, notices)
        if cue:
            number, *times, beside = cue.groups()
            note_beside_times(beside, line, notices)
            yield CaptionBlock.timed(times, _as_webvtt("\n".join(lines[1:])), number, line)
        else:
            _set_aside_preamble(lines, notices)


def _lines_above(text: str) -> int:
    """Return how many lines above their times at least half of the cues have numbers; 0 if fewer have."""
    first = _ANYWHERE.search(text)
    sample = text[: (first.end() if first else 0) + MAX_SAMPLE]
    for above in (1, 2):
        numbers = [cue[1] for cue in _CUES[above].finditer(sample)]
        if 2 * sum(map(bool, numbers)) >= len(numbers):
            return above
    return 0


def _set_aside_times(lines: list[str], first: int, above: int, notices: Notices) -> str:
    """Empty lines of times that cannot be read, and those of their numbers; return the last such number."""
    last = ""
    for n, line in enumerate(lines):
        if _BROKEN.match(line):
            notices.add("times that cannot be read", first + n, line.strip(), code="times-unreadable")
            lines[n] = ""
            number = _NUMBER_LINE.fullmatch(lines[n - above]) if 0 < above <= n else None
            if number and (above == 1 or not any(map(str.strip, lines[n - 1 : n + 2]))):
                last, lines[n - above] = number[1], ""
    return last


def _set_aside_number(lines: list[str], first: int, number: int, notices: Notices) -> None:
    """Empty the line of the next cue's number at the end of the file, which was cut off below it."""
    n = max((n for n, line in enumerate(lines) if line.strip()), default=0)
    found = _NUMBER_LINE.fullmatch(lines[n])
    if n > 1 and not lines[n - 1].strip() and found and int(found[1]) == number:
        notices.add("number of a cue that is missing", first + n, found[1], code="number-without-cue")
        lines[n] = ""


def _set_aside_preamble(lines: Sequence[str], notices: Notices) -> None:
    for number, line in enumerate(lines, 1):
        if line.strip():
            notices.add("text above the first cue", number, line.strip(), code="text-above-first-cue")


def _as_webvtt(text: str) -> str:
    """Write the text of a cue as WebVTT, where any tag would be one."""

    def written(found: re.Match[str]) -> str:
        if found["colour"]:
            return f"{found['colour']}c>"
        return found["emphasis"].lower() if found["emphasis"] else _ESCAPES.get(found[0], "")

    return _MARKUP.sub(written, text)
