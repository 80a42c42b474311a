"""A glossary: its terms, read from Markdown, and where they are."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import quote

from markdown.extensions.toc import slugify

from tracktwo.model.markdown.entries import Entry, Form, Slugify, read_entries, read_term_page
from tracktwo.model.markdown.headings import plain_text
from tracktwo.model.problem import InvalidInput, front_matter_problem, invalid
from tracktwo.model.scripts import UNSPACED_LETTERS
from tracktwo.model.sources import DiskSources, Sources, encoding_problem
from tracktwo.wording import marks_in_all_languages

_EMPTY_LINES = re.compile(r"\n[ \t]*\n")


class Origin(NamedTuple):
    """Where an entry of another site is: its address, the sentence that says so, its language if another."""

    address: str
    said: str = ""
    language: str = ""


@dataclass(frozen=True, eq=False)  # an entry is equal to itself alone, wherever it says the same
class Term:
    """One entry of a glossary.

    `headword` and the other names in `also` are plain text, and so are the phrases in `excluded`, in which
    the term is not meant; `definition` is Markdown. `page` is the source path of the page that defines it,
    below the folder of the documents, and `line` the line of the headword in it (from 1). `form` says what
    it is there: a `heading`, an item of a definition `list`, or a whole `page`. `level` is that of its
    heading, 2 for `##`, and 0 in the other forms. `anchor` is the id of the entry, and is empty for a page.
    `exact_case` is None where the name itself decides (WHO is not who). A term of another site has an
    `origin`: its definition is plain text, and its `page` what the settings call that site's glossary.
    """

    headword: str
    definition: str
    also: tuple[str, ...] = ()
    anchor: str = ""
    page: str = "glossary.md"
    line: int = 1
    exact_case: bool | None = None
    autolink: bool = True
    form: Form = "heading"
    level: int = 0
    excluded: tuple[str, ...] = ()
    origin: Origin | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The headword and the other names."""
        return (self.headword, *self.also)

    @cached_property
    def marker(self) -> str:
        """What names the term in a page's comments: its page and anchor, as its address has them."""
        return f"{quote(self.page)}#{self.anchor}"

    @cached_property
    def summary(self) -> str:
        """The first paragraph of the definition as plain text."""
        return self.definition if self.origin else plain_text(self.definition)

    @cached_property
    def text(self) -> str:
        """The whole definition as plain text, its paragraphs parted by empty lines."""
        if self.origin:
            return self.definition
        paragraphs = map(plain_text, _EMPTY_LINES.split(self.definition))
        return "\n\n".join(filter(None, paragraphs))


@dataclass(frozen=True)
class Glossary:
    r"""The terms of a site, in the order in which they are written.

    >>> glossary = Glossary.from_markdown("## Envoy\n\n*Also: emissary*\n\nWho *speaks* for a state.")
    >>> glossary["emissary"].headword
    'Envoy'
    >>> [(term.summary, term.anchor, term.line) for term in glossary]
    [('Who speaks for a state.', 'envoy', 1)]
    """

    terms: tuple[Term, ...] = ()

    def __iter__(self) -> Iterator[Term]:
        """Go through the terms."""
        return iter(self.terms)

    def __len__(self) -> int:
        """Count the terms."""
        return len(self.terms)

    def __getitem__(self, name: str) -> Term:
        """Return the first term that has this name, in any case; raise KeyError if none has."""
        return self._named[name.casefold()]

    def __contains__(self, name: object) -> bool:
        """Tell whether a term has this name, in any case."""
        return isinstance(name, str) and name.casefold() in self._named

    @cached_property
    def _named(self) -> Mapping[str, Term]:
        return {name.casefold(): term for term in reversed(self.terms) for name in reversed(term.names)}

    @cached_property
    def places(self) -> Mapping[tuple[str, str], Term]:
        """The terms by page and anchor."""
        return {(term.page, term.anchor): term for term in self.terms}

    @cached_property
    def pages(self) -> Mapping[str, tuple[Term, ...]]:
        """The pages that define terms, and the terms of each."""
        pages: dict[str, list[Term]] = {}
        for term in self.terms:
            pages.setdefault(term.page, []).append(term)
        return {page: tuple(terms) for page, terms in pages.items()}

    @cached_property
    def own(self) -> "Glossary":
        """The same without the terms of other sites."""
        own = tuple(term for term in self.terms if not term.origin)
        return self if len(own) == len(self.terms) else Glossary(own)

    @cached_property
    def learnable(self) -> Mapping[Term, int]:
        """The terms of the site's own of which one can learn something, and the number of each."""
        terms = (term for term in self.own if term.definition.strip() and not self._only_refers(term))
        return {term: number for number, term in enumerate(terms)}

    def _only_refers(self, term: Term) -> bool:
        """Tell whether a definition says no more than where to look: `See [mean](#mean).`, `→ mean`."""
        written = term.definition.strip()
        if len(written) > _MAX_REFERENCE or _EMPTY_LINES.search(written):
            return False
        rest, found = _refers().subn(",", plain_text(_LINK.sub(",", written)))
        named = [part.strip(" .。:：") for part in _BETWEEN.split(rest)]
        return bool(found or _LINK.search(written)) and all(not part or part in self for part in named)

    def at(self, page: str, anchor: str) -> Term | None:
        """Return the term to which a link leads: to its entry, or anywhere into its page if it has one."""
        return self.places.get((page, anchor)) or self.places.get((page, ""))

    @cached_property
    def marked(self) -> Mapping[str, Term]:
        """The terms by what names them in comments."""
        return {term.marker: term for term in self.terms}

    @classmethod
    def joined(cls, glossaries: Iterable["Glossary"]) -> "Glossary":
        """Join glossaries in their order; the terms of a page that several have count once."""
        pages: dict[str, tuple[Term, ...]] = {}
        for glossary in glossaries:
            for page, terms in glossary.pages.items():
                pages.setdefault(page, terms)
        return cls(tuple(term for terms in pages.values() for term in terms))

    @classmethod
    def from_markdown(
        cls, text: str, page: str = "glossary.md", *, slugify: Slugify = slugify, separator: str = "-"
    ) -> "Glossary":
        """Read the terms of one page of Markdown: a heading for each, or items of definition lists.

        The first heading of level 1 is the page's title. The terms are the headings of the first level that
        has text of its own; a heading above it (`## A`) parts them, one below belongs to a definition.
        `slugify` and `separator` are those of the host's `toc` extension, so that anchors agree.
        """
        return cls(tuple(_term(entry, page) for entry in read_entries(text, slugify, separator)))

    @classmethod
    def read(
        cls,
        docs: str | Path | Sources = "docs",
        pages: str | Iterable[str] = "glossary.md",
        *,
        slugify: Slugify = slugify,
        separator: str = "-",
    ) -> "Glossary":
        """Read a glossary from paths below `docs`: pages, and folders with a page for each term.

        `docs` may also be where a host has its pages. `slugify` and `separator` are as in from_markdown.
        Raises InvalidInput where one of the paths is missing or cannot be read.
        """
        sources = DiskSources(docs) if isinstance(docs, str | Path) else docs
        named = [pages] if isinstance(pages, str) else pages
        return cls.joined(_read_glossary(sources, page, slugify, separator) for page in named)


def _read_glossary(sources: Sources, page: str, slugify: Slugify, separator: str) -> Glossary:
    """Return the terms of a page, or of a folder with a page for each."""
    below = sources.pages_below(page)
    if not below:
        text = _read(sources, page)
        return Glossary.from_markdown(text, page, slugify=slugify, separator=separator)
    defining = (path for path in below if PurePosixPath(path).name.lower() not in ("index.md", "readme.md"))
    return Glossary(tuple(_term_of_page(sources, path) for path in defining))


def _read(sources: Sources, page: str) -> str:
    """Return what a page of a glossary holds; raise InvalidInput if it cannot be read."""
    file = sources.displayed(page)
    try:
        return sources.read(page)
    except OSError as error:
        what = f"the glossary cannot be read ({error.strerror or error})"
        remedy = "write it, or name another: `glossary:`"
        raise invalid(what, code="missing-glossary", remedy=remedy, file=file) from error
    except UnicodeDecodeError as error:
        raise InvalidInput(encoding_problem(error, file)) from error


def _term_of_page(sources: Sources, page: str) -> Term:
    entry, matter = read_term_page(_read(sources, page), page)
    if matter.errors:
        file = sources.displayed(page)
        raise InvalidInput(*(front_matter_problem(file, line, why) for line, why in matter.errors))
    return _term(entry, page)


_MARKED_LINE = re.compile(
    r"\n*+([*_])(?P<word>[^*_:：\n]+?)[ \xa0\u202f]?[:：](?P<names>.+)\1[ \t]*$", re.MULTILINE
)
_LINK = re.compile(r"\[[^\]\n]*\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\])")
_MAX_REFERENCE = 300  # characters
_BETWEEN = re.compile("[,،、，;؛；/]")
ALSO_IN_ENGLISH = ("Also", "Also called", "Also known as")
COMMAS = re.compile("[,،、，]")


@cache
def _refers() -> re.Pattern[str]:
    """Return what finds words, and arrows, that only lead elsewhere, and what stands between two names."""
    marks = sorted(marks_in_all_languages("see") | marks_in_all_languages("and"), key=len, reverse=True)
    spaced = (mark for mark in marks if not re.search(f"[{UNSPACED_LETTERS}]", mark))
    unspaced = (mark for mark in marks if re.search(f"[{UNSPACED_LETTERS}]", mark))
    words, others = ("|".join(map(re.escape, some)) for some in (spaced, unspaced))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)|{others}|[→⇒➔]", re.IGNORECASE)


def _other_name(written: str) -> str:
    """Read one of the names on that line, which begins no block of Markdown; `&#44;` is a comma within it."""
    return plain_text(f"Also: {written}").removeprefix("Also:").strip()


def _term(entry: Entry, page: str) -> Term:
    headword, *also = entry.names
    definition = "\n\n".join(entry.body).strip("\n")
    excluded: list[str] = []
    begin = 0
    while match := _MARKED_LINE.match(definition, begin):
        if match["word"] in ALSO_IN_ENGLISH or match["word"] in marks_in_all_languages("also"):
            names = also
        elif match["word"] in marks_in_all_languages("not"):
            names = excluded
        else:
            break
        names += filter(None, map(_other_name, COMMAS.split(match["names"])))
        begin = match.end()
    return Term(
        headword=headword,
        definition=definition[begin:].strip("\n"),
        also=tuple(also),
        anchor=entry.anchor,
        page=page,
        line=entry.line,
        exact_case="exact-case" in entry.classes or (False if "any-case" in entry.classes else None),
        autolink="no-autolink" not in entry.classes,
        form=entry.form,
        level=entry.level,
        excluded=tuple(excluded),
    )
