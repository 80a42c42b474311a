"""What fills the markers that a page may have, each alone on a line, as `[TOC]` is: `[TERMS]` and others."""

from collections.abc import Callable, Collection, Mapping
from xml.etree.ElementTree import Element

from tracktwo.linking.blocks.lesson_list import fill_lessons
from tracktwo.linking.blocks.letters import fill_letters
from tracktwo.linking.blocks.marker_context import MarkerContext
from tracktwo.linking.blocks.quiz import fill_quiz
from tracktwo.linking.page.unlinkable import HEADINGS


def fill_terms(paragraph: Element, page: MarkerContext) -> None:
    """Turn `<p>[TERMS]</p>` into a definition list of the terms that the page uses, by name."""
    page.fill(paragraph, "terms.html", terms=sorted(page.terms, key=lambda term: term.headword.casefold()))


def fill_flashcards(paragraph: Element, page: MarkerContext) -> None:
    """Turn `<p>[CARDS]</p>` into a list of all terms, and what a script needs to make a trainer of it.

    Which lesson uses which is known last: who publishes the page fills its decks (see publishing/study).
    """
    again, known = ("ArrowRight", "ArrowLeft") if page.direction else ("ArrowLeft", "ArrowRight")
    terms = list(page.glossary.learnable)
    page.fill(paragraph, "flashcards.html", terms=terms, keys={"again": again, "known": known})


# Each turns its paragraph, `<p>[NAME]</p>`, into what it stands for.
FILLERS: Mapping[str, Callable[[Element, MarkerContext], None]] = {
    "[TERMS]": fill_terms,
    "[LESSONS]": fill_lessons,
    "[LETTERS]": fill_letters,
    "[CARDS]": fill_flashcards,
    "[SELF-CHECK]": fill_quiz,
}


def leave_out(filled: Collection[Element], root: Element) -> None:
    """Take what stands for nothing out of the page, and the sections that have nothing else in them."""
    left_out = set(filled)
    for holder in [element for element in root.iter() if not left_out.isdisjoint(element)]:
        kept: list[Element] = []  # back to front
        after = False  # whether something is left out below
        for element in reversed(holder):
            if element in left_out:
                after = True
                continue
            ends = not kept or (kept[-1].tag in HEADINGS and kept[-1].tag <= element.tag)
            if not (after and ends and element.tag in HEADINGS and element.tag != "h1"):
                kept.append(element)
            after = False
        holder[:] = reversed(kept)
