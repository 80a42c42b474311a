"""Who speaks in a lesson, to choose whose turns stand out."""

from collections import Counter
from xml.etree.ElementTree import Element

from tracktwo.linking.blocks.marker_context import MarkerContext
from tracktwo.linking.page.timestamps import COLONS, mark_speaker
from tracktwo.linking.page.unlinkable import has_class
from tracktwo.wording import words


def add_speakers(root: Element, page: MarkerContext) -> None:
    """Put the speakers of a lesson, if there are several, above their first words and a heading of these."""
    speaking = {it: _speaker(it) for it in root.findall("p")}
    _mark_without_times(speaking)
    turns = Counter(filter(None, speaking.values()))
    if len(turns) > 1:
        made = page.render("speakers.html", words=words(page.language, "lesson"), turns=turns)
        at = list(root).index(next(it for it, name in speaking.items() if name))
        at -= bool(at) and root[at - 1].tag in ("h2", "h3")
        root[at:at] = made


def _mark_without_times(speaking: dict[Element, str]) -> None:
    """Mark who speaks without a time: whom times name, or all, if names begin half of the paragraphs."""
    known = set(speaking.values()) - {""}
    marked = sum(map(bool, speaking.values()))
    named = [it for it in speaking if not (it.text or "").strip() and len(it) and it[0].tag == "strong"]
    named = [it for it in named if "".join(it[0].itertext()).endswith(COLONS)]
    is_talk = 2 * (marked + len(named)) >= len(speaking)
    for paragraph in named:
        name = _name(paragraph[0])
        if is_talk or name in known:
            mark_speaker(paragraph, "")
            speaking[paragraph] = name


def _speaker(paragraph: Element) -> str:
    """Return whom a paragraph names as its speaker."""
    for part in paragraph:
        if has_class(part, "speaker"):
            return _name(part)
    return ""


def _name(element: Element) -> str:
    return "".join(element.itertext()).rstrip(":： \xa0").strip()
