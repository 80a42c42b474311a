"""Where a page's links lead: inside the book, on the web, or nowhere."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from tracktwo.model.addresses import LINK_SCHEMES
from tracktwo.model.page import LinkedPage
from tracktwo.model.problem import Problem
from tracktwo.publishing.book.html_page import ParsedPage

# Stands in while the site's own address is unknown; RFC 6761 keeps it free.
UNKNOWN_SITE = "https://site.invalid/"
_SCHEMES = (*LINK_SCHEMES, "tel")
MAX_URL_LENGTH = 8000  # Typst refuses longer ones


class LinkTarget(NamedTuple):
    """Where a link leads: an anchor of the book or an address, or neither; and what is wrong with it."""

    anchor: str = ""
    address: str = ""
    problem: Problem | None = None


@dataclass(frozen=True)
class LinkResolver:
    """The anchors of a book's pages, and how its links resolve.

    An anchor is `page-url#id`, and `page-url#` for the page itself. `anchors` holds all that the pages offer,
    `linked` those that some link leads to: only they are set.
    """

    site_url: str | None
    docs_dir: Path
    anchors: set[str] = field(default_factory=set)
    linked: set[str] = field(default_factory=set)
    _joined: dict[tuple[str, str], str] = field(default_factory=dict)

    def resolve(self, page: LinkedPage, href: str) -> LinkTarget:
        """Find where `href`, on `page`, leads."""
        path_or_url, mark, fragment = href.strip().partition("#")
        try:
            address = self.join(page, path_or_url)
        except ValueError:
            return _faulty(page, href, "invalid-link", "is no address")
        path = self.site_path(address)
        if path is not None and f"{path}#" in self.anchors:
            anchor = f"{path}#{unquote(fragment)}"
            if anchor in self.anchors:
                return LinkTarget(anchor)
            reason = "names no place on that page: it leads to the page's beginning"
            return _faulty(page, href, "missing-anchor", reason, anchor=f"{path}#")
        if path is not None and not self.site_url:
            # No fault of the page: the link is good on the site.
            remedy = "set site_url to keep it as a link to the site"
            message = f"link {href} leads out of the book"
            return LinkTarget(problem=Problem(page.source, 0, "link-out-of-book", "notice", message, remedy))
        address += mark + fragment
        if urlsplit(address).scheme not in _SCHEMES or len(address) > MAX_URL_LENGTH:
            return _faulty(page, href, "invalid-link", "is no address that a book can link to")
        return LinkTarget(address=address)

    def join(self, page: LinkedPage, path_or_url: str) -> str:
        """Make an address absolute. Kept, since a page names the same few over and over."""
        key = (page.url, path_or_url)
        if key not in self._joined:
            self._joined[key] = urljoin(self._base + page.url, path_or_url)
            urlsplit(self._joined[key])  # refuses what is no address
        return self._joined[key]

    @property
    def _base(self) -> str:
        return self.site_url.rstrip("/") + "/" if self.site_url else UNKNOWN_SITE

    def site_path(self, address: str) -> str | None:
        """Return the path within this site, `a/` for `a/index.html`; None for an address elsewhere."""
        if not address.startswith(self._base):
            return None
        path = unquote(address.removeprefix(self._base).partition("?")[0])
        return re.sub(r"(^|/)index\.html$", r"\1", path)


def _faulty(page: LinkedPage, href: str, code: str, reason: str, anchor: str = "") -> LinkTarget:
    return LinkTarget(anchor, problem=Problem(page.source, 0, code, "warning", f"link {href} {reason}"))


def resolver_for(
    pages: Sequence[ParsedPage],
    site_url: str | None,
    docs_dir: Path,
    others: Iterable[str] = (),
) -> LinkResolver:
    """Collect the anchors of all pages, and `others`; then those that the pages' links lead to."""
    links = LinkResolver(site_url, docs_dir, set(others))
    for parsed in pages:
        names = (element.get("id") or element.get("name") or "" for element in parsed.root.iter("*"))
        links.anchors.update(f"{parsed.page.url}#{name}" for name in ("", *names))
    for parsed in pages:
        found = parsed.root.iter("a")  # but not times, each of which leads to itself
        hrefs = (link.get("href", "") for link in found if link.get("class") != "time")
        links.linked.update(links.resolve(parsed.page, href).anchor for href in hrefs)
    return links
