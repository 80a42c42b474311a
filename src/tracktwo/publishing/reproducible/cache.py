"""Keeps what takes long to make, by what it is made of, in a folder that can be deleted at any time."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile

MAX_UNUSED_SECONDS = 30 * 24 * 3600


def cached(folder: Path | None, key: str, make: Callable[[], bytes]) -> bytes:
    """Return what was made for a key before, or make it now and keep it.

    `key` must say all that the bytes depend on. A file is there whole or not at all, so builds may run at
    once. Where there is no folder, or it cannot be written, all is made each time.
    """
    if folder is None:
        return make()
    file = folder / key
    try:
        kept = file.read_bytes()
        os.utime(file)
    except OSError:
        kept = b""
    return kept or _keep(file, make())


def _keep(file: Path, made: bytes) -> bytes:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=file.parent, delete=False) as unfinished:
            unfinished.write(made)
        Path(unfinished.name).replace(file)
    except OSError:
        pass  # no one needs it but the next build
    return made


def forget_unused(folder: Path) -> None:
    """Delete what no build has asked for in a month."""
    oldest = time.time() - MAX_UNUSED_SECONDS
    for file in folder.glob("*"):
        try:
            if file.stat().st_mtime < oldest:
                file.unlink()
        except OSError:
            pass  # another build was faster
