"""What a site prints: the book of all lessons as PDF and as EPUB, and a PDF of each lesson."""

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import repeat
from pathlib import Path

from tracktwo.publishing.cache import forget_unused
from tracktwo.publishing.changes import Changes
from tracktwo.publishing.document import Book, Page, lesson_books, make_book
from tracktwo.publishing.epub import to_epub
from tracktwo.publishing.pdf import USUAL, to_pdf
from tracktwo.publishing.style import Style


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
        pages = [*lessons, *glossary]
        for kind in kinds:
            yield self._pdf(book, pages, self.style) if kind == "pdf" else self._epub(book, pages)

    def lessons(self, lessons: Sequence[Page], glossary: Sequence[Page]) -> Iterator[bytes]:
        """Make a PDF of each lesson, with the terms it uses, side by side. Raises PublishingError."""
        books = lesson_books(
            lessons, glossary, language=self.language, site_url=self.site_url, docs_dir=self.docs_dir
        )
        with ThreadPoolExecutor(os.cpu_count()) as threads:  # Typst lets other threads work
            pages = ([page, *glossary] for page in lessons)
            yield from threads.map(self._pdf, books, pages, repeat(replace(self.style, cover="")))
        if self.cache:
            forget_unused(self.cache)

    def _pdf(self, book: Book, pages: Iterable[Page], style: Style) -> bytes:
        self.warnings.update(dict.fromkeys(book.warnings))
        changed = self._changed(pages)
        return to_pdf(book, style=style, template=self.template, changed=changed, cache=self.cache)

    def _epub(self, book: Book, pages: Iterable[Page]) -> bytes:
        self.warnings.update(dict.fromkeys(book.warnings))
        cover = str(self.style.tree(self.docs_dir)["cover"])
        return to_epub(book, site_url=self.site_url, cover=cover, changed=self._changed(pages))

    def _changed(self, pages: Iterable[Page]) -> int:
        return self._changes.newest(page.source for page in pages)

    @cached_property
    def _changes(self) -> Changes:
        return Changes(self.docs_dir)
