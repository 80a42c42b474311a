"""A rendered page, and its HTML made ready for the book."""

import re
from dataclasses import dataclass, replace
from itertools import chain

from lxml.etree import ParserError
from lxml.html import HtmlElement, HTMLParser, fragment_fromstring

from tracktwo.model.page import LinkedPage

SHOWING_TAGS = ("img", "svg", "math", "iframe", "video", "audio", "object", "embed")
HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# What leads from a heading to itself, in pages and in notebooks, and from a footnote back; and the text of a
# notebook's cell once more, which its button copies.
FURNITURE = ("headerlink", "anchor-link", "footnote-backref", "clipboard-copy-txt")
_FORMULA = re.compile(
    r"(?P<block>\$\$.+?\$\$|\\\[.+?\\\]|\\begin\{(?P<name>\w+\*?)\}.+?\\end\{(?P=name)\})"
    r"|\\\(.+?\\\)|\$(?!\s)[^$]+(?<!\s)\$(?!\d)",
    re.DOTALL,
)
MAX_PAGE = 5_000_000  # characters of HTML, of which a book takes 1 GB of memory to set


@dataclass(frozen=True)
class ParsedPage:
    """A page with the tree of its content.

    All that is made of a page in a build reads the same tree, so nobody changes it. One that `is_cut` is the
    beginning of a page that is too long.
    """

    page: LinkedPage
    root: HtmlElement
    is_cut: bool = False

    @property
    def is_empty(self) -> bool:
        """Tell whether there is a title at most, as on a page that leads elsewhere or that a theme fills."""
        shows = self.page.meta.has_header or next(self.root.iter(*SHOWING_TAGS), None) is not None
        return not shows and not self.root.text_content().strip()


def parse_page(page: LinkedPage) -> ParsedPage:
    """Parse a page, once for all who read its content, and take out what the book says elsewhere.

    That is: the header of a lesson but for its title, its player, and what is offered for a selection; links
    from a heading to itself, from a footnote back, from letters to entries, and to lessons, which are in the
    contents; what a button copies; questions that `[SELF-CHECK]` made; the lists that `[TERMS]` made, each
    with a heading that holds nothing else; and a first heading that is the page's title, of which the id
    stays.
    """
    deep = HTMLParser(encoding="utf-8", huge_tree=True)  # else what is nested deeper than 255 is lost
    try:
        root = fragment_fromstring(page.html, create_parent="div", parser=deep)
    except ParserError:  # there is no element and no word, as in `<!DOCTYPE html>`
        root = fragment_fromstring("", create_parent="div")
    theirs = map(root.find_class, FURNITURE)
    ours = (
        _ours(root, name) for name in ("letters", "lessons", "self-check", "player", "moment", "page-end")
    )
    for element in chain(*theirs, *ours):
        element.drop_tree()
    for cell in root.find_class("jp-RenderedMarkdown"):
        _mark_formulas(cell)
    _unwrap_lesson(root)
    for terms in _ours(root, "terms"):
        _drop_with_its_heading(terms)
    _drop_title(root, page.title)
    return ParsedPage(page, root)


def beginning_of(parsed: ParsedPage) -> ParsedPage:
    """Return a page, or of one that is too long for a book the beginning."""
    if len(parsed.page.html) <= MAX_PAGE:
        return parsed
    html, _, _ = parsed.page.html[:MAX_PAGE].rpartition("<")
    return replace(parse_page(replace(parsed.page, html=html)), is_cut=True)


def _ours(root: HtmlElement, name: str) -> list[HtmlElement]:
    """Return what our templates made of a class; a page may have one of its own of this name."""
    return [element for element in root.find_class(name) if "data-tracktwo" in element.attrib]


def _mark_formulas(cell: HtmlElement) -> None:
    """Mark the LaTeX in a notebook's cell, which MathJax finds by its signs, as arithmatex marks a page's."""
    for text in cell.xpath(".//text()[not(ancestor::pre or ancestor::code)]"):
        found = list(_FORMULA.finditer(text))
        if not found:
            continue
        holder, before = text.getparent(), text[: found[0].start()]
        if text.is_tail:
            holder.tail = before
            parent, at = holder.getparent(), holder.getparent().index(holder) + 1
        else:
            holder.text = before
            parent, at = holder, 0
        ends = [*(formula.start() for formula in found[1:]), len(text)]
        for formula, end in reversed(list(zip(found, ends, strict=True))):
            marked = cell.makeelement("div" if formula["block"] else "span", {"class": "arithmatex"})
            marked.text, marked.tail = formula[0], text[formula.end() : end]
            parent.insert(at, marked)


def _unwrap_lesson(root: HtmlElement) -> None:
    """Take a lesson's title and text out of the frame in which the page has them."""
    for header in _ours(root, "lesson"):
        for child in [child for child in header if child.tag != "h1"]:
            child.drop_tree()
        header.drop_tag()
    for frame in [*root.find_class("lesson-page"), *root.xpath("//div[@id='lesson-text']")]:
        frame.drop_tag()


def _drop_title(root: HtmlElement, title: str) -> None:
    """Take out the page's title, which the book gives itself: another one, too, if it is the only one."""
    first = next(iter(root.iter(*HEADING_TAGS)), None)
    if first is None or first.tag != "h1":
        return
    if _words(first.text_content()) == _words(title) or not root.xpath("count(.//h1) > 1"):
        for child in first:
            child.drop_tree()
        first.tag, first.text = "span", None


def _drop_with_its_heading(terms: HtmlElement) -> None:
    heading, after = terms.getprevious(), _next_with_words(terms)
    has_text_after = bool((terms.tail or "").strip())
    terms.drop_tree()
    if heading is None or heading.tag not in HEADING_TAGS or (heading.tail or "").strip() or has_text_after:
        return
    if after is None or (after.tag in HEADING_TAGS and after.tag <= heading.tag):
        heading.drop_tree()


def _next_with_words(element: HtmlElement) -> HtmlElement | None:
    """Return the next element that has words there in a book: no footnotes, and no box that a marker left."""
    after = element.getnext()
    while after is not None and after.tag == "div" and not (after.tail or "").strip():
        if "footnote" not in after.classes and (len(after) or (after.text or "").strip()):
            break
        after = after.getnext()
    return after


def _words(text: str) -> list[str]:
    return text.casefold().split()
