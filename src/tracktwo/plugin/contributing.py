"""Where readers mend a site: the file on the code host in which they suggest a term."""

from collections.abc import Iterable, Mapping

from mkdocs.structure.pages import Page

from tracktwo.linking.glossary import Glossary


def suggest_url(
    page: Page, glossary: Glossary, configured: Iterable[str], pages: Mapping[str, Page]
) -> str | None:
    """Return where a term is suggested on the code host: in this page of the glossary, or else in its first.

    `configured` names pages and folders of the glossary, below docs. In a folder with a page for each term it
    is a new file, of which only GitHub's address is known. None if no address is.
    """
    own = glossary.pages.get(page.file.src_uri, ())
    if own and own[0].form != "page":
        return page.edit_url
    for path in configured:
        if path in pages:
            return pages[path].edit_url
        below = next((each for source, each in pages.items() if source.startswith(f"{path}/")), None)
        if below and below.edit_url and below.edit_url.startswith("https://github.com/"):
            folder = below.edit_url.removesuffix(below.file.src_uri.removeprefix(path))
            return folder.replace("/edit/", "/new/", 1)
    return None
