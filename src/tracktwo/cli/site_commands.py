"""`tracktwo build` and `tracktwo serve`: MkDocs' own, for whoever has no other command on the path."""

import errno
from pathlib import Path

import click

from tracktwo.cli.failures import say
from tracktwo.hosts.mkdocs_commands import run_mkdocs
from tracktwo.model.problem import invalid
from tracktwo.model.whole_files import alone_in

_PORT = 8000  # as MkDocs has it
_FOLDER = click.argument("folder", default=".", type=click.Path(path_type=Path))


@click.command()
@_FOLDER
def build(folder: Path) -> None:
    """Build the site in FOLDER; what is wrong in it is an error."""
    _mkdocs("build", "--strict", folder=folder, waits=True)
    say(f"The website is in {folder / 'site'} (open {folder / 'site' / 'index.html'})")


@click.command()
@_FOLDER
@click.option(
    "--port", type=click.IntRange(1, 65535), default=_PORT, show_default=True, help="Where it is shown."
)
def serve(folder: Path, port: int) -> None:
    """Show the site in FOLDER at http://127.0.0.1:8000, made again as you write."""
    # An address that the configuration says is kept.
    address = () if port == _PORT else ("--dev-addr", f"127.0.0.1:{port}")
    _mkdocs("serve", *address, folder=folder, remedy=f"name another, as in --port {port % 65535 + 1}")


def site_configuration(folder: Path, name: str | Path = "mkdocs.yml") -> Path:
    """Return the configuration of the site in a folder; raise InvalidInput where there is none."""
    configuration = folder / name
    if not configuration.is_file():
        remedy = f"name the folder of a site, or make one: tracktwo new {folder}"
        raise invalid("no such file", code="no-site", file=str(configuration), remedy=remedy)
    return configuration


def _mkdocs(*arguments: str, folder: Path, remedy: str = "", waits: bool = False) -> None:
    """Run MkDocs, and if it `waits`, alone in a site: it empties what another build is about to write.

    Raises InvalidInput for what cannot be written, and with `remedy` for a port in use.
    """
    configuration = site_configuration(folder)
    try:
        with alone_in([folder.resolve()] if waits else []):
            run_mkdocs(*arguments, configuration=configuration)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise invalid("the port is in use", code="port-in-use", remedy=remedy) from error
        place, message = str(error.filename or folder), f"cannot be used ({error.strerror or error})"
        remedy = "see that you may read and write there"
        raise invalid(message, code="file-unusable", file=place, remedy=remedy) from error
