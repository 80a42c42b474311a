"""Where a page's links lead and which files its images are: inside the book, on the web, or nowhere."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from lxml.etree import XMLParser, XMLSyntaxError, fromstring
from lxml.html import HtmlElement

from tracktwo.publishing.book.html_page import Page

NO_SITE = (
    "https://site.invalid/"  # stands in while the site's own address is unknown (RFC 6761 keeps it free)
)
LINK_SCHEMES = ("http", "https", "mailto", "tel")
IMAGE_SUFFIXES = (".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
# Of a link to a page that is in no book, and a site whose address is unknown: the link is good on the site.
OUT_OF_BOOK = "leads out of the book: set site_url to keep it as a link to the site"
LONGEST_URL = 8000  # Typst refuses longer ones


class Target(NamedTuple):
    """Where a link leads: an anchor of the book or an address, or neither; and what is wrong with it."""

    anchor: str = ""
    address: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Addresses:
    """The anchors of a book's pages, and how its links resolve.

    An anchor is `page-url#id`, and `page-url#` for the page itself. `anchors` holds all that the pages offer,
    `wanted` those that some link leads to: only they are set.
    """

    site_url: str | None
    docs_dir: Path
    anchors: set[str] = field(default_factory=set)
    wanted: set[str] = field(default_factory=set)
    _joined: dict[tuple[str, str], str] = field(default_factory=dict)

    def resolve(self, page: Page, href: str) -> Target:
        """Find where `href`, on `page`, leads."""
        place, mark, fragment = href.strip().partition("#")
        try:
            address = self._join(page, place)
        except ValueError:
            return Target(problem="is no address")
        path = self._site_path(address)
        if path is not None and f"{path}#" in self.anchors:
            return self._in_book(path, unquote(fragment))
        if path is not None and not self.site_url:
            return Target(problem=OUT_OF_BOOK)
        address += mark + fragment
        if urlsplit(address).scheme not in LINK_SCHEMES or len(address) > LONGEST_URL:
            return Target(problem="is no address that a book can link to")
        return Target(address=address)

    def image(self, page: Page, src: str) -> tuple[str, str]:
        """Find an image's file: its path below docs_dir, or an empty string and what is wrong.

        What leads out of docs_dir, by `..`, by a scheme or by a symbolic link, is never opened.
        """
        try:
            path = self._site_path(self._join(page, src.strip().partition("#")[0]))
            root = self.docs_dir.resolve()
            file = (root / path).resolve() if path is not None else None
            if file is None or not file.is_relative_to(root):
                return "", "is not below the documentation folder"
            if not file.is_file():
                return "", "does not exist"
        except (ValueError, OSError):
            return "", "is no file name"
        if file.suffix.lower() not in IMAGE_SUFFIXES:
            return "", f"is none of {', '.join(IMAGE_SUFFIXES)}"
        if file.suffix.lower() == ".svg" and reaches_out(file.read_bytes()):
            return "", "is a drawing that links to another file: put that into it"
        return file.relative_to(root).as_posix(), ""

    def _join(self, page: Page, place: str) -> str:
        """Make an address absolute. Kept, since a page names the same few places over and over."""
        key = (page.url, place)
        if key not in self._joined:
            self._joined[key] = urljoin(self._base + page.url, place)
            urlsplit(self._joined[key])  # refuses what is no address
        return self._joined[key]

    @property
    def _base(self) -> str:
        return self.site_url.rstrip("/") + "/" if self.site_url else NO_SITE

    def _site_path(self, address: str) -> str | None:
        """Give the path within this site, `a/` for `a/index.html`; None for an address elsewhere."""
        if not address.startswith(self._base):
            return None
        path = unquote(address.removeprefix(self._base).partition("?")[0])
        return re.sub(r"(^|/)index\.html$", r"\1", path)

    def _in_book(self, path: str, fragment: str) -> Target:
        if f"{path}#{fragment}" in self.anchors:
            return Target(f"{path}#{fragment}")
        return Target(f"{path}#", problem="names no place on that page: it leads to the page's beginning")


def reaches_out(svg: bytes) -> bool:
    """Tell whether a drawing shows what is in another file, or cannot be read."""
    try:
        root = fromstring(svg, XMLParser(resolve_entities=False, no_network=True))
    except XMLSyntaxError:
        return True
    shown = (element for element in root.iter("{*}image", "{*}use", "{*}feImage"))
    links = (str(value) for element in shown for name, value in element.items() if str(name).endswith("href"))
    return any(not link.strip().startswith(("#", "data:")) for link in links)


def find_addresses(
    pages: Iterable[tuple[Page, HtmlElement]],
    site_url: str | None,
    docs_dir: Path,
    others: Iterable[str] = (),
) -> Addresses:
    """Collect the anchors of all pages, and `others`; then those that the pages' links want."""
    pages = list(pages)
    addresses = Addresses(site_url, docs_dir, set(others))
    for page, root in pages:
        names = (element.get("id") or element.get("name") or "" for element in root.iter("*"))
        addresses.anchors.update(f"{page.url}#{name}" for name in names)
        addresses.anchors.add(f"{page.url}#")
    for page, root in pages:
        addresses.wanted.update(
            addresses.resolve(page, link.get("href", "")).anchor for link in root.iter("a")
        )
    return addresses
