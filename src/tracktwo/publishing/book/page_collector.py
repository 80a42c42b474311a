"""Pages become chapters of a book and its glossary: headings in steps, entries with what belongs to them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lxml.etree import Comment
from lxml.html import HtmlElement

from tracktwo.model.page import LinkedPage
from tracktwo.model.problem import Problem
from tracktwo.publishing.book.blocks import BLOCK_ELEMENTS
from tracktwo.publishing.book.html_page import HEADING_TAGS, ParsedPage
from tracktwo.publishing.book.inline import INLINE_ELEMENTS
from tracktwo.publishing.book.link_targets import LinkResolver
from tracktwo.publishing.book.nodes import Node
from tracktwo.publishing.book.page_reader import PageReader
from tracktwo.publishing.book.title_page import title_page

ELEMENTS = {**INLINE_ELEMENTS, **BLOCK_ELEMENTS}
USED_IN_COMMENT = re.compile(r"\s*tracktwo:used-in (\S+)\s*")


class PageCollector:
    """Reads page after page into one book. What was wrong with them is then in `problems`, each once."""

    def __init__(self, links: LinkResolver, uses: Mapping[str, str]) -> None:
        """Begin with no page read; `uses` has the anchors of what lessons use (see entry_anchors)."""
        self.problems: dict[Problem, None] = {}
        self._links = links
        self._uses = uses

    def chapter(self, parsed: ParsedPage, language: str, *, above: int) -> dict[str, Any]:
        """Return a lesson, with what its title page says; its headings stand below the level `above`."""
        page = parsed.page
        return {
            **title_page(page.title or page.source, page.meta, language),
            "anchor": f"{page.url}#",
            "source": page.source,
            "part": page.part,
            "level": above,
            "body": self._blocks(parsed, above=above, uses=self._uses),
        }

    def glossary(self, pages: Sequence[ParsedPage], title: str) -> dict[str, Any] | None:
        """Return the glossary, its pages in a row; one page gives it its own title, if it has one."""
        if not pages:
            return None
        body: list[Node] = []
        for parsed in pages:
            body.append({"is": "anchor", "anchor": f"{parsed.page.url}#"})
            blocks = self._blocks(parsed, above=1, uses={})
            body += _with_entries(parsed.page, blocks, _entry_ids(parsed.root))
        own = pages[0].page.title if len(pages) == 1 else ""
        return {"title": own or title, "body": body}

    def _blocks(self, parsed: ParsedPage, *, above: int, uses: Mapping[str, str]) -> list[Node]:
        """Read a page; its headings step down from the level after `above` by one, as PDF/UA-1 asks."""
        reader = PageReader(parsed, elements=ELEMENTS, links=self._links, uses=uses)
        blocks = reader.read()
        self.problems.update(dict.fromkeys(reader.problems))
        top = min((heading["level"] for heading in reader.headings), default=1)
        last = above
        for heading in reader.headings:
            last = heading["level"] = min(heading["level"] - top + 1 + above, last + 1)
        return blocks


def entry_anchors(glossary: Sequence[ParsedPage]) -> dict[str, str]:
    """Return the anchor in the book of each heading of the glossary, by its id; of two, the first."""
    return {
        name: f"{parsed.page.url}#{name}"
        for parsed in reversed(glossary)
        for name in (heading.get("id") for heading in parsed.root.iter(*HEADING_TAGS))
        if name
    }


def _entry_ids(root: HtmlElement) -> set[str]:
    """Return the ids of a glossary page's entries: what the linker marked, else every heading with an id."""
    comments = (comment.text or "" for comment in root.iter(Comment))
    marked = {found[1] for found in map(USED_IN_COMMENT.fullmatch, comments) if found}
    return marked or {heading.get("id", "") for heading in root.iter(*HEADING_TAGS[1:])} - {""}


def _with_entries(page: LinkedPage, blocks: Iterable[Node], ids: set[str]) -> list[Node]:
    """Put what follows a term's heading into its entry, up to the next heading."""
    gathered: list[Node] = []
    body = gathered
    for block in blocks:
        if isinstance(block, str) or block["is"] != "heading":
            body.append(block)
        elif block["id"] in ids:
            body = []
            entry = {"is": "entry", "level": block["level"], "anchor": f"{page.url}#{block['id']}"}
            gathered.append({**entry, "headword": block["body"], "body": body})
        else:
            body = gathered
            gathered.append(block)
    return gathered
