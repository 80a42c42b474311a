"""What the columns of a table and the keys of a YAML file are called, and how they become an entry."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracktwo.reading.text.lesson import ReadingError, Remark, TermEntry

FIELDS = {
    "term": ("term", "terms", "headword", "name", "word"),
    "definition": ("definition", "definitions", "def", "meaning", "description"),
    "also": ("also", "synonyms", "synonym", "aliases", "alias", "acronym", "other names", "also known as"),
}
_FIELD = {name: field for field, names in FIELDS.items() for name in names}
_BETWEEN_NAMES = re.compile(r"\s*[;|]\s*")


def field_of(name: str) -> str | None:
    """Give the field that a column or key stands for, in any case: term, definition, also, or None."""
    return _FIELD.get(" ".join(name.casefold().replace("_", " ").split()))


def other_names(text: str) -> tuple[str, ...]:
    """Part names at `;` and `|`: a comma may belong to a name."""
    return tuple(filter(None, _BETWEEN_NAMES.split(text.strip())))


def entry(
    headword: str, definition: str, also: Iterable[str], *, file: str, line: int, markdown: bool = False
) -> TermEntry:
    """Make an entry. Raises ReadingError if it has no term or no definition."""
    headword, definition = " ".join(headword.split()), definition.strip()
    if not headword:
        raise ReadingError("a definition without its term", file, line, remedy="write the term, or delete it")
    if not definition:
        message = f'the term "{headword}" has no definition'
        raise ReadingError(message, file, line, remedy="write the definition, or delete the term")
    names = dict.fromkeys(" ".join(name.split()) for name in also)
    return TermEntry(
        headword, definition, line, tuple(name for name in names if name and name != headword), markdown
    )


def without_repeats(entries: Iterable[TermEntry]) -> tuple[tuple[TermEntry, ...], tuple[Remark, ...]]:
    """Leave out what is there twice, word for word; a term with two definitions keeps both, with a remark."""
    seen: dict[str, set[str]] = {}
    kept: list[TermEntry] = []
    remarks: list[Remark] = []
    for found in entries:
        if found.headword is None:
            kept.append(found)
            continue
        definitions = seen.setdefault(found.headword.casefold(), set())
        repeated = found.definition in definitions
        if definitions:
            kind = "term repeated" if repeated else "term with two definitions"
            remarks.append(Remark(kind, found.line, found.headword))
        if not repeated:
            kept.append(found)
        definitions.add(found.definition)
    return tuple(kept), tuple(remarks)
