"""The review of a whole site: its glossary, and what its pages say of terms and to them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import chain, islice

from tracktwo.linking.matching.languages import Language, find_language
from tracktwo.linking.matching.matcher import Matcher
from tracktwo.linking.review.chapters import missing_chapters
from tracktwo.linking.review.common_words import common_words
from tracktwo.linking.review.defined_names import DefinedNames, with_acronyms
from tracktwo.linking.review.everyday_words import everyday_words, language_of
from tracktwo.linking.review.glossary_links import dead_links, glossary_links
from tracktwo.linking.review.glossary_review import displayed_path, review_glossary, unused_terms
from tracktwo.linking.review.linked_names import linked_names
from tracktwo.linking.review.phrases import find_phrases
from tracktwo.linking.review.written_links import line_of
from tracktwo.model.page import LinkedPage
from tracktwo.model.problem import Problem
from tracktwo.model.problem_formats import count, in_order
from tracktwo.model.site import Site
from tracktwo.model.term import Glossary

_TEACHES = re.compile(r"^teaches[ \t]*:", re.MULTILINE)
MAX_READ = 400  # of the best phrases, among which are enough that are new
MAX_PHRASES = 10  # phrases: more than an editor reads in one go, and the next review has the next ones


def review(
    site: Site, matchers: Mapping[Glossary, Matcher], docs: str, *, unused: bool = True
) -> list[Problem]:
    """Return all that would make a site's glossaries better, by file and line.

    Args:
        site: its pages, as they are linked.
        matchers: of each glossary.
        docs: the folder of the documents in messages.
        unused: whether terms that no page uses are told; sites that share a glossary use few of its terms.
    """
    problems = list(chain.from_iterable(review_glossary(*one, docs) for one in matchers.items()))
    # A term whose names another one has is found nowhere; that is a problem already.
    clashing = {(problem.file, problem.line) for problem in problems if problem.code == "clash"}
    pairs = chain.from_iterable(matcher.homonyms for matcher in matchers.values())
    homonyms = {term for clash in pairs for term in (clash.first, clash.second)}
    told = unused_terms(site.glossary.terms if unused else (), homonyms.union(site.uses), docs)
    problems += [problem for problem in told if (problem.file, problem.line) not in clashing]
    nothing = Matcher((), find_language(site.language))
    matcher_of = {page.source: matchers.get(page.record.glossary, nothing) for page in site.pages}
    links = list(glossary_links(site))
    problems += [*dead_links(site, links, matcher_of, docs), *unknown_taught(site, docs)]
    problems += linked_names(site, links, matchers, docs)
    problems += missing_chapters(site, docs)
    return in_order([*problems, *everyday_words(site, docs), *frequent_phrases(site, matcher_of, docs)])


def unknown_taught(site: Site, docs: str) -> Iterator[Problem]:
    """Yield the names under `teaches` that no entry of the glossary has."""
    for page in site.pages:
        for name in page.teaches:
            if isinstance(name, str):
                names = [name for term in page.record.glossary.terms for name in term.names]
                near = get_close_matches(name, names, 1)
                message = f"`teaches` names '{name}', which is no term"
                remedy = f"write '{near[0]}', or define it" if near else "define it, or take it out"
                file, line = displayed_path(page.source, docs), _line_taught(page.markdown, name)
                yield Problem(file, line, "unknown-term", "warning", message, remedy)


def _line_taught(markdown: str, name: str) -> int:
    key = _TEACHES.search(markdown)
    start = key.end() if key else 0
    match = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)").search(markdown, start)
    return line_of(markdown, match.start() if match else start)


def frequent_phrases(site: Site, matcher_of: Mapping[str, Matcher], docs: str) -> Iterator[Problem]:
    """Yield the phrases that lessons, or else pages, say most and that no entry defines."""
    others = [page for page in site.pages if page.source not in site.glossary.pages]
    lessons = [page for page in others if page.meta.lesson] or others
    by_language: dict[str, list[LinkedPage]] = {}
    for page in lessons:
        by_language.setdefault(language_of(page, site), []).append(page)
    for code, pages in by_language.items():
        if common_words(code).stop:
            yield from _frequent_phrases_in(find_language(code), pages, site, matcher_of, docs)


def _frequent_phrases_in(
    language: Language, pages: Sequence[LinkedPage], site: Site, matcher_of: Mapping[str, Matcher], docs: str
) -> Iterator[Problem]:
    said = "\n".join(page.markdown for page in pages).casefold()
    names = DefinedNames(site.glossary, language, said)
    phrases = find_phrases([(page.source, page.markdown) for page in pages], language)
    best = islice(phrases, MAX_READ)
    new = [phrase for phrase in best if not names.have(phrase.text, matcher_of[phrase.page])]
    kind = "lesson" if pages[0].meta.lesson else "page"
    for phrase in islice(with_acronyms(new, said), MAX_PHRASES):
        where = f'in {count(phrase.lessons, kind)}, as in "{phrase.example}"'
        said = f"'{phrase.text}' is said {phrase.count:,} times {where}, and "
        file = displayed_path(phrase.page, docs)
        if term := names.other_name(phrase.text.partition(" (")[0]):
            remedy = f"add it to '{term.headword}', if it is one (*Also: {phrase.text}*)"
            what = f"{said}may be another name of '{term.headword}'"
            yield Problem(file, phrase.line, "other-name", "notice", what, remedy)
        else:
            remedy = "define it if readers may not know it"
            yield Problem(file, phrase.line, "often-said", "notice", f"{said}is no term", remedy)
