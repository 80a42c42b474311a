"""MkDocs' pages: read through MkDocs, rendered before a site is written, and what they are to the rooms."""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any

from markdown.extensions.toc import strip_tags
from markupsafe import Markup, escape
from mkdocs.commands.build import _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from tracktwo.model.lesson import ListedLesson, listed_lesson
from tracktwo.model.page import LinkedPage, PageRecord
from tracktwo.model.sources import DiskSources


class MkDocsSources:
    """Pages as MkDocs has them, with what other plugins made or changed; the same throughout a build."""

    def __init__(self, config: MkDocsConfig, files: Files) -> None:
        """Read the pages among `files`."""
        self._config = config
        self._files = files
        self._disk = DiskSources(config.docs_dir)
        self._read: dict[str, str] = {}
        self.displayed = self._disk.displayed

    def read(self, path: str) -> str:
        """Return a page's source as other plugins leave it, each line in its place; raise as disks do."""
        if path not in self._read:
            file = self._files.get_file_from_path(path)
            self._read[path] = (
                self._as_changed(file) if file and file.is_documentation_page() else self._disk.read(path)
            )
        return self._read[path]

    def pages_below(self, folder: str) -> tuple[str, ...]:
        """Return the paths of all pages below a folder, by name."""
        start = f"{folder.rstrip('/')}/" if folder else ""
        sources = (file.src_uri for file in self._files.documentation_pages())
        return tuple(sorted(source for source in sources if source.startswith(start)))

    def version(self, path: str) -> Hashable:
        """Return what a page, or all pages of a folder, say: their texts, so that what is kept is true."""
        try:
            return self.read(path)
        except (OSError, UnicodeDecodeError):
            return tuple(map(self.read, self.pages_below(path)))

    def exists(self, path: str) -> bool:
        """Tell whether the site has a file."""
        return self._files.get_file_from_path(path) is not None

    def located(self, path: str) -> str:
        """Return the path at which MkDocs has what a setting names: of a page, its translation's."""
        path = path if self._files.get_file_from_path(path) else self._disk.located(path)
        file = self._files.get_file_from_path(path)
        return file.src_uri if file else path

    def _as_changed(self, file: File) -> str:
        """Return the source of a page after the events of all plugins; front matter stays above it."""
        source = file.content_string
        page = file.page or Page(None, file, self._config)
        page.read_source(self._config)
        written = page.markdown or ""
        changed = self._config.plugins.on_page_markdown(
            written, page=page, config=self._config, files=self._files
        )
        return source if changed == written else source.removesuffix(written) + changed


@contextmanager
def rendered(config: MkDocsConfig) -> Iterator[Files]:
    """Render the pages as `mkdocs build` does, event by event, until it would begin to write the site.

    The build ends with the block: what plugins made for it is there until then, as a blog's pages of a year.
    """
    config.plugins.on_startup(command="build", dirty=False)
    try:
        config = config.plugins.on_config(config)
        config.plugins.on_pre_build(config=config)
        files = get_files(config)
        files = config.plugins.on_files(files, config=config)
        set_exclusions(files, config)
        config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
        for file in files.documentation_pages():
            # What `not_in_nav` names has no page yet: its page finds its own way to its file.
            _populate_page(file.page or Page(None, file, config), config, files)
        yield files
    finally:
        config.plugins.on_shutdown()


def find_lessons(nav: Navigation, files: Files) -> tuple[ListedLesson, ...]:
    """Return the lessons that are published, in the order of the navigation; those it lacks come last."""
    order = {page.file.src_uri: number for number, page in enumerate(nav.pages)}
    published = sorted(files.documentation_pages(), key=lambda file: order.get(file.src_uri, len(order)))
    found = (listed_lesson(file.src_uri, file.content_string) for file in published)
    return tuple(filter(None, found))


def title_of(page: Page) -> str:
    """Return a page's title as text. MkDocs escapes one from a heading; front matter's is as written."""
    title = page.title
    written = title == page.meta.get("title") and not isinstance(title, Markup)
    return str(title) if written else _shown(title)


def _shown(title: str | None) -> str:
    """Return what readers see of a title of the navigation, which themes print as HTML."""
    return unescape(strip_tags(str(title)))


def is_kept_back(page: Page) -> bool:
    """Tell whether another plugin shows a page only to some: then nothing of it is published elsewhere.

    encryptcontent says so in the page's attributes, and takes the password away.
    """
    is_encrypted = getattr(page, "encrypted", False) or hasattr(page, "encryptcontent")
    return bool(is_encrypted or page.meta.get("password"))


def linked_page(page: Page, html: str, record: PageRecord) -> LinkedPage:
    """Return a rendered page, with what was found on it, as the rooms take it."""
    return LinkedPage(
        source=page.file.src_uri,
        url=page.url,
        title=title_of(page),
        html=html,
        markdown=page.file.content_string,
        sections=tuple(_shown(it.title) for it in reversed(list(page.ancestors)) if it.title),
        anchors=frozenset(page.present_anchor_ids or ()),
        record=record,
    )


def as_text(value: Any) -> Any:  # noqa: ANN401 - whatever YAML holds
    """Escape the texts of a front matter's value for HTML."""
    if isinstance(value, list):
        return list(map(as_text, value))
    if isinstance(value, dict):
        return {key: as_text(item) for key, item in value.items()}
    return escape(value) if isinstance(value, str) else value


def language_folder(config: MkDocsConfig) -> str:
    """Return where static-i18n writes pages in the language of this build; nothing for the default."""
    i18n: Any = config.plugins.get("i18n")
    return f"{i18n.current_language}/" if i18n and not i18n.is_default_language_build else ""
