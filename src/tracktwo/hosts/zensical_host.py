"""What Zensical's pages are, kept while it converts them: they become a Site when it is done."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from lxml.etree import ParserError
from lxml.html import HtmlElement, fragment_fromstring, tostring
from markdown import Markdown

from tracktwo.hosts.mkdocs_pages import as_text
from tracktwo.hosts.page_links import leads, suggest_url, with_leads
from tracktwo.hosts.zensical_project import ZensicalProject
from tracktwo.linking.page.context import PageContext, link_target
from tracktwo.linking.page.host import StandaloneHost, disk_sources
from tracktwo.model.addresses import relative_url
from tracktwo.model.lesson import ListedLesson, unplayable
from tracktwo.model.markdown.headings import plain_text
from tracktwo.model.page import LinkedPage, PageRecord
from tracktwo.model.problem import Problem
from tracktwo.model.site import Site
from tracktwo.model.sources import Sources, displayed
from tracktwo.model.term import Glossary
from tracktwo.publishing.outputs import output_paths
from tracktwo.publishing.study.cards_page import CARDS_PAGE


class ZensicalHost(StandaloneHost):
    """One build of a site with Zensical."""

    marks_entries = keeps_records = True

    def __init__(self, project: ZensicalProject) -> None:
        """Begin a build in which no page was converted."""
        super().__init__(str(project.docs_dir))
        self.project = project
        self.marks_uses = project.settings.has_books
        self.asks_questions = project.settings.study
        self.sources = disk_sources(str(project.docs_dir))
        self.problems: dict[Problem, None] = dict.fromkeys(project.problems)
        self.config_file = displayed(str(project.file))
        self.files = _files(project.docs_dir)
        self._pages: dict[str, tuple[PageContext, PageRecord]] = {}
        self._converting: dict[str, PageContext] = {}
        self._suggest_urls: dict[tuple[str, ...], str] = {}
        self._edited = ""  # what stands before the path of a page where it is edited
        if project.settings.study and CARDS_PAGE not in self.files:
            what, remedy = "Zensical makes no page of cards by itself", "write it, with `[CARDS]` on a line"
            file = self.sources.displayed(CARDS_PAGE)
            self.report(Problem(file, 0, "no-cards-page", "notice", what, remedy))
        lessons = [lesson.source for lesson in self.lessons(PageContext(None, self.sources))]
        self._leads = leads(project.settings, project.title, lessons)
        self.published = self.files | set(output_paths(project.settings, project.title, lessons))

    def page(self, md: Markdown) -> PageContext:
        """Return the page that is being converted."""
        page = with_leads(super().page(md), self._leads, self.published)
        page = replace(page, waits_for_addresses=True)
        self._converting[page.path or ""] = page
        self._edited = page.links.edit.removesuffix(page.path or "")
        return page

    def suggest_url(self, glossary: Sequence[str]) -> str:
        """Return where readers suggest a term for a glossary; empty where it is not known."""
        key = tuple(glossary)
        if key not in self._suggest_urls and self._edited:
            pages = filter(lambda path: path.endswith(".md"), sorted(self.files))
            self._suggest_urls[key] = suggest_url(key, {path: self._edited + path for path in pages})
        return self._suggest_urls.get(key, "")

    def lessons(self, page: PageContext) -> Sequence[ListedLesson]:
        """Return the lessons in the order of the navigation."""
        order = {source: number for number, source in enumerate(self.project.nav)}
        return sorted(super().lessons(page), key=lambda lesson: order.get(lesson.source, len(order)))

    def report(self, problem: Problem) -> None:
        """Keep what is wrong, once in a build."""
        self.problems[problem] = None

    def receive(self, record: PageRecord) -> None:
        """Keep what was found on a page, and give its theme, which prints them as they are, texts as HTML."""
        page = self._converting[record.source]
        for problem in unplayable(page.meta, self.files, lambda: self.sources.read(record.source)):
            self.report(problem.at(self.sources.displayed(record.source)))
        is_heading = "title" not in page.meta and not self.project.nav_entry(record.source).title
        title = plain_text(page.title) if is_heading else page.title  # a heading is as it is written
        self._pages[record.source] = replace(page, title=title), record
        if isinstance(page.meta, dict):
            said = {"author": ", ".join(record.meta.authors), "title": title if is_heading else ""}
            page.meta.update({name: text for name, text in said.items() if text})
            if record.meta.objective:
                page.meta.setdefault("description", record.meta.objective)
            for key in {"author", "description", "title"} & page.meta.keys():
                page.meta[key] = as_text(page.meta[key])

    def site(self) -> Site:
        """Return the site that the pages make, in the order of the navigation, or of their files."""
        order = {source: number for number, source in enumerate(self.project.nav)}
        urls = {path: page.url or "" for path, (page, _) in self._pages.items()}
        sources = sorted(self._pages, key=lambda source: (order.get(source, len(order)), _in_files(source)))
        pages = tuple(self._linked(source, urls) for source in sources)
        return Site(
            title=self.project.title,
            language=self.project.language,
            pages=pages,
            glossary=Glossary.joined(dict.fromkeys(page.record.glossary.own for page in pages)),
            nav=tuple(source for source in sources if source in order or not order),
            address=self.project.address,
            description=self.project.description,
            version=self.project.version,
        )

    def _linked(self, source: str, urls: Mapping[str, str]) -> LinkedPage:
        page, record = self._pages[source]
        root = _parsed(record.html)
        root.rewrite_links(lambda link: _resolved(link, page, urls), resolve_base_href=False)
        return LinkedPage(
            source=source,
            url=page.url or "",
            title=page.title,
            html=tostring(root, encoding="unicode"),
            markdown=read_source(self.sources, source),
            sections=self.project.nav_entry(source).sections,
            anchors=frozenset(element.get("id", "") for element in root.iter("*")),
            record=record,
        )


def _files(docs: Path) -> set[str]:
    """Return the paths of all files below the folder of documents."""
    found = (Path(folder, name) for folder, _, names in os.walk(docs) for name in names)
    return {file.relative_to(docs).as_posix() for file in found}


def read_source(sources: Sources, path: str) -> str:
    """Return the source of a page; nothing of one that an extension has made."""
    return sources.read(path) if sources.exists(path) else ""


def _in_files(source: str) -> Any:  # noqa: ANN401 - to sort by
    """Return what puts a page where MkDocs has it by itself: an index first, files before folders."""
    *folders, name = source.split("/")
    return folders, name.lower() not in ("index.md", "readme.md"), name


def _parsed(html: str) -> HtmlElement:
    try:
        return fragment_fromstring(html, create_parent="div")
    except ParserError:  # there is no element and no word
        return fragment_fromstring("", create_parent="div")


def _resolved(link: str, page: PageContext, urls: Mapping[str, str]) -> str:
    """Return a link of a page's Markdown as it leads from its address: what Zensical makes of it."""
    path, _ = link_target(page.path or "", link)
    if link.startswith(("#", "/", "?")) or not path:
        return link
    address = relative_url(page.url or "", urls[path] if path in urls else quote(path))
    fragment = urlsplit(link).fragment
    return f"{address}#{fragment}" if fragment else address
