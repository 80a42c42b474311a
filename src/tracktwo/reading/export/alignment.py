"""Which words of an edited text are those of the original, and which stretches are others.

Words that are the same without their case and punctuation are the same word. Texts are aligned as patience
diff does it: runs of words that each text has once are anchors, and only what lies between two anchors is
compared word by word, since comparing 30,000 words with 30,000 takes minutes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

RUNS = (4, 2, 1)  # words in an anchor: long ones first, since they are hardly ever the same by chance
NO_WORD = re.compile(r"\W+")


class Change(NamedTuple):
    """The original's words `first:last` became the edited text's `new_first:new_last`; either may be none."""

    first: int
    last: int
    new_first: int
    new_last: int


def key(word: str) -> str:
    """Return what makes a word the same word: `The` and `the,` are; a mark alone is itself."""
    return NO_WORD.sub("", word).casefold() or word


def changes(original: Sequence[str], edited: Sequence[str]) -> tuple[Change, ...]:
    """List the stretches in which the texts differ, in order; all other words are the same, one for one."""
    old, new = [key(word) for word in original], [key(word) for word in edited]
    found: list[Change] = []
    for change in _between(old, new, Change(0, len(old), 0, len(new)), RUNS):
        if found and (found[-1].last, found[-1].new_last) == (change.first, change.new_first):
            before = found.pop()
            found.append(Change(before.first, change.last, before.new_first, change.new_last))
        else:
            found.append(change)
    return tuple(found)


def _between(old: list[str], new: list[str], span: Change, runs: Sequence[int]) -> Iterator[Change]:
    first, last, new_first, new_last = span = _trimmed(old, new, span)
    if first == last or new_first == new_last:
        if first < last or new_first < new_last:
            yield span
    elif not runs:
        yield from _compared(old, new, span)
    else:
        for at, new_at in [*_anchors(old, new, span, runs[0]), (last, new_last)]:
            if at < first or new_at < new_first:
                continue  # an anchor that overlaps the one before
            yield from _between(old, new, Change(first, at, new_first, new_at), runs[1:])
            size = runs[0] if at < last else 0
            first, new_first = at + size, new_at + size


def _trimmed(old: list[str], new: list[str], span: Change) -> Change:
    """Leave out the words that both have at the beginning and at the end."""
    first, last, new_first, new_last = span
    while first < last and new_first < new_last and old[first] == new[new_first]:
        first, new_first = first + 1, new_first + 1
    while first < last and new_first < new_last and old[last - 1] == new[new_last - 1]:
        last, new_last = last - 1, new_last - 1
    return Change(first, last, new_first, new_last)


def _compared(old: list[str], new: list[str], span: Change) -> Iterator[Change]:
    first, last, new_first, new_last = span
    matcher = SequenceMatcher(None, old[first:last], new[new_first:new_last])
    for tag, i, j, new_i, new_j in matcher.get_opcodes():
        if tag != "equal":
            yield Change(first + i, first + j, new_first + new_i, new_first + new_j)


def _anchors(old: list[str], new: list[str], span: Change, size: int) -> list[tuple[int, int]]:
    """Find where runs of `size` words that each text has once begin in both, as many as are in one order."""
    there = _unique(old, span.first, span.last, size)
    here = _unique(new, span.new_first, span.new_last, size)
    return _ascending([(at, here[run]) for run, at in there.items() if run in here])


def _unique(words: list[str], first: int, last: int, size: int) -> dict[tuple[str, ...], int]:
    found: dict[tuple[str, ...], int] = {}
    again = set()
    for at in range(first, last - size + 1):
        run = tuple(words[at : at + size])
        if run in found:
            again.add(run)
        found[run] = at
    return {run: at for run, at in found.items() if run not in again}


def _ascending(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Keep the longest series of pairs that ascends in both places; they come ascending in the first."""
    ends: list[int] = []  # the smallest second place at which a series of each length can end
    tops: list[int] = []  # the pair that ends it
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        before.append(tops[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        tops[length : length + 1] = [index]
    series: list[tuple[int, int]] = []
    index = tops[-1] if tops else -1
    while index >= 0:
        series.append(pairs[index])
        index = before[index]
    return series[::-1]
