"""What a table of lessons says otherwise than their front matter, and the pages as the table has them."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tracktwo.cli.catalogue.documents import path_below
from tracktwo.cli.catalogue.jobs import find_jobs
from tracktwo.cli.catalogue.table import META, Catalogue, CatalogueRow
from tracktwo.model.lesson import read_lesson_meta, text_of
from tracktwo.model.markdown.front_matter import read_front_matter
from tracktwo.model.markdown.front_matter_update import with_values
from tracktwo.model.markdown.headings import first_title
from tracktwo.model.problem import Problem
from tracktwo.model.recording import RECORDING_KEYS
from tracktwo.model.sources import displayed, inside

_FIELDS = {"author": "authors", "lang": "language"}  # as a lesson has them, where that is another name
_INSTEAD = {"video": "audio", "audio": "video"}


@dataclass(frozen=True)
class ComparedPage:
    """A lesson that differs from its row; `changed` is the page as the row has it, None if it cannot be."""

    file: Path
    data: bytes
    problems: tuple[Problem, ...]
    changed: bytes | None

    def after_update(self) -> Iterator[Problem]:
        """Yield what there is to say when the page has been written, or could not be."""
        for one in self.problems:
            if self.changed is None:
                remedy = "write it by hand: there is more in this front matter than --update could keep"
                yield replace(one, remedy=remedy)
            else:
                message = f"{one.message}, which is written here now"
                yield replace(one, code="catalogue-written", severity="notice", message=message, remedy="")


def compare(catalogue: Catalogue, docs: Path) -> tuple[list[ComparedPage], list[Problem]]:
    """Return the lessons that differ from a table, and what is wrong with the table itself.

    A row's lesson is the page that it names, or the one that an import makes of its file, wherever that lies.
    Raises OSError for a page that cannot be read.
    """
    compared: list[ComparedPage] = []
    problems = [*catalogue.problems]
    lines: dict[Path, int] = {}
    for row, page in _pages(catalogue, docs):
        # What a lesson was made of may be anywhere by now.
        wrong = [replace(one, severity="error") for one in row.problems if one.code != "file-not-found"]
        if not wrong and (page is None or page in lines):
            what = f"it is that of line {lines[page]}" if page else "no lesson is called so, or several are"
            remedy = "import it with --table, or say in a column `page` where it lies below the documents"
            message = f"{row.page or row.file}: {what}"
            wrong = [Problem(row.table, row.line, "lesson-not-found", "warning", message, remedy)]
        elif not wrong and page:
            lines[page] = row.line
            compared += _compared(row, page)
        problems += wrong
    return compared, problems


def _pages(catalogue: Catalogue, docs: Path) -> Iterator[tuple[CatalogueRow, Path | None]]:
    """Yield each row with its lesson below the documents."""
    yield from ((row, None) for row in catalogue.rows if not row.file)
    jobs, _ = find_jobs([], catalogue, docs, {}, None)
    wanted = [_listed_page(job.row, docs) or job.page for job in jobs]
    there: dict[str, list[Path]] = defaultdict(list)
    for page in sorted(docs.rglob("*.md")):
        if inside(docs, page):
            there[page.name].append(page)
    names = Counter(page.name for page in wanted)
    for job, page in zip(jobs, wanted, strict=True):
        called = there[page.name]
        end = page.relative_to(docs).parts
        deeper = [other for other in called if other.parts[-len(end) :] == end]
        found = ([page] if page in called else []) or deeper or (called if names[page.name] == 1 else [])
        yield job.row, found[0] if len(found) == 1 else None


def _listed_page(row: CatalogueRow, docs: Path) -> Path | None:
    """Return the page that a row has as its file, if it is one."""
    below = (path_below(docs, folder / row.file) for folder in (Path(row.table).parent, docs))
    pages = (docs / path for path in below if path and path.lower().endswith(".md"))
    return None if row.page else next(pages, None)


def _compared(row: CatalogueRow, page: Path) -> Iterator[ComparedPage]:
    """Yield a page that says something else than its row."""
    data = page.read_bytes()
    text = data.decode(errors="surrogateescape")
    front = read_front_matter(text)
    written = {"title": first_title(text), **front.values}
    own, wanted = _as_read(written), _as_read(row.values)
    differing = {key: value for key, value in row.values.items() if own[key] != wanted[key]}
    problems = []
    for key, value in differing.items():
        line = front.lines.get(key, front.lines.get(_INSTEAD.get(key, ""), 1))
        here, there = _shown(written.get(key)), _shown(value)
        message = f"{key}: here it is {here}, and {row.table}:{row.line} has {there}"
        remedy = "mend the one that is wrong; --update writes here what the table has"
        problems.append(Problem(displayed(str(page)), line, "catalogue-differs", "warning", message, remedy))
    if problems:
        changed = with_values(text, differing, _INSTEAD)
        in_bytes = None if changed is None else changed.encode(errors="surrogateescape")
        yield ComparedPage(page, data, tuple(problems), in_bytes)


def _as_read(values: Mapping[str, object]) -> Mapping[str, object]:
    """Return what a lesson says for each key of front matter, however it is written."""
    meta, _ = read_lesson_meta("", values)
    read = {key: getattr(meta, _FIELDS.get(key, key)) for key in META}
    return read | {key: text_of(values.get(key)) for key in RECORDING_KEYS}


def _shown(value: object) -> str:
    """Return a value as messages have it."""
    if isinstance(value, Mapping):
        value = next(iter(value.values()), "")
    text = ", ".join(map(_shown, value)) if isinstance(value, list) else text_of(value)
    return text[:80] or "nothing"
