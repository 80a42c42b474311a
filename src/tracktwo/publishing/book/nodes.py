"""The document tree: elements named after HTML's, which hold a book's content, and nothing but content.

Blocks stand on their own, and parts within one; every other element, and text, runs within a line.
"""

import base64
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from itertools import groupby
from typing import Any, TypeVar

T = TypeVar("T")

# Each element, with the attributes that it may have. book.typ draws them all.
BLOCKS = {
    "p": (), "heading": ("level", "id", "anchor"), "entry": ("level", "anchor"), "ul": ("tight", "tasks"),
    "ol": ("tight", "start", "type"), "dl": (), "blockquote": (), "hr": (), "pre": ("title",),
    "table": ("columns", "linked"), "figure": (), "aside": ("kind",), "div": ("language", "region"),
}  # fmt: skip
PARTS = {
    "headword": (), "li": (), "dt": (), "dd": (), "line": ("marked",), "thead": (), "tbody": (), "tr": (),
    "th": ("align", "colspan", "rowspan"), "td": ("align", "colspan", "rowspan"), "figcaption": (),
    "summary": (),
}  # fmt: skip
INLINE = {
    **dict.fromkeys(("em", "strong", "u", "s", "mark", "small", "sub", "sup", "q", "code", "kbd", "b"), ()),
    "time": ("href",), "span": ("language", "region"), "token": ("kind",), "br": (), "anchor": ("anchor",),
    "use": ("term",), "term": ("to",), "a": ("to", "href"), "footnote": ("name",),
    "math": ("block", "tex", "mathml"), "img": ("file", "data", "format", "alt", "width", "height"),
    "svg": ("source", "alt", "width", "height"),
}  # fmt: skip
VOCABULARY: Mapping[str, tuple[str, ...]] = {**BLOCKS, **PARTS, **INLINE}
ADDRESSES = {"tag", "attributes", "anchor", "source"}  # fields that name things, and are not shown
INVISIBLE = {"anchor", "use"}
# What https://www.w3.org/TR/xml/#charsets leaves out.
NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Element:
    """An element of the tree. Attributes are text, as HTML's; `formula` is what Typst draws of `math`.

    Raises KeyError for what the vocabulary does not have.
    """

    tag: str
    children: tuple["Node", ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    formula: tuple[Any, ...] = ()

    def __post_init__(self) -> None:
        """Hold the tree to its vocabulary."""
        if unknown := self.attributes.keys() - VOCABULARY[self.tag]:
            raise KeyError(self.tag, *unknown)

    def get(self, name: str) -> str:
        """Return an attribute; an empty string without it."""
        return self.attributes.get(name, "")


Node = str | Element


def element(tag: str, children: Iterable[Node] = (), **attributes: str | bool) -> Element:
    """Make an element; attributes that say nothing are left out, and what holds is `true`."""
    said = {name: "true" if value is True else str(value) for name, value in attributes.items() if value}
    return Element(tag, tuple(children), said)


def tag_of(node: Node) -> str:
    """Return an element's tag; of text, an empty string."""
    return "" if isinstance(node, str) else node.tag


def is_block(node: Node) -> bool:
    """Tell whether a node is a block or runs within a line; formulas are either."""
    return not isinstance(node, str) and (node.tag in BLOCKS or bool(node.get("block")))


def split_language(tag: str) -> dict[str, str]:
    """Split a BCP 47 tag as Typst wants it: `pt-BR` to pt and BR, `zh-Hans-CN` to zh and CN.

    Where a tag names no region, traditional Han letters are those of Taiwan.
    """
    code, *rest = tag.replace("_", "-").split("-")
    region = next(
        (part.upper() for part in rest if re.fullmatch("[A-Za-z]{2}", part)), "TW" * ("Hant" in rest)
    )
    return {"language": code.lower(), "region": region}


def language_tag(name: str, region: str) -> str:
    """Return a language as BCP 47 has it."""
    return "-".join(filter(None, (name, region)))


def in_paragraphs(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield blocks as they are, and what runs free between them as paragraphs."""
    for are_blocks, group in groupby(nodes, key=is_block):
        in_a_row = list(group)
        yield from in_a_row if are_blocks else _paragraph(in_a_row)


def _paragraph(line: list[Node]) -> Iterator[Node]:
    if line and isinstance(line[-1], str):
        line[-1] = line[-1].rstrip(" ")
    line = [node for node in line if node]
    if all(tag_of(node) in INVISIBLE for node in line):
        yield from line
    else:
        yield element("figure" if [*map(tag_of, line)] == ["img"] else "p", line)


def as_bare_lines(blocks: Iterable[Node]) -> Iterator[Node]:
    """Yield blocks, with what paragraphs hold in their place; a space is between two."""
    before = ""
    for node in blocks:
        if isinstance(node, Element) and node.tag == "p":
            yield from (" ", *node.children) if before == "p" else node.children
        else:
            yield node
        before = tag_of(node)


def as_inline(node: Node) -> Iterator[Node]:
    """Yield a block's words as running text, each block's set off by a space; what runs already, as it is."""
    if isinstance(node, str) or not (is_block(node) or node.tag in PARTS):
        yield node
    elif node.tag == "math":
        yield replace(node, attributes={**node.attributes, "block": ""})
    else:
        for child in [element("code", [plain_text([node])])] if node.tag == "pre" else node.children:
            yield from as_inline(child)
        yield " "


def plain_text(nodes: Iterable[Node]) -> str:
    """Return the text of nodes without any markup or footnote, of formulas the source, of code the lines."""
    return "".join(map(_plain_text, nodes))


def _plain_text(node: Node) -> str:
    if isinstance(node, str):
        return node
    if node.tag == "pre":
        return "\n".join(plain_text(line) for line in (line.children for line in elements(node.children)))
    return node.get("tex") if node.tag == "math" else plain_text(node.children) * (node.tag != "footnote")


def elements(nodes: Iterable[Node]) -> list[Element]:
    """Return those nodes that are no text."""
    return [node for node in nodes if isinstance(node, Element)]


def all_elements(part: object) -> Iterator[Element]:
    """Yield each element in a part of a book, whatever that is, in the order of the book."""
    if isinstance(part, Element):
        yield part
        part = part.children
    elif is_dataclass(part):
        part = [getattr(part, each.name) for each in fields(part)]
    for inner in part if isinstance(part, list | tuple) else ():
        yield from all_elements(inner)


def rebuilt(part: T, change: Callable[[Node], Iterable[Node]]) -> T:
    """Return a part of a book in which `change` has had each node, an element before what it holds."""
    if isinstance(part, tuple):
        made = [change(inner) if isinstance(inner, str | Element) else (inner,) for inner in part]
        return tuple(rebuilt(inner, change) for nodes in made for inner in nodes)  # type: ignore[return-value]
    if isinstance(part, Element):
        return replace(part, children=rebuilt(part.children, change))
    if is_dataclass(part) and not isinstance(part, type):
        held = {each.name: rebuilt(getattr(part, each.name), change) for each in fields(part)}
        return replace(part, **held)
    return part


def with_text(tree: T, change: Callable[[str], str]) -> T:
    """Return a part of a book with its text changed, but not its addresses."""
    if isinstance(tree, tuple | list):
        return type(tree)(with_text(inner, change) for inner in tree)
    if isinstance(tree, str):
        return change(tree)  # type: ignore[return-value]
    if isinstance(tree, Mapping) and "is" in tree:  # of a formula, in which a sign that changes is a word
        if tree["is"] == "symbol" and change(tree["text"]) != tree["text"]:
            return change(tree["text"])  # type: ignore[return-value]
        return {  # type: ignore[return-value]
            name: value if isinstance(value, str) else with_text(value, change)
            for name, value in tree.items()
        }
    if is_dataclass(tree) and not isinstance(tree, type):
        held = {each.name: getattr(tree, each.name) for each in fields(tree) if each.name not in ADDRESSES}
        return replace(tree, **{name: with_text(value, change) for name, value in held.items()})
    return tree


def without_dead_links(part: T, anchors: set[str], notes: Mapping[str, tuple[Node, ...]]) -> T:
    """Return a part of a book whose links into the book lead to one of `anchors`: of others, the text stays.

    Where the first mark of a footnote is left out, the next one gets its text, which `notes` knows by name.
    """
    anchors = anchors | {it.get("anchor") for it in all_elements(part)}
    cited: set[str] = set()

    def mend(node: Node) -> Iterator[Node]:
        if isinstance(node, Element) and node.get("to") and node.get("to") not in anchors:
            for child in node.children:
                yield from mend(child)
        elif isinstance(node, Element) and node.get("name") and node.get("name") not in cited:
            cited.add(node.get("name"))
            yield replace(node, children=node.children or notes.get(node.get("name"), ()))
        else:
            yield node

    return rebuilt(part, mend)


def as_json(part: object) -> object:
    """Return what `json` cannot write as it can: elements by their tags, what holds them by its fields."""
    if isinstance(part, Element):
        data = {"data": list(base64.b64decode(part.get("data")))} if part.get("data") else {}
        attributes = {name: value for name, value in part.attributes.items() if name != "mathml"}  # EPUB's
        return {"is": part.tag, **attributes, **data, "body": part.formula or part.children}
    return vars(part)
