"""Where readers mend a site: the file on the code host in which they suggest a term."""

from collections.abc import Iterable, Mapping


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
