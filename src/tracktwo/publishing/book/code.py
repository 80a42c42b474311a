"""Code as it was highlighted on the page: lines of runs, each with what Pygments says that it is."""

from collections.abc import Iterator
from itertools import dropwhile

from lxml.html import HtmlElement

from tracktwo.publishing.book.nodes import Element, Node, element

# By the beginning of Pygments' short names (pygments.token.STANDARD_TYPES); the first that fits.
KINDS_BY_PREFIX = {
    "kc": "constant", "k": "keyword", "ow": "keyword", "s": "string", "c": "comment", "m": "number",
    "nf": "name", "nc": "name", "nd": "name", "nt": "name", "nb": "name",
}  # fmt: skip
PREPROCESSOR = {"cp", "cpf"}  # `#include`: of the class of comments by name alone
TAB = "    "


def code_lines(source: HtmlElement) -> list[Element]:
    """Return the lines of a block of code, `marked` where all of it is highlighted."""
    lines: list[list[Node]] = [[]]
    marked = set()
    for text, kind, is_marked in _runs(source, "", marked=False):
        for number, part in enumerate(text.split("\n")):
            if number:
                lines.append([])
            if part:
                run = part.replace("\t", TAB)
                lines[-1].append(element("token", [run], kind=kind) if kind else run)
                if is_marked:
                    marked.add(len(lines))
    while lines and not lines[-1]:
        lines.pop()
    numbered = dropwhile(lambda line: not line[1], enumerate(lines, 1))
    return [element("line", line, marked=number in marked) for number, line in numbered]


def _runs(source: HtmlElement, kind: str, *, marked: bool) -> Iterator[tuple[str, str, bool]]:
    if source.text:
        yield source.text, kind, marked
    for child in source:
        if isinstance(child.tag, str):
            names = child.classes
            inner = next(filter(None, map(_kind, names)), kind)
            yield from _runs(child, inner, marked=marked or "hll" in names)
        if child.tail:
            yield child.tail, kind, marked


def _kind(name: str) -> str:
    if name in PREPROCESSOR or len(name) > 3:
        return ""
    return next((kind for prefix, kind in KINDS_BY_PREFIX.items() if name.startswith(prefix)), "")
