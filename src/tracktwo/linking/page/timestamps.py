r"""Times and speakers: `[12:34] **Host:**` at the start of a paragraph becomes an anchor and a name.

    <p>[12:34] <strong>Host:</strong> When ...</p>

    <p><a class="time" data-tracktwo="" href="#t754" id="t754"><time datetime="PT12M34S">12:34</time></a>
       <strong class="speaker">Host:</strong> When ...</p>

The anchor is `t` and the time in seconds. Of paragraphs with the same time the first has the id. A time whose
bracket is escaped (`\[12:34]`) is a placeholder here, and so stays text.
"""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from tracktwo.model.markdown.lesson_text import TIME
from tracktwo.model.page import Moment

# After inline patterns (20) and attr_list (8), and before the linker (6), to which times are no text.
PRIORITY = 7
_TIME = re.compile(rf"\s*\[(?P<written>{TIME})\](?=\s|$)")
COLONS = (":", "：")  # that of Chinese and Japanese, too
_SECOND = re.compile("[0-9]{1,7}")


class TimesTreeprocessor(Treeprocessor):
    """Makes anchors of the times of a page."""

    def run(self, root: Element) -> None:
        """Make them, and mark the speakers that follow them."""
        ids = {element.get("id") for element in root.iter()}
        for paragraph in root.iter("p"):
            if match := _TIME.match(paragraph.text or ""):
                mark_speaker(paragraph, (paragraph.text or "")[match.end() :])
                paragraph.insert(0, time_anchor(match, ids))
                paragraph[0].tail = (paragraph.text or "")[match.end() :]
                paragraph.text = None


def time_anchor(match: re.Match[str], ids: set[str | None]) -> Element:
    """Return the link from a time to itself, with an id that is not yet in `ids`; add it there."""
    hours, minutes, seconds = (int(match[part] or 0) for part in ("hours", "minutes", "seconds"))
    name = f"t{hours * 3600 + minutes * 60 + seconds}"
    link = Element("a", {"class": "time", "data-tracktwo": "", "href": f"#{name}"})
    if name not in ids:
        link.set("id", name)
        ids.add(name)
    # ISO 8601-1, 5.5.2.2, as HTML's duration string has it.
    duration = f"{hours}H{minutes}M{seconds}S" if hours else f"{minutes}M{seconds}S"
    SubElement(link, "time", {"datetime": f"PT{duration}"}).text = AtomicString(match["written"])
    return link


def moment_of(block: Element) -> Moment | None:
    """Return the time that a paragraph begins with, if it is an anchor already."""
    link = block[0] if len(block) else None
    if link is None or link.get("class") != "time" or "data-tracktwo" not in link.attrib:
        return None
    second = link.get("href", "").removeprefix("#t")  # whoever writes such a link may have it lead anywhere
    return Moment(int(second), "".join(link.itertext())) if _SECOND.fullmatch(second) else None


def mark_speaker(paragraph: Element, before: str) -> None:
    """Mark the speaker that a paragraph begins with, where only white space stands `before` it."""
    first = next(iter(paragraph), None)
    if first is None or first.tag != "strong" or before.strip():
        return
    if "".join(first.itertext()).endswith(COLONS):
        first.set("class", f"speaker {first.get('class', '')}".strip())
