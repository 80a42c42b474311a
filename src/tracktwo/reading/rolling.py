"""Rolling captions, as YouTube makes them: each line is shown twice or more, and was said once.

A cue begins with the words that the cue before it ended with. Real repeats stay: so nothing is taken away
unless most cues of a file overlap like this.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tracktwo.reading.lesson import Captions, Cue, Remark, Run

_MOST = 0.5  # the share of cues that overlap with the one before, from which captions roll


def unroll(captions: Captions) -> Captions:
    """Return captions in which each line is said once; what was repeated is remarked."""
    words = [cue.text.split() for cue in captions.cues]
    overlaps = [0, *(_overlap(before, after) for before, after in pairwise(words))]
    if sum(map(bool, overlaps)) < _MOST * len(words) or len(words) < 3:
        return captions
    cues: list[Cue] = []
    remarks = list(captions.remarks)
    for cue, said, overlap in zip(captions.cues, words, overlaps, strict=True):
        if overlap:
            remarks.append(Remark("words repeated by rolling captions", cue.line, " ".join(said[:overlap])))
        if overlap < len(said):
            cues.append(replace(cue, runs=_without(cue.runs, overlap)))
    return replace(captions, cues=tuple(cues), remarks=tuple(sorted(remarks, key=lambda r: r.line)))


def _overlap(before: Sequence[str], after: Sequence[str]) -> int:
    """Return how many words end one text and begin the next."""
    longest = min(len(before), len(after))
    return next((n for n in range(longest, 0, -1) if before[-n:] == after[:n]), 0)


def _without(runs: Sequence[Run], words: int) -> tuple[Run, ...]:
    """Take the first words out of runs."""
    kept: list[Run] = []
    left = words
    for run in runs:
        parts = run.text.split()
        if left >= len(parts):
            left -= len(parts)
            continue
        rest = run.text.split(maxsplit=left)[left] if left else run.text
        kept.append(replace(run, text=rest))
        left = 0
    return tuple(kept)
