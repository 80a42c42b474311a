"""What a source is, by its content and not by its name, and the lesson in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar

from tracktwo.model.problem import Problem, invalid
from tracktwo.reading.captions.chapters import refuse_other_tracks
from tracktwo.reading.captions.rolling import unroll
from tracktwo.reading.captions.speaker_labels import name_speakers, without_names
from tracktwo.reading.captions.srt import is_srt
from tracktwo.reading.captions.webvtt import is_webvtt
from tracktwo.reading.prose.paragraph_breaks import USUAL_LENGTH, ParagraphLength
from tracktwo.reading.prose.to_lesson import to_lesson
from tracktwo.reading.sources import as_captions, read_document
from tracktwo.reading.term_lists import read_terms
from tracktwo.reading.terms.detection import is_term_list
from tracktwo.reading.text.decoding import read_text
from tracktwo.reading.text.harmless import without_harmful_links
from tracktwo.reading.text.lesson import Captions, Cue, Lesson, Paragraph, TermList
from tracktwo.reading.text.notices import Notices
from tracktwo.reading.text.times import HOUR, LATE, clock
from tracktwo.reading.transcripts.course_page import is_pasted_page, read_pasted_page
from tracktwo.reading.transcripts.prose_only import is_data, refuse_what_is_no_prose
from tracktwo.reading.transcripts.transcripts import read_transcript

_BEGIN = 100  # characters of a file, in which an SRT has its first times
Said = TypeVar("Said", Cue, Paragraph)
AS_WRITTEN: Mapping[str, str] = MappingProxyType({})


def read_lesson(
    data: bytes,
    file: str,
    chapters: Sequence[Cue] = (),
    *,
    language: str | None = None,
    length: ParagraphLength = USUAL_LENGTH,
    clean: bool = False,
    speakers: Mapping[str, str] | None = AS_WRITTEN,
    encoding: str | None = None,
) -> Lesson:
    """Read captions, a recogniser's JSON, a transcript that people wrote, a pasted lesson page, or terms.

    Args:
        data: the source's bytes, in any encoding.
        file: its name in messages.
        chapters: cues whose texts are titles; they part a lesson of captions into sections.
        language: that of the lesson, where captions say another or none; of a term list in several, the one
            that is taken.
        length: of the paragraphs that are made of captions.
        clean: whether English hesitations are taken out of captions.
        speakers: other names for speakers; None names nobody, and leaves in the text what would.
        encoding: of the bytes, if it is known.

    Raises InvalidInput for what cannot be read.

    """
    content: Captions | str
    content, problems = _decoded(data, file, encoding)
    if isinstance(content, str) and not is_term_list(content):
        content = as_captions(content, file) or content
    if isinstance(content, Captions):
        refuse_other_tracks(content, file)
        content = _from_start(replace(content, language=language or content.language))
        duration, count = max(cue.end for cue in content.cues), content.count
        captions = normalize_captions(content, named=speakers is not None)
        captions = replace(captions, cues=_renamed(captions.cues, speakers or {}))
        del data, content  # of a long recording they take much room, while the prose is made
        lesson = to_lesson(captions, chapters, length=length, clean=clean)
        lesson = replace(lesson, cues=count, duration=duration)
    else:
        lesson = _read_text(content, file, language, speakers)
    return without_harmful_links(replace(lesson, problems=(*problems, *lesson.problems)), file)


def _from_start(captions: Captions) -> Captions:
    """Count the times of a tape, which broadcasters begin at ten, from the hour at which it begins."""
    first = min(cue.start for cue in captions.cues)
    begin = first - first % HOUR
    if first < LATE:
        return captions
    notices = Notices(captions.file)
    notices.add("times of a tape, counted from its hour", 1, clock(begin), code="times-of-tape")
    cues = (replace(one, start=one.start - begin, end=max(0, one.end - begin)) for one in captions.cues)
    return replace(captions, cues=tuple(cues), problems=(*captions.problems, *notices.found))


def _decoded(data: bytes, file: str, encoding: str | None) -> tuple[Captions | str, tuple[Problem, ...]]:
    content = read_document(data, file)
    return read_text(data, file, encoding) if content is None else (content, ())


def read_term_list(data: bytes, file: str, language: str | None = None) -> TermList:
    """Read a list of terms, whatever its form, and of several languages one.

    Raises InvalidInput for what cannot be read or paired, and for captions.
    """
    content, _ = _decoded(data, file, None)
    if isinstance(content, Captions) or is_webvtt(content) or is_srt(content[:_BEGIN]):
        message = "these are captions, and no list of terms"
        remedy = "give a list of terms here, and the captions as the lesson"
        raise invalid(message, code="captions-as-terms", file=file, line=1, remedy=remedy)
    return read_terms(content, file, language)


def _read_text(text: str, file: str, language: str | None, speakers: Mapping[str, str] | None) -> Lesson:
    if is_term_list(text):
        terms, set_aside = read_terms(text, file, language)
        return Lesson(title=None, terms=terms, problems=set_aside)
    lesson = read_transcript(text, file, named=speakers is not None)
    if is_data(file) or not any(said.speaker or said.start is not None for said in lesson.paragraphs):
        if is_pasted_page(text):
            return read_pasted_page(text, file)
        refuse_what_is_no_prose(text, file)
    return lesson.with_paragraphs(lambda said: _renamed(said, speakers or {}))


def _renamed(said: Iterable[Said], names: Mapping[str, str]) -> tuple[Said, ...]:
    """Give speakers their other names."""
    return tuple(
        replace(one, speaker=names[one.speaker]) if one.speaker and one.speaker in names else one
        for one in said
    )


def find_captions(text: str, file: str) -> Captions | None:
    """Return the captions that a text is, each line once and with its speakers; None if it is none."""
    captions = as_captions(text, file)
    return normalize_captions(captions) if isinstance(captions, Captions) else None


def normalize_captions(captions: Captions, *, named: bool = True) -> Captions:
    """Return captions with each line once, where they roll, and with the speakers that their text shows."""
    once = captions if captions.from_recogniser else unroll(captions)
    return name_speakers(once) if named else without_names(once)
