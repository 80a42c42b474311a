"""What the extension does to a page's tree, and when: after Python-Markdown's own, before the host's."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from markdown import Markdown
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HtmlStash

from tracktwo.linking.blocks.lesson_page import put_together
from tracktwo.linking.blocks.moments import add_moments
from tracktwo.linking.matching.taught import taught_terms
from tracktwo.linking.page_linker import PageLinker, TermUses
from tracktwo.model.page import Moment, PageRecord, PageSection, UsageLocation
from tracktwo.model.term import Term
from tracktwo.model.vocabulary import SELF_CHECK, USE_COMMENT
from tracktwo.theme.assets import assets_of

# After inline patterns (20) and attr_list (8), which make the text and its classes;
# before toc (5), which copies headings, and MkDocs' links (0), which resolves ours.
PRIORITY = 6
# After these have given headings their ids, links their addresses, and the page its title (-1).
AFTER_HOST = -2
LAST = -1000  # when what stands in the place of raw HTML is HTML again


class TermsTreeprocessor(Treeprocessor):
    """Links the terms of a page, and fills in its markers."""

    def __init__(self, md: Markdown, begin: Callable[[Markdown], PageLinker]) -> None:
        """Serve one Markdown instance; `begin` gives what links the page that it is converting."""
        super().__init__(md)
        self.begin = begin
        self.page: PageLinker | None = None

    def run(self, root: Element) -> None:
        """Link the terms, and fill in the markers."""
        self.page = self.begin(self.md)
        if self.page.host.asks_questions and self.page.meta.lesson:
            add_questions(root)
        self.page.link(root)
        self.page.definitions.park_links(root)


class FinishTreeprocessor(Treeprocessor):
    """Finishes what had to wait for the host: definitions, and the frame of a lesson."""

    def __init__(self, terms: TermsTreeprocessor) -> None:
        """Come after another one."""
        super().__init__(terms.md)
        self.terms = terms
        self.finished: PageLinker | None = None

    def run(self, root: Element) -> None:
        """Finish the page, which now only waits to be HTML."""
        page, self.terms.page = self.terms.page, None
        self.finished = page
        if page is None:
            return
        page.definitions.restore_links(root)
        if page.lesson:
            put_together(root, page.lesson)
            add_moments(getattr(self.md, "toc_tokens", []), root, page.stash)
        if page.lesson or page.context.path in page.glossary.pages:
            skip_permalinks(root)
        if page.context.links_resolved_in_html and not page.host.keeps_records:
            add_assets(root, page.stash)


class RecordPostprocessor(Postprocessor):
    """Hands over what was found on the page, and takes what marks uses out of its HTML."""

    def __init__(self, tree: FinishTreeprocessor) -> None:
        """Come after another one; before it, toc has the HTML of headings processed."""
        super().__init__(tree.md)
        self.tree = tree

    def run(self, text: str) -> str:
        """Leave the page, and forget it: a site has many, and a Markdown ends with its processors."""
        page, self.tree.finished = self.tree.finished, None
        if page and page.host.keeps_records:
            page.host.receive(self._record(page, text.strip()))
        return USE_COMMENT.sub("", text) if page and page.host.marks_uses else text

    def _record(self, page: PageLinker, html: str) -> PageRecord:
        sections = dict(_sections(getattr(self.md, "toc_tokens", ())))
        return PageRecord(
            source=page.context.path or "",
            meta=page.meta,
            glossary=page.glossary,
            teaches=tuple(term or name for name, term in taught_terms(page.meta.teaches, page.matcher)),
            uses=tuple(_locations(page.uses.values(), sections, page.length)),
            html=html,
        )


def skip_permalinks(root: Element) -> None:
    """Take the links of headings to themselves out of the order of Tab: a glossary has as many as terms."""
    for link in root.iter("a"):
        if link.get("class") == "headerlink":
            link.set("tabindex", "-1")


def add_questions(root: Element) -> None:
    """Have a lesson end with questions, before its footnotes, unless its author has put them elsewhere."""
    if SELF_CHECK not in (" ".join((paragraph.text or "").split()) for paragraph in root.iter("p")):
        marker = Element("p")
        marker.text = SELF_CHECK
        has_footnotes = len(root) > 0 and root[-1].get("class") == "footnote"
        root.insert(len(root) - has_footnotes, marker)


def add_assets(root: Element, stash: HtmlStash) -> None:
    """Put the styles and scripts that a page needs at its end, where no plugin gives them to its head.

    A script runs once, however often instant navigation shows the page.
    """
    for asset in assets_of(tostring(root, encoding="unicode")):
        text = asset.content.decode()
        if asset.name.endswith(".css"):
            html = f"<style>\n{text}</style>"
        else:
            once = f'(globalThis.tracktwoScripts ??= new Set()).has("{asset.name}")'
            html = f'<script>\nif (!{once}) {{\ntracktwoScripts.add("{asset.name}")\n{text}}}\n</script>'
        SubElement(root, "p").text = stash.store(html)  # Python-Markdown takes the paragraph away


def _sections(tokens: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, PageSection]]:
    """Yield the sections of a page, as toc has them, by their ids; its title parts none."""
    for token in tokens:
        if token["level"] > 1:
            yield token["id"], PageSection(unescape(token["name"]), token["id"], token["level"])
        yield from _sections(token["children"])


def _locations(
    uses: Iterable[TermUses], sections: Mapping[str, PageSection], length: int
) -> Iterator[UsageLocation]:
    """Yield where each term is used, with the words around the first use in each place."""
    counted: dict[tuple[Term, PageSection | None, Moment | None], list[TermUses]] = {}
    for use in uses:
        section = sections.get(use.heading.get("id", "")) if use.heading is not None else None
        counted.setdefault((use.term, section, use.moment), []).append(use)
    for (term, section, moment), found in counted.items():
        at = 1000 * (found[0].offset + found[0].start) // length
        yield UsageLocation(term, section, found[0].context, sum(use.times for use in found), moment, at)
