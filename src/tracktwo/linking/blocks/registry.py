"""What fills the markers that a page may have, each alone on a line, as `[TOC]` is: `[TERMS]` and others."""

from collections.abc import Callable, Collection, Mapping
from xml.etree.ElementTree import Element

from tracktwo.linking.blocks.flashcards import fill_flashcards
from tracktwo.linking.blocks.lesson_list import fill_lessons
from tracktwo.linking.blocks.letters import fill_letters
from tracktwo.linking.blocks.marker_context import MarkerContext
from tracktwo.linking.blocks.quiz import fill_quiz
from tracktwo.linking.blocks.terms_marker import fill_terms
from tracktwo.linking.page.unlinkable import HEADINGS

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
