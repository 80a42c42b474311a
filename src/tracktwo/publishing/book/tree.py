"""What a book consists of: its title page, chapters, glossary."""

from collections.abc import Mapping
from dataclasses import dataclass

from tracktwo.publishing.book.nodes import Node


@dataclass(frozen=True)
class Fact:
    """A labelled line at a title page's foot."""

    label: str
    body: tuple[Node, ...]


@dataclass(frozen=True, kw_only=True)
class TitlePage:
    """What a title page says; `code` is the picture that leads telephones to where all this is."""

    title: str
    author: str
    objective: str
    facts: tuple[Fact, ...]
    code: tuple[Node, ...]


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

    @property
    def is_alone(self) -> bool:
        """Tell whether one lesson is the book; of several, each is a chapter."""
        return len(self.chapters) == 1
