"""What a paragraph is made of: sentences, or parts of one that is too long, with the pauses before them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tracktwo.reading.prose.caption_joins import UNSPACED_CHARACTER
from tracktwo.reading.prose.speech import Speech
from tracktwo.reading.text.sentences import sentence_starts

# Silence for as long as this, in milliseconds, ends a sentence where there are no marks that do.
LONG_PAUSE = 2000
# And for as long as this, it ends a paragraph, however short.
SILENCE = 5000
# Speech whose marks are farther apart than this many words is not punctuated.
LONGEST_USUAL_SENTENCE = 50
# Parts of a long sentence shorter than this many words are not worth weighing, unless a pause sets them off.
SHORTEST_PART = 8
AUDIBLE_PAUSE = 300
WORD_START = re.compile(r"(?:\s|[、，])+(?=\S)")


class Passage(NamedTuple):
    """A part of a speech that stays in one paragraph: `start` to before `stop`, without white space.

    `cost` is what a new paragraph here costs a reader: 0 where a sentence begins, less for a pause before it,
    more in the middle of a sentence. `pause`, `begins` and `ends` are in milliseconds.
    """

    speech: Speech
    start: int
    stop: int
    words: int
    cost: float
    pause: int

    @property
    def begins(self) -> int:
        """When its first character is said."""
        return self.speech.time(self.start)

    @property
    def ends(self) -> int:
        """When its last character has been said."""
        return self.speech.time(self.stop)


def word_count(text: str) -> int:
    """Count words; in writing without spaces two characters are one, which is about right for Japanese."""
    unspaced = 0 if text.isascii() else len(UNSPACED_CHARACTER.findall(text))
    return (
        len(text.split()) if not unspaced else len(UNSPACED_CHARACTER.sub(" ", text).split()) + unspaced // 2
    )


def passages(spoken: Sequence[Speech], most: int) -> list[Passage]:
    """Cut each speech at its sentences, and one of more than `most` words at pauses and captions too."""
    starts = [list(sentence_starts(speech.text)) for speech in spoken]
    words = sum(word_count(cue.text) for speech in spoken for cue in speech.cues)
    punctuated = words <= LONGEST_USUAL_SENTENCE * (sum(map(len, starts)) + len(spoken))
    found: list[Passage] = []
    for speech, sentences in zip(spoken, starts, strict=True):
        seams = () if punctuated else _seams(speech, 0, len(speech.text))
        pauses = (at for at in seams if speech.pause(at) >= LONG_PAUSE)
        found += _cut(speech, sorted({*sentences, *pauses}), most)
    return found


def _cut(speech: Speech, sentences: Sequence[int], most: int) -> Iterator[Passage]:
    for start, stop in pairwise((0, *sentences, len(speech.text))):
        parts = _parts(speech, start, stop, most) if _longer(speech.text[start:stop], most) else ()
        for first, last in pairwise((start, *parts, stop)):
            yield _passage(speech, first, last, inside=first > start)


def _passage(speech: Speech, start: int, stop: int, *, inside: bool) -> Passage:
    text = speech.text[start:stop].rstrip()
    pause = speech.pause(start)
    return Passage(
        speech,
        start,
        start + len(text),
        word_count(text),
        inside - min(pause, LONG_PAUSE) / LONG_PAUSE,
        pause,
    )


def _parts(speech: Speech, start: int, stop: int, most: int) -> Iterator[int]:
    """Give the offsets at which a long sentence may be cut: where a caption begins, or else between words."""
    kept = start
    seams = [start, *_seams(speech, start, stop), stop]
    for first, last in pairwise(seams):
        inside = (
            WORD_START.finditer(speech.text, first, last) if _longer(speech.text[first:last], most) else ()
        )
        for at in (first, *(space.end() for space in inside)):
            audible = speech.pause(at) >= AUDIBLE_PAUSE
            if at > kept and (audible or _longer(speech.text[kept:at], SHORTEST_PART - 1)):
                yield at
                kept = at


def _longer(text: str, words: int) -> bool:
    """Whether a text has more words; as it may be a whole recording, no more of them are cut out of it."""
    if text.isascii() or not UNSPACED_CHARACTER.search(text):
        return len(text.split(maxsplit=words)) > words
    return word_count(text) > words


def _seams(speech: Speech, start: int, stop: int) -> Iterator[int]:
    """Give the offsets within a stretch where a caption begins with a word of its own, not half of one."""
    first = bisect_right(speech.offsets, start)
    for at in speech.offsets[first : bisect_left(speech.offsets, stop)]:
        before, after = speech.text[at - 1], speech.text[at]
        if before.isspace() or (UNSPACED_CHARACTER.match(before) and UNSPACED_CHARACTER.match(after)):
            yield at
