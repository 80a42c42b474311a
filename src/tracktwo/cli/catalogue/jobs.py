"""What an import of many has to do: each talk, the page that it becomes, and what its front matter says.

Its files are found below folders, in a table, and beside those that were named.
"""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from mimetypes import guess_type
from pathlib import Path

from tracktwo.cli.catalogue.documents import absolute, docs_folder, path_below
from tracktwo.cli.catalogue.page_names import natural_order, page_name, page_names
from tracktwo.cli.catalogue.table import Catalogue, CatalogueRow, recording_key
from tracktwo.cli.catalogue.talks import AUDIO, VIDEO, Talk, find_talks
from tracktwo.model.problem import Problem
from tracktwo.model.sources import inside

_OF_SYSTEMS = ("thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A talk, the page that it becomes, and what its front matter shall say; `row` is that of a table."""

    talk: Talk
    page: Path
    values: Mapping[str, object]
    problems: tuple[Problem, ...] = ()
    row: CatalogueRow = field(default_factory=CatalogueRow)


def find_jobs(
    sources: Sequence[Path],
    catalogue: Catalogue,
    into: Path,
    values: Mapping[str, object],
    language: str | None,
) -> tuple[list[Job], list[Problem]]:
    """Return what there is to do, in the order of the table and of the files, and what is odd about these."""
    docs = docs_folder(into)
    problems = [*catalogue.problems]
    problems += [problem for row in catalogue.rows if not row.file for problem in row.problems]
    listed = dict(_file_of(row) for row in catalogue.rows if row.file)
    talks: dict[Path, Talk] = {}
    named = {*sources, *listed}
    for root, found in _roots(sources, listed, docs, problems):
        some, alone = find_talks(root, found, named=named, language=language)
        problems += [one for one in alone if root in sources or Path(one.file) in named]
        talks = {absolute(talk.source): talk for talk in some} | talks
    by_key = {absolute(path): row for path, row in listed.items()}
    in_order = {key: talks[key] for key in by_key if key in talks} | talks
    pairs = [(talk, by_key.get(key, CatalogueRow())) for key, talk in in_order.items()]
    paged = zip(pairs, _pages(pairs, into), strict=True)
    return [_job(talk, page, row, docs, values) for (talk, row), page in paged], problems


def _roots(
    sources: Sequence[Path], listed: Mapping[Path, CatalogueRow], docs: Path, problems: list[Problem]
) -> Iterator[tuple[Path, list[Path]]]:
    """Yield each folder below which pages lie as their files do, and its files."""
    alone: dict[Path, list[Path]] = defaultdict(list)
    tables = {absolute(Path(row.table)) for row in listed.values()}
    for file, row in listed.items():
        alone[Path(row.table).parent].append(file)
    for source in sources:
        if not source.is_dir():
            alone[source.parent].append(source)
            continue
        below = list(_files_below(source, docs))
        problems += [found for found in below if isinstance(found, Problem)]
        yield source, [found for found in below if isinstance(found, Path) and absolute(found) not in tables]
    for folder, files in alone.items():
        yield folder, [*files, *_recordings_beside(files)]


def _pages(pairs: Sequence[tuple[Talk, CatalogueRow]], into: Path) -> list[Path]:
    """Return the page of each talk: where its row says, or in a folder that is called as its own."""
    by_folder: dict[Path, list[int]] = defaultdict(list)
    pages = [docs_folder(into) / row.page for _, row in pairs]
    for number, (talk, row) in enumerate(pairs):
        if not row.page:
            by_folder[into.joinpath(*map(page_name, Path(talk.folder).parts))].append(number)
    for folder, numbers in by_folder.items():
        for number, name in zip(numbers, page_names([pairs[n][0].name for n in numbers]), strict=True):
            pages[number] = folder / f"{name}.md"
    return pages


def _job(talk: Talk, page: Path, row: CatalogueRow, docs: Path, values: Mapping[str, object]) -> Job:
    """Return what there is to do for a talk, and what its readers miss of what lies beside it."""
    message = f"not read, since {talk.source.name} is of the same talk"
    remedy = "for a lesson of its own, give it by its name"
    problems = [Problem(str(path), 0, "same-talk", "notice", message, remedy) for path in talk.unread]
    # A row may name another, or the same.
    recording = None if {"video", "audio"} & row.values.keys() else talk.recording
    place = recording and path_below(docs, recording)
    beside: dict[str, str | None] = {}
    if place:
        named = {"descriptions": talk.descriptions, "captions": talk.captions}
        beside[recording_key(place)] = place
        beside |= {name: path_below(docs, path) for name, path in named.items() if path}
    elif recording:
        message, remedy = "no page can play this recording", f"move it below {docs}, and import with --force"
        problems.append(Problem(str(recording), 0, "recording-elsewhere", "notice", message, remedy))
    values = {**values, **{name: path for name, path in beside.items() if path}, **row.values}
    return Job(talk=talk, page=page, values=values, problems=tuple(problems), row=row)


def _files_below(folder: Path, docs: Path) -> Iterator[Path | Problem]:
    """Yield the files below a folder as people sort them, and what leads out of it, or is a picture.

    What is hidden is left out, or made by a system for itself, and below a site's documents each page: it is
    a lesson already, or none.
    """
    for above, folders, files in os.walk(folder):
        folders[:] = sorted((name for name in folders if not name.startswith(".")), key=natural_order)
        for name in sorted(files, key=natural_order):
            path = Path(above, name)
            hidden = name.startswith(".") or name.lower() in _OF_SYSTEMS
            if hidden or (name.lower().endswith(".md") and inside(docs, path.absolute())):
                continue
            if inside(folder, path.absolute()) is None:
                message, remedy = "this link leads out of the folder", "name the file that it leads to"
                yield Problem(str(path), 0, "leads-out", "error", message, remedy)
            elif (guess_type(name)[0] or "").startswith("image/"):
                yield Problem(str(path), 0, "picture", "notice", "a picture, which has no words to read")
            elif path.is_file():
                yield path


def _recordings_beside(files: Iterable[Path]) -> Iterator[Path]:
    """Yield the recordings in the folders of some files."""
    for folder in dict.fromkeys(file.parent for file in files):
        if folder.is_dir():
            beside = sorted(folder.iterdir(), key=lambda path: natural_order(path.name))
            yield from (path for path in beside if path.suffix.lower() in VIDEO | AUDIO and path.is_file())


def _file_of(row: CatalogueRow) -> tuple[Path, CatalogueRow]:
    """Return the file of a row, named from where its table lies; the row tells if it is not there."""
    folder, name = Path(row.table).parent, row.file
    if "\\" in name and not (folder / name).exists():
        name = name.replace("\\", "/")  # as Windows writes a path
    path = Path(os.path.normpath(folder / name))
    if path.is_file():
        return path, row
    there = [other.name for other in path.parent.iterdir()] if path.parent.is_dir() else []
    near = get_close_matches(path.name, there, 1)
    remedy = f"write `{near[0]}`, or put it there" if near else "put it there, or mend its name"
    message = f"file: {row.file[:80]}: there is no such file"
    problem = Problem(row.table, row.line, "file-not-found", "error", message, remedy)
    return path, replace(row, problems=(*row.problems, problem))
