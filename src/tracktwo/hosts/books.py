"""The books of a site: announced before pages are rendered, made when they are."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from markdown.extensions.toc import slugify
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils.meta import get_data

from tracktwo.hosts.pages import rendered
from tracktwo.hosts.settings import TracktwoConfig
from tracktwo.linking.extension import TracktwoExtension
from tracktwo.model.lesson import is_lesson
from tracktwo.model.problem import InvalidInput, Problem
from tracktwo.publishing.book.html_page import ParsedPage, parse_page
from tracktwo.publishing.books import BookBuilder
from tracktwo.publishing.pdf.style import Style


class Books:
    """The PDF of each lesson, and the book of the whole site as PDF and EPUB, as `settings` ask for them.

    `extension` knows the glossary and the language. What is wrong in books goes to `report`. `parsed` has the
    pages that books were made of, by source, for whoever reads them next.
    """

    def __init__(
        self,
        settings: TracktwoConfig,
        extension: TracktwoExtension,
        report: Callable[[Iterable[Problem]], None],
    ) -> None:
        """Begin with nothing announced."""
        self.settings = settings
        self.extension = extension
        self.report = report
        self.parsed: dict[str, ParsedPage] = {}
        self.of_site: dict[str, File] = {}  # by `pdf` or `epub`
        self.of_lessons: dict[str, File] = {}  # by the lesson's source

    def announce(self, files: Files, config: MkDocsConfig) -> None:
        """Add the files that will be made: links to them are checked, and templates lead to them."""
        for kind, wanted in {"pdf": self.settings.pdf.book, "epub": self.settings.epub}.items():
            if wanted:
                self.of_site[kind] = File.generated(config, book_name(config, kind), content=b"")
                files.append(self.of_site[kind])
        for file in files.documentation_pages() if self.settings.pdf.lessons else ():
            if is_lesson(file.src_uri, get_data(file.content_string)[1]):
                pdf = File.generated(config, f"{file.src_uri.removesuffix('.md')}.pdf", content=b"")
                self.of_lessons[file.src_uri] = pdf
                files.append(pdf)

    def write(self, nav: Iterable[Page], pages: Collection[Page], config: MkDocsConfig) -> None:
        """Make all that was announced, of all rendered pages; the book has those of `nav`, in its order."""
        books = self.make(self.of_site, nav, pages, config) if self.of_site else ()
        for file, content in zip(self.of_site.values(), books, strict=True):
            file.content_bytes = content
        if not self.of_lessons:
            return
        by_source = {page.file.src_uri: page for page in pages}
        lessons = [self._parsed(by_source[path]) for path in self.of_lessons]
        with self._builder(config) as builder:
            made = builder.lesson_pdfs(lessons, self._glossary(pages))
            for file, pdf in zip(self.of_lessons.values(), made, strict=True):
                file.content_bytes = pdf

    def make(
        self, kinds: Iterable[str], nav: Iterable[Page], pages: Iterable[Page], config: MkDocsConfig
    ) -> list[bytes]:
        """Make the book of the lessons in `nav`, with the glossary in `pages`, as `pdf` or `epub` or both.

        Raises PluginError where there is no lesson, or no book can be made of it.
        """
        lessons = [self._parsed(page) for page in nav if is_lesson(page.file.src_uri, page.meta)]
        if not lessons:
            raise PluginError(
                "There is no lesson to make a book of: name a page transcript.md or give it `lesson: true`, "
                "and put it into `nav`"
            )
        with self._builder(config) as builder:
            return list(builder.site_book(kinds, config.site_name, lessons, self._glossary(pages)))

    def style(self, config: MkDocsConfig) -> Style:
        """Return the looks that the settings ask for; raise PluginError for what cannot be."""
        looks = {key: value for key, value in self.settings.pdf.items() if key not in ("lessons", "book")}
        looks["fonts"] = looks["fonts"] and Path(config.config_file_path).parent / looks["fonts"]
        try:
            return Style(**looks)
        except InvalidInput as error:
            raise PluginError(str(error)) from error

    def _glossary(self, pages: Iterable[Page]) -> list[ParsedPage]:
        return [self._parsed(page) for page in pages if page.file.src_uri in self.extension.glossary.pages]

    def _parsed(self, page: Page) -> ParsedPage:
        """Return a page parsed, once a build, however many books it is in."""
        if page.file.src_uri not in self.parsed:
            self.parsed[page.file.src_uri] = parse_page(rendered(page))
        return self.parsed[page.file.src_uri]

    @contextmanager
    def _builder(self, config: MkDocsConfig) -> Iterator[BookBuilder]:
        """Make books with the site's template, then report what was wrong in them."""
        templates = (Path(folder) / "book.typ" for folder in config.theme.dirs)
        site = Path(config.config_file_path).parent
        builder = BookBuilder(
            Path(config.docs_dir),
            language=self.extension.getConfig("language"),
            site_url=config.site_url,
            style=self.style(config),
            template=next(filter(Path.is_file, templates), None),
            cache=site / ".cache" / "tracktwo",
        )
        try:
            yield builder
        except InvalidInput as error:
            raise PluginError(str(error)) from error
        finally:
            self.report(builder.problems)


def book_name(config: MkDocsConfig, kind: str) -> str:
    """Return what the book is called: after the site."""
    return f"{slugify(config.site_name, '-') or 'book'}.{kind}"
