"""When files were changed: as git says, so that it is the same for everyone, or else as the disk does."""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path


class ChangeDates:
    """When the files below a folder were changed last, in seconds since 1970."""

    def __init__(self, folder: Path) -> None:
        """Ask git, once, for all of them."""
        self._folder = folder
        self._committed: dict[str, int] = {}
        when = 0
        for line in _log(folder):
            if line.startswith("\0"):
                when = int(line[1:])
            elif line:
                self._committed.setdefault(line, when)

    def newest(self, files: Iterable[str]) -> int:
        """Return when the newest of some files was changed; 0 if there is none."""
        return max(map(self._changed, files), default=0)

    def _changed(self, file: str) -> int:
        if file in self._committed:
            return self._committed[file]
        try:
            return int((self._folder / file).stat().st_mtime)
        except OSError:
            return 0  # a page that another plugin made


def _log(folder: Path) -> list[str]:
    """Return the commits, newest first: a line with the time, behind a NUL, and a line for each file."""
    git = shutil.which("git")
    command = ["-c", "core.quotePath=false", "log", "--format=%x00%ct", "--name-only", "--relative", "."]
    if not git:
        return []
    log = subprocess.run([git, *command], cwd=folder, capture_output=True, encoding="utf-8", check=False)  # noqa: S603 - nothing in it is anyone's
    return log.stdout.split("\n")  # empty where there is no repository
