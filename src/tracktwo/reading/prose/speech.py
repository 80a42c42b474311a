"""What one speaker says at a stretch: their captions as one text that knows when each part of it is said."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tracktwo.reading.prose.caption_joins import HYPHENS, joint, word_counts
from tracktwo.reading.text.lesson import Cue, Remark, Run
from tracktwo.reading.text.styled_runs import trimmed


@dataclass(frozen=True, slots=True)
class Speech:
    """One speaker's captions in a row; `offsets` says where in `text` each of `cues` begins.

    `pauses` are the milliseconds of silence before each cue. `looks` are the stretches of `text` with an
    emphasis: from, to before, which.
    """

    speaker: str | None
    text: str
    cues: tuple[Cue, ...]
    offsets: tuple[int, ...]
    pauses: tuple[int, ...]
    looks: tuple[tuple[int, int, str], ...]

    def time(self, offset: int) -> int:
        """Say when the character at an offset is said, in milliseconds, reckoned by characters in its cue."""
        at = bisect_right(self.offsets, offset) - 1
        cue, into = self.cues[at], offset - self.offsets[at]
        return cue.start + (cue.end - cue.start) * min(into, len(cue.text)) // len(cue.text)

    def pause(self, offset: int) -> int:
        """Say how long the silence before an offset is; within a cue none is known."""
        at = bisect_right(self.offsets, offset) - 1
        return self.pauses[at] if self.offsets[at] == offset else 0

    def runs(self, start: int, stop: int) -> tuple[Run, ...]:
        """Cut out a part of the text with its looks."""
        taken: list[Run] = []
        at = start
        for first, last, emphasis in self.looks[bisect_right(self.looks, start, key=lambda look: look[1]) :]:
            if first >= stop:
                break
            if first > at:
                taken.append(Run(self.text[at:first]))
            taken.append(Run(self.text[max(first, at) : min(last, stop)], emphasis))
            at = min(last, stop)
        return (*taken, Run(self.text[at:stop])) if at < stop else tuple(taken)


def speeches(cues: Sequence[Cue]) -> tuple[tuple[Speech, ...], tuple[Remark, ...]]:
    """Join the cues of one speaker in a row; remarks tell of hyphens between two of them."""
    said = list(_with_words(cues))
    # A pause is what no caption covers, so that a long one may hold others.
    covered = 0
    pauses: list[int] = []
    for cue in said:
        pauses.append(max(0, cue.start - covered) if pauses else 0)
        covered = max(covered, cue.end)
    hyphens = any(cue.text.endswith(HYPHENS) for cue in said)
    counts = word_counts(cue.text for cue in said) if hyphens else Counter[str]()
    remarks: list[Remark] = []
    timed = _ending_in_time(said)
    spoken = tuple(
        _speech(speaker, timed[first:last], pauses[first:last], counts, remarks)
        for speaker, first, last in _turns(said)
    )
    return spoken, tuple(remarks)


def _with_words(cues: Iterable[Cue]) -> Iterator[Cue]:
    """Leave out cues without words; whom one of them names speaks in the next."""
    named: str | None = None
    for cue in cues:
        named = cue.speaker if cue.speaker is not None else named
        if cue.text.strip():
            runs = trimmed(cue.runs)
            same = runs is cue.runs and named == cue.speaker
            yield cue if same else replace(cue, runs=runs, speaker=named)
            named = None


def _ending_in_time(cues: Sequence[Cue]) -> list[Cue]:
    """End each cue when the next one starts, if not sooner: times in the text then never go back."""
    if not cues:
        return []
    ends = [max(cue.start, min(cue.end, following.start)) for cue, following in pairwise(cues)]
    ends.append(max(cues[-1].start, cues[-1].end))
    return [cue if cue.end == end else replace(cue, end=end) for cue, end in zip(cues, ends, strict=True)]


def _turns(cues: Sequence[Cue]) -> Iterator[tuple[str | None, int, int]]:
    """Give a turn's speaker and its cues, from and to before; each without a name is of someone else."""
    first = 0
    speaker = None
    for at, cue in enumerate(cues):
        if cue.speaker is not None and (cue.speaker != speaker or not cue.speaker):
            if at:
                yield speaker or None, first, at
            first, speaker = at, cue.speaker
    if cues:
        yield speaker or None, first, len(cues)


def _speech(
    speaker: str | None,
    cues: Sequence[Cue],
    pauses: Sequence[int],
    counts: Counter[str],
    remarks: list[Remark],
) -> Speech:
    pieces: list[str] = []
    offsets: list[int] = []
    looks: list[tuple[int, int, str]] = []
    length = 0
    for cue in cues:
        if pieces:
            met = joint(pieces[-1], cue.text, counts)
            if met.kind:
                remarks.append(Remark(met.kind, cue.line, f"{pieces[-1].split()[-1]} {cue.text.split()[0]}"))
            pieces[-1] = pieces[-1][: len(pieces[-1]) - met.dropped]
            pieces.append(met.space)
            length += len(met.space) - met.dropped
        offsets.append(length)
        for run in cue.runs:
            if run.emphasis:
                _look(looks, length, run, len(pieces[-1]) if pieces else 0)
            length += len(run.text)
        pieces.append(cue.text)
    return Speech(speaker, "".join(pieces), tuple(cues), tuple(offsets), tuple(pauses), tuple(looks))


def _look(looks: list[tuple[int, int, str]], start: int, run: Run, space: int) -> None:
    """Note a run's emphasis; the same one right before a cue's joint goes on over it."""
    stop = start + len(run.text)
    if looks and looks[-1][2] == run.emphasis and looks[-1][1] >= start - space:
        start, _, _ = looks.pop()
    looks.append((start, stop, run.emphasis))
