"""`tracktwo build` and `tracktwo serve`: MkDocs' own, for whoever has no other command on the path."""

import os
from pathlib import Path

import click

from tracktwo.cli.failures import Unusable

_FOLDER = click.argument("folder", default=".", type=click.Path(path_type=Path))


@click.command()
@_FOLDER
def build(folder: Path) -> None:
    """Build the site in FOLDER; what is wrong in it is an error."""
    _mkdocs("build", "--strict", folder=folder)
    click.echo(f"The website is in {folder / 'site'} (open {folder / 'site' / 'index.html'})")


@click.command()
@_FOLDER
def serve(folder: Path) -> None:
    """Show the site in FOLDER at http://127.0.0.1:8000, made again as you write."""
    _mkdocs("serve", folder=folder)


def _mkdocs(*arguments: str, folder: Path) -> None:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material tells of its end at every build
    from mkdocs.__main__ import cli

    configuration = folder / "mkdocs.yml"
    if not configuration.is_file():
        raise Unusable(
            f"{configuration}: no such file; name the folder of a site, or make one: tracktwo new {folder}"
        )
    cli([*arguments, "--config-file", str(configuration)], standalone_mode=False)
