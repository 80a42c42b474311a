"""The list of the terms that a page uses, with their definitions, where the page says `[TERMS]`."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from tracktwo.linking.blocks.marker_context import MarkerContext
from tracktwo.linking.page.tooltips import in_tree
from tracktwo.model.term import Term


def fill_terms(paragraph: Element, page: MarkerContext) -> None:
    """Turn `<p>[TERMS]</p>` into a definition list of terms, by name."""
    paragraph.clear()
    paragraph.tag = "dl"
    paragraph.set("class", "terms")
    paragraph.set("data-search-exclude", "")  # the search of Material finds their entries
    paragraph.tail = "\n"
    define(paragraph, sorted(page.terms, key=lambda term: term.headword.casefold()), page)


def define(listed: Element, terms: Iterable[Term], page: MarkerContext) -> None:
    """Put terms, which lead to their entries, and their definitions into a definition list."""
    for term in terms:
        name = SubElement(listed, "dt")
        link = SubElement(name, "a", {"href": page.context.link_to(term), **page.direction})
        link.text = in_tree(term.headword)
        page.definitions.render_into(SubElement(listed, "dd", page.direction), term)
