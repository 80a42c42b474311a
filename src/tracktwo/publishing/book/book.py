"""A book: rendered pages of lessons and of the glossary, as one document tree."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tracktwo.model.problem import Problem
from tracktwo.publishing.book.colophon import Colophon
from tracktwo.publishing.book.html_page import ParsedPage, beginning_of
from tracktwo.publishing.book.link_targets import resolver_for
from tracktwo.publishing.book.nodes import all_elements, elements, language_tag, without_dead_links
from tracktwo.publishing.book.page_collector import PageCollector, entry_anchors
from tracktwo.publishing.book.tree import BookTree, Chapter, Fact, GlossaryPart
from tracktwo.wording import written_date


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
    colophon: Colophon,
    docs_dir: Path,
    drawings: Mapping[str, str] | None = None,
) -> Book:
    """Make a book of lessons, in their order, with the glossary at its end.

    One lesson gives the book its title page; of several each that is not empty is a chapter, and the book is
    called as the site is. `drawings` are those of diagrams, by their sources (see DiagramDrawer).
    """
    lessons = [beginning_of(lesson) for lesson in lessons if not lesson.is_empty] or lessons
    glossary = list(map(beginning_of, glossary))
    links = resolver_for([*lessons, *glossary], colophon.address, docs_dir)
    collector = PageCollector(links, entry_anchors(glossary), colophon, drawings)
    pages = [lesson.page for lesson in lessons]
    alone = len(lessons) == 1
    for lesson in lessons:
        collector.add_lesson(lesson, alone=alone)
    date = max(filter(None, (page.meta.date for page in pages)), default=None)
    front = colophon.of_page(pages[0]) if alone else colophon.of_book(pages, date)
    tree = collector.tree(front, date, collector.glossary(glossary))
    return Book(tree, tuple(collector.problems), docs_dir)


def lesson_books(
    lessons: Iterable[ParsedPage],
    glossary: Sequence[ParsedPage],
    colophon: Colophon,
    docs_dir: Path,
    drawings: Mapping[str, str] | None = None,
) -> Iterator[Book]:
    """Make a book of each lesson, with those terms of the glossary that it uses.

    The glossary is read once. What a definition or a lesson says of other terms stays, without a link.
    """
    glossary = list(map(beginning_of, glossary))
    glossary_links = resolver_for(glossary, colophon.address, docs_dir)
    glossary_links.linked.update(glossary_links.anchors)
    uses = entry_anchors(glossary)
    glossary_collector = PageCollector(glossary_links, uses, colophon, drawings)
    entries = glossary_collector.glossary(glossary)
    notes = {it.get("name"): it.children for it in all_elements(entries) if it.get("name") and it.children}
    for lesson in map(beginning_of, lessons):
        page = lesson.page
        links = resolver_for([lesson], colophon.address, docs_dir, glossary_links.anchors)
        own = replace(colophon, language=page.meta.language or colophon.language)
        collector = PageCollector(links, uses, own, drawings)
        chapter = collector.add_lesson(lesson, alone=True)
        used = entries and _used_entries(entries, chapter)
        tree = collector.tree(own.of_page(page), page.meta.date, used)
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


def with_edition(book: Book, changed: int, version: str = "") -> Book:
    """Return a book that says its version, and when its pages last changed, if not its date.

    Of `version` nothing is said where it is empty; `changed` are seconds since 1970.
    """
    tree = book.tree
    day = datetime.datetime.fromtimestamp(changed, datetime.UTC).date()
    language = language_tag(tree.language, tree.region)
    date = written_date(day, language) if changed and day.isoformat() != tree.date else ""
    if not (version or date):
        return book
    fact = Fact(tree.words["edition"], (", ".join(filter(None, (version, date))),))
    return replace(book, tree=replace(tree, facts=(*tree.facts, fact)))
