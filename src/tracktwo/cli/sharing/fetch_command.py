"""`tracktwo fetch`: the glossaries of other sites that a site names, kept beside its pages."""

from collections.abc import Iterator
from pathlib import Path
from urllib.request import OpenerDirector

import click

from tracktwo.cli.catalogue.documents import check_inside
from tracktwo.cli.failures import count, say, write_files
from tracktwo.cli.sharing.download import download, https_opener
from tracktwo.cli.site_commands import configuration_for
from tracktwo.hosts.zensical_project import ZensicalProject
from tracktwo.model.problem import invalid
from tracktwo.model.sharing.shared_glossary import (
    COPIES,
    MAX_BYTES,
    SharedGlossary,
    is_address,
    read_copies,
    read_shared,
    write_copies,
)


@click.command()
@click.argument("folder", default=".", type=click.Path(path_type=Path))
@click.option("--update", is_flag=True, help="Fetch those that are there, too, and say what has changed.")
def fetch(folder: Path, *, update: bool) -> None:
    """Fetch the glossaries of other sites that the site in FOLDER names, and keep copies that builds use.

    Each copy has its digest. Have git track the file: builds ask no network, and nothing changes by itself.
    """
    project = ZensicalProject(configuration_for(folder))
    addresses = list(filter(is_address, project.glossaries))
    check_inside(project.docs_dir, file := project.docs_dir / COPIES)
    say(*fetch_copies(file, addresses, https_opener(), update=update))


def fetch_copies(file: Path, addresses: list[str], opener: OpenerDirector, *, update: bool) -> Iterator[str]:
    """Bring the file of copies up to date, and yield what was done; raise InvalidInput, and write nothing."""
    before = _copies(file, update=update)
    after = {
        address: before[address] if address in before and not update else _fetched(address, opener)
        for address in dict.fromkeys(addresses)
    }
    if write_copies(after) != write_copies(before):
        write_files({file: write_copies(after)}, file.parent)
    for address, glossary in after.items():
        yield f"{address}: {_report(before.get(address), glossary)}, sha256 {glossary.digest[:12]}…"
    yield from (f"{address}: no longer named, and not kept" for address in before.keys() - after.keys())
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


def _fetched(address: str, opener: OpenerDirector) -> SharedGlossary:
    content, there = download(address, MAX_BYTES, opener)
    try:
        return read_shared(content, there)
    except ValueError as error:
        remedy = "name the glossary.json of a site that Tracktwo has built"
        raise invalid(f"{address}: {error}", code="shared-glossary", remedy=remedy) from error


def _report(before: SharedGlossary | None, glossary: SharedGlossary) -> str:
    """Say how many terms there are, and what has become of those of the copy before."""
    terms = count(len(glossary.terms), "term")
    if before is None or before.digest == glossary.digest:
        return f"{terms}, {'unchanged' if before else 'fetched'}"
    old, new = (
        {term.headword: (term.text, term.also, term.origin) for term in one.terms}
        for one in (before, glossary)
    )
    changed = sum(old[name] != new[name] for name in old.keys() & new.keys())
    return f"{terms}, {len(new.keys() - old)} new, {changed} changed, {len(old.keys() - new)} gone"
