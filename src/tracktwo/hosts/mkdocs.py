"""The MkDocs plugin: pages are linked, become a Site, and what is published of it becomes files."""

from pathlib import Path
from posixpath import relpath
from typing import Any

import jinja2
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from tracktwo.hosts.links_out import leave_out_files, refuse_folders
from tracktwo.hosts.mkdocs_host import MkDocsHost, log
from tracktwo.hosts.mkdocs_pages import as_text, language_folder
from tracktwo.hosts.page_links import leads
from tracktwo.hosts.settings import (
    EXTENSION_OPTIONS,
    TracktwoConfig,
    as_documented,
    output_settings,
    take_unknown,
    version_of,
)
from tracktwo.linking.extension import TracktwoExtension
from tracktwo.linking.matching.languages import find_language
from tracktwo.linking.review.glossary_review import unused_terms
from tracktwo.linking.review.site_review import unknown_taught
from tracktwo.model.lesson import is_lesson, unplayable
from tracktwo.model.markdown.front_matter import read_front_matter, would_stall_others
from tracktwo.model.markdown.headings import without_comments
from tracktwo.model.page import LinkedPage
from tracktwo.model.problem import InvalidInput, Problem, front_matter_problem
from tracktwo.model.site import Site
from tracktwo.model.sources import encoding_problem
from tracktwo.model.term import Glossary
from tracktwo.model.vocabulary import USE_COMMENT
from tracktwo.publishing.outputs import Publication, output_paths
from tracktwo.publishing.study.cards_page import CARDS_PAGE, cards_page
from tracktwo.wording import words

_PRINTED = {"author", "description", "title"}
_MAX_UNUSED = 5  # terms that no page uses; of a list that is larger than its lessons there are hundreds


class TracktwoPlugin(BasePlugin[TracktwoConfig]):  # type: ignore[no-untyped-call]  # MkDocs has no types there
    """Adds what needs the whole site: where terms are used, the reports, and the books."""

    host: MkDocsHost
    extension_options: dict[str, Any]
    extension: TracktwoExtension
    site: Site
    publication: Publication
    outputs: dict[str, File]

    def load_config(self, options: dict[str, Any], config_file_path: str | None = None) -> Any:  # noqa: ANN401 - MkDocs' own
        """Take the options, in other words too; those of the extension count as if they stood there."""
        found = as_documented(options)
        self.unknown = tuple(take_unknown(found, (*TracktwoConfig(), *EXTENSION_OPTIONS)))
        self.extension_options = {name: found.pop(name) for name in EXTENSION_OPTIONS if name in found}
        return super().load_config(found, config_file_path)

    @event_priority(-101)  # after static-i18n (-100), which builds a site once for each language
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put an instance of the Markdown extension, which knows its host, in the place of its name."""
        options = {**self.extension_options, **config.mdx_configs.pop("tracktwo", {})}
        self.extension_options = options  # of the builds that follow
        language = config.theme.get("language") or config.theme.locale
        self.host = MkDocsHost(config)
        for problem in self.unknown:
            self.host.report(problem.at(self.host.config_file))
        self.extension = TracktwoExtension(host=self.host, **{"language": str(language or "en"), **options})
        self.settings = output_settings(
            self.config,
            site=Path(config.config_file_path).parent,
            docs_dir=Path(config.docs_dir),
            templates=config.theme.dirs,
            features=config.theme.get("features") or (),
            styles=map(str, config.extra_css),
        )
        self.host.marks_uses, self.host.asks_questions = self.settings.has_books, self.settings.study
        theirs: list[Any] = list(config.markdown_extensions)  # Python-Markdown takes names and instances
        theirs = [it for it in theirs if it != "tracktwo" and not isinstance(it, TracktwoExtension)]
        theirs.append(self.extension)
        config.markdown_extensions = theirs
        return config

    @event_priority(100)  # before others read what is there
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Refuse links to folders that lead elsewhere, before MkDocs walks through them."""
        try:
            refuse_folders(config.docs_dir, self.host.displayed, files_left_out=True)
        except InvalidInput as error:
            self.host.problems.update(dict.fromkeys(error.problems))
            raise PluginError(str(error)) from error

    @event_priority(100)  # the same
    def _leave_out(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave out files that lead elsewhere."""
        for problem in leave_out_files(files, config.docs_dir, self.host.displayed):
            self.host.report(problem)
        return files

    @event_priority(-101)  # after static-i18n, which takes files that lie on the disk alone
    def _announce(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Announce what will be published, so that links to it are checked, and templates can lead to it.

        The theme's own files are here too. What an author has made stays.
        """
        lessons = self._lessons(files)
        folder, whole = language_folder(config), output_paths(self.settings, config.site_name, ())
        self.host.has_files(files, leads(self.settings, config.site_name, lessons, folder))
        paths = {path: folder + path for path in whole}
        assets = [asset.path for asset in self.settings.assets]
        beside = [*output_paths(self.settings, config.site_name, lessons), *assets]
        paths |= {path: path for path in beside if path not in paths}
        new = {path: place for path, place in paths.items() if place not in files.src_uris}
        self.outputs = {path: self._announced(place, files, config) for path, place in new.items()}
        if self.config.study and folder + CARDS_PAGE not in files.src_uris:
            named = map(self.host.sources.located, self.extension.glossaries.pages)
            pages = (page for page in named if page in files.src_uris and page.endswith(".md"))
            glossary = next(pages, "index.md")
            text = cards_page(words(self.language, "site"), relpath(glossary, folder or "."))
            page = self._announced(folder + CARDS_PAGE, files, config, text)
            page.inclusion = InclusionLevel.NOT_IN_NAV  # it may be there, and need not
        return files

    on_files = CombinedEvent(_leave_out, _announce)

    def on_nav(self, nav: Navigation, **_: object) -> None:
        """Keep the order of the pages, which is the book's, and that of lists of lessons."""
        self.host.has_nav(nav)

    def on_page_read_source(self, *, page: Page, **_: object) -> str | None:
        """Keep from MkDocs what would stall it: an empty line above front matter leaves it to our reader."""
        source = page.file.content_string
        return f"\n{source}" if would_stall_others(source) else None

    def on_page_markdown(self, markdown: str, *, page: Page, files: Files, **_: object) -> str:
        """Read front matter that MkDocs could not, and check the recording."""
        source, meta = page.file.src_uri, page.meta
        if front := read_front_matter(markdown):
            markdown = front.text
            meta.update(front.values)
            for line, why in front.errors:
                self.host.report(front_matter_problem(self.host.displayed(source), line, why))
        for problem in unplayable(meta, files.src_uris, lambda: page.file.content_string):
            self.host.report(problem.at(self.host.displayed(source)))
        return markdown

    @event_priority(101)  # before others change what is rendered
    def _mark_uses(self, _: jinja2.Environment, **__: object) -> None:
        """Put back what marks uses, so that it stays where others change the pages around it."""
        for page in self.host.rendered():
            page.content = self.host.marked.get(page.content or "", page.content)

    @event_priority(-101)  # after autorefs (-50), which knows only now where a reference leads
    def _publish(self, _: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Publish the site, now that its pages are what readers get."""
        self.site = self.make_site(config)
        self.publication = Publication(self.site, self.settings, self._report_page)
        made = {asset.path for asset in self.settings.assets}
        try:
            for output in self.publication.outputs(self.outputs.keys()):
                file = self.outputs.get(output.path) or self._announced(output.path, files, config)
                file.content_bytes = output.content
                made.add(output.path)
        except InvalidInput as error:
            raise PluginError(str(error)) from error
        for asset in self.settings.assets:
            if asset.path in self.outputs:
                self.outputs[asset.path].content_bytes = asset.content
        for path in self.outputs.keys() - made - {CARDS_PAGE}:
            files.remove(self.outputs[path])  # of a lesson that is kept back
        for linked in self.site.pages:
            page = files.src_uris[linked.source].page
            if page:
                self._finish(page, linked)
        for page in self.host.rendered() if self.host.marks_uses else ():
            page.content = USE_COMMENT.sub("", page.content or "")
        for problem in unknown_taught(self.site, self.host.displayed("")):
            self.host.report(problem)
        self.host.check_converted()
        if self.settings.unused:
            self._report_unused()

    on_env = CombinedEvent(_mark_uses, _publish)

    def make_site(self, config: MkDocsConfig) -> Site:
        """Return the site that the rendered pages make, without what is kept back."""
        glossary = Glossary.joined(loaded.glossary for loaded in self.extension.loaded.values())
        return Site(
            title=config.site_name,
            language=self.language.replace("_", "-"),
            pages=self.host.linked_pages(),
            glossary=Glossary(tuple(term for term in glossary.own if not self.host.hides(term.page))),
            nav=tuple(page.file.src_uri for page in self.host.nav.pages),
            address=config.site_url or "",
            description=config.site_description or "",
            folder=language_folder(config),
            version=version_of(config.extra),
        )

    @event_priority(50)  # before others encrypt, shrink or copy what is written
    def on_post_page(self, output: str, *, page: Page, **_: object) -> str:
        """Say below each entry where its term is used, and in a page's head what machines read."""
        linked = self.site.by_source.get(page.file.src_uri)
        if linked:
            return self.publication.finished(linked, output)
        # It is encrypted, or made by others.
        return self.publication.with_assets(output, page.url, page.content or "")

    def on_post_template(self, output_content: str, *, template_name: str, **_: object) -> str:
        """Put the search where a reader has lost the way."""
        return self.publication.not_found(output_content) if template_name == "404.html" else output_content

    @event_priority(-50)  # after search writes its index (0), before offline makes a script of it (-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Publish the Markdown; have the search find terms by all their names, and moments of a recording."""
        for page in self.site.pages if self.settings.markdown else ():
            file = Path(config.site_dir, page.source)
            if Path(self.host.files.src_uris[page.source].abs_dest_path).is_file():  # nobody kept it back
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(without_comments(page.markdown), encoding="utf-8")
        inflect = find_language(self.language).inflect
        self.publication.write_search(inflect, Path(config.site_dir), "search/search_index.json")

    @property
    def language(self) -> str:
        """The language of the site."""
        return self.extension.site_language or "en"

    def _lessons(self, files: Files) -> list[str]:
        """Return the sources of lessons.

        Raise PluginError for pages that are not UTF-8, where MkDocs would end in a traceback.
        """
        lessons, wrong = [], []
        for file in files.documentation_pages():
            try:
                if is_lesson(file.src_uri, read_front_matter(file.content_string).values):
                    lessons.append(file.src_uri)
            except UnicodeDecodeError as error:
                wrong.append(encoding_problem(error, self.host.displayed(file.src_uri)))
        if wrong:
            self.host.problems.update(dict.fromkeys(wrong))
            raise PluginError(str(InvalidInput(*wrong)))
        return lessons

    @staticmethod
    def _announced(path: str, files: Files, config: MkDocsConfig, content: str = "") -> File:
        """Add a file, most of which are still empty."""
        file = File.generated(config, path, content=content)
        # Where it would lie: plugins as autolinks look at the place of each file, and need one.
        file.abs_src_path = str(Path(config.docs_dir, path))
        files.append(file)
        return file

    def _finish(self, page: Page, linked: LinkedPage) -> None:
        """Give templates what they print of a lesson."""
        if linked.meta.lesson:
            page.meta.pop("source", None)  # a theme may list it as files, which MkDocs' own does
        if linked.meta.objective:
            page.meta.setdefault("description", linked.meta.objective)
        # Themes print these as they are, and what a page says of itself is text: `title: <b>` is no markup.
        for key in _PRINTED & page.meta.keys():
            page.meta[key] = as_text(page.meta[key])
        # MkDocs escapes a heading, but for what ends an attribute; a title of `nav` is its keeper's.
        written = "title" not in vars(page) and not isinstance(page.title, Markup)
        if written or '"' in linked.title or self.site.glossary.at(linked.source, ""):
            page.title = escape(linked.title)
        if "title" not in page.meta and "<" in linked.title and not page.is_homepage:
            page.meta["title"] = escape(linked.title)  # of one from a heading, Material undoes the escapes

    def _report_page(self, problem: Problem) -> None:
        """Report what is wrong with a page that is known by its source."""
        self.host.report(problem.at(self.host.displayed(problem.file)))

    def _report_unused(self) -> None:
        found = list(unused_terms(self.site.glossary.terms, self.site.uses, self.host.displayed("")))
        for problem in found[:_MAX_UNUSED]:
            self.host.report(problem)
        if more := len(found[_MAX_UNUSED:]):
            log.info(f"no page uses {more} more; `tracktwo check` names all")
