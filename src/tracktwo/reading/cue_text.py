"""The text of a WebVTT cue: its tags and characters to voices and runs, by the rules of the standard.

https://www.w3.org/TR/webvtt1/#cue-text-parsing-rules says which tags there are, what closes them, and that
any other tag is nothing. SRT has no standard: there, a tag that is none of the usual ones is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

TAGS = frozenset(("c", "i", "b", "u", "ruby", "v", "lang"))
TIME = re.compile(r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})")
_TOKEN = re.compile(r"<([^>]*)>?|[^<]+")
_TAG = re.compile(r"(?P<name>[^.\s]*)(?P<classes>(?:\.[^.\s]*)*)(?:\s+(?P<annotation>.*))?", re.DOTALL)
_EMPHASIS = {"i": "i", "u": "i", "b": "b"}


@dataclass(slots=True)
class Node:
    """An element of a cue: its tag, classes and annotation, and what is in it: text, elements, times (ms)."""

    name: str
    classes: tuple[str, ...] = ()
    annotation: str = ""
    children: list[Node | str | int] = field(default_factory=list)


class Piece(NamedTuple):
    """A stretch of a cue's text, with its emphasis and voice, and the time (ms) said for it, if one is."""

    text: str
    emphasis: str
    voice: str | None
    time: int | None


def milliseconds(match: re.Match[str]) -> int:
    """Return the time that TIME has matched, in milliseconds."""
    hours, minutes, seconds, thousandths = (int(number or 0) for number in match.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def read_tree(text: str) -> tuple[Node, list[str]]:
    """Return the tree of a cue's text below a nameless root, and the tags that the standard does not know."""
    path = [Node("")]
    unknown: list[str] = []
    for token in _TOKEN.finditer(text):
        tag = token[1]
        if tag is None:
            path[-1].children.append(unescape(token[0]))
        elif tag.startswith("/"):
            _close(path, tag[1:])
        elif tag[:1].isdigit():
            if time := TIME.fullmatch(tag):
                path[-1].children.append(milliseconds(time))
        elif not _open(path, tag):
            unknown.append(token[0])
    return path[0], unknown


def read_pieces(text: str) -> tuple[list[Piece], list[str]]:
    """Return a cue's text in pieces, and the tags in it that mean nothing, as they are written."""
    root, unknown = read_tree(text)
    return list(_pieces(root, "", None, [None])), unknown


def _pieces(node: Node, emphasis: str, voice: str | None, time: list[int | None]) -> Iterator[Piece]:
    for child in node.children:
        if isinstance(child, str):
            yield Piece(child, emphasis, voice, time[0])
        elif isinstance(child, int):
            time[0] = child
        else:
            both = "".join(sorted({*emphasis, _EMPHASIS.get(child.name, "")}))
            said_by = " ".join(child.annotation.split()) if child.name == "v" else voice
            yield from _pieces(child, both, said_by, time)


def _open(path: list[Node], tag: str) -> bool:
    """Open an element; tell whether the standard knows its tag."""
    match = _TAG.fullmatch(tag)
    name = match["name"] if match else ""
    if match is None or name not in TAGS | {"rt"}:
        return False
    if name == "rt" and path[-1].name != "ruby":
        return True
    classes = tuple(filter(None, match["classes"].split(".")))
    annotation = " ".join(unescape(match["annotation"] or "").split()) if name in ("v", "lang") else ""
    node = Node(name, classes, annotation)
    path[-1].children.append(node)
    path.append(node)
    return True


def _close(path: list[Node], name: str) -> None:
    """Close the innermost element if it has this name; a ruby also closes the rt in it."""
    if name == path[-1].name and name:
        path.pop()
    elif name == "ruby" and path[-1].name == "rt":
        del path[-2:]
