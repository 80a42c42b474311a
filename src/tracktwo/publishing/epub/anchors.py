"""Where the anchors of a book are in the files of its EPUB, and where its terms are used."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from tracktwo.model.markdown.unique_ids import UniqueIds
from tracktwo.publishing.book.nodes import all_elements
from tracktwo.publishing.book.tree import Chapter, GlossaryPart


class SectionUse(NamedTuple):
    """The first use of a term in a section: `section` is empty above a chapter's first heading."""

    chapter: str
    section: str
    href: str


@dataclass(frozen=True)
class AnchorMap:
    """`ids` has the file and the id of each anchor; `uses`, as chapters are written, each term's sections."""

    ids: Mapping[str, tuple[str, str]]
    uses: dict[str, list[SectionUse]] = field(default_factory=dict)

    def location_of(self, anchor: str) -> str:
        """Return the address of an anchor; an empty string if it is nowhere in the book."""
        return "#".join(self.ids[anchor]).rstrip("#") if anchor in self.ids else ""

    def uses_by_chapter(self, term: str) -> list[tuple[str, list[SectionUse]]]:
        """Return a term's uses by the title of the chapter, in the order of the book."""
        by_file = groupby(self.uses.get(term, ()), key=lambda use: (use.href.partition("#")[0], use.chapter))
        return [(title, list(uses)) for (_, title), uses in by_file]


def map_anchors(parts: Mapping[str, Chapter | GlossaryPart | None]) -> AnchorMap:
    """Give each anchor of the parts, by the names of their files, an id that XML allows.

    An id is the anchor's own as far as it can be, and begins with a letter; what else in a file needs an id
    begins with `_`, so that the two never meet.
    """
    ids: dict[str, tuple[str, str]] = {}
    for file, part in parts.items():
        if isinstance(part, Chapter):
            ids[part.anchor] = (file, "")
        names = UniqueIds()
        for anchor in dict.fromkeys(filter(None, (it.get("anchor") for it in all_elements(part)))):
            ids.setdefault(anchor, (file, names.add(_slug(anchor))))
    return AnchorMap(ids)


def _slug(anchor: str) -> str:
    letters = re.sub(r"[^A-Za-z0-9.-]+", "-", anchor.partition("#")[2])
    return letters.lstrip("-.0123456789") or "place"
