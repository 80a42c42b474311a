"""The Python-Markdown extension: links the terms of a glossary in a page, and lists them at `[TERMS]`."""

import logging
import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import slugify
from markdown.treeprocessors import Treeprocessor

from tracktwo.linking.glossary import Glossary, GlossaryError, Slugify, Term
from tracktwo.linking.inflection import english_forms
from tracktwo.linking.matcher import Matcher
from tracktwo.linking.page_context import PageContext
from tracktwo.linking.page_linker import LINK_MODES, PageLinker, Use

# After inline patterns (20) and attr_list (8), which make the text and its classes;
# before toc (5), which copies headings, and MkDocs' links (0), which resolves ours.
PRIORITY = 6


class TracktwoExtension(Extension):
    """Links terms.

    For a host that shows where terms are used, `uses` keeps all uses found, by page, in order. With
    `markers`, a use that is no link has a comment before its first character, `<!--tracktwo:use anchor-->`,
    and each entry of a glossary ends with `<!--tracktwo:used-in anchor-->`, for the host to fill in.
    """

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - what Python-Markdown passes
        """Take the options below; raise ValueError if `link` is none of its modes."""
        self.config = {
            "glossary": [
                "glossary.md",
                "the glossary's path below the folder of documents, or a list of paths",
            ],
            "link": ["section", "which uses become links: the first in each `section` or `page`, or `all`"],
            "language": ["en", "the language whose plurals are known (English, so far)"],
            "docs_dir": ["docs", "the folder of documents, where the host does not say"],
        }
        super().__init__(**options)
        if self.getConfig("link") not in LINK_MODES:
            raise ValueError(
                f"tracktwo: link: {self.getConfig('link')}: this is none of {', '.join(LINK_MODES)}"
            )
        self.markers = False
        self.warn: Callable[[str], None] = _warn_once
        self.glossary = Glossary()
        self.uses: dict[str | None, list[Use]] = {}

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the tree processor."""
        md.treeprocessors.register(TermsTreeprocessor(md, self), "tracktwo", PRIORITY)

    def load(self, docs: Path, slugify: Slugify = slugify, separator: str = "-") -> Matcher:
        """Read the glossary and return its matcher; what is wrong with it goes to `warn`."""
        pages = self.getConfig("glossary")
        pages = (pages,) if isinstance(pages, str) else tuple(pages)
        versions = tuple(_version(os.path.join(docs, page)) for page in pages)  # noqa: PTH118 - on every page
        try:
            self.glossary, matcher = _load(
                docs, pages, versions, slugify, separator, self.getConfig("language")
            )
        except GlossaryError as error:
            self.warn(str(error))
            self.glossary, matcher = Glossary(), Matcher((), english_forms)
        for warning in _warnings(matcher, docs):
            self.warn(warning)
        return matcher


@lru_cache(maxsize=1024)
def _warn_once(message: str) -> None:
    logging.getLogger("tracktwo").warning(message)


def _version(path: str) -> tuple[int, int, int] | None:
    try:
        status = os.stat(path)  # noqa: PTH116 - five times as fast
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


@lru_cache(maxsize=8)
def _load(
    docs: Path, pages: tuple[str, ...], _versions: object, slugify: Slugify, separator: str, language: str
) -> tuple[Glossary, Matcher]:
    """Read a glossary and build its trie, once for each version of its files."""
    glossary = Glossary.read(docs, pages, slugify=slugify, separator=separator)
    forms = english_forms if language.lower().startswith("en") else lambda word: (word,)
    return glossary, Matcher(glossary.terms, forms)


def _warnings(matcher: Matcher, docs: Path) -> list[str]:
    warnings = []
    for name, first, second in matcher.clashes:
        if first.headword == second.headword:
            what = f"'{name}' is defined twice; keep one of the two"
        else:
            what = f"'{name}' names '{second.headword}' and '{first.headword}'; take it from one of them"
        warnings.append(
            f"{place(second, docs)}: {what} (the other is at {place(first, docs)}, and gets the links)"
        )
    for name, term in matcher.wordless:
        warnings.append(
            f"{place(term, docs)}: '{name}' has no letter and no digit, so no text can be matched to it"
        )
    return warnings


def place(term: Term, docs: Path) -> str:
    """Return the file and line where a term is defined, as seen from the working folder."""
    path = Path(os.path.relpath(docs / term.page))
    return f"{path.as_posix()}:{term.line}"


class TermsTreeprocessor(Treeprocessor):
    """Links the terms of a page."""

    def __init__(self, md: Markdown, extension: TracktwoExtension) -> None:
        """Serve one Markdown instance."""
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        """Link the terms, fill in `[TERMS]`, and keep the uses found."""
        context = PageContext.of(self.md, self.extension.getConfig("docs_dir"))
        toc: Any = self.md.treeprocessors["toc"] if "toc" in self.md.treeprocessors else None  # noqa: SIM401 - no dict
        matcher = self.extension.load(context.docs, *((toc.slugify, toc.sep) if toc else ()))
        extension = self.extension
        page = PageLinker(
            context,
            extension.glossary,
            matcher,
            self.md.htmlStash,
            extension.getConfig("link"),
            extension.markers,
        )
        page.link(root)
        self.extension.uses[context.path] = page.uses
