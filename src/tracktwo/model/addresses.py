"""Addresses: how one page of a site leads to another, and which lead to a page at all."""

import re
from functools import lru_cache
from html import unescape
from itertools import takewhile
from urllib.parse import unquote, urlsplit

from markdown.extensions.toc import slugify

LINK_SCHEMES = ("http", "https", "mailto")
# What browsers leave out of an address, or do not show: controls, spaces, marks of direction.
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_MAX_NAME = 255
_SCHEME = re.compile(r"[^/?#:]*(?=:)")


def is_harmless(address: str) -> bool:
    """Tell whether an address is relative, or one of the web or of mail, whatever hides its scheme."""
    shown = _UNSEEN.sub("", unquote(_UNSEEN.sub("", unescape(unescape(address)))))
    scheme = _SCHEME.match(shown)
    return scheme is None or scheme[0].lower() in LINK_SCHEMES


def is_of_web(address: str) -> bool:
    """Tell whether a text is a whole address of the web, which hosts and browsers can read."""
    try:
        return urlsplit(address).scheme in ("http", "https") and " " not in address
    except ValueError:  # as `http://[`
        return False


def file_name(path: str, ending: str) -> str:
    """Return a path with an ending, its name cut to the 255 bytes that disks allow."""
    folder, slash, name = path.rpartition("/")
    return folder + slash + name.encode()[: _MAX_NAME - len(ending)].decode(errors="ignore") + ending


def book_path(title: str, kind: str) -> str:
    """Return the path of a site's book, a `pdf` or an `epub`: it is called after the site."""
    return file_name(slugify(title, "-") or "book", f".{kind}")


@lru_cache(maxsize=4096)
def relative_url(page: str, target: str) -> str:
    """Return what leads from one page to another, both as addresses below the root of a site.

    A page at `a/` is a folder: `b/` is at `../b/` from there. An empty address is the first page.

    >>> [relative_url(*pair) for pair in (("a/", "b/"), ("a/b.html", "a/c.html"), ("a/", ""), ("", "a/"))]
    ['../b/', 'c.html', '..', 'a/']
    """
    folder, parts = page.split("/")[:-1], target.removesuffix("/").split("/") if target else []
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(folder, parts, strict=False)))
    path = "/".join([".."] * (len(folder) - shared) + parts[shared:]) or "."
    return f"{path}/" if target.endswith("/") else path
