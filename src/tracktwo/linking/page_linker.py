"""Links the terms of one page: reads it in order, and decides which uses become links."""

from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AMP_SUBSTITUTE, HtmlStash

from tracktwo.linking.glossary import Glossary, Term
from tracktwo.linking.links import Stretch, set_string, stretch, wrap
from tracktwo.linking.matcher import Match, Matcher
from tracktwo.linking.page_context import PageContext
from tracktwo.linking.running_text import Block, Position, Reader, has_class, plain_heading
from tracktwo.linking.words import OBJECT

LINK_MODES = ("section", "page", "all")
# Parts blocks, so that no term runs from one into the next, and each begins and ends as a text does.
BREAK = f"\n{OBJECT}\n"


class Use(NamedTuple):
    """A use of a term below `heading`: None above the first one. Its id comes later, from toc."""

    term: Term
    heading: Element | None


@dataclass(slots=True)
class PageLinker:
    """What is known while one page is linked: its place, and what is linked so far.

    With `markers`, the places that a host may want to find are marked by comments (see TracktwoExtension).
    """

    context: PageContext
    glossary: Glossary
    matcher: Matcher
    stash: HtmlStash
    mode: str = "section"
    markers: bool = False
    uses: list[Use] = field(default_factory=list)
    _linked: set[Term] = field(default_factory=set)
    _heading: Element | None = None
    _entry: Term | None = None
    _entries: dict[Element, Term] = field(default_factory=dict)

    def link(self, root: Element) -> None:
        """Link the terms of a page in its tree, and fill in `[TERMS]`."""
        reader = Reader(root, self.stash)
        items = reader.read()
        unseen = (
            [term for term in self.glossary.terms if term.page == self.context.path]
            if self.on_glossary
            else []
        )
        lists = []
        for item, found in zip(items, self._find(items), strict=True):
            if not isinstance(item, Block):
                self._enter_section(item, unseen)
            elif "[TERMS]" in item.text and item.text.strip() == "[TERMS]" and item.element.tag == "p":
                lists.append(item.element)
            elif found or item.links:
                self._link_block(item, found, reader.parents)
        for element in lists:
            self._list_terms(element)
        if self.markers:
            self._mark_entries(root)

    def _find(self, items: list[Block | Element]) -> list[list[Match]]:
        """Find the terms in all blocks at once: a page has many blocks, and each search has its cost."""
        found: list[list[Match]] = [[] for _ in items]
        if self.context.meta.get("terms") is False:
            return found
        texts = [item.text if isinstance(item, Block) else "" for item in items]
        ends = list(accumulate(len(text) + len(BREAK) for text in texts))
        number = start = 0
        for match in self.matcher.find(BREAK.join(texts)):
            while match.start >= ends[number]:
                start = ends[number]
                number += 1
            found[number].append(Match(match.start - start, match.end - start, match.term))
        return found

    @property
    def on_glossary(self) -> bool:
        """Whether this page defines terms."""
        return self.context.path in self.glossary.pages

    def _enter_section(self, heading: Element, unseen: list[Term]) -> None:
        self._heading = heading
        if self.mode == "section":
            self._linked.clear()
        text = plain_heading(heading, self.stash) if unseen else ""
        term = next((term for term in unseen if term.headword == text), None)
        if term:
            unseen.remove(term)
            heading.attrib.setdefault("id", term.anchor)  # where no toc extension does
            self._entries[heading] = self._entry = term
        elif self._entries and heading.tag <= next(iter(self._entries)).tag:
            self._entry = None

    def _link_block(self, block: Block, found: list[Match], parents: dict[Element, Element]) -> None:
        for link in block.links:
            # A link made by hand stays as it is, and counts as the first.
            term = self.glossary.places.get(self.context.target_of(link.get("href", "")))
            if term and term is not self._entry:
                self._linked.add(term)
                self.uses.append(Use(term, self._heading))
        edits: list[tuple[Term, Stretch | Position]] = []
        for start, end, term in found:
            if term is self._entry or not term.autolink:
                continue
            where = None
            if self.mode == "all" or term not in self._linked:
                where = stretch(block, start, end, parents)
            if where:
                edits.append((term, where))
                self._linked.add(term)
            elif self.markers:
                edits.append((term, block.place(start)))
            self.uses.append(Use(term, self._heading))
        # Back to front, so that the places before stay true.
        for term, place in reversed(edits):
            if isinstance(place, Stretch):
                wrap(self._link_to(term), place)
            else:
                mark = self.stash.store(f"<!--tracktwo:use {term.anchor}-->")
                set_string(place, f"{place.string[: place.offset]}{mark}{place.string[place.offset :]}")

    def _link_to(self, term: Term) -> Element:
        attributes = {
            "class": "term",
            "href": self.context.link_to(term),
            "data-term": _attribute(term.headword),
            "data-definition": _attribute(term.summary),
        }
        return Element("a", attributes)

    def _list_terms(self, paragraph: Element) -> None:
        """Turn `<p>[TERMS]</p>` into the list of the terms that the page uses."""
        paragraph.clear()
        paragraph.tag = "dl"
        paragraph.set("class", "terms")
        paragraph.tail = "\n"
        for term in sorted({use.term for use in self.uses}, key=lambda term: term.headword.casefold()):
            link = SubElement(SubElement(paragraph, "dt"), "a", {"href": self.context.link_to(term)})
            link.text = term.headword
            SubElement(paragraph, "dd").text = term.summary

    def _mark_entries(self, root: Element) -> None:
        """Mark where each entry ends: before the next heading of its level or above, or at the page's end."""
        open_entry: Term | None = None
        level = ""
        for child in [*root, None]:
            ends = child is None or has_class(child, "footnote") or "h1" <= str(child.tag) <= (level or "h6")
            if open_entry and ends:
                mark = Element("p")  # Python-Markdown takes it away around a comment
                mark.text = self.stash.store(f"<!--tracktwo:used-in {open_entry.anchor}-->")
                mark.tail = "\n"
                root.insert(list(root).index(child) if child is not None else len(root), mark)
                open_entry = None
            if child in self._entries:
                open_entry, level = self._entries[child], str(child.tag)


def _attribute(text: str) -> str:
    """Return a text for an attribute, where Python-Markdown would take `&lt;` for an entity, and keep it."""
    return text.replace("&", f"{AMP_SUBSTITUTE}amp;")
