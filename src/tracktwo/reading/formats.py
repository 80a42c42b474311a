"""What a source is, by its content and not by its name, and the lesson in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from tracktwo.reading.captions.blocks import is_webvtt
from tracktwo.reading.captions.cues import read_captions
from tracktwo.reading.captions.rolling import unroll
from tracktwo.reading.captions.speaker_labels import name_speakers
from tracktwo.reading.captions.srt import is_srt
from tracktwo.reading.prose.paragraph_breaks import Length
from tracktwo.reading.prose.to_lesson import USUAL_LENGTH, to_lesson
from tracktwo.reading.recognisers.asr_json import is_recogniser, read_recogniser
from tracktwo.reading.terms.detection import is_term_list
from tracktwo.reading.terms.lists import read_terms
from tracktwo.reading.text.decoding import read_text
from tracktwo.reading.text.lesson import Captions, Cue, Lesson
from tracktwo.reading.transcripts.course_page import is_pasted_page, read_pasted_page
from tracktwo.reading.transcripts.transcripts import read_transcript


def read_lesson(
    data: bytes,
    file: str,
    chapters: Sequence[Cue] = (),
    *,
    language: str | None = None,
    length: Length = USUAL_LENGTH,
    clean: bool = False,
    step: Callable[[str], None] = lambda _: None,
) -> Lesson:
    """Read captions, a recogniser's JSON, a transcript that people wrote, a pasted lesson page, or terms.

    `file` is its name in messages. `chapters`, whose texts are titles, part a lesson of captions into
    sections; `length` is that of its paragraphs; `clean` takes English hesitations out of it. `language`
    chooses among those of a term list. `step` is told when paragraphs begin to be made. Raises
    ReadingError for what cannot be read.
    """
    text, remarks = read_text(data, file)
    if captions := _written(text, file):
        cues = len(captions.cues) if is_recogniser(text) else len({cue.line for cue in captions.cues})
        duration = max(cue.end for cue in captions.cues)
        captions = _said(captions, text)
        del data, text  # of a long recording they take much room, while the prose is made
        step("making paragraphs")
        lesson = to_lesson(captions, chapters, length=length, clean=clean)
        lesson = replace(lesson, cues=cues, duration=duration)
    elif is_term_list(text):
        terms, odd = read_terms(text, file, language)
        lesson = Lesson(title=None, terms=terms, remarks=odd)
    elif is_pasted_page(text):
        return read_pasted_page(data, file)
    else:
        lesson = read_transcript(text, file)
        if not any(said.speaker or said.start is not None for said in lesson.paragraphs):
            return read_pasted_page(data, file)
    return replace(lesson, remarks=(*remarks, *lesson.remarks))


def find_captions(text: str, file: str) -> Captions | None:
    """Return the captions that a text is, each line once and with its speakers; None if it is none."""
    captions = _written(text, file)
    return captions and _said(captions, text)


def _written(text: str, file: str) -> Captions | None:
    if is_webvtt(text) or is_srt(text):
        return read_captions(text, file)
    return read_recogniser(text, file) if is_recogniser(text) else None


def _said(captions: Captions, text: str) -> Captions:
    return name_speakers(captions if is_recogniser(text) else unroll(captions))
