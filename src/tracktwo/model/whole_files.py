"""Writes files whole or not at all, and one program of ours at a time in a folder."""

import os
import re
import shutil
import sys
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

# Of a length that has room beside a name of any length, and which nobody gives to a file of their own.
_UNFINISHED = re.compile(r"\.tracktwo-[0-9a-f]{32}\.tmp")


class FileChanged(Exception):  # noqa: N818 - it says what has happened
    """A file is no longer what was read: somebody has written it since, and it is as they left it."""


def write_all(contents: Mapping[Path, str | bytes], read: Mapping[Path, bytes | None] | None = None) -> None:
    """Write every file or none: each content goes into a file beside its target, which is then renamed.

    A link is followed: the file that it points to is written. A file that is overwritten keeps its mode.
    Whatever fails or interrupts (OSError, KeyboardInterrupt) is raised after everything is as it was.
    `read` says what files held that the contents rest on, None for one that was not there; where one of them
    holds something else now, FileChanged is raised.
    """
    with ExitStack() as backups, ExitStack() as undo:
        targets = [Path(os.path.realpath(path)) for path in contents]
        for target in targets:
            _make_folder(target.parent, undo)
        read = read or {}
        backups.enter_context(alone_in(Path(os.path.realpath(path)).parent for path in (*targets, *read)))
        for path, was in read.items():
            if _current(path) != was:
                raise FileChanged(path)
        besides = [_write_beside(*pair, undo) for pair in zip(targets, contents.values(), strict=True)]
        for beside, target in zip(besides, targets, strict=True):
            if target.exists():
                backup = _beside(target)
                backups.callback(backup.unlink, missing_ok=True)
                shutil.copy2(target, backup)
                shutil.copymode(target, beside)
                undo.callback(os.replace, backup, target)
            else:
                undo.callback(target.unlink, missing_ok=True)
            os.replace(beside, target)  # noqa: PTH105 - one name for the rename that tests interrupt
        undo.pop_all()


@contextmanager
def alone_in(folders: Iterable[Path]) -> Iterator[None]:
    """Wait until no other program of ours has one of some folders, and have them until the block ends.

    The system gives a folder back however a program ends, so there is no lock that could be left behind. What
    a program left unfinished that was killed is removed. Where a folder cannot be locked (Windows, some disks
    of a network), only `read` of write_all keeps two apart.
    """
    with ExitStack() as held:
        for folder in sorted(set(folders)):  # in one order, or two programs would wait for each other
            if _lock(folder, held):
                _remove_unfinished(folder)
        yield


def _lock(folder: Path, held: ExitStack) -> bool:
    if sys.platform == "win32":
        return False
    try:
        number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        held.callback(os.close, number)
        fcntl.flock(number, fcntl.LOCK_EX)
    except OSError:
        return False
    return True


def _remove_unfinished(folder: Path) -> None:
    """Remove what writers left that are no more: whoever writes here has the folder, which is ours now."""
    with os.scandir(folder) as entries:
        left = [entry.path for entry in entries if _UNFINISHED.fullmatch(entry.name) and not entry.is_dir()]
    for path in left:
        with suppress(OSError):  # of another user
            Path(path).unlink()


def _make_folder(folder: Path, undo: ExitStack) -> None:
    """Make a folder and those above it where they are missing; `undo` removes what is empty then."""
    for missing in [path for path in (*reversed(folder.parents), folder) if not path.exists()]:
        with suppress(FileExistsError):  # another program was faster
            missing.mkdir()
        undo.callback(_remove_empty, missing)


def _remove_empty(folder: Path) -> None:
    with suppress(OSError):  # another program has written into it
        folder.rmdir()


def _current(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _write_beside(target: Path, content: str | bytes, undo: ExitStack) -> Path:
    """Write into a new file in the target's folder, which `undo` removes."""
    beside = _beside(target)
    undo.callback(beside.unlink, missing_ok=True)
    with beside.open("xb") as file:
        file.write(content if isinstance(content, bytes) else content.encode())
    return beside


def _beside(target: Path) -> Path:
    return target.with_name(f".tracktwo-{uuid.uuid4().hex}.tmp")
