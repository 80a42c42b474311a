"""What the PDF's template would have to count of tables and code, and Typst would keep.

It keeps all that it has called and measured: for each cell of a documentation's tables that is most of a
book's memory. So here is found which word, and which cell, of each column are worth to be measured.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tracktwo.publishing.book.nodes import Element, Node, all_elements, elements, in_paragraphs, plain_text

_EAST_ASIAN = re.compile("[\u2e81-\U0010ffff]")
LONGEST_WHOLE = 24  # letters of a word that stays whole
JOINTS = re.compile(r"[\s,./_=|(\[-]")  # where names in code may part
BREAKS = re.compile(r"[^\S\xa0\u202f]+")  # white space but no-break spaces
HYPHENATED = re.compile(r"([^\W\d_]{7})[^\W\d_]{3,}")
MANY = 5  # columns; with more of them words are hyphenated
# How wide signs are in the font of books, in hundredths of an em, from the space to the tilde.
_IN_BOOKS = (
    "252934474764711930303755223422324747474747474747474724245555554490705965705649697330326453847070"
    "5470594960666595665760362936524939464943514531505427275126795450525037393253507549524228212845"
)
_WIDTHS = {chr(32 + at // 2): int(_IN_BOOKS[at : at + 2]) / 100 for at in range(0, len(_IN_BOOKS), 2)}
_MONOSPACED = 0.414  # and in that of code
_APART = {"p", "li", "line", "br", "dt", "dd", "tr", "td", "th", "pre", "heading", "summary"}


def plan_of(table: Element) -> dict[str, Any]:
    """Return what book.typ measures of a table, a plan for each column, and its longest word's letters.

    `least` and `natural` are about how wide the table is, in ems, without insets.
    """
    count = int(table.get("columns"))
    rows = [elements(row.children) for part in elements(table.children) for row in elements(part.children)]
    columns: list[list[tuple[int, int, Element]]] = [[] for _ in range(count)]
    for at, row in enumerate(rows):
        for place, cell in enumerate(row):
            if not cell.get("colspan"):
                columns[min(place, count - 1)].append((at, place, cell))
    plans = [_column(cells, is_hyphenated=count > MANY) for cells in columns]
    words = BREAKS.split(_text([table]))
    return {
        "columns": plans,
        "longest": max(map(len, words), default=0),
        "least": sum(plan.pop("least") for plan in plans),
        "natural": sum(min(plan["letters"], 1000) for plan in plans) * 0.55,
    }


def _column(cells: Iterable[tuple[int, int, Element]], *, is_hyphenated: bool) -> dict[str, Any]:
    """Return a column's widest word of each look, its widest part of a name in code, and its longest cell."""
    words: dict[str, str] = {}
    part, letters, widest, place = "", 0, 0.0, (0, 0)
    for row, column, cell in cells:
        text, tags = _text(cell.children), {it.tag for it in all_elements(cell.children)}
        look = "code" if tags & {"code", "pre"} else "strong" if cell.tag == "th" else "text"
        found = [_narrowed(word, is_hyphenated=is_hyphenated) for word in BREAKS.split(text)]
        words[look] = max([words.get(look, ""), *found], key=_width)
        if look == "code":
            part = max([part, *(it[:LONGEST_WHOLE] for it in JOINTS.split(text))], key=len)
        letters = max(letters, 1000 if tags & {"pre", "aside"} else _letters(cell.children))
        if (width := (_MONOSPACED * len(text) if look == "code" else _width(text))) > widest:
            widest, place = width, (row, column)
    ems = (len(word) * _MONOSPACED if look == "code" else _width(word) for look, word in words.items())
    least = max(ems, default=0)
    return {"words": words, "part": part, "letters": letters, "cell": place, "least": least}


def _narrowed(word: str, *, is_hyphenated: bool) -> str:
    """Return of a word what must stay on one line."""
    word = word[:LONGEST_WHOLE]
    return HYPHENATED.sub(r"\1-", word) if is_hyphenated and HYPHENATED.fullmatch(word) else word


def _width(word: str) -> float:
    return sum(_WIDTHS.get(sign, 0.55 if sign < "\u1100" else 1.1) for sign in word)


def _text(nodes: Iterable[Node]) -> str:
    """Return the text of nodes, with white space where blocks and lines end; formulas have none."""
    found = []
    for node in nodes:
        if isinstance(node, str):
            found.append(node)
        elif node.tag != "math":
            found.append(_text(node.children) + " " * (node.tag in _APART))
    return "".join(found)


def _letters(nodes: tuple[Node, ...]) -> int:
    """Return about how many letters nodes are as long as."""
    extra = {"li": 40, "img": 700}
    return len(_text(nodes).encode()) + sum(extra.get(it.tag, 0) for it in all_elements(nodes))


def _columns(text: str) -> int:
    """Return how many columns of a line of code its text takes: letters of East Asia take two."""
    return len(text) + len(_EAST_ASIAN.findall(text))


def _noted(item: Element) -> dict[str, Any]:
    """Return an item that has footnotes in paragraphs: of those alone Typst keeps one layout.

    For each footnote of a page it lays out all of the page once more.
    """
    has_notes = any(it.tag == "footnote" for it in all_elements(item))
    return {"body": tuple(in_paragraphs(item.children))} if has_notes else {}


# By element, what is counted of it for the template.
COUNTED: Mapping[str, Callable[[Element], dict[str, Any]]] = {
    "table": lambda it: {"plan": plan_of(it)},
    "li": _noted,
    "pre": lambda it: {"text": plain_text([it])},
    "line": lambda it: {"width": _columns(plain_text(it.children))},
}
