"""The page that is being converted: which one it is, what it says of itself, and where links on it lead."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

from tracktwo.model.addresses import relative_url
from tracktwo.model.scripts import LANGUAGE_TAG
from tracktwo.model.sources import Sources
from tracktwo.model.term import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLinks:
    """Where a page leads beyond its text, as its links say it; what there is not is empty.

    A lesson's own PDF and EPUB, the books of the whole site, the flash cards, where the page is edited and a
    term is suggested, the page that says how, and the page's own address on the web.
    """

    pdf: str = ""
    epub: str = ""
    book_pdf: str = ""
    book_epub: str = ""
    study: str = ""
    edit: str = ""
    suggest: str = ""
    guide: str = ""
    canonical: str = ""


@dataclass(frozen=True, slots=True)
class PageContext:
    """A page: its source path below the folder of documents (None if no host says it), and its front matter.

    `sources` has the other pages. `language` is the theme's, and empty if no host says it.
    `links_resolved_in_html` is true where the host resolves links when pages are HTML, not in the tree, and
    `waits_for_addresses` where links in definitions are resolved when all pages have their addresses. `url`
    is the page's address below the root of the site, None if no host says it, and `title` what the host calls
    it. `templates` are folders in which the site has templates of its own. `locale` is the language that a
    translation is in, as a plugin for these says.
    """

    path: str | None
    sources: Sources
    meta: Mapping[str, object] = field(default_factory=dict)
    language: str = ""
    links_resolved_in_html: bool = False
    waits_for_addresses: bool = False
    url: str | None = None
    title: str = ""
    site_name: str = ""
    links: PageLinks = PageLinks()
    templates: tuple[str, ...] = ()
    locale: str = ""

    @property
    def own_language(self) -> str:
        """The language that the page itself says, or its translation's; empty if neither does."""
        for key in ("lang", "language"):
            said = self.meta.get(key)
            if isinstance(said, str) and LANGUAGE_TAG.fullmatch(said):
                return said
        return self.locale

    def address_of(self, path: str) -> str:
        """Return what leads to a file below the folder of documents, where the tree is not resolved."""
        if self.url is None or self.links_resolved_in_html:
            return self.link_to_file(path)
        return relative_url(self.url, quote(path))

    def link_to_file(self, path: str) -> str:
        """Return the source-relative link to a file below the folder of documents."""
        return link_between(self.path or "", path)

    def link_to(self, term: Term) -> str:
        """Return the source-relative link to a term's entry, or its page, which every host resolves."""
        return link_to_term(self.path or "", term)

    def target_of(self, href: str) -> tuple[str, str]:
        """Return the source path and the anchor to which a link on this page leads."""
        return link_target(self.path or "", href)


def link_to_term(page: str, term: Term) -> str:
    """Return the source-relative link from a page to a term's entry, or its page; another site's address."""
    if term.origin:
        return term.origin.address
    link = link_between(page, term.page)
    return f"{link}#{term.anchor}" if term.anchor else link


def link_target(page: str, href: str) -> tuple[str, str]:
    """Return the source path and the anchor to which a link leads: nothing where it leaves the site."""
    try:
        url = urlsplit(href)
    except ValueError:  # no address, as `http://[`
        return "", ""
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
