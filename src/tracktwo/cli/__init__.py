"""The command line: `tracktwo new`, `build`, `serve`, `import`, `export` and `check`.

Exit codes of new, import, export: 0 done; 1 one more option is needed; 2 a file or option cannot be used.
Exit codes of check: 0 no error is found, whatever else is; 1 an error is; 2 the site cannot be read.
"""

import click

from tracktwo.cli.check_command import check
from tracktwo.cli.export_command import export_captions
from tracktwo.cli.import_command import import_lesson
from tracktwo.cli.new_command import new
from tracktwo.cli.site_commands import build, serve

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tracktwo", message="%(prog)s %(version)s")
def main() -> None:
    """Make the track that people read: a lesson's transcript and terms as Markdown, a website and a PDF."""


for command in (new, build, serve, import_lesson, export_captions, check):
    main.add_command(command)
