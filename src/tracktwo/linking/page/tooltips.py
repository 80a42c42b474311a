"""The definition of a term where it is read: its first paragraph, list, table or box, as safe HTML.

It is rendered by the patterns of the page's own Markdown, so that math or keys look as they do on the page,
and then cut down to what can only be read. Raw HTML becomes the text in it.
"""

import re
from collections.abc import Mapping, MutableMapping
from copy import deepcopy
from dataclasses import dataclass, field
from html import escape, unescape
from itertools import chain
from typing import NamedTuple
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from markdown import Markdown
from markdown.util import AMP_SUBSTITUTE
from markupsafe import Markup

from tracktwo.linking.matching.tokens import NON_TEXT
from tracktwo.linking.page.context import PageContext, link_target
from tracktwo.linking.page.first_blocks import MAX_TEXT, first_blocks, needs_blocks
from tracktwo.linking.page.text_blocks import append_text
from tracktwo.model.addresses import is_harmless
from tracktwo.model.term import Origin, Term
from tracktwo.model.vocabulary import site_link

# What emphasises, and what leads on. Everything else, with all other attributes, becomes its text.
_INLINE = frozenset(
    "a abbr b bdi bdo br cite code del dfn em i ins kbd mark q s samp small span strong sub sup u var".split()
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_NO_ADDRESS = re.compile(r"[\x00-\x20\x7f]")  # browsers do not see these in `java\nscript:`
BLOCKS = frozenset("blockquote dd dl dt li ol p pre table tbody td th thead tr ul".split())
# Where none of these is, no inline pattern has anything to do. Some have to do with `:`, `"` and `...`.
_MARKUP = re.compile(r"[^\w\s.,;()’“”–—?%]|\.\.")
_FOOTNOTE = re.compile(r"\[\^[^\]]+\]")
_REFERENCE = re.compile(r"\[([^\]]+)\]\[[^\]]*\]")
_PLACEHOLDER = re.compile("\x02(?:wzxhzdk:(?P<stash>[0-9]+)|(?P<escaped>[0-9]+)|amp|[^\x03]*)\x03")
_TAG = re.compile(r"<[^<>]*>")


class RenderedDefinition(NamedTuple):
    """What is safe of a definition, as an element and as HTML, and what every link to its term has.

    The HTML is in pieces, between which the addresses of `links` stand: those into the site, in their order,
    as attributes `site` (a source path) and `href` (what follows it).
    """

    element: Element
    html: tuple[str, ...]
    links: tuple[Element, ...]
    attributes: Mapping[str, str]


@dataclass(slots=True, kw_only=True)
class Definitions:
    """The definitions that one page shows. `rendered` is kept for all pages; links have `attributes`.

    A link into the site is resolved by the host, which knows elements in the tree and nothing else: so a link
    to each page that terms and their definitions lead to waits at the end of the tree (`park_links`), and
    when the host is done, its address begins all that lead there (`restore_links`).
    """

    md: Markdown
    context: PageContext
    rendered: MutableMapping[Term, RenderedDefinition]
    attributes: Mapping[str, str]
    _defined: list[tuple[Element, Term, RenderedDefinition]] = field(default_factory=list)
    _parked: dict[tuple[str, str], Element] = field(default_factory=dict)  # by page and what follows it

    def link(self, term: Term) -> Element:
        """Return a link to a term's entry that shows its definition."""
        return self.define(Element("a"), term)

    def define(self, link: Element, term: Term) -> Element:
        """Have a link lead to a term's entry and show its definition: `data-definition` is HTML."""
        definition = self._of(term)
        link.attrib.update(definition.attributes)
        self._defined.append((link, term, definition))
        return link

    def _park(self, page: str, rest: str = "") -> None:
        if (page, rest) not in self._parked:
            self._parked[page, rest] = Element("a", {"href": self.context.link_to_file(page) + rest})

    def _address_of(self, page: str) -> str:
        """Return the address of a page whose link was parked, as the host has it."""
        return self._parked[page, ""].get("href", "")

    def html(self, term: Term) -> Markup:
        """Return a definition as the HTML that stands in an element of the page."""
        return inner_html(self.element(term))

    def element(self, term: Term) -> Element:
        """Return a definition as a copy of its own, whose links lead from this page."""
        element = deepcopy(self._of(term).element)
        for link in element.iter("a"):
            if "site" in link.attrib:
                link.set("href", self.context.link_to_file(link.get("site", "")) + link.get("href", ""))
                del link.attrib["site"]
        return element

    def park_links(self, root: Element) -> None:
        """Put a link to each page that is led to at the end of the page, where the host resolves them."""
        for _, term, definition in self._defined:
            if not term.origin:
                self._park(term.page)
            for site in definition.links:
                self._park(site.get("site", ""))
        if self._parked:
            SubElement(root, "div").extend(self._parked.values())

    def restore_links(self, root: Element) -> None:
        """Take them out again, and have links and definitions lead where the host says."""
        if self._parked:
            root.remove(root[-1])
        shown: set[Term] = set()
        for link, term, definition in self._defined:
            if term.origin:
                link.set("href", in_tree(term.origin.address))
                continue
            address = self._address_of(term.page)
            link.set("href", f"{address}#{term.anchor}" if term.anchor else address)
            if definition.links:
                found = (
                    self._address_of(site.get("site", "")) + site.get("href", "") for site in definition.links
                )
                addresses = map(in_tree, map(escape, found))
                pieces = zip(definition.html, (*addresses, ""), strict=True)
                link.set("data-definition", "".join(chain.from_iterable(pieces)))
            if term.page == self.context.path and term in shown:
                link.set("data-definition", "")  # a glossary says it once, and the script finds it there
            shown.add(term)
        self._defined.clear()
        self._parked.clear()

    def _of(self, term: Term) -> RenderedDefinition:
        definition = self.rendered.get(term)
        if definition is None:
            safe = _of_another_site(term, term.origin) if term.origin else self._render(term)
            late = self.context.links_resolved_in_html
            html, links = _in_pieces(safe, late=late, waits=self.context.waits_for_addresses)
            named = {"href": "", "data-term": in_tree(term.headword), "data-definition": html[0]}
            marks = {"rel": "external", "data-from": in_tree(term.origin.said)} if term.origin else {}
            definition = RenderedDefinition(safe, html, links, {**marks, **self.attributes, **named})
            self.rendered[term] = definition
            if term.origin:
                return definition
            # Once in a site, the host also sees the whole addresses, and can say which anchor is not there.
            self._park(term.page, f"#{term.anchor}" if term.anchor else "")
            for site in definition.links:
                self._park(site.get("site", ""), site.get("href", ""))
        return definition

    def _render(self, term: Term) -> Element:
        safe, rendered = Element("span"), Element("div")
        paragraph = term.definition.split("\n\n", 1)[0].strip("\n")
        if needs_blocks(paragraph):
            rendered[:] = first_blocks(_without_notes(term.definition), self.md)
            safe.text = "" if len(rendered) else _shortened(term.text)
        elif not _MARKUP.search(paragraph):
            safe.text = term.summary
        if safe.text:
            return safe
        if not len(rendered):
            SubElement(rendered, "p").text = " ".join(_without_notes(paragraph).split())
        for name in ("inline", "attr_list"):
            if name in self.md.treeprocessors:
                self.md.treeprocessors[name].run(rendered)
        is_line = len(rendered) == 1 and rendered[0].tag == "p"
        self._add_safe(rendered[0] if is_line else rendered, safe, term)
        return safe

    def _add_safe(self, source: Element, into: Element, term: Term) -> None:
        text = self._text(source.text)
        # Code and formulas are escaped already.
        is_escaped = source.tag == "code" or (source.tag == "div" and source.get("class") == "arithmatex")
        append_text(into, unescape(text) if is_escaped else text)
        for child in source:
            if child.tag == "img":
                append_text(into, child.get("alt", ""))
            elif child.tag == "summary" or child.get("class") == "admonition-title":
                self._add_safe(child, SubElement(SubElement(into, "p"), "strong"), term)
            elif child.tag in BLOCKS:
                self._add_safe(child, SubElement(into, child.tag), term)
            elif child.tag in _INLINE or child.get("class") == "arithmatex":
                attributes = self._safe_attributes(child, term)
                tag = "span" if child.tag == "div" else child.tag
                inner = SubElement(into, tag, attributes) if attributes or tag != "a" else into
                self._add_safe(child, inner, term)
            elif child.tag not in ("script", "style"):
                self._add_safe(child, into, term)
            append_text(into, self._text(child.tail))

    def _safe_attributes(self, element: Element, term: Term) -> dict[str, str]:
        safe = {name: value for name, value in element.items() if name in ("dir", "lang")}
        if element.get("class") == "arithmatex":  # what scripts for math look for
            safe["class"] = "arithmatex"
        if element.tag != "a":
            return safe
        href = _NO_ADDRESS.sub("", self._text(element.get("href")))
        if href.startswith("//") or _SCHEME.match(href):
            return {**safe, "href": href} if is_harmless(href) else {}
        path, _ = link_target(term.page, href)
        if not path or path.startswith("/"):
            return {}
        # What is not there has been warned of on the page of the glossary.
        there = self.context.sources.exists(path)
        fragment = urlsplit(href).fragment
        return {**safe, "site": path, "href": f"#{fragment}" if fragment else ""} if there else {}

    def _text(self, text: str | None) -> str:
        """Return a string of the tree as it reads: with what its placeholders stand for."""
        if not text or "\x02" not in text:
            return text or ""
        shown = _PLACEHOLDER.sub(self._stands_for, text)
        return unescape(shown) if AMP_SUBSTITUTE in text else shown  # an address, in entities against spam

    def _stands_for(self, match: re.Match[str]) -> str:
        if match[0] == AMP_SUBSTITUTE:
            return "&"
        if match["escaped"]:
            return chr(int(match["escaped"]))
        blocks = self.md.htmlStash.rawHtmlBlocks
        raw = blocks[int(match["stash"])] if match["stash"] and int(match["stash"]) < len(blocks) else ""
        return unescape(_TAG.sub("", raw)) if isinstance(raw, str) else ""


def _of_another_site(term: Term, origin: Origin) -> Element:
    """Return a definition that is text and says where it is from."""
    safe = Element("span")
    text = SubElement(safe, "span", {"lang": origin.language}) if origin.language else safe
    text.text = term.definition
    if term.definition:
        SubElement(safe, "br")
    SubElement(safe, "small").text = origin.said
    return safe


def _without_notes(source: str) -> str:
    """Return Markdown without what would need the definitions at the foot of the glossary."""
    return _REFERENCE.sub(r"\1", _FOOTNOTE.sub("", source))


def _shortened(text: str) -> str:
    """Return the beginning of a definition of which no block is short enough."""
    words = " ".join(text.split())
    return words if len(words) <= MAX_TEXT else words[:MAX_TEXT].rpartition(" ")[0] + "…"


def in_tree(text: str) -> str:
    """Return a text for the tree, where Python-Markdown would take `&lt;` for an entity, and keep it."""
    return text.replace("&", f"{AMP_SUBSTITUTE}amp;")


def _in_pieces(safe: Element, *, late: bool, waits: bool) -> tuple[tuple[str, ...], tuple[Element, ...]]:
    """Return the HTML of a definition, parted where addresses into the site stand, and their links.

    A host that comes late finds no link in an attribute: there, these links are their text, unless it waits
    for the addresses of all pages.
    """
    for part in safe.iter() if NON_TEXT in "".join(safe.itertext()) else ():
        part.text, part.tail = ((text or "").replace(NON_TEXT, "") for text in (part.text, part.tail))
    whole = deepcopy(safe)
    for link in [link for link in whole.iter("a") if "site" in link.attrib]:
        site = link.attrib.pop("site")
        if late and waits:
            link.set("href", site_link(site) + link.get("href", ""))
        elif late:
            link.tag = None  # type: ignore[assignment] # an element without a tag is written as what it holds
        else:
            link.set("href", NON_TEXT)
    html = in_tree(inner_html(whole)).split(f'href="{NON_TEXT}"')
    pieces = [f'{piece}href="' for piece in html[:-1]] + [html[-1]]
    closed = [pieces[0], *(f'"{piece}' for piece in pieces[1:])]
    links = () if late else tuple(link for link in safe.iter("a") if "site" in link.attrib)
    return tuple(closed), links


def inner_html(element: Element) -> Markup:
    """Return what an element holds as HTML."""
    inner = "".join(tostring(child, encoding="unicode", method="html") for child in element)
    return Markup(escape(element.text or "", quote=False) + inner)  # noqa: S704 - both are escaped
