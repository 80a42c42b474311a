"""What a paragraph is made of: sentences, or parts of one that is too long, with the pauses before them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tracktwo.reading.prose.caption_joins import UNSPACED_CHARACTER
from tracktwo.reading.prose.function_words import ties
from tracktwo.reading.prose.speaker_turns import SpeakerTurn
from tracktwo.reading.text.sentences import sentence_starts

# Silence for as long as this, in milliseconds, may end a sentence where there are no marks that do.
PAUSE = 400
# The longer it is, up to this, the better a paragraph may begin after it.
LONG_PAUSE = 2000
# And for as long as this, it ends a paragraph, however short.
SILENCE = 5000
# Speech whose marks are farther apart than this many words is not punctuated.
MAX_USUAL_SENTENCE = 50
# Parts of a long sentence shorter than this many words are not worth weighing, unless a pause sets them off.
MIN_PART = 8
WORD_START = re.compile(r"(?:\s|[、，])+(?=\S)")


class Segment(NamedTuple):
    """A part of a turn that stays in one paragraph: `start` to before `stop`, without white space.

    `cost` is what a new paragraph here costs a reader: 0 where a sentence begins, less for a pause before it,
    more in the middle of a sentence. `pause`, `begins` and `ends` are in milliseconds.
    """

    turn: SpeakerTurn
    start: int
    stop: int
    words: int
    cost: float
    pause: int

    @property
    def begins(self) -> int:
        """When its first character is said."""
        return self.turn.time_at(self.start)

    @property
    def ends(self) -> int:
        """When its last character has been said."""
        return self.turn.time_at(self.stop)


def word_count(text: str) -> int:
    """Count words; in writing without spaces two characters are one, which is about right for Japanese."""
    unspaced = 0 if text.isascii() else len(UNSPACED_CHARACTER.findall(text))
    spaced = UNSPACED_CHARACTER.sub(" ", text) if unspaced else text
    return len(spaced.split()) + unspaced // 2


def segments(turns: Sequence[SpeakerTurn], max_words: int) -> tuple[list[Segment], bool]:
    """Cut each turn at its sentences, and one of more than `max_words` at pauses and captions too.

    Tell, too, whether the speech has the marks that end sentences.
    """
    starts = [list(sentence_starts(turn.text)) for turn in turns]
    words = sum(word_count(cue.text) for turn in turns for cue in turn.cues)
    punctuated = words <= MAX_USUAL_SENTENCE * (sum(map(len, starts)) + len(turns))
    found: list[Segment] = []
    for turn, sentences in zip(turns, starts, strict=True):
        if turn.kind != "speech":
            stanzas = (at for at in turn.offsets[1:] if turn.pause_before(at) >= SILENCE)
            bounds = pairwise((0, *stanzas, len(turn.text)))
            found += (_segment(turn, start, stop, inside=False) for start, stop in bounds)
            continue
        seams = () if punctuated else _seams(turn, 0, len(turn.text))
        pauses = (at for at in seams if turn.pause_before(at) >= PAUSE and not _tied(turn, at))
        found += _cut(turn, sorted({*sentences, *pauses}), max_words)
    return found, punctuated


def _tied(turn: SpeakerTurn, at: int) -> bool:
    return ties(turn.text[max(0, at - 40) : at], turn.text[at : at + 40])


def _cut(turn: SpeakerTurn, sentences: Sequence[int], max_words: int) -> Iterator[Segment]:
    for start, stop in pairwise((0, *sentences, len(turn.text))):
        long = _is_longer(turn.text[start:stop], max_words)
        parts = _parts(turn, start, stop, max_words) if long else ()
        for first, last in pairwise((start, *parts, stop)):
            yield _segment(turn, first, last, inside=first > start)


def _segment(turn: SpeakerTurn, start: int, stop: int, *, inside: bool) -> Segment:
    text = turn.text[start:stop].rstrip()
    pause = turn.pause_before(start)
    cost = inside - min(pause, LONG_PAUSE) / LONG_PAUSE
    return Segment(turn, start, start + len(text), word_count(text), cost, pause)


def _parts(turn: SpeakerTurn, start: int, stop: int, max_words: int) -> Iterator[int]:
    """Yield the offsets at which a long sentence may be cut: where captions begin, or else between words."""
    kept = start
    for first, last in pairwise((start, *_seams(turn, start, stop), stop)):
        long = _is_longer(turn.text[first:last], max_words)
        inside = WORD_START.finditer(turn.text, first, last) if long else ()
        for at in (first, *(space.end() for space in inside)):
            audible = turn.pause_before(at) >= PAUSE
            if (
                at > kept
                and not _tied(turn, at)
                and (audible or _is_longer(turn.text[kept:at], MIN_PART - 1))
            ):
                yield at
                kept = at


def _is_longer(text: str, words: int) -> bool:
    """Tell whether a text has more words; as it may be a whole recording, no more of it are cut."""
    if text.isascii() or not UNSPACED_CHARACTER.search(text):
        return len(text.split(maxsplit=words)) > words
    return word_count(text) > words


def _seams(turn: SpeakerTurn, start: int, stop: int) -> Iterator[int]:
    """Yield the offsets within a stretch where a caption begins with a word of its own, not half of one."""
    first = bisect_right(turn.offsets, start)
    for at in turn.offsets[first : bisect_left(turn.offsets, stop)]:
        before, after = turn.text[at - 1], turn.text[at]
        if before.isspace() or (UNSPACED_CHARACTER.match(before) and UNSPACED_CHARACTER.match(after)):
            yield at
