"""Captions as prose: sentences and paragraphs by punctuation, pause and speaker, with their times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from tracktwo.reading.chapters import Chapter, chapter_starts
from tracktwo.reading.hesitations import without_hesitations
from tracktwo.reading.lesson import Captions, Lesson, Paragraph, Section
from tracktwo.reading.paragraphs import Length, paragraph_starts
from tracktwo.reading.passages import Passage, passages
from tracktwo.reading.rolling import unroll
from tracktwo.reading.speaker_labels import name_speakers
from tracktwo.reading.speech import speeches

USUAL_LENGTH = Length()


def to_lesson(
    captions: Captions,
    *,
    title: str | None = None,
    author: str | None = None,
    chapters: Sequence[Chapter] = (),
    length: Length = USUAL_LENGTH,
    clean: bool = False,
) -> Lesson:
    """Make captions a lesson to read.

    Every word stays, in order, but for the lines that rolling captions repeat and, with `clean`, English
    hesitations; remarks list both. Each paragraph has the time of its first word, in milliseconds, and its
    speaker where another one begins. A chapter begins with the sentence that begins nearest to it.
    """
    captions = name_speakers(unroll(captions))
    if clean:
        captions = without_hesitations(captions)
    spoken, remarks = speeches(captions.cues)
    chapters = sorted(chapters, key=lambda chapter: chapter.start)
    return Lesson(
        title=title,
        author=author,
        sections=tuple(_sections(passages(spoken, length.most), chapters, length)),
        language=captions.language,
        remarks=(*captions.remarks, *remarks),
    )


def _sections(said: Sequence[Passage], chapters: Sequence[Chapter], length: Length) -> Iterator[Section]:
    """Cut at the chapters; what is said before the first one has no heading."""
    speaker: str | None = None
    titles = (None, *(chapter.title for chapter in chapters))
    bounds = pairwise((0, *chapter_starts(chapters, said), len(said)))
    for title, (first, last) in zip(titles, bounds, strict=True):
        paragraphs = []
        for paragraph in _paragraphs(said[first:last], length):
            same = paragraph.speaker == speaker
            speaker = paragraph.speaker
            paragraphs.append(Paragraph(paragraph.runs, paragraph.start) if same else paragraph)
        if title is not None or paragraphs:
            yield Section(tuple(paragraphs), title)


def _paragraphs(said: Sequence[Passage], length: Length) -> Iterator[Paragraph]:
    for _, turn in groupby(said, key=lambda passage: id(passage.speech)):
        sayings = tuple(turn)
        speech = sayings[0].speech
        for first, last in pairwise((*paragraph_starts(sayings, length), len(sayings))):
            runs = speech.runs(sayings[first].start, sayings[last - 1].stop)
            yield Paragraph(runs, sayings[first].begins, speech.speaker)
