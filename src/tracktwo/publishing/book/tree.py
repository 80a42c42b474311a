"""What a book consists of: its title page, chapters, glossary."""

from collections.abc import Mapping
from dataclasses import dataclass

from tracktwo.model.lesson import CreditedWork, LessonMeta
from tracktwo.publishing.book.nodes import Node, element
from tracktwo.wording import words, written_date


@dataclass(frozen=True)
class Fact:
    """A labelled line at a title page's foot."""

    label: str
    body: tuple[Node, ...]


@dataclass(frozen=True, kw_only=True)
class TitlePage:
    """What a title page says."""

    title: str
    author: str
    objective: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, kw_only=True)
class Chapter(TitlePage):
    """A page of the site, with the level of its heading, from 0.

    `sections` are those of the book that it is in, the outermost first; its `opens` are the last of
    them, which begin here.
    """

    anchor: str
    source: str
    sections: tuple[str, ...]
    opens: tuple[str, ...]
    level: int
    body: tuple[Node, ...]


@dataclass(frozen=True)
class GlossaryPart:
    """A book's glossary, or those entries of it that a lesson uses."""

    title: str
    body: tuple[Node, ...]


@dataclass(frozen=True, kw_only=True)
class BookTree(TitlePage):
    """A book's content: plain data, which as_json makes JSON's."""

    language: str
    region: str
    right_to_left: bool
    words: Mapping[str, str]
    date: str | None
    keywords: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    glossary: GlossaryPart | None


def title_page(title: str, meta: LessonMeta, language: str) -> TitlePage:
    """Return a lesson's title page."""
    lines: dict[str, list[Node]] = {
        "source": _source(meta.source) if meta.source else [],
        "license": _linked(meta.license.name, meta.license.url) if meta.license else [],
        "date": [written_date(meta.date, language)] if meta.date else [],
    }
    labels = words(language, "book")
    facts = tuple(Fact(labels[name], tuple(body)) for name, body in lines.items() if body)
    return TitlePage(title=title, author=meta.author, objective=meta.objective, facts=facts)


def _source(work: CreditedWork) -> list[Node]:
    """Return a source: its title, its authors, and on a line of its own its address."""
    credit = ", ".join(filter(None, (work.title, *work.authors)))
    address = _linked(work.url, work.url)
    return [credit, element("br"), *address] if credit and address else [credit] if credit else address


def _linked(text: str, address: str) -> list[Node]:
    return [element("a", [text], href=address)] if address else [text] if text else []
