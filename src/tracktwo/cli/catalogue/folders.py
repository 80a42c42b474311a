"""Which files an import of many finds: below folders, in a table, and beside those that were named."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from mimetypes import guess_type
from pathlib import Path

from tracktwo.cli.catalogue.page_names import natural_order
from tracktwo.cli.catalogue.table import CatalogueRow
from tracktwo.cli.catalogue.talks import AUDIO, VIDEO
from tracktwo.model.problem import Problem
from tracktwo.model.sources import inside

_OF_SYSTEMS = ("thumbs.db", "desktop.ini")


def files_below(folder: Path, docs: Path) -> Iterator[Path | Problem]:
    """Yield the files below a folder as people sort them, and what leads out of it, or is a picture.

    What is hidden is left out, or made by a system for itself, and below a site's documents each page: it is
    a lesson already, or none.
    """
    for above, folders, files in os.walk(folder):
        folders[:] = sorted((name for name in folders if not name.startswith(".")), key=natural_order)
        for name in sorted(files, key=natural_order):
            path = Path(above, name)
            hidden = name.startswith(".") or name.lower() in _OF_SYSTEMS
            if hidden or (name.lower().endswith(".md") and inside(docs, path.absolute())):
                continue
            if inside(folder, path.absolute()) is None:
                message, remedy = "this link leads out of the folder", "name the file that it leads to"
                yield Problem(str(path), 0, "leads-out", "error", message, remedy)
            elif (guess_type(name)[0] or "").startswith("image/"):
                yield Problem(str(path), 0, "picture", "notice", "a picture, which has no words to read")
            elif path.is_file():
                yield path


def recordings_beside(files: Iterable[Path]) -> Iterator[Path]:
    """Yield the recordings in the folders of some files."""
    for folder in dict.fromkeys(file.parent for file in files):
        if folder.is_dir():
            beside = sorted(folder.iterdir(), key=lambda path: natural_order(path.name))
            yield from (path for path in beside if path.suffix.lower() in VIDEO | AUDIO and path.is_file())


def file_of(row: CatalogueRow) -> tuple[Path, CatalogueRow]:
    """Return the file of a row, named from where its table lies; the row tells if it is not there."""
    folder, name = Path(row.table).parent, row.file
    if "\\" in name and not (folder / name).exists():
        name = name.replace("\\", "/")  # as Windows writes a path
    path = Path(os.path.normpath(folder / name))
    if path.is_file():
        return path, row
    there = [other.name for other in path.parent.iterdir()] if path.parent.is_dir() else []
    near = get_close_matches(path.name, there, 1)
    remedy = f"write `{near[0]}`, or put it there" if near else "put it there, or mend its name"
    message = f"file: {row.file[:80]}: there is no such file"
    problem = Problem(row.table, row.line, "file-not-found", "error", message, remedy)
    return path, replace(row, problems=(*row.problems, problem))
