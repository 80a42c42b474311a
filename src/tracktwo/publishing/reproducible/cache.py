"""Keeps what takes long to make, by what it is made of, where nobody but the user who builds can put a file.

A key says what goes in, and anyone can work it out: if the folder lay in a repository, a pull request could
bring the file that is then published. So it is the user's own, as pip's and ccache's are.
"""

import hashlib
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from platformdirs import user_cache_path

from tracktwo.model.whole_files import write_all

MAX_UNUSED_SECONDS = 30 * 24 * 3600
_DIGEST_SIZE = hashlib.sha256().digest_size
_WRITABLE_BY_OTHERS = 0o022


def cache_folder() -> Path:
    """Return where this user's builds keep what they make, of all sites; it can be deleted at any time."""
    return user_cache_path("tracktwo", appauthor=False)


def cached(folder: Path | None, key: str, make: Callable[[], bytes]) -> bytes:
    """Return what was made for a key before, or make it now and keep it; `key` says all it depends on."""
    made = kept(folder, key)
    if made is None:
        made = make()
        keep(folder, key, made)
    return made


def kept(folder: Path | None, key: str) -> bytes | None:
    """Return what was kept under a key.

    A file is there whole or not at all, so builds may run at once, and one that does not begin with the
    digest of the rest is damaged. Where there is no folder, or others may have written into it, there is
    nothing.
    """
    found = b""
    if folder and _is_own(folder):
        with suppress(OSError):
            found = (folder / key).read_bytes()
            os.utime(folder / key)
    digest, made = found[:_DIGEST_SIZE], found[_DIGEST_SIZE:]
    return made if digest == hashlib.sha256(made).digest() else None


def keep(folder: Path | None, key: str, made: bytes) -> None:
    """Keep something under a key, where that can be."""
    if folder and _is_own(folder):
        with suppress(OSError):  # no one needs it but the next build
            write_all({folder / key: hashlib.sha256(made).digest() + made})


def forget_unused(folder: Path) -> None:
    """Delete what no build has asked for in a month."""
    oldest = time.time() - MAX_UNUSED_SECONDS
    for file in folder.glob("*") if _is_own(folder) else ():
        with suppress(OSError):  # another build was faster
            if file.stat().st_mtime < oldest:
                file.unlink()


def _is_own(folder: Path) -> bool:
    """Tell whether only this user can have put something into a folder, which is made where it is missing.

    Not in a clone: what git tracks there, others have written.
    """
    try:
        folder = folder.resolve()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.stat()
    except (OSError, RuntimeError):
        return False
    if any((above / ".git").exists() for above in (folder, *folder.parents)):
        return False
    return os.name == "nt" or (status.st_uid == os.geteuid() and not status.st_mode & _WRITABLE_BY_OTHERS)
