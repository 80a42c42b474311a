"""The Python-Markdown extension: links terms, fills markers as `[TERMS]`, and anchors times."""

import gc
import logging
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import slugify
from markdown.treeprocessors import Treeprocessor

from tracktwo.linking.glossary.files import Versions
from tracktwo.linking.matching.languages import find_language
from tracktwo.linking.matching.matcher import Matcher
from tracktwo.linking.page.context import PageContext
from tracktwo.linking.page.timestamps import PRIORITY as BEFORE_TERMS
from tracktwo.linking.page.timestamps import TimesTreeprocessor
from tracktwo.linking.page.tooltips import Definitions, RenderedDefinition, in_tree
from tracktwo.linking.page_linker import LINK_MODES, PageLinker, TermUse
from tracktwo.linking.review.glossary_review import (
    displayed_location,
    displayed_path,
    missing_definitions,
    name_clashes,
    unlinkable_terms,
)
from tracktwo.model.lesson import LessonPage, lessons_below
from tracktwo.model.markdown.entries import Slugify
from tracktwo.model.term import Glossary, GlossaryError, Term

# After inline patterns (20) and attr_list (8), which make the text and its classes;
# before toc (5), which copies headings, and MkDocs' links (0), which resolves ours.
PRIORITY = 6
# After these have resolved them.
LAST = -1


# Attributes that make a link what it is. A `title` would show beside the definition, as a second one.
_OURS = frozenset(("href", "data-term", "data-definition", "title"))
_ATTRIBUTE = re.compile(r"(?!on)[a-z][a-z0-9-]*")


class TracktwoExtension(Extension):
    """Links terms.

    `attributes` is how a site changes the HTML of the links: what it maps is added to each
    `<a class="term">`, a `class` beside ours, `true` as an attribute without a value (`attributes:
    {rel: glossary, data-preview: true}`). Links stay links, so that without them it is the same page.

    For a host that shows where terms are used, `uses` keeps all uses found, by page, in order. With
    `markers`, a use that is no link has a comment before its first character, `<!--tracktwo:use anchor-->`,
    and each entry of a glossary ends with `<!--tracktwo:used-in anchor-->`, for the host to fill in. Where
    the anchor alone could be that of several terms, it is `page#anchor` (see Glossary.marker).

    A host that knows which pages it publishes, and in which order, sets `lessons`, which finds the lessons
    given the folder of documents: else they are all below it.
    """

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - what Python-Markdown passes
        """Take the options below; raise ValueError or TypeError for what they cannot be."""
        self.config = {
            "glossary": [
                "glossary.md",
                "a page below the folder of documents, or a folder of pages for a term each; or a list",
            ],
            "link": ["section", "which uses become links: the first in each `section` or `page`, or `all`"],
            "language": ["", "the language whose inflection is known; by default the theme's, or English"],
            "attributes": [{}, "what is added to the HTML of each link"],
            "docs_dir": ["docs", "the folder of documents, where the host does not say"],
        }
        super().__init__(**options)
        if self.getConfig("link") not in LINK_MODES:
            raise ValueError(f"tracktwo: {_no_mode(self.getConfig('link'))}")
        self.attributes = _attributes(self.getConfig("attributes"))
        self.markers = False
        self.warn: Callable[[str], None] = _warn_once
        self.glossary = Glossary()
        self.matcher = Matcher((), find_language("en").inflect)
        self.uses: dict[str | None, list[TermUse]] = {}
        self.definitions: dict[Term, RenderedDefinition] = {}
        self.lessons: Callable[[Path], Sequence[LessonPage]] = lessons_below
        self._versions = Versions()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the tree processors."""
        md.treeprocessors.register(TimesTreeprocessor(md), "tracktwo_times", BEFORE_TERMS)
        terms = TermsTreeprocessor(md, self)
        md.treeprocessors.register(terms, "tracktwo", PRIORITY)
        md.treeprocessors.register(DefinitionsTreeprocessor(terms), "tracktwo_definitions", LAST)

    def load(
        self, docs: Path, slugify: Slugify = slugify, separator: str = "-", language: str = "en"
    ) -> Matcher:
        """Read the glossary and return its matcher; what is wrong with it goes to `warn`.

        `language` is that of the site, for where the option names none.
        """
        pages = self.pages
        versions = tuple(self._versions.of(os.path.join(docs, page)) for page in pages)  # noqa: PTH118 - on every page
        language = self.getConfig("language") or language
        try:
            loaded = _load(docs, pages, versions, slugify, separator, language)
        except GlossaryError as error:
            loaded = Glossary(), Matcher((), find_language("en").inflect), [str(error)]
        if self.glossary is not loaded[0]:
            self.definitions.clear()
        self.glossary, self.matcher, warnings = loaded
        for warning in warnings:
            self.warn(warning)
        if hint := find_language(language).hint:
            self.warn(hint)
        return self.matcher

    @property
    def pages(self) -> tuple[str, ...]:
        """The pages and folders of the glossary, below the folder of documents."""
        pages = self.getConfig("glossary")
        return (pages,) if isinstance(pages, str) else tuple(pages)

    def mode(self, context: PageContext) -> str:
        """Return which uses become links on a page: what its front matter says, else what the site does."""
        mode = context.meta.get("link", self.getConfig("link"))
        if mode in LINK_MODES:
            return str(mode)
        self.warn(f"{displayed_path(context.path or '', relative(context.docs))}: {_no_mode(mode)}")
        return str(self.getConfig("link"))


def _no_mode(mode: object) -> str:
    return f"link: {mode}: this is none of {', '.join(LINK_MODES)}; write one of them"


def _attributes(given: object) -> dict[str, str]:
    """Return the attributes of all links; raise an error for one that would break them."""
    if not isinstance(given, Mapping):
        raise TypeError(f"tracktwo: attributes: {given}: this is no mapping; write `name: value` for each")
    attributes = {}
    for name, value in given.items():
        if not isinstance(name, str) or name in _OURS or not _ATTRIBUTE.fullmatch(name):
            raise ValueError(f"tracktwo: attributes: {name}: a term's link cannot have this one; take it out")
        if value is not False and value is not None:
            attributes[name] = "" if value is True else in_tree(str(value))
    return {**attributes, "class": " ".join(filter(None, ("term", attributes.get("class"))))}


@lru_cache(maxsize=1024)
def _warn_once(message: str) -> None:
    logging.getLogger("tracktwo").warning(message)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no garbage: a large glossary has none, and the search is a third of the time it takes."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


_REMINDER = 40  # characters, in which "to be written" has room


@lru_cache(maxsize=8)
@_uncollected()
def _load(
    docs: Path, pages: tuple[str, ...], _versions: object, slugify: Slugify, separator: str, language: str
) -> tuple[Glossary, Matcher, list[str]]:
    """Read a glossary and index its names, once for each version of its files; say what is wrong with it."""
    glossary = Glossary.read(docs, pages, slugify=slugify, separator=separator)
    rules = find_language(language)
    matcher = Matcher(glossary.terms, rules.inflect, rules.lemma_key)
    seen = relative(docs)
    short = (
        term for term in glossary.terms if len(term.definition) < _REMINDER
    )  # to read all would take long
    wrong = chain(
        name_clashes(matcher.clashes, seen),
        unlinkable_terms(matcher.unmatchable, seen),
        missing_definitions(short, seen),
    )
    return glossary, matcher, [finding.text for finding in wrong]


def relative(docs: Path) -> str:
    """Return the folder of the documents as seen from the working folder, as messages show it."""
    return Path(os.path.relpath(docs)).as_posix()


class TermsTreeprocessor(Treeprocessor):
    """Links the terms of a page."""

    def __init__(self, md: Markdown, extension: TracktwoExtension) -> None:
        """Serve one Markdown instance."""
        super().__init__(md)
        self.extension = extension
        self.definitions: Definitions | None = None

    def run(self, root: Element) -> None:
        """Link the terms, fill in the markers, and keep the uses found."""
        context = PageContext.of(self.md, self.extension.getConfig("docs_dir"))
        toc: Any = self.md.treeprocessors["toc"] if "toc" in self.md.treeprocessors else None  # noqa: SIM401 - no dict
        extension = self.extension
        slugs = (toc.slugify, toc.sep) if toc else (slugify, "-")
        matcher = extension.load(context.docs, slugs[0], slugs[1], context.language or "en")
        listed = extension.glossary.first_listed
        if listed and "deflist" not in self.md.parser.blockprocessors:
            extension.warn(
                f"{displayed_location(listed, relative(context.docs))}: this glossary is a definition list; "
                "add `def_list` to `markdown_extensions`"
            )
        self.definitions = Definitions(self.md, context, extension.definitions, extension.attributes)
        page = PageLinker(
            context,
            extension.glossary,
            matcher,
            self.md.htmlStash,
            self.definitions,
            extension.mode(context),
            extension.markers,
            extension.getConfig("language") or context.language,
            extension.lessons,
        )
        page.link(root)
        self.definitions.park_links(root)
        extension.uses[context.path] = page.uses


class DefinitionsTreeprocessor(Treeprocessor):
    """Writes the definitions that had to wait for the host."""

    def __init__(self, terms: TermsTreeprocessor) -> None:
        """Come after another one."""
        super().__init__(terms.md)
        self.terms = terms

    def run(self, root: Element) -> None:
        """Write them."""
        if self.terms.definitions:
            self.terms.definitions.restore_links(root)
