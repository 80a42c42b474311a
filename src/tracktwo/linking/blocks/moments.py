"""The contents of a long talk without chapters: moments, every few minutes, with the first words of each."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from html import escape
from typing import Any
from xml.etree.ElementTree import Element

from markdown.util import HtmlStash

from tracktwo.linking.matching.tokens import NON_TEXT
from tracktwo.linking.page.text_blocks import plain_heading
from tracktwo.linking.page.timestamps import moment_of
from tracktwo.linking.page.unlinkable import HEADINGS, has_class
from tracktwo.model.markdown.lesson_text import seconds_between_moments

_MAX_WORDS = 6
_MAX_CHARACTERS = 40  # which writing without spaces would fill with a whole paragraph


def add_moments(tokens: list[Any], root: Element, stash: HtmlStash) -> None:
    """Add moments to the contents that toc has made, below the title, where no heading parts what is said.

    What follows the talk, as the list of its terms, keeps its headings.
    """
    said: list[tuple[int, Element]] = []
    headings = 0  # that come after the title and before something that is said
    for element in root.iter():
        if element.tag in HEADINGS and element.tag != "h1":
            headings += 1
        elif element.tag == "p" and (moment := moment_of(element)) and element[0].get("id"):
            if headings:
                return
            said.append((moment.second, element))
    children = tokens[0]["children"] if tokens and tokens[0]["level"] == 1 else tokens
    children[:0] = [_token(paragraph, stash) for paragraph in _every_few_minutes(said)]


def _every_few_minutes(said: list[tuple[int, Element]]) -> Iterator[Element]:
    step = seconds_between_moments(max((second for second, _ in said), default=0))
    due = 0
    for second, paragraph in said if step else ():
        if second >= due:
            due = (second // step + 1) * step
            yield paragraph


def _token(paragraph: Element, stash: HtmlStash) -> Mapping[str, Any]:
    """Return what toc has for a heading: its name as HTML, its id and its level."""
    time = paragraph[0]
    name = escape(f"{''.join(time.itertext())} {_first_words(paragraph, stash)}")
    own = {"level": 2, "id": time.get("id"), "name": name, "html": name}
    return {**own, "data-toc-label": "", "children": []}


def _first_words(paragraph: Element, stash: HtmlStash) -> str:
    """Return how a paragraph begins, behind its time and the name of who speaks."""
    said = Element("p")
    before = 2 if len(paragraph) > 1 and has_class(paragraph[1], "speaker") else 1
    said.text = paragraph[before - 1].tail
    said.extend(deepcopy(paragraph[before:]))
    for link in list(said.iter("a")):
        link.tag = "span"  # whose words are words, too
    words = plain_heading(said, stash).replace(NON_TEXT, "…").split()
    first = " ".join(words[:_MAX_WORDS])
    shown = first if len(first) <= _MAX_CHARACTERS else first[:_MAX_CHARACTERS].rpartition(" ")[0]
    shown = shown or first[:_MAX_CHARACTERS]
    return shown if shown == " ".join(words) else f"{shown.rstrip(',;:–— ')}…"
