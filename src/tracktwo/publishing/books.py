"""What a site prints, as PDF and as EPUB: the book of all lessons, and one of each lesson."""

import operator
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import KW_ONLY, dataclass, field, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from tracktwo.model.problem import InvalidInput, Problem
from tracktwo.publishing.book.book import Book, lesson_books, make_book, with_edition
from tracktwo.publishing.book.colophon import Colophon
from tracktwo.publishing.book.html_page import ParsedPage
from tracktwo.publishing.diagrams import DiagramDrawer
from tracktwo.publishing.epub.package import to_epub
from tracktwo.publishing.pdf.pdf import typeset
from tracktwo.publishing.pdf.style import DEFAULT_STYLE, Style
from tracktwo.publishing.reproducible.cache import forget_unused
from tracktwo.publishing.reproducible.git_dates import ChangeDates

MAX_OF_A_KIND = 3  # problems that are told one by one
MIN_FOR_PROCESSES = 50  # lessons, from which on processes are worth the time they take to start


@dataclass
class BookBuilder:
    """Makes a site's books. What was wrong in their pages is then in `problems`, each once, in order.

    `style` says how they look, `template` replaces book.typ, and `cache` is a folder that keeps what was made
    (see typeset). `version` is the site's, if it has one, which makes each book's edition.
    """

    docs_dir: Path
    _: KW_ONLY
    title: str = ""
    language: str = "en"
    site_url: str | None = None
    style: Style = DEFAULT_STYLE
    template: Path | None = None
    version: str = ""
    cache: Path | None = None
    problems: dict[Problem, None] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Say of which site the books are, and when its pages changed."""
        self._colophon = Colophon(self.title, self.site_url, self.language)
        self._drawer = DiagramDrawer(self.cache)
        self._change_dates = ChangeDates(self.docs_dir)

    def site_book(
        self, kinds: Iterable[str], lessons: Sequence[ParsedPage], glossary: Sequence[ParsedPage]
    ) -> Iterator[bytes]:
        """Make the book of lessons, in their order, with the glossary, as each of `kinds`: `pdf` or `epub`.

        A PDF that cannot be made is empty. Raises InvalidInput.
        """
        pages = [*lessons, *glossary]
        drawings = self._drawer.drawings(pages)
        changed = self._changed(pages)
        book = make_book(lessons, glossary, self._colophon, self.docs_dir, drawings)
        book = with_edition(book, changed, self.version)
        make_pdf = self._pdf_maker(book, self.style, changed)
        for kind in kinds:
            if kind == "pdf":
                yield self._noted(make_pdf())
            else:
                cover = str(self.style.for_template(self.docs_dir)["cover"])
                yield to_epub(book, site_url=self.site_url, cover=cover, changed=changed)
        if self.cache:
            forget_unused(self.cache)

    def lesson_pdfs(self, lessons: Sequence[ParsedPage], glossary: Sequence[ParsedPage]) -> Iterator[bytes]:
        """Make a PDF of each lesson, with the terms it uses, side by side. Raises InvalidInput."""
        style = replace(self.style, cover="")
        books = self._lesson_books(lessons, glossary)
        makers = (self._pdf_maker(book, style, changed) for book, changed in books)
        with _workers(len(lessons)) as workers:
            yield from map(self._noted, workers.map(operator.call, makers, chunksize=4))
        if self.cache:
            forget_unused(self.cache)

    def lesson_epubs(self, lessons: Sequence[ParsedPage], glossary: Sequence[ParsedPage]) -> Iterator[bytes]:
        """Make an EPUB of each lesson, with the terms it uses. Raises InvalidInput."""
        books = self._lesson_books(lessons, glossary)
        for lesson, (book, changed) in zip(lessons, books, strict=True):
            self.problems.update(dict.fromkeys(book.problems))
            yield to_epub(book, site_url=f"{self.site_url or ''}{lesson.page.url}", changed=changed)

    def _lesson_books(
        self, lessons: Sequence[ParsedPage], glossary: Sequence[ParsedPage]
    ) -> Iterator[tuple[Book, int]]:
        """Yield the book of each lesson, and when it last changed."""
        drawings = self._drawer.drawings([*lessons, *glossary])
        books = lesson_books(lessons, glossary, self._colophon, self.docs_dir, drawings)
        for lesson, book in zip(lessons, books, strict=True):
            changed = self._changed([lesson, *glossary])
            yield with_edition(book, changed, self.version), changed

    def _pdf_maker(
        self, book: Book, style: Style, changed: int
    ) -> Callable[[], tuple[bytes, tuple[Problem, ...]]]:
        """Note what is wrong in a book, and return what makes its PDF, in whichever process."""
        self.problems.update(dict.fromkeys(book.problems))
        return partial(
            _typeset_if_possible, book, style=style, template=self.template, changed=changed, cache=self.cache
        )

    def _noted(self, made: tuple[bytes, tuple[Problem, ...]]) -> bytes:
        pdf, problems = made
        self.problems.update(dict.fromkeys(problems))
        return pdf

    def _changed(self, pages: Iterable[ParsedPage]) -> int:
        return self._change_dates.newest(parsed.page.source for parsed in pages)


def _typeset_if_possible(book: Book, **settings: Any) -> tuple[bytes, tuple[Problem, ...]]:  # noqa: ANN401
    """Return what typeset does; where Typst refuses the book or no font has its script, no bytes, and why."""
    try:
        return typeset(book, **settings)
    except InvalidInput as error:
        if not {problem.code for problem in error.problems} <= {"missing-script", "typst-error"}:
            raise
        return b"", tuple(replace(problem, severity="warning") for problem in error.problems)


def summarized(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield problems: of those of a kind the first MAX_OF_A_KIND, and how many more there are."""
    kinds: dict[str, list[Problem]] = {}
    for problem in problems:
        kinds.setdefault(problem.code, []).append(problem)
    for found in kinds.values():
        yield from found[:MAX_OF_A_KIND]
        if left := found[MAX_OF_A_KIND:]:
            files = len({problem.file for problem in left})
            message = f"{len(left)} more problem{'s' * (len(left) > 1)} of the kind {left[0].code}"
            message += f", in {files} page{'s' * (files > 1)}"
            yield replace(left[0], file="", line=0, message=message)


def _workers(lessons: int) -> Executor:
    """Return as many workers as there are cores.

    Typst's threads wait for each other's cache: two take 0.8 times as long as one, two processes 0.55 times.
    Each is spawned, since a process that is forked while Typst has threads stands still.
    """
    if lessons < MIN_FOR_PROCESSES:
        return ThreadPoolExecutor(os.cpu_count())
    return ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn"))
