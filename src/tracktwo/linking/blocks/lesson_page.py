"""A lesson's page: its header with its title, its recording, its text, and at its end how to mend it.

    <h1>Title</h1> <p>Words.</p>

    <div class="lesson-page">
      <header class="lesson" data-tracktwo> <h1>Title</h1> ... </header>
      <section class="player" data-tracktwo> ... </section>
      <div id="lesson-text"> <p>Words.</p> ... </div>
    </div>

The elements are added before the host resolves links, and put together after it: MkDocs takes a page's
title from an `h1` that is at the top of the tree.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote
from xml.etree.ElementTree import Element

from tracktwo.linking.blocks.marker_context import MarkerContext
from tracktwo.linking.blocks.speakers import add_speakers
from tracktwo.linking.page.context import PageLinks
from tracktwo.model.citation import cite
from tracktwo.model.problem import invalid
from tracktwo.wording import words


@dataclass(frozen=True, slots=True)
class LessonFrame:
    """What is put together when the host is done: the frame, the title, its place, and that of the text."""

    frame: Element
    title: Element
    header: Element
    position: int
    text: Element


_PLACEHOLDER = re.compile("\x02[^\x03]*\x03")


def reading_minutes(root: Element) -> int:
    """Return how long a page takes to read: 200 words of six characters a minute.

    What a lesson asks at its end takes none of it.
    """
    asked = root.find(".//div[@class='self-check']")
    length, length_asked = (0 if part is None else _length(part) for part in (root, asked))
    return (length - length_asked + 600) // 1200 or 1


def _length(element: Element) -> int:
    return len(_PLACEHOLDER.sub("", "".join(element.itertext())))


def add_lesson_frame(root: Element, page: MarkerContext) -> LessonFrame | None:
    """Put the frame of a lesson, and its title, at the top of the tree; None for a page that is none."""
    if page.meta.recording or (page.context.links != PageLinks() and _is_ours(page)):
        root.extend(_render(page, "contribute.html"))
    if not page.meta.has_header:
        return None
    add_speakers(root, page)
    timed = any(link.get("class") == "time" and "data-tracktwo" in link.attrib for link in root.iter("a"))
    made = _render(page, "lesson.html", timed=timed)
    titles = [
        (parent, child) for root in made for parent in root.iter() for child in parent if child.tag == "h1"
    ]
    text = made[0].find(".//*[@id='lesson-text']") if len(made) == 1 else None
    if text is None or not titles:
        message = 'this is not one element, with an `h1` and `id="lesson-text"` in it'
        remedy = "begin anew with a copy of the template that comes with Tracktwo"
        raise invalid(message, code="lesson-template", remedy=remedy, file="lesson.html")
    frame, (header, title) = made[0], titles[0]
    position = list(header).index(title)
    header.remove(title)
    own = root.find("h1")
    if own is not None:
        root.remove(own)
    root.insert(0, frame)
    root.insert(0, title if own is None else own)
    return LessonFrame(frame, root[0], header, position, text)


def _is_ours(page: MarkerContext) -> bool:
    """Tell whether a page is a lesson, or has entries of the glossary."""
    return page.meta.has_header or page.context.path in page.glossary.pages


def put_together(root: Element, lesson: LessonFrame) -> None:
    """Put the page into its frame."""
    rest = [element for element in root if element is not lesson.frame and element is not lesson.title]
    root[:] = [lesson.frame]
    lesson.header.insert(lesson.position, lesson.title)
    lesson.text.extend(rest)


def _render(page: MarkerContext, template: str, **values: object) -> list[Element]:
    context, meta = page.context, page.meta
    title = meta.title or context.title
    citation = cite(title, meta, context.site_name, context.links.canonical) if context.site_name else None
    return page.render(
        template,
        words=words(page.language, "lesson"),
        search=words(page.language, "search")["search"],
        title=title,
        meta=meta,
        language=page.language,
        links=context.links,
        deck=f"?lesson={quote(context.path or '')}" if meta.lesson else "",
        citation=citation,
        address_of=context.address_of,
        link_to_file=context.link_to_file,
        **values,
    )
