"""Abbreviations as pages and snippets define them for Python-Markdown's `abbr`: `*[HTML]: HyperText ...`."""

import re

from tracktwo.reading.text.lesson import TermList
from tracktwo.reading.text.term_fields import make_entry

_LINE = re.compile(r" {0,3}\*\[(?P<name>[^\]\\]+)\] ?:(?P<text>.*)")


def are_abbreviations(text: str) -> bool:
    """Tell whether each line that is not blank defines an abbreviation."""
    lines = [line for line in text.splitlines() if line.strip()]
    return bool(lines) and all(map(_LINE.fullmatch, lines))


def read_abbreviations(text: str, file: str) -> TermList | None:
    """Return each with what it stands for, which is plain text; None where other lines stand among them.

    Raises InvalidInput for one that stands for nothing.
    """
    if not are_abbreviations(text):
        return None
    found = ((number, _LINE.fullmatch(line)) for number, line in enumerate(text.splitlines(), 1))
    return TermList(
        tuple(make_entry(line["name"], line["text"], (), file=file, line=n) for n, line in found if line)
    )
