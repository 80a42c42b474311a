"""The list of the terms that a page uses, with their definitions, where the page says `[TERMS]`."""

from xml.etree.ElementTree import Element, SubElement

from tracktwo.linking.definitions import in_tree
from tracktwo.linking.read_page import ReadPage


def list_terms(paragraph: Element, page: ReadPage) -> None:
    """Turn `<p>[TERMS]</p>` into a definition list of terms, by name.

    On a page that runs from right to left each text has the direction of its own letters: `C++` would be
    `++C`.
    """
    direction = {"dir": "auto"} if page.right_to_left else {}
    paragraph.clear()
    paragraph.tag = "dl"
    paragraph.set("class", "terms")
    paragraph.set("data-search-exclude", "")  # the search of Material finds their entries
    paragraph.tail = "\n"
    for term in sorted(page.terms, key=lambda term: term.headword.casefold()):
        name = SubElement(paragraph, "dt")
        link = SubElement(name, "a", {"href": page.context.link_to(term), **direction})
        link.text = in_tree(term.headword)
        page.definitions.tell(SubElement(paragraph, "dd", direction), term)
