"""The list of the terms that a page uses, with their definitions, where the page says `[TERMS]`."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from tracktwo.linking.definitions import Definitions, in_tree
from tracktwo.linking.glossary import Term


def list_terms(paragraph: Element, terms: Iterable[Term], definitions: Definitions, *, auto: bool) -> None:
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
        link = SubElement(name, "a", {"href": definitions.context.link_to(term), **direction})
        link.text = in_tree(term.headword)
        definitions.tell(SubElement(paragraph, "dd", direction), term)
