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
    """A style sheet or a script, and what a page that needs it has: `data-...`, or a class of ours."""

    name: str
    needed_by: frozenset[str] = frozenset()

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


ASSETS = tuple(
    Asset(name, frozenset(needed_by.split()))
    for name, needed_by in {
        "tracktwo.css": "data-tracktwo data-definition data-entry",
        "definitions.js": "data-definition",
        "filter.js": "letters filter",
        "moments.js": "lesson player",
        "player.js": "player",
        "player-hosts.js": "data-player",
        "player-bar.js": "player",
        "quoting.js": "moment",
        "transcript-files.js": "lesson",
        "speakers.js": "speakers",
        "study.js": "flash-cards self-check",
        "uses.css": "used-in strips",
        "uses.js": "data-all-uses data-audio data-video strip",
    }.items()
)
_ATTRIBUTE = re.compile(r"data-(?<=\sdata-)[a-z-]+")
_OURS = re.compile(r"data-tracktwo(?<=\sdata-tracktwo)")  # a site may have classes of the same names
_CLASSES = re.compile(r'class="([^"]*)"')

SEARCH_FOLDER = f"{FOLDER}/search"  # of the index of a site, or of its pages in one language
# Of a site with a search of ours: each page loads the first two, and these what is asked for.
SEARCH_ASSETS = tuple(
    Asset(f"search{name}")
    for name in (".css", ".js", "-dialog.js", "-find.js", "-index.js", "-moments.js", "-words.js")
)


def assets_of(html: str) -> Iterator[Asset]:
    """Yield what a page with some HTML needs."""
    tags = "".join(before[before.rfind(">") :] for before in _OURS.split(html)[:-1])
    there = {*_ATTRIBUTE.findall(html), *" ".join(_CLASSES.findall(tags)).split()}
    return (asset for asset in ASSETS if asset.needed_by & there)


@cache
def _shipped(name: str) -> bytes:
    source = resources.files("tracktwo.theme").joinpath("assets", name).read_text("utf-8")
    bare = _COMMENTS[name.rpartition(".")[2]].sub("", source)
    return "\n".join(line for line in map(str.strip, bare.splitlines()) if line).encode() + b"\n"
