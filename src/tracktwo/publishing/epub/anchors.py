"""Where the anchors of a book are in the files of its EPUB, and where its terms are used."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple

from tracktwo.publishing.book.nodes import every


class Use(NamedTuple):
    """The first use of a term in a section: `section` is empty above a chapter's first heading."""

    chapter: str
    section: str
    href: str


@dataclass
class Places:
    """`ids` gives the file and the id of each anchor; `uses`, as chapters are written, each term's places."""

    ids: Mapping[str, tuple[str, str]]
    uses: dict[str, list[Use]] = field(default_factory=dict)

    def href(self, anchor: str) -> str:
        """Return where an anchor is; an empty string if it is nowhere in the book."""
        return "#".join(self.ids[anchor]).rstrip("#") if anchor in self.ids else ""

    def by_chapter(self, term: str) -> list[tuple[str, list[Use]]]:
        """Return a term's uses by the title of the chapter, in the order of the book."""
        uses = groupby(self.uses.get(term, ()), key=lambda use: (use.href.partition("#")[0], use.chapter))
        return [(title, list(places)) for (_, title), places in uses]


def find_places(parts: Iterable[tuple[str, Mapping[str, Any]]]) -> Places:
    """Give each anchor of the parts, which are named by their files, an id that XML allows.

    An id is the anchor's own as far as it can be, and begins with a letter; what else in a file needs an id
    begins with `_`, so that the two never meet.
    """
    ids: dict[str, tuple[str, str]] = {}
    for file, part in parts:
        if part.get("anchor"):
            ids[part["anchor"]] = (file, "")
        taken: set[str] = set()
        alike = Counter[str]()
        for anchor in _anchors(part["body"]):
            name = wish = _slug(anchor)
            while name in taken:
                alike[wish] += 1
                name = f"{wish}-{alike[wish] + 1}"
            taken.add(name)
            ids.setdefault(anchor, (file, name))
    return Places(ids)


def _anchors(body: Sequence[Any]) -> Iterable[str]:
    return dict.fromkeys(node["anchor"] for node in every(body) if node.get("anchor"))


def _slug(anchor: str) -> str:
    letters = re.sub(r"[^A-Za-z0-9.-]+", "-", anchor.partition("#")[2])
    return letters.lstrip("-.0123456789") or "place"
