"""The entries of a glossary, as written: headings and definition lists with their ids, pages for a term."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from tracktwo.model.markdown.definition_lists import (
    DefinitionItem,
    begins_with_definition_list,
    read_definition_items,
)
from tracktwo.model.markdown.front_matter import FrontMatter, read_front_matter
from tracktwo.model.markdown.headings import (
    MarkdownHeading,
    plain_text,
    read_headings,
    split_attributes,
    written_ids,
)
from tracktwo.model.markdown.unique_ids import UniqueIds

Slugify = Callable[[str, str], str]
Form = Literal["heading", "list", "page"]
# Of a page for a term; `glossary` is what mkdocs-glossary-plugin has, as often as there are other names.
_OTHER_NAMES = ("aliases", "glossary")
# A list of contents: nothing but links within the page, with names of their groups at most.
_CONTENTS = re.compile(r"(?:\*\*[^*\n]*\*\*|\[[^\]\n]*\]\(#[^)\n]*\)|\d+[.)]|[\s>|·•,/*+-])++")
_FEWEST_LINKS = 2
_BELOW_ALL_HEADINGS = 7  # a level that no heading has


@dataclass(slots=True)
class Entry:
    """An entry: names as plain text, line (from 1), id and classes, and the Markdown of what defines it.

    `level` is that of its heading, and 0 for what has none of its own.
    """

    names: list[str]
    line: int
    anchor: str
    classes: frozenset[str]
    body: list[str]
    form: Form
    level: int = 0


def read_entries(text: str, slugify: Slugify, separator: str) -> list[Entry]:
    """Return the entries of a page.

    A heading is an entry if it is of the first level that has text of its own; one above it (`## A`) parts
    entries, and so does one that a definition list follows at once, or nothing but links within the page;
    one below belongs to a definition.
    A definition list is read where no heading's entry holds it. `slugify` and `separator` are those of the
    host's toc extension, so that ids agree.
    """
    headings = read_headings(text)
    level = _term_level(headings)
    ids = _assign_anchors(headings, slugify, separator)
    entries: list[Entry] = []
    inside = False
    for heading in headings:
        if inside and heading.level > level:
            entries[-1].body.append(heading.source)
            continue
        inside = heading.level == level and not _parts_entries(heading)
        if inside:
            entries.append(_heading_entry(heading))
        else:
            entries += map(_list_entry, read_definition_items(heading.lines, heading.first))
    for entry in entries:
        entry.anchor = entry.anchor or ids.add(slugify(entry.names[0], separator))
    return entries


def read_term_page(text: str, path: str) -> tuple[Entry, FrontMatter]:
    """Return the entry that a page is, which has no id, with its front matter; links lead to the page.

    Its name is that of its heading, front matter or file: `path` is below the folder of documents.
    """
    matter = read_front_matter(text)
    above, *headings = read_headings(text)
    title = next((heading for heading in headings if heading.level == 1), None)
    written = next((str(value) for key, value, _ in matter.entries if key == "title" and value), "")
    name = title.text if title else written or PurePosixPath(path).stem.replace("-", " ").replace("_", " ")
    also = (one for key, value, _ in matter.entries if key in _OTHER_NAMES for one in _as_names(value))
    names = [plain_text(one) for one in (name, *filter(None, also))]
    others = (heading.source for heading in headings if heading is not title)
    body = [part for part in (above.below, title.below if title else "", *others) if part]
    classes, line = (title.classes, title.line) if title else (frozenset[str](), 1)
    return Entry(names, line, "", classes, body, "page"), matter


def _as_names(value: object) -> list[str]:
    """Return names from front matter: one, or a list of them; `true` and `false` are no names."""
    values = value if isinstance(value, list) else [value]
    return [str(item).strip() for item in values if item is not None and not isinstance(item, bool | dict)]


def _term_level(headings: list[MarkdownHeading]) -> int:
    """Return the level of the first heading below the title that no deeper one or list follows at once."""
    for heading, following in zip(headings, [*headings[1:], None], strict=True):
        bare = following and following.level > heading.level and not heading.below
        if heading.level > 1 and not bare and not _parts_entries(heading):
            return heading.level
    return _BELOW_ALL_HEADINGS


def _parts_entries(heading: MarkdownHeading) -> bool:
    """Tell whether a heading is no entry, since a definition list follows it at once, or only contents."""
    below = heading.below
    contents = below.count("](#") >= _FEWEST_LINKS and _CONTENTS.fullmatch(below) is not None
    return contents or begins_with_definition_list(heading.lines)


def _heading_entry(heading: MarkdownHeading) -> Entry:
    names, body, classes = [heading.plain], [heading.below], heading.classes
    return Entry(names, heading.line, heading.anchor, classes, body, "heading", heading.level)


def _list_entry(item: DefinitionItem) -> Entry:
    (line, _), *_ = item.terms
    names, anchors, classes = zip(*(split_attributes(text) for _, text in item.terms), strict=True)
    plain = list(map(plain_text, names))
    return Entry(plain, line, anchors[0], frozenset().union(*classes), item.texts, "list")


def _assign_anchors(headings: list[MarkdownHeading], slugify: Slugify, separator: str) -> UniqueIds:
    """Set the ids that headings will have, those written or else toc's; return all ids of the page."""
    written = (written_ids(heading.lines) for heading in headings)
    ids = UniqueIds({heading.anchor for heading in headings if heading.anchor}.union(*written))
    for heading in headings:
        heading.plain = plain_text(heading.text)
        if heading.level:
            heading.anchor = heading.anchor or ids.add(slugify(heading.plain, separator))
    return ids
