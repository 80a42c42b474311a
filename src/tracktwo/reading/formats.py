"""What a source is, by its content and not by its name, and the lesson in it."""

from __future__ import annotations

from collections.abc import Sequence

from tracktwo.reading.captions import is_srt, is_webvtt, read_captions
from tracktwo.reading.lesson import Cue, Lesson
from tracktwo.reading.paragraphs import Length
from tracktwo.reading.pasted_page import read_pasted_page
from tracktwo.reading.plain_text import decode
from tracktwo.reading.prose import USUAL_LENGTH, to_lesson
from tracktwo.reading.recognisers import is_recogniser, read_recogniser
from tracktwo.reading.rolling import unroll
from tracktwo.reading.speaker_labels import name_speakers


def read_lesson(
    data: bytes,
    file: str,
    chapters: Sequence[Cue] = (),
    *,
    length: Length = USUAL_LENGTH,
    clean: bool = False,
) -> Lesson:
    """Read captions (WebVTT, SRT, a recogniser's JSON) or a lesson page copied as text.

    `file` is its name in messages. `chapters`, whose texts are titles, part a lesson of captions into
    sections; `length` is that of its paragraphs, and `clean` takes English hesitations out. Raises
    ReadingError for what is neither, or cannot be read.
    """
    text = decode(data, file)
    if is_webvtt(text) or is_srt(text):
        captions = unroll(read_captions(text, file))
    elif is_recogniser(text):
        captions = read_recogniser(text, file)
    else:
        return read_pasted_page(data, file)
    return to_lesson(name_speakers(captions), chapters, length=length, clean=clean)
