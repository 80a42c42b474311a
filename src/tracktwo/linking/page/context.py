"""The page that is being converted: which one it is, what it says of itself, and where links on it lead."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

from tracktwo.model.sources import Sources
from tracktwo.model.term import Term


@dataclass(frozen=True, slots=True)
class PageContext:
    """A page: its source path below the folder of documents (None if no host says it), and its front matter.

    `sources` has the other pages. `language` is the theme's, and empty if no host says it.
    `links_resolved_in_html` is true where the host resolves links when pages are HTML, not in the tree.
    """

    path: str | None
    sources: Sources
    meta: Mapping[str, object] = field(default_factory=dict)
    language: str = ""
    links_resolved_in_html: bool = False

    def link_to(self, term: Term) -> str:
        """Return the source-relative link to a term's entry, or its page, which every host resolves."""
        return link_to_term(self.path or "", term)

    def target_of(self, href: str) -> tuple[str, str]:
        """Return the source path and the anchor to which a link on this page leads."""
        return link_target(self.path or "", href)


def link_to_term(page: str, term: Term) -> str:
    """Return the source-relative link from a page to a term's entry, or its page."""
    link = link_between(page, term.page)
    return f"{link}#{term.anchor}" if term.anchor else link


def link_target(page: str, href: str) -> tuple[str, str]:
    """Return the source path and the anchor to which a link leads; raise ValueError for no address."""
    url = urlsplit(href)
    if url.scheme or url.netloc:
        return "", ""
    folder = posixpath.dirname(page)
    path = posixpath.normpath(posixpath.join(folder, unquote(url.path))) if url.path else page
    return path, unquote(url.fragment)


@lru_cache(maxsize=4096)
def link_between(source: str, target: str) -> str:
    """Return the relative link from one source path to another, which is empty within a page."""
    if source == target:
        return ""
    return quote(posixpath.relpath(target, posixpath.dirname(source) or "."))
