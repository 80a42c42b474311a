"""Times of a transcript that are no clocks of a recording: `0m 12s`, and `9:00:12 AM`, a time of day.

They stand on lines of their own, with a name before them at most, or in brackets where a line begins. Teams
says each time a second time, to those who hear it: `0 minutes 5 seconds`.
"""

import re
from collections.abc import Callable

from tracktwo.reading.text.times import clock
from tracktwo.reading.transcripts.speaker_lines import looks_like_name

_FEWEST = 2  # by which a transcript is known to write its times so
_SPELLED = re.compile(
    r"(?=\d)(?:(?P<hours>\d{1,2})[ ]?h(?:rs?|ours?)?[, ]{0,2})?"
    r"(?:(?P<minutes>\d{1,3})[ ]?m(?:ins?|inutes?)?[, ]{0,2})?"
    r"(?:(?P<seconds>\d{1,2})[ ]?s(?:ecs?|econds?)?)?",
    re.ASCII | re.IGNORECASE,
)
_OF_DAY = re.compile(
    r"(?P<hours>\d{1,2}):(?P<minutes>\d\d)(?::(?P<seconds>\d\d))?[ ]?(?P<half>[ap])\.?m\.?",
    re.ASCII | re.IGNORECASE,
)
_WRITTEN = r"\d[\d:hmsacdeinoprtu., ]{2,40}"  # in the letters of both forms
_FLAGS = re.MULTILINE | re.IGNORECASE
_LINE = re.compile(rf"^(?P<before>[^\n]{{0,60}}?)(?P<time>[\[(]?{_WRITTEN}[\])]?)$", _FLAGS)
_BEGUN = re.compile(rf"^(?P<before>)(?P<time>[\[(]{_WRITTEN}[\])])(?=[ \t]+\S)", _FLAGS)


def with_clocks(text: str) -> str:
    """Return a transcript whose times are clocks from its start; one that has none of these, as it is."""
    for form, start_at in ((_SPELLED, 0), (_OF_DAY, None)):
        for where in (_LINE, _BEGUN):
            times = [time for found in where.finditer(text) if (time := _time(found, form)) is not None]
            if len(times) >= _FEWEST and times == sorted(times):
                start = times[0] if start_at is None else start_at
                text = where.sub(_as_clock(form, start), text)
    return text


def _time(found: re.Match[str], form: re.Pattern[str]) -> int | None:
    """Return the milliseconds of a line's time; None where it is none of a form, or words stand before it."""
    parts = form.fullmatch(found["time"].strip("[]() "))
    before = found["before"].strip(" \t-–—|,*:")
    if not parts or (before and not looks_like_name(before)):
        return None
    given = parts.groupdict()
    hours = int(given["hours"] or 0)
    if half := given.get("half"):
        hours = hours % 12 + 12 * (half.lower() == "p")
    return ((hours * 60 + int(given["minutes"] or 0)) * 60 + int(given["seconds"] or 0)) * 1000


def _as_clock(form: re.Pattern[str], start: int) -> Callable[[re.Match[str]], str]:
    def replaced(found: re.Match[str]) -> str:
        time = _time(found, form)
        return found[0] if time is None else f"{found['before']}[{clock(time - start)}]"

    return replaced
