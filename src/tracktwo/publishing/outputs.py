"""What is published of a site beside its pages, and what its pages get: the same for every host."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote

from tracktwo.model.addresses import book_path, file_name, relative_url
from tracktwo.model.page import LinkedPage
from tracktwo.model.problem import InvalidInput, Problem, invalid
from tracktwo.model.site import Site
from tracktwo.model.vocabulary import SITE_LINK
from tracktwo.model.whole_files import write_all
from tracktwo.publishing.book.html_page import ParsedPage, parse_page
from tracktwo.publishing.pdf.style import DEFAULT_STYLE, Style
from tracktwo.publishing.reproducible.build_time import build_time
from tracktwo.publishing.reproducible.cache import cached
from tracktwo.publishing.reproducible.git_dates import ChangeDates
from tracktwo.publishing.search import site_search
from tracktwo.publishing.search.material_index import improve
from tracktwo.publishing.study.cards_page import CARDS_PAGE, fill_decks
from tracktwo.publishing.study.decks import ANKI_DECK, CSV_DECK, flashcards, to_anki, to_csv
from tracktwo.publishing.web.book_sizes import BookSize, fill_book_sizes
from tracktwo.publishing.web.glossary_json import GLOSSARY_JSON, SCHEMA, glossary_json, schema
from tracktwo.publishing.web.heads import markdown_link, open_graph, says_what_is_shared
from tracktwo.publishing.web.json_ld import json_ld
from tracktwo.publishing.web.llms_txt import LLMS_TXT, llms_txt
from tracktwo.publishing.web.social_card import card_path, draw_card
from tracktwo.publishing.web.transcript import transcript_of
from tracktwo.publishing.web.used_in import fill_strips, fill_used_in, pages_of_uses
from tracktwo.theme.assets import ASSETS, SEARCH_ASSETS, Asset, assets_of


class Output(NamedTuple):
    """A file of the published site, by its path below the root."""

    path: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class OutputSettings:
    """What a site wants published, and where what that needs lies.

    The book has the pages in the navigation, or the lessons alone; of these those whose path `in_book` holds
    for. `template` replaces book.typ, and `cache` is a folder that keeps what takes long to make. `own_style`
    is the first style sheet of the site's own, below its root. With instant navigation, pages come and go
    below one head. `unused` is whether terms that no page uses are told.
    """

    docs_dir: Path
    book_pdf: bool = False
    book_epub: bool = False
    book_of_lessons: bool = False
    in_book: Callable[[str], bool] = bool
    lesson_pdfs: bool = False
    lesson_epubs: bool = False
    study: bool = False
    social_cards: bool = True
    markdown: bool = False
    unused: bool = True
    search: bool = False
    style: Style = DEFAULT_STYLE
    template: Path | None = None
    cache: Path | None = None
    own_style: str = ""
    has_instant_navigation: bool = False

    @property
    def has_books(self) -> bool:
        """Tell whether any book is made."""
        return self.book_pdf or self.book_epub or bool(self.lesson_kinds)

    @property
    def lesson_kinds(self) -> list[str]:
        """What is made of each lesson by itself: `pdf`, `epub`."""
        return ["pdf"] * self.lesson_pdfs + ["epub"] * self.lesson_epubs

    @property
    def assets(self) -> tuple[Asset, ...]:
        """The styles and scripts that are published."""
        return ASSETS + SEARCH_ASSETS * self.search

    def chapters(self, site: Site) -> list[LinkedPage]:
        """Return the pages of a site that are chapters of its book, in their order."""
        others = {CARDS_PAGE, *site.glossary.pages}
        return [
            page
            for page in (site.lessons if self.book_of_lessons else site.pages)
            if page.source in site.nav and page.source not in others and self.in_book(page.source)
        ]


def lesson_path(source: str, kind: str) -> str:
    """Return the path of a lesson's own `pdf` or `epub`: beside its page."""
    return file_name(source.removesuffix(".md"), f".{kind}")


def output_paths(settings: OutputSettings, title: str, lessons: Iterable[str]) -> tuple[str, ...]:
    """Return the paths of what will be published, before any page is read; `lessons` are sources.

    The pictures of lessons are not among them, since not every title can be drawn.
    """
    paths = [GLOSSARY_JSON, SCHEMA] + [LLMS_TXT] * settings.markdown
    paths += [book_path(title, "pdf")] * settings.book_pdf + [book_path(title, "epub")] * settings.book_epub
    paths += [lesson_path(source, kind) for source in lessons for kind in settings.lesson_kinds]
    return (*paths, *((ANKI_DECK, CSV_DECK) if settings.study else ()))


class Publication:
    """What is published of one site. What is found wanting goes to `report`."""

    def __init__(self, site: Site, settings: OutputSettings, report: Callable[[Problem], None]) -> None:
        """Make nothing yet."""
        self.site = site
        self.settings = settings
        self.report = report
        self._parsed: dict[str, ParsedPage] = {}
        self._cards: set[str] = set()
        self._book_sizes: dict[str, BookSize | None] = {}  # None of what could not be made

    def outputs(self, wanted: Collection[str]) -> Iterator[Output]:
        """Yield the files with the `wanted` paths, and the pictures of lessons.

        Raises InvalidInput for a book that cannot be made.
        """
        for path, make in self._makers().items():
            if path in wanted:
                yield Output(path, make())
        for path, html in pages_of_uses(self.site):
            yield Output(path, self.with_assets(html, quote(path)).encode())
        yield from self._books(wanted)
        yield from self._draw_cards()

    def finished(self, page: LinkedPage, html: str) -> str:
        """Return the whole HTML of a page, once pictures are drawn, with 'Used in' and what its head needs.

        What is there already, as in a page that was finished before, is not added again. A page whose theme
        leaves out `</head>` has it at its end.
        """
        if page.source in self.site.glossary.pages:
            html = fill_used_in(self.site, page, html)
        if page.teaches:
            html = fill_strips(self.site, page, html)
        if sizes := self._sizes(page):
            html = fill_book_sizes(html, sizes, page.meta.language or self.site.language)
        return self.with_assets(fill_decks(self.site, page, html), page.url, page=page)

    def with_assets(self, html: str, url: str, content: str = "", page: LinkedPage | None = None) -> str:
        """Return any page's HTML with its addresses, styles and scripts, these before the site's own styles.

        What it lists of others is in its HTML alone; in its `content` alone, what is encrypted there. The
        head of a `page` of the site says what is shared of it, too.
        """
        if "tracktwo:" in html:
            html = SITE_LINK.sub(lambda it: it["before"] + self._address(url, unquote(it["path"])), html)
        head, end, rest = html.partition("</head>")
        needed = ASSETS if self.settings.has_instant_navigation else assets_of(content + rest)
        elements = [asset.element(relative_url(url, asset.path)) for asset in needed]
        if self.settings.search:
            elements.append(site_search.search_elements(url, self.site.folder, self.site.language))
        new = "".join(element for element in elements if element not in head)
        own = self.settings.own_style
        at = head.rfind("<link", 0, head.find(relative_url(url, own))) if own else -1
        head = head[:at] + new + head[at:] if at > 0 else head + new
        return head + (self._said_in_head(page, head) if page else "") + end + rest

    def not_found(self, html: str) -> str:
        """Return the page that is shown at any address that is none, with the search."""
        return site_search.with_search_from_root(self.site, html) if self.settings.search else html

    def write_search(self, inflect: site_search.Inflect, target: Path, index: str) -> None:
        """Write what our search loads below `target`, improve the host's `index`, and say what is wrong."""
        try:
            if self.settings.search:
                site_search.write_search(self.site, lambda page: self._parse(page).root, inflect, target)
        except InvalidInput as error:
            for problem in error.problems:
                self.report(problem)
        if (file := target / index).is_file():
            text = file.read_text("utf-8")
            if (made := improve(text, self.site, inflect)) != text:
                write_all({file: made})

    def _address(self, url: str, path: str) -> str:
        """Return what leads from a page to a file below the folder of documents."""
        there = self.site.by_source.get(path)
        address = there.url if there else quote(path)
        return "" if address == url else relative_url(url, address)

    def _said_in_head(self, page: LinkedPage, head: str) -> str:
        card = card_path(page.source)
        address = self.site.address + card if card in self._cards else ""
        recorded = page.meta.lesson and page.meta.recording
        transcript = transcript_of(page.title, self._parse(page).root) if recorded else None
        shared = "" if says_what_is_shared(head) else open_graph(self.site, page, address)
        source = markdown_link(page) if self.settings.markdown else ""
        said = (shared, source, json_ld(self.site, page, transcript))
        return "".join(text for text in said if text not in head)

    def _makers(self) -> dict[str, Callable[[], bytes]]:
        return {
            GLOSSARY_JSON: lambda: glossary_json(self.site),
            SCHEMA: schema,
            LLMS_TXT: lambda: llms_txt(self.site),
            ANKI_DECK: self._anki_deck,
            CSV_DECK: lambda: to_csv(flashcards(self.site)),
        }

    def _parse(self, page: LinkedPage) -> ParsedPage:
        """Return the tree of a page, which is parsed once however often it is asked for."""
        if page.source not in self._parsed:
            self._parsed[page.source] = parse_page(page)
        return self._parsed[page.source]

    def _anki_deck(self) -> bytes:
        site = self.site
        dates = ChangeDates(self.settings.docs_dir)
        changed = build_time(dates.newest({term.page for term in site.glossary}), None)
        deck = site.title, site.address or site.title, list(flashcards(site)), changed
        key = hashlib.sha256(f"{version('tracktwo')} {deck}".encode()).hexdigest()
        return cached(self.settings.cache, f"{key}.apkg", lambda: to_anki(*deck))

    def _books(self, wanted: Collection[str]) -> Iterator[Output]:
        site, settings = self.site, self.settings
        kinds = [kind for kind in ("pdf", "epub") if book_path(site.title, kind) in wanted]
        lessons = {
            kind: [page for page in site.lessons if lesson_path(page.source, kind) in wanted]
            for kind in settings.lesson_kinds
        }
        if not kinds and not any(lessons.values()):
            return
        # Here, since it takes long, and most have no book.
        from tracktwo.publishing.books import BookBuilder, summarized

        builder = BookBuilder(
            settings.docs_dir,
            title=site.title,
            language=site.language,
            site_url=site.address,
            style=settings.style,
            template=settings.template,
            version=site.version,
            cache=settings.cache,
        )
        glossary = list(map(self._parse, site.glossary_pages))
        try:
            if kinds:
                chapters = list(map(self._parse, settings.chapters(site)))
                if not chapters:
                    remedy = (
                        "put pages into `nav`, or say in `pdf` which the book has: pages, include, exclude"
                    )
                    raise invalid("there is no page to make a book of", code="no-pages", remedy=remedy)
                paths = [book_path(site.title, kind) for kind in kinds]
                yield from self._measured(paths, builder.site_book(kinds, chapters, glossary))
            for kind, pages in lessons.items():
                make = builder.lesson_pdfs if kind == "pdf" else builder.lesson_epubs
                made = make(list(map(self._parse, pages)), glossary) if pages else ()
                yield from self._measured([lesson_path(page.source, kind) for page in pages], made)
        finally:
            for problem in summarized(builder.problems):
                self.report(problem)

    def _measured(self, paths: Iterable[str], books: Iterable[bytes]) -> Iterator[Output]:
        """Yield the books that could be made, and keep how large they are."""
        for path, book in zip(paths, books, strict=True):
            self._book_sizes[path] = BookSize.of(book) if book else None
            if book:
                yield Output(path, book)

    def _sizes(self, page: LinkedPage) -> dict[str, BookSize | None]:
        """Return the sizes of the books to which a page leads: its own before that of the site."""
        if not self._book_sizes:
            return {}
        paths = {
            kind: (book_path(self.site.title, kind), lesson_path(page.source, kind))
            for kind in ("pdf", "epub")
        }
        return {
            kind: self._book_sizes[path]
            for kind, both in paths.items()
            for path in both
            if path in self._book_sizes
        }

    def _draw_cards(self) -> Iterator[Output]:
        """Draw the pictures of lessons and of the first page, where the site's address is known."""
        for page in self.site.pages if self.site.address and self.settings.social_cards else ():
            if not page.url or page.url == "index.html" or page.meta.lesson:
                drawn = draw_card(self.site, page, style=self.settings.style, cache=self.settings.cache)
                if drawn:
                    self._cards.add(card_path(page.source))
                    yield Output(card_path(page.source), drawn)
