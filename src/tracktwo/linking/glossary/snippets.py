"""A glossary that is put together from snippets: PyMdown's come in by a preprocessor, after all plugins."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from markdown import Markdown

from tracktwo.model.sources import Sources

_SCISSORS = "-8<-"


@dataclass(frozen=True, slots=True)
class ExpandedSources:
    """Pages as their host has them, with the snippets in the place of what names them."""

    sources: Sources
    preprocessor: Any

    def read(self, path: str) -> str:
        """Return the source of a page, with its snippets; raise OSError or UnicodeDecodeError."""
        text = self.sources.read(path)
        if _SCISSORS not in text:
            return text
        # As `run` does, without what is added to each page of a site.
        self.preprocessor.seen = set()
        return "\n".join(self.preprocessor.parse_snippets(text.split("\n")))

    def version(self, path: str) -> Hashable:
        """Return what changes when a page or one of its snippets does."""
        try:
            return self.read(path) if _SCISSORS in self.sources.read(path) else self.sources.version(path)
        except (OSError, UnicodeDecodeError):
            return self.sources.version(path)

    def pages_below(self, folder: str) -> tuple[str, ...]:
        """Return the paths of all pages below a folder."""
        return self.sources.pages_below(folder)

    def exists(self, path: str) -> bool:
        """Tell whether there is a file."""
        return self.sources.exists(path)

    def located(self, path: str) -> str:
        """Return the path at which the host has what a setting names."""
        return self.sources.located(path)

    def displayed(self, path: str) -> str:
        """Return the file of a page as messages show it."""
        return self.sources.displayed(path)


def with_snippets(sources: Sources, md: Markdown) -> Sources:
    """Return pages with the snippets that a Markdown puts into them; the same where it knows none."""
    return ExpandedSources(sources, md.preprocessors["snippet"]) if "snippet" in md.preprocessors else sources
