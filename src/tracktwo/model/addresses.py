"""Addresses within a site: how one page leads to another."""

from functools import lru_cache
from itertools import takewhile


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
