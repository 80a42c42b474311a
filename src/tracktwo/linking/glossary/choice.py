"""Which glossary serves a page: by where the page lies, or as its own front matter says."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field

from tracktwo.linking.matching.languages import LEMMATIZED_LANGUAGES
from tracktwo.model.problem import Problem
from tracktwo.model.scripts import language_code
from tracktwo.model.sources import Sources
from tracktwo.wording import is_spoken

_REMEDY = (
    "write a page below the folder of documents, or a folder with a page for each term, or a list of them"
)


@dataclass(frozen=True, slots=True)
class GlossaryChoice:
    """The glossaries of a site, each as pages and folders.

    They are named by the beginning or the end of the paths that each serves: `fr/` and `os/` are folders,
    `.fr.md` is an end, `fr` is either; an empty name serves the rest.
    """

    glossaries: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def pages(self) -> tuple[str, ...]:
        """The pages and folders of all glossaries."""
        return tuple(dict.fromkeys(page for pages in self.glossaries.values() for page in pages))

    def serving(self, path: str | None, said: object, sources: Sources, language: str) -> tuple[str, ...]:
        """Return the pages and folders of the glossary that serves the page at `path`; there may be none.

        `said` is what its front matter says under `glossary`. A page that defines terms is served by its own
        glossary, whatever serves its folder; one whose place names none, by that of its `language`.
        """
        folder = posixpath.dirname(path or "")
        if (named := named_pages(said)) is not None:
            return tuple(_located(name, folder, sources) for name in named)
        key = self._key_of(path or "")
        chosen = self._located(language if key is None else key, sources)
        if path and len(self.glossaries) > 1 and not _has(chosen, path):
            others = (self._located(key, sources) for key in self.glossaries)
            return next((pages for pages in others if _has(pages, path)), chosen)
        return chosen

    def language(self, path: str | None) -> str:
        """Return the language that a page's place names; `os/` is none beside `math/`, which can be none."""
        keys = [key.strip("./").removesuffix(".md") for key in self.glossaries if key]
        if not path or not all(language_code(key) in LEMMATIZED_LANGUAGES or is_spoken(key) for key in keys):
            return ""
        return (self._key_of(path) or "").strip("./").removesuffix(".md")

    def _key_of(self, path: str) -> str | None:
        """Return the longest name that a path begins or ends with."""
        found = (key for key in self.glossaries if _fits(key, path))
        return max(found, key=len, default=None)

    def _located(self, key: str, sources: Sources) -> tuple[str, ...]:
        return tuple(map(sources.located, self.glossaries.get(key, ())))


def read_choice(option: object) -> tuple[GlossaryChoice, tuple[Problem, ...]]:
    """Return the choice that the option `glossary` makes, and what of it cannot be used."""
    glossaries, problems = {}, []
    for key, value in (option if isinstance(option, Mapping) else {"": option}).items():
        pages = named_pages(value)
        if pages is None:
            where = f"glossary: {key}" if isinstance(option, Mapping) else "glossary"
            problems.append(_refused(where, value))
        # `..` is the folder above, and no end of a path.
        glossaries[str(key or "").removeprefix("./").removeprefix("/")] = pages or ()
    return GlossaryChoice(glossaries), tuple(problems)


def named_pages(value: object) -> tuple[str, ...] | None:
    """Return the pages and folders that a value names: none for `false`, None where it cannot be used."""
    if value is False:
        return ()
    if isinstance(value, str) and value.strip():
        return (value.strip(),)
    if isinstance(value, list | tuple) and all(isinstance(one, str) and one.strip() for one in value):
        return tuple(map(str.strip, value))
    return None


def glossary_problem(value: object, file: str, line: int) -> Problem:
    """Return what is wrong with a page's own `glossary`."""
    return _refused("glossary", value, "front-matter-value").at(file, line)


def _refused(where: str, value: object, code: str = "glossary-option") -> Problem:
    message = f"{where}: {' '.join(str(value).split())[:80]}: this names no pages"
    return Problem("", 0, code, "warning", message, _REMEDY)


def _fits(key: str, path: str) -> bool:
    if key.endswith("/"):
        return path.startswith(key)
    if key.startswith(".") or not key:
        return path.endswith(key)
    return path == key or path.startswith(f"{key}/") or path.endswith(f".{key}.md")


def _has(pages: tuple[str, ...], path: str) -> bool:
    return any(path == page or path.startswith(f"{page.rstrip('/')}/") for page in pages)


def _located(name: str, folder: str, sources: Sources) -> str:
    """Return the path that a page means: below the folder of documents, or else beside the page."""
    beside = posixpath.normpath(posixpath.join(folder, name))
    paths = [name.removeprefix("/"), *([] if beside.startswith(("..", "/")) else [beside])]
    located = map(sources.located, paths)
    return next((path for path in located if sources.exists(path) or sources.pages_below(path)), name)
