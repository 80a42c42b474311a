"""`tracktwo import`: captions, or a lesson page copied as text, to Markdown."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracktwo.cli.failures import NeedsOption, Unusable, count, read_file, write_files

if TYPE_CHECKING:
    from tracktwo.reading.lesson import Captions, Lesson, TermEntry

BEGINNING = 60  # characters of a definition that tell which one it is


@click.command(name="import")
@click.argument("source", type=click.Path(path_type=Path))
@click.option(
    "--into",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FOLDER|FILE.md",
    help="Write transcript.md and glossary.md into this folder, or the lesson into this file.",
)
@click.option("--title", help="The lesson's title, which captions do not say.")
@click.option("--author", help="Who speaks, or wrote the lesson.")
@click.option("--objective", help="What one will understand.")
@click.option(
    "--chapters", type=click.Path(path_type=Path), help="WebVTT whose cues are the titles of sections."
)
@click.option(
    "--terms",
    "term_files",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A list of terms: CSV, TSV, YAML, Markdown, or terms and definitions on lines in turn.",
)
@click.option("--language", help="The language to take from a list of terms that has several.")
@click.option("--clean", is_flag=True, help="Take English hesitations out of captions, and say which.")
@click.option(
    "--name-term",
    "names",
    multiple=True,
    metavar="TEXT",
    help="The term of a definition that has lost its own; once for each of them, in order.",
)
@click.option("--force", is_flag=True, help="Overwrite what is there.")
@click.option("--dry-run", is_flag=True, help="Show what would be written; write nothing.")
def import_lesson(
    source: Path,
    into: Path,
    chapters: Path | None,
    term_files: tuple[Path, ...],
    names: tuple[str, ...],
    *,
    language: str | None,
    clean: bool,
    force: bool,
    dry_run: bool,
    title: str | None,
    author: str | None,
    objective: str | None,
) -> None:
    """Read SOURCE and write a lesson and its glossary as Markdown.

    SOURCE is WebVTT or SRT captions, a transcript with speakers or times as Markdown or plain text, or a
    lesson page copied as text; what it is, its content says.
    """
    lesson = _with_terms(_read(source, chapters, clean=clean), term_files, language)
    lesson = _named(lesson, names, source)
    lesson = replace(
        lesson,
        title=title or lesson.title,
        author=author or lesson.author,
        objective=objective or lesson.objective,
    )
    if lesson.title is None:
        raise NeedsOption(f'{source}: it does not say the title of the lesson; add --title "TITLE"')
    texts = _markdown(lesson, into)
    existing = [path for path in texts if os.path.lexists(path)]
    if dry_run:
        _show(texts, existing)
        return
    if existing and not force:
        raise NeedsOption(f"{_listed(existing)} already there; add --force to overwrite")
    write_files(texts, into)
    _report(lesson, list(texts))


def _with_terms(lesson: Lesson, files: Sequence[Path], language: str | None) -> Lesson:
    """Add the terms of lists to those of the source, and what was left out of them to its remarks."""
    from tracktwo.reading.plain_text import read_text
    from tracktwo.reading.term_lists import read_terms

    for path in files:
        terms, remarks = read_file(
            path,
            lambda data, file: read_terms(read_text(data, file)[0], file, language),
            remedy="give a list of terms",
        )
        lesson = replace(lesson, terms=(*lesson.terms, *terms), remarks=(*lesson.remarks, *remarks))
    return lesson


def _read(source: Path, chapters: Path | None, *, clean: bool) -> Lesson:
    from tracktwo.reading.captions import read_captions
    from tracktwo.reading.formats import read_lesson
    from tracktwo.reading.plain_text import read_text

    def read_chapters(data: bytes, file: str) -> Captions:
        return read_captions(read_text(data, file)[0], file)

    remedy = "give the WebVTT file of the chapters"
    titles = read_file(chapters, read_chapters, remedy=remedy).cues if chapters else ()
    return read_file(
        source,
        lambda data, file: read_lesson(data, file, titles, clean=clean),
        remedy="give captions, a transcript, or the text file that the page was pasted into",
    )


def _named(lesson: Lesson, names: Sequence[str], page: Path) -> Lesson:
    """Give the names to the definitions that have lost their term; one that is left over is never guessed."""
    from tracktwo.reading.term_lists import name_terms

    nameless = sum(term.headword is None for term in lesson.terms)
    if not all(name.strip() for name in names):
        raise Unusable("--name-term is empty; write the term between the quotes")
    if len(names) > nameless:
        given, needed = count(len(names), "time"), count(nameless, "definition")
        raise Unusable(
            f"{page}: --name-term is given {given} for {needed} without a term; leave out the rest"
        )
    terms = name_terms(lesson.terms, [name.strip() for name in names])
    if lost := [_lost(term, page) for term in terms if term.headword is None]:
        order = ", once for each, in this order" if len(lost) > 1 else ', as in --name-term "Diplomacy"'
        joined = "; if it goes on from the definition above it, join the two lines instead"
        above = joined if any(term.headword is None for term in terms[1:]) else ""
        raise NeedsOption("\n".join(lost) + f'; add --name-term "TERM"{order}{above}')
    return replace(lesson, terms=terms)


def _lost(term: TermEntry, page: Path) -> str:
    beginning = textwrap.shorten(term.definition, BEGINNING, placeholder=" ...")
    return f'{page}:{term.line}: a definition without its term: "{beginning}"'


def _markdown(lesson: Lesson, into: Path) -> dict[Path, str]:
    """Return what to write: a glossary that is there stays, where the lesson has no terms to add."""
    from tracktwo.reading.markdown import glossary_markdown, transcript_markdown

    page, folder = (into, into.parent) if into.suffix == ".md" else (into / "transcript.md", into)
    texts = {page: transcript_markdown(lesson)}
    glossary = folder / "glossary.md"
    if lesson.terms or not os.path.lexists(glossary):
        texts[glossary] = glossary_markdown(lesson)
    return texts


def _show(texts: Mapping[Path, str], existing: Sequence[Path]) -> None:
    for path, text in texts.items():
        note = " (already there; needs --force)" if path in existing else ""
        click.echo(f"Would write {path}{note}:\n\n{text}")


def _report(lesson: Lesson, paths: Sequence[Path]) -> None:
    words = sum(len(paragraph.text.split()) for paragraph in lesson.paragraphs)
    length = f"{count(words, 'word')} in {count(len(list(lesson.paragraphs)), 'paragraph')}"
    by = f" by {lesson.author}" if lesson.author else ""
    click.echo(f'Wrote {paths[0]}: "{lesson.title}"{by}, {length}')
    for path in paths[1:]:
        click.echo(f"Wrote {path}: {count(len(lesson.terms), 'term')}")
    sought = {"author": lesson.author, "objective": lesson.objective, "terms": lesson.terms}
    if missing := [name for name, found in sought.items() if not found]:
        click.echo(f"Not found in the source: {', '.join(missing)}")
    for kind, remarks in groupby(sorted(lesson.remarks, key=lambda r: r.kind), key=lambda r: r.kind):
        found = sorted(remark.line for remark in remarks)
        click.echo(f"Set aside or odd: {kind}, {count(len(found), 'time')}, first on line {found[0]}")
    click.echo(
        "Next: read both, add source: and license: at the top of the transcript, then run mkdocs build"
    )


def _listed(paths: Sequence[Path]) -> str:
    return f"{' and '.join(map(str, paths))} {'is' if len(paths) == 1 else 'are'}"
