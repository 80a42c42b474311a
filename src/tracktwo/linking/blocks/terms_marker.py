"""The list of the terms that a page uses, with their definitions, where the page says `[TERMS]`."""

from xml.etree.ElementTree import Element

from tracktwo.linking.blocks.marker_context import MarkerContext


def fill_terms(paragraph: Element, page: MarkerContext) -> None:
    """Turn `<p>[TERMS]</p>` into a definition list of terms, by name."""
    page.fill(paragraph, "terms.html", terms=sorted(page.terms, key=lambda term: term.headword.casefold()))
