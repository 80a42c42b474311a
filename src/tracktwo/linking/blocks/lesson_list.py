"""The lessons of a site by series or by the terms they teach, or the one lesson, for `[LESSONS]`."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from xml.etree.ElementTree import Element

from tracktwo.linking.blocks.marker_context import MarkerContext
from tracktwo.linking.matching.taught import taught_terms
from tracktwo.linking.page.context import link_between
from tracktwo.model.lesson import LessonMeta, ListedLesson, is_image
from tracktwo.model.markdown.lesson_text import LessonText
from tracktwo.model.markdown.unique_ids import UniqueIds
from tracktwo.model.term import Term
from tracktwo.wording import counted, words, written_date

Item = TypeVar("Item")
Key = TypeVar("Key", bound=Hashable)

MIN_FILTERED = 8  # lessons: fewer are seen at a glance
_MAX_TAUGHT = 12  # sections by what is taught: more would be a list of headings


@dataclass(frozen=True, slots=True)
class ShownLesson:
    """A lesson in a list: where it and its picture are from this page, and what is said of it there.

    `people` are its authors and who else speaks; `says` is what it is for, or how it begins, where it stands
    for the first time.
    """

    address: str
    title: str
    meta: LessonMeta
    text: LessonText
    terms: Sequence[Term]
    people: Sequence[str]
    date: str
    image: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonSection:
    """Lessons below their series or the terms that they all teach, or below a label where they have neither.

    `before` and `after` stand around the terms: `4 lessons teach Track two diplomacy: take your pick`.
    """

    label: str
    lessons: Sequence[ShownLesson]
    terms: Sequence[Term] = ()
    anchor: str = ""
    before: str = ""
    after: str = ""


def fill_lessons(paragraph: Element, page: MarkerContext) -> None:
    """Turn `<p>[LESSONS]</p>` into the one lesson of the site, or into lists of lessons."""
    lessons = [lesson for lesson in page.host.lessons(page.context) if lesson.source != page.context.path]
    is_one = len(lessons) == 1
    of_page = words(page.language, "lesson")
    page.fill(
        paragraph,
        "lessons.html",
        lesson=_shown(lessons[0], page) if is_one else None,
        sections=() if is_one else list(_sections(lessons, page)),
        counted=counted(page.words["lessons-counted"], len(lessons)) if len(lessons) >= MIN_FILTERED else "",
        is_dated=any(lesson.meta.date for lesson in lessons),
        kinds={
            "video": of_page["video"], "audio": page.words["audio"], "teaches": of_page["terms"],
            "heard": page.words["length"], "read": of_page["minutes"],
        },
    )  # fmt: skip


def _sections(lessons: Sequence[ListedLesson], page: MarkerContext) -> Iterator[LessonSection]:
    """Yield lessons below their series, in their order, or else below the terms they teach."""
    series = _grouped(lessons, lambda lesson: [lesson.meta.series] if lesson.meta.series else [])
    shown: set[ListedLesson] = set()
    if series:
        for label, listed in series.items():
            yield LessonSection(label=label, lessons=_listed(listed, shown, page))
    else:
        yield from _taught_sections(lessons, shown, page)
    if rest := [lesson for lesson in lessons if lesson not in shown]:
        label = page.words["more-lessons" if shown else "lessons"]
        yield LessonSection(label=label, lessons=_listed(rest, shown, page))


def _taught_sections(
    lessons: Sequence[ListedLesson], shown: set[ListedLesson], page: MarkerContext
) -> Iterator[LessonSection]:
    """Yield lessons below the terms they teach, the most taught first; none where that parts too much.

    Terms that the same lessons teach stand together. A lesson says below its first terms what it is for.
    """
    by_term = _grouped(lessons, lambda lesson: _terms(lesson, page))
    by_name = sorted(by_term, key=lambda term: term.headword.casefold())
    taught = _grouped(by_name, lambda term: [tuple(by_term[term])])
    ids = UniqueIds()
    for taught_by in sorted(taught, key=len, reverse=True) if len(taught) <= _MAX_TAUGHT else ():
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


def _grouped(items: Iterable[Item], keys: Callable[[Item], Iterable[Key]]) -> Mapping[Key, list[Item]]:
    """Return items by each of their keys, in the order of both."""
    groups: dict[Key, list[Item]] = {}
    for item in items:
        for key in keys(item):
            groups.setdefault(key, []).append(item)
    return groups


def _listed(
    lessons: Iterable[ListedLesson], shown: set[ListedLesson], page: MarkerContext
) -> list[ShownLesson]:
    listed = []
    for lesson in lessons:
        listed.append(_shown(lesson, page, first=lesson not in shown))
        shown.add(lesson)
    return listed


def _shown(lesson: ListedLesson, page: MarkerContext, *, first: bool = True) -> ShownLesson:
    meta, context = lesson.meta, page.context
    has_image = is_image(meta.image) and context.sources.exists(meta.image)
    return ShownLesson(
        address=link_between(context.path or "", lesson.source),
        title=lesson.title,
        meta=meta,
        text=lesson.text,
        terms=_terms(lesson, page),
        people=tuple(dict.fromkeys((*meta.authors, *lesson.text.speakers))),
        date=written_date(meta.date, page.language) if meta.date else "",
        image=context.link_to_file(meta.image) if has_image else "",
        says=(meta.objective or meta.description or lesson.text.opening) if first else "",
    )


def _terms(lesson: ListedLesson, page: MarkerContext) -> list[Term]:
    found = taught_terms(lesson.meta.teaches, page.matcher)
    return list(dict.fromkeys(term for _, term in found if term))
