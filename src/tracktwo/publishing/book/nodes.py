"""The document tree: lists, strings and dictionaries that hold a book's content, and nothing but content.

A node is text (a string) or a dictionary whose `is` names its kind. `node_kinds` in book.typ lists them all.
Blocks stand on their own; every other kind, and text, runs within a line.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

Node = str | dict[str, Any]

BLOCKS = {
    "p", "heading", "entry", "list", "definitions", "quote", "rule", "code-block", "table", "figure", "note",
    "language-block",
}  # fmt: skip
INVISIBLE = {"anchor", "use"}
# What https://www.w3.org/TR/xml/#charsets leaves out.
NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def is_block(node: Node) -> bool:
    """Tell whether a node is a block or runs within a line; formulas are either."""
    return not isinstance(node, str) and (node["is"] in BLOCKS or node.get("block", False))


def split_language(tag: str) -> dict[str, str | None]:
    """Split a BCP 47 tag as Typst wants it: `pt-BR` to pt and BR, `zh-Hans-CN` to zh and CN."""
    code, *rest = tag.replace("_", "-").split("-")
    region = next((part.upper() for part in rest if re.fullmatch("[A-Za-z]{2}", part)), None)
    return {"language": code.lower(), "region": region}


def in_paragraphs(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield blocks as they are, and what runs free between them as paragraphs."""
    for are_blocks, group in groupby(nodes, key=is_block):
        in_a_row = list(group)
        yield from in_a_row if are_blocks else _paragraph(in_a_row)


def _paragraph(line: list[Node]) -> Iterator[Node]:
    if line and isinstance(line[-1], str):
        line = [*line[:-1], line[-1].rstrip(" ")]
    line = [node for node in line if node]
    if all(not isinstance(node, str) and node["is"] in INVISIBLE for node in line):
        yield from line
    elif len(line) == 1 and not isinstance(line[0], str) and line[0]["is"] == "image":
        yield {"is": "figure", "body": line, "caption": []}
    else:
        yield {"is": "p", "body": line}


def as_inline(node: Node) -> Iterator[Node]:
    """Yield a block's words as running text, each block's set off by a space; what runs already, as it is."""
    if isinstance(node, str) or not is_block(node):
        yield node
        return
    if node["is"] == "math":
        yield {**node, "block": False}
        return
    if node["is"] == "code-block":
        yield {"is": "code", "text": node["text"]}
    for part in node.values():
        if isinstance(part, list):
            yield from _parts_as_inline(part)
    yield " "


def _parts_as_inline(parts: list[Any]) -> Iterator[Node]:
    """Yield the words of lists in lists, and of what is no node but holds some: a list's item, a cell."""
    for part in parts:
        if isinstance(part, list):
            yield from _parts_as_inline(part)
        elif isinstance(part, dict) and "is" not in part:
            yield from _parts_as_inline(list(part.values()))
        elif isinstance(part, str | dict):
            yield from as_inline(part)


def plain_text(nodes: Iterable[Node]) -> str:
    """Return the text of nodes without any markup, and of formulas the source."""
    return "".join(map(_plain_text, nodes))


def _plain_text(node: Node) -> str:
    if isinstance(node, str):
        return node
    if node["is"] in {"footnote", "math"}:
        return str(node.get("tex", ""))
    return str(node.get("text", "")) + plain_text(node.get("body", ()))


def all_nodes(part: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - whatever a tree holds
    """Yield each node that is no text, in the order of the book."""
    if isinstance(part, dict):
        if "is" in part:
            yield part
        part = list(part.values())
    for inner in part if isinstance(part, list | tuple) else ():
        yield from all_nodes(inner)


def without_dead_links(book: dict[str, Any], notes: Mapping[str, list[Node]]) -> dict[str, Any]:
    """Return a book whose links into itself all lead somewhere: of the others, the text stays.

    Where the first mark of a footnote is left out, the next one gets its text, which `notes` knows by name.
    """
    anchors = {node["anchor"] for node in all_nodes(book) if "anchor" in node}
    anchors.update(chapter["anchor"] for chapter in book["chapters"])
    cited: set[str] = set()

    def mend(part: Any) -> Any:  # noqa: ANN401 - the same
        if isinstance(part, dict):
            name = part.get("name")
            if part.get("is") == "footnote" and name and name not in cited:
                cited.add(name)
                part = {**part, "body": part["body"] or notes.get(name, [])}
            return {key: mend(value) for key, value in part.items()}
        if not isinstance(part, list):
            return part
        nodes: list[Any] = []
        for node in part:
            dead = isinstance(node, dict) and "to" in node and node["to"] not in anchors
            nodes += mend(node["body"]) if dead else [mend(node)]
        return nodes

    return {key: mend(value) for key, value in book.items()}
