"""`llms.txt`: what a site has, for programs that read Markdown (https://llmstxt.org/)."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import quote


class Source(NamedTuple):
    """A page: its title, its description if it has one, and the path of its Markdown from the site's root."""

    title: str
    description: str
    path: str


def llms_txt(title: str, description: str, address: str, sections: Mapping[str, Iterable[Source]]) -> str:
    """List the Markdown of a site's pages, by section; `address` is the site's own, or empty."""
    parts = [f"# {title}", f"> {description}" if description else ""]
    for name, sources in sections.items():
        lines = [_line(source, address) for source in sources]
        parts.append("\n".join([f"## {name}", "", *lines]) if lines else "")
    return "\n\n".join(filter(None, parts)) + "\n"


def _line(source: Source, address: str) -> str:
    named = re.sub(r"[\\\[\]]", r"\\\g<0>", source.title)
    return f"- [{named}]({address}{quote(source.path)})" + (
        f": {source.description}" if source.description else ""
    )
