"""Stretches of text in one look, cut by characters so that their looks survive."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from tracktwo.reading.text.lesson import Run


def cut(runs: Iterable[Run], start: int, stop: int) -> tuple[Run, ...]:
    """Take the characters from `start` to before `stop`; what is empty vanishes."""
    taken = []
    offset = 0
    for run in runs:
        text = run.text[max(0, start - offset) : max(0, stop - offset)]
        offset += len(run.text)
        if text:
            taken.append(Run(text, run.emphasis))
    return tuple(taken)


def without(runs: Sequence[Run], spans: Iterable[tuple[int, int]]) -> tuple[Run, ...]:
    """Leave out the spans, which are in order and do not overlap."""
    kept: list[Run] = []
    at = 0
    for start, stop in spans:
        kept.extend(cut(runs, at, start))
        at = stop
    return joined((*kept, *cut(runs, at, sum(len(run.text) for run in runs))))


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Make neighbours in the same look one run."""
    return tuple(
        Run("".join(run.text for run in alike), emphasis)
        for emphasis, alike in groupby(runs, key=lambda run: run.emphasis)
    )


def trimmed(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Take the white space away at both ends."""
    text = "".join(run.text for run in runs)
    words = text.strip()
    if len(words) == len(text) and all(run.text for run in runs):
        return runs
    start = len(text) - len(text.lstrip())
    return cut(runs, start, start + len(words))
