"""The words of the links that authors wrote by hand to a term, and that are none of its names yet.

Who writes `[scaling](glossary.md#scalability)` tells that *scaling* is meant, which no rule may guess: as one
more name of the term it is linked wherever it is said. A word that pages say far more often than they link
it, as *here*, is no name; nor is a common word that one page alone links.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tracktwo.linking.matching.languages import Language, find_language
from tracktwo.linking.matching.matcher import Matcher
from tracktwo.linking.matching.tokens import normalize_punctuation, tokenize
from tracktwo.linking.review.common_words import common_words
from tracktwo.linking.review.glossary_links import GlossaryLink
from tracktwo.linking.review.glossary_review import displayed_path, term_problem
from tracktwo.linking.review.written_links import read_prose
from tracktwo.model.problem import Problem
from tracktwo.model.problem_formats import count
from tracktwo.model.site import Site
from tracktwo.model.term import Glossary, Term

MIN_SHARE = 0.2  # of the pages that say a name: so many link it to its term
MAX_WORDS = 4  # in a name, by spaces
MAX_LENGTH = 60  # characters
MAX_NAMES = 8  # of a term
MAX_TERMS = 10  # those that are linked most: an editor reads no more in one go
_COMMA = re.compile("[,;、，；،]")


class LinkedName(NamedTuple):
    """The words of a link by hand, its term, and the page and the line that it is on."""

    text: str
    term: Term
    page: str
    line: int


def linked_names(
    site: Site, links: Sequence[GlossaryLink], matchers: Mapping[Glossary, Matcher], docs: str
) -> Iterator[Problem]:
    """Yield the terms that links by hand name otherwise than their entries do, with these names."""
    by_term: dict[Term, list[list[LinkedName]]] = {}
    for glossary, matcher in matchers.items():
        pages = {page.source: page for page in site.pages if page.record.glossary == glossary}
        named = ((page, link, glossary.at(*target)) for page, link, target in links if page.source in pages)
        names = [LinkedName(it.text, term, page.source, it.line) for page, it, term in named if term]
        names = [name for name in names if not name.term.origin]
        if names:
            language = find_language(next(iter(pages.values())).meta.language or site.language)
            texts = {source: page.markdown for source, page in pages.items()}
            for same in missing_names(names, matcher, language, texts):
                by_term.setdefault(same[0].term, []).append(same)
    most = sorted(by_term.values(), key=lambda names: -sum(map(len, names)))[:MAX_TERMS]
    for names_of_term in most:
        yield _problem(names_of_term[:MAX_NAMES], docs)


def _problem(names: list[list[LinkedName]], docs: str) -> Problem:
    """Return what is said of a term: the links that have each of its new names."""
    told = ", ".join(
        f"'{same[0].text}' {count(len(same), 'time')} ({displayed_path(same[0].page, docs)}:{same[0].line})"
        for same in names
    )
    also = ", ".join(same[0].text for same in names)
    term = names[0][0].term
    message = f"'{term.headword}' is linked by hand as {told}, and has no such name"
    remedy = f"add what is one, so that it is linked wherever it is said (*Also: {also}*)"
    return term_problem(term, docs, "linked-name", "notice", message, remedy)


def missing_names(
    links: Iterable[LinkedName], matcher: Matcher, language: Language, pages: Mapping[str, str]
) -> Iterator[list[LinkedName]]:
    """Yield the links that have each name which the entry of its term lacks, those with most links first.

    Args:
        links: all that were written by hand.
        matcher: of the glossary.
        language: that of the pages.
        pages: the Markdown of all that the glossary serves, by their paths.
    """
    by_name: dict[tuple[str, ...], list[LinkedName]] = {}
    for link in links:
        if (key := _key(link.text, language)) and not _is_named(link, matcher):
            by_name.setdefault(key, []).append(link)
    clear = {key: same for key, same in by_name.items() if len({link.term for link in same}) == 1}
    names = [same for key, same in clear.items() if not _has_shorter(key, clear)]
    saying = _pages_that_say([same[0].text for same in names], language, pages) if names else {}
    common = common_words(language.code).stop
    for same in sorted(names, key=len, reverse=True):
        text, linking = same[0].text, len({link.page for link in same})
        likely = linking > 1 or not common.issuperset(text.casefold().split())
        if likely and linking >= MIN_SHARE * saying[text]:
            yield same


def _is_named(link: LinkedName, matcher: Matcher) -> bool:
    """Tell whether the words of a link need no new name: they have one, or another term's, or lead within."""
    within = link.term.form == "page" and link.term.page == link.page
    spans = matcher.find(link.text)
    return within or any(
        term is link.term or (start, end) == (0, len(link.text)) for start, end, term in spans
    )


def _key(text: str, language: Language) -> tuple[str, ...]:
    """Return what a name shares with its other forms; nothing for a list, or what is too short or long."""
    words = tokenize(normalize_punctuation(text), language.lemma_key)[0]
    if not words or _COMMA.search(text) or not 1 < len(text) <= MAX_LENGTH or len(text.split()) > MAX_WORDS:
        return ()
    return (*words[:-1], min(language.inflect(words[-1])))


def _has_shorter(key: tuple[str, ...], names: Mapping[tuple[str, ...], list[LinkedName]]) -> bool:
    """Tell whether a part of a name is a name of its term by itself: `the scaling`."""
    parts = (key[start:end] for start in range(len(key)) for end in range(start + 1, len(key) + 1))
    return any(part != key and part in names and names[part][0].term is names[key][0].term for part in parts)


def _pages_that_say(names: Iterable[str], language: Language, pages: Mapping[str, str]) -> Counter[str]:
    """Return on how many pages each of some names is said, linked or not."""
    said = Matcher([Term(name, "") for name in names], language)
    counts: Counter[str] = Counter()
    for markdown in pages.values():
        prose, _ = read_prose(markdown)
        counts.update({match.term.headword for match in said.find(prose)})
    return counts
