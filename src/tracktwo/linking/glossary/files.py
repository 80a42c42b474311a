"""The files of a glossary: which they are, what they hold, and whether they have changed."""

import os
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISDIR
from time import monotonic

# A large folder is looked through again only when this many times its own time have passed, so that a site of
# ten thousand terms, each with a page, does not ask for ten thousand files for each of its pages; but who
# edits a page does not wait for more than these seconds.
_REST = 20
_LONGEST_REST = 1.0
_Version = tuple[str, int, int, int]


class GlossaryError(Exception):
    """A glossary that cannot be read. The message says which file, and the remedy."""


def read_text(path: Path) -> str:
    """Return what a page of a glossary holds; raise GlossaryError if it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise GlossaryError(
            f"{path}: the glossary cannot be read ({error.strerror}); write it, or name another: `glossary:`"
        ) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise GlossaryError(f"{path}:{line}: this is not UTF-8; save the file as UTF-8") from error


def term_pages(folder: Path) -> list[Path]:
    """Return the pages below a folder that define a term each: all but its indexes and what is hidden."""
    return sorted(Path(entry.path) for entry in _entries(os.fspath(folder)))


def _entries(folder: str) -> Iterator["os.DirEntry[str]"]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                yield from _entries(entry.path)
            elif entry.name.endswith(".md") and entry.name.lower() not in ("index.md", "readme.md"):
                yield entry


class Versions:
    """Says which version of a glossary's files is there. It is asked on every page, so it makes no paths."""

    def __init__(self) -> None:
        """Begin without knowing any folder."""
        self._folders: dict[str, tuple[float, tuple[_Version, ...]]] = {}

    def of(self, path: str) -> tuple[_Version, ...]:
        """Return what changes when a file changes, or a file in a folder, or when one comes or goes."""
        try:
            status = os.stat(path)  # noqa: PTH116 - five times as fast
        except OSError:
            return ()
        if not S_ISDIR(status.st_mode):
            return (_version(path, status),)
        rested, versions = self._folders.get(path, (0.0, ()))
        begun = monotonic()
        if begun >= rested:
            versions = tuple(sorted(_version(entry.path, entry.stat()) for entry in _entries(path)))
            ended = monotonic()
            self._folders[path] = ended + min(_REST * (ended - begun), _LONGEST_REST), versions
        return versions


def _version(path: str, status: os.stat_result) -> _Version:
    return path, status.st_mtime_ns, status.st_size, status.st_ino
