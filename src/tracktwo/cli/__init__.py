"""The command line: `tracktwo import`, `tracktwo export` and `tracktwo check`.

Exit codes of import and export: 0 done; 1 one more option is needed; 2 a file or an option cannot be used.
Exit codes of check: 0 no error is found, whatever else is; 1 an error is; 2 the site cannot be read.
"""

import click

from tracktwo.cli.check_command import check
from tracktwo.cli.export_command import export_captions
from tracktwo.cli.import_command import import_lesson

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tracktwo", message="%(prog)s %(version)s")
def main() -> None:
    """Make the track that people read: a lesson's transcript and terms as Markdown, a website and a PDF."""


main.add_command(import_lesson)
main.add_command(export_captions)
main.add_command(check)
