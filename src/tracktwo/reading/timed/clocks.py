"""Times as formats and services write them: numbers of any unit, clocks, ISO 8601; to milliseconds."""

import re
from collections.abc import Mapping

MAX_TIME = 1_000_000_000  # milliseconds; what is longer is no time in a recording
# How many milliseconds each is; a tick is 100 ns.
SECONDS, CENTISECONDS, MILLISECONDS, TICKS = 1000.0, 10.0, 1.0, 1e-4
DROP_FRAME = 29.97  # frames a second, which a semicolon says
_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,3}):(\d{1,2}(?:[.,]\d+)?)", re.ASCII)
_FRAMES = re.compile(r"(\d+)[:;](\d\d)[:;](\d\d)[:;](\d+(?:\.\d+)?)", re.ASCII)
_ISO = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?", re.ASCII)
_OFFSET = re.compile(r"(\d+(?:\.\d+)?)(h|m|s|ms)", re.ASCII)
_UNITS = {"h": 3_600_000.0, "m": 60_000.0, "s": SECONDS, "ms": MILLISECONDS}


def read_time(value: object, unit: float = SECONDS, *, frames: float = 25.0) -> int | None:
    """Return a time in milliseconds; None for what is below 0, endless, or no time.

    Args:
        value: a number, also one between quotes; `1.2s`; `PT1.2S`; `00:00:01.200`, `00:00:01:05` with frames;
            or `seconds` and `nanos`, as Google's libraries write it.
        unit: how many milliseconds is one of a number without a unit.
        frames: how many of them a second has.

    """
    if isinstance(value, Mapping) and value.keys() & {"seconds", "nanos"}:
        whole, nanos = read_time(value.get("seconds", 0)), read_time(value.get("nanos", 0), 1e-6)
        return None if whole is None or nanos is None else whole + nanos
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = _milliseconds(value, unit, frames)
    except (ValueError, OverflowError):
        return None
    return round(number) if 0 <= number <= MAX_TIME else None


def _milliseconds(value: float | str, unit: float, frames: float) -> float:
    text = value.strip() if isinstance(value, str) else ""
    if found := _OFFSET.fullmatch(text):
        return float(found[1]) * _UNITS[found[2]]
    if found := _FRAMES.fullmatch(text):
        rate = DROP_FRAME if ";" in text else frames
        return _of_parts(*found.groups()[:3]) + float(found[4]) / rate * SECONDS
    if found := _CLOCK.fullmatch(text) or _ISO.fullmatch(text):
        return _of_parts(*found.groups())
    return float(value) * unit


def _of_parts(hours: str | None, minutes: str | None, seconds: str | None) -> float:
    seconds = (seconds or "0").replace(",", ".")
    return (int(hours or 0) * 60 + int(minutes or 0)) * 60_000 + float(seconds) * SECONDS
