"""The links that authors wrote to the glossary by hand, and those of them that lead to no term."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from tracktwo.linking.matching.matcher import Matcher
from tracktwo.linking.matching.taught import taught_terms
from tracktwo.linking.page.context import link_target, link_to_term
from tracktwo.linking.review.glossary_review import displayed_path
from tracktwo.linking.review.written_links import WrittenLink, read_links
from tracktwo.model.page import LinkedPage
from tracktwo.model.problem import Problem
from tracktwo.model.site import Site


class GlossaryLink(NamedTuple):
    """A link that an author wrote on a page, and the page and anchor of the glossary to which it leads."""

    page: LinkedPage
    link: WrittenLink
    target: tuple[str, str]


def glossary_links(site: Site) -> Iterator[GlossaryLink]:
    """Yield the links, written by hand, to pages of the glossary."""
    urls = {posixpath.normpath(page.url): page.source for page in site.pages}
    for page in site.pages:
        for link in read_links(page.markdown):
            target = _target_of(page, link, urls)
            if target[0] in site.glossary.pages:
                yield GlossaryLink(page, link, target)


def dead_links(
    site: Site, links: Iterable[GlossaryLink], matcher_of: Mapping[str, Matcher], docs: str
) -> Iterator[Problem]:
    """Yield the links to a page of the glossary and a place on it that does not exist."""
    anchors = {page.source: page.anchors for page in site.pages}
    for page, link, (path, anchor) in links:
        exists = (path, anchor) in site.glossary.places or anchor in anchors.get(path, ())
        if not anchor or anchor.startswith(":~:") or exists:
            continue
        better = _suggested_link(site, matcher_of[page.source], page, link, (path, anchor))
        remedy = f"link to '{better}', or define the term" if better else "define the term, or unlink it"
        message = f"the link to '{link.href}' leads to no term"
        yield Problem(displayed_path(page.source, docs), link.line, "dead-link", "error", message, remedy)


def _suggested_link(
    site: Site, matcher: Matcher, page: LinkedPage, link: WrittenLink, target: tuple[str, str]
) -> str:
    """Return the link to the term that a dead link names, else to that with the nearest anchor, if any."""
    path, anchor = target
    for _, term in taught_terms([link.text], matcher):
        if term:
            is_here = term.page == path and term.anchor
            return f"#{term.anchor}" if is_here else link_to_term(page.source, term)
    known = [term.anchor for term in site.glossary.terms if term.page == path]
    close = get_close_matches(anchor.casefold(), known, 1)
    return f"#{close[0]}" if close else ""


def _target_of(page: LinkedPage, link: WrittenLink, urls: dict[str, str]) -> tuple[str, str]:
    """Return the source path and the anchor to which a link leads; raw HTML may name an address instead."""
    path, anchor = link_target(page.source, link.href)
    if not path or not link.raw or not (url := urlsplit(link.href)).path:
        return path, anchor
    address = posixpath.join(posixpath.dirname(page.url), unquote(url.path)).removesuffix("index.html")
    return urls.get(posixpath.normpath(address or "."), path), anchor
