"""Times in a recording: whole milliseconds from its start, exact, and how people and WebVTT write them."""

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate

# As people write a time, and with brackets, which may be escaped: `4:07`, `1:02:03.5`, `\[04:07\]`.
WRITTEN_CLOCK = r"(?:\d{1,3}:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,3})?"
BRACKETED_CLOCK = rf"\\?[\[(]\s*+(?:{WRITTEN_CLOCK})\s*+\\?[\])]"
ANY_TIME = re.compile(f"{BRACKETED_CLOCK}|{WRITTEN_CLOCK}")

HOUR = 3_600_000  # milliseconds
LATE = 5 * HOUR  # when nobody begins to speak in a recording: its times are of a tape, or of the day


def milliseconds(parts: Iterable[str | None]) -> int:
    """Return the time in hours, minutes, seconds and a fraction, each as it is written, or None."""
    hours, minutes, seconds, fraction = (part or "0" for part in parts)
    whole = (int(hours) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * 1000 + int(fraction[:3].ljust(3, "0"))


def clock(time: int) -> str:
    """Return a time (ms) as people write it: `4:07`, `12:34`, `1:02:03`."""
    minutes, seconds = divmod(time // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def webvtt_time(time: int) -> str:
    """Return a time (ms) as WebVTT has it: `00:04:07.000`."""
    minutes, rest = divmod(time, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"


def share_time(start: int, end: int, lengths: Sequence[int]) -> list[int]:
    """Return when each part of a text is said (ms) if a stretch of time is shared by their lengths."""
    total, span = sum(lengths) or 1, max(end - start, 0)
    return [start + span * before // total for before in accumulate(lengths[:-1], initial=0)]
