"""Cues to prose: words to sentences, sentences to paragraphs, paragraphs to the sections of a lesson.

Paragraphs end where another speaker begins, at a long pause, and where they are long enough: at the end of a
sentence, or, where speech has no punctuation, at the longest pause.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from tracktwo.reading.lesson import Captions, Cue, Lesson, Paragraph, Run, Section
from tracktwo.reading.plain_text import UNSPACED, ends_sentence

SHORTEST = 40  # words that a paragraph has before a pause ends it
LONGEST = 120  # words, unless one sentence has more
PAUSE = 700  # ms between two sentences that part paragraphs
SILENCE = 3000  # ms that part them however short they are
NEAR = 500  # ms by which a chapter may begin after its first word
_MARKED = 0.01  # the share of words that end a sentence, below which a text has no punctuation
_ABBREVIATION = re.compile(r"(?:\w\.)+|(?:Dr|Mr|Mrs|Ms|Prof|St|vs|etc|e\.g|i\.e|No|Inc|Fig)\.", re.IGNORECASE)
_UNSPACED_END = re.compile(rf"[{UNSPACED}]\Z")
_UNSPACED_START = re.compile(f"[{UNSPACED}]")
_WORD = re.compile(r"\S+")
_LONG_WORD = 12  # characters of writing without spaces that count as a word more


@dataclass(frozen=True, slots=True)
class _Word:
    """A word: when it is said (ms), the silence before it (ms), whether white space stands before it.

    `turn` counts the changes of speaker up to here.
    """

    runs: tuple[Run, ...]
    start: int
    pause: int
    spaced: bool
    turn: int
    speaker: str | None
    begins_cue: bool

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def to_lesson(captions: Captions, chapters: Sequence[Cue] = ()) -> Lesson:
    """Return the lesson that captions are, with their language and remarks: a section for each chapter.

    A chapter is a cue whose text is its title. A paragraph belongs to the chapter in which it begins; what is
    said before the first one has no title.
    """
    starts = [chapter.start for chapter in chapters]
    sections: list[tuple[int, list[Paragraph]]] = []
    for paragraph in to_paragraphs(captions.cues, starts):
        number = bisect_right(starts, (paragraph.start or 0) + NEAR)
        if not sections or sections[-1][0] != number:
            sections.append((number, []))
        sections[-1][1].append(paragraph)
    return Lesson(
        title=None,
        sections=tuple(
            Section(tuple(paragraphs), " ".join(chapters[number - 1].text.split()) if number else None)
            for number, paragraphs in sections
        ),
        language=captions.language,
        remarks=captions.remarks,
    )


def to_paragraphs(cues: Sequence[Cue], breaks: Sequence[int] = ()) -> Iterator[Paragraph]:
    """Yield the paragraphs of cues, each with the time of its first word, and its speaker where that changes.

    At each time in `breaks` (ms, ascending), a paragraph ends with the sentence that is being said.
    """
    speaker: str | None = None
    for words in _paragraphs(list(_words(cues)), breaks):
        named = words[0].speaker
        yield Paragraph(tuple(_joined(words)), words[0].start, named if named != speaker else None)
        speaker = named


def _words(cues: Sequence[Cue]) -> Iterator[_Word]:
    turn, speaker = 0, None
    ended = cues[0].start if cues else 0
    before = ""
    for cue in cues:
        if cue.speaker is not None and (cue.speaker != speaker or not cue.speaker):
            turn, speaker = turn + 1, cue.speaker or None
        text = cue.text
        span = max(cue.end - cue.start, 0)
        for number, match in enumerate(_WORD.finditer(text)):
            start = cue.start + span * match.start() // len(text)
            glued = not number and _UNSPACED_END.search(before) and _UNSPACED_START.match(match[0])
            pause = max(cue.start - ended, 0) if not number else 0
            runs = tuple(_cut(cue.runs, match.start(), match.end()))
            yield _Word(runs, start, pause, not glued, turn, speaker, not number)
            before = match[0]
        ended = max(ended, cue.end)


def _cut(runs: Sequence[Run], start: int, end: int) -> Iterator[Run]:
    """Yield what runs have between two offsets of their text."""
    at = 0
    for run in runs:
        part = run.text[max(start - at, 0) : max(end - at, 0)]
        if part:
            yield replace(run, text=part)
        at += len(run.text)


def _paragraphs(words: Sequence[_Word], breaks: Sequence[int]) -> Iterator[list[_Word]]:
    marked = sum(ends_sentence(word.text) for word in words) >= _MARKED * len(words)
    paragraph: list[_Word] = []
    count = 0
    for sentence in _sentences(words, marked=marked):
        first, size = sentence[0], sum(map(_size, sentence))
        enough = count >= SHORTEST and (first.pause >= PAUSE or count + size > LONGEST)
        chapter = bisect_right(breaks, first.start + NEAR)
        begins = chapter != bisect_right(breaks, paragraph[0].start + NEAR) if paragraph else False
        if begins or (paragraph and (first.turn != paragraph[-1].turn or first.pause >= SILENCE or enough)):
            yield paragraph
            paragraph, count = [], 0
        paragraph += sentence
        count += size
    if paragraph:
        yield paragraph


def _sentences(words: Sequence[_Word], *, marked: bool) -> Iterator[list[_Word]]:
    """Yield sentences; where a text has no punctuation, what is said between two pauses, or in one cue."""
    sentence: list[_Word] = []
    for number, word in enumerate(words):
        after = words[number + 1] if number + 1 < len(words) else None
        sentence.append(word)
        ends = _ends(word, after) if marked else after is None or after.begins_cue
        too_long = len(sentence) >= LONGEST and after is not None and after.begins_cue
        if after is None or ends or after.turn != word.turn or after.pause >= SILENCE or too_long:
            yield sentence
            sentence = []


def _ends(word: _Word, after: _Word | None) -> bool:
    """Tell whether a word ends a sentence: a full stop before a small letter or a number may abbreviate."""
    if not ends_sentence(word.text):
        return False
    follows = after.text[:1] if after else ""
    if word.text.endswith("…") or word.text.endswith("..."):
        return not follows.islower()
    return not (_ABBREVIATION.fullmatch(word.text) and (follows.islower() or follows.isdigit()))


def _size(word: _Word) -> int:
    return 1 + (len(word.text) // _LONG_WORD if _UNSPACED_START.search(word.text) else 0)


def _joined(words: Sequence[_Word]) -> Iterator[Run]:
    """Yield the runs of a paragraph; the space between two words in one look belongs to it."""
    parts: list[Run] = []
    for number, word in enumerate(words):
        if number and word.spaced:
            alike = parts[-1].emphasis == word.runs[0].emphasis
            parts.append(Run(" ", parts[-1].emphasis if alike else ""))
        parts += word.runs
    for emphasis, runs in groupby(parts, key=lambda run: run.emphasis):
        yield Run("".join(run.text for run in runs), emphasis)
