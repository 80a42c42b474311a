"""`llms.txt`: what a site has, for programs that read Markdown (https://llmstxt.org/)."""

import re
from urllib.parse import quote

from tracktwo.model.page import LinkedPage
from tracktwo.model.problem import on_one_line
from tracktwo.model.site import Site

LLMS_TXT = "llms.txt"
_BRACKETS = re.compile(r"[\\\[\]]")
_TAG = re.compile("<(?=[a-zA-Z/!?])")


def llms_txt(site: Site) -> bytes:
    """List the Markdown of a site's pages: its lessons, its glossary, and the rest."""
    sections: dict[str, list[str]] = {"Lessons": [], "Glossary": [], "More": []}
    root = site.root(site.folder).removeprefix("./")
    for page in site.pages:
        other = "Glossary" if page.source in site.glossary.pages else "More"
        sections["Lessons" if page.meta.lesson else other].append(_line(page, root))
    parts = [f"# {_as_text(site.title)}", f"> {_as_text(site.description)}" if site.description else ""]
    parts += ["\n".join([f"## {name}", "", *lines]) for name, lines in sections.items() if lines]
    return ("\n\n".join(filter(None, parts)) + "\n").encode()


def _line(page: LinkedPage, root: str) -> str:
    described = f": {_as_text(page.meta.summary)}" if page.meta.summary else ""
    return f"- [{_as_text(page.title)}]({root}{quote(page.source)}){described}"


def _as_text(text: str) -> str:
    """Write text as one line of Markdown in which it is no link, no HTML, and steers no terminal."""
    return on_one_line(_TAG.sub("&lt;", _BRACKETS.sub(r"\\\g<0>", text)))
