"""The group of commands: each is loaded when it is called, and what cannot be used is said in one place."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import click
from click.exceptions import NoArgsIsHelpError

from tracktwo.model.problem import InvalidInput, on_one_line


class InvalidInputError(click.ClickException):
    """A file, a folder or an option cannot be used; nothing was written."""

    exit_code = 2


class CommandGroup(click.Group):
    """Commands by where they are: `name: ("module:function", "What it does.")`, below `tracktwo.cli`."""

    def __init__(self, *arguments: Any, modules: Mapping[str, tuple[str, str]], **settings: Any) -> None:  # noqa: ANN401 - click's
        """Take what click takes, and where the commands are."""
        super().__init__(*arguments, **settings)
        self._modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's
        """Return the names of all commands."""
        return sorted(self._modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        """Load a command."""
        if cmd_name not in self._modules:
            return None
        module, _, name = self._modules[cmd_name][0].partition(":")
        try:
            command: click.Command = getattr(import_module(f"tracktwo.cli.{module}"), name)
        except ModuleNotFoundError as error:
            remedy = "install Tracktwo with all it depends on"
            message = f"{error.name} is not installed, which this needs; {remedy}"
            raise click.ClickException(message) from error
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each command does, without loading it."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, self._modules[name][1]) for name in self.list_commands(ctx)])

    def make_context(self, *arguments: Any, **settings: Any) -> click.Context:  # noqa: ANN401 - click's
        """Read what stands before the name of a command.

        What a console cannot show is written by its number there, so that no command that is done ends in
        an error.
        """
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        with _failing_in_lines():
            return super().make_context(*arguments, **settings)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - what a command returns
        """Run a command, and show in one line what it cannot use."""
        with _failing_in_lines():
            return super().invoke(ctx)


@contextmanager
def _failing_in_lines() -> Iterator[None]:
    """Say what cannot be used, and what click says of arguments, a line for each."""
    try:
        yield
    except InvalidInput as error:
        raise InvalidInputError(str(error)) from error
    except NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        raise click.UsageError(on_one_line(error.format_message()), error.ctx) from error
