"""A page for one term: its heading or else its file's name, its definition, and its front matter.

`glossary:` in the front matter is what mkdocs-glossary-plugin has: another name, as often as there are any.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

from tracktwo.model.markdown.entries import Entry
from tracktwo.model.markdown.headings import front_matter_length, plain_text, read_headings

_NAMES = ("aliases", "glossary")
# A key at the beginning of a line; what is indented below it, or is an item of a list, belongs to it.
_KEY = re.compile(r"(?P<key>[A-Za-z_-]+)[ \t]*:(?:\s|$)")


class FrontMatterError(ValueError):
    """Front matter that is no YAML. `line` counts from 1; the message says what is wrong there."""

    def __init__(self, message: str, line: int) -> None:
        """Keep the line beside the message."""
        super().__init__(message)
        self.line = line


def read_term_page(text: str, path: str) -> Entry:
    """Return the entry that a page is, which has no id: links lead to the page.

    Raises FrontMatterError where `aliases` or `glossary` cannot be read.
    """
    lines = text.splitlines()
    fields = list(_read_front_matter(lines[: front_matter_length(lines)]))
    above, *headings = read_headings(text)
    title = next((heading for heading in headings if heading.level == 1), None)
    body = [heading.source for heading in headings if heading is not title]
    body.insert(0, title.below if title else "")
    written = next((str(value) for key, value in fields if key == "title" and value), "")
    name = title.text if title else written or PurePosixPath(path).stem.replace("-", " ").replace("_", " ")
    also = [name for key, value in fields if key in _NAMES for name in _as_names(value)]
    classes = title.classes if title else frozenset()
    names = list(map(plain_text, (name, *filter(None, also))))
    parts = [part for part in (above.below, *body) if part]
    return Entry(names, title.line if title else 1, "", classes, parts, listed=False)


def _as_names(value: object) -> list[str]:
    """Return names from front matter: one, or a list of them; `true` and `false` are no names."""
    values = value if isinstance(value, list) else [value]
    return [str(item).strip() for item in values if item is not None and not isinstance(item, bool | dict)]


def _read_front_matter(lines: list[str]) -> Iterator[tuple[str, Any]]:
    """Yield keys and values in their order, each read by itself: YAML would keep the last of equal keys."""
    import yaml  # slow, and seldom needed

    starts = [number for number, line in enumerate(lines) if _KEY.match(line)]
    for start, end in pairwise((*starts, len(lines) - 1)):
        match = _KEY.match(lines[start])
        if match and match["key"] in (*_NAMES, "title"):
            try:
                yield match["key"], yaml.safe_load("\n".join(lines[start:end]))[match["key"]]
            except (yaml.YAMLError, ValueError) as error:  # a date that is none is a ValueError
                reason = getattr(error, "problem", None) or "this is no YAML"
                raise FrontMatterError(reason, start + 1) from error
