"""A few questions about the terms that a page uses, where it says `[SELF-CHECK]`."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple
from xml.etree.ElementTree import Element
from zlib import crc32

from markupsafe import Markup

from tracktwo.linking.blocks.marker_context import MarkerContext
from tracktwo.linking.page.tooltips import BLOCKS, inner_html
from tracktwo.model.term import Term

MAX_QUESTIONS = 5
CHOICES = 4
BLANK = "…"


class Question(NamedTuple):
    """A question: the term, its definition as HTML without its names, and what is offered."""

    term: Term
    asks: Markup
    choices: Sequence[Term]


def fill_quiz(paragraph: Element, page: MarkerContext) -> None:
    """Turn `<p>[SELF-CHECK]</p>` into questions, each with a definition, and terms of which one has it.

    They are about the first terms that the page uses; what is offered beside the right one are others of the
    page, then of the glossary.
    """
    asked = [term for term in page.terms if term in page.glossary.learnable][:MAX_QUESTIONS]
    questions = [_question(term, page) for term in asked] if asked and _others(asked[0], page) else []
    page.fill(paragraph, "quiz.html", questions=questions)


def _question(term: Term, page: MarkerContext) -> Question:
    wrong = _shuffled(term, _others(term, page))[: CHOICES - 1]
    definition = page.definitions.element(term)
    for part in definition.iter():
        space = " " if part.tag in BLOCKS else ""
        part.text, part.tail = (space + _blanked(text or "", term, page) for text in (part.text, part.tail))
        # A link would lead away from the question, and often to its answer; and a legend holds no block.
        if part.tag == "a" or space:
            part.tag, part.attrib = "span", {}
    return Question(term, inner_html(definition), _shuffled(term, [term, *wrong]))


def _others(term: Term, page: MarkerContext) -> list[Term]:
    """Return a few other terms: of a large glossary, not all are looked at for each question."""
    candidates = (other for other in chain(page.terms, _spread(term, page)) if other is not term)
    return list(dict.fromkeys(islice(filter(page.glossary.learnable.__contains__, candidates), 4 * CHOICES)))


def _spread(term: Term, page: MarkerContext) -> Iterator[Term]:
    """Go through the glossary in steps: the first few are of all the alphabet, and others for each term."""
    terms = tuple(page.glossary.learnable)
    step = -(-len(terms) // (4 * CHOICES)) or 1
    start = crc32(term.headword.encode())
    return chain.from_iterable(terms[(start + offset) % step :: step] for offset in range(step))


def _shuffled(term: Term, terms: Iterable[Term]) -> list[Term]:
    """Return terms in an order that is the same each time, and tells nothing."""
    return sorted(terms, key=lambda other: crc32(f"{term.definition}\0{other.headword}".encode()))


def _blanked(text: str, term: Term, page: MarkerContext) -> str:
    """Return a text with a blank in the place of each name of the term that is asked for."""
    kept, end = [], 0
    for match in page.matcher.find(text):
        if match.term is term:
            kept += [text[end : match.start], BLANK]
            end = match.end
    return "".join([*kept, text[end:]])
