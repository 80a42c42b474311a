"""Rolling captions, as YouTube makes them, show each line once more while the next is said."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tracktwo.reading.prose.caption_joins import space_between
from tracktwo.reading.text.lesson import Captions, Cue
from tracktwo.reading.text.notices import Notices
from tracktwo.reading.text.styled_runs import cut, trimmed

# Of a file's captions, this share begins with the line before, and this share goes on after it. A song that
# repeats a line does the first, but not the second.
ROLLING = 0.5
GROWING = 0.25
# Fewer words than this at the end of one caption and the start of the next may be chance.
SURE_OVERLAP = 3
MAX_SHOWN = 200  # words that a caption shows again at most


def unroll(captions: Captions) -> Captions:
    """Leave out of each cue the line that the cue before it showed already, if the file rolls.

    Notices list what was left out. What was said twice stays: a rolling caption shows it twice.
    """
    cues = captions.cues
    repeated = _repetitions([cue.text for cue in cues])
    grown = sum(0 < length < len(cue.text) for cue, length in zip(cues, repeated, strict=True))
    pairs = len(cues) - 1
    if pairs < 1 or sum(map(bool, repeated)) < ROLLING * pairs or grown < GROWING * pairs:
        return captions
    notices = Notices(captions.file)
    kept: list[Cue] = []
    for cue, length in zip(cues, repeated, strict=True):
        shown, text = cue.text[:length].strip(), cue.text
        if shown:
            notices.add("words repeated by rolling captions", cue.line, shown, code="words-repeated")
        if length < len(text):
            kept.append(replace(cue, runs=trimmed(cut(cue.runs, length, len(text)))) if length else cue)
    return replace(captions, cues=tuple(kept), problems=(*captions.problems, *notices.found))


def _repetitions(texts: Sequence[str]) -> list[int]:
    """Return how many characters each text shows again of the one before it."""
    repeated = [0] * min(1, len(texts))
    for before, text in pairwise(texts):
        last_line = before[repeated[-1] :].strip() or before
        repeated.append(_repetition(before, last_line, text))
    return repeated


def _repetition(shown: str, last_line: str, text: str) -> int:
    """Look for the last line, else for all that was shown, else for several of its last words."""
    words = shown.split()
    few = max(1, len(words) - MAX_SHOWN)
    endings = (" ".join(words[first:]) for first in range(few, len(words) - SURE_OVERLAP + 1))
    for line in (last_line, shown, *endings):
        if line and _begins(text, line):
            return len(line)
    return 0


def _begins(text: str, line: str) -> bool:
    """Tell whether a text begins with a line that ends there as a word does."""
    rest = text[len(line) :]
    return text.startswith(line) and (rest[:1].isspace() or not space_between(line, rest))
