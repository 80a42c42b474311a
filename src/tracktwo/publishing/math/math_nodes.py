"""MathML to the nodes that the template draws as a formula.

A row is a list of nodes; a node is text or names by `is` one of `formula-kinds` in formulas.typ.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from lxml.etree import _Element as Element

from tracktwo.publishing.math.mathml import FormulaError

MathNode = str | dict[str, Any]

MAX_DEPTH = 16  # Typst stops at 80 calls within one another, and lists and quotations around cost some, too
SELECTORS = "\ufe00\ufe01"  # tell a script letter from a calligraphic one
APPLY, NOTHING = "\u2061", {"", "\u2062", "\u2063", "\u2064"}
FENCES = {*"()[]{}|‖∣∥⟨⟩⌊⌋⌈⌉⟦⟧⟮⟯⎰⎱┌┐└┘/\\↑↓↕⇑⇓⇕"}
LARGE = {*"∑∏∐⋀⋁⋂⋃⨀⨁⨂⨃⨄⨅⨆"}
LINES = {*"¯‾―_\u0332\u0305"}
BRACES = {*"⏞⏟⎴⎵⏜⏝⏠⏡"}
LENGTH = re.compile(r"(?<![\d.])(-?(?:\d{1,6}(?:\.\d{1,20})?|\.\d{1,20}))r?em")


def math_nodes(element: Element, depth: int = 0) -> list[MathNode]:
    """Return the nodes of an element that plain_mathml made. Raises FormulaError where it is too deep."""
    if depth > MAX_DEPTH:
        raise FormulaError(f"is nested more than {MAX_DEPTH} deep")
    return READERS[str(element.tag)](element, depth)


def _styled(element: Element, depth: int) -> list[MathNode]:
    if style := _style(element):
        return [{"is": "styled", "style": style, "body": _row(element, depth + 1)}]
    return _row(element, depth)


def _style(element: Element) -> str:
    if element.get("scriptlevel", "0") > "0":
        return "script"
    return {"true": "display", "false": "inline"}.get(element.get("displaystyle", ""), "")


def _row(element: Element, depth: int) -> list[MathNode]:
    """Read a row; one that begins and ends with a fence is as high within it as what it holds."""
    children = list(element)
    if len(children) > 1 and _is_fence(children[0]) and _is_fence(children[-1]):
        first, *inner, last = children
        body = [node for child in inner for node in math_nodes(child, depth + 1)]
        return [{"is": "fenced", "open": _visible(first), "close": _visible(last), "body": body}]
    return [node for child in children for node in math_nodes(child, depth)]


def _is_fence(element: Element) -> bool:
    fences = element.tag == "mo" and element.get("stretchy") != "false" and element.get("minsize") is None
    return fences and (element.text or "") in FENCES | NOTHING


def _visible(element: Element) -> str:
    return "" if element.text in NOTHING else element.text or ""


def _token(element: Element, _: int) -> list[MathNode]:
    """Read letters, numbers and words: one character takes the form that mathematics gives it."""
    text, variant = element.text or "", element.get("mathvariant")
    if not text:
        return []
    alone = len(text.rstrip(SELECTORS)) == 1 and element.tag == "mi"
    node: MathNode = {"is": "symbol", "text": text} if alone else text
    return [{"is": "variant", "variant": variant, "body": [node]}] if variant in VARIANTS else [node]


VARIANTS = {
    "normal", "bold", "italic", "bold-italic", "double-struck", "script", "fraktur", "sans-serif",
    "monospace",
}  # fmt: skip


def _operator(element: Element, _: int) -> list[MathNode]:
    text = element.text or ""
    if text == APPLY:
        return _spaced(element.get("lspace"))
    if text in NOTHING:
        return []
    if size := LENGTH.fullmatch(element.get("minsize", "")):
        return [{"is": "big", "text": text, "em": float(size[1])}]
    if text in FENCES and element.get("stretchy") == "true":
        return [{"is": "middle", "text": text}]
    return [{"is": "symbol", "text": text} if len(text) == 1 else text]


def _spaced(length: str | None) -> list[MathNode]:
    em = LENGTH.search(length or "")
    return [{"is": "space", "em": float(em[1])}] if em else []


def _fraction(element: Element, depth: int) -> list[MathNode]:
    above, below = (math_nodes(part, depth + 1) for part in element)
    stacked = element.get("linethickness") in {"0", "0px", "0em", "0pt"}
    return [{"is": "stack" if stacked else "fraction", "above": above, "below": below}]


def _root(element: Element, depth: int) -> list[MathNode]:
    if element.tag == "msqrt":
        return [{"is": "root", "index": [], "body": _row(element, depth + 1)}]
    body, index = (math_nodes(part, depth + 1) for part in element)
    return [{"is": "root", "index": index, "body": body}]


SCRIPTS = {
    "msub": ("br",), "msup": ("tr",), "msubsup": ("br", "tr"),
    "munder": ("b",), "mover": ("t",), "munderover": ("b", "t"),
}  # fmt: skip


def _scripts(element: Element, depth: int) -> list[MathNode]:
    """Read what stands beside, above or below a base."""
    base, *scripts = element
    if base.tag == "mo" and element.tag in {"munder", "mover", "munderover"} and _is_arrow(base):
        body: list[MathNode] = [{"is": "stretched", "text": base.text or ""}]
    else:
        body = math_nodes(base, depth + 1)
    corners = zip(SCRIPTS[str(element.tag)], scripts, strict=True)
    node: dict[str, Any] = {corner: math_nodes(_wide(script), depth + 1) for corner, script in corners}
    if "b" in node or "t" in node:
        movable = base.tag == "mo" and base.text in LARGE and base.get("movablelimits") != "false"
        node["limits"] = "display" if movable else "always"
    return [{"is": "attach", "base": body, **node}]


def _is_arrow(element: Element) -> bool:
    return "\u2190" <= (element.text or " ") <= "\u21ff" and element.get("stretchy") != "false"


def _wide(script: Element) -> Element:
    """Return what stands on an arrow without the space that makes the arrow long enough in a browser."""
    return script[0] if script.tag in {"munder", "mover"} and script[1].tag == "mspace" else script


def _accent(element: Element, depth: int) -> list[MathNode]:
    """Read a mark on its base: an accent, a line, a brace; anything else stands there as small text."""
    base, mark = element
    text, over = mark.text or "", element.tag == "mover"
    body = math_nodes(base, depth + 1)
    if mark.tag == "mo" and text in BRACES:
        return [{"is": "brace", "text": text, "body": body}]
    if mark.tag == "mo" and text in LINES and (not over or mark.get("stretchy") == "true"):
        return [{"is": "line", "over": over, "body": body}]
    if mark.tag == "mo" and over and element.get("accent") == "true" and len(text) == 1:
        return [{"is": "accent", "text": text, "body": body}]
    return _scripts(element, depth)


def _around(element: Element, depth: int) -> list[MathNode]:
    """Read scripts on both sides of a base."""
    children = list(element)
    parts = [str(child.tag) for child in children]
    split = parts.index("mprescripts") if "mprescripts" in parts else len(parts)
    after, before = children[1:split], children[split + 1 :]
    if not parts or len(after) not in {0, 2} or len(before) not in {0, 2}:
        raise FormulaError("<mmultiscripts> has other than one script at each corner")
    corners = zip(
        ("br", "tr", "bl", "tl"), [*after, *before] if after else [None, None, *before], strict=False
    )
    scripts = {corner: math_nodes(script, depth + 1) for corner, script in corners if script is not None}
    return [{"is": "attach", "base": math_nodes(element[0], depth + 1), **scripts}]


def _enclosed(element: Element, depth: int) -> list[MathNode]:
    notation = set(element.get("notation", "").split())
    strokes = notation & {"updiagonalstrike", "downdiagonalstrike"}
    body = _row(element, depth + 1)
    if notation == {"box"}:
        return [{"is": "boxed", "body": body}]
    if strokes and strokes == notation:
        stroke = "cross" if len(strokes) == 2 else "up" if "updiagonalstrike" in strokes else "down"
        return [{"is": "struck", "stroke": stroke, "body": body}]
    raise FormulaError(f"<menclose> as {' '.join(sorted(notation))!r} has no form in a book")


def _table(element: Element, depth: int) -> list[MathNode]:
    """Read rows of cells. Columns that meet, as in equations set below one another, become one."""
    rows = [[cell for cell in row if len(cell) or "width" not in cell.get("style", "")] for row in element]
    cells = [[math_nodes(cell, depth + 2) for cell in row] for row in rows]
    longest = max(rows, key=len, default=[])
    sides = [_side(element, cell, column) for column, cell in enumerate(longest)]
    meets = {column for column, cell in enumerate(longest) if "padding-right: 0" in cell.get("style", "")}
    node: dict[str, Any] = {"is": "table", "side": sides[0] if len(set(sides)) == 1 else "center"}
    if len(set(sides)) > 1:
        cells = [_joined(row, sides, meets) for row in cells]
    node["rows"], node["equations"] = cells, bool(meets) and "right" in sides
    node["columns-at"] = [n for n, cell in enumerate(longest, 1) if "border-right" in cell.get("style", "")]
    node["rows-at"] = [n for n, row in enumerate(rows) if n and _is_ruled(row)]
    around = element.getparent()
    small = around is not None and _style(around) == "script"  # as below a sum
    node["style"] = "script" if small else _style(element) or "inline"
    return [node]


def _is_ruled(row: Sequence[Element]) -> bool:
    return any("border-top" in cell.get("style", "") for cell in row)


def _side(table: Element, cell: Element, column: int) -> str:
    """Return a cell's side; MathML 3 says it for each column, and the last one for all after it."""
    if named := re.search(r"text-align:\s*(left|right)", cell.get("style", "")):
        return named[1]
    columns = (cell.get("columnalign") or table.get("columnalign") or "center").split()
    side = columns[min(column, len(columns) - 1)]
    return side if side in {"left", "right"} else "center"


def _joined(row: list[list[MathNode]], sides: Sequence[str], meets: set[int]) -> list[list[MathNode]]:
    """Set a row's cells to their sides, by points at which Typst aligns them, and join those that meet."""
    point: MathNode = {"is": "point"}
    cells: list[list[MathNode]] = []
    for column, (cell, side) in enumerate(zip(row, sides, strict=False)):
        if side == "left" and column and sides[column - 1] == "right" and column - 1 in meets:
            cells[-1] += cell
        else:
            cells.append([point, *cell] if side == "left" else [*cell, point] if side == "right" else cell)
    return cells


READERS: dict[str, Callable[[Element, int], list[MathNode]]] = {
    **dict.fromkeys(("math", "mrow", "mpadded", "mtd", "mtr"), _row),
    **dict.fromkeys(("mi", "mn", "mtext"), _token),
    **dict.fromkeys(("msub", "msup", "msubsup", "munderover"), _scripts),
    **dict.fromkeys(("munder", "mover"), _accent),
    **dict.fromkeys(("msqrt", "mroot"), _root),
    **dict.fromkeys(("mprescripts", "none"), lambda _element, _depth: []),
    "mo": _operator,
    "mspace": lambda element, _: _spaced(element.get("width") or element.get("style")),
    "mstyle": _styled,
    "mfrac": _fraction,
    "mmultiscripts": _around,
    "menclose": _enclosed,
    "mphantom": lambda element, depth: [{"is": "hidden", "body": _row(element, depth + 1)}],
    "mtable": _table,
}
