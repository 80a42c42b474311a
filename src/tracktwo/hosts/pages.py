"""MkDocs' pages: how they are rendered before a site is written, and what they are to us."""

from collections.abc import Iterable, Iterator
from html import unescape

from markupsafe import Markup
from mkdocs.commands.build import _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils.meta import get_data

from tracktwo.model.lesson import LessonPage, lesson_page
from tracktwo.publishing.book import html_page


def render(config: MkDocsConfig) -> Files:
    """Render the pages as `mkdocs build` does, event by event, until it would begin to write the site."""
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
    finally:
        config.plugins.on_shutdown()
    return files


def find_lessons(nav: Navigation, files: Files) -> tuple[LessonPage, ...]:
    """Return the lessons that are published, in the order of the navigation; those it lacks come last."""
    order = {page.file.src_uri: number for number, page in enumerate(nav.pages)}
    published = sorted(files.documentation_pages(), key=lambda file: order.get(file.src_uri, len(order)))
    found = (lesson_page(file.src_uri, *get_data(file.content_string)) for file in published)
    return tuple(filter(None, found))


def title_of(page: Page) -> str:
    """Return a page's title as text. MkDocs escapes one from a heading; front matter's is as written."""
    title = page.title
    written = title == page.meta.get("title") and not isinstance(title, Markup)
    return str(title) if written else unescape(str(title))


def rendered(page: Page) -> html_page.Page:
    """Return a page as the publishing room takes it."""
    sections = list(page.ancestors)  # the innermost first
    return html_page.Page(
        title=title_of(page),
        url=page.url,
        html=page.content or "",
        source=page.file.src_uri,
        meta=page.meta,
        part=sections[-1].title or "" if sections else "",
    )


def flat(links: Iterable[AnchorLink]) -> Iterator[AnchorLink]:
    """Return the entries of a page's contents, of all levels, in order."""
    for link in links:
        yield link
        yield from flat(link.children)
