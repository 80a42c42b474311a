"""Code as it was highlighted on the page: lines of runs, each with what Pygments says that it is."""

from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from tracktwo.publishing.book.page_reader import classes

# By the beginning of Pygments' short names (pygments.token.STANDARD_TYPES); the first that fits.
KINDS_BY_PREFIX = {
    "kc": "constant", "k": "keyword", "ow": "keyword", "s": "string", "c": "comment", "m": "number",
    "nf": "name", "nc": "name", "nd": "name", "nt": "name", "nb": "name",
}  # fmt: skip
PREPROCESSOR = {"cp", "cpf"}  # `#include`: of the class of comments by name alone
TAB = "    "


def code_lines(element: HtmlElement) -> dict[str, Any]:
    """Return the `text` of a block of code; where it is highlighted, its `lines`: runs of `[text, kind]`.

    `marked`, if there are any, are the lines, from 1, that are highlighted as wholes.
    """
    lines: list[list[list[str]]] = [[]]
    marked = set()
    for text, kind, is_marked in _runs(element, "", marked=False):
        for number, part in enumerate(text.split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append([part.replace("\t", TAB), kind])
                if is_marked:
                    marked.add(len(lines))
    above = next((number for number, line in enumerate(lines) if line), len(lines))
    while lines and not lines[-1]:
        lines.pop()
    kept = lines[above:]
    text = "\n".join("".join(part for part, _ in line) for line in kept)
    code: dict[str, Any] = {"text": text}
    if any(kind for line in kept for _, kind in line):
        code["lines"] = kept
    if marked:
        code["marked"] = sorted(number - above for number in marked)
    return code


def _runs(element: HtmlElement, kind: str, *, marked: bool) -> Iterator[tuple[str, str, bool]]:
    if element.text:
        yield element.text, kind, marked
    for child in element:
        if isinstance(child.tag, str):
            names = classes(child)
            inner = next(filter(None, map(_kind, names)), kind)
            yield from _runs(child, inner, marked=marked or "hll" in names)
        if child.tail:
            yield child.tail, kind, marked


def _kind(name: str) -> str:
    if name in PREPROCESSOR or len(name) > 3:
        return ""
    return next((kind for prefix, kind in KINDS_BY_PREFIX.items() if name.startswith(prefix)), "")
