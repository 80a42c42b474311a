"""Pages become chapters of a book and its glossary: headings in steps, entries with what belongs to them."""

import datetime
import operator
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, takewhile
from urllib.parse import quote

from lxml.html import HtmlElement

from tracktwo.model.page import LinkedPage
from tracktwo.model.problem import Problem
from tracktwo.model.scripts import alphabet_key, is_right_to_left
from tracktwo.publishing.book.blocks import BLOCK_READERS
from tracktwo.publishing.book.colophon import Colophon
from tracktwo.publishing.book.html_page import HEADING_TAGS, MAX_PAGE, ParsedPage
from tracktwo.publishing.book.inline import INLINE_READERS
from tracktwo.publishing.book.link_targets import LinkResolver
from tracktwo.publishing.book.nodes import (
    Element,
    Node,
    all_elements,
    element,
    elements,
    plain_text,
    split_language,
    tag_of,
)
from tracktwo.publishing.book.page_reader import PageReader
from tracktwo.publishing.book.tree import BookTree, Chapter, GlossaryPart, TitlePage
from tracktwo.wording import words

READERS = {**INLINE_READERS, **BLOCK_READERS}
MAX_KEYWORDS = 40
_PART = "part it into several"


class PageCollector:
    """Reads page after page into one book. What was wrong with them is then in `problems`, each once.

    `uses` has the anchors of what lessons use (see entry_anchors), and `drawings` those of diagrams.
    """

    def __init__(
        self,
        links: LinkResolver,
        uses: Mapping[str, str],
        colophon: Colophon,
        drawings: Mapping[str, str] | None = None,
    ) -> None:
        """Begin with no page read."""
        self.problems: dict[Problem, None] = {}
        self._links = links
        self._uses = uses
        self._drawings = drawings or {}
        self._colophon = colophon
        self._language = colophon.language
        self._pages: list[LinkedPage] = []
        self._chapters: list[Chapter] = []

    def add_lesson(self, parsed: ParsedPage, *, alone: bool) -> Chapter:
        """Add a lesson, with what its title page says; one that is `alone` is no chapter below others."""
        page = parsed.page
        sections, opens = ((), ()) if alone else self._sections(page)
        level = 0 if alone else 1 + len(sections)
        front = self._colophon.of_page(page)
        body = tuple(self._blocks(parsed, parent_level=level, uses=self._uses))
        chapter = Chapter(
            **vars(front),
            anchor=f"{page.url}#",
            source=page.source,
            sections=sections,
            opens=opens,
            level=level,
            body=body,
        )
        self._pages.append(page)
        self._chapters.append(chapter)
        return chapter

    def _sections(self, page: LinkedPage) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the sections that a page is in, and which of them it opens; its title may open one, too."""
        last = self._chapters[-1:]
        before = (*last[0].sections, last[0].title) if last else ()
        sections = page.sections
        if sections[-1:] == (page.title,) and before[: len(sections)] != sections:
            sections = sections[:-1]
        kept = sum(1 for _ in takewhile(bool, map(operator.eq, before, sections)))
        return sections, sections[kept:]

    def glossary(self, pages: Sequence[ParsedPage]) -> GlossaryPart | None:
        """Return the glossary, its pages in a row; one page gives it its own title, if it has one."""
        if not pages:
            return None
        body: list[Node] = []
        for parsed in pages:
            body.append(element("anchor", anchor=f"{parsed.page.url}#"))
            blocks = self._blocks(parsed, parent_level=1, uses={})
            body += _with_entries(parsed.page, blocks, _entry_ids(parsed.root))
        own = pages[0].page.title if len(pages) == 1 else ""
        title = own or words(self._language, "book")["glossary"]
        return GlossaryPart(title, tuple(_in_alphabetical_order(body, self._language)))

    def tree(self, front: TitlePage, date: datetime.date | None, glossary: GlossaryPart | None) -> BookTree:
        """Return the book of the lessons that were added, with its title page `front`."""
        language = split_language(self._language)
        return BookTree(
            **vars(front),
            language=language["language"],
            region=language["region"],
            right_to_left=is_right_to_left(self._language),
            words=words(self._language, "book"),
            date=date.isoformat() if date else None,
            keywords=_keywords(self._pages, glossary),
            chapters=tuple(self._chapters),
            glossary=glossary,
        )

    def _blocks(self, parsed: ParsedPage, *, parent_level: int, uses: Mapping[str, str]) -> list[Node]:
        if parsed.is_cut:
            message = (
                f"the page has more than {MAX_PAGE:,} characters of HTML: the book has its beginning alone"
            )
            self.problems[Problem(parsed.page.source, 0, "page-too-long", "warning", message, _PART)] = None
        reader = PageReader(
            parsed,
            readers=READERS,
            links=self._links,
            uses=uses,
            drawings=self._drawings,
            parent_level=parent_level,
        )
        blocks = reader.read()
        self.problems.update(dict.fromkeys(reader.problems))
        return blocks


def entry_anchors(glossary: Sequence[ParsedPage]) -> dict[str, str]:
    """Return the anchor in the book of each heading of the glossary, by what marks its term's uses."""
    return {
        f"{quote(parsed.page.source)}#{name}": f"{parsed.page.url}#{name}"
        for parsed in glossary
        for name in (heading.get("id") for heading in parsed.root.iter(*HEADING_TAGS))
        if name
    }


def _entry_ids(root: HtmlElement) -> set[str]:
    """Return the ids of a glossary page's entries: what the linker marked, else every heading with an id."""
    marked = {box.get("data-entry", "").rpartition("#")[2] for box in root.find_class("used-in")}
    return marked or {heading.get("id", "") for heading in root.iter(*HEADING_TAGS[1:])} - {""}


def _with_entries(page: LinkedPage, blocks: Iterable[Node], ids: set[str]) -> list[Node]:
    """Put what follows a term's heading into its entry, behind its headword, up to the next heading."""
    found: list[Node] = []
    entry: Element | None = None
    for block in blocks:
        heading = block if isinstance(block, Element) and block.tag == "heading" else None
        if heading and heading.get("id") in ids:
            attributes = {"level": heading.get("level"), "anchor": f"{page.url}#{heading.get('id')}"}
            entry = element("entry", [element("headword", heading.children)], **attributes)
            found.append(entry)
        elif entry and not heading:
            found[-1] = entry = replace(entry, children=(*entry.children, block))
        else:
            entry = None
            found.append(block)
    return found


def _in_alphabetical_order(body: Iterable[Node], language: str) -> Iterator[Node]:
    """Yield entries that follow each other by their headwords, where these are written with an alphabet.

    As the pages have them stand those of which one repeats a footnote, which is printed at its first mark.
    """

    def key(entry: Node) -> tuple[tuple[str, int, str], ...]:
        return alphabet_key(plain_text(elements([entry])[0].children[:1]), language)

    for tag, nodes in groupby(body, key=tag_of):
        found = list(nodes)
        repeats = any(it.tag == "footnote" and not it.children for it in all_elements(found))
        yield from sorted(found, key=key) if tag == "entry" and not repeats else found


def _keywords(pages: Sequence[LinkedPage], glossary: GlossaryPart | None) -> tuple[str, ...]:
    """Return what the lessons say they teach, else the glossary's headwords."""
    terms = [name for page in pages for name in page.meta.teaches]
    entries = elements(glossary.body) if glossary else []
    headwords = [plain_text(entry.children[:1]) for entry in entries if entry.tag == "entry"]
    return tuple((terms or headwords)[:MAX_KEYWORDS])
