"""`tracktwo check`: what would make the glossary of a site better."""

import logging
import os
import sys
from pathlib import Path

import click

from tracktwo.cli.catalogue.comparison import compare
from tracktwo.cli.files_and_messages import FILE, FOLDER, anew_if_changed, write_files
from tracktwo.cli.import_sources import read_table
from tracktwo.cli.site_commands import configuration_for, site_configuration
from tracktwo.hosts.checking import review_site
from tracktwo.hosts.zensical_project import ZensicalProject
from tracktwo.model.problem import Problem, invalid
from tracktwo.model.problem_formats import FORMATS, in_order


@click.command()
@FOLDER
@click.option(
    "-f",
    "--config-file",
    type=FILE,
    help="The site's configuration, in FOLDER, if it is not `zensical.toml` or `mkdocs.yml`.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice([*FORMATS]),
    default="text",
    show_default=True,
    help="For people, for programs, or as annotations of a GitHub workflow.",
)
@click.option(
    "--table",
    type=FILE,
    metavar="FILE.csv",
    help="The table of the lessons, as `tracktwo import` has it: name what they say otherwise.",
)
@click.option("--update", is_flag=True, help="Write into their front matter what the table says.")
def check(folder: Path, config_file: Path | None, form: str, *, table: Path | None, update: bool) -> None:
    """List what would make the glossary of the site in FOLDER better: file, line and remedy.

    Errors (clashes, links to no term, terms without a definition) make it exit with 1; warnings and notices
    (terms that no page uses, phrases that lessons often say and no entry defines) do not.
    """
    # What else MkDocs has to warn of, its build says; an error says why there is no review.
    logging.basicConfig(format="%(levelname)s: %(message)s", level=logging.ERROR)
    configuration = site_configuration(folder, config_file) if config_file else configuration_for(folder)
    if update and not table:
        raise invalid("--update needs a table", code="empty-option", remedy="name it: --table lessons.csv")
    try:
        listed = _compare(table, configuration, update=update) if table else []
        findings = in_order([*listed, *review_site(str(configuration))])
    except (click.ClickException, OSError, UnicodeDecodeError) as error:
        message = f"the site cannot be read: {' '.join(str(error).split())}"
        raise invalid(message, code="site-unreadable", file=str(configuration), remedy="") from error
    click.echo(FORMATS[form](findings))
    if any(finding.severity == "error" for finding in findings):
        sys.exit(1)


@anew_if_changed
def _compare(table: Path, configuration: Path, *, update: bool) -> list[Problem]:
    """Return what lessons say otherwise than a table; with `update`, they say the same then."""
    docs = Path(os.path.relpath(ZensicalProject(configuration).docs_dir))
    pages, problems = compare(read_table(table, docs), docs)
    if not update:
        return problems + [problem for page in pages for problem in page.problems]
    changed = {page.file: page.changed for page in pages if page.changed is not None}
    write_files(changed, docs, {page.file: page.data for page in pages})
    return problems + [problem for page in pages for problem in page.after_update()]
