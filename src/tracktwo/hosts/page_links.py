"""Where the pages of a site lead beyond its text: to its books, its flash cards, and how to mend it."""

from collections.abc import Container, Iterable, Mapping, Sized
from dataclasses import replace

from tracktwo.linking.page.context import PageContext
from tracktwo.model.addresses import book_path
from tracktwo.publishing.outputs import OutputSettings, lesson_path
from tracktwo.publishing.study.cards_page import CARDS_PAGE


def leads(settings: OutputSettings, title: str, lessons: Sized, folder: str = "") -> dict[str, str]:
    """Return the paths of the books and the flash cards that a site will have, in a folder of its own.

    The book of a site that has one lesson is that lesson's own.
    """
    wanted = {"pdf": settings.book_pdf, "epub": settings.book_epub}
    name = "{}" if len(lessons) == 1 else "book_{}"
    books = {name.format(kind): folder + book_path(title, kind) for kind in wanted if wanted[kind]}
    return books | ({"study": folder + CARDS_PAGE} if settings.study else {})


def with_leads(page: PageContext, leads: Mapping[str, str], published: Container[str]) -> PageContext:
    """Return a page with what leads to those of them that are `published`, and to a lesson's own books."""
    source = page.path or ""
    own = {kind: path for kind, path in leads.items() if path in published}
    books = {kind: lesson_path(source, kind) for kind in ("pdf", "epub")}
    own |= {kind: path for kind, path in books.items() if path in published}
    if "contributing.md" in published:
        own["guide"] = "contributing.md"
    links = {name: page.link_to_file(path) for name, path in own.items() if path != source}
    return replace(page, links=replace(page.links, **links))


def suggest_url(glossary: Iterable[str], edited: Mapping[str, str]) -> str:
    """Return where a term is suggested on the code host: in the first page of the glossary.

    `glossary` names its pages and folders, below docs, and `edited` has where each page of the site is
    edited. In a folder with a page for each term it is a new file, of which only GitHub's address is known.
    Nothing if no address is.
    """
    for path in glossary:
        if path in edited:
            return edited[path]
        folder = f"{path.rstrip('/')}/"
        below = next((source for source in edited if source.startswith(folder)), "")
        if below and edited[below].startswith("https://github.com/"):
            name = below.removeprefix(folder)
            return edited[below].removesuffix(f"/{name}").replace("/edit/", "/new/", 1)
    return ""
