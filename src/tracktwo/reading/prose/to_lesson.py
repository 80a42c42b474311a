"""Captions as prose: sentences and paragraphs by punctuation, pause and speaker, with their times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from tracktwo.reading.prose.chapters import chapter_starts
from tracktwo.reading.prose.fillers import without_hesitations
from tracktwo.reading.prose.paragraph_breaks import Length, paragraph_starts
from tracktwo.reading.prose.passages import Passage, passages
from tracktwo.reading.prose.speech import speeches
from tracktwo.reading.text.lesson import Captions, Cue, Lesson, Paragraph, Section

USUAL_LENGTH = Length()


def to_lesson(
    captions: Captions, chapters: Sequence[Cue] = (), *, length: Length = USUAL_LENGTH, clean: bool = False
) -> Lesson:
    """Make captions a lesson to read.

    Every word stays, in order, but for English hesitations with `clean`, which remarks list. Each paragraph
    has the time of its first word, in milliseconds, and its speaker where another one begins. `chapters` are
    the cues of a chapters track (HTML: `<track kind=chapters>`): each begins a section, with the sentence
    that begins nearest to it.
    """
    if clean:
        captions = without_hesitations(captions)
    spoken, remarks = speeches(captions.cues)
    chapters = sorted(chapters, key=lambda chapter: chapter.start)
    return Lesson(
        title=None,
        sections=tuple(_sections(passages(spoken, length.most), chapters, length)),
        language=captions.language,
        remarks=(*captions.remarks, *remarks),
    )


def _sections(said: Sequence[Passage], chapters: Sequence[Cue], length: Length) -> Iterator[Section]:
    """Cut at the chapters; what is said before the first one has no heading."""
    speaker: str | None = None
    titles = (None, *(" ".join(chapter.text.split()) for chapter in chapters))
    starts = chapter_starts([chapter.start for chapter in chapters], said)
    for title, (first, last) in zip(titles, pairwise((0, *starts, len(said))), strict=True):
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
