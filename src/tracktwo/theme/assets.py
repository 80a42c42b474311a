"""Styles and scripts: which there are, which of them a page needs, and how they are shipped."""

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

FOLDER = "assets/tracktwo"  # where they lie in a site
_COMMENTS = {
    "css": re.compile(r"/\*.*?\*/", re.DOTALL),
    "js": re.compile(r"(?:^|(?<=[ \t]))//(?: .*)?$", re.MULTILINE),
}


class Asset(NamedTuple):
    """A style sheet or a script, and what stands in the HTML of a page that needs it."""

    name: str
    needed_by: re.Pattern[str]

    @property
    def path(self) -> str:
        """Where it lies below the root of a site."""
        return f"{FOLDER}/{self.name}"

    @property
    def content(self) -> bytes:
        """What is published: without comments and indentation, a quarter of what readers would load."""
        return _shipped(self.name)

    def element(self, address: str) -> str:
        """Return the element of a page's head that loads it from an address."""
        if self.name.endswith(".css"):
            return f'<link rel="stylesheet" href="{address}">\n'
        return f'<script src="{address}" defer></script>\n'


def _ours(*classes: str) -> str:
    """Return what finds an element of ours: a site may have classes of the same names."""
    return rf'class="[^"]*\b(?:{"|".join(classes)})\b[^"]*"[^>]*\sdata-tracktwo'


ASSETS = tuple(
    Asset(name, re.compile(needed_by))
    for name, needed_by in {
        "tracktwo.css": r"\sdata-(?:tracktwo|definition|entry)\b",
        "definitions.js": r"\sdata-definition=",
        "filter.js": _ours("letters", "filter"),
        "player.js": _ours("player"),
        "study.js": _ours("flash-cards", "self-check"),
    }.items()
)


def assets_of(html: str) -> Iterator[Asset]:
    """Yield what a page with some HTML needs."""
    return (asset for asset in ASSETS if asset.needed_by.search(html))


@cache
def _shipped(name: str) -> bytes:
    source = resources.files("tracktwo.theme").joinpath("assets", name).read_text("utf-8")
    bare = _COMMENTS[name.rpartition(".")[2]].sub("", source)
    return "\n".join(line for line in map(str.strip, bare.splitlines()) if line).encode() + b"\n"
