"""What fills the markers that a page may have, each alone on a line, as `[TOC]` is: `[TERMS]` and others."""

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from tracktwo.linking.blocks.flashcards import deal_cards
from tracktwo.linking.blocks.lesson_list import list_lessons
from tracktwo.linking.blocks.letters import list_letters
from tracktwo.linking.blocks.marker_context import ReadPage
from tracktwo.linking.blocks.quiz import ask
from tracktwo.linking.blocks.terms_marker import list_terms
from tracktwo.linking.page.text_blocks import HEADINGS

# Each turns its paragraph, `<p>[NAME]</p>`, into what it stands for.
FILLERS: Mapping[str, Callable[[Element, ReadPage], None]] = {
    "[TERMS]": list_terms,
    "[LESSONS]": list_lessons,
    "[LETTERS]": list_letters,
    "[CARDS]": deal_cards,
    "[SELF-CHECK]": ask,
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
