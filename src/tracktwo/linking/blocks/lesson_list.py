"""The lessons of a site by the terms they teach, or the one lesson, where a page says `[LESSONS]`."""

from collections.abc import Iterable, Sequence
from functools import partial
from xml.etree.ElementTree import Element, SubElement

from markdown.extensions.toc import unique

from tracktwo.linking.blocks.marker_context import MarkerContext
from tracktwo.linking.blocks.terms_marker import define
from tracktwo.linking.matching.taught import taught_terms
from tracktwo.linking.page.context import link_between
from tracktwo.linking.page.tooltips import in_tree
from tracktwo.model.lesson import ListedLesson
from tracktwo.model.term import Term
from tracktwo.wording import counted


def fill_lessons(paragraph: Element, page: MarkerContext) -> None:
    """Turn `<p>[LESSONS]</p>` into the one lesson of the site, or into a list of lessons for each term.

    Search leaves it out, since it finds the lessons themselves, and the terms.
    """
    lessons = [lesson for lesson in page.host.lessons(page.context) if lesson.source != page.context.path]
    paragraph.clear()
    paragraph.tag = "div"
    paragraph.attrib.update({"class": "lessons", "data-search-exclude": ""})
    paragraph.tail = "\n"
    if len(lessons) == 1:
        _show(paragraph, lessons[0], page)
    else:
        _list_by_term(paragraph, lessons, page)


def _show(holder: Element, lesson: ListedLesson, page: MarkerContext) -> None:
    """Show a lesson: what it is, what it is for, the way in, and the terms it teaches."""
    address = link_between(page.context.path or "", lesson.source)
    SubElement(SubElement(holder, "h2"), "a", {"href": address, **page.direction}).text = in_tree(
        lesson.title
    )
    for text, name in ((lesson.meta.author, "lesson-by"), (lesson.meta.objective, "lesson-objective")):
        if text:
            SubElement(holder, "p", {"class": name, **page.direction}).text = in_tree(text)
    way = SubElement(holder, "p", {"class": "actions"})
    SubElement(way, "a", {"href": address, "class": "md-button md-button--primary"}).text = page.words[
        "read-lesson"
    ]
    if terms := _terms(lesson, page):
        SubElement(holder, "h3").text = page.words["terms-taught"]
        define(SubElement(holder, "dl", {"class": "terms"}), terms, page)


def _list_by_term(holder: Element, lessons: Sequence[ListedLesson], page: MarkerContext) -> None:
    """List lessons below the terms they teach, the most taught terms first; those that teach none come last.

    Terms that the same lessons teach stand together. A lesson says below its first terms what it is for.
    """
    ids: set[str] = set()
    shown: set[ListedLesson] = set()
    sections = _sections(lessons, page)
    for taught_by in sorted(sections, key=len, reverse=True):
        _head(holder, sections[taught_by], len(taught_by), ids, page)
        _list(holder, taught_by, shown, page)
    if rest := [lesson for lesson in lessons if lesson not in shown]:
        SubElement(holder, "h2").text = page.words["more-lessons" if shown else "lessons"]
        _list(holder, rest, shown, page)


def _sections(
    lessons: Iterable[ListedLesson], page: MarkerContext
) -> dict[tuple[ListedLesson, ...], list[Term]]:
    """Return the terms, by name, that the same lessons teach."""
    taught: dict[Term, list[ListedLesson]] = {}
    for lesson in lessons:
        for term in _terms(lesson, page):
            taught.setdefault(term, []).append(lesson)
    sections: dict[tuple[ListedLesson, ...], list[Term]] = {}
    for term in sorted(taught, key=lambda term: term.headword.casefold()):
        sections.setdefault(tuple(taught[term]), []).append(term)
    return sections


def _head(holder: Element, terms: Sequence[Term], count: int, ids: set[str], page: MarkerContext) -> None:
    """Say how many lessons teach some terms: `4 lessons teach Track two diplomacy: take your pick`."""
    label = ", ".join(term.headword for term in terms)
    anchor = unique(f"lessons-{terms[0].anchor}", ids)
    heading = SubElement(holder, "h2", {"id": anchor, "data-toc-label": in_tree(label)})
    add_small = partial(SubElement, heading, "small", page.direction)
    before, after = counted(page.words["teach"], count, terms="\0").split("\0")
    if before:
        add_small().text = before.rstrip()
        heading[-1].tail = " "
    for number, term in enumerate(terms, 1):
        link = page.definitions.link(term)
        link.text = in_tree(term.headword)
        heading.append(link)
        if number < len(terms):
            link.tail = page.words["comma" if number + 1 < len(terms) else "and"]
    if after:
        add_small().text = after


def _list(
    holder: Element, lessons: Iterable[ListedLesson], shown: set[ListedLesson], page: MarkerContext
) -> None:
    listed = SubElement(holder, "ul")
    for lesson in lessons:
        item = SubElement(listed, "li")
        address = link_between(page.context.path or "", lesson.source)
        link = SubElement(item, "a", {"href": address, **page.direction})
        link.text = in_tree(lesson.title)
        if lesson.meta.author:
            link.tail = " "
            SubElement(item, "span", {"class": "lesson-by"}).text = in_tree(lesson.meta.author)
        if lesson.meta.objective and lesson not in shown:
            SubElement(item, "p", page.direction).text = in_tree(lesson.meta.objective)
        shown.add(lesson)


def _terms(lesson: ListedLesson, page: MarkerContext) -> list[Term]:
    found = taught_terms(lesson.meta.teaches, page.matcher)
    return list(dict.fromkeys(term for _, term in found if term))
