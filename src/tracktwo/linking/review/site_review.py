"""The review of a whole site: its glossary, and what its pages say of terms and to them."""

import posixpath
from collections.abc import Container, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tracktwo.linking.matching.english import english_forms
from tracktwo.linking.matching.matcher import Matcher
from tracktwo.linking.matching.taught import taught_terms, unknown_taught
from tracktwo.linking.matching.tokens import normalize_punctuation, tokenize
from tracktwo.linking.page.context import PageContext
from tracktwo.linking.review.glossary_review import displayed_path, review_glossary, unused_terms
from tracktwo.linking.review.phrases import Phrase, find_phrases
from tracktwo.linking.review.written_links import WrittenLink, read_links
from tracktwo.model.problem import Problem
from tracktwo.model.problem_formats import in_order
from tracktwo.model.term import Glossary, Term

MAX_PHRASES = 10  # phrases: more than an editor reads in one go, and the next review has the next ones


@dataclass(frozen=True, slots=True)
class ReviewedPage:
    """A page as written: its path below the documents, its whole source, and what its host knows of it.

    `url` is relative to the site; `anchors` are the ids that the rendered page has; `teaches` are the terms
    that its front matter names.
    """

    path: str
    markdown: str
    url: str = ""
    anchors: frozenset[str] = frozenset()
    teaches: tuple[str, ...] = ()
    lesson: bool = False


@dataclass(frozen=True)
class ReviewedSite:
    """A site's terms and pages: `docs` as messages show it, and the terms that some page uses."""

    docs: str
    glossary: Glossary
    matcher: Matcher
    pages: tuple[ReviewedPage, ...] = ()
    used: Container[Term] = ()
    language: str = "en"


def review(site: ReviewedSite) -> list[Problem]:
    """Return all findings, by file and line."""
    findings = list(review_glossary(site.glossary, site.matcher.clashes, site.docs))
    # A term whose names another one has is found nowhere; that is a finding already.
    clashing = {(finding.file, finding.line) for finding in findings if finding.code == "clash"}
    unused = unused_terms(site.glossary.terms, site.used, site.docs)
    findings += [finding for finding in unused if (finding.file, finding.line) not in clashing]
    return in_order([*findings, *dead_links(site), *_unknown_taught(site), *frequent_phrases(site)])


def dead_links(site: ReviewedSite) -> Iterator[Problem]:
    """Yield the links, written by hand, to a page of the glossary and a place on it that does not exist."""
    urls = {posixpath.normpath(page.url): page.path for page in site.pages}
    anchors = {page.path: page.anchors for page in site.pages}
    for page in site.pages:
        for link in read_links(page.markdown):
            path, anchor = _target_of(page, link, urls)
            exists = (path, anchor) in site.glossary.places or anchor in anchors.get(path, ())
            if path not in site.glossary.pages or not anchor or anchor.startswith(":~:") or exists:
                continue
            better = _suggested_link(site, page, link, (path, anchor))
            remedy = f"link to '{better}', or define the term" if better else "define the term, or unlink it"
            message = f"the link to '{link.href}' leads to no term"
            file = displayed_path(page.path, site.docs)
            yield Problem(file, link.line, "dead-link", "error", message, remedy)


def _suggested_link(
    site: ReviewedSite, page: ReviewedPage, link: WrittenLink, target: tuple[str, str]
) -> str:
    """Return the link to the term that a dead link names, else to that with the nearest anchor, if any."""
    path, anchor = target
    for _, term in taught_terms([link.text], site.matcher):
        if term and not (term.page == path and term.anchor):
            return PageContext(page.path, Path()).link_to(term)
        if term:
            return f"#{term.anchor}"
    known = [term.anchor for term in site.glossary.terms if term.page == path]
    close = get_close_matches(anchor.casefold(), known, 1)
    return f"#{close[0]}" if close else ""


def _target_of(page: ReviewedPage, link: WrittenLink, urls: dict[str, str]) -> tuple[str, str]:
    """Return the source path and the anchor to which a link leads; raw HTML may name an address instead."""
    try:
        path, anchor = PageContext(page.path, Path()).target_of(link.href)
        if not link.raw or not (url := urlsplit(link.href)).path:
            return path, anchor
    except ValueError:
        return "", ""
    address = posixpath.join(posixpath.dirname(page.url), unquote(url.path)).removesuffix("index.html")
    return urls.get(posixpath.normpath(address or "."), path), anchor


def _unknown_taught(site: ReviewedSite) -> Iterator[Problem]:
    for page in site.pages:
        file = displayed_path(page.path, site.docs)
        yield from unknown_taught(file, page.markdown, page.teaches, site.glossary, site.matcher)


def frequent_phrases(site: ReviewedSite) -> Iterator[Problem]:
    """Yield the phrases that lessons say most and that no entry defines. Only English is known."""
    if not site.language.lower().startswith("en"):
        return
    others = [page for page in site.pages if page.path not in site.glossary.pages]
    lessons = [page for page in others if page.lesson] or others
    names = "|".join(f" {' '.join(_words(name))} " for term in site.glossary.terms for name in term.names)
    phrases = find_phrases([(page.path, page.markdown) for page in lessons])
    new = (phrase for phrase in phrases if not _is_defined(phrase, site.matcher, names))
    for phrase in islice(new, MAX_PHRASES):
        where = f"in {phrase.lessons:,} lesson{'' if phrase.lessons == 1 else 's'}"
        message = (
            f"'{phrase.text}' is said {phrase.count:,} times {where}, "
            f'as in "{phrase.example}", and is no term'
        )
        remedy = "define it if readers may not know it"
        file = displayed_path(phrase.page, site.docs)
        yield Problem(file, phrase.line, "often-said", "notice", message, remedy)


def _is_defined(phrase: Phrase, matcher: Matcher, names: str) -> bool:
    """Tell whether a phrase is made of terms, or is a part of one of their names."""
    rest = list(phrase.text)
    for start, end, _ in matcher.find(phrase.text):
        rest[start:end] = " " * (end - start)
    if not any(map(str.isalnum, rest)):
        return True
    *head, last = _words(phrase.text)
    return any(f" {' '.join([*head, form])} " in names for form in english_forms(last))


def _words(text: str) -> list[str]:
    return tokenize(normalize_punctuation(text))[0]
