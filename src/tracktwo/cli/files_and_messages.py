"""How commands read and write files, and say what else they need."""

from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from tracktwo.model.problem import invalid, on_one_line
from tracktwo.model.whole_files import FileChanged, write_all

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
FILE = click.Path(path_type=Path)
FOLDER = click.argument("folder", default=".", type=FILE)  # of a site


class MissingOption(click.ClickException):
    """The command can go on if it is given one more option; nothing was written. It says a line for each."""

    exit_code = 1

    def __init__(self, *lines: str) -> None:
        """Carry one line or more."""
        super().__init__("\n".join(map(on_one_line, lines)))


def say(*lines: str) -> None:
    """Write lines for people, each of which stays one whatever it names."""
    click.echo("\n".join(map(on_one_line, lines)))


def read_file(path: Path, *, remedy: str) -> bytes:
    """Return what a file holds, or with `-` standard input; raise InvalidInput where that cannot be."""
    try:
        with click.open_file(path, "rb") as file:
            return bytes(file.read())
    except OSError as error:
        message = f"cannot be read ({error.strerror or error})"
        raise invalid(message, code="file-unreadable", file=str(path), remedy=remedy) from error


def write_files(
    contents: Mapping[Path, str | bytes], into: Path, read: Mapping[Path, bytes | None] | None = None
) -> None:
    """Write all files or none; raise InvalidInput where that cannot be, and FileChanged as write_all does."""
    try:
        write_all(contents, read)
    except OSError as error:
        message, remedy = f"cannot be written ({error.strerror or error})", "choose another folder"
        raise invalid(message, code="file-unwritable", file=str(into), remedy=remedy) from error


def anew_if_changed(work: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Let a function that reads and writes files begin anew where others have written these meanwhile."""

    @wraps(work)
    def repeated(*arguments: Arguments.args, **settings: Arguments.kwargs) -> Result:
        while True:
            try:
                return work(*arguments, **settings)
            except FileChanged:
                continue

    return repeated
