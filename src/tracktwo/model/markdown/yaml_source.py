"""YAML that strangers write: read without aliases, and within bounds, so that none of it can stall a build.

322 bytes of aliases can stand for gigabytes, and 30,000 brackets end a process whose parser calls itself for
each (`guide/problems.md`).
"""

from functools import cache
from math import inf
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from yaml.nodes import Node

MAX_BYTES = 20_000_000  # of a list of terms; the largest public one has 1 MB
MAX_DEPTH = 40
MAX_VALUES = 10_000  # that front matter stands for, once its aliases are written out


class YamlError(ValueError):
    """Text that is no YAML, or none that is read. `line` counts from 1; the message says what is wrong."""

    def __init__(self, message: str, line: int = 1) -> None:
        """Keep the line beside the message."""
        super().__init__(message)
        self.line = line


def compose_yaml(text: str) -> "Node | None":
    """Return a text as nodes, which know their lines; None where it says nothing. Raises YamlError."""
    yaml, loader = _yaml()
    if len(text) > MAX_BYTES:
        raise YamlError(f"more than {MAX_BYTES:,} characters")
    depth = 0
    try:
        for event in yaml.parse(text, loader):
            if isinstance(event, yaml.AliasEvent):
                raise YamlError("`*` begins an alias, and none is read", event.start_mark.line + 1)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                raise YamlError(f"more than {MAX_DEPTH} levels", event.start_mark.line + 1)
        node: Node | None = yaml.compose(text, loader)
    except yaml.YAMLError as error:
        mark, what = getattr(error, "problem_mark", None), getattr(error, "problem", None)
        raise YamlError(what or "this is no YAML", mark.line + 1 if mark else 1) from error
    return node


def would_stall(text: str) -> bool:
    """Tell whether YAML would stall or end those who take all of it: by depth, by aliases, or by itself."""
    # Without an alias no character is more than a key and its value, and each level begins with one of these.
    if "*" not in text and 2 * len(text) <= MAX_VALUES and sum(map(text.count, "[{:-?")) < MAX_DEPTH:
        return False
    yaml, loader = _yaml()
    sizes: dict[str | None, int] = {}  # by anchor, of what it stands for
    opened: list[tuple[str | None, int]] = [(None, 0)]  # what is being read, and its size so far
    try:
        for event in yaml.parse(text, loader):
            anchor, size = getattr(event, "anchor", None), 1
            if isinstance(event, yaml.CollectionStartEvent):
                opened.append((anchor, 0))
                sizes[anchor] = MAX_VALUES  # until it ends, an alias of it has no end either
            else:
                if isinstance(event, yaml.CollectionEndEvent):
                    anchor, size = opened.pop()
                elif isinstance(event, yaml.AliasEvent):
                    size = sizes.get(anchor, 1)
                sizes[anchor] = size
            opened[-1] = (opened[-1][0], opened[-1][1] + size)
            if len(opened) > MAX_DEPTH or opened[-1][1] > MAX_VALUES:
                return True
    except yaml.YAMLError:
        pass  # whoever reads it says so
    return False


def construct(node: "Node") -> object:
    """Return what a node says: mappings, lists, texts, numbers, dates.

    Raises YamlError where that cannot be, as on 30 February.
    """
    yaml, _ = _yaml()
    try:
        return yaml.constructor.SafeConstructor().construct_document(node)
    except (yaml.YAMLError, ValueError, TypeError, OverflowError) as error:
        what = getattr(error, "problem", None) or f"{node.value}: {error}"
        raise YamlError(what, node.start_mark.line + 1) from error


def to_yaml(value: object) -> str:
    """Return a value as YAML on one line, whatever is in it."""
    yaml, _ = _yaml()
    written: str = yaml.safe_dump(value, allow_unicode=True, width=inf, default_flow_style=None)
    return written.removesuffix("\n").removesuffix("\n...")


@cache
def _yaml() -> tuple[Any, Any]:
    """Import YAML, which most pages do without; its loader in C, where it is, is eight times as fast."""
    import yaml

    return yaml, getattr(yaml, "CSafeLoader", yaml.SafeLoader)
