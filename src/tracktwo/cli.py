"""The command line: `tracktwo import` and `tracktwo check`.

Exit codes of import: 0 done; 1 one more option is needed; 2 the page, the folder or an option cannot be used.
Exit codes of check: 0 no error is found, whatever else is; 1 an error is; 2 the site cannot be read.
"""

from __future__ import annotations

import logging
import os
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracktwo.whole_files import write_all

if TYPE_CHECKING:
    from tracktwo.reading.lesson import Lesson, TermEntry

BEGINNING = 60  # characters of a definition that tell which one it is


class Unusable(click.ClickException):
    """The page, the folder or an option cannot be used; nothing was written."""

    exit_code = 2


class NeedsOption(click.ClickException):
    """The command can go on if it is given one more option; nothing was written."""

    exit_code = 1


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tracktwo", message="%(prog)s %(version)s")
def main() -> None:
    """Make the track that people read: a lesson's transcript and terms as Markdown, a website and a PDF."""


@main.command(name="import")
@click.argument("page", type=click.Path(path_type=Path))
@click.option(
    "--into", required=True, type=click.Path(path_type=Path), metavar="FOLDER", help="Write into this folder."
)
@click.option(
    "--name-term",
    "names",
    multiple=True,
    metavar="TEXT",
    help="The term of a definition that has lost its own; once for each of them, in order.",
)
@click.option("--force", is_flag=True, help="Overwrite transcript.md and glossary.md.")
@click.option("--dry-run", is_flag=True, help="Show what would be written; write nothing.")
def import_page(page: Path, into: Path, names: tuple[str, ...], *, force: bool, dry_run: bool) -> None:
    """Read PAGE, a lesson page copied as text, and write transcript.md and glossary.md."""
    lesson = _named(_read(page), names, page)
    texts = _markdown(lesson, into)
    existing = [path for path in texts if os.path.lexists(path)]
    if dry_run:
        _show(texts, existing)
        return
    if existing and not force:
        raise NeedsOption(f"{_listed(existing)} already there; add --force to overwrite")
    try:
        write_all(texts)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Unusable(f"{into}: cannot be written ({reason}); choose another folder") from error
    _report(lesson, list(texts))


@main.command()
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


def _read(page: Path) -> Lesson:
    from tracktwo.reading.lesson import ReadingError
    from tracktwo.reading.pasted_page import read_pasted_page

    try:
        return read_pasted_page(page.read_bytes(), str(page))
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"{page}: cannot be read ({reason}); give the text file that the page was pasted into"
        raise Unusable(message) from error
    except ReadingError as error:
        raise Unusable(str(error)) from error


def _named(lesson: Lesson, names: Sequence[str], page: Path) -> Lesson:
    """Give the names to the definitions that have lost their term; one that is left over is never guessed."""
    from tracktwo.reading.term_lists import name_terms

    nameless = sum(term.headword is None for term in lesson.terms)
    if not all(name.strip() for name in names):
        raise Unusable("--name-term is empty; write the term between the quotes")
    if len(names) > nameless:
        given, needed = _count(len(names), "time"), _count(nameless, "definition")
        raise Unusable(
            f"{page}: --name-term is given {given} for {needed} without a term; leave out the rest"
        )
    terms = name_terms(lesson.terms, [name.strip() for name in names])
    if lost := [_lost(term, page) for term in terms if term.headword is None]:
        order = ", once for each, in this order" if len(lost) > 1 else ', as in --name-term "Diplomacy"'
        joined = "; if it goes on from the definition above it, join the two lines instead"
        above = joined if any(term.headword is None for term in terms[1:]) else ""
        raise NeedsOption("\n".join(lost) + f'; add --name-term "TERM"{order}{above}')
    return replace(lesson, terms=terms)


def _lost(term: TermEntry, page: Path) -> str:
    beginning = textwrap.shorten(term.definition, BEGINNING, placeholder=" ...")
    return f'{page}:{term.line}: a definition without its term: "{beginning}"'


def _markdown(lesson: Lesson, folder: Path) -> dict[Path, str]:
    from tracktwo.reading.markdown import glossary_markdown, transcript_markdown

    return {
        folder / "transcript.md": transcript_markdown(lesson),
        folder / "glossary.md": glossary_markdown(lesson),
    }


def _show(texts: Mapping[Path, str], existing: Sequence[Path]) -> None:
    for path, text in texts.items():
        note = " (already there; needs --force)" if path in existing else ""
        click.echo(f"Would write {path}{note}:\n\n{text}")


def _report(lesson: Lesson, paths: Sequence[Path]) -> None:
    words = sum(len(paragraph.text.split()) for paragraph in lesson.paragraphs)
    length = f"{_count(words, 'word')} in {_count(len(list(lesson.paragraphs)), 'paragraph')}"
    by = f" by {lesson.author}" if lesson.author else ""
    click.echo(f'Wrote {paths[0]}: "{lesson.title}"{by}, {length}')
    click.echo(f"Wrote {paths[1]}: {_count(len(lesson.terms), 'term')}")
    sought = {"author": lesson.author, "objective": lesson.objective, "terms": lesson.terms}
    if missing := [name for name, found in sought.items() if not found]:
        click.echo(f"Not found on the page: {', '.join(missing)}")
    click.echo(
        "Next: read both, add source: and license: at the top of the transcript, then run mkdocs build"
    )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _listed(paths: Sequence[Path]) -> str:
    return f"{' and '.join(map(str, paths))} {'is' if len(paths) == 1 else 'are'}"
