"""The list of the terms that a page uses, with their definitions, where the page says `[TERMS]`."""

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from tracktwo.linking.definitions import in_tree
from tracktwo.linking.glossary import Term
from tracktwo.linking.read_page import ReadPage


def list_terms(paragraph: Element, page: ReadPage) -> None:
    """Turn `<p>[TERMS]</p>` into a definition list of terms, by name."""
    paragraph.clear()
    paragraph.tag = "dl"
    paragraph.set("class", "terms")
    paragraph.set("data-search-exclude", "")  # the search of Material finds their entries
    paragraph.tail = "\n"
    define(paragraph, sorted(page.terms, key=lambda term: term.headword.casefold()), page)


def leave_out(listed: Element, root: Element) -> None:
    """Take a list of no terms out of the page, and the heading above it that has nothing else below."""
    holder = next(element for element in root.iter() if listed in list(element))
    at = list(holder).index(listed)
    holder.remove(listed)
    above = _level(holder[at - 1]) if at else 0
    below = _level(holder[at]) if at < len(holder) else 1
    if above and 0 < below <= above:
        holder.remove(holder[at - 1])


def _level(element: Element) -> int:
    """Return 1 to 6 for a heading, and 0 for anything else."""
    return int(element.tag[1]) if re.fullmatch("h[1-6]", str(element.tag)) else 0


def define(listed: Element, terms: Iterable[Term], page: ReadPage) -> None:
    """Put terms, which lead to their entries, and their definitions into a definition list."""
    for term in terms:
        name = SubElement(listed, "dt")
        link = SubElement(name, "a", {"href": page.context.link_to(term), **page.direction})
        link.text = in_tree(term.headword)
        page.definitions.tell(SubElement(listed, "dd", page.direction), term)
