"""`tracktwo build`, `finish` and `serve`: a host's own, for whoever has no other command on the path."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from tracktwo.cli.files_and_messages import FOLDER, say
from tracktwo.hosts.programs import PROGRAMS, choose_program, run_program
from tracktwo.hosts.zensical import build_site, finish_site
from tracktwo.hosts.zensical_project import ZensicalProject
from tracktwo.model.problem import Problem, invalid
from tracktwo.model.whole_files import alone_in

_PORT = 8000  # as MkDocs has it
_CONFIGURATIONS = ("zensical.toml", "mkdocs.yml", "mkdocs.yaml")
_HOST = click.option(
    "--host", type=click.Choice(PROGRAMS), help="What builds the site, where more than one is installed."
)


@click.command()
@FOLDER
@_HOST
def build(folder: Path, host: str | None) -> None:
    """Build the site in FOLDER; what is wrong in it is an error."""
    configuration = configuration_for(folder, host)
    program = choose_program(configuration, host)
    with _usable(folder), alone_in([folder.resolve()]):  # a host empties what another build is about to write
        if program == "zensical":
            _show(build_site(configuration), configuration)
        else:
            run_program(program, "build", "--strict", configuration=configuration)
            say(f"The website is in {folder / 'site'} (open {folder / 'site' / 'index.html'})")


@click.command()
@FOLDER
def finish(folder: Path) -> None:
    """Publish again what the last build of the site in FOLDER by Zensical knew of it: books, 'Used in' ...

    For when an option of these has changed and no page has.
    """
    configuration = configuration_for(folder, "zensical")
    with _usable(folder), alone_in([folder.resolve()]):
        _show(finish_site(configuration), configuration)


@click.command()
@FOLDER
@_HOST
@click.option(
    "--port", type=click.IntRange(1, 65535), default=_PORT, show_default=True, help="Where it is shown."
)
def serve(folder: Path, host: str | None, port: int) -> None:
    """Show the site in FOLDER at http://127.0.0.1:8000, made again as you write."""
    # An address that the configuration says is kept.
    address = () if port == _PORT else ("--dev-addr", f"127.0.0.1:{port}")
    configuration = configuration_for(folder, host)
    program = choose_program(configuration, host)
    with _usable(folder, f"name another, as in --port {port % 65535 + 1}"):
        run_program(program, "serve", *address, configuration=configuration)


def site_configuration(folder: Path, name: str | Path = "mkdocs.yml") -> Path:
    """Return the configuration of the site in a folder; raise InvalidInput where there is none."""
    configuration = folder / name
    if not configuration.is_file():
        remedy = f"name the folder of a site, or make one: tracktwo new {folder}"
        raise invalid("no such file", code="no-site", file=str(configuration), remedy=remedy)
    return configuration


def configuration_for(folder: Path, host: str | None = None) -> Path:
    """Return a site's configuration for a host, or for any: Zensical's own file comes first."""
    names = _CONFIGURATIONS[1:] if host in ("mkdocs", "properdocs") else _CONFIGURATIONS
    found = (name for name in names if (folder / name).is_file())
    return site_configuration(folder, next(found, "mkdocs.yml"))


def _show(problems: list[Problem], configuration: Path) -> None:
    """Say what is wrong with a site that is built, and where it is; only notices are no error."""
    for problem in problems:
        click.echo(f"{problem.severity.upper()}: {problem.text}", err=True)
    site = ZensicalProject(configuration).site_dir
    say(f"The website is in {site} (open {site / 'index.html'})")
    if wrong := sum(problem.severity != "notice" for problem in problems):
        raise click.ClickException(f"{wrong} of these {'is' if wrong == 1 else 'are'} to be mended")


@contextmanager
def _usable(folder: Path, remedy: str = "") -> Iterator[None]:
    """Raise InvalidInput for what cannot be written, and with `remedy` for a port in use."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise invalid("the port is in use", code="port-in-use", remedy=remedy) from error
        place, message = str(error.filename or folder), f"cannot be used ({error.strerror or error})"
        remedy = "see that you may read and write there"
        raise invalid(message, code="file-unusable", file=place, remedy=remedy) from error
