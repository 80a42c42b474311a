"""The configuration of a site that Zensical builds: what the site is, and what it wants published."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from mkdocs.exceptions import ConfigurationError, PluginError
from mkdocs.utils import dirname_to_title
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from tracktwo.hosts.settings import (
    EXTENSION_OPTIONS,
    TracktwoConfig,
    as_documented,
    output_settings,
    take_unknown,
    version_of,
)
from tracktwo.linking.glossary.choice import read_choice
from tracktwo.model.problem import Problem, invalid
from tracktwo.model.scripts import LANGUAGE_TAG
from tracktwo.model.sources import displayed
from tracktwo.publishing.outputs import OutputSettings


class NavEntry(NamedTuple):
    """What a navigation calls a page, if it does, and the titles of the sections in which it has it."""

    title: str = ""
    sections: tuple[str, ...] = ()


class ZensicalProject:
    """A site, as its `mkdocs.yml` or `zensical.toml` says it.

    Zensical leaves out the options of plugins that it does not know, so the file itself is read. `address` is
    the site's own, with its last slash, or nothing; `version` is empty where it has none.
    """

    def __init__(self, file: Path) -> None:
        """Read a configuration; raise InvalidInput where that cannot be."""
        self.file = file
        self.said = _read(file)
        self.folder = Path(file).resolve().parent
        self.docs_dir = self.folder / str(self.said.get("docs_dir") or "docs")
        self.site_dir = self.folder / str(self.said.get("site_dir") or "site")
        self.title, address, self.description = (
            str(self.said.get(name) or "") for name in ("site_name", "site_url", "site_description")
        )
        self.address = f"{address.rstrip('/')}/" if address else ""
        self.version = version_of(self.said.get("extra"))
        theme = self.said.get("theme")
        self.theme: Mapping[str, Any] = theme if isinstance(theme, Mapping) else {}
        found = as_documented(_named(self.said.get("plugins"), "tracktwo"))
        problems = (*take_unknown(found, (*TracktwoConfig(), *EXTENSION_OPTIONS)), *_take_misplaced(found))
        self.problems = [problem.at(displayed(str(file))) for problem in problems]
        self._options = TracktwoConfig()
        self._options.load_dict(found)

    @cached_property
    def language(self) -> str:
        """The language of the site: that of the extension's option, else the theme's, else English."""
        option = _named(self.said.get("markdown_extensions"), "tracktwo").get("language")
        is_language = isinstance(option, str) and LANGUAGE_TAG.fullmatch(option)
        return str((is_language and option) or self.theme.get("language") or "en").replace("_", "-")

    @property
    def glossaries(self) -> tuple[str, ...]:
        """What `glossary` names, for any host: pages, folders, and the glossaries of other sites."""
        options = (_named(self.said.get(place), "tracktwo") for place in ("markdown_extensions", "plugins"))
        named = (one["glossary"] for one in options if "glossary" in one)
        return read_choice(next(named, "glossary.md"))[0].pages

    @cached_property
    def nav(self) -> Mapping[str, NavEntry]:
        """The pages in the navigation, in their order, by their sources."""
        return dict(_nav(self.said.get("nav"), ()))

    def nav_entry(self, source: str) -> NavEntry:
        """Return what the navigation says of a page; where there is none, folders are sections."""
        folders = () if self.nav else tuple(map(dirname_to_title, source.split("/")[:-1]))
        return self.nav.get(source) or NavEntry(sections=folders)

    @cached_property
    def settings(self) -> OutputSettings:
        """What is published; raises InvalidInput for options that cannot be used."""
        if failed := self._options.validate()[0]:
            raise self._unusable(f"plugins: tracktwo: {': '.join(map(str, failed[0]))}")
        overrides = self.theme.get("custom_dir")
        try:
            return output_settings(
                self._options,
                site=self.folder,
                docs_dir=self.docs_dir,
                templates=[str(self.folder / str(overrides))] if overrides else (),
                features=self.theme.get("features") or (),
                styles=map(str, self.said.get("extra_css") or ()),
            )
        except PluginError as error:
            raise self._unusable(f"plugins: tracktwo: {error}") from error

    def _unusable(self, message: str) -> Exception:
        return invalid(message, code="site-unreadable", file=str(self.file), remedy="mend the configuration")


def _read(file: Path) -> Mapping[str, Any]:
    """Return what a configuration says, with what it inherits; of tags of Python, nothing is run."""
    loader = get_yaml_loader(yaml.SafeLoader)
    loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)
    try:
        with file.open("rb") as source:
            said = tomllib.load(source) if file.suffix == ".toml" else yaml_load(source, loader)
    except (tomllib.TOMLDecodeError, ConfigurationError, OSError, ValueError) as error:
        message = f"this cannot be read ({error})"
        raise invalid(message, code="site-unreadable", file=str(file), remedy="mend it") from error
    project = said.get("project", said) if file.suffix == ".toml" else said
    return project if isinstance(project, Mapping) else {}


def _named(entries: object, name: str) -> dict[str, Any]:
    """Return the options of one of some plugins or extensions, which are a list or a mapping of names."""
    mappings = [entries] if isinstance(entries, Mapping) else entries
    for entry in mappings if isinstance(mappings, list) else ():
        if isinstance(entry, Mapping) and isinstance(entry.get(name), Mapping):
            return dict(entry[name])
    return {}


def _take_misplaced(options: dict[str, Any]) -> Iterator[Problem]:
    """Take out the options of the extension, which Zensical makes by itself, and say where they belong."""
    for name in [name for name in EXTENSION_OPTIONS if name in options]:
        del options[name]
        message = f"plugins: tracktwo: {name}: under Zensical this is an option of the extension"
        remedy = "put it below `markdown_extensions: tracktwo`"
        yield Problem("", 0, "unknown-option", "warning", message, remedy)


def _nav(entries: object, sections: tuple[str, ...]) -> Iterator[tuple[str, NavEntry]]:
    for entry in entries if isinstance(entries, list) else ():
        titled = entry.items() if isinstance(entry, Mapping) else [("", entry)]
        for title, there in titled:
            if isinstance(there, str):
                yield there.strip(), NavEntry(str(title), sections)
            else:
                yield from _nav(there, (*sections, str(title)) if title else sections)
