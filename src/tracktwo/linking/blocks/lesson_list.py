"""The lessons of a site by the terms they teach, or the one lesson, where a page says `[LESSONS]`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from tracktwo.linking.blocks.marker_context import MarkerContext
from tracktwo.linking.matching.taught import taught_terms
from tracktwo.linking.page.context import link_between
from tracktwo.model.lesson import LessonMeta, ListedLesson
from tracktwo.model.markdown.unique_ids import UniqueIds
from tracktwo.model.term import Term
from tracktwo.wording import counted


@dataclass(frozen=True, slots=True)
class ShownLesson:
    """A lesson in a list: where it is from this page, and whether it says there what it is for."""

    address: str
    title: str
    meta: LessonMeta
    terms: Sequence[Term]
    says_objective: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonSection:
    """Lessons below the terms that they all teach, or below a label where they teach none.

    `before` and `after` stand around the terms: `4 lessons teach Track two diplomacy: take your pick`.
    """

    label: str
    lessons: Sequence[ShownLesson]
    terms: Sequence[Term] = ()
    anchor: str = ""
    before: str = ""
    after: str = ""


def fill_lessons(paragraph: Element, page: MarkerContext) -> None:
    """Turn `<p>[LESSONS]</p>` into the one lesson of the site, or into a list of lessons for each term."""
    lessons = [lesson for lesson in page.host.lessons(page.context) if lesson.source != page.context.path]
    if len(lessons) == 1:
        page.fill(paragraph, "lessons.html", lesson=_shown(lessons[0], page), sections=())
    else:
        page.fill(paragraph, "lessons.html", lesson=None, sections=list(_sections(lessons, page)))


def _sections(lessons: Sequence[ListedLesson], page: MarkerContext) -> Iterator[LessonSection]:
    """Yield lessons below the terms they teach, the most taught first; those that teach none come last.

    Terms that the same lessons teach stand together. A lesson says below its first terms what it is for.
    """
    ids = UniqueIds()
    shown: set[ListedLesson] = set()
    taught = _taught_together(lessons, page)
    for taught_by in sorted(taught, key=len, reverse=True):
        terms = taught[taught_by]
        before, after = counted(page.words["teach"], len(taught_by), terms="\0").split("\0")
        yield LessonSection(
            label=", ".join(term.headword for term in terms),
            terms=terms,
            anchor=ids.add(f"lessons-{terms[0].anchor}"),
            before=before.rstrip(),
            after=after,
            lessons=_listed(taught_by, shown, page),
        )
    if rest := [lesson for lesson in lessons if lesson not in shown]:
        label = page.words["more-lessons" if shown else "lessons"]
        yield LessonSection(label=label, lessons=_listed(rest, shown, page))


def _taught_together(
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


def _listed(
    lessons: Iterable[ListedLesson], shown: set[ListedLesson], page: MarkerContext
) -> list[ShownLesson]:
    listed = []
    for lesson in lessons:
        listed.append(_shown(lesson, page, first=lesson not in shown))
        shown.add(lesson)
    return listed


def _shown(lesson: ListedLesson, page: MarkerContext, *, first: bool = True) -> ShownLesson:
    address = link_between(page.context.path or "", lesson.source)
    says_objective = first and bool(lesson.meta.objective)
    return ShownLesson(address, lesson.title, lesson.meta, _terms(lesson, page), says_objective)


def _terms(lesson: ListedLesson, page: MarkerContext) -> list[Term]:
    found = taught_terms(lesson.meta.teaches, page.matcher)
    return list(dict.fromkeys(term for _, term in found if term))
