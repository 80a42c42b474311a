"""Where the chapters of a recording begin in what is said."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import inf

from tracktwo.reading.prose.passages import Passage


def chapter_starts(chapters: Sequence[int], passages: Sequence[Passage]) -> list[int]:
    """Give, for each chapter's start (milliseconds, ascending), the index of the passage it begins with.

    That is the one whose beginning is nearest; in a silence, the one after it. A chapter after the last word
    has the index after the last.
    """
    begins = [*(passage.begins for passage in passages), inf]
    ends = [-inf, *(passage.ends for passage in passages)]

    def distance(start: int, at: int) -> float:
        return start - begins[at] if start > begins[at] else max(0, ends[at] - start)

    return list(
        accumulate((min(range(len(begins)), key=lambda at: distance(start, at)) for start in chapters), max)
    )
