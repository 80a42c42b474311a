"""A page whose terms are found: what its markers, and its header as a lesson, are filled from."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from markdown.util import HtmlStash
from markupsafe import Markup

from tracktwo.linking.matching.matcher import Matcher
from tracktwo.linking.page.context import PageContext
from tracktwo.linking.page.host import Host
from tracktwo.linking.page.html_tree import parse_html
from tracktwo.linking.page.tooltips import Definitions
from tracktwo.model.lesson import LessonMeta
from tracktwo.model.scripts import is_right_to_left
from tracktwo.model.term import Glossary, Term
from tracktwo.theme.templates import find_template
from tracktwo.wording import words

_DIRECTION = Markup(' dir="auto"')
DEFINES = "data-defines"  # in a template, names the term whose definition a link shows


@dataclass(slots=True, kw_only=True)
class MarkerContext(ABC):
    """A page, and the glossary of its site."""

    context: PageContext
    meta: LessonMeta
    glossary: Glossary
    matcher: Matcher
    definitions: Definitions
    stash: HtmlStash
    language: str
    host: Host

    @property
    @abstractmethod
    def terms(self) -> tuple[Term, ...]:
        """The terms that it uses, in the order of their first use."""

    @property
    @abstractmethod
    def entries(self) -> tuple[Term, ...]:
        """The terms that it defines, as they stand on it."""

    @property
    def words(self) -> Mapping[str, Any]:
        """What we say on it by ourselves, in its language."""
        return words(self.language, "site")

    @property
    def direction(self) -> Markup:
        """The attribute for a text that has its letters' own direction where a page runs from the right.

        Without it, `C++` would be `++C` there.
        """
        return _DIRECTION if is_right_to_left(self.language) else Markup()

    def render(self, template: str, **values: object) -> list[Element]:
        """Return what a template makes of some values, as elements of the page's tree."""
        own = {
            "words": self.words,
            "direction": self.direction,
            "link_to": self.context.link_to,
            "definition": self.definitions.html,
        }
        html = find_template(template, self.context.templates).render({**own, **values})
        made = parse_html(html, self.stash)
        for link in (link for element in made for link in element.iter("a")):
            if name := link.attrib.pop(DEFINES, ""):
                self.definitions.define(link, self.glossary.marked[name])
        return made

    def fill(self, paragraph: Element, template: str, **values: object) -> None:
        """Turn a marker's paragraph into the one element that a template makes, or into nothing."""
        paragraph.clear()
        paragraph.tag = "div"
        paragraph.tail = "\n"
        for made in self.render(template, **values)[:1]:
            paragraph.tag, paragraph.text = made.tag, made.text
            paragraph.attrib.update(made.attrib)
            paragraph.extend(made)
