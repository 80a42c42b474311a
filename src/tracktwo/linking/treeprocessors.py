"""What the extension does to a page's tree, and when: after Python-Markdown's own, before the host's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from tracktwo.linking.blocks.lesson_page import put_together
from tracktwo.linking.matching.languages import find_language
from tracktwo.linking.matching.taught import taught_terms
from tracktwo.linking.page.context import PageContext
from tracktwo.linking.page.tooltips import Definitions
from tracktwo.linking.page_linker import PageLinker, TermUse
from tracktwo.model.lesson import LessonMeta, read_lesson_meta
from tracktwo.model.markdown.front_matter import read_front_matter
from tracktwo.model.page import PageRecord, PageSection, UsageLocation
from tracktwo.model.problem import Problem
from tracktwo.model.term import Term

if TYPE_CHECKING:
    from tracktwo.linking.extension import TracktwoExtension

# After inline patterns (20) and attr_list (8), which make the text and its classes;
# before toc (5), which copies headings, and MkDocs' links (0), which resolves ours.
PRIORITY = 6
# After these have given headings their ids, links their addresses, and the page its title (-1).
AFTER_HOST = -2


class TermsTreeprocessor(Treeprocessor):
    """Links the terms of a page, and fills in its markers."""

    def __init__(self, md: Markdown, extension: TracktwoExtension) -> None:
        """Serve one Markdown instance."""
        super().__init__(md)
        self.extension = extension
        self.page: PageLinker | None = None  # of the page that is being converted

    def run(self, root: Element) -> None:
        """Link the terms, and fill in the markers."""
        extension, host = self.extension, self.extension.host
        context = host.page(self.md)
        language = extension.language(context)
        toc: Any = self.md.treeprocessors["toc"] if "toc" in self.md.treeprocessors else None  # noqa: SIM401 - no dict
        glossary, matcher, _ = extension.load(context.sources, toc, language)
        self._check(context, glossary.first_listed, language)
        self.page = PageLinker(
            context=context,
            glossary=glossary,
            matcher=matcher,
            stash=self.md.htmlStash,
            definitions=Definitions(
                md=self.md,
                context=context,
                rendered=extension.definitions,
                attributes=extension.link_attributes,
            ),
            host=host,
            link_mode=extension.link_mode(context),
            language=language,
            meta=self._read_meta(context, language),
        )
        self.page.link(root)
        self.page.definitions.park_links(root)

    def _read_meta(self, context: PageContext, language: str) -> LessonMeta:
        """Return what the page says of itself; for the few that say it wrongly, lines are looked up."""
        meta, problems = read_lesson_meta(context.path or "", context.meta, language=language)
        if problems:
            file = context.sources.displayed(context.path or "")
            lines = read_front_matter(context.sources.read(context.path or "")).lines if context.path else {}
            _, problems = read_lesson_meta(context.path or "", context.meta, file=file, lines=lines)
        for problem in problems:
            self.extension.host.report(problem)
        return meta

    def _check(self, context: PageContext, listed: Term | None, language: str) -> None:
        """Say what this host or machine lacks."""
        if listed and "deflist" not in self.md.parser.blockprocessors:
            file, message = context.sources.displayed(listed.page), "this glossary is a definition list"
            remedy = "add `def_list` to `markdown_extensions`"
            self.extension.host.report(Problem(file, listed.line, "no-def-list", "warning", message, remedy))
        if problem := find_language(language).problem:
            self.extension.host.report(problem)


class RecordTreeprocessor(Treeprocessor):
    """Finishes definitions that had to wait for the host, and hands over what was found on the page."""

    def __init__(self, terms: TermsTreeprocessor) -> None:
        """Come after another one."""
        super().__init__(terms.md)
        self.terms = terms

    def run(self, root: Element) -> None:
        """Finish the page."""
        page = self.terms.page
        if page is None:
            return
        page.definitions.restore_links(root)
        if page.lesson:
            put_together(root, page.lesson)
        sections = dict(_sections(getattr(self.md, "toc_tokens", ())))
        host, names = page.host, page.meta.teaches
        host.receive(
            PageRecord(
                source=page.context.path or "",
                meta=page.meta,
                glossary=page.glossary,
                teaches=tuple(term or name for name, term in taught_terms(names, page.matcher)),
                uses=tuple(_locations(page.uses, sections)),
            )
        )


def _sections(tokens: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, PageSection]]:
    """Yield the sections of a page, as toc has them, by their ids; its title parts none."""
    for token in tokens:
        if token["level"] > 1:
            yield token["id"], PageSection(unescape(token["name"]), token["id"], token["level"])
        yield from _sections(token["children"])


def _locations(uses: Iterable[TermUse], sections: Mapping[str, PageSection]) -> Iterator[UsageLocation]:
    """Yield the sections that use each term, with the words around the first use in each."""
    counted: dict[tuple[Term, PageSection | None], list[TermUse]] = {}
    for use in uses:
        section = sections.get(use.heading.get("id", "")) if use.heading is not None else None
        counted.setdefault((use.term, section), []).append(use)
    for (term, section), found in counted.items():
        yield UsageLocation(term, section, found[0].context, len(found))
