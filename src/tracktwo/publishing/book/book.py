"""A book: rendered pages of lessons and of the glossary, as one document tree of plain data."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml.etree import Comment
from lxml.html import HtmlElement

from tracktwo.model.scripts import is_right_to_left
from tracktwo.publishing.book.blocks import BLOCK_ELEMENTS
from tracktwo.publishing.book.html_page import Page, page_content
from tracktwo.publishing.book.inline import INLINE_ELEMENTS
from tracktwo.publishing.book.link_targets import Addresses, find_addresses
from tracktwo.publishing.book.nodes import Node, every, language_of, plain, without_dead_links
from tracktwo.publishing.book.page_reader import PageReader
from tracktwo.publishing.book.title_page import date_of, title_page
from tracktwo.wording import words

__all__ = ["Book", "Page", "lesson_books", "make_book"]

ELEMENTS = {**INLINE_ELEMENTS, **BLOCK_ELEMENTS}
USED_IN = re.compile(r"\s*tracktwo:used-in (\S+)\s*")
MOST_KEYWORDS = 40
Parsed = tuple[Page, HtmlElement]


@dataclass(frozen=True)
class Book:
    """A book: plain data that `json` can write (`tree`), its images' folder, and what was found wanting.

    Each warning is one line that names the page and the element.
    """

    tree: dict[str, Any]
    warnings: tuple[str, ...]
    docs_dir: Path


def make_book(
    lessons: Sequence[Page],
    glossary: Sequence[Page],
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
    parsed = [(page, page_content(page)) for page in lessons]
    entries = [(page, page_content(page)) for page in glossary]
    binding = _Binding(find_addresses([*parsed, *entries], site_url, docs_dir), entries)
    date = date or max(filter(None, (date_of(page.meta) for page in lessons)), default=None)
    alone = len(lessons) == 1
    front = _cover(title, lessons, date, language)
    if alone:
        front = title_page(lessons[0].title or title, {"date": date, **lessons[0].meta}, language)
    chapters = [
        binding.chapter(page, root, language, above=0 if alone else 1 + bool(page.part))
        for page, root in parsed
    ]
    terms = binding.glossary(words(language, "book")["glossary"])
    tree = _tree(front, language=language, date=date, lessons=lessons, chapters=chapters, terms=terms)
    return Book(tree, tuple(binding.warnings), docs_dir)


def lesson_books(
    lessons: Iterable[Page],
    glossary: Sequence[Page],
    *,
    language: str,
    site_url: str | None,
    docs_dir: Path,
) -> Iterator[Book]:
    """Make a book of each lesson, with those terms of the glossary that it uses.

    The glossary is read once. What a definition or a lesson says of other terms stays, without a link.
    """
    entries = [(page, page_content(page)) for page in glossary]
    offered = find_addresses(entries, site_url, docs_dir)
    offered.wanted.update(offered.anchors)
    reading = _Binding(offered, entries)
    terms = reading.glossary(words(language, "book")["glossary"])
    named = (node for node in every(terms) if node["is"] == "footnote" and "name" in node)
    notes = {node["name"]: node["body"] for node in named if node["body"]}
    for page in lessons:
        root = page_content(page)
        binding = _Binding(find_addresses([(page, root)], site_url, docs_dir, offered.anchors), entries)
        chapter = binding.chapter(page, root, language, above=0)
        used = terms and _used(terms, chapter["body"])
        front = title_page(page.title or page.source, page.meta, language)
        tree = _tree(
            front,
            language=language,
            date=date_of(page.meta),
            lessons=[page],
            chapters=[chapter],
            terms=used,
        )
        warnings = tuple(dict.fromkeys((*reading.warnings, *binding.warnings)))
        yield Book(without_dead_links(tree, notes), warnings, docs_dir)


def _tree(
    front: Mapping[str, Any],
    *,
    language: str,
    date: datetime.date | None,
    lessons: Sequence[Page],
    chapters: Sequence[Mapping[str, Any]],
    terms: Mapping[str, Any] | None,
) -> dict[str, Any]:
    return {
        **front,
        **language_of(language),
        "right-to-left": is_right_to_left(language),
        "words": words(language, "book"),
        "date": date.isoformat() if date else None,
        "keywords": _keywords(lessons, terms),
        "chapters": chapters,
        "glossary": terms,
    }


def _used(glossary: Mapping[str, Any], body: Sequence[Node]) -> dict[str, Any] | None:
    """Give of a glossary the entries of the terms that a lesson uses, or links to, in their order."""
    terms = {node.get("term") or node.get("to") for node in every(body)}
    entries = [
        {**node, "level": 2} for node in glossary["body"] if node["is"] == "entry" and node["anchor"] in terms
    ]
    pages = [node for node in glossary["body"] if node["is"] == "anchor" and node["anchor"].endswith("#")]
    return {**glossary, "body": [*pages, *entries]} if entries else None


class _Binding:
    """Reads page after page into one book, and keeps their warnings, each once."""

    def __init__(self, addresses: Addresses, entries: Sequence[Parsed]) -> None:
        self.addresses = addresses
        self.entries = entries
        self.warnings: dict[str, None] = {}
        self.uses = {
            name: f"{page.url}#{name}"
            for page, root in reversed(entries)
            for name in (heading.get("id") for heading in root.iter("h1", "h2", "h3", "h4", "h5", "h6"))
            if name
        }

    def chapter(self, page: Page, root: HtmlElement, language: str, *, above: int) -> dict[str, Any]:
        """Read a lesson, with what its title page says."""
        return {
            **title_page(page.title or page.source, page.meta, language),
            "anchor": f"{page.url}#",
            "source": page.source,
            "part": page.part,
            "level": above,
            "body": self.blocks(page, root, above=above, uses=self.uses),
        }

    def blocks(self, page: Page, root: HtmlElement, *, above: int, uses: Mapping[str, str]) -> list[Node]:
        """Read a page; its headings step down from the level after `above` by one, as PDF/UA-1 asks."""

        def warn(message: str) -> None:
            self.warnings[f"{page.source}: {message}"] = None

        reader = PageReader(page, elements=ELEMENTS, addresses=self.addresses, warn=warn, uses=uses)
        blocks = reader.read(root)
        top = min((heading["level"] for heading in reader.headings), default=1)
        last = above
        for heading in reader.headings:
            last = heading["level"] = min(heading["level"] - top + 1 + above, last + 1)
        return blocks

    def glossary(self, name: str) -> dict[str, Any] | None:
        """Read the glossary: the page's own title if it is one page, else `name`, with the pages in a row."""
        if not self.entries:
            return None
        body: list[Node] = []
        for page, root in self.entries:
            terms = _terms(root)
            body.append({"is": "anchor", "anchor": f"{page.url}#"})
            body += _with_entries(page, self.blocks(page, root, above=1, uses={}), terms)
        title = self.entries[0][0].title if len(self.entries) == 1 else ""
        return {"title": title or name, "body": body}


def _terms(root: HtmlElement) -> set[str]:
    """Find the ids of a glossary page's entries: what the linker marked, else every heading with an id."""
    comments = (comment.text or "" for comment in root.iter(Comment))
    marked = {found[1] for found in map(USED_IN.fullmatch, comments) if found}
    return marked or {heading.get("id", "") for heading in root.iter("h2", "h3", "h4", "h5", "h6")} - {""}


def _with_entries(page: Page, blocks: Iterable[Node], terms: set[str]) -> list[Node]:
    """Put what follows a term's heading into its entry, up to the next heading."""
    gathered: list[Node] = []
    body = gathered
    for block in blocks:
        if isinstance(block, str) or block["is"] != "heading":
            body.append(block)
        elif block["id"] in terms:
            body = []
            anchor = f"{page.url}#{block['id']}"
            gathered.append(
                {
                    "is": "entry",
                    "level": block["level"],
                    "anchor": anchor,
                    "headword": block["body"],
                    "body": body,
                }
            )
        else:
            body = gathered
            gathered.append(block)
    return gathered


def _cover(title: str, lessons: Sequence[Page], date: datetime.date | None, language: str) -> dict[str, Any]:
    """Say on the cover of several lessons what holds for all: their authors, and a licence they share."""
    authors = dict.fromkeys(str(title_page("", page.meta, language)["author"]) for page in lessons)
    licenses = {str(page.meta.get("license") or "") for page in lessons}
    shared: Mapping[str, object] = {
        "author": [author for author in authors if author],
        "license": licenses.pop() if len(licenses) == 1 else "",
        "date": date,
    }
    return title_page(title, shared, language)


def _keywords(lessons: Sequence[Page], glossary: Mapping[str, Any] | None) -> list[str]:
    """Take what the lessons say they teach, else the glossary's headwords."""
    taught = [page.meta.get("teaches") for page in lessons]
    named = [str(term) for terms in taught if isinstance(terms, list) for term in terms]
    entries = glossary["body"] if glossary else []
    return (named or [plain(node["headword"]) for node in entries if node["is"] == "entry"])[:MOST_KEYWORDS]
