"""The command line: `new`, `update`, `build`, `finish`, `fetch`, `serve`, `import`, `export` and `check`.

Exit codes of all but check: 0 done; 1 one more option is needed; 2 something cannot be used.
Exit codes of check: 0 no error is found, whatever else is; 1 an error is; 2 the site cannot be read.
"""

import click

from tracktwo.cli.command_group import COMMANDS, CommandGroup

__all__ = ["COMMANDS", "main"]


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tracktwo", message="%(prog)s %(version)s")
def main() -> None:
    """Make the track that people read: a lesson's transcript and terms as Markdown, a website and a PDF."""
