"""Where readers mend a site: the file on the code host in which they suggest a term."""

from collections.abc import Iterable, Mapping

from mkdocs.structure.pages import Page


def suggest_url(glossary: Iterable[str], pages: Mapping[str, Page]) -> str | None:
    """Return where a term is suggested on the code host: in the first page of the glossary.

    `glossary` names its pages and folders, below docs. In a folder with a page for each term it is a new
    file, of which only GitHub's address is known. None if no address is.
    """
    for path in glossary:
        if path in pages:
            return pages[path].edit_url
        folder = f"{path.rstrip('/')}/"
        below = next((page for source, page in pages.items() if source.startswith(folder)), None)
        if below and below.edit_url and below.edit_url.startswith("https://github.com/"):
            name = below.file.src_uri.removeprefix(folder)
            return below.edit_url.removesuffix(f"/{name}").replace("/edit/", "/new/", 1)
    return None
