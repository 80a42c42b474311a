"""The MkDocs plugin: wires the three rooms into MkDocs' events."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import jinja2
from markdown.extensions.toc import slugify
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

from tracktwo.linking.extension import TracktwoExtension, place
from tracktwo.linking.glossary import Term
from tracktwo.publishing import document
from tracktwo.publishing.pdf import PublishingError, to_pdf

log = get_plugin_logger("tracktwo")

_MARKER = re.compile(r"<!--tracktwo:(?P<kind>use|used-in) (?P<anchor>[^>]*)-->")
_USED_IN = jinja2.Environment(autoescape=True, trim_blocks=True).from_string(
    """<div class="used-in" data-search-exclude>
<p class="used-in-title">Used in</p>
<ul>
{% for url, page, section in rows %}
<li><a href="{{ url }}">{{ page }}</a>\
{% if section %}: <a href="{{ url }}{{ section.url }}">{{ section.title | safe }}</a>{% endif %}</li>
{% endfor %}
</ul>
</div>
"""
)
# The sections that use a term, by page and anchor; None stands for what is above a page's first section.
_Sections = dict[tuple[str, str], tuple[Page, AnchorLink | None]]


class TracktwoConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs has no types there
    """The plugin's own options; those of the linker are the Markdown extension's."""

    pdf = option.Type(bool, default=False)


class TracktwoPlugin(BasePlugin[TracktwoConfig]):  # type: ignore[no-untyped-call]  # the same
    """Adds what needs the whole site: where terms are used, the reports, and the PDF."""

    extension: TracktwoExtension
    nav: Navigation
    pdf: File | None = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put an instance of the Markdown extension in the place of its name, to gather all pages' uses."""
        options = config.mdx_configs.pop("tracktwo", {})
        language = config.theme.get("language") or config.theme.locale
        self.extension = TracktwoExtension(**{"language": str(language or "en"), **options})
        self.extension.markers = True
        warned: set[str] = set()

        def warn(message: str) -> None:
            if message not in warned:
                warned.add(message)
                log.warning(message)

        self.extension.warn = warn
        extensions: list[Any] = [name for name in config.markdown_extensions if name != "tracktwo"]
        extensions.append(self.extension)  # Python-Markdown takes names and instances
        config.markdown_extensions = extensions
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Announce the PDF, so that links to it are checked, and templates can lead to it."""
        if self.config.pdf:
            self.pdf = File.generated(config, self.pdf_name(config), content=b"")
            files.append(self.pdf)
            config.extra["tracktwo"] = {"pdf": self.pdf.src_uri}
        return files

    def on_nav(self, nav: Navigation, **_: object) -> None:
        """Keep the order of the pages, which is the book's."""
        self.nav = nav

    def on_env(self, _: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Write the PDF and where terms are used, now that all pages are rendered."""
        pages = {file.src_uri: file.page for file in files.documentation_pages() if file.page}
        if self.pdf:
            self.pdf.content_bytes = self.make_pdf(pages.values(), config)
        used = self._used_terms(pages)
        for page in pages.values():
            page.content = self._without_markers(page, used)
        for term in self.extension.glossary.terms:
            if term.autolink and term not in used:
                log.info(f"{place(term, Path(config.docs_dir))}: no page uses '{term.headword}'")

    def pdf_name(self, config: MkDocsConfig) -> str:
        """Return what the PDF is called: after the site."""
        return f"{slugify(config.site_name, '-') or 'book'}.pdf"

    def make_pdf(self, pages: Iterable[Page], config: MkDocsConfig) -> bytes:
        """Make the book of the lessons in the navigation, with the glossary.

        Raises PluginError where there is no lesson, or no PDF can be made of it.
        """
        lessons = [page for page in self.nav.pages if is_lesson(page)]
        if not lessons:
            raise PluginError(
                "There is no lesson to make a PDF of: name a page transcript.md or give it `lesson: true`, "
                "and put it into `nav`"
            )
        glossary = [page for page in pages if page.file.src_uri in self.extension.glossary.pages]
        book = document.make_book(
            list(map(_printable, lessons)),
            list(map(_printable, glossary)),
            title=config.site_name,
            language=self.extension.getConfig("language"),
            site_url=config.site_url,
            docs_dir=Path(config.docs_dir),
        )
        for warning in book.warnings:
            log.warning(warning)
        templates = (Path(folder) / "book.typ" for folder in config.theme.dirs)
        try:
            return to_pdf(book, template=next(filter(Path.is_file, templates), None))
        except PublishingError as error:
            raise PluginError(str(error)) from error

    def _used_terms(self, pages: dict[str, Page]) -> dict[Term, _Sections]:
        """Return the sections in which each term is used, in the order of the navigation."""
        order = [page.file.src_uri for page in self.nav.pages]
        order += [path for path in pages if path not in order]
        used: dict[Term, _Sections] = {}
        for path in order:
            sections = {link.id: link for link in _flat(pages[path].toc) if link.level > 1}
            for term, heading in self.extension.uses.get(path, ()):
                section = sections.get(heading.get("id", "") if heading is not None else "")
                used.setdefault(term, {})[path, section.id if section else ""] = pages[path], section
        return used

    def _without_markers(self, page: Page, used: dict[Term, _Sections]) -> str:
        """Return a page's content with `Used in` at the end of each entry, and without the other markers."""

        def fill(marker: re.Match[str]) -> str:
            term = self.extension.glossary.marked.get(marker["anchor"])
            if marker["kind"] == "use" or term not in used:
                return ""
            by = (
                (get_relative_url(user.url, page.url), user.title, section)
                for user, section in used[term].values()
            )
            return _USED_IN.render(rows=by)

        return _MARKER.sub(fill, page.content or "")


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


def is_lesson(page: Page) -> bool:
    """Tell whether a page is a lesson: its front matter says so, or else its name."""
    return bool(page.meta.get("lesson", page.file.src_uri.rsplit("/", 1)[-1] == "transcript.md"))


def _printable(page: Page) -> document.Page:
    return document.Page(
        title=str(page.title), url=page.url, html=page.content or "", source=page.file.src_uri, meta=page.meta
    )


def _flat(links: Iterable[AnchorLink]) -> Iterator[AnchorLink]:
    for link in links:
        yield link
        yield from _flat(link.children)
