"""The list of the terms that a page uses, with their definitions, where the page says `[TERMS]`."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from tracktwo.linking.glossary import Term
from tracktwo.linking.page_context import PageContext


def list_terms(paragraph: Element, terms: Iterable[Term], context: PageContext, *, auto: bool) -> None:
    """Turn `<p>[TERMS]</p>` into a definition list of terms, by name.

    With `auto`, each text has the direction of its own letters: on a page that runs from right to left,
    `C++` would be `++C`.
    """
    direction = {"dir": "auto"} if auto else {}
    paragraph.clear()
    paragraph.tag = "dl"
    paragraph.set("class", "terms")
    paragraph.tail = "\n"
    for term in sorted(terms, key=lambda term: term.headword.casefold()):
        name = SubElement(paragraph, "dt")
        link = SubElement(name, "a", {"href": context.link_to(term), **direction})
        link.text = term.headword
        SubElement(paragraph, "dd", direction).text = term.summary
