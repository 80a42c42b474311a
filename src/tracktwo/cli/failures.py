"""How a command says that it cannot go on, and with which exit code."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

import click

from tracktwo.cli.whole_files import write_all
from tracktwo.reading.text.lesson import ReadingError

Read = TypeVar("Read")


class Unusable(click.ClickException):
    """A file, the folder or an option cannot be used; nothing was written."""

    exit_code = 2


class NeedsOption(click.ClickException):
    """The command can go on if it is given one more option; nothing was written."""

    exit_code = 1


def read_file(path: Path, read: Callable[[bytes, str], Read], *, remedy: str) -> Read:
    """Read a file, or with `-` standard input; raise Unusable, in one line, where that cannot be."""
    try:
        with click.open_file(path, "rb") as file:
            return read(file.read(), str(path))
    except OSError as error:
        raise Unusable(f"{path}: cannot be read ({error.strerror or error}); {remedy}") from error
    except ReadingError as error:
        raise Unusable(str(error)) from error


def write_files(contents: Mapping[Path, str | bytes], into: Path) -> None:
    """Write all files or none; raise Unusable where that cannot be."""
    try:
        write_all(contents)
    except OSError as error:
        message = f"{into}: cannot be written ({error.strerror or error}); choose another folder"
        raise Unusable(message) from error


def count(number: int, noun: str) -> str:
    """Write how many there are of something."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
