"""Where a lesson's documents lie: their folder, the glossary in it, and the files of a recording below it."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

from tracktwo.model.problem import InvalidInput, invalid
from tracktwo.model.recording import check_recording
from tracktwo.model.sources import inside

GLOSSARY = "glossary.md"


def docs_folder(folder: Path) -> Path:
    """Return the folder of documents at or above a folder: beside an mkdocs.yml, or else typed as `docs`."""
    beside = (above for above in _upwards(folder) if os.path.lexists(absolute(above).parent / "mkdocs.yml"))
    called = (above for above in (folder, *folder.parents) if absolute(above).name == "docs")
    typed = (above for above in called if absolute(folder).is_relative_to(absolute(above)))
    return next(beside, next(typed, folder))


def glossary_near(folder: Path) -> Path:
    """Return the nearest glossary at or above a folder, or where it belongs if there is none."""
    docs = docs_folder(folder)
    within = takewhile(lambda above: absolute(above).is_relative_to(absolute(docs)), _upwards(folder))
    return next((above / GLOSSARY for above in within if os.path.lexists(above / GLOSSARY)), docs / GLOSSARY)


def path_below(docs: Path, file: Path) -> str | None:
    """Return a file's path below the documents' folder, as front matter has it; None if it is elsewhere."""
    path, root = absolute(file), absolute(docs)
    there = inside(root, path)
    return path.relative_to(root).as_posix() if there and there.is_file() else None


def check_inside(docs: Path, file: Path) -> None:
    """Raise InvalidInput for a file of the documents that is a link out of them, to read or to write."""
    if inside(absolute(docs), absolute(file)) is None:
        remedy = "take the link away, or name the file that it leads to"
        raise invalid("this leads out of the documents", code="leads-out", file=str(file), remedy=remedy)


def recording_paths(named: Mapping[str, str], docs: Path) -> dict[str, str]:
    """Return a recording's files as front matter has them; raise InvalidInput for one that cannot be played.

    They may be named from where one is, or from the documents' folder.
    """
    paths = {key: path_below(docs, Path(it)) or path_below(docs, docs / it) for key, it in named.items()}
    below = {name: path for name, path in paths.items() if path}
    found = {**named, **below}
    if problems := list(check_recording(found, set(below.values()))):
        raise InvalidInput(*(replace(p, severity="error", message=f"--{p.message}") for p in problems))
    return found


def _upwards(folder: Path) -> Iterator[Path]:
    """Yield a folder and all above it, named from where one is if the folder is."""
    yield folder
    for above in absolute(folder).parents:
        yield above if folder.is_absolute() else Path(os.path.relpath(above))


def absolute(path: Path) -> Path:
    """Return a path from the root. A link stays one: what it leads to may lie elsewhere."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.resolve would follow links
