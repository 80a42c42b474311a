"""The command line: `new`, `update`, `build`, `finish`, `fetch`, `serve`, `import`, `export` and `check`.

Exit codes of all but check: 0 done; 1 one more option is needed; 2 something cannot be used.
Exit codes of check: 0 no error is found, whatever else is; 1 an error is; 2 the site cannot be read.
"""

import click

from tracktwo.cli.command_group import CommandGroup

__all__ = ["main"]

# Each command by its name: where it is, and what it does.
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


@click.group(cls=CommandGroup, modules=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tracktwo", message="%(prog)s %(version)s")
def main() -> None:
    """Make the track that people read: a lesson's transcript and terms as Markdown, a website and a PDF."""
