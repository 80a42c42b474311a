"""The glossary of a site with its matcher: read through the host, and read again only when it has changed."""

import re
from collections.abc import Hashable, Sequence
from itertools import chain
from typing import NamedTuple

from tracktwo.linking.matching.languages import find_language
from tracktwo.linking.matching.matcher import Matcher
from tracktwo.linking.review.glossary_review import missing_definitions, name_clashes, unlinkable_terms
from tracktwo.model.markdown.entries import Slugify
from tracktwo.model.markdown.headings import read_headings
from tracktwo.model.problem import InvalidInput, Problem, Severity
from tracktwo.model.sources import Sources
from tracktwo.model.term import Glossary

_MAX_KEPT = 8  # glossaries with their matchers: those of a few languages or subjects
_MARKER = re.compile(r"^\[[A-Z-]+\]$", re.MULTILINE)
_REMINDER = 40  # characters, in which "to be written" has room


class LoadedGlossary(NamedTuple):
    """A glossary, the matcher of its names, and what is wrong with it."""

    glossary: Glossary
    matcher: Matcher
    problems: tuple[Problem, ...]


# By what they are made of. A dictionary keeps the order in which it was filled.
_kept: dict[Hashable, LoadedGlossary] = {}


def load_glossary(
    sources: Sources, pages: Sequence[str], *, slugify: Slugify, separator: str, language: str
) -> LoadedGlossary:
    """Return the glossary on some pages and in some folders; one that cannot be read is empty.

    `slugify` and `separator` are those of the host's toc extension, so that anchors agree.
    """
    versions = tuple((sources.displayed(page), sources.version(page)) for page in pages)
    key = (tuple(pages), versions, slugify, separator, language)
    if key not in _kept:
        while len(_kept) >= _MAX_KEPT:
            del _kept[next(iter(_kept))]
        _kept[key] = _load(sources, pages, slugify, separator, language)
    return _kept[key]


def _load(
    sources: Sources, pages: Sequence[str], slugify: Slugify, separator: str, language: str
) -> LoadedGlossary:
    """Read a glossary, build its matcher, and say what is wrong with it."""
    rules = find_language(language)
    try:
        glossary = Glossary.read(sources, pages, slugify=slugify, separator=separator)
    except InvalidInput as error:
        return LoadedGlossary(Glossary(), Matcher((), rules), error.problems)
    matcher = Matcher(glossary.terms, rules)
    docs = sources.displayed("")
    # To read all definitions would take long; those that say nothing are short.
    short = (term for term in glossary.terms if len(term.definition) < _REMINDER)
    problems = chain(
        _without_terms(glossary, sources, pages),
        name_clashes(matcher.clashes, docs),
        unlinkable_terms(matcher.unmatchable, docs),
        missing_definitions(short, docs),
    )
    return LoadedGlossary(glossary, matcher, tuple(problems))


def _without_terms(glossary: Glossary, sources: Sources, pages: Sequence[str]) -> Sequence[Problem]:
    """Say of a glossary that has no term that it has none; one with a title alone has just been begun."""
    if glossary.terms or not pages:
        return ()
    begun = not any(map(_says_something, map(sources.read, pages)))
    remedy = "write a heading for each term (`## Envoy`), and below it what it means"
    severity: Severity = "notice" if begun else "warning"
    return [Problem(sources.displayed(pages[0]), 1, "no-terms", severity, "no term is defined here", remedy)]


def _says_something(text: str) -> bool:
    """Tell whether a page has text below its headings, other than markers."""
    return any(_MARKER.sub("", heading.below).strip() for heading in read_headings(text))
