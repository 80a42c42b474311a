"""What a site prints: the book of all lessons as PDF and as EPUB, and a PDF of each lesson."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from tracktwo.publishing.book.book import Book, Page, lesson_books, make_book
from tracktwo.publishing.epub.package import to_epub
from tracktwo.publishing.pdf.pdf import USUAL, to_pdf
from tracktwo.publishing.pdf.style import Style
from tracktwo.publishing.reproducible.cache import forget_unused
from tracktwo.publishing.reproducible.git_dates import Changes

MANY = 50  # lessons, from which on processes of their own are worth the time they take to start


@dataclass
class Press:
    """Makes a site's books. What was found wanting in them is in `warnings`, each once, in order.

    `style` says how they look, `template` replaces book.typ, and `cache` is a folder that keeps what was made
    (see to_pdf).
    """

    docs_dir: Path
    language: str = "en"
    site_url: str | None = None
    style: Style = USUAL
    template: Path | None = None
    cache: Path | None = None
    warnings: dict[str, None] = field(default_factory=dict)

    def books(
        self, kinds: Iterable[str], title: str, lessons: Sequence[Page], glossary: Sequence[Page]
    ) -> Iterator[bytes]:
        """Make the book of lessons, in their order, with the glossary, as each of `kinds`: `pdf` or `epub`.

        Raises PublishingError.
        """
        book = make_book(
            lessons,
            glossary,
            title=title,
            language=self.language,
            site_url=self.site_url,
            docs_dir=self.docs_dir,
        )
        book = self._noted(book)
        changed = self._changed([*lessons, *glossary])
        for kind in kinds:
            if kind == "pdf":
                yield _typeset(self._settings(self.style), book, changed)
            else:
                cover = str(self.style.tree(self.docs_dir)["cover"])
                yield to_epub(book, site_url=self.site_url, cover=cover, changed=changed)
        self._tidy()

    def lessons(self, lessons: Sequence[Page], glossary: Sequence[Page]) -> Iterator[bytes]:
        """Make a PDF of each lesson, with the terms it uses, side by side. Raises PublishingError."""
        books = lesson_books(
            lessons, glossary, language=self.language, site_url=self.site_url, docs_dir=self.docs_dir
        )
        make = partial(_typeset, self._settings(replace(self.style, cover="")))
        changed = (self._changed([page, *glossary]) for page in lessons)
        with _workers(len(lessons)) as workers:
            yield from workers.map(make, map(self._noted, books), changed, chunksize=4)
        self._tidy()

    def _tidy(self) -> None:
        if self.cache:
            forget_unused(self.cache)

    def _noted(self, book: Book) -> Book:
        self.warnings.update(dict.fromkeys(book.warnings))
        return book

    def _settings(self, style: Style) -> Mapping[str, Any]:
        return {"style": style, "template": self.template, "cache": self.cache}

    def _changed(self, pages: Iterable[Page]) -> int:
        return self._changes.newest(page.source for page in pages)

    @cached_property
    def _changes(self) -> Changes:
        return Changes(self.docs_dir)


def _typeset(settings: Mapping[str, Any], book: Book, changed: int) -> bytes:
    return to_pdf(book, changed=changed, **settings)


def _workers(lessons: int) -> Executor:
    """Give as many workers as there are cores.

    Typst's threads wait for each other's cache: two take 0.8 times as long as one, two processes 0.55 times.
    Each is spawned, since a process that is forked while Typst has threads stands still.
    """
    if lessons < MANY:
        return ThreadPoolExecutor(os.cpu_count())
    return ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn"))
