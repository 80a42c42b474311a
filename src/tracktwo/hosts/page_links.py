"""Where the pages of a site lead beyond its text: to its books, its flash cards, and how to mend it."""

from collections.abc import Container, Mapping
from dataclasses import replace

from tracktwo.linking.page.context import PageContext
from tracktwo.model.addresses import book_path
from tracktwo.publishing.outputs import OutputSettings, lesson_pdf_path
from tracktwo.publishing.study.cards_page import CARDS_PAGE


def leads(settings: OutputSettings, title: str, folder: str = "") -> dict[str, str]:
    """Return the paths of the books and the flash cards that a site will have, in a folder of its own."""
    wanted = {"pdf": settings.book_pdf, "epub": settings.book_epub}
    books = {kind: folder + book_path(title, kind) for kind, is_wanted in wanted.items() if is_wanted}
    return books | ({"study": folder + CARDS_PAGE} if settings.study else {})


def with_leads(page: PageContext, leads: Mapping[str, str], published: Container[str]) -> PageContext:
    """Return a page with what leads to those of them that are `published`; a lesson's own PDF goes first."""
    source = page.path or ""
    own = {kind: path for kind, path in leads.items() if path in published}
    if lesson_pdf_path(source) in published:
        own["pdf"] = lesson_pdf_path(source)
    if "contributing.md" in published:
        own["guide"] = "contributing.md"
    links = {name: page.link_to_file(path) for name, path in own.items() if path != source}
    return replace(page, links=replace(page.links, **links))
