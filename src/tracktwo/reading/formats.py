"""What a source is, by its content and not by its name, and the lesson in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracktwo.reading.caption_blocks import is_webvtt
from tracktwo.reading.captions import read_captions
from tracktwo.reading.lesson import Captions, Cue, Lesson
from tracktwo.reading.pasted_page import is_pasted_page, read_pasted_page
from tracktwo.reading.plain_text import read_text
from tracktwo.reading.prose import to_lesson
from tracktwo.reading.recognisers import is_recogniser, read_recogniser
from tracktwo.reading.rolling import unroll
from tracktwo.reading.speaker_labels import name_speakers
from tracktwo.reading.subrip import is_srt
from tracktwo.reading.transcripts import read_transcript


def read_lesson(data: bytes, file: str, chapters: Sequence[Cue] = (), *, clean: bool = False) -> Lesson:
    """Read captions, a recogniser's JSON, a transcript that people wrote, or a lesson page copied as text.

    `file` is its name in messages. `chapters`, whose texts are titles, part a lesson of captions into
    sections; `clean` takes English hesitations out of it. Raises ReadingError for what cannot be read.
    """
    text, remarks = read_text(data, file)
    if captions := find_captions(text, file):
        del data, text  # of a long recording they take much room, while the prose is made
        lesson = to_lesson(captions, chapters, clean=clean)
        return replace(lesson, remarks=(*remarks, *lesson.remarks))
    if not is_pasted_page(text):
        transcript = read_transcript(text, file)
        if any(said.speaker or said.start is not None for said in transcript.paragraphs):
            return replace(transcript, remarks=(*remarks, *transcript.remarks))
    return read_pasted_page(data, file)


def find_captions(text: str, file: str) -> Captions | None:
    """Return the captions that a text is, each line once and with its speakers; None if it is none."""
    if is_webvtt(text) or is_srt(text):
        return name_speakers(unroll(read_captions(text, file)))
    return name_speakers(read_recogniser(text, file)) if is_recogniser(text) else None
