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
    """A style sheet or a script, and what stands in the HTML of a page that needs it.

    One of the `words` does, which is known at once; most pages need few, and an expression reads each whole.
    """

    name: str
    words: tuple[str, ...]
    needed_by: re.Pattern[str]

    @property
    def path(self) -> str:
        """Where it lies below the root of a site."""
        return f"{FOLDER}/{self.name}"

    @property
    def content(self) -> bytes:
        """What is published: without comments and indentation, a quarter of what readers would load."""
        return _shipped(self.name)

    def is_needed(self, html: str) -> bool:
        """Tell whether a page with some HTML needs it."""
        return any(word in html for word in self.words) and self.needed_by.search(html) is not None

    def element(self, address: str) -> str:
        """Return the element of a page's head that loads it from an address."""
        if self.name.endswith(".css"):
            return f'<link rel="stylesheet" href="{address}">\n'
        return f'<script src="{address}" defer></script>\n'


def _for_attributes(name: str, *attributes: str) -> Asset:
    return Asset(name, attributes, re.compile(rf"data-(?<=\sdata-)(?:{'|'.join(attributes)})\b"))


def _for_classes(name: str, *classes: str) -> Asset:
    """Return what elements of ours need: a site may have classes of the same names."""
    needed_by = rf'class="[^"]*\b(?:{"|".join(classes)})\b[^"]*"[^>]*\sdata-tracktwo'
    return Asset(name, classes, re.compile(needed_by))


ASSETS = (
    _for_attributes("tracktwo.css", "tracktwo", "definition", "entry"),
    _for_attributes("definitions.js", "definition"),
    _for_classes("filter.js", "letters", "filter"),
    _for_classes("moments.js", "lesson", "player"),
    _for_classes("player.js", "player"),
    _for_attributes("player-hosts.js", "player"),
    _for_classes("player-bar.js", "player"),
    _for_classes("quoting.js", "moment"),
    _for_classes("transcript-files.js", "lesson"),
    _for_classes("speakers.js", "speakers"),
    _for_classes("study.js", "flash-cards", "self-check"),
    _for_classes("uses.css", "used-in", "strips"),
    Asset(
        "uses.js",
        ("all-uses", "audio", "video", "strip"),
        re.compile(r'\sdata-(?:all-uses|audio|video)\b|\sclass="strip"'),
    ),
)

SEARCH_FOLDER = f"{FOLDER}/search"  # of the index of a site, or of its pages in one language
# Of a site with a search of ours: each page loads the first two, and these what is asked for.
SEARCH_ASSETS = tuple(
    Asset(f"search{name}", (), re.compile("(?!)"))
    for name in (".css", ".js", "-dialog.js", "-find.js", "-index.js", "-moments.js", "-words.js")
)


def assets_of(html: str) -> Iterator[Asset]:
    """Yield what a page with some HTML needs."""
    return (asset for asset in ASSETS if asset.is_needed(html))


@cache
def _shipped(name: str) -> bytes:
    source = resources.files("tracktwo.theme").joinpath("assets", name).read_text("utf-8")
    bare = _COMMENTS[name.rpartition(".")[2]].sub("", source)
    return "\n".join(line for line in map(str.strip, bare.splitlines()) if line).encode() + b"\n"
