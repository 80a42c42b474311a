"""`tracktwo fetch`: the glossaries of other sites that a site names, kept beside its pages."""

from collections.abc import Iterator
from pathlib import Path
from urllib.request import OpenerDirector

import click

from tracktwo.cli.catalogue.documents import check_inside
from tracktwo.cli.files_and_messages import FOLDER, read_file, say, write_files
from tracktwo.cli.sharing.download import download, https_opener
from tracktwo.cli.site_commands import configuration_for
from tracktwo.hosts.zensical_project import ZensicalProject
from tracktwo.model.problem import invalid
from tracktwo.model.problem_formats import count
from tracktwo.model.sharing.shared_glossary import (
    COPIES,
    MAX_BYTES,
    SharedGlossary,
    is_address,
    is_copied,
    is_shared,
    read_copies,
    read_shared,
    write_copies,
)


@click.command()
@FOLDER
@click.option("--update", is_flag=True, help="Fetch those that are there, too, and say what has changed.")
def fetch(folder: Path, *, update: bool) -> None:
    """Fetch the glossaries of other sites that the site in FOLDER names, and keep copies that builds use.

    They are at addresses of https, or in files elsewhere. Have git track the copies, each of which has its
    digest: builds ask no network, and nothing changes by itself.
    """
    project = ZensicalProject(configuration_for(folder))
    named = [name for name in project.glossaries if is_copied(name) and is_shared(name)]
    check_inside(project.docs_dir, file := project.docs_dir / COPIES)
    say(*fetch_copies(file, named, https_opener(), update=update))


def fetch_copies(file: Path, named: list[str], opener: OpenerDirector, *, update: bool) -> Iterator[str]:
    """Bring the file of copies up to date, and yield what was done; raise InvalidInput, and write nothing."""
    before = _copies(file, update=update)
    kept = {} if update else before
    after = {name: kept.get(name) or _fetched(name, file.parent, opener) for name in dict.fromkeys(named)}
    if write_copies(after) != write_copies(before):
        write_files({file: write_copies(after)}, file.parent)
    for name, glossary in after.items():
        yield f"{name}: {_report(before.get(name), glossary)}, sha256 {glossary.digest[:12]}…"
    yield from (f"{name}: no longer named, and not kept" for name in before.keys() - after.keys())
    yield f"The copies are in {file}." if after else "The site names no glossary of another site."


def _copies(file: Path, *, update: bool) -> dict[str, SharedGlossary]:
    """Return the copies that are there; none of those that are not what was fetched."""
    try:
        kept = read_copies(file.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        if update:
            return {}
        remedy = "fetch them anew: tracktwo fetch --update"
        raise invalid(str(error), code="shared-glossary", remedy=remedy, file=str(file)) from error
    return {address: glossary for address, (digest, glossary) in kept.items() if digest == glossary.digest}


def _fetched(name: str, docs: Path, opener: OpenerDirector) -> SharedGlossary:
    remedy = "name the glossary.json of a site that Tracktwo has built"
    if is_address(name):
        content, there = download(name, MAX_BYTES, opener)
    else:
        content, there = read_file(docs / name, remedy=remedy), name
    try:
        return read_shared(content, there)
    except ValueError as error:
        raise invalid(f"{name}: {error}", code="shared-glossary", remedy=remedy) from error


def _report(before: SharedGlossary | None, glossary: SharedGlossary) -> str:
    """Say how many terms there are, and what has become of those of the copy before."""
    terms = count(len(glossary.terms), "term")
    if before is None or before.digest == glossary.digest:
        return f"{terms}, {'unchanged' if before else 'fetched'}"
    old, new = _by_name(before), _by_name(glossary)
    changed = sum(old[name] != new[name] for name in old.keys() & new.keys())
    return f"{terms}, {len(new.keys() - old)} new, {changed} changed, {len(old.keys() - new)} gone"


def _by_name(glossary: SharedGlossary) -> dict[str, object]:
    return {term.headword: (term.text, term.also, term.origin) for term in glossary.terms}
