"""The definition lists of a page of Markdown, as written.

    Envoy {: #envoy }
    emissary
    :   Who speaks for a state.

The rules are those of Python-Markdown's def_list: terms are the lines above the first `: ` of a block, or the
paragraph before it; each `: ` begins a definition; what is indented goes on with it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tracktwo.model.markdown.headings import with_fences

_DEFINITION = re.compile(r" {0,3}: {1,3}(?P<text>.*)$")
# What Python-Markdown reads before it looks for definitions: list items and code.
_OTHER_BLOCK = re.compile(r" {0,3}(?:[*+-]|[0-9]+\.) | {4}")

_Line = tuple[int, str]


@dataclass(slots=True)
class DefinitionItem:
    """The terms of an item, each with its line (from 1), and its definitions: the blocks of each `: `."""

    terms: list[_Line]
    definitions: list[list[str]] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """The definitions, one text for each `: `."""
        return ["\n\n".join(blocks) for blocks in self.definitions]


def begins_with_definition_list(lines: list[str]) -> bool:
    """Tell whether the first thing that stands in some lines is a definition list."""
    if not any(": " in line and _DEFINITION.match(line) for line in lines):
        return False  # most headings: what follows is read once only
    begin = next(number for number, line in enumerate(lines) if line.strip())
    item = next(read_definition_items(lines, 0), None)
    return item is not None and item.terms[0][0] == begin


def read_definition_items(lines: list[str], first: int) -> Iterator[DefinitionItem]:
    """Yield the items of the definition lists in some lines, of which the first has the number `first`."""
    current: DefinitionItem | None = None
    above: list[_Line] = []  # the paragraph before, if that is what stands before
    for block in _blocks(lines, first):
        begin = 0
        while begin < len(block):
            if current and block[begin][1].startswith("    "):
                current.definitions[-1].append(_outdented(block[begin:]))
                break
            at = _find_definition(block, begin)
            if at is not None and (terms := block[begin:at] or above):
                if current:
                    yield current
                current = DefinitionItem([(number, line.strip()) for number, line in terms])
            elif at is None and current:
                yield current
                current = None
            above = block[begin:] if at is None and not _OTHER_BLOCK.match(block[begin][1]) else []
            if at is None:
                break
            text, begin = _split_definition(block, at)
            if current:
                current.definitions.append([text])
    if current:
        yield current


def _find_definition(block: list[_Line], begin: int) -> int | None:
    if _OTHER_BLOCK.match(block[begin][1]):
        return None
    return next((at for at in range(begin, len(block)) if _DEFINITION.match(block[at][1])), None)


def _blocks(lines: list[str], first: int) -> Iterator[list[_Line]]:
    """Yield the blocks that blank lines part, without fenced code."""
    block: list[_Line] = []
    for number, (line, is_code) in enumerate(with_fences(lines), first):
        if line and not is_code and not line.isspace():
            block.append((number, line.expandtabs(4)))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _split_definition(block: list[_Line], begin: int) -> tuple[str, int]:
    """Return the definition that begins at a line of a block, and the number of the line after it.

    A line that is not indented goes on with the definition if it follows at once, with all that comes after.
    """
    end = begin + 1
    following = block[end][1] if end < len(block) else ":"
    if not following.startswith("    ") and not following.lstrip().startswith(":"):
        end = len(block)
    while end < len(block) and block[end][1].startswith("    "):
        end += 1
    match = _DEFINITION.match(block[begin][1])
    text = match["text"] if match else ""
    return "\n".join(filter(None, (text, _outdented(block[begin + 1 : end])))), end


def _outdented(block: list[_Line]) -> str:
    return "\n".join(line.removeprefix("    ") for _, line in block)
