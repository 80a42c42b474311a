"""Make a site's PDF without building the site: `python scripts/build_pdf.py [-f mkdocs.yml] [-o FILE]`."""

import logging
from dataclasses import replace
from pathlib import Path

import click
from mkdocs.config import load_config

from tracktwo.hosts.mkdocs import TracktwoPlugin
from tracktwo.hosts.mkdocs_pages import rendered
from tracktwo.model.addresses import book_path
from tracktwo.model.problem import InvalidInput
from tracktwo.model.whole_files import write_all
from tracktwo.publishing.outputs import Publication


@click.command()
@click.option(
    "-f", "--config-file", default="mkdocs.yml", show_default=True, help="The site's configuration."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="The file to write.",
)
def main(config_file: str, output: Path | None) -> None:
    """Make a site's PDF, without building the site."""
    logging.basicConfig(format="%(levelname)s: %(message)s", level=logging.WARNING)
    config = load_config(config_file)
    plugin = config.plugins.get("tracktwo")
    if not isinstance(plugin, TracktwoPlugin):
        raise click.ClickException(f"{config_file}: add `tracktwo` to `plugins`, which makes the PDF")
    with rendered(config):
        site = plugin.make_site(config)
    name = book_path(site.title, "pdf")
    publication = Publication(site, replace(plugin.settings, social_cards=False), plugin.host.report)
    output = output or Path(name)
    try:
        (pdf,) = (made.content for made in publication.outputs([name]))
        write_all({output: pdf})
    except InvalidInput as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{output}: cannot be written ({error.strerror})") from error
    click.echo(f"The PDF is {output} ({len(pdf) // 1024} KB)")


if __name__ == "__main__":
    main()
