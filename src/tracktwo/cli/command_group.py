"""The group of commands: each is loaded when it is called, and what cannot be used is said in one place."""

import sys
from collections.abc import Iterator
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


# Each command by its name: where it is below `tracktwo.cli`, and what it does.
COMMANDS = {
    "new": ("new_command:new", "Make a site of your own in FOLDER, ready for a code host."),
    "update": (
        "update_command:update",
        "Bring workflows, requirements and the wheel of the site in FOLDER up to date.",
    ),
    "build": ("site_commands:build", "Build the site in FOLDER; what is wrong in it is an error."),
    "finish": ("site_commands:finish", "Publish again what the last build by Zensical knew of a site."),
    "fetch": (
        "sharing.fetch_command:fetch",
        "Fetch the glossaries of other sites that the site in FOLDER names.",
    ),
    "serve": ("site_commands:serve", "Show the site in FOLDER as you write."),
    "import": ("import_command:import_lesson", "Make a lesson and its glossary of SOURCE, as Markdown."),
    "export": ("export_command:export_captions", "Write captions with the words of an edited lesson."),
    "check": ("check_command:check", "List what would make a glossary better: file, line and remedy."),
}


class CommandGroup(click.Group):
    """The commands, each of which is imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's
        """Return the names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        """Load a command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
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
            formatter.write_dl([(name, COMMANDS[name][1]) for name in self.list_commands(ctx)])

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
