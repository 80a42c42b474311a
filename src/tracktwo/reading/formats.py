"""What a source is, by its content and not by its name, and the lesson in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracktwo.reading.caption_blocks import is_webvtt
from tracktwo.reading.captions import read_captions
from tracktwo.reading.lesson import Cue, Lesson
from tracktwo.reading.pasted_page import is_pasted_page, read_pasted_page
from tracktwo.reading.plain_text import read_text
from tracktwo.reading.prose import to_lesson
from tracktwo.reading.rolling import unroll
from tracktwo.reading.subrip import is_srt
from tracktwo.reading.transcripts import read_transcript


def read_lesson(data: bytes, file: str, chapters: Sequence[Cue] = ()) -> Lesson:
    """Read captions (WebVTT, SRT), a transcript with speakers or times, or a lesson page copied as text.

    `file` is its name in messages.

    `chapters`, whose texts are titles, part a lesson of captions into sections. Raises ReadingError for what
    is neither, or cannot be read.
    """
    text, remarks = read_text(data, file)
    if is_webvtt(text) or is_srt(text):
        lesson = to_lesson(unroll(read_captions(text, file)), chapters)
        return replace(lesson, remarks=(*remarks, *lesson.remarks))
    if not is_pasted_page(text):
        transcript = read_transcript(text, file)
        if any(said.speaker or said.start is not None for said in transcript.paragraphs):
            return replace(transcript, remarks=(*remarks, *transcript.remarks))
    return read_pasted_page(data, file)
