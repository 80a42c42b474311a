"""`tracktwo import` of folders, several files or a table: each becomes a lesson, and none stops another."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from tracktwo.cli.bulk_report import BulkReport, Outcome, State
from tracktwo.cli.catalogue.documents import check_inside, docs_folder, glossary_near
from tracktwo.cli.catalogue.jobs import Job, find_jobs
from tracktwo.cli.catalogue.navigation import Navigation, navigation_with
from tracktwo.cli.catalogue.page_names import readable_title
from tracktwo.cli.catalogue.processes import in_processes
from tracktwo.cli.catalogue.table import Catalogue
from tracktwo.cli.files_and_messages import MissingOption, anew_if_changed, write_files
from tracktwo.cli.import_files import Writing, carry_out, current, page_text
from tracktwo.cli.import_report import LessonFindings, find_in
from tracktwo.cli.import_sources import SourceReader, read_table, with_metadata
from tracktwo.model.problem import InvalidInput, Problem
from tracktwo.reading.text.lesson import Lesson


def import_many(
    sources: Sequence[Path],
    table: Path | None,
    into: Path,
    *,
    values: Mapping[str, object],
    reader: SourceReader,
    terms: Lesson,
    writing: Writing,
    quiet: bool,
) -> BulkReport:
    """Make a lesson of each talk in some files and folders, and in a table, and return what became of them.

    Args:
        sources: Files and folders.
        table: A row for each lesson, with its file and what its front matter says.
        into: The folder of the lessons.
        values: What the front matter of all says, where no row does.
        reader: How sources are read; of a talk that has captions in several languages, those in its own are.
        terms: A lesson of lists of terms alone, which go into the glossary with those of the sources.
        writing: How pages are written.
        quiet: Whether no bar shows how far it is.

    """
    catalogue = read_table(table, docs_folder(into)) if table else Catalogue()
    jobs, notices = find_jobs(sources, catalogue, into, values, reader.language)
    if not (jobs or notices or terms.terms):
        named = [*sources, *([table] if table else [])]
        raise MissingOption(f"there is nothing to import in {', '.join(map(str, named))}")
    work = partial(_import, reader=reader, docs=docs_folder(into), writing=writing)
    with click.progressbar(
        in_processes(work, jobs, _ended), length=len(jobs), label="Importing", file=sys.stderr, hidden=quiet
    ) as outcomes:
        done = list(outcomes)
    glossary = None
    all_terms = (*terms.terms, *(term for outcome in done for term in outcome.terms))
    pages = [outcome.page for outcome in done if outcome.page]
    if pages or all_terms:
        place = glossary_near(into)
        glossary = carry_out(replace(terms, terms=all_terms), place, writing, place)
    return BulkReport(
        outcomes=tuple(done),
        notices=tuple(notices),
        glossary=glossary,
        navigation=_add_to_nav(pages, into, writing),
        dry_run=writing.dry_run,
    )


def _import(job: Job, *, reader: SourceReader, docs: Path, writing: Writing) -> Outcome:
    """Make the page of one talk."""
    source, failed = job.talk.source, job.row.problems
    try:
        if not failed:
            return _written(job, _lesson(job, reader, docs), writing)
    except InvalidInput as error:
        failed = error.problems
    except Exception as error:
        failed = (_unexpected(source, f"{type(error).__name__}: {error}"),)
    errors = tuple(replace(problem, severity="error") for problem in failed)
    return Outcome(source=source, state="failed", found=LessonFindings(problems=job.problems), errors=errors)


def _lesson(job: Job, reader: SourceReader, docs: Path) -> Lesson:
    lesson = reader.read(job.talk.source, job.talk.chapters)
    nameless = [term for term in lesson.terms if term.headword is None]
    if nameless:
        remedy = 'import this file by itself, with --name-term "TERM"'
        message, code = "a definition without its term", "definition-without-term"
        problems = (Problem(term.file, term.line, code, "error", message, remedy) for term in nameless)
        raise InvalidInput(*problems)
    try:
        return with_metadata(lesson, job.values, job.talk.source, docs)
    except InvalidInput as error:
        if not job.row.line:
            raise
        at_row = (p.at(job.row.table, job.row.line) for p in error.problems)
        raise InvalidInput(*(replace(p, message=p.message.removeprefix("--")) for p in at_row)) from error


def _written(job: Job, lesson: Lesson, writing: Writing) -> Outcome:
    """Write the page of a lesson, unless it is as it was, or says something else and none is forced."""
    has_text = any(lesson.paragraphs)
    title, problems = lesson.title or readable_title(job.talk.name), (*job.problems, *lesson.problems)
    titled = replace(lesson, title=title, problems=problems)
    state: State = "terms"
    if has_text:
        check_inside(docs_folder(job.page.parent), job.page)
        state = _write_page(job.page, page_text(titled, job.page), writing)
    return Outcome(
        source=job.talk.source,
        page=job.page if has_text else None,
        state=state,
        found=find_in(titled),
        titled_by_name=has_text and not lesson.title,
        terms=lesson.terms,
    )


@anew_if_changed
def _write_page(page: Path, text: str, writing: Writing) -> State:
    there = current(page)
    if there == text.encode():
        return "unchanged"
    if there is not None and not writing.force:
        return "kept"
    if not writing.dry_run:
        write_files({page: text}, page, {page: there})
    return "written"


@anew_if_changed
def _add_to_nav(pages: Sequence[Path], into: Path, writing: Writing) -> Navigation:
    """Add pages to the navigation of their site, where that is a list that can be changed."""
    navigation = navigation_with(pages, into)
    if navigation.changed and not writing.dry_run:
        read = {navigation.file: navigation.text.encode()}
        write_files({navigation.file: navigation.changed.encode()}, navigation.file, read)
    return navigation


def _ended(job: Job) -> Outcome:
    source = job.talk.source
    problem = _unexpected(source, "the system has ended the process that read it")
    return Outcome(source=source, state="failed", errors=(problem,))


def _unexpected(source: Path, what: str) -> Problem:
    remedy = "import this file by itself to see more, and report it to Tracktwo"
    return Problem(str(source), 0, "import-stopped", "error", f"the import stopped ({what})", remedy)
