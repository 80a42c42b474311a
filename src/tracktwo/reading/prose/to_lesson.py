"""Captions as prose: sentences and paragraphs by punctuation, pause and speaker, with their times."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from math import inf

from tracktwo.reading.prose.caption_joins import UNSPACED_CHARACTER
from tracktwo.reading.prose.fillers import without_fillers
from tracktwo.reading.prose.paragraph_breaks import USUAL_LENGTH, ParagraphLength, paragraph_starts
from tracktwo.reading.prose.segments import Segment, segments
from tracktwo.reading.prose.speaker_turns import speaker_turns
from tracktwo.reading.text.lesson import Captions, Cue, Lesson, Paragraph, Section
from tracktwo.reading.text.notices import Notices

LOOP = 5  # times that nobody says the same on purpose


def to_lesson(
    captions: Captions,
    chapters: Sequence[Cue] = (),
    *,
    length: ParagraphLength = USUAL_LENGTH,
    clean: bool = False,
) -> Lesson:
    """Make captions a lesson to read.

    Every word stays, in order, but for English hesitations with `clean`, which notices list. Each paragraph
    has the time of its first word, in milliseconds, and its speaker where another one begins. `chapters` are
    the cues of a chapters track (HTML: `<track kind=chapters>`): each begins a section, with the sentence
    that begins nearest to it.
    """
    if clean:
        captions = without_fillers(captions)
    notices = Notices(captions.file)
    turns = speaker_turns(captions.cues, notices)
    spoken, punctuated = segments(turns, length.most)
    if not punctuated and not UNSPACED_CHARACTER.search(turns[0].text):
        message = "punctuation is missing: paragraphs begin at pauses"
        notices.add(message, captions.cues[0].line, code="no-punctuation")
    _note_loops(captions.cues, notices)
    chapters = sorted(chapters, key=lambda chapter: chapter.start)
    return Lesson(
        title=None,
        sections=tuple(_sections(spoken, chapters, length)),
        language=captions.language,
        problems=(*captions.problems, *notices.found),
    )


def _note_loops(cues: Sequence[Cue], notices: Notices) -> None:
    """Name what is said again and again in a row, as recognisers do that lost the thread; it is kept."""
    for text, group in groupby(cues, key=lambda cue: cue.text.casefold()):
        first, *again = group
        if len(again) + 1 >= LOOP and text.strip():
            message = "the same words again and again, perhaps a recogniser's"
            notices.add(message, first.line, f"{first.text} ({len(again) + 1} times)", code="words-loop")


def _sections(
    spoken: Sequence[Segment], chapters: Sequence[Cue], length: ParagraphLength
) -> Iterator[Section]:
    """Cut at the chapters; what is said before the first one has no heading."""
    speaker: str | None = None
    titles = (None, *(" ".join(chapter.text.split()) for chapter in chapters))
    starts = _chapter_starts([chapter.start for chapter in chapters], spoken)
    for title, (first, last) in zip(titles, pairwise((0, *starts, len(spoken))), strict=True):
        paragraphs = []
        for paragraph in _paragraphs(spoken[first:last], length):
            same = paragraph.speaker == speaker
            speaker = paragraph.speaker
            paragraphs.append(Paragraph(paragraph.runs, paragraph.start) if same else paragraph)
        if title is not None or paragraphs:
            yield Section(tuple(paragraphs), title)


def _chapter_starts(chapters: Sequence[int], spoken: Sequence[Segment]) -> list[int]:
    """Return, for each chapter's start (ms, ascending), the index of the segment it begins with.

    That is the one whose beginning is nearest; in a silence, the one after it. A chapter after the last word
    has the index after the last.
    """
    begins = [*(segment.begins for segment in spoken), inf]
    ends = [-inf, *(segment.ends for segment in spoken)]

    def distance(start: int, at: int) -> float:
        return start - begins[at] if start > begins[at] else max(0, ends[at] - start)

    nearest = (min(range(len(begins)), key=lambda at: distance(start, at)) for start in chapters)
    return list(accumulate(nearest, max))


def _paragraphs(spoken: Sequence[Segment], length: ParagraphLength) -> Iterator[Paragraph]:
    for _, group in groupby(spoken, key=lambda segment: id(segment.turn)):
        of_turn = tuple(group)
        turn = of_turn[0].turn
        for first, last in pairwise((*paragraph_starts(of_turn, length), len(of_turn))):
            runs = turn.runs_between(of_turn[first].start, of_turn[last - 1].stop)
            yield Paragraph(runs, of_turn[first].begins, turn.speaker)
