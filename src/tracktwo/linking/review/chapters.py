"""Where a long talk without chapters could have some: after long pauses, and where somebody else begins."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from tracktwo.linking.review.glossary_review import displayed_path
from tracktwo.model.markdown.front_matter import read_front_matter
from tracktwo.model.markdown.lesson_text import Turn, read_turns, seconds_between_moments
from tracktwo.model.page import LinkedPage
from tracktwo.model.problem import Problem
from tracktwo.model.site import Site

MAX_TALKS = 10  # more than an editor parts in one go, and the next review has the next ones
_MIN_PAUSE = 4  # seconds beyond what the words before it take
_MIN_SHARE = 0.25  # of what they take: nobody speaks that evenly


class ChapterStart(NamedTuple):
    """Where a chapter could begin, the pause before it in seconds, and whether somebody else speaks."""

    turn: Turn
    pause: int
    is_change: bool

    def __str__(self) -> str:
        """Say where and why, as `[12:34] (a pause of 9 s)`."""
        why = f"a pause of {self.pause} s" if self.pause else f"{self.turn.speaker} begins"
        return f"[{self.turn.written}] ({why})"


def missing_chapters(site: Site, docs: str) -> Iterator[Problem]:
    """Yield the longest talks that no heading parts, with where chapters could begin."""
    found = [(page, turns) for page in site.lessons if (turns := _undivided(page))]
    for page, turns in sorted(found, key=lambda talk: -talk[1][-1].second)[:MAX_TALKS]:
        if chapters := find_chapters(turns):
            minutes = round(turns[-1].second / 60)
            starts = ", ".join(map(str, chapters))
            message = f"{minutes} minutes without a chapter; one could begin at {starts}"
            remedy = "write a heading above these: `## Title`"
            file, line = displayed_path(page.source, docs), chapters[0].turn.line
            yield Problem(file, line, "no-chapters", "notice", message, remedy)


def find_chapters(turns: Sequence[Turn]) -> list[ChapterStart]:
    """Return the best places for chapters, as far apart as the moments of a talk's contents.

    What its words take is reckoned with the speed of the whole talk: a pause is what is left.
    """
    step = seconds_between_moments(turns[-1].second if turns else 0)
    length = sum(turn.length for turn in turns[:-1])
    seconds = turns[-1].second - turns[0].second if turns else 0
    if not step or not length:
        return []
    places = [_chapter(before, turn, seconds / length) for before, turn in pairwise(turns)]
    inner = range(step, turns[-1].second - step // 2)
    good = [place for place in places if (place.pause or place.is_change) and place.turn.second in inner]
    parts = groupby(good, key=lambda place: place.turn.second // step)
    best = [max(part, key=lambda place: (place.pause, place.is_change)) for _, part in parts]
    apart: list[ChapterStart] = []
    for place in best:
        if not apart or place.turn.second - apart[-1].turn.second >= step / 2:
            apart.append(place)
    return apart


def _chapter(before: Turn, turn: Turn, pace: float) -> ChapterStart:
    taken = before.length * pace
    pause = turn.second - before.second - taken
    is_long = pause >= max(_MIN_PAUSE, taken * _MIN_SHARE)
    is_change = bool(turn.speaker and before.speaker and turn.speaker != before.speaker)
    return ChapterStart(turn, round(pause) if is_long else 0, is_change)


def _undivided(page: LinkedPage) -> list[Turn]:
    """Return what is said, with times, in a talk that no heading parts."""
    front = read_front_matter(page.markdown)
    above = page.markdown[: len(page.markdown) - len(front.text)].count("\n")
    turns, headings = read_turns(front.text, above)
    return turns if turns and not any(turns[0].line < line < turns[-1].line for line in headings) else []
