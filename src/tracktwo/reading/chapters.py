"""Chapters: times with titles, and the passages of a transcript with which they begin."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import inf
from typing import NamedTuple

from tracktwo.reading.lesson import Captions
from tracktwo.reading.passages import Passage


class Chapter(NamedTuple):
    """A chapter begins at `start`, in milliseconds."""

    start: int
    title: str


def chapters_of(captions: Captions) -> tuple[Chapter, ...]:
    """Take the cues of a chapters track (HTML: `<track kind=chapters>`) as chapters, by time."""
    named = (Chapter(cue.start, " ".join(cue.text.split())) for cue in captions.cues)
    return tuple(sorted((chapter for chapter in named if chapter.title), key=lambda chapter: chapter.start))


def chapter_starts(chapters: Sequence[Chapter], passages: Sequence[Passage]) -> list[int]:
    """Give, for each chapter in the order of time, the index of the passage it begins with.

    That is the one whose beginning is nearest to the chapter's; in a silence, the one after it. A chapter
    that starts after the last word has the index after the last.
    """
    begins = [*(passage.begins for passage in passages), inf]
    ends = [-inf, *(passage.ends for passage in passages)]

    def distance(start: int, at: int) -> float:
        return start - begins[at] if start > begins[at] else max(0, ends[at] - start)

    nearest = (min(range(len(begins)), key=lambda at: distance(chapter.start, at)) for chapter in chapters)
    return list(accumulate(nearest, max))
