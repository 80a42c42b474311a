"""What the columns of a table and the keys of a YAML file are called, and how they become an entry."""

import re
from collections.abc import Iterable

from tracktwo.model.problem import invalid
from tracktwo.reading.text.lesson import TermEntry

FIELDS = {
    "term": ("term", "terms", "headword", "name", "word"),
    "definition": ("definition", "definitions", "def", "meaning", "description"),
    "also": ("also", "synonyms", "synonym", "aliases", "alias", "acronym", "other names", "also known as"),
}
_FIELD = {name: field for field, names in FIELDS.items() for name in names}
_BETWEEN_NAMES = re.compile("[;|]")


def field_of(name: str) -> str | None:
    """Return the field that a column or key stands for, in any case: term, definition, also, or None."""
    return _FIELD.get(" ".join(name.casefold().replace("_", " ").split()))


def other_names(text: str) -> tuple[str, ...]:
    """Part names at `;` and `|`: a comma may belong to a name."""
    return tuple(filter(None, map(str.strip, _BETWEEN_NAMES.split(text))))


def make_entry(
    headword: str, definition: str, also: Iterable[str], *, file: str, line: int, markdown: bool = False
) -> TermEntry:
    """Make an entry. Raises InvalidInput if it has no term or no definition."""
    headword, definition = " ".join(headword.split()), definition.strip()
    if not headword:
        message, remedy = "a definition without its term", "write the term, or delete it"
        raise invalid(message, code="definition-without-term", file=file, line=line, remedy=remedy)
    if not definition:
        message = f'the term "{headword}" has no definition'
        remedy = "write the definition, or delete the term"
        raise invalid(message, code="term-without-definition", file=file, line=line, remedy=remedy)
    names = dict.fromkeys(" ".join(name.split()) for name in also)
    others = tuple(name for name in names if name and name != headword)
    return TermEntry(headword, definition, line, others, markdown, file)
