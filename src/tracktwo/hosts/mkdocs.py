"""The MkDocs plugin: wires the three rooms into MkDocs' events."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from html import unescape
from importlib import resources
from pathlib import Path
from typing import Any, cast

import jinja2
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from tracktwo.hosts.assets import minify
from tracktwo.hosts.books import Books
from tracktwo.hosts.contributing import suggest_url
from tracktwo.hosts.pages import find_lessons, flat, rendered, title_of
from tracktwo.hosts.search import improve
from tracktwo.hosts.settings import TracktwoConfig
from tracktwo.hosts.sharing import Sharing
from tracktwo.hosts.study import PAGE, Study
from tracktwo.linking.extension import TracktwoExtension, relative
from tracktwo.linking.matching.taught import taught_names, taught_terms, unknown_taught
from tracktwo.linking.review.glossary_review import shown, unused
from tracktwo.model.lesson import is_lesson
from tracktwo.model.problem import Problem
from tracktwo.model.term import Term
from tracktwo.publishing import web
from tracktwo.publishing.web import json_ld as metadata
from tracktwo.publishing.web import recording
from tracktwo.publishing.web.used_in import Place, gather, used_in

log = get_plugin_logger("tracktwo")

_SHOWN = 5  # terms that no page uses; of a list that is larger than its lessons there are hundreds
_MARKER = re.compile(r"<!--tracktwo:(?P<kind>use|used-in) (?P<anchor>[^>]*)-->")


class TracktwoPlugin(BasePlugin[TracktwoConfig]):  # type: ignore[no-untyped-call]  # MkDocs has no types there
    """Adds what needs the whole site: where terms are used, the reports, and the books."""

    extension: TracktwoExtension
    nav: Navigation
    pages: dict[str, Page]
    site: metadata.Site
    suggest_url: str | None

    def __init__(self) -> None:
        """Begin with nothing generated."""
        self.generated: dict[str, File] = {}
        self.logged: set[str] = set()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put an instance of the Markdown extension in the place of its name, to gather all pages' uses."""
        options = config.mdx_configs.pop("tracktwo", {})
        language = config.theme.get("language") or config.theme.locale
        self.extension = TracktwoExtension(**{"language": str(language or "en"), **options})
        self.extension.markers = True
        self.logged.clear()
        self.extension.warn = lambda message: self._log_once(message, log.warning)
        self.books = Books(self.config, self.extension, self._report)
        self.sharing = Sharing(config)
        self.study = Study(self.extension)
        extensions: list[Any] = [name for name in config.markdown_extensions if name != "tracktwo"]
        extensions.append(self.extension)  # Python-Markdown takes names and instances
        config.markdown_extensions = extensions
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Announce what is generated, so that links to it are checked, and templates can lead to it.

        The theme's own files are here too.
        """
        schema = resources.files(web).joinpath(metadata.SCHEMA).read_bytes()
        for name, content in {metadata.GLOSSARY_JSON: b"", metadata.SCHEMA: schema}.items():
            if name not in files.src_uris:  # an author's own file stays
                self.generated[name] = File.generated(config, name, content=content)
                files.append(self.generated[name])
        minify(files, config)
        self.books.announce(files, config)
        self.sharing.announce(files)
        made = {kind: file.src_uri for kind, file in self.books.of_site.items()}
        if self.config.study:
            self.study.announce(files, config)
            made["study"] = files.src_uris[PAGE].url
        config.extra["tracktwo"] = made
        return files

    def on_nav(self, nav: Navigation, *, files: Files, **_: object) -> None:
        """Keep the order of the pages, which is the book's, and that of lists of lessons."""
        self.nav = nav
        published = cache(lambda: find_lessons(nav, files))  # all pages are read, and only if one asks
        self.extension.lessons = lambda _: published()

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Say where the lesson's PDF is, warn of a recording that could not be played, and add questions."""
        if page.file.src_uri in self.books.of_lessons:
            page.meta["pdf"] = self.books.of_lessons[page.file.src_uri].src_uri
        file = shown(page.file.src_uri, relative(Path(config.docs_dir)))
        for line, what in recording.wrong(page.meta, page.file.content_string, files.src_uris):
            log.warning(f"{file}:{line}: {what}")
        asks = self.config.study and is_lesson(page.file.src_uri, page.meta)
        return self.study.with_questions(markdown) if asks else markdown

    def on_env(self, _: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Write books, the glossary for machines, and where terms are used, now that pages are rendered."""
        self.pages = {file.src_uri: file.page for file in files.documentation_pages() if file.page}
        for page in self.pages.values():
            self.sharing.describe(page)
        self.suggest_url = suggest_url(self.extension.pages, self.pages)
        self.books.write(self.nav.pages, self.pages.values(), config)
        self.sharing.draw(self.pages.values(), self.books.style(config), self.language, files)
        self.sharing.list_pages(self._ordered(), self.extension.glossary.pages)
        used = gather(self._uses())
        self.site = metadata.Site(
            title=config.site_name,
            language=self.language.replace("_", "-"),
            glossary=self.extension.glossary,
            urls={path: page.url for path, page in self.pages.items()},
            address=config.site_url or "",
        )
        if metadata.GLOSSARY_JSON in self.generated:
            data = json.dumps(metadata.glossary_json(self.site, used), ensure_ascii=False, indent=1)
            self.generated[metadata.GLOSSARY_JSON].content_string = data
        if self.config.study:
            self.study.make(self.site, used, config)
        taught = self._taught(config)
        for page in self.pages.values():
            page.content = self._without_markers(page, used, taught)
            if self.extension.glossary.at(page.file.src_uri, ""):
                # Themes print titles as they are, and a term is text: `title: <b>` is no markup.
                page.title = page.meta["title"] = escape(title_of(page))
        found = list(unused(self.extension.glossary.terms, used, relative(Path(config.docs_dir))))
        for finding in found[:_SHOWN]:
            log.info(finding.text)
        if more := len(found[_SHOWN:]):
            log.info(f"no page uses {more} more; `tracktwo check` names all")

    def on_page_context(self, context: TemplateContext, *, page: Page, **_: object) -> TemplateContext:
        """Say to templates of lessons and glossaries where a term is suggested, and which page says how."""
        path, guide = page.file.src_uri, self.pages.get("contributing.md")
        defined = self.extension.glossary.pages.get(path)
        if defined and defined[0].form != "page":
            suggest = page.edit_url
        else:
            suggest = self.suggest_url if defined or is_lesson(path, page.meta) else None
        told = {"suggest_url": suggest, "guide_url": guide and guide.url}
        return cast("TemplateContext", {**context, **told})

    def on_post_page(self, output: str, *, page: Page, **_: object) -> str:
        """Say to machines what a page is: in its head, or at its end where the theme leaves out `</head>`."""
        head, end, rest = output.partition("</head>")
        return f"{head}{self.sharing.head(page)}{self._json_ld(page)}{end}{rest}"

    @event_priority(-50)  # after search writes its index (0), before offline makes a script of it (-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Publish the Markdown; have the search find terms by all their names, and moments of a recording."""
        self.sharing.publish_markdown(self.pages.values())
        index = Path(config.site_dir, "search", "search_index.json")
        self.books.parsed.clear()
        improve(index, self.extension.glossary, self.pages, self.language)

    @property
    def language(self) -> str:
        """The language of the site."""
        return str(self.extension.getConfig("language") or "en")

    def _report(self, problems: Iterable[Problem]) -> None:
        """Log problems, each once, in however many PDFs it is, at the level of its severity."""
        for problem in problems:
            self._log_once(problem.text, log.info if problem.severity == "notice" else log.warning)

    def _log_once(self, message: str, log_it: Callable[[str], None]) -> None:
        if message not in self.logged:
            self.logged.add(message)
            log_it(message)

    def _ordered(self) -> list[Page]:
        """Return the pages in the order of the navigation; those it lacks come last."""
        ordered = {page.file.src_uri: page for page in self.nav.pages}
        return list({**ordered, **self.pages}.values())

    def _uses(self) -> Iterator[tuple[Term, Place]]:
        for page in self._ordered():
            sections = {link.id: link for link in flat(page.toc) if link.level > 1}
            for use in self.extension.uses.get(page.file.src_uri, ()):
                section = sections.get(use.heading.get("id", "") if use.heading is not None else "")
                named = (unescape(section.title), section.url) if section else ("", "")
                yield use.term, Place(title_of(page), page.url, *named, use.context)

    def _taught(self, config: MkDocsConfig) -> dict[Term, list[Place]]:
        """Return the lessons that teach each term; warn of what they teach and no entry defines."""
        lessons: dict[Term, list[Place]] = {}
        for page in self._ordered():
            if not is_lesson(page.file.src_uri, page.meta):
                continue
            names = taught_names(page.meta)
            for _, term in taught_terms(names, self.extension.matcher):
                if term:
                    lessons.setdefault(term, []).append(Place(title_of(page), page.url))
            file = shown(page.file.src_uri, relative(Path(config.docs_dir)))
            glossary, matcher = self.extension.glossary, self.extension.matcher
            for finding in unknown_taught(file, page.file.content_string, names, glossary, matcher):
                log.warning(finding.text)
        return lessons

    def _without_markers(
        self, page: Page, used: dict[Term, list[Place]], taught: dict[Term, list[Place]]
    ) -> str:
        """Return a page's content with `Used in` at the end of each entry, and without the other markers."""

        def fill(marker: re.Match[str]) -> str:
            term = self.extension.glossary.marked.get(marker["anchor"])
            if marker["kind"] == "use" or term is None or not (term in used or term in taught):
                return ""
            relative_url = partial(get_relative_url, other=page.url)
            return used_in(used.get(term, ()), taught.get(term, ()), relative_url, self.language)

        return _MARKER.sub(fill, page.content or "")

    def _json_ld(self, page: Page) -> str:
        """Return what a page of the glossary, or a lesson, says to machines that it is."""
        extension, path, shown_page = self.extension, page.file.src_uri, rendered(page)
        said = []
        if path in extension.glossary.pages and path in self.site.urls:
            said.append(metadata.term_set(self.site, shown_page))
        if is_lesson(path, page.meta):
            found = taught_terms(taught_names(page.meta), extension.matcher)
            used = dict.fromkeys(use.term for use in extension.uses.get(path, ()))
            names = [term or name for name, term in found]
            said.append(metadata.lesson(self.site, shown_page, names, used, self.books.parsed.get(path)))
        return "".join(map(metadata.script, said))
