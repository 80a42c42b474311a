"""A book: rendered pages of lessons and of the glossary, as one document tree."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tracktwo.model.lesson import LessonMeta
from tracktwo.model.page import LinkedPage
from tracktwo.model.problem import Problem
from tracktwo.publishing.book.html_page import ParsedPage, beginning_of
from tracktwo.publishing.book.link_targets import resolver_for
from tracktwo.publishing.book.nodes import all_elements, elements, without_dead_links
from tracktwo.publishing.book.page_collector import PageCollector, entry_anchors
from tracktwo.publishing.book.tree import BookTree, Chapter, GlossaryPart, TitlePage, title_page


@dataclass(frozen=True)
class Book:
    """A book: what it holds, the folder of its images, and what is wrong in its pages.

    Of its `problems`, a warning is for the page's author, and a notice is no fault of the page.
    """

    tree: BookTree
    problems: tuple[Problem, ...]
    docs_dir: Path


def make_book(
    lessons: Sequence[ParsedPage],
    glossary: Sequence[ParsedPage],
    *,
    title: str,
    language: str,
    site_url: str | None,
    docs_dir: Path,
    date: datetime.date | None = None,
) -> Book:
    """Make a book of lessons, in their order, with the glossary at its end.

    One lesson gives the book its title page; of several each is a chapter, and the book is called `title`.
    `date` is the book's own, on its title page and in its metadata; without it, the newest lesson's.
    """
    lessons, glossary = list(map(beginning_of, lessons)), list(map(beginning_of, glossary))
    links = resolver_for([*lessons, *glossary], site_url, docs_dir)
    collector = PageCollector(links, entry_anchors(glossary), language)
    pages = [lesson.page for lesson in lessons]
    date = date or max(filter(None, (page.meta.date for page in pages)), default=None)
    alone = len(lessons) == 1
    for lesson in lessons:
        collector.add_lesson(lesson, alone=alone)
    front = _cover(title, pages, date, language)
    if alone:
        meta = pages[0].meta
        front = title_page(pages[0].title or title, replace(meta, date=meta.date or date), language)
    tree = collector.tree(front, date, collector.glossary(glossary))
    return Book(tree, tuple(collector.problems), docs_dir)


def lesson_books(
    lessons: Iterable[ParsedPage],
    glossary: Sequence[ParsedPage],
    *,
    language: str,
    site_url: str | None,
    docs_dir: Path,
) -> Iterator[Book]:
    """Make a book of each lesson, with those terms of the glossary that it uses.

    The glossary is read once. What a definition or a lesson says of other terms stays, without a link.
    """
    glossary = list(map(beginning_of, glossary))
    glossary_links = resolver_for(glossary, site_url, docs_dir)
    glossary_links.linked.update(glossary_links.anchors)
    uses = entry_anchors(glossary)
    glossary_collector = PageCollector(glossary_links, uses, language)
    entries = glossary_collector.glossary(glossary)
    notes = {it.get("name"): it.children for it in all_elements(entries) if it.get("name") and it.children}
    for lesson in map(beginning_of, lessons):
        page = lesson.page
        links = resolver_for([lesson], site_url, docs_dir, glossary_links.anchors)
        own_language = page.meta.language or language
        collector = PageCollector(links, uses, own_language)
        chapter = collector.add_lesson(lesson, alone=True)
        front = title_page(page.title or page.source, page.meta, own_language)
        used = entries and _used_entries(entries, chapter)
        tree = collector.tree(front, page.meta.date, used)
        problems = dict.fromkeys((*glossary_collector.problems, *collector.problems))
        yield Book(without_dead_links(tree, {chapter.anchor}, notes), tuple(problems), docs_dir)


def _used_entries(glossary: GlossaryPart, chapter: Chapter) -> GlossaryPart | None:
    """Return of a glossary the entries of the terms that a lesson uses, or links to, in their order."""
    terms = {node.get("term") or node.get("to") for node in all_elements(chapter)}
    body = elements(glossary.body)
    pages = [node for node in body if node.tag == "anchor" and node.get("anchor").endswith("#")]
    entries = [
        replace(node, attributes={**node.attributes, "level": "2"})
        for node in body
        if node.tag == "entry" and node.get("anchor") in terms
    ]
    return replace(glossary, body=(*pages, *entries)) if entries else None


def _cover(title: str, pages: Sequence[LinkedPage], date: datetime.date | None, language: str) -> TitlePage:
    """Say on the cover of several lessons what holds for all: their authors, and a licence they share."""
    authors = dict.fromkeys(author for page in pages for author in page.meta.authors)
    licenses = {page.meta.license for page in pages}
    shared = licenses.pop() if len(licenses) == 1 else None
    return title_page(title, LessonMeta(authors=tuple(authors), license=shared, date=date), language)
