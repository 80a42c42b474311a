"""What one speaker says in a row: their captions as one text that knows when each part of it is said."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from tracktwo.reading.prose.caption_joins import HYPHENS, CaptionJoin, join, phrase_gap, word_counts
from tracktwo.reading.prose.kinds import LINE, Kind, kinds_of
from tracktwo.reading.text.lesson import Cue, Run, plain_text
from tracktwo.reading.text.notices import Notices
from tracktwo.reading.text.styled_runs import cut, joined, trimmed


@dataclass(frozen=True, slots=True)
class SpeakerTurn:
    """One speaker's captions in a row; `offsets` says where in `text` each of `cues` begins.

    `pauses` are the milliseconds of silence before each cue. `runs` are the text with its emphasis, and
    `run_offsets` where each begins.
    """

    speaker: str | None
    text: str
    cues: tuple[Cue, ...]
    offsets: tuple[int, ...]
    pauses: tuple[int, ...]
    runs: tuple[Run, ...]
    run_offsets: tuple[int, ...]
    kind: Kind = "speech"

    def time_at(self, offset: int) -> int:
        """Return when the character at an offset is said (ms), reckoned by characters in its cue."""
        at = bisect_right(self.offsets, offset) - 1
        cue, into = self.cues[at], offset - self.offsets[at]
        return cue.start + (cue.end - cue.start) * min(into, len(cue.text)) // len(cue.text)

    def pause_before(self, offset: int) -> int:
        """Return how long (ms) the silence before an offset is; within a cue none is known."""
        at = bisect_right(self.offsets, offset) - 1
        return self.pauses[at] if self.offsets[at] == offset else 0

    def runs_between(self, start: int, stop: int) -> tuple[Run, ...]:
        """Return a part of the text with its emphasis."""
        first = bisect_right(self.run_offsets, start) - 1
        before = self.run_offsets[first]
        runs = self.runs[first : bisect_left(self.run_offsets, stop)]
        return cut(runs, start - before, stop - before)


def speaker_turns(cues: Sequence[Cue], notices: Notices) -> list[SpeakerTurn]:
    """Join the cues of each speaker in a row; `notices` tell of hyphens between two of them."""
    worded = list(_with_words(cues))
    pauses = list(_pauses(worded))
    timed = _ending_in_time(worded)
    hyphens = any(cue.text.endswith(HYPHENS) for cue in timed)
    counts = word_counts(cue.text for cue in timed) if hyphens else Counter[str]()
    gap = phrase_gap([cue.text for cue in timed])
    kinds = kinds_of(timed)
    return [
        _turn(speaker, timed[first:stop], pauses[first:stop], counts, notices, kind=kinds[first], gap=gap)
        for speaker, first, stop in _spans(timed, kinds)
    ]


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


def _pauses(cues: Iterable[Cue]) -> Iterator[int]:
    """Yield how long no cue has been shown before each one (ms); a long cue may hold others."""
    covered = None
    for cue in cues:
        yield 0 if covered is None else max(0, cue.start - covered)
        covered = max(covered or 0, cue.end)


def _ending_in_time(cues: Sequence[Cue]) -> list[Cue]:
    """End each cue when the next one starts, if not sooner: times in the text then never go back."""
    limits = [*(cue.start for cue in cues[1:]), *(cue.end for cue in cues[-1:])]
    ends = [max(cue.start, min(cue.end, limit)) for cue, limit in zip(cues, limits, strict=True)]
    return [cue if cue.end == end else replace(cue, end=end) for cue, end in zip(cues, ends, strict=True)]


def _spans(cues: Sequence[Cue], kinds: Sequence[Kind]) -> Iterator[tuple[str | None, int, int]]:
    """Yield a turn's speaker and its cues, from and to before; each without a name is of someone else.

    A sound, and the lines of a song, are turns of their own; nobody makes a sound.
    """
    first = 0
    speaker: str | None = None
    for at, cue in enumerate((*cues, None)):
        another = cue is None or (cue.speaker is not None and (cue.speaker != speaker or not cue.speaker))
        if at and (another or kinds[at] != kinds[at - 1]):
            yield (None if kinds[first] == "sound" else speaker) or None, first, at
            first = at
        speaker = speaker if cue is None or cue.speaker is None else cue.speaker


def _turn(
    speaker: str | None,
    cues: Sequence[Cue],
    pauses: Sequence[int],
    counts: Counter[str],
    notices: Notices,
    *,
    kind: Kind,
    gap: str,
) -> SpeakerTurn:
    runs: list[Run] = []
    offsets = [0]
    for before, after in pairwise(cues):
        met = CaptionJoin(LINE) if kind == "verse" else join(before, after, counts, notices, gap)
        length = len(before.text) - met.dropped
        last = before.runs[-1].emphasis
        runs += cut(before.runs, 0, length)
        runs += [Run(met.space, last if last == after.runs[0].emphasis else "")] if met.space else []
        offsets.append(offsets[-1] + length + len(met.space))
    styled = joined((*runs, *cues[-1].runs))
    run_offsets = accumulate((len(run.text) for run in styled[:-1]), initial=0)
    return SpeakerTurn(
        speaker,
        plain_text(styled),
        tuple(cues),
        tuple(offsets),
        tuple(pauses),
        styled,
        tuple(run_offsets),
        kind,
    )
