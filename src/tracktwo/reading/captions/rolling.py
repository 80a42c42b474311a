"""Rolling captions, as YouTube makes them, show each line once more while the next is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tracktwo.reading.prose.caption_joins import space_between
from tracktwo.reading.text.lesson import Captions, Cue, Remark
from tracktwo.reading.text.styled_runs import cut, trimmed

# Of a file's captions, this share begins with the line before, and this share goes on after it. A song that
# repeats a line does the first, but not the second.
ROLLING = 0.5
GROWING = 0.25
# Fewer words than this at the end of one caption and the start of the next may be chance.
SURE_OVERLAP = 3


def unroll(captions: Captions) -> Captions:
    """Leave out of each cue the line that the cue before it showed already, if the file rolls.

    Remarks list what was left out. What was said twice stays: a rolling caption shows it twice.
    """
    cues = captions.cues
    repeated = _repetitions(cues)
    again = [length for length in repeated if length]
    more = sum(0 < length < len(_text(cue)) for cue, length in zip(cues, repeated, strict=True))
    pairs = len(cues) - 1
    if pairs < 1 or len(again) < ROLLING * pairs or more < GROWING * pairs:
        return captions
    return replace(
        captions,
        cues=tuple(
            replace(cue, runs=trimmed(cut(cue.runs, length, len(cue.text)))) if length else cue
            for cue, length in zip(map(_bare, cues), repeated, strict=True)
            if length < len(cue.text)
        ),
        remarks=captions.remarks
        + tuple(
            Remark("words repeated by rolling captions", cue.line, _text(cue)[:length].strip())
            for cue, length in zip(cues, repeated, strict=True)
            if length
        ),
    )


def _repetitions(cues: Sequence[Cue]) -> list[int]:
    """Say how many characters each cue shows again of the one before it."""
    repeated = [0] * min(1, len(cues))
    for before, cue in pairwise(cues):
        shown = _text(before)
        last_line = shown[repeated[-1] :].strip() or shown
        repeated.append(_repetition(shown, last_line, _text(cue)))
    return repeated


def _repetition(shown: str, last_line: str, text: str) -> int:
    """Look for the last line, else for all that was shown, else for several of its last words."""
    for line in (last_line, shown):
        if line and _begins(text, line):
            return len(line)
    words = shown.split()
    for first in range(1, len(words) - SURE_OVERLAP + 1):
        line = " ".join(words[first:])
        if _begins(text, line):
            return len(line)
    return 0


def _begins(text: str, line: str) -> bool:
    """Whether a text begins with a line that ends there as a word does."""
    rest = text[len(line) :]
    return text.startswith(line) and (rest[:1].isspace() or not space_between(line, rest))


def _text(cue: Cue) -> str:
    return cue.text.strip()


def _bare(cue: Cue) -> Cue:
    return replace(cue, runs=trimmed(cue.runs))
