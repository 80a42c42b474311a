"""Runs of text, each with its emphasis, cut by characters."""

from collections.abc import Iterable, Sequence
from itertools import chain, groupby

from tracktwo.reading.text.lesson import Run, plain_text


def cut(runs: Iterable[Run], start: int, stop: int) -> tuple[Run, ...]:
    """Return the characters from `start` to before `stop`; what is empty vanishes."""
    taken = []
    offset = 0
    for run in runs:
        text = run.text[max(0, start - offset) : max(0, stop - offset)]
        offset += len(run.text)
        if text:
            taken.append(Run(text, run.emphasis))
    return tuple(taken)


def without(runs: Sequence[Run], spans: Iterable[tuple[int, int]]) -> tuple[Run, ...]:
    """Leave out spans of characters, which are in order and do not overlap."""
    edges = (0, *chain(*spans), len(plain_text(runs)))
    kept = zip(edges[::2], edges[1::2], strict=True)
    return joined(run for start, stop in kept for run in cut(runs, start, stop))


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Make neighbours with the same emphasis one run."""
    return tuple(
        Run(plain_text(alike), emphasis) for emphasis, alike in groupby(runs, key=lambda run: run.emphasis)
    )


def trimmed(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return runs without the white space at both ends."""
    text = plain_text(runs)
    words = text.strip()
    if len(words) == len(text) and all(run.text for run in runs):
        return runs
    start = len(text) - len(text.lstrip())
    return cut(runs, start, start + len(words))
