"""The glossary as flash cards, where a page says `[CARDS]`."""

from xml.etree.ElementTree import Element, SubElement

from tracktwo.linking.blocks.marker_context import MarkerContext
from tracktwo.linking.blocks.terms_marker import define


def fill_flashcards(paragraph: Element, page: MarkerContext) -> None:
    """Turn `<p>[CARDS]</p>` into a list of all terms, and what a script needs to make a trainer of it."""
    paragraph.clear()
    paragraph.tag = "div"
    paragraph.tail = "\n"
    paragraph.attrib.update({"class": "cards", "data-search-exclude": ""})  # the search finds the entries
    terms = [term for term in page.glossary if term.definition.strip()]
    if not terms:
        SubElement(paragraph, "p").text = page.words["no-terms"]
        return
    keys = ("ArrowRight", "ArrowLeft") if page.direction else ("ArrowLeft", "ArrowRight")
    _add_trainer(paragraph, keys, page)
    # Material's search takes the end of the trainer, a `div` too, for that of what it leaves out.
    define(SubElement(paragraph, "dl", {"data-search-exclude": ""}), terms, page)


def _add_trainer(holder: Element, keys: tuple[str, str], page: MarkerContext) -> None:
    """Add the card with its buttons, hidden until a script shows it.

    Its `data-count` and `data-done` say how far one is; in them stand `{left}`, `{known}` and `{all}` for the
    numbers of cards.
    """
    trainer = SubElement(holder, "div", {"class": "trainer", "hidden": ""})
    count = {"data-count": page.words["to-learn"], "data-done": page.words["all-known"]}
    SubElement(trainer, "p", {"role": "status", **count, **page.direction})
    turn = {"data-does": "turn", "data-turn": page.words["turn"], "aria-live": "polite"}
    card = SubElement(trainer, "button", {"type": "button", "class": "trainer-card", **turn})
    SubElement(card, "strong", {"dir": "auto"})
    SubElement(card, "span")
    answers = SubElement(trainer, "p", {"class": "trainer-answers"})
    for does, key in zip(("again", "known"), keys, strict=True):
        attributes = {"type": "button", "data-does": does, "aria-keyshortcuts": key}
        SubElement(answers, "button", attributes).text = page.words[does]
    SubElement(trainer, "button", {"type": "button", "data-does": "over"}).text = page.words["over"]
