"""The glossary as flash cards, where a page says `[CARDS]`."""

from xml.etree.ElementTree import Element

from tracktwo.linking.blocks.marker_context import MarkerContext


def fill_flashcards(paragraph: Element, page: MarkerContext) -> None:
    """Turn `<p>[CARDS]</p>` into a list of all terms, and what a script needs to make a trainer of it.

    Which lesson uses which is known last: who publishes the page fills its decks (see publishing/study).
    """
    again, known = ("ArrowRight", "ArrowLeft") if page.direction else ("ArrowLeft", "ArrowRight")
    terms = list(page.glossary.learnable)
    page.fill(paragraph, "flashcards.html", terms=terms, keys={"again": again, "known": known})
