"""What a source is, by its content and not by its name, and the lesson in it."""

from collections.abc import Sequence
from dataclasses import replace

from tracktwo.reading.captions.cues import read_captions
from tracktwo.reading.captions.rolling import unroll
from tracktwo.reading.captions.speaker_labels import name_speakers
from tracktwo.reading.captions.srt import is_srt
from tracktwo.reading.captions.webvtt import is_webvtt
from tracktwo.reading.prose.paragraph_breaks import USUAL_LENGTH, ParagraphLength
from tracktwo.reading.prose.to_lesson import to_lesson
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
    length: ParagraphLength = USUAL_LENGTH,
    clean: bool = False,
) -> Lesson:
    """Read captions, a recogniser's JSON, a transcript that people wrote, a pasted lesson page, or terms.

    Args:
        data: the source's bytes, in any encoding.
        file: its name in messages.
        chapters: cues whose texts are titles; they part a lesson of captions into sections.
        language: which of its languages is taken of a term list.
        length: of the paragraphs that are made of captions.
        clean: whether English hesitations are taken out of captions.

    Raises InvalidInput for what cannot be read.

    """
    text, problems = read_text(data, file)
    if captions := parse_captions(text, file):
        del data, text  # of a long recording they take much room, while the prose is made
        duration = max(cue.end for cue in captions.cues)
        lesson = to_lesson(normalize_captions(captions), chapters, length=length, clean=clean)
        lesson = replace(lesson, cues=captions.count, duration=duration)
    elif is_term_list(text):
        terms, set_aside = read_terms(text, file, language)
        lesson = Lesson(title=None, terms=terms, problems=set_aside)
    elif is_pasted_page(text):
        lesson = read_pasted_page(text, file)
    else:
        lesson = read_transcript(text, file)
        if not any(said.speaker or said.start is not None for said in lesson.paragraphs):
            lesson = read_pasted_page(text, file)
    return replace(lesson, problems=(*problems, *lesson.problems))


def find_captions(text: str, file: str) -> Captions | None:
    """Return the captions that a text is, each line once and with its speakers; None if it is none."""
    captions = parse_captions(text, file)
    return captions and normalize_captions(captions)


def parse_captions(text: str, file: str) -> Captions | None:
    """Return the captions that a text is, as they are written; None if it is none."""
    if is_webvtt(text) or is_srt(text):
        return read_captions(text, file)
    return read_recogniser(text, file) if is_recogniser(text) else None


def normalize_captions(captions: Captions) -> Captions:
    """Return captions with each line once, where they roll, and with the speakers that their text shows."""
    return name_speakers(captions if captions.from_recogniser else unroll(captions))
