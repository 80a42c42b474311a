"""A glossary: its terms, read from Markdown, and what is wrong with them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from pathlib import Path

from markdown.extensions.toc import slugify, unique

from tracktwo.linking.headings import Heading, plain_text, read_headings

Slugify = Callable[[str, str], str]


class GlossaryError(Exception):
    """A glossary that cannot be read. The message says which file, and the remedy."""


@dataclass(frozen=True, slots=True, eq=False)  # an entry is equal to itself alone, wherever it says the same
class Term:
    """One entry of a glossary.

    `headword` and the other names in `also` are plain text; `definition` is Markdown. `page` is the source
    path of the glossary, below the folder of the documents, `line` the heading's line in it (from 1), and
    `anchor` the heading's id. `exact_case` is None where the name itself decides (WHO is not who).
    """

    headword: str
    definition: str
    also: tuple[str, ...] = ()
    anchor: str = ""
    page: str = "glossary.md"
    line: int = 1
    exact_case: bool | None = None
    autolink: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """The headword and the other names."""
        return (self.headword, *self.also)

    @property
    def summary(self) -> str:
        """The first paragraph of the definition as plain text."""
        return plain_text(self.definition)


@dataclass(frozen=True)
class Glossary:
    """The terms of a site, in the order in which they are written."""

    terms: tuple[Term, ...] = ()

    @cached_property
    def places(self) -> dict[tuple[str, str], Term]:
        """The terms by page and anchor."""
        return {(term.page, term.anchor): term for term in self.terms}

    @cached_property
    def pages(self) -> frozenset[str]:
        """The pages that define terms."""
        return frozenset(term.page for term in self.terms)

    @classmethod
    def from_markdown(
        cls, text: str, page: str = "glossary.md", *, slugify: Slugify = slugify, separator: str = "-"
    ) -> "Glossary":
        """Read the terms of one page of Markdown: one heading for each, then its definition.

        The first heading of level 1 is the page's title. The terms are the headings of the first level that
        has text of its own; a heading above it (`## A`) parts them, one below belongs to a definition.
        `slugify` and `separator` are those of the host's `toc` extension, so that anchors agree.
        """
        return cls(tuple(_terms(text, page, slugify, separator)))

    @classmethod
    def read(
        cls, docs: Path, pages: tuple[str, ...], *, slugify: Slugify = slugify, separator: str = "-"
    ) -> "Glossary":
        """Read glossary pages, given as paths below `docs`; raise GlossaryError where one is missing."""
        terms: list[Term] = []
        for page in pages:
            text = _read_text(docs / page)
            terms += cls.from_markdown(text, page, slugify=slugify, separator=separator).terms
        return cls(tuple(terms))


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise GlossaryError(
            f"{path}: the glossary cannot be read ({error.strerror}); write it, or name another: `glossary:`"
        ) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise GlossaryError(f"{path}:{line}: this is not UTF-8; save the file as UTF-8") from error


_ALSO = re.compile(r"([*_])Also(?: called| known as)?:[ \t]*(?P<names>.+?)\1[ \t]*$", re.MULTILINE)


def _terms(text: str, page: str, slugify: Slugify, separator: str) -> Iterator[Term]:
    headings = list(read_headings(text))
    anchors = _anchors(headings, slugify, separator)
    level = _term_level(headings)
    for position, heading in enumerate(headings):
        if heading.level != level:
            continue
        below = takewhile(lambda following: following.level > level, headings[position + 1 :])
        yield _term(heading, [heading.below, *(item.source for item in below)], anchors[position], page)


def _term_level(headings: list[Heading]) -> int:
    """Return the level of the first heading below the title that no deeper one follows at once."""
    for heading, following in zip(headings, [*headings[1:], None], strict=True):
        bare = following and following.level > heading.level and not heading.below
        if heading.level > 1 and not bare:
            return heading.level
    return 0


def _anchors(headings: list[Heading], slugify: Slugify, separator: str) -> list[str]:
    """Return the ids that Python-Markdown's toc extension gives these headings."""
    given = [heading.anchor for heading in headings]
    used = {anchor for anchor in given if anchor}
    return [
        anchor or unique(slugify(plain_text(heading.text), separator), used)
        for anchor, heading in zip(given, headings, strict=True)
    ]


def _term(heading: Heading, body: list[str], anchor: str, page: str) -> Term:
    also: tuple[str, ...] = ()
    definition = "\n\n".join(body).strip("\n")
    if match := _ALSO.match(definition):
        also = tuple(name.strip() for name in match["names"].split(",") if name.strip())
        definition = definition[match.end() :].strip("\n")
    exact = {"exact-case": True, "any-case": False}
    return Term(
        headword=plain_text(heading.text),
        definition=definition,
        also=also,
        anchor=anchor,
        page=page,
        line=heading.line,
        exact_case=next((exact[name] for name in exact if name in heading.classes), None),
        autolink="no-autolink" not in heading.classes,
    )
