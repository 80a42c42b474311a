"""Where pages are read from: through the host, which may have made or changed them, or from the disk."""

import errno
import os
from collections.abc import Hashable, Iterator
from functools import lru_cache
from pathlib import Path
from stat import S_ISDIR
from time import monotonic
from typing import Protocol

from tracktwo.model.problem import Problem


class Sources(Hashable, Protocol):
    """The Markdown of a site's pages, by their paths below the folder of documents."""

    def read(self, path: str) -> str:
        """Return the source of a page, as the host has it. Raises OSError or UnicodeDecodeError."""

    def pages_below(self, folder: str) -> tuple[str, ...]:
        """Return the paths of all pages below a folder (`""` for all), by name; none of what is none."""

    def version(self, path: str) -> Hashable:
        """Return what changes when a page changes, or a page in a folder, or when one comes or goes."""

    def exists(self, path: str) -> bool:
        """Tell whether there is a file, whatever it holds."""

    def located(self, path: str) -> str:
        """Return the path at which the host has what a setting names; the same where it has nothing."""

    def displayed(self, path: str) -> str:
        """Return the file of a page as messages show it, seen from the working folder."""


def inside(folder: str | Path, path: str | Path) -> Path | None:
    """Return where a path leads, by all links, if that is in a folder or is the folder; else None.

    The one rule for what may be read, published and written. `path` is from the folder, or from the root,
    with nothing encoded. One that is elsewhere as it is written, as on another computer, is not looked at.
    """
    joined = os.path.join(folder, path)  # noqa: PTH118 - as below
    try:
        if not Path(os.path.abspath(joined)).is_relative_to(os.path.abspath(folder)):  # noqa: PTH100 - links stay
            return None
        there = Path(os.path.realpath(joined))
        return there if there.is_relative_to(os.path.realpath(folder)) else None
    except (OSError, ValueError):  # no name at all
        return None


def encoding_problem(error: UnicodeDecodeError, file: str) -> Problem:
    """Return what is wrong with a file that is not UTF-8, with the line of its first other byte."""
    line = error.object[: error.start].count(b"\n") + 1
    return Problem(file, line, "not-utf-8", "error", "this is not UTF-8", "save the file as UTF-8")


class DiskSources:
    """Pages on the disk: what a page of the plain extension, and `Glossary.read`, is read from.

    It is asked on every page of a site, so it makes no paths, and looks a folder through again only after
    `MAX_AGE`, so that ten thousand terms with a page each are not asked for on each of ten thousand pages.
    """

    MAX_AGE = 1.0  # seconds for which what a folder holds is believed

    def __init__(self, docs: str | Path) -> None:
        """Read below a folder of documents, which need not be there."""
        self.docs = os.fspath(docs)
        self._folders: dict[str, tuple[float, tuple[tuple[str, os.stat_result], ...]]] = {}

    def read(self, path: str) -> str:
        """Return a page's source. Raises OSError, or UnicodeDecodeError where it is not UTF-8."""
        there = inside(self.docs, path)
        if there is None:
            raise PermissionError(errno.EACCES, "it leads out of the documents", path)
        return there.read_text(encoding="utf-8-sig")

    def pages_below(self, folder: str) -> tuple[str, ...]:
        """Return the paths of all pages below a folder, by name, without what is hidden."""
        return tuple(path for path, _ in self._folder(folder))

    def version(self, path: str) -> Hashable:
        """Return a page's time, size and number on the disk, or those of all pages of a folder."""
        try:
            status = os.stat(os.path.join(self.docs, path))  # noqa: PTH116, PTH118 - five times as fast
        except OSError:
            return None
        if not S_ISDIR(status.st_mode):
            return _version(status)
        return tuple((name, _version(file)) for name, file in self._folder(path))

    def exists(self, path: str) -> bool:
        """Tell whether there is a file, whatever it holds."""
        there = inside(self.docs, path)
        return there is not None and there.is_file()

    def located(self, path: str) -> str:
        """Return a path without the folder of documents, which people write before it (`docs/a.md`)."""
        below = path.removeprefix(f"{os.path.basename(self.docs)}/")  # noqa: PTH119 - the same
        return path if below == path or self.version(path) else below

    def displayed(self, path: str) -> str:
        """Return the file of a page as seen from the working folder, or in full if that is shorter."""
        return displayed(os.path.join(self.docs, path))  # noqa: PTH118 - the same

    def _folder(self, folder: str) -> tuple[tuple[str, os.stat_result], ...]:
        read_at, pages = self._folders.get(folder, (-self.MAX_AGE, ()))
        if monotonic() - read_at >= self.MAX_AGE and inside(self.docs, folder):
            below = os.path.join(self.docs, folder)  # noqa: PTH118 - the same
            files = (file for file in _pages(below) if not file.is_symlink() or inside(self.docs, file.path))
            found = ((os.path.relpath(file.path, self.docs), file.stat()) for file in files)
            pages = tuple(sorted((Path(path).as_posix(), status) for path, status in found))
            self._folders[folder] = monotonic(), pages
        return pages


def displayed(file: str) -> str:
    """Return a file as seen from the working folder, or in full if that is shorter."""
    return _displayed(file, os.getcwd())  # noqa: PTH109 - a text


@lru_cache(maxsize=4096)
def _displayed(file: str, folder: str) -> str:
    return Path(min(os.path.relpath(file, folder), os.path.normpath(file), key=len)).as_posix()


def _pages(folder: str) -> Iterator["os.DirEntry[str]"]:
    try:
        entries = os.scandir(folder)
    except OSError:
        return
    with entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _pages(entry.path)
            elif entry.name.endswith(".md") and entry.is_file():
                yield entry


def _version(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_mtime_ns, status.st_size, status.st_ino
