"""Front matter: what a page says of itself above its text, in YAML. This is its one reader."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from tracktwo.model.markdown.yaml_source import YamlError, compose_yaml, construct, would_stall

# As MkDocs has it: between `---` and `---` or `...`, at the very beginning of the file.
FENCED = re.compile(r"\ufeff?-{3}[ \t]*\r?\n(?P<yaml>.*?\n)?(?:\.{3}|-{3})[ \t]*(?:\r?\n|\Z)", re.DOTALL)

# A key at the beginning of a line; what is indented below it, or is an item of a list, belongs to it.
_KEY = re.compile(r"[\w-]+[ \t]*:(?:\s|$)")


@dataclass(frozen=True)
class FrontMatter:
    """What a page says of itself: each key, its value, and its line (from 1), in their order.

    `errors` are what cannot be read: its line, and why. `text` is the page below it.
    """

    entries: tuple[tuple[str, object, int], ...] = ()
    errors: tuple[tuple[int, str], ...] = ()
    text: str = ""

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self.entries or self.errors)

    @cached_property
    def values(self) -> Mapping[str, object]:
        """The value of each key; of equal keys, the last one's, as YAML has it."""
        return {key: value for key, value, _ in self.entries}

    @cached_property
    def lines(self) -> Mapping[str, int]:
        """The line of each key."""
        return {key: line for key, _, line in self.entries}


def read_front_matter(text: str) -> FrontMatter:
    """Read the front matter of a page, given its whole source."""
    fenced = FENCED.match(text)
    if not fenced:
        return FrontMatter(text=text)
    errors: list[tuple[int, str]] = []
    entries = tuple(_entries(fenced["yaml"] or "", errors))
    return FrontMatter(entries, tuple(errors), text[fenced.end() :] if entries or errors else text)


def would_stall_others(text: str) -> bool:
    """Tell whether the front matter of a page would stall or end a reader of YAML without our bounds."""
    fenced = FENCED.match(text)
    return bool(fenced and would_stall(fenced["yaml"] or ""))


def front_matter_length(text: str) -> int:
    """Return how many lines the front matter of a page takes, its fences included."""
    fenced = FENCED.match(text)
    return fenced[0].count("\n") + (not fenced[0].endswith("\n")) if fenced else 0


def _entries(yaml: str, errors: list[tuple[int, str]]) -> Iterator[tuple[str, object, int]]:
    """Yield keys with their values and lines; what cannot be read goes to `errors`.

    Where the whole cannot be read, each key is read by itself, so that one slip does not cost all the others.
    """
    try:
        yield from _entries_of(yaml, 2)  # after the fence, counted from 1
    except YamlError:
        lines = yaml.splitlines(keepends=True)
        starts = [number for number, line in enumerate(lines) if _KEY.match(line)]
        for start, end in pairwise((*starts, len(lines))):
            try:
                yield from _entries_of("".join(lines[start:end]), start + 2)
            except YamlError as error:
                key = lines[start].partition(":")[0].strip()
                errors.append((start + 2, f"{key}: {error}"))


def _entries_of(yaml: str, first: int) -> Iterator[tuple[str, object, int]]:
    """Yield the entries of a mapping whose first line is `first`, or nothing for what is none."""
    root = compose_yaml(yaml)
    if root is not None and root.tag == "tag:yaml.org,2002:map":
        pairs = [(str(construct(key)), construct(value), key.start_mark.line) for key, value in root.value]
        yield from ((key, value, first + line) for key, value, line in pairs)
