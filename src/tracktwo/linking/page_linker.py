"""Links the terms of one page: reads it in order, and decides which uses become links."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html import unescape
from xml.etree.ElementTree import Element

from markdown.util import HtmlStash

from tracktwo.linking.blocks.lesson_page import LessonFrame, add_lesson_frame, reading_minutes
from tracktwo.linking.blocks.letters import fill_letters, in_alphabet
from tracktwo.linking.blocks.marker_context import MarkerContext
from tracktwo.linking.blocks.registry import FILLERS, leave_out
from tracktwo.linking.matching.matcher import Match
from tracktwo.linking.matching.tokens import NON_TEXT, normalize_punctuation
from tracktwo.linking.page.entry_ends import mark_ends
from tracktwo.linking.page.excerpts import excerpt
from tracktwo.linking.page.link_insertion import Edit, Outside, find_span, insert
from tracktwo.linking.page.text_blocks import TextBlock, TextBlockReader, plain_heading
from tracktwo.linking.page.timestamps import moment_of
from tracktwo.model.markdown.entries import Form
from tracktwo.model.page import Moment
from tracktwo.model.term import Term
from tracktwo.model.vocabulary import use_comment, used_in_box

LINK_MODES = ("section", "page", "all")
HUNDRED_WORDS = 600  # characters, as reading times count them
# Parts blocks, so that no term runs from one into the next, and each begins and ends as a text does.
BLOCK_BREAK = f"\n{NON_TEXT}\n"
_AT_ONCE = 32  # blocks that are searched together


@dataclass(slots=True)
class TermUses:
    """The uses of a term in one place, of which there are `times`; the first at `text[start:end]` in a block.

    The block stands below `heading`, whose id comes later, from toc; None above the first one. It begins at
    `offset` in the text of the page, and `moment` is the last time before it in its section.
    """

    term: Term
    heading: Element | None
    moment: Moment | None
    offset: int
    text: str
    start: int
    end: int
    times: int = 1

    @property
    def context(self) -> tuple[str, str, str]:
        """What stands before the first use, the use, and what stands after it: a few words of each."""
        before, used, after = excerpt(self.text, self.start, self.end)
        # The text of a link made by hand is not kept.
        return before, self.term.headword if used == "…" else used, after


@dataclass(slots=True, kw_only=True)
class PageLinker(MarkerContext):
    """What is known while one page is linked: its place, and what is linked so far."""

    link_mode: str
    most: int = 0  # links in a hundred words; 0 where a site does not say
    is_excluded: bool = False  # from linking, and from what is said of uses
    lesson: LessonFrame | None = None
    uses: dict[tuple[Term, Element | None, Moment | None], TermUses] = field(default_factory=dict)
    length: int = 0  # of the text that is read
    _moment: Moment | None = None
    _linked: set[Term] = field(default_factory=set)
    _placed: list[int] = field(default_factory=list)  # where in the text links stand
    _heading: Element | None = None
    _entry: Term | None = None
    _entries: dict[Element, Term] = field(default_factory=dict)
    _entry_tag: str = ""  # of the heading of the entry
    _lists: dict[Element, Element] = field(default_factory=dict)  # the definition list around an element

    def link(self, root: Element) -> None:
        """Link the terms of a page in its tree, and fill in its markers."""
        reader = TextBlockReader(root, self.stash, self.language)
        items = reader.read()
        unseen = list(self.glossary.pages.get(self.context.path or "", ()))
        self._enter_page(root, unseen)
        marked = []
        for item, matches in zip(items, self._find(items), strict=True):
            if not isinstance(item, TextBlock):
                self._enter_section(item, unseen)
                continue
            self._moment = moment_of(item.element) or self._moment
            if item.element.tag == "dt" and self._enter_listed(item.element, unseen):
                continue  # a name of an entry: as much a heading as one
            if "[" in item.text and item.element.tag == "p" and item.text.strip() in FILLERS:
                marked.append((item.element, FILLERS[item.text.strip()]))
            elif matches or (item.links and not self.is_excluded):
                self._link_block(item, matches, reader.outside)
            self.length += len(item.text)
        if any(fill is fill_letters for _, fill in marked):
            self._entries = in_alphabet(root, self._entries, self.language)
        for paragraph, fill in marked:
            fill(paragraph, self)
        if empty := [paragraph for paragraph, _ in marked if not len(paragraph)]:
            leave_out(empty, root)
        if self.meta.has_header:
            self.meta = replace(self.meta, minutes=reading_minutes(root))
        # Before the frame, whose end is of the page, and not of its last entry.
        if self.host.marks_entries and self._entries:
            mark_ends(root, self._entries, lambda term: self.stash.store(used_in_box(term.marker)))
        self.lesson = add_lesson_frame(root, self)

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms that it uses, in the order of their first use."""
        return tuple(dict.fromkeys(term for term, _, _ in self.uses))

    @property
    def entries(self) -> tuple[Term, ...]:
        """The terms that it defines, as they stand on it."""
        return tuple(self._entries.values())

    def _find(self, items: list[TextBlock | Element]) -> list[list[Match]]:
        """Return the terms in each block.

        Some are searched at once: each search has its cost, and the words of a whole page are too many for
        the processor's cache. ASCII is cut faster, so the few blocks that hold anything else are searched
        by themselves.
        """
        matches: list[list[Match]] = [[] for _ in items]
        if self.is_excluded or self.context.meta.get("terms") is False:
            return matches
        texts = [normalize_punctuation(item.text) if isinstance(item, TextBlock) else "" for item in items]
        for plain in (True, False):
            group = [n for n, text in enumerate(texts) if text.isascii() is plain]
            for first in range(0, len(group), _AT_ONCE):
                self._find_in({n: texts[n] for n in group[first : first + _AT_ONCE]}, matches)
        return matches

    def _find_in(self, texts: dict[int, str], matches: list[list[Match]]) -> None:
        """Add the terms in some texts to the matches of each, by its number."""
        numbers = iter(texts)
        number = start = 0
        end = -len(BLOCK_BREAK)
        for found, found_end, term in self.matcher.find(BLOCK_BREAK.join(texts.values())):
            while found >= end:
                number, start = next(numbers), end + len(BLOCK_BREAK)
                end = start + len(texts[number])
            matches[number].append(Match(found - start, found_end - start, term))

    def _enter_page(self, root: Element, unseen: list[Term]) -> None:
        """Enter the entry that the whole page is, or find the lists in which entries may be."""
        if any(term.form == "page" for term in unseen):
            self._entry = unseen.pop()
            self._entries[root] = self._entry
        if any(term.form == "list" for term in unseen):
            for outer in root.iter("dl"):
                for element in outer.iter():
                    self._lists.setdefault(element, outer)

    def _enter_section(self, heading: Element, unseen: list[Term]) -> None:
        self._heading, self._moment = heading, None
        if self.link_mode == "section":
            self._linked.clear()
        name = _name(heading, self.stash) if unseen else ""
        term = self._match_entry(name, "heading", unseen, int(heading.tag[1:]))
        if term:
            heading.attrib.setdefault("id", term.anchor)  # where no toc extension does
            self._entries[heading] = self._entry = term
            self._entry_tag = heading.tag
        elif self._entry and self._entry.form != "page" and heading.tag <= self._entry_tag:
            self._entry = None

    def _enter_listed(self, name: Element, unseen: list[Term]) -> bool:
        """Enter the entry that a `dt` begins; tell whether it is a name of one."""
        self._leave_list(name)
        text = _name(name, self.stash)
        term = self._match_entry(text, "list", unseen)
        if term:
            name.set("id", term.anchor)
            self._entries[name] = self._entry = term
            self._entry_tag = "h6"
        return term is not None or (
            self._entry is not None and self._entry.form == "list" and text in self._entry.also
        )

    def _leave_list(self, element: Element) -> None:
        """Leave the entry of a list where the list has ended."""
        if self._lists and self._entry and self._entry.form == "list":
            entered = next(reversed(self._entries))
            if self._lists.get(element) is not self._lists.get(entered):
                self._entry = None

    @staticmethod
    def _match_entry(text: str, form: Form, unseen: list[Term], level: int = 0) -> Term | None:
        """Take out the first term that an element can be; `## C` may be the section of `### C`."""
        for term in unseen:
            if term.form == form and term.level == level and term.headword == text:
                unseen.remove(term)
                return term
        return None

    def _link_block(self, block: TextBlock, matches: list[Match], outside: Outside) -> None:
        self._leave_list(block.element)
        for link, at in block.links:
            # A link made by hand stays as it is, and counts as the first.
            term = self.glossary.at(*self.context.target_of(link.get("href", "")))
            if term and term is not self._entry:
                self._linked.add(term)
                self._add_use(term, block, at, at + 1)
        edits: list[Edit] = []
        for start, end, term in self._without_own_names(block.text, matches):
            span = None
            if (self.link_mode == "all" or term not in self._linked) and self._has_room(start):
                span = find_span(block, start, end, outside)
            if span:
                edits.append(Edit(*span, self.definitions.link(term)))
                self._linked.add(term)
                self._placed.append(self.length + start)
            elif self.host.marks_uses and not term.origin:
                where = block.position_of(start)
                edits.append(Edit(where, where, self.stash.store(use_comment(term.marker))))
            self._add_use(term, block, start, end)
        if edits:
            insert(edits)

    def _has_room(self, start: int) -> bool:
        """Tell whether one link more may stand in the hundred words that end here."""
        since = self.length + start - HUNDRED_WORDS
        return not self.most or len(self._placed) - bisect_right(self._placed, since) < self.most

    def _without_own_names(self, text: str, matches: list[Match]) -> Iterator[Match]:
        """Yield the matches that may be linked; instead of a name of the entry, the terms within it.

        So the definition of `API gateway` leads to `API`: whatever else it links, it cannot be to itself.
        """
        for match in matches:
            if match.term is not self._entry:
                yield from (match,) * match.term.autolink
                continue
            name = text[match.start : match.end]
            for at, part in ((0, name.rpartition(" ")[0]), (name.find(" ") + 1, name.partition(" ")[2])):
                found = self.matcher.find(part)
                inner = [
                    one._replace(start=match.start + at + one.start, end=match.start + at + one.end)
                    for one in found
                    if one.term is not self._entry
                ]
                if inner:
                    yield from inner
                    break

    def _add_use(self, term: Term, block: TextBlock, start: int, end: int) -> None:
        place = term, self._heading, self._moment
        if known := self.uses.get(place):
            known.times += 1
        else:
            self.uses[place] = TermUses(*place, self.length, block.text, start, end)


def _name(element: Element, stash: HtmlStash) -> str:
    """Return the name that a heading or a `dt` holds, with the code in it."""
    text = plain_heading(element, stash)
    return text if NON_TEXT not in text else " ".join(unescape("".join(element.itertext())).split())
