"""The glossary of a site with its matcher: read through the host, and read again only when it has changed."""

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import chain
from typing import NamedTuple, TypeVar

from tracktwo.linking.glossary.shared import find_shared, with_shared
from tracktwo.linking.matching.languages import Language, find_language
from tracktwo.linking.matching.matcher import Matcher
from tracktwo.linking.review.glossary_review import (
    missing_definitions,
    name_clashes,
    term_problem,
    unlinkable_terms,
)
from tracktwo.model.markdown.entries import Slugify
from tracktwo.model.markdown.headings import read_headings
from tracktwo.model.problem import InvalidInput, Problem, Severity
from tracktwo.model.sharing.shared_glossary import COPIES, SharedGlossary, is_shared
from tracktwo.model.sources import Sources
from tracktwo.model.term import Glossary

_MAX_KEPT = 64  # of glossaries, and of their pages: those of many languages or subjects
_MARKER = re.compile(r"^\[[A-Z-]+\]$", re.MULTILINE)
_REMINDER = 40  # characters, in which "to be written" has room

Kept = TypeVar("Kept")


class LoadedGlossary(NamedTuple):
    """A glossary, the matcher of its names, and what is wrong with it."""

    glossary: Glossary
    matcher: Matcher
    problems: tuple[Problem, ...]

    def without(self, hides: Callable[[str], bool], rules: Language) -> "LoadedGlossary":
        """Return it without the terms of some pages; itself where there are none of these."""
        hidden = set(filter(hides, self.glossary.pages))
        if not hidden:
            return self
        shown = Glossary(tuple(term for term in self.glossary.terms if term.page not in hidden))
        return LoadedGlossary(shown, Matcher(shown.terms, rules), self.problems)


# By what they are made of, with its versions. A dictionary keeps the order in which it was filled.
_kept: dict[Hashable, tuple[Hashable, LoadedGlossary]] = {}
# The same of each page and folder: a term of two glossaries is one.
_read: dict[Hashable, tuple[Hashable, Glossary]] = {}


def load_glossary(
    sources: Sources, pages: Sequence[str], *, slugify: Slugify, separator: str, language: str, lists: bool
) -> LoadedGlossary:
    """Return the glossary on some pages and in some folders; one that cannot be read is empty.

    `slugify` and `separator` are those of the host's toc extension, so that anchors agree; `lists` is whether
    the host makes definition lists, without which their terms have no place to lead to.
    """
    anchors = slugify, separator
    key = (tuple(pages), tuple(map(sources.displayed, pages)), anchors, language, lists)
    read = (*pages, COPIES) if any(map(is_shared, pages)) else pages
    versions = tuple(map(sources.version, read))
    return _kept_or(_kept, key, versions, lambda: _load(sources, pages, anchors, language, lists))


def _kept_or(
    kept: dict[Hashable, tuple[Hashable, Kept]], key: Hashable, version: Hashable, make: Callable[[], Kept]
) -> Kept:
    """Return what is kept under a key in this version, else what is made now, which replaces another's."""
    found = kept.get(key)
    if found and found[0] == version:
        return found[1]
    while len(kept) >= _MAX_KEPT:
        del kept[next(iter(kept))]
    made = make()
    kept[key] = version, made
    return made


def _load(
    sources: Sources, pages: Sequence[str], anchors: tuple[Slugify, str], language: str, lists: bool
) -> LoadedGlossary:
    """Read a glossary, build its matcher, and say what is wrong with it."""
    rules = find_language(language)
    others, unusable = _read_others(sources, filter(is_shared, pages))
    pages = [page for page in dict.fromkeys(pages) if not is_shared(page)]
    try:
        own = Glossary.joined(_read_page(sources, page, anchors) for page in pages)
    except InvalidInput as error:
        return LoadedGlossary(Glossary(), Matcher((), rules), error.problems)
    docs = sources.displayed("")
    empty = _without_terms(own, sources, pages)
    listed = next((term for term in own.terms if term.form == "list"), None)
    if listed and not lists:
        what = "this glossary is a definition list, which this site does not make: its terms are not linked"
        remedy = "add `def_list` to `markdown_extensions`"
        empty.append(term_problem(listed, docs, "no-def-list", "warning", what, remedy))
        own = Glossary(tuple(term for term in own.terms if term.form != "list"))
    glossary = with_shared(own, others, rules, language)
    matcher = Matcher(glossary.terms, rules)
    # To read all definitions would take long; those that say nothing are short.
    short = (term for term in own.terms if len(term.definition) < _REMINDER)
    problems = chain(
        unusable,
        empty,
        name_clashes(matcher.clashes, docs),
        unlinkable_terms(matcher.unmatchable, docs),
        missing_definitions(short, docs),
    )
    return LoadedGlossary(glossary, matcher, tuple(problems))


def _read_others(sources: Sources, names: Iterable[str]) -> tuple[list[SharedGlossary], list[Problem]]:
    """Return the glossaries of other sites, and what is wrong with those that cannot be read."""
    others, problems = [], list[Problem]()
    for name in dict.fromkeys(names):
        try:
            others.append(find_shared(sources, name))
        except InvalidInput as error:
            problems += error.problems
    return others, problems


def _read_page(sources: Sources, page: str, anchors: tuple[Slugify, str]) -> Glossary:
    """Read a page, or a folder of pages; raise InvalidInput where it cannot be read."""
    slugify, separator = anchors
    return _kept_or(
        _read,
        (page, sources.displayed(page), anchors),
        sources.version(page),
        lambda: Glossary.read(sources, page, slugify=slugify, separator=separator),
    )


def _without_terms(glossary: Glossary, sources: Sources, pages: Sequence[str]) -> list[Problem]:
    """Say of a glossary that has no term that it has none; one with a title alone has just been begun."""
    if glossary.terms or not pages:
        return []
    headings = chain.from_iterable(read_headings(sources.read(page)) for page in pages)
    begun = not any(_MARKER.sub("", heading.below).strip() for heading in headings)
    remedy = "write a heading for each term (`## Envoy`), and below it what it means"
    severity: Severity = "notice" if begun else "warning"
    return [Problem(sources.displayed(pages[0]), 1, "no-terms", severity, "no term is defined here", remedy)]
