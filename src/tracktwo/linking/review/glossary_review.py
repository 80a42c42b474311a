"""What is wrong with a glossary's entries: each check yields problems, in the words that builds use too.

`docs` is the folder of the documents as messages show it.
"""

import re
from collections.abc import Container, Iterable, Iterator

from tracktwo.linking.matching.english import english_forms
from tracktwo.linking.matching.matcher import Matcher
from tracktwo.linking.matching.name_index import NameClash
from tracktwo.linking.matching.name_variants import MAX_NAME
from tracktwo.linking.matching.tokens import normalize_punctuation, tokenize
from tracktwo.model.problem import Problem, Severity
from tracktwo.model.term import ALSO_IN_ENGLISH, Glossary, Term
from tracktwo.wording import marks_in_all_languages

# Words that say nothing about a term, beside its own.
_FUNCTION_WORDS = frozenset("a an and are as be is it of or see that the to what which who".split())
# What people write where a definition is still to come.
_PLACEHOLDERS = frozenset(("fixme", "n a", "na", "tba", "tbd", "to do", "todo", "xxx"))
_MEDIA = re.compile(r"!\[|<(?:audio|iframe|img|math|object|picture|svg|table|video)\b", re.IGNORECASE)
# Other names as the first line of a definition, without the emphasis that makes them names.
_UNMARKED = re.compile(
    r"(?:\*\*|__)?(?P<word>[^:：*_\n]{1,30})(?:\*\*|__)?\s*[:：](?:\*\*|__)?\s*(?P<names>\S.*)"
)
_LINK = re.compile(r"\]\(|\]\[|<a\s", re.IGNORECASE)


def review_glossary(glossary: Glossary, matcher: Matcher, docs: str) -> Iterator[Problem]:
    """Yield what is wrong with the entries themselves, whatever the pages say."""
    glossary = glossary.own
    yield from name_clashes(matcher.clashes, docs)
    yield from homonyms(matcher.homonyms, docs)
    yield from unlinkable_terms(glossary.terms, docs)
    yield from missing_definitions(glossary.terms, docs)
    yield from circular_definitions(glossary.terms, docs)
    yield from duplicate_definitions(glossary.terms, docs)
    yield from unmarked_names(glossary.terms, docs)


def name_clashes(clashes: Iterable[NameClash], docs: str) -> Iterator[Problem]:
    """Yield the names that two terms claim; a term that is defined twice is one problem for all its names."""
    twice: set[tuple[Term, Term]] = set()
    for name, first, second in clashes:
        if second.origin:  # of two other sites' terms the first has the name
            continue
        also = f"(also at {displayed_location(first, docs)})"
        if first.headword.casefold() != second.headword.casefold():
            what = f"'{name}' names '{second.headword}' and '{first.headword}' {also}"
            yield term_problem(second, docs, "clash", "error", what, "take it from one of them")
        elif (first, second) not in twice:
            twice.add((first, second))
            what = f"'{second.headword}' is defined twice {also}"
            yield term_problem(second, docs, "clash", "error", what, "keep one of the two")


def homonyms(pairs: Iterable[NameClash], docs: str) -> Iterator[Problem]:
    """Yield the terms that share a name but for what stands in brackets, which so links to neither."""
    for name, first, second in pairs:
        if second.origin:
            continue
        also = f"'{first.headword}' (at {displayed_location(first, docs)})"
        what = f"'{second.headword}' and {also} are both '{name}', which links to neither by itself"
        remedy = "add {: .no-autolink } to the one that is rarely meant, or link each use by hand"
        yield term_problem(second, docs, "homonyms", "notice", what, remedy)


def unlinkable_terms(terms: Iterable[Term], docs: str) -> Iterator[Problem]:
    """Yield the terms that no text can be matched to, since none of their names is made of a few words."""
    for term in terms:
        if term.autolink and not can_be_matched(term):
            shown, lacks = f"'{term.headword}'", "has no letter and no digit"
            if len(term.headword) > MAX_NAME:
                shown, lacks = f"'{term.headword[:40]}…'", f"has more than {MAX_NAME} characters"
            what = f"{shown} {lacks}, so no text can be matched to it"
            remedy = "add a name in words (*Also: ...*), or {: .no-autolink } to its heading"
            yield term_problem(term, docs, "unlinkable", "warning", what, remedy)


def missing_definitions(terms: Iterable[Term], docs: str) -> Iterator[Problem]:
    """Yield the terms below whose heading nothing stands, or only a reminder to write something."""
    for term in terms:
        words = _words(term.text)
        if _MEDIA.search(term.definition) or (words and " ".join(words) not in _PLACEHOLDERS):
            continue
        instead = f", only '{term.text}'" if words else ""
        what = f"'{term.headword}' has no definition{instead}"
        yield term_problem(term, docs, "empty-definition", "error", what, "write one below its heading")


def circular_definitions(terms: Iterable[Term], docs: str) -> Iterator[Problem]:
    """Yield the terms whose definition has no other word than their names, singular or plural."""
    for term in terms:
        words = set(_words(term.text)) - _FUNCTION_WORDS
        if not words or _LINK.search(term.definition) or _MEDIA.search(term.definition):
            continue
        named = {form for name in term.names for word in _words(name) for form in english_forms(word)}
        if words <= named:
            what = f"the definition of '{term.headword}' only repeats the term"
            remedy = "say what it means in other words"
            yield term_problem(term, docs, "repeats-term", "warning", what, remedy)


def duplicate_definitions(terms: Iterable[Term], docs: str) -> Iterator[Problem]:
    """Yield the terms whose definition is that of another term above, word for word."""
    seen: dict[str, Term] = {}
    for term in terms:
        words = _words(term.text)
        first = seen.setdefault(" ".join(words), term)
        if not words or first is term or first.headword.casefold() == term.headword.casefold():
            continue
        if " ".join(words) not in _PLACEHOLDERS:
            both = f"'{term.headword}' and '{first.headword}' (at {displayed_location(first, docs)})"
            what = f"{both} have the same definition"
            remedy = "make one another name of the other (*Also: ...*), or tell them apart"
            yield term_problem(term, docs, "same-definition", "warning", what, remedy)


def unmarked_names(terms: Iterable[Term], docs: str) -> Iterator[Problem]:
    """Yield the terms whose definition begins with names that are none, since nothing marks them."""
    marks = {*ALSO_IN_ENGLISH, *marks_in_all_languages("also"), *marks_in_all_languages("not")}
    for term in terms:
        found = _UNMARKED.match(term.definition)
        if found and (word := found["word"].strip()) in marks:
            what = f"the definition of '{term.headword}' begins with '{word}:', and so names nothing"
            remedy = f"write *{word}: {found['names'].strip()}*, with asterisks, on a line of its own"
            yield term_problem(term, docs, "unmarked-names", "notice", what, remedy)


def unused_terms(terms: Iterable[Term], used: Container[Term], docs: str) -> Iterator[Problem]:
    """Yield the terms that no page uses, though they could be found."""
    for term in terms:
        if term.autolink and term not in used and can_be_matched(term):
            what = f"no page uses '{term.headword}'"
            remedy = "add the name that pages use (*Also: ...*), or take it out"
            yield term_problem(term, docs, "unused", "notice", what, remedy)


def displayed_location(term: Term, docs: str) -> str:
    """Return the file and line where a term is defined, as messages show them."""
    return f"{displayed_path(term.page, docs)}:{term.line}"


def displayed_path(page: str, docs: str) -> str:
    """Return a page's file as messages show it."""
    return f"{docs}/{page}" if docs not in ("", ".") else page


def can_be_matched(term: Term) -> bool:
    """Tell whether a name of a term holds a letter or a digit, and is no longer than names are."""
    return any(len(name) <= MAX_NAME and _words(name) for name in term.names)


def _words(text: str) -> list[str]:
    return tokenize(normalize_punctuation(text))[0]


def term_problem(  # noqa: PLR0917 - as Problem has them
    term: Term, docs: str, code: str, severity: Severity, message: str, remedy: str
) -> Problem:
    """Return what is wrong with a term, at its entry."""
    return Problem(displayed_path(term.page, docs), term.line, code, severity, message, remedy)
