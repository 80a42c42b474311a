"""What MkDocs does for the extension: its pages as other plugins leave them, its log, and what was found."""

import logging
import re
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from tracktwo.hosts.mkdocs_pages import MkDocsSources, find_lessons, is_kept_back, linked_page
from tracktwo.hosts.page_links import suggest_url, with_leads
from tracktwo.linking.page.context import PageContext
from tracktwo.linking.page.host import mkdocs_page
from tracktwo.model.lesson import ListedLesson
from tracktwo.model.page import LinkedPage, PageRecord
from tracktwo.model.problem import Problem, on_one_line
from tracktwo.model.sources import displayed
from tracktwo.model.vocabulary import USE_COMMENT

log = get_plugin_logger("tracktwo")
_OF_PLUGINS = ("mkdocs.plugins.", "mkdocs.material")
_LIST_ITEMS = re.compile(r"\n(?= |$)")  # the lines that MkDocs itself begins


def _with_harmless_lines(record: logging.LogRecord) -> bool:
    """Have MkDocs' own messages, which quote pages and names of files, steer no terminal and no workflow.

    Other plugins may have colours of their own.
    """
    if record.name.startswith("mkdocs.") and not record.name.startswith(_OF_PLUGINS):
        lines = _LIST_ITEMS.split(record.getMessage())
        record.msg, record.args = "\n".join(map(on_one_line, lines)), ()
    return True


class MkDocsHost:
    """One build of a site with MkDocs or ProperDocs."""

    marks_entries = keeps_records = True
    # But for books, which name the pages that use a term, and with `study`.
    marks_uses = asks_questions = False

    def __init__(self, config: MkDocsConfig) -> None:
        """Begin a build in which no page was read."""
        for handler in (*logging.getLogger("mkdocs").handlers, *logging.getLogger().handlers):
            handler.addFilter(_with_harmless_lines)  # once, however often
        self.config = config
        self.config_file = displayed(config.config_file_path)
        self.problems: dict[Problem, None] = {}  # in the order in which they were found
        self.records: dict[str, PageRecord] = {}
        self.marked: dict[str, str] = {}  # by the HTML of a page, the same with what marks uses
        self.files = Files([])
        self.nav = Navigation([], [])
        self.leads: dict[str, str] = {}  # the paths of the site's books and flash cards
        self.sources = MkDocsSources(config, self.files)
        self.displayed = self.sources.displayed
        self._suggest_urls: dict[tuple[str, ...], str] = {}

    def has_files(self, files: Files, leads: Mapping[str, str]) -> None:
        """Take the files of the site, before its pages are read, and where lessons lead to in it."""
        self.files = files
        self.leads = dict(leads)
        self.sources = MkDocsSources(self.config, files)

    def has_nav(self, nav: Navigation) -> None:
        """Take the order of the pages, which now know where they are edited."""
        self.nav = nav
        self._suggest_urls.clear()

    def suggest_url(self, glossary: Sequence[str]) -> str:
        """Return where readers suggest a term for a glossary, by its pages; empty where it is not known."""
        key = tuple(glossary)
        if key not in self._suggest_urls:
            pages = [file.page for file in self.files.documentation_pages() if file.page]
            edited = {page.file.src_uri: page.edit_url or "" for page in pages}
            self._suggest_urls[key] = suggest_url(glossary, edited)
        return self._suggest_urls[key]

    def page(self, md: Markdown) -> PageContext:
        """Return the page that is being converted."""
        return with_leads(mkdocs_page(md, self.sources), self.leads, self.files.src_uris)

    def lessons(self, page: PageContext) -> Sequence[ListedLesson]:
        """Return the lessons that readers of a page may read, in the order of the navigation."""
        if "encryptcontent" not in self.config.plugins or self.hides(page.path or ""):
            return self._lessons
        for lesson in self._lessons:
            self.sources.read(lesson.source)  # which that plugin waits for
        return [lesson for lesson in self._lessons if not self.hides(lesson.source)]

    def hides(self, path: str) -> bool:
        """Tell whether another plugin shows a page only to some; it knows once the page has been read."""
        file = self.files.get_file_from_path(path)
        return bool(file and file.page and is_kept_back(file.page))

    def report(self, problem: Problem) -> None:
        """Log what is wrong, in the words and at the level of its severity; each thing once."""
        if problem not in self.problems:
            self.problems[problem] = None
            (log.info if problem.severity == "notice" else log.warning)(problem.text)

    def receive(self, record: PageRecord) -> None:
        """Keep what was found on a page."""
        self.records[record.source] = record
        if self.marks_uses:
            self.marked[USE_COMMENT.sub("", record.html)] = record.html

    def linked_pages(self) -> tuple[LinkedPage, ...]:
        """Return the rendered pages in the order of the navigation; those it lacks come last."""
        return tuple(self._linked(page) for page in self.rendered() if not is_kept_back(page))

    def rendered(self) -> Collection[Page]:
        """Return all pages in that order."""
        in_nav = {page.file.src_uri: page for page in self.nav.pages}
        rendered = {file.src_uri: file.page for file in self.files.documentation_pages() if file.page}
        return {**in_nav, **rendered}.values()

    def check_converted(self) -> None:
        """Report pages that another plugin makes without Python-Markdown, as notebooks, by the first."""
        found = [page.file.src_uri for page in self.rendered() if page.content]
        found = [source for source in found if source not in self.records]
        if found:
            more = f" (and {len(found) - 1} more)" * (len(found) > 1)
            message = f"another plugin makes this page{more} without Python-Markdown: no term in it is linked"
            remedy = "write a link to the glossary where one matters"
            self.report(Problem(self.displayed(found[0]), 1, "not-markdown", "notice", message, remedy))

    def _linked(self, page: Page) -> LinkedPage:
        """Return a page; what marks its uses is in it unless another plugin has changed it by then."""
        source, html = page.file.src_uri, page.content or ""
        record = self.records.get(source, PageRecord(source))
        return linked_page(page, self.marked.get(html, html), record)

    @cached_property
    def _lessons(self) -> tuple[ListedLesson, ...]:
        """All pages are read for it, and only if one asks."""
        return find_lessons(self.nav, self.files)
