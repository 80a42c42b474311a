"""Where a page's links lead and which files its images are: inside the book, on the web, or nowhere."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from lxml.etree import XMLParser, XMLSyntaxError, fromstring

from tracktwo.model.page import LinkedPage
from tracktwo.model.problem import Problem
from tracktwo.publishing.book.html_page import ParsedPage

# Stands in while the site's own address is unknown; RFC 6761 keeps it free.
UNKNOWN_SITE = "https://site.invalid/"
LINK_SCHEMES = ("http", "https", "mailto", "tel")
IMAGE_SUFFIXES = (".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
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
            address = self._join(page, path_or_url)
        except ValueError:
            return _faulty(page, href, "invalid-link", "is no address")
        path = self._site_path(address)
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
        if urlsplit(address).scheme not in LINK_SCHEMES or len(address) > MAX_URL_LENGTH:
            return _faulty(page, href, "invalid-link", "is no address that a book can link to")
        return LinkTarget(address=address)

    def find_image(self, page: LinkedPage, src: str) -> str | Problem:
        """Return the path of an image's file below docs_dir, or what is wrong with it.

        What leads out of docs_dir, by `..`, by a scheme or by a symbolic link, is never opened.
        """
        root = self.docs_dir.resolve()
        try:
            path = self._site_path(self._join(page, src.strip().partition("#")[0]))
            file = (root / path).resolve() if path is not None else None
            if file is None or not file.is_relative_to(root):
                return _no_image(page, src, "foreign-image", "is not below the documentation folder")
            if not file.is_file():
                return _no_image(page, src, "missing-image", "does not exist")
            if file.suffix.lower() not in IMAGE_SUFFIXES:
                return _no_image(page, src, "unusable-image", f"is none of {', '.join(IMAGE_SUFFIXES)}")
            if file.suffix.lower() == ".svg" and reaches_out(file.read_bytes()):
                reason = "is a drawing that links to another file: put that into it"
                return _no_image(page, src, "unusable-image", reason)
        except (ValueError, OSError):
            return _no_image(page, src, "missing-image", "is no file name")
        return file.relative_to(root).as_posix()

    def _join(self, page: LinkedPage, path_or_url: str) -> str:
        """Make an address absolute. Kept, since a page names the same few over and over."""
        key = (page.url, path_or_url)
        if key not in self._joined:
            self._joined[key] = urljoin(self._base + page.url, path_or_url)
            urlsplit(self._joined[key])  # refuses what is no address
        return self._joined[key]

    @property
    def _base(self) -> str:
        return self.site_url.rstrip("/") + "/" if self.site_url else UNKNOWN_SITE

    def _site_path(self, address: str) -> str | None:
        """Return the path within this site, `a/` for `a/index.html`; None for an address elsewhere."""
        if not address.startswith(self._base):
            return None
        path = unquote(address.removeprefix(self._base).partition("?")[0])
        return re.sub(r"(^|/)index\.html$", r"\1", path)


def _faulty(page: LinkedPage, href: str, code: str, reason: str, anchor: str = "") -> LinkTarget:
    return LinkTarget(anchor, problem=Problem(page.source, 0, code, "warning", f"link {href} {reason}"))


def _no_image(page: LinkedPage, src: str, code: str, reason: str) -> Problem:
    message = f"image {src} {reason}: its alternative text stands for it"
    return Problem(page.source, 0, code, "warning", message)


def reaches_out(svg: bytes) -> bool:
    """Tell whether a drawing shows what is in another file, or cannot be read."""
    try:
        root = fromstring(svg, XMLParser(resolve_entities=False, no_network=True))
    except XMLSyntaxError:
        return True
    showing = root.iter("{*}image", "{*}use", "{*}feImage")
    attributes = (item for element in showing for item in element.items())
    links = (str(value) for name, value in attributes if str(name).endswith("href"))
    return any(not link.strip().startswith(("#", "data:")) for link in links)


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
        hrefs = (link.get("href", "") for link in parsed.root.iter("a"))
        links.linked.update(links.resolve(parsed.page, href).anchor for href in hrefs)
    return links
