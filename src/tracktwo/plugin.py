"""The MkDocs plugin: wires the three rooms into MkDocs' events."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from html import unescape
from importlib import resources
from pathlib import Path
from typing import Any

import jinja2
from markdown.extensions.toc import slugify
from markupsafe import Markup, escape
from mkdocs.commands.build import _populate_page
from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils import get_relative_url
from mkdocs.utils.meta import get_data

from tracktwo import publishing
from tracktwo.linking.extension import TracktwoExtension, relative
from tracktwo.linking.glossary import Term
from tracktwo.linking.review import shown, unused
from tracktwo.linking.taught import taught_names, taught_terms, unknown_taught
from tracktwo.publishing import document, metadata, recording
from tracktwo.publishing.errors import PublishingError
from tracktwo.publishing.pdf import USUAL
from tracktwo.publishing.press import Press
from tracktwo.publishing.style import Style
from tracktwo.publishing.used_in import Place, gather, used_in

log = get_plugin_logger("tracktwo")

_MARKER = re.compile(r"<!--tracktwo:(?P<kind>use|used-in) (?P<anchor>[^>]*)-->")


class PdfConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs has no types there
    """Which PDFs are made, one of each lesson and one of the whole site, and how they look (see Style)."""

    lessons = option.Type(bool, default=False)
    book = option.Type(bool, default=False)
    paper = option.Type(str, default=USUAL.paper)
    color = option.Type(str, default=USUAL.color)
    margins = option.Type(dict, default={})
    font = option.Type(str, default="")
    fonts = option.Optional(option.Type(str))
    cover = option.Type(str, default="")


class TracktwoConfig(Config):  # type: ignore[no-untyped-call]  # the same
    """The plugin's own options; those of the linker are the Markdown extension's."""

    pdf = option.SubConfig(PdfConfig)
    epub = option.Type(bool, default=False)


class TracktwoPlugin(BasePlugin[TracktwoConfig]):  # type: ignore[no-untyped-call]  # the same
    """Adds what needs the whole site: where terms are used, the reports, and the books."""

    extension: TracktwoExtension
    nav: Navigation
    pages: dict[str, Page]
    site: metadata.Site

    def __init__(self) -> None:
        """Begin with nothing generated."""
        self.generated: dict[str, File] = {}
        self.lesson_pdfs: dict[str, File] = {}  # by the lesson's source
        self.books: dict[str, File] = {}  # of the whole site, by `pdf` or `epub`

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put an instance of the Markdown extension in the place of its name, to gather all pages' uses."""
        options = config.mdx_configs.pop("tracktwo", {})
        language = config.theme.get("language") or config.theme.locale
        self.extension = TracktwoExtension(**{"language": str(language or "en"), **options})
        self.extension.markers = True
        self.warned: set[str] = set()
        self.extension.warn = lambda message: self._warn([message])
        extensions: list[Any] = [name for name in config.markdown_extensions if name != "tracktwo"]
        extensions.append(self.extension)  # Python-Markdown takes names and instances
        config.markdown_extensions = extensions
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Announce what is generated, so that links to it are checked, and templates can lead to it."""
        schema = resources.files(publishing).joinpath(metadata.SCHEMA).read_bytes()
        for name, content in {metadata.GLOSSARY_JSON: b"", metadata.SCHEMA: schema}.items():
            if name not in files.src_uris:  # an author's own file stays
                self.generated[name] = File.generated(config, name, content=content)
                files.append(self.generated[name])
        for kind, wanted in {"pdf": self.config.pdf.book, "epub": self.config.epub}.items():
            if wanted:
                self.books[kind] = File.generated(config, self.book_name(config, kind), content=b"")
                files.append(self.books[kind])
        config.extra["tracktwo"] = {kind: file.src_uri for kind, file in self.books.items()}
        for file in files.documentation_pages() if self.config.pdf.lessons else ():
            if is_lesson(file.src_uri, get_data(file.content_string)[1]):
                pdf = File.generated(config, f"{file.src_uri.removesuffix('.md')}.pdf", content=b"")
                self.lesson_pdfs[file.src_uri] = pdf
                files.append(pdf)
        return files

    def on_nav(self, nav: Navigation, **_: object) -> None:
        """Keep the order of the pages, which is the book's."""
        self.nav = nav

    def on_page_markdown(self, _: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Say where the lesson's PDF is, and warn of a recording that could not be played."""
        if page.file.src_uri in self.lesson_pdfs:
            page.meta["pdf"] = self.lesson_pdfs[page.file.src_uri].src_uri
        file = shown(page.file.src_uri, relative(Path(config.docs_dir)))
        for line, what in recording.wrong(page.meta, page.file.content_string, files.src_uris):
            log.warning(f"{file}:{line}: {what}")

    def on_env(self, _: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Write books, the glossary for machines, and where terms are used, now that pages are rendered."""
        self.pages = {file.src_uri: file.page for file in files.documentation_pages() if file.page}
        self._write_books(config)
        used = gather(self._uses())
        self.site = metadata.Site(
            title=config.site_name,
            language=(self.extension.getConfig("language") or "en").replace("_", "-"),
            glossary=self.extension.glossary,
            urls={path: page.url for path, page in self.pages.items()},
            address=config.site_url or "",
        )
        if metadata.GLOSSARY_JSON in self.generated:
            data = json.dumps(metadata.glossary_json(self.site, used), ensure_ascii=False, indent=1)
            self.generated[metadata.GLOSSARY_JSON].content_string = data
        taught = self._taught(config)
        for page in self.pages.values():
            page.content = self._without_markers(page, used, taught)
            if self.extension.glossary.at(page.file.src_uri, ""):
                # Themes print titles as they are, and a term is text: `title: <b>` is no markup.
                page.title = page.meta["title"] = escape(title_of(page))
        for finding in unused(self.extension.glossary.terms, used, relative(Path(config.docs_dir))):
            log.info(finding.text)

    def on_post_page(self, output: str, *, page: Page, **_: object) -> str:
        """Say to machines what a page is: in its head, or at its end where the theme leaves out `</head>`."""
        head, end, rest = output.partition("</head>")
        return f"{head}{self._json_ld(page)}{end}{rest}"

    def book_name(self, config: MkDocsConfig, kind: str) -> str:
        """Return what the book is called: after the site."""
        return f"{slugify(config.site_name, '-') or 'book'}.{kind}"

    def make_books(self, kinds: Iterable[str], pages: Iterable[Page], config: MkDocsConfig) -> list[bytes]:
        """Make the book of the lessons in the navigation, with the glossary, as `pdf` or `epub` or both.

        Raises PluginError where there is no lesson, or no book can be made of it.
        """
        lessons = [page for page in self.nav.pages if is_lesson(page.file.src_uri, page.meta)]
        if not lessons:
            raise PluginError(
                "There is no lesson to make a book of: name a page transcript.md or give it `lesson: true`, "
                "and put it into `nav`"
            )
        with self._press(config) as press:
            rendered = list(map(_rendered, lessons))
            return list(press.books(kinds, config.site_name, rendered, self._glossary(pages)))

    def _write_books(self, config: MkDocsConfig) -> None:
        books = self.make_books(self.books, self.pages.values(), config) if self.books else ()
        for file, content in zip(self.books.values(), books, strict=True):
            file.content_bytes = content
        if not self.lesson_pdfs:
            return
        lessons = [_rendered(self.pages[path]) for path in self.lesson_pdfs]
        with self._press(config) as press:
            made = press.lessons(lessons, self._glossary(self.pages.values()))
            for file, pdf in zip(self.lesson_pdfs.values(), made, strict=True):
                file.content_bytes = pdf

    def _glossary(self, pages: Iterable[Page]) -> list[document.Page]:
        return [_rendered(page) for page in pages if page.file.src_uri in self.extension.glossary.pages]

    @contextmanager
    def _press(self, config: MkDocsConfig) -> Iterator[Press]:
        """Make books with the site's template, then warn of what was found wanting in them."""
        templates = (Path(folder) / "book.typ" for folder in config.theme.dirs)
        site = Path(config.config_file_path).parent
        looks = {key: value for key, value in self.config.pdf.items() if key not in ("lessons", "book")}
        looks["fonts"] = looks["fonts"] and site / looks["fonts"]
        try:
            style = Style(**looks)
        except PublishingError as error:
            raise PluginError(str(error)) from error
        press = Press(
            Path(config.docs_dir),
            self.extension.getConfig("language"),
            config.site_url,
            style=style,
            template=next(filter(Path.is_file, templates), None),
            cache=site / ".cache" / "tracktwo",
        )
        try:
            yield press
        except PublishingError as error:
            raise PluginError(str(error)) from error
        finally:
            self._warn(press.warnings)

    def _warn(self, warnings: Iterable[str]) -> None:
        """Warn of each thing once, in however many PDFs or pages it is."""
        for warning in warnings:
            if warning not in self.warned:
                self.warned.add(warning)
                log.warning(warning)

    def _ordered(self) -> list[Page]:
        """Return the pages in the order of the navigation; those it lacks come last."""
        ordered = {page.file.src_uri: page for page in self.nav.pages}
        return list({**ordered, **self.pages}.values())

    def _uses(self) -> Iterator[tuple[Term, Place]]:
        for page in self._ordered():
            sections = {link.id: link for link in _flat(page.toc) if link.level > 1}
            for use in self.extension.uses.get(page.file.src_uri, ()):
                section = sections.get(use.heading.get("id", "") if use.heading is not None else "")
                named = (unescape(section.title), section.url) if section else ("", "")
                yield use.term, Place(title_of(page), page.url, *named, use.context)

    def _taught(self, config: MkDocsConfig) -> dict[Term, list[Place]]:
        """Return the lessons that teach each term; warn of what they teach and no entry defines."""
        lessons: dict[Term, list[Place]] = {}
        for page in self._ordered():
            if not is_lesson(page.file.src_uri, page.meta):
                continue
            names = taught_names(page.meta)
            for _, term in taught_terms(names, self.extension.matcher):
                if term:
                    lessons.setdefault(term, []).append(Place(title_of(page), page.url))
            file = shown(page.file.src_uri, relative(Path(config.docs_dir)))
            glossary, matcher = self.extension.glossary, self.extension.matcher
            for finding in unknown_taught(file, page.file.content_string, names, glossary, matcher):
                log.warning(finding.text)
        return lessons

    def _without_markers(
        self, page: Page, used: dict[Term, list[Place]], taught: dict[Term, list[Place]]
    ) -> str:
        """Return a page's content with `Used in` at the end of each entry, and without the other markers."""

        def fill(marker: re.Match[str]) -> str:
            term = self.extension.glossary.marked.get(marker["anchor"])
            if marker["kind"] == "use" or term is None or not (term in used or term in taught):
                return ""
            return used_in(
                used.get(term, ()), taught.get(term, ()), lambda url: get_relative_url(url, page.url)
            )

        return _MARKER.sub(fill, page.content or "")

    def _json_ld(self, page: Page) -> str:
        """Return what a page of the glossary, or a lesson, says to machines that it is."""
        extension, path, rendered = self.extension, page.file.src_uri, _rendered(page)
        said = []
        if path in extension.glossary.pages and path in self.site.urls:
            said.append(metadata.term_set(self.site, rendered))
        if is_lesson(path, page.meta):
            found = taught_terms(taught_names(page.meta), extension.matcher)
            used = dict.fromkeys(use.term for use in extension.uses.get(path, ()))
            said.append(metadata.lesson(self.site, rendered, [term or name for name, term in found], used))
        return "".join(map(metadata.script, said))


def render(config: MkDocsConfig) -> Files:
    """Render the pages as `mkdocs build` does, event by event, until it would begin to write the site."""
    config.plugins.on_startup(command="build", dirty=False)
    try:
        config = config.plugins.on_config(config)
        config.plugins.on_pre_build(config=config)
        files = get_files(config)
        files = config.plugins.on_files(files, config=config)
        set_exclusions(files, config)
        config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
        for file in files.documentation_pages():
            # What `not_in_nav` names has no page yet: its page finds its own way to its file.
            _populate_page(file.page or Page(None, file, config), config, files)
    finally:
        config.plugins.on_shutdown()
    return files


def is_lesson(source: str, meta: Mapping[str, object]) -> bool:
    """Tell whether a page is a lesson: its front matter says so, or else its name."""
    return bool(meta.get("lesson", source.rsplit("/", 1)[-1] == "transcript.md"))


def title_of(page: Page) -> str:
    """Return a page's title as text. MkDocs escapes one from a heading; front matter's is as written."""
    title = page.title
    written = title == page.meta.get("title") and not isinstance(title, Markup)
    return str(title) if written else unescape(str(title))


def _rendered(page: Page) -> document.Page:
    sections = list(page.ancestors)  # the innermost first
    return document.Page(
        title=title_of(page),
        url=page.url,
        html=page.content or "",
        source=page.file.src_uri,
        meta=page.meta,
        part=sections[-1].title or "" if sections else "",
    )


def _flat(links: Iterable[AnchorLink]) -> Iterator[AnchorLink]:
    for link in links:
        yield link
        yield from _flat(link.children)
