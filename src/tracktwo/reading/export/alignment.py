"""Which words of an edited text are those of the original, and which stretches are others."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq, Levenshtein

NO_WORD = re.compile(r"\W+")
EXPECTED_EDITS = 500  # where there are about as few, 160,000 words are aligned in half a second
SURE_RUN = 4  # words that are hardly ever the same by chance
MAX_PAIRS = 10**9  # of words that are compared in one stretch: they take 125 MB


class AlignedSpan(NamedTuple):
    """The original's words `first:last` became the edited text's `new_first:new_last`; either may be none.

    If `same`, they are the same words, one for one.
    """

    first: int
    last: int
    new_first: int
    new_last: int
    same: bool


def align(original: Sequence[str], edited: Sequence[str]) -> Iterator[AlignedSpan]:
    """Yield the stretches of two texts in order, those that are the same and those that changed.

    Words that are the same without their case and punctuation are the same word; a mark alone is itself.
    """
    old, new = ([NO_WORD.sub("", word).casefold() or word for word in words] for words in (original, edited))
    at = new_at = 0
    for first, new_first, size in _matches(old, new):
        if at < first or new_at < new_first:
            yield AlignedSpan(at, first, new_at, new_first, same=False)
        at, new_at = first + size, new_first + size
        yield AlignedSpan(first, at, new_first, new_at, same=True)


def _matches(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Yield where both have the same words, and how many; at last their ends, with none.

    Long runs that the fewest edits leave alone are sure. Between two of them, most words are kept: those that
    both have in one order, as at either end.
    """
    at = new_at = 0
    for run in Levenshtein.editops(old, new, score_hint=EXPECTED_EDITS).as_matching_blocks():
        if 0 < run.size < SURE_RUN:
            continue
        before, after = old[at : run.a], new[new_at : run.b]
        if len(before) * len(after) <= MAX_PAIRS:
            for block in LCSseq.editops(before, after).as_matching_blocks():
                yield at + block.a, new_at + block.b, block.size
        yield run.a, run.b, run.size
        at, new_at = run.a + run.size, run.b + run.size
