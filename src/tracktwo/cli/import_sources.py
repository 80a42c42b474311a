"""What `tracktwo import` is given: a lesson and lists of terms, read together."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import click

from tracktwo.cli.catalogue.documents import path_below, recording_paths
from tracktwo.cli.catalogue.table import Catalogue, read_catalogue
from tracktwo.cli.files_and_messages import MissingOption, read_file
from tracktwo.model.problem import invalid
from tracktwo.model.problem_formats import count
from tracktwo.model.recording import RECORDING_KEYS
from tracktwo.reading.captions.cues import read_captions
from tracktwo.reading.formats import AS_WRITTEN, read_lesson, read_term_list
from tracktwo.reading.prose.paragraph_breaks import USUAL_LENGTH, ParagraphLength
from tracktwo.reading.terms.lists import name_terms
from tracktwo.reading.text.decoding import read_text
from tracktwo.reading.text.lesson import Cue, Lesson, TermEntry

REMEDY = "give captions, a transcript, the text file that the page was pasted into, or a list of terms"
NAME_TERM = click.option(
    "--name-term",
    "names",
    multiple=True,
    metavar="TEXT",
    help="The term of a definition that has lost its own; once for each of them, in order.",
)
MAX_EXCERPT = 60  # characters of a definition that tell which one it is


class SourceReader(NamedTuple):
    """How a lesson is read.

    `paragraph` is about how many words its paragraphs shall have: half as many more, or less, is as good.
    `speakers` are other names for speakers, None for none at all; `encoding` is that of the source.
    """

    language: str | None
    paragraph: int | None = None
    clean: bool = False
    speakers: Mapping[str, str] | None = AS_WRITTEN
    encoding: str | None = None

    def read(
        self, source: Path | None, chapters: Path | None = None, term_files: Sequence[Path] = ()
    ) -> Lesson:
        """Read a lesson and lists of terms; a list alone is a lesson without paragraphs."""
        titles: tuple[Cue, ...] = ()
        if chapters:
            data = read_file(chapters, remedy="give the WebVTT file of the chapters")
            titles = read_captions(read_text(data, str(chapters))[0], str(chapters)).cues
        lesson = Lesson(None)
        if source:
            half = (self.paragraph or 0) // 2
            lesson = read_lesson(
                read_file(source, remedy=REMEDY),
                str(source),
                titles,
                language=self.language,
                length=ParagraphLength(half, self.paragraph + half) if self.paragraph else USUAL_LENGTH,
                clean=self.clean,
                speakers=self.speakers,
                encoding=self.encoding,
            )
        # What was left out of the lists is added to the lesson's problems.
        terms, problems = lesson.terms, lesson.problems
        for path in term_files:
            data = read_file(path, remedy="give a list of terms")
            more, odd = read_term_list(data, str(path), self.language)
            terms, problems = terms + more, problems + odd
        return replace(lesson, language=self.language or lesson.language, terms=terms, problems=problems)


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


def read_table(path: Path, docs: Path) -> Catalogue:
    """Read the table of the lessons of a site whose documents are in `docs`."""
    return read_catalogue(read_file(path, remedy="give the table of the lessons"), path, docs)


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
    given |= recording_paths({name: given[name] for name in RECORDING_KEYS if name in given}, docs)
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
