"""`tracktwo check`: what would make the glossary of a site better."""

import logging

import click

from tracktwo.cli.failures import Unusable


@click.command()
@click.option(
    "-f", "--config-file", default="mkdocs.yml", show_default=True, help="The site's configuration."
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
def check(context: click.Context, config_file: str, form: str) -> None:
    """List what would make the glossary better: file, line and remedy.

    Errors (clashes, links to no term, terms without a definition) make it exit with 1; warnings and notices
    (terms that no page uses, phrases that lessons often say and no entry defines) do not.
    """
    from mkdocs.exceptions import MkDocsException

    from tracktwo.checking import review_site
    from tracktwo.linking.findings import FORMATS

    # What else MkDocs has to warn of, its build says; an error says why there is no review.
    logging.basicConfig(format="%(levelname)s: %(message)s", level=logging.ERROR)
    try:
        findings = review_site(config_file)
    except (MkDocsException, OSError, UnicodeDecodeError) as error:
        raise Unusable(f"{config_file}: the site cannot be read: {error}") from error
    click.echo(FORMATS[form](findings))
    context.exit(int(any(finding.severity == "error" for finding in findings)))
