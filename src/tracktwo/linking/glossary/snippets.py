"""A glossary that is put together from snippets: PyMdown's come in by a preprocessor, after all plugins."""

from collections.abc import Hashable
from typing import Any

from markdown import Markdown

from tracktwo.model.sources import Sources

_SCISSORS = "-8<-"


class ExpandedSources:
    """Pages as their host has them, with the snippets in the place of what names them."""

    def __init__(self, sources: Sources, md: Markdown) -> None:
        """Leave to the host what is no text of a page."""
        self._sources = sources
        self._preprocessor: Any = md.preprocessors["snippet"]
        self.pages_below, self.exists = sources.pages_below, sources.exists
        self.located, self.displayed = sources.located, sources.displayed

    def read(self, path: str) -> str:
        """Return the source of a page, with its snippets; raise OSError or UnicodeDecodeError."""
        text = self._sources.read(path)
        if _SCISSORS not in text:
            return text
        # As `run` does, without what is added to each page of a site.
        self._preprocessor.seen = set()
        return "\n".join(self._preprocessor.parse_snippets(text.split("\n")))

    def version(self, path: str) -> Hashable:
        """Return what changes when a page or one of its snippets does."""
        try:
            return self.read(path) if _SCISSORS in self._sources.read(path) else self._sources.version(path)
        except (OSError, UnicodeDecodeError):
            return self._sources.version(path)


def with_snippets(sources: Sources, md: Markdown) -> Sources:
    """Return pages with the snippets that a Markdown puts into them; the same where it knows none."""
    return ExpandedSources(sources, md) if "snippet" in md.preprocessors else sources
