"""What a host does for the extension: it says which page is converted, and takes what is found on it."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from html import unescape
from typing import Any, Protocol
from urllib.parse import urljoin

from markdown import Markdown

from tracktwo.linking.page.context import PageContext, PageLinks
from tracktwo.model.lesson import ListedLesson, listed_lesson
from tracktwo.model.page import PageRecord
from tracktwo.model.problem import Problem
from tracktwo.model.sources import DiskSources, Sources


class Host(Protocol):
    """A program that converts pages and knows more of them than their Markdown.

    The linker leaves marks for it (see the vocabulary): where it `marks_uses`, one where a term is used
    without a link; where it `marks_entries`, one where an entry of the glossary ends. What is found on a
    page is put together where it `keeps_records`; such a host has styles and scripts put into the page's
    head. Where it `asks_questions`, each lesson ends with some.
    """

    marks_uses: bool
    marks_entries: bool
    keeps_records: bool
    asks_questions: bool
    config_file: str  # of the site, as messages show it; empty where it is not known

    def page(self, md: Markdown) -> PageContext:
        """Return the page that is being converted."""

    def lessons(self, page: PageContext) -> Sequence[ListedLesson]:
        """Return the lessons of the site that the page is in, in their order."""

    def suggest_url(self, glossary: Sequence[str]) -> str:
        """Return where readers suggest a term for a glossary, by its pages; empty where it is not known."""

    def hides(self, path: str) -> bool:
        """Tell whether a page is shown only to some, who know a password."""

    def report(self, problem: Problem) -> None:
        """Say what is wrong, once in a build."""

    def receive(self, record: PageRecord) -> None:
        """Take what was found on a page."""


class StandaloneHost:
    """Stands in where no plugin runs: MkDocs with the extension alone, Zensical, plain Python-Markdown.

    `docs` is the folder of documents, where the program that converts pages does not say.
    """

    marks_uses = marks_entries = keeps_records = asks_questions = False
    config_file = ""

    def __init__(self, docs: str) -> None:
        """Begin without a page."""
        self._docs = docs

    def page(self, md: Markdown) -> PageContext:
        """Ask MkDocs or ProperDocs, then Zensical; else there is `docs`, and the meta extension."""
        if "relpath" in md.treeprocessors:
            relpath: Any = md.treeprocessors["relpath"]
            _begin_build(relpath.config)
            return mkdocs_page(md, disk_sources(str(relpath.config["docs_dir"])))
        if "rendering_context" in md.preprocessors:
            return _zensical_page(md, disk_sources(self._docs))
        # The meta extension gives each key the lines that it has, as they are written.
        meta = {key: _value(" ".join(lines)) for key, lines in getattr(md, "Meta", {}).items()}
        return PageContext(None, disk_sources(self._docs), meta)

    def lessons(self, page: PageContext) -> Sequence[ListedLesson]:
        """Return the lessons among all pages below the folder of documents, by path."""
        return tuple(_lessons(page.sources))

    def suggest_url(self, glossary: Sequence[str]) -> str:  # noqa: ARG002 - the code host is not known
        """Return nothing."""
        return ""

    def hides(self, path: str) -> bool:  # noqa: ARG002 - no plugin runs
        """Return no."""
        return False

    def report(self, problem: Problem) -> None:
        """Log what is wrong."""
        if problem not in _reported:
            _reported.add(problem)
            level = logging.INFO if problem.severity == "notice" else logging.WARNING
            logging.getLogger("tracktwo").log(level, problem.text)

    def receive(self, record: PageRecord) -> None:
        """Do without it."""


@contextmanager
def standing_in(host: Host) -> Iterator[None]:
    """Have a host serve the extensions that are made by their name alone, until the block ends."""
    _standing_in.append(host)
    try:
        yield
    finally:
        _standing_in.pop()


def stand_in(docs: str) -> Host:
    """Return what serves an extension that was made by its name."""
    return _standing_in[-1] if _standing_in else StandaloneHost(docs)


_standing_in: list[Host] = []


def mkdocs_page(md: Markdown, sources: Sources) -> PageContext:
    """Return the page that MkDocs or ProperDocs is converting."""
    relpath: Any = md.treeprocessors["relpath"]
    config, theme, page = relpath.config, relpath.config["theme"], relpath.file.page
    return PageContext(
        path=relpath.file.src_uri,
        sources=sources,
        meta=getattr(page, "meta", None) or {},
        language=str(theme.get("language") or theme.locale or ""),
        url=getattr(page, "url", None),
        title=unescape(str(getattr(page, "title", None) or "")),
        site_name=str(config.get("site_name") or ""),
        links=PageLinks(
            edit=getattr(page, "edit_url", None) or "", canonical=getattr(page, "canonical_url", None) or ""
        ),
        templates=_templates(getattr(theme, "custom_dir", None)),
        locale=str(getattr(relpath.file, "locale", None) or ""),
    )


def _value(text: str) -> object:
    return {"true": True, "false": False}.get(text.strip().lower(), text)


def _zensical_page(md: Markdown, sources: Sources) -> PageContext:
    context: Any = md.preprocessors["rendering_context"]
    _begin_build(context.config)
    config, page = context.config, context.page
    theme = config["theme"]
    # Zensical takes the last slashes off.
    repository, edit = (str(config.get(name) or "").rstrip("/") for name in ("repo_url", "edit_uri"))
    address = str(config.get("site_url") or "").rstrip("/")
    return PageContext(
        path=page.path,
        sources=sources,
        meta=page.meta or {},
        language=str(theme.get("language") or ""),
        links_resolved_in_html=True,
        url=page.url,
        title=unescape(str(page.title or "")),
        site_name=str(config.get("site_name") or ""),
        links=PageLinks(
            edit=urljoin(f"{repository}/", f"{edit}/{page.path}") if repository and edit else "",
            canonical=f"{address}/{page.url}" if address else "",
        ),
        templates=_templates(theme.get("custom_dir")),
    )


def _templates(overrides: str | None) -> tuple[str, ...]:
    """Return the folder below a site's overrides in which it may have templates of its own."""
    return (f"{overrides}/tracktwo",) if overrides else ()


# What was said in the build that is going on, which is known by an object of its host's that lasts as long.
# The extension itself does not: MkDocs and Zensical make one for each page.
_reported: set[Problem] = set()
_build: list[object] = []


def _begin_build(build: object) -> None:
    """Forget what was said in the build before."""
    if not _build or _build[0] is not build:
        _build[:] = [build]
        _reported.clear()


@lru_cache(maxsize=8)
def disk_sources(docs: str) -> DiskSources:
    """Return the pages below a folder; for the same folder the same, since it keeps what it has looked up."""
    return DiskSources(docs)


def _lessons(sources: Sources) -> Iterator[ListedLesson]:
    for path in sources.pages_below(""):
        lesson = _lesson_at(sources, path, sources.version(path))
        if lesson:
            yield lesson


@lru_cache(maxsize=4096)
def _lesson_at(sources: Sources, path: str, _version: object) -> ListedLesson | None:
    try:
        return listed_lesson(path, sources.read(path))
    except (OSError, UnicodeDecodeError):
        return None  # its own conversion says what is wrong with it
