"""The Python-Markdown extension: links terms, fills markers as `[TERMS]`, and anchors times."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from itertools import chain
from typing import Any
from weakref import WeakKeyDictionary

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import slugify
from pathspec import GitIgnoreSpec

from tracktwo.linking.glossary.choice import glossary_problem, named_pages, read_choice
from tracktwo.linking.glossary.loading import LoadedGlossary, load_glossary
from tracktwo.linking.glossary.snippets import with_snippets
from tracktwo.linking.matching.languages import find_language
from tracktwo.linking.page.context import PageContext
from tracktwo.linking.page.host import Host, stand_in
from tracktwo.linking.page.timestamps import PRIORITY as BEFORE_TERMS
from tracktwo.linking.page.timestamps import TimesTreeprocessor
from tracktwo.linking.page.tooltips import Definitions, RenderedDefinition, in_tree
from tracktwo.linking.page_linker import LINK_MODES, PageLinker
from tracktwo.linking.treeprocessors import (
    AFTER_HOST,
    LAST,
    PRIORITY,
    FinishTreeprocessor,
    RecordPostprocessor,
    TermsTreeprocessor,
)
from tracktwo.model.lesson import LessonMeta, read_lesson_meta
from tracktwo.model.markdown.front_matter import read_front_matter
from tracktwo.model.problem import Problem
from tracktwo.model.scripts import LANGUAGE_TAG
from tracktwo.model.sources import Sources
from tracktwo.model.term import Term

# Attributes that make a link what it is. A `title` would show beside the definition, as a second one.
_OURS = frozenset(("href", "data-term", "data-definition", "title"))
_ATTRIBUTE = re.compile(r"(?!on)[a-z][a-z0-9-]*")


class TracktwoExtension(Extension):
    """Links terms.

    `attributes` is how a site changes the HTML of the links: what it maps is added to each
    `<a class="term">`, a `class` beside ours, `true` as an attribute without a value (`attributes:
    {rel: glossary, data-preview: true}`). Links stay links, so that without them it is the same page.

    A program that converts pages may be its `host`, and gets what is found on each page; where there is none,
    what stands in asks MkDocs, Zensical or the disk (see `linking/page/host.py`).
    """

    def __init__(self, *, host: Host | None = None, **options: Any) -> None:  # noqa: ANN401 - what Python-Markdown passes
        """Take the options below; what is wrong with them is said with the first page."""
        self.config = {
            "glossary": [
                "glossary.md",
                "a page, a folder of a page for each term, or a list, or by pages' paths a mapping of these",
            ],
            "link": ["section", "which uses become links: the first in each `section` or `page`, or `all`"],
            "most": [0, "how many links a hundred words have at most; any number by default"],
            "language": ["", "the language whose inflection is known; by default the theme's, or English"],
            "exclude": ["", "patterns, as in `.gitignore`, of the pages on which no term is looked for"],
            "attributes": [{}, "what is added to the HTML of each link"],
            "docs_dir": ["docs", "the folder of documents, where the host does not say"],
        }
        self.host: Host = host or stand_in(str(options.get("docs_dir", "docs")))
        given = {name: value for name, value in options.items() if value is not None}
        unknown = sorted(given.keys() - self.config.keys())  # Python-Markdown would end in a traceback
        super().__init__(**{name: value for name, value in given.items() if name in self.config})
        self.glossaries, wrong_glossary = read_choice(self.getConfig("glossary"))
        self.site_language, wrong_language = _read_language(self.getConfig("language"))
        self._link_mode, wrong_mode = _read_mode(self.getConfig("link"))
        self._most, wrong_most = _read_most(self.getConfig("most"))
        self._excluded, wrong_patterns = _read_patterns(self.getConfig("exclude"))
        self.link_attributes, wrong_attributes = _read_attributes(self.getConfig("attributes"))
        problems = chain(
            (_unknown_option(name, self.config) for name in unknown),
            *(wrong_glossary, wrong_language, wrong_mode, wrong_most, wrong_patterns, wrong_attributes),
        )
        self._problems = [problem.at(self.host.config_file) for problem in problems]
        # The glossaries that pages had, with their matchers; and the same without what is hidden.
        self.loaded: dict[tuple[tuple[str, ...], str], LoadedGlossary] = {}
        self.shown: dict[tuple[tuple[str, ...], str], LoadedGlossary] = {}
        # What definitions read on the pages of a site, which are converted one by one.
        self.definitions: WeakKeyDictionary[Term, RenderedDefinition] = WeakKeyDictionary()
        self._terms: TermsTreeprocessor | None = None

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the tree processors."""
        md.treeprocessors.register(TimesTreeprocessor(md), "tracktwo_times", BEFORE_TERMS)
        self._terms = TermsTreeprocessor(md, self.begin_page)
        md.treeprocessors.register(self._terms, "tracktwo", PRIORITY)
        finish = FinishTreeprocessor(self._terms)
        md.treeprocessors.register(finish, "tracktwo_finish", AFTER_HOST)
        md.postprocessors.register(RecordPostprocessor(finish), "tracktwo_record", LAST)
        md.registerExtension(self)

    def reset(self) -> None:
        """Forget the page that was converted last, as Python-Markdown asks before the next one."""
        if self._terms:
            self._terms.page = None

    def begin_page(self, md: Markdown) -> PageLinker:
        """Return what links the page that is being converted, and say what is wrong with what it needs."""
        context = self.host.page(md)
        language = self.language(context)
        for problem in self._problems:
            self.host.report(problem)
        pages = self.serving(context)
        suggest = self.host.suggest_url(pages)
        context = replace(context, links=replace(context.links, suggest=suggest))
        glossary, matcher, _ = self.load(context.sources, pages, md, language)
        if not context.path or not self.host.hides(context.path):
            glossary, matcher, _ = self._without_hidden(pages, language)
        if missing := find_language(language).problem:
            self.host.report(missing)
        definitions = Definitions(
            md=md, context=context, rendered=self.definitions, attributes=self.link_attributes
        )
        return PageLinker(
            context=context,
            glossary=glossary,
            matcher=matcher,
            stash=md.htmlStash,
            definitions=definitions,
            host=self.host,
            link_mode=self.link_mode(context),
            most=self._most,
            language=language,
            meta=self._read_meta(context, language),
            is_excluded=self._excluded.match_file(context.path or ""),
        )

    def load(self, sources: Sources, pages: tuple[str, ...], md: Markdown, language: str) -> LoadedGlossary:
        """Return the glossary on some pages, and say what is wrong with it.

        Its anchors are those of the toc extension of `md`, and its snippets are put in as they are there.
        """
        toc: Any = md.treeprocessors["toc"] if "toc" in md.treeprocessors else None  # noqa: SIM401 - no dict
        loaded = load_glossary(
            with_snippets(sources, md),
            pages,
            slugify=toc.slugify if toc else slugify,
            separator=toc.sep if toc else "-",
            language=language,
            lists="deflist" in md.parser.blockprocessors,
        )
        if self.loaded.get((pages, language)) is not loaded:
            self.loaded[pages, language] = loaded
            self.shown.pop((pages, language), None)
        for problem in loaded.problems:
            self.host.report(problem)
        return loaded

    def _without_hidden(self, pages: tuple[str, ...], language: str) -> LoadedGlossary:
        """Return a glossary for pages that all may read: of its own pages, those that all may read, too."""
        key = pages, language
        if key not in self.shown:
            self.shown[key] = self.loaded[key].without(self.host.hides, find_language(language))
        return self.shown[key]

    def serving(self, page: PageContext) -> tuple[str, ...]:
        """Return the pages and folders of the glossary that serves a page."""
        said = page.meta.get("glossary")
        if said is not None and said is not True and named_pages(said) is None:
            file, lines = _file_and_lines(page)
            self.host.report(glossary_problem(said, file, lines.get("glossary", 1)))
        return self.glossaries.serving(page.path, said, page.sources, self.language(page))

    def language(self, page: PageContext) -> str:
        """Return the language of a page: its own, its place's, the option's, the theme's, else English."""
        own = page.own_language or self.glossaries.language(page.path)
        return own or self.site_language or page.language or "en"

    def link_mode(self, page: PageContext) -> str:
        """Return which uses become links on a page: what its front matter says, else what the site does."""
        mode, problems = _read_mode(page.meta.get("link", self._link_mode), self._link_mode)
        for problem in problems:
            file, lines = _file_and_lines(page)
            self.host.report(problem.at(file, lines.get("link", 0)))
        return mode

    def _read_meta(self, context: PageContext, language: str) -> LessonMeta:
        """Return what a page says of itself; for the few that say it wrongly, lines are looked up."""
        language = language.replace("_", "-")  # a locale is written so
        meta, problems = read_lesson_meta(context.path or "", context.meta, language=language)
        if problems:
            file, lines = _file_and_lines(context)
            _, problems = read_lesson_meta(context.path or "", context.meta, file=file, lines=lines)
        for problem in problems:
            self.host.report(problem)
        return meta


def _file_and_lines(page: PageContext) -> tuple[str, Mapping[str, int]]:
    """Return a page's file as messages name it, and the line of each key of its front matter."""
    if not page.path:
        return "", {}
    try:
        source = page.sources.read(page.path)
    except (OSError, UnicodeDecodeError):
        source = ""  # a page that a plugin made, where no plugin of ours knows it
    return page.sources.displayed(page.path), read_front_matter(source).lines


def _unknown_option(name: str, known: Iterable[str]) -> Problem:
    message = f"markdown_extensions: tracktwo: {name}: this is no option of the Markdown extension"
    remedy = "take it out, or put it below `plugins: tracktwo`, if it is one of the plugin's"
    for near in get_close_matches(name, known, 1):
        remedy = f"write `{near}`"
    return Problem("", 0, "unknown-option", "warning", message, remedy)


def _read_language(option: object) -> tuple[str, tuple[Problem, ...]]:
    """Return the language that an option says, and what is wrong with it."""
    if not option or (isinstance(option, str) and LANGUAGE_TAG.fullmatch(option)):
        return str(option or ""), ()
    message = f"language: {option}: this is no code of a language"
    remedy = (
        "write one, as `en` or `pt-BR`, for the theme, or below `markdown_extensions: tracktwo` alone; "
        "a page in another language says so in its front matter: `lang: de`"
    )
    return "", (Problem("", 0, "language-option", "warning", message, remedy),)


def _read_mode(option: object, default: str = LINK_MODES[0]) -> tuple[str, tuple[Problem, ...]]:
    """Return which uses become links, and what is wrong with an option that says it."""
    if option in LINK_MODES:
        return str(option), ()
    message = f"link: {option}: this is none of {', '.join(LINK_MODES)}"
    return default, (Problem("", 0, "link-mode", "warning", message, "write one of them"),)


def _read_most(option: object) -> tuple[int, tuple[Problem, ...]]:
    """Return how many links a hundred words have at most, and what is wrong with an option that says it."""
    if isinstance(option, int) and not isinstance(option, bool) and option >= 0:
        return option, ()
    message = f"most: {option}: this is no number of links"
    return 0, (Problem("", 0, "most-option", "warning", message, "write one, as `most: 8`"),)


def _read_patterns(option: object) -> tuple[GitIgnoreSpec, tuple[Problem, ...]]:
    """Return what patterns match, in lines or in a list, and what is wrong with them."""
    lines = option.splitlines() if isinstance(option, str) else option
    try:
        if isinstance(lines, list) and all(isinstance(line, str) for line in lines):
            return GitIgnoreSpec.from_lines(lines), ()
    except ValueError:
        pass  # as of `!` alone
    message, remedy = f"exclude: {option}: these are no patterns", "write them as in `.gitignore`, in a list"
    return GitIgnoreSpec([]), (Problem("", 0, "exclude-option", "warning", message, remedy),)


def _read_attributes(option: object) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Return the attributes of all links, and what is wrong with those that no link can have."""
    named = option if isinstance(option, Mapping) else {str(option): []}
    wrong = [name for name, value in named.items() if not _can_be_attribute(name, value)]
    given = {name: value for name, value in named.items() if name not in wrong and value not in (False, None)}
    attributes = {name: "" if value is True else in_tree(str(value)) for name, value in given.items()}
    classes = " ".join(filter(None, ("term", attributes.get("class"))))
    remedy = "write `name: value` for each, without `href`, `title` and scripts"
    messages = (f"attributes: {name}: a term's link cannot have this" for name in wrong)
    problems = (Problem("", 0, "attributes-option", "warning", message, remedy) for message in messages)
    return {**attributes, "class": classes}, tuple(problems)


def _can_be_attribute(name: object, value: object) -> bool:
    is_name = isinstance(name, str) and name not in _OURS and _ATTRIBUTE.fullmatch(name)
    return bool(is_name) and not isinstance(value, list | dict)
