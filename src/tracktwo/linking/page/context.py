"""What a host says of the page that is being converted: which page it is, and where the others are."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from markdown import Markdown

from tracktwo.model.term import Term


@dataclass(frozen=True, slots=True)
class PageContext:
    """A page: its source path below `docs` (None if no host says it), and its front matter.

    `language` is the theme's, and empty if no host says it. `links_resolved_in_html` is true where the host
    resolves links when pages are HTML, not in the tree.
    """

    path: str | None
    docs: Path
    meta: Mapping[str, Any] = field(default_factory=dict)
    language: str = ""
    links_resolved_in_html: bool = False

    @classmethod
    def of(cls, md: Markdown, docs: str) -> "PageContext":
        """Ask MkDocs or ProperDocs, then Zensical; else `docs` and the meta extension."""
        if "relpath" in md.treeprocessors:
            host: Any = md.treeprocessors["relpath"]
            meta = getattr(host.file.page, "meta", None) or {}
            theme = host.config["theme"]
            language = str(theme.get("language") or theme.locale or "")
            return cls(host.file.src_uri, _folder(host.config["docs_dir"]), meta, language)
        if "rendering_context" in md.preprocessors:
            host = md.preprocessors["rendering_context"]
            language = str(host.config["theme"].get("language") or "")
            meta = host.page.meta or {}
            return cls(host.page.path, _folder(docs), meta, language, links_resolved_in_html=True)
        # The meta extension gives each key the lines that it has, as they are written.
        written = {key: " ".join(lines) for key, lines in getattr(md, "Meta", {}).items()}
        return cls(None, _folder(docs), {**written, "terms": written.get("terms", "").lower() != "false"})

    def link_to(self, term: Term) -> str:
        """Return the source-relative link to a term's entry, or its page, which every host resolves."""
        link = link_between(self.path or "", term.page)
        return f"{link}#{term.anchor}" if term.anchor else link

    def target_of(self, href: str) -> tuple[str, str]:
        """Return the source path and the anchor to which a link on this page leads."""
        url = urlsplit(href)
        if url.scheme or url.netloc:
            return "", ""
        folder = posixpath.dirname(self.path or "")
        path = posixpath.normpath(posixpath.join(folder, unquote(url.path))) if url.path else self.path
        return path or "", unquote(url.fragment)


_folder = lru_cache(maxsize=8)(Path)  # on every page the same, and slow to make and to compare


@lru_cache(maxsize=4096)
def link_between(source: str, target: str) -> str:
    """Return the relative link from one source path to another, which is empty within a page."""
    if source == target:
        return ""
    return quote(posixpath.relpath(target, posixpath.dirname(source) or "."))
