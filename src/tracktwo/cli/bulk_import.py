"""`tracktwo import` of folders or several files: each becomes a lesson, and none stops another."""

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

import click

from tracktwo.cli.bulk_report import BulkReport, Outcome
from tracktwo.cli.catalogue.folders import files_below, recordings_beside
from tracktwo.cli.catalogue.page_names import page_name, page_names, readable_title
from tracktwo.cli.catalogue.processes import in_processes
from tracktwo.cli.catalogue.talks import AUDIO, Talk, find_talks
from tracktwo.cli.documents import check_inside, docs_folder, glossary_near, path_below
from tracktwo.cli.failures import MissingOption, write_files
from tracktwo.cli.import_files import Plan, current, off_nav, page_text, plan, write
from tracktwo.cli.import_report import figures, missing, turns
from tracktwo.cli.import_sources import with_metadata
from tracktwo.model.problem import InvalidInput, Problem
from tracktwo.model.whole_files import FileChanged
from tracktwo.reading.text.lesson import Lesson

Reader = Callable[[Path, Path | None], Lesson]  # of a source, and a track of chapters


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A talk, the page that it becomes, and what its front matter shall say."""

    talk: Talk
    page: Path
    values: Mapping[str, object]
    problems: tuple[Problem, ...] = ()


class Writing(NamedTuple):
    """How pages are written: with `force` over others, with `dry_run` not at all."""

    force: bool
    dry_run: bool


def import_many(
    sources: Sequence[Path],
    into: Path,
    *,
    values: Mapping[str, object],
    language: str | None,
    read: Reader,
    terms: Lesson,
    writing: Writing,
    quiet: bool,
) -> BulkReport:
    """Make a lesson of each talk in some files and folders, and return what became of them.

    Args:
        sources: Files and folders.
        into: The folder of the lessons.
        values: What the front matter of all says.
        language: Which captions are read of a talk that has some in several.
        read: How a source is read.
        terms: A lesson of lists of terms alone, which go into the glossary with those of the sources.
        writing: How pages are written.
        quiet: Whether no bar shows how far it is.

    """
    jobs, notices = _jobs(sources, into, values, language)
    if not (jobs or notices or terms.terms):
        raise MissingOption(f"there is nothing to import in {', '.join(map(str, sources))}")
    work = partial(_import, read=read, docs=docs_folder(into), writing=writing)
    with click.progressbar(
        in_processes(work, jobs, _ended),
        length=len(jobs),
        label="Importing",
        file=sys.stderr,
        hidden=quiet,
    ) as outcomes:
        done = list(outcomes)
    all_terms = (*terms.terms, *(term for outcome in done for term in outcome.terms))
    pages = [outcome.page for outcome in done if outcome.page]
    lists = replace(terms, terms=all_terms)
    glossary = _add_terms(lists, glossary_near(into), writing) if pages or all_terms else None
    return BulkReport(
        outcomes=tuple(done),
        notices=tuple(notices),
        glossary=glossary,
        off_nav=tuple(filter(None, map(off_nav, pages))),
        dry_run=writing.dry_run,
    )


def _jobs(
    sources: Sequence[Path], into: Path, values: Mapping[str, object], language: str | None
) -> tuple[list[Job], list[Problem]]:
    """Return what there is to do, in the order of the files, and what is odd about these."""
    problems: list[Problem] = []
    talks: dict[Path, Talk] = {}
    for root, found in _roots(sources, into, problems):
        some, alone = find_talks(root, found, named=sources, language=language)
        problems += [one for one in alone if root in sources or Path(one.file) in sources]
        talks = {talk.source.absolute(): talk for talk in some} | talks
    in_order = list(talks.values())
    docs = docs_folder(into)
    pages = _pages(in_order, into)
    return [_job(talk, page, values, docs) for talk, page in zip(in_order, pages, strict=True)], problems


def _roots(sources: Sequence[Path], into: Path, problems: list[Problem]) -> Iterator[tuple[Path, list[Path]]]:
    """Yield each folder below which pages lie as their files do, and its files."""
    alone: dict[Path, list[Path]] = defaultdict(list)
    for source in sources:
        if not source.is_dir():
            alone[source.parent].append(source)
            continue
        below = list(files_below(source, docs_folder(into)))
        problems += [found for found in below if isinstance(found, Problem)]
        yield source, [found for found in below if isinstance(found, Path)]
    for folder, files in alone.items():
        yield folder, [*files, *recordings_beside(files)]


def _pages(talks: Sequence[Talk], into: Path) -> list[Path]:
    """Return the page of each talk, in a folder that is called as its own."""
    by_folder: dict[Path, list[int]] = defaultdict(list)
    for number, talk in enumerate(talks):
        by_folder[into.joinpath(*map(page_name, Path(talk.folder).parts))].append(number)
    pages: dict[int, Path] = {}
    for folder, numbers in by_folder.items():
        names = page_names([talks[number].name for number in numbers])
        pages |= {n: folder / f"{name}.md" for n, name in zip(numbers, names, strict=True)}
    return [pages[number] for number in range(len(talks))]


def _job(talk: Talk, page: Path, values: Mapping[str, object], docs: Path) -> Job:
    """Return what there is to do for a talk, and what its readers miss of what lies beside it."""
    message = f"not read: {talk.source.name} is of the same talk"
    problems = [Problem(str(path), 0, "same-talk", "notice", message) for path in talk.unread]
    recording: dict[str, object] = {}
    place = talk.recording and path_below(docs, talk.recording)
    if place:
        beside = {"descriptions": talk.descriptions, "captions": talk.captions}
        recording["audio" if Path(place).suffix.lower() in AUDIO else "video"] = place
        recording |= {
            name: below for name, path in beside.items() if path and (below := path_below(docs, path))
        }
    elif talk.recording:
        message, remedy = "no page can play this recording", f"move it below {docs}, and import with --force"
        problems.append(Problem(str(talk.recording), 0, "recording-elsewhere", "notice", message, remedy))
    return Job(talk=talk, page=page, values={**values, **recording}, problems=tuple(problems))


def _import(job: Job, *, read: Reader, docs: Path, writing: Writing) -> Outcome:
    """Make the page of one talk."""
    source = job.talk.source
    failed: Sequence[Problem]
    try:
        return _written(job, _lesson(job, read, docs), writing)
    except InvalidInput as error:
        failed = error.problems
    except Exception as error:
        failed = (_unexpected(source, f"{type(error).__name__}: {error}"),)
    errors = tuple(replace(problem, severity="error") for problem in failed)
    return Outcome(source=source, state="failed", problems=job.problems, errors=errors)


def _lesson(job: Job, read: Reader, docs: Path) -> Lesson:
    lesson = read(job.talk.source, job.talk.chapters)
    nameless = [term for term in lesson.terms if term.headword is None]
    if nameless:
        remedy = 'import this file by itself, with --name-term "TERM"'
        message, code = "a definition without its term", "definition-without-term"
        raise InvalidInput(
            *(Problem(term.file, term.line, code, "error", message, remedy) for term in nameless)
        )
    return with_metadata(lesson, job.values, job.talk.source, docs)


def _written(job: Job, lesson: Lesson, writing: Writing) -> Outcome:
    """Write the page of a lesson, unless it is as it was, or says something else and none is forced."""
    has_text = any(lesson.paragraphs)
    titled = replace(lesson, title=lesson.title or readable_title(job.talk.name))
    outcome = Outcome(
        source=job.talk.source,
        page=job.page if has_text else None,
        state="terms",
        title=titled.title or "",
        titled_by_name=has_text and not lesson.title,
        figures=figures(lesson),
        names=turns(lesson),
        missing=tuple(missing(lesson)),
        problems=(*job.problems, *lesson.problems),
        terms=lesson.terms,
    )
    if not has_text:
        return outcome
    check_inside(docs_folder(job.page.parent), job.page)
    text = page_text(titled, job.page)
    while True:
        there = current(job.page)
        if there == text.encode():
            return replace(outcome, state="unchanged")
        if there is not None and not writing.force:
            return replace(outcome, state="kept")
        try:
            if not writing.dry_run:
                write_files({job.page: text}, job.page, {job.page: there})
        except FileChanged:
            continue
        return replace(outcome, state="written")


def _add_terms(lists: Lesson, glossary: Path, writing: Writing) -> Plan:
    """Add the terms of all to the glossary, as it is when they are written."""
    make = partial(plan, lists, glossary, glossary)
    return make() if writing.dry_run else write(make, glossary)


def _ended(job: Job) -> Outcome:
    source = job.talk.source
    problem = _unexpected(source, "the system has ended the process that read it")
    return Outcome(source=source, state="failed", errors=(problem,))


def _unexpected(source: Path, what: str) -> Problem:
    remedy = "import this file by itself to see more, and report it to Tracktwo"
    return Problem(str(source), 0, "import-stopped", "error", f"the import stopped ({what})", remedy)
