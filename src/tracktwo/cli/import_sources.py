"""What `tracktwo import` is given: a lesson and lists of terms, read together."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tracktwo.cli.failures import NeedsOption, Unusable, count, read_file

if TYPE_CHECKING:
    from tracktwo.reading.text.lesson import Captions, Cue, Lesson, Remark, TermEntry

REMEDY = "give captions, a transcript, the text file that the page was pasted into, or a list of terms"
_BEGIN = 100  # characters of a file, in which an SRT has its first times
BEGINNING = 60  # characters of a definition that tell which one it is


def read_sources(
    source: Path | None,
    chapters: Path | None,
    term_files: Sequence[Path],
    *,
    language: str | None,
    paragraph: int | None,
    clean: bool,
    step: Callable[[str], None],
) -> Lesson:
    """Read a lesson and lists of terms; a list alone is a lesson without paragraphs.

    `paragraph` is about how many words its paragraphs shall have: half as many more, or less, is as good.
    `step` is told what begins.
    """
    from tracktwo.reading.formats import read_lesson
    from tracktwo.reading.prose.paragraph_breaks import Length
    from tracktwo.reading.text.lesson import Lesson

    length = Length(paragraph // 2, paragraph + paragraph // 2) if paragraph else Length()
    lesson = Lesson(None)
    if source:
        titles = _chapters(chapters) if chapters else ()
        lesson = _placed(
            read_file(
                source,
                lambda data, name: read_lesson(
                    data, name, titles, language=language, length=length, clean=clean, step=step
                ),
                remedy=REMEDY,
            ),
            source,
        )
    if lesson.cues is None and (chapters or paragraph or clean):
        message = (
            "there are no captions; leave out --chapters, --paragraph and --clean, which are for captions"
        )
        raise Unusable(f"{source}: {message}" if source else message)
    lesson = replace(lesson, language=language or lesson.language)
    return _with_terms(lesson, term_files, language)


def _chapters(path: Path) -> tuple[Cue, ...]:
    from tracktwo.reading.captions.cues import read_captions
    from tracktwo.reading.text.decoding import read_text

    def read(data: bytes, file: str) -> Captions:
        return read_captions(read_text(data, file)[0], file)

    return read_file(path, read, remedy="give the WebVTT file of the chapters").cues


def _with_terms(lesson: Lesson, files: Sequence[Path], language: str | None) -> Lesson:
    """Add the terms of lists to those of the source, and what was left out of them to its remarks."""
    from tracktwo.reading.captions.blocks import is_webvtt
    from tracktwo.reading.captions.srt import is_srt
    from tracktwo.reading.terms.lists import read_terms
    from tracktwo.reading.text.decoding import read_text
    from tracktwo.reading.text.lesson import Lesson, ReadingError

    def read(data: bytes, file: str) -> tuple[tuple[TermEntry, ...], tuple[Remark, ...]]:
        text, _ = read_text(data, file)
        if is_webvtt(text) or is_srt(text[:_BEGIN]):
            remedy = "give a list of terms here, and the captions as the lesson"
            raise ReadingError("these are captions, and no list of terms", file, 1, remedy=remedy)
        return read_terms(text, file, language)

    for path in files:
        terms, remarks = read_file(path, read, remedy="give a list of terms")
        found = _placed(Lesson(None, terms=terms, remarks=remarks), path)
        lesson = replace(
            lesson, terms=(*lesson.terms, *found.terms), remarks=(*lesson.remarks, *found.remarks)
        )
    return lesson


def _placed(lesson: Lesson, path: Path) -> Lesson:
    """Say of all terms and remarks which file they are from."""
    file = str(path)
    return replace(
        lesson,
        terms=tuple(replace(term, file=file) for term in lesson.terms),
        remarks=tuple(replace(remark, file=file) for remark in lesson.remarks),
    )


def named(lesson: Lesson, names: Sequence[str]) -> Lesson:
    """Give the names to the definitions that have lost their term; one that is left over is never guessed."""
    from tracktwo.reading.terms.lists import name_terms

    nameless = [term for term in lesson.terms if term.headword is None]
    if not all(name.strip() for name in names):
        raise Unusable("--name-term is empty; write the term between the quotes")
    if len(names) > len(nameless):
        given, needed = count(len(names), "time"), count(len(nameless), "definition")
        raise Unusable(f"--name-term is given {given} for {needed} without a term; leave out the rest")
    if lost := nameless[len(names) :]:
        order = ", once for each, in this order" if len(lost) > 1 else ', as in --name-term "Diplomacy"'
        joined = "; if it goes on from the definition above it, join the two lines instead"
        above = joined if any(term.headword is None for term in lesson.terms[1:]) else ""
        raise NeedsOption("\n".join(map(_lost, lost)) + f'; add --name-term "TERM"{order}{above}')
    return replace(lesson, terms=name_terms(lesson.terms, [name.strip() for name in names]))


def _lost(term: TermEntry) -> str:
    beginning = textwrap.shorten(term.definition, BEGINNING, placeholder=" ...")
    return f'{term.file}:{term.line}: a definition without its term: "{beginning}"'
