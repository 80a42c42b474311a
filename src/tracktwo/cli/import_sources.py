"""What `tracktwo import` is given: a lesson and lists of terms, read together."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from tracktwo.cli.catalogue.documents import path_below, recording_paths
from tracktwo.cli.catalogue.table import Catalogue, read_catalogue
from tracktwo.cli.files_and_messages import MissingOption, read_file
from tracktwo.model.problem import invalid
from tracktwo.model.problem_formats import count
from tracktwo.reading.captions.cues import read_captions
from tracktwo.reading.formats import AS_WRITTEN, read_lesson, read_term_list
from tracktwo.reading.prose.paragraph_breaks import USUAL_LENGTH, ParagraphLength
from tracktwo.reading.terms.lists import name_terms
from tracktwo.reading.text.decoding import read_text
from tracktwo.reading.text.lesson import Cue, Lesson, TermEntry

REMEDY = "give captions, a transcript, the text file that the page was pasted into, or a list of terms"
RECORDING = ("video", "audio", "captions", "descriptions")
NAME_TERM = click.option(
    "--name-term",
    "names",
    multiple=True,
    metavar="TEXT",
    help="The term of a definition that has lost its own; once for each of them, in order.",
)
MAX_EXCERPT = 60  # characters of a definition that tell which one it is


def read_sources(
    source: Path | None,
    chapters: Path | None,
    term_files: Sequence[Path],
    *,
    language: str | None,
    paragraph: int | None,
    clean: bool,
    speakers: Mapping[str, str] | None = AS_WRITTEN,
    encoding: str | None = None,
) -> Lesson:
    """Read a lesson and lists of terms; a list alone is a lesson without paragraphs.

    `paragraph` is about how many words its paragraphs shall have: half as many more, or less, is as good.
    `speakers` are other names for speakers, None for none at all; `encoding` is that of the source.
    """
    length = ParagraphLength(paragraph // 2, paragraph + paragraph // 2) if paragraph else USUAL_LENGTH
    titles = _read_chapters(chapters) if chapters else ()
    lesson = Lesson(None)
    if source:
        data, name = read_file(source, remedy=REMEDY), str(source)
        lesson = read_lesson(
            data,
            name,
            titles,
            language=language,
            length=length,
            clean=clean,
            speakers=speakers,
            encoding=encoding,
        )
    lesson = replace(lesson, language=language or lesson.language)
    return _with_terms(lesson, term_files, language)


def renamed_speakers(options: Sequence[str]) -> Mapping[str, str]:
    """Return the names that `--speaker OLD=NEW` changes."""
    names = {}
    for option in options:
        old, equals, new = (part.strip() for part in option.partition("="))
        if not (old and equals and new):
            message, remedy = f"--speaker {option} says no two names", 'write it as in --speaker "OLD=NEW"'
            raise invalid(message, code="empty-option", remedy=remedy)
        names[old] = new
    return names


def _read_chapters(path: Path) -> tuple[Cue, ...]:
    text, _ = read_text(read_file(path, remedy="give the WebVTT file of the chapters"), str(path))
    return read_captions(text, str(path)).cues


def read_table(path: Path, docs: Path) -> Catalogue:
    """Read the table of the lessons of a site whose documents are in `docs`."""
    return read_catalogue(read_file(path, remedy="give the table of the lessons"), path, docs)


def _with_terms(lesson: Lesson, files: Sequence[Path], language: str | None) -> Lesson:
    """Add the terms of lists to those of the source, and what was left out of them to its problems."""
    for path in files:
        file = str(path)
        data = read_file(path, remedy="give a list of terms")
        terms, problems = read_term_list(data, file, language)
        lesson = replace(lesson, terms=lesson.terms + terms, problems=lesson.problems + problems)
    return lesson


def with_term_names(lesson: Lesson, names: Sequence[str]) -> Lesson:
    """Give names to the definitions that have lost their term; one that is left over is never guessed."""
    nameless = [term for term in lesson.terms if term.headword is None]
    if not all(name.strip() for name in names):
        remedy = "write the term between the quotes"
        raise invalid("--name-term is empty", code="empty-option", remedy=remedy)
    if len(names) > len(nameless):
        given, needed = count(len(names), "time"), count(len(nameless), "definition")
        message = f"--name-term is given {given} for {needed} without a term"
        raise invalid(message, code="too-many-names", remedy="leave out the rest")
    if lost := nameless[len(names) :]:
        order = ", once for each, in this order" if len(lost) > 1 else ', as in --name-term "Diplomacy"'
        joined = "; if it goes on from the definition above it, join the two lines instead"
        above = joined if any(term.headword is None for term in lesson.terms[1:]) else ""
        *first, last = map(_lost, lost)
        raise MissingOption(*first, f'{last}; add --name-term "TERM"{order}{above}')
    return replace(lesson, terms=name_terms(lesson.terms, [name.strip() for name in names]))


def with_metadata(lesson: Lesson, options: Mapping[str, Any], source: Path | None, docs: Path) -> Lesson:
    """Write at the top of a lesson what the options say, over what the source says."""
    given = {name: value for name, value in options.items() if value is not None and str(value).strip()}
    if ("video" in given or "audio" in given) and source and source.suffix.lower() == ".vtt":
        own = path_below(docs, source)
        given |= {"captions": own} if own and lesson.cues and "captions" not in given else {}
    given |= recording_paths({name: given[name] for name in RECORDING if name in given}, docs)
    several = isinstance(given.get("author"), list)  # which stay with what is not of every lesson
    return replace(
        lesson,
        title=given.pop("title", lesson.title),
        author=None if several else given.pop("author", lesson.author),
        objective=given.pop("objective", lesson.objective),
        metadata=tuple({**dict(lesson.metadata), **given}.items()),
    )


def _lost(term: TermEntry) -> str:
    beginning = textwrap.shorten(term.definition, MAX_EXCERPT, placeholder=" ...")
    return f'{term.file}:{term.line}: a definition without its term: "{beginning}"'
