"""A few questions about the terms that a page uses, where it says `[SELF-CHECK]`."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from xml.etree.ElementTree import Element, SubElement
from zlib import crc32

from tracktwo.linking.blocks.marker_context import MarkerContext
from tracktwo.linking.page.tooltips import in_tree
from tracktwo.model.term import Term

QUESTIONS = 5
CHOICES = 4
BLANK = "…"


def fill_quiz(paragraph: Element, page: MarkerContext) -> None:
    """Turn `<p>[SELF-CHECK]</p>` into questions, each with a definition, and terms of which one has it.

    They are about the first terms that the page uses; what is offered beside the right one are others of the
    page, then of the glossary. Without a script each question still has its answer, in a `details`.
    """
    asked = [term for term in page.terms if _is_defined(term)][:QUESTIONS]
    paragraph.clear()
    paragraph.tag = "div"
    paragraph.tail = "\n"
    if not asked or not _others(asked[0], page):
        return
    paragraph.attrib.update({"class": "self-check", "data-search-exclude": ""})
    paragraph.attrib.update({f"data-{verdict}": page.words[verdict] for verdict in ("right", "wrong")})
    SubElement(paragraph, "h2", {"id": "self-check"}).text = page.words["self-check"]
    for number, term in enumerate(asked, 1):
        wrong = _shuffled(term, _others(term, page))[: CHOICES - 1]
        _question(paragraph, number, term, _shuffled(term, [term, *wrong]), page)


def _is_defined(term: Term) -> bool:
    return bool(term.definition.strip())


def _others(term: Term, page: MarkerContext) -> list[Term]:
    """Return a few other terms: of a large glossary, not all are looked at for each question."""
    candidates = (other for other in chain(page.terms, _spread(term, page)) if other is not term)
    return list(dict.fromkeys(islice(filter(_is_defined, candidates), 4 * CHOICES)))


def _spread(term: Term, page: MarkerContext) -> Iterator[Term]:
    """Go through the glossary in steps: the first few are of all the alphabet, and others for each term."""
    terms = tuple(page.glossary)
    step = -(-len(terms) // (4 * CHOICES)) or 1
    start = crc32(term.headword.encode())
    return chain.from_iterable(terms[(start + offset) % step :: step] for offset in range(step))


def _shuffled(term: Term, terms: Iterable[Term]) -> list[Term]:
    """Return terms in an order that is the same each time, and tells nothing."""
    return sorted(terms, key=lambda other: crc32(f"{term.definition}\0{other.headword}".encode()))


def _question(holder: Element, number: int, term: Term, offered: Iterable[Term], page: MarkerContext) -> None:
    question = SubElement(holder, "fieldset")
    legend = SubElement(question, "legend")
    page.definitions.render_into(legend, term)
    for part in legend.iter():
        part.text = _blanked(part.text or "", term, page)
        part.tail = _blanked(part.tail or "", term, page)
        if part.tag == "a":  # it would lead away from the question, and often to its answer
            part.tag, part.attrib = "span", {}
    for choice in offered:
        label = SubElement(question, "label")
        answer = {"data-answer": ""} if choice is term else {}
        radio = SubElement(label, "input", {"type": "radio", "name": f"self-check-{number}", **answer})
        SubElement(label, "bdi").text = in_tree(choice.headword)
        radio.tail = " "
    SubElement(question, "p", {"role": "status"})
    details = SubElement(question, "details")
    SubElement(details, "summary").text = page.words["answer"]
    link = SubElement(SubElement(details, "p"), "a", {"href": page.context.link_to(term)})
    link.text = in_tree(term.headword)


def _blanked(text: str, term: Term, page: MarkerContext) -> str:
    """Return a text with a blank in the place of each name of the term that is asked for."""
    kept, end = [], 0
    for match in page.matcher.find(text):
        if match.term is term:
            kept += [text[end : match.start], BLANK]
            end = match.end
    return "".join([*kept, text[end:]])
