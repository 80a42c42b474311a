"""A paragraph of Markdown as runs: what a reader sees, with its emphasis and its links.

Python-Markdown says what is markup. Code becomes its text, a picture its description with a link to it, and
tags vanish, but no word does: `<unk>`, which is no tag of HTML, stays.
"""

import re
from collections.abc import Iterator
from functools import cache
from xml.etree.ElementTree import Element, SubElement

import lxml.html
from lxml.html import defs
from markdown import Markdown

from tracktwo.reading.text.lesson import Run

MARKUP = re.compile(r"[\\`*_\[<&!]")
TAG = re.compile(r"<(?=/?([A-Za-z][\w-]*)[\s/>])")
EMPHASIS = {"em": "i", "i": "i", "u": "i", "strong": "b", "b": "b"}


def read_runs(text: str) -> tuple[Run, ...]:
    """Read one paragraph, given on one line."""
    if not MARKUP.search(text):
        return (Run(text),)
    root = lxml.html.fragment_fromstring(_html(text), create_parent="div")
    return tuple(run for run in _runs(root, "", "") if run.text)


def _html(text: str) -> str:
    """Render a text without looking for blocks in it: `1986.` begins a paragraph, not a list."""
    converter = _converter().reset()
    root = Element("div")
    SubElement(root, "p").text = TAG.sub(lambda tag: "<" if tag[1].lower() in defs.tags else "&lt;", text)
    for name in ("inline", "unescape"):
        converter.treeprocessors[name].run(root)
    html = converter.serializer(root)
    for postprocessor in converter.postprocessors:
        html = postprocessor.run(html)
    return html


@cache
def _converter() -> Markdown:
    return Markdown()


def _runs(element: lxml.html.HtmlElement, emphasis: str, link: str) -> Iterator[Run]:
    """Yield what an element says, and what follows each of its children."""
    yield Run(element.text or "", emphasis, link)
    for child in element:
        yield from _child(child, emphasis, link)
        yield Run(child.tail or "", emphasis, link)


def _child(child: lxml.html.HtmlElement, emphasis: str, link: str) -> Iterator[Run]:
    if not isinstance(child.tag, str):
        return  # a comment
    if child.tag == "br":
        yield Run(" ", emphasis, link)
    elif child.tag == "img":
        yield Run(child.get("alt", ""), emphasis, link or child.get("src", ""))
    else:
        address = child.get("href", "") if child.tag == "a" else ""
        bare = address.removeprefix("mailto:") == child.text_content()
        marks = "".join(sorted({*emphasis, EMPHASIS.get(child.tag, "")}))
        yield from _runs(child, marks, link or ("" if bare else address))
