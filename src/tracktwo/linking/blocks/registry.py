"""What fills the markers that a page may have, each alone on a line, as `[TOC]` is: `[TERMS]` and others."""

from collections.abc import Callable, Mapping
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


def leave_out(filled: Element, root: Element) -> None:
    """Take what stands for nothing out of the page, and the section that has nothing else in it."""
    holder = next(element for element in root.iter() if filled in list(element))
    at = list(holder).index(filled)
    holder.remove(filled)
    above = holder[at - 1] if at else filled
    ends = at == len(holder) or (holder[at].tag in HEADINGS and holder[at].tag <= above.tag)
    if above.tag in HEADINGS and above.tag != "h1" and ends:
        holder.remove(above)
