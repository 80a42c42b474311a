"""How commands read and write files, and say what else they need."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

import click

from tracktwo.cli.whole_files import write_all
from tracktwo.model.problem import invalid

Read = TypeVar("Read")


class MissingOption(click.ClickException):
    """The command can go on if it is given one more option; nothing was written."""

    exit_code = 1


def read_file(path: Path, read: Callable[[bytes, str], Read], *, remedy: str) -> Read:
    """Return what `read` makes of a file, or with `-` of standard input, and of its name in messages."""
    try:
        with click.open_file(path, "rb") as file:
            data = file.read()
    except OSError as error:
        message = f"cannot be read ({error.strerror or error})"
        raise invalid(message, code="file-unreadable", file=str(path), remedy=remedy) from error
    return read(data, str(path))


def write_files(contents: Mapping[Path, str | bytes], into: Path) -> None:
    """Write all files or none; raise InvalidInput where that cannot be."""
    try:
        write_all(contents)
    except OSError as error:
        message, remedy = f"cannot be written ({error.strerror or error})", "choose another folder"
        raise invalid(message, code="file-unwritable", file=str(into), remedy=remedy) from error


def count(number: int, noun: str) -> str:
    """Write how many there are of something."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
