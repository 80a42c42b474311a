"""`llms.txt`: what a site has, for programs that read Markdown (https://llmstxt.org/)."""

import re
from urllib.parse import quote

from tracktwo.model.page import LinkedPage
from tracktwo.model.site import Site

LLMS_TXT = "llms.txt"


def llms_txt(site: Site) -> bytes:
    """List the Markdown of a site's pages: its lessons, its glossary, and the rest."""
    sections: dict[str, list[str]] = {"Lessons": [], "Glossary": [], "More": []}
    root = site.root(site.folder).removeprefix("./")
    for page in site.pages:
        other = "Glossary" if page.source in site.glossary.pages else "More"
        sections["Lessons" if page.meta.lesson else other].append(_line(page, root))
    parts = [f"# {site.title}", f"> {site.description}" if site.description else ""]
    parts += ["\n".join([f"## {name}", "", *lines]) for name, lines in sections.items() if lines]
    return ("\n\n".join(filter(None, parts)) + "\n").encode()


def _line(page: LinkedPage, root: str) -> str:
    named = re.sub(r"[\\\[\]]", r"\\\g<0>", page.title)
    described = f": {page.meta.summary}" if page.meta.summary else ""
    return f"- [{named}]({root}{quote(page.source)}){described}"
