"""Writes files whole or not at all."""

import os
import shutil
import uuid
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path


def write_all(contents: Mapping[Path, str | bytes]) -> None:
    """Write every file or none: each content goes into a file beside its target, which is then renamed.

    A link is followed: the file that it points to is written. A file that is overwritten keeps its mode.
    Whatever fails or interrupts (OSError, KeyboardInterrupt) is raised after everything is as it was.
    """
    with ExitStack() as backups, ExitStack() as undo:
        targets = [Path(os.path.realpath(path)) for path in contents]
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


def _write_beside(target: Path, content: str | bytes, undo: ExitStack) -> Path:
    """Write into a new file in the target's folder, which is made if need be; `undo` removes both."""
    for folder in [path for path in reversed(target.parents) if not path.exists()]:
        folder.mkdir()
        undo.callback(folder.rmdir)
    beside = _beside(target)
    undo.callback(beside.unlink, missing_ok=True)
    with beside.open("xb") as file:
        file.write(content if isinstance(content, bytes) else content.encode())
    return beside


def _beside(target: Path) -> Path:
    return target.with_name(f".{target.name}.{uuid.uuid4().hex}.tmp")
