"""Where paragraphs begin: as near to a good length as the sentences and pauses of a speech allow."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from tracktwo.reading.prose.segments import SILENCE, Segment


@dataclass(frozen=True, slots=True)
class ParagraphLength:
    """How many words most paragraphs shall have. A speaker who says less has a shorter one."""

    least: int = 40
    most: int = 120

    def __post_init__(self) -> None:
        """Raise ValueError unless 0 < `least` < `most`."""
        if not 0 < self.least < self.most:
            raise ValueError(
                f"a paragraph of {self.least} to {self.most} words; write 40 to 120, for instance"
            )


USUAL_LENGTH = ParagraphLength()


def paragraph_starts(segments: Sequence[Segment], length: ParagraphLength) -> list[int]:
    """Return the indexes of the segments that begin a paragraph, the first one among them.

    All ways to break are weighed at once, as Knuth and Plass do for the lines of a paragraph: one that is a
    word too long may save the next from being a single sentence.
    """
    best = [0.0, *[inf] * len(segments)]
    begun = [0] * len(best)
    strain = [_strain(words, length) for words in range(2 * length.most + 1)]
    counts = [segment.words for segment in segments]
    costs = [segment.cost for segment in segments]
    silent = [segment.pause >= SILENCE for segment in segments]
    for stop in range(1, len(best)):
        start = stop - 1
        words = counts[start]
        # What is too long by itself stays a paragraph; any longer one would be worse.
        best[stop], begun[stop] = best[start] + costs[start] + _strain(words, length), start
        while start and not silent[start] and words + counts[start - 1] < len(strain):
            start -= 1
            words += counts[start]
            cost = best[start] + costs[start] + strain[words]
            if cost < best[stop]:
                best[stop], begun[stop] = cost, start
    return _traced(begun)


def _traced(begun: Sequence[int]) -> list[int]:
    """Follow the best beginnings back from the end."""
    starts = []
    at = len(begun) - 1
    while at:
        at = begun[at]
        starts.append(at)
    return starts[::-1]


def _strain(words: int, length: ParagraphLength) -> float:
    """Return how far a length is from the middle of what is wanted: 0 there, 1 at either end, soon more."""
    middle = (length.least + length.most) / 2
    return ((words - middle) / (length.most - middle)) ** 2
