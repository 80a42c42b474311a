"""The `nav` of a site's configuration: which pages it lacks, and the same file with them."""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from tracktwo.cli.catalogue.documents import absolute, docs_folder
from tracktwo.model.markdown.yaml_source import compose_yaml, to_yaml
from tracktwo.wording import words

_NAV = re.compile(r"^nav\s*[:=]", re.MULTILINE)
_LANGUAGE = re.compile(r"^ +language: *([\w-]+)", re.MULTILINE)
_CONFIGURATIONS = ("mkdocs.yml", "zensical.toml")


@dataclass(frozen=True)
class Navigation:
    """The pages that a site's `nav` lacks, by their paths below its documents.

    `text` is the configuration, empty where none has a `nav`, and `changed` the same with these pages: empty
    if the list is not one that can be changed and stay as it is otherwise.
    """

    file: Path
    text: str = ""
    pages: tuple[str, ...] = ()
    changed: str = ""

    @property
    def lines(self) -> list[str]:
        """The pages as the configuration writes them in a list."""
        toml = self.file.suffix == ".toml"
        return [f'  "{page}",' if toml else f"  - {to_yaml(page)}" for page in self.pages]


def navigation_with(pages: Sequence[Path], into: Path) -> Navigation:
    """Return the navigation of the site of some pages, which lie in a folder of its documents or deeper."""
    docs = docs_folder(into)
    beside = Path(os.path.relpath(into, docs)).as_posix()
    folder = absolute(docs).parent
    below = [Path(os.path.relpath(page, docs)).as_posix() for page in pages]
    for file in (folder / name for name in _CONFIGURATIONS):
        try:
            text = file.read_bytes().decode()
        except (OSError, ValueError):
            continue
        lacking = tuple(page for page in below if not _names(text, page)) if _NAV.search(text) else ()
        changed = _with_pages(text, lacking, beside) if lacking and file.suffix == ".yml" else ""
        return Navigation(file, text, lacking, changed)
    return Navigation(folder / _CONFIGURATIONS[0])


def _names(text: str, page: str) -> bool:
    """Tell whether a configuration names a page, or as plugins have it, a folder with all its pages."""
    folders = (re.escape(f"{above}/") for above in PurePosixPath(page).parents if above.name)
    named = (re.escape(page), *(rf"{folder}(?:\*|['\"]?\s*$)" for folder in folders))
    return re.search(rf"(?m)(?<![\w/.-])(?:{'|'.join(named)})", text) is not None


def _with_pages(text: str, pages: Sequence[str], folder: str) -> str:
    """Return a configuration with these pages in its `nav`, all else as it is; empty where that cannot be.

    They come behind the last page that lies in this folder, at its depth, or into a section at the end. Only
    a plain list is changed, with a page on each line:

        nav:                              nav:
          - index.md  # the landing         - index.md  # the landing
                                            - Lessons:
                                                - lessons/talk.md
    """
    try:
        root, listed = _parts(text)
        beside = [leaf for leaf in listed if leaf[0].startswith(f"{folder}/")]
        _, column, line = (beside or listed)[-1]
        indent = " " * column
        language = _LANGUAGE.search(text)
        title = words(language[1] if language else "en", "site")["lessons"]
        section = [] if beside else [f"{indent}- {title}:"]
        indent += "" if beside else "    "
        lines = text.splitlines(keepends=True)
        end = "\r\n" if lines[0].endswith("\r\n") else "\n"
        lines[line] = lines[line].rstrip("\r\n") + end
        added = (f"{one}{end}" for one in (*section, *(f"{indent}- {to_yaml(page)}" for page in pages)))
        changed = "".join((*lines[: line + 1], *added, *lines[line + 1 :]))
        after, found = _parts(changed)
    except (LookupError, ValueError):
        return ""
    paths = [path for path, *_ in found]
    same = [path for path in paths if path not in pages] == [path for path, *_ in listed]
    return changed if same and after == root and {*pages} <= {*paths} else ""


def _parts(text: str) -> tuple[dict[str, str], list[tuple[str, int, int]]]:
    """Return a configuration without its `nav`, and each page of this: its path, column and last line.

    Raises YamlError for what is no YAML, and ValueError for a `nav` that is no plain list.
    """
    root: Any = compose_yaml(text)
    keys = {key.value: value for key, value in root.value}
    listed = list(_leaves(keys.pop("nav")))
    return {key: yaml.serialize(value) for key, value in keys.items()}, listed


def _leaves(node: Any) -> Iterator[tuple[str, int, int]]:  # noqa: ANN401 - nodes of YAML have no types
    if node.id != "sequence" or node.flow_style:
        raise ValueError(node.tag)
    for item in node.value:
        entry = item.value[0][1] if item.id == "mapping" and len(item.value) == 1 else item
        if entry.id == "sequence":
            yield from _leaves(entry)
        elif entry.id == "scalar" and entry.style not in ("|", ">"):
            yield entry.value, node.start_mark.column, entry.end_mark.line
        else:
            raise ValueError(entry.tag)
