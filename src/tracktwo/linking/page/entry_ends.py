"""Marks where the entries of a glossary's page end, in Python-Markdown's tree.

    <h2>Envoy</h2><p>Who speaks.</p>                the mark stands before the next heading of the level
    <dt>Envoy</dt><dd>Who speaks.</dd>              the mark is the last thing in the last dd
    the whole page, for a page of its own           the mark stands at its end, before the footnotes

A mark is raw HTML, for a host that adds something there.
"""

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from tracktwo.linking.page.text_blocks import append_text
from tracktwo.linking.page.unlinkable import has_class
from tracktwo.model.term import Term

_NO_HEADING = "h0"
_BLOCKS = frozenset("p ul ol dl div pre table blockquote details".split())


def mark_ends(root: Element, entries: Mapping[Element, Term], mark: Callable[[Term], str]) -> None:
    """Put `mark`'s string where each entry ends; `entries` knows what begins one: heading, dt or root."""
    if any(term.form == "list" for term in entries.values()):
        for outer in list(root.iter("dl")):
            _mark_list(outer, entries, mark)
    children: list[Element] = []
    open_entry, level = entries.get(root), _NO_HEADING
    for child in [*root, None]:
        ends = child is None or has_class(child, "footnote") or "h1" <= str(child.tag) <= level
        if open_entry and ends:
            children.append(_paragraph(mark(open_entry)))
            open_entry = None
        if child is not None:
            children.append(child)
            if (term := entries.get(child)) and term.form == "heading":
                open_entry, level = term, str(child.tag)
    root[:] = children


def _mark_list(outer: Element, entries: Mapping[Element, Term], mark: Callable[[Term], str]) -> None:
    """Mark the ends of the entries in a definition list. A `dt` that is none of ours belongs to the last."""
    term: Term | None = None
    definition: Element | None = None
    for child in [*outer, None]:
        following = entries.get(child) if child is not None else None
        if child is None or following:
            if term and definition is not None:
                _append(definition, mark(term))
            term, definition = following, None
        elif child.tag == "dd":
            definition = child


def _append(definition: Element, mark: str) -> None:
    if len(definition) and definition[-1].tag in _BLOCKS:
        definition.append(_paragraph(mark))
    else:
        append_text(definition, mark)


def _paragraph(mark: str) -> Element:
    paragraph = Element("p")  # Python-Markdown takes it away around a block of raw HTML
    paragraph.text = mark
    paragraph.tail = "\n"
    return paragraph
