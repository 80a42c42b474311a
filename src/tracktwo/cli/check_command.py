"""`tracktwo check`: what would make the glossary of a site better."""

import logging
from pathlib import Path

import click

from tracktwo.cli.site_commands import configuration_for, site_configuration
from tracktwo.hosts.checking import review_site
from tracktwo.model.problem import invalid
from tracktwo.model.problem_formats import FORMATS


@click.command()
@click.argument("folder", default=".", type=click.Path(path_type=Path))
@click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path),
    help="The site's configuration, in FOLDER, if it is not `zensical.toml` or `mkdocs.yml`.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="For people, for programs, or as annotations of a GitHub workflow.",
)
@click.pass_context
def check(context: click.Context, folder: Path, config_file: Path | None, form: str) -> None:
    """List what would make the glossary of the site in FOLDER better: file, line and remedy.

    Errors (clashes, links to no term, terms without a definition) make it exit with 1; warnings and notices
    (terms that no page uses, phrases that lessons often say and no entry defines) do not.
    """
    # What else MkDocs has to warn of, its build says; an error says why there is no review.
    logging.basicConfig(format="%(levelname)s: %(message)s", level=logging.ERROR)
    configuration = site_configuration(folder, config_file) if config_file else configuration_for(folder)
    try:
        findings = review_site(str(configuration))
    except (click.ClickException, OSError, UnicodeDecodeError) as error:
        message = f"the site cannot be read: {error}"
        raise invalid(message, code="site-unreadable", file=str(configuration), remedy="") from error
    click.echo(FORMATS[form](findings))
    context.exit(int(any(finding.severity == "error" for finding in findings)))
