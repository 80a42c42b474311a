"""`tracktwo update`: what a site has of Tracktwo becomes new, and what is its owner's stays."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from importlib.metadata import version
from pathlib import Path

import click

from tracktwo.cli.files_and_messages import FOLDER, read_file, say, write_files
from tracktwo.cli.site_commands import site_configuration
from tracktwo.cli.starter.files import kept_files, own_files
from tracktwo.cli.starter.record import RECORD, SiteRecord, digest, read_record
from tracktwo.cli.starter.wheel import VENDOR
from tracktwo.model.problem import invalid
from tracktwo.model.sources import inside
from tracktwo.model.whole_files import alone_in

_WHEELS = f"{VENDOR}/tracktwo-*-py3-none-any.whl"
_REQUIREMENTS = "requirements.txt"


@dataclass(frozen=True, kw_only=True)
class SiteUpdate:
    """What becomes of a site's files, by path: those to write, to remove, and to leave as they are."""

    written: Mapping[str, bytes]
    removed: tuple[str, ...]
    left: tuple[str, ...]
    held: frozenset[str]


@click.command()
@FOLDER
@click.option(
    "--replace",
    "replaced",
    multiple=True,
    metavar="FILE",
    help="A file to write anew although it was changed; once for each.",
)
def update(folder: Path, replaced: tuple[str, ...]) -> None:
    """Bring workflows, requirements and the wheel of the site in FOLDER up to date.

    Pages, mkdocs.yml and the look are never touched, and of the rest only what nobody changed.
    """
    site_configuration(folder)
    record = _read_record(folder)
    wanted, offered = kept_files(record.site), own_files(record.site)
    with alone_in((folder / path).resolve().parent for path in wanted if inside(folder, path)):
        pass  # what an update that was killed left is removed, even if there is nothing else to do
    _check_replaced(replaced, wanted)
    planned = plan_update(folder, record, wanted, replaced)
    settled = {path: wanted[path] for path in wanted.keys() - planned.held - {*planned.left}}
    digests = {path: digest(content) for path, content in (settled | offered).items()}
    # What is removed stays in the record until it is gone, so that one that is killed here is gone on with.
    until = SiteRecord(record.site, {**record.digests, **digests})
    contents: dict[Path, str | bytes] = {folder / path: content for path, content in planned.written.items()}
    if until != record:
        contents[folder / RECORD] = until.to_json()
    write_files(contents, folder)
    for path in planned.removed:
        (folder / path).unlink(missing_ok=True)
    if planned.removed:
        after = {path: was for path, was in until.digests.items() if path not in planned.removed}
        write_files({folder / RECORD: SiteRecord(record.site, after).to_json()}, folder)
    elsewhere = [path for path, content in offered.items() if record.digests.get(path) != digest(content)]
    say(*_report(folder, planned, elsewhere))


def plan_update(
    folder: Path, record: SiteRecord, wanted: Mapping[str, bytes], replaced: Iterable[str]
) -> SiteUpdate:
    """Plan what to write into a site, and what to remove.

    Args:
        folder: Where the site is.
        record: What was written into it before.
        wanted: The files of this version, by path.
        replaced: Paths that are written even if they were changed.
    """
    differing = {path for path, content in wanted.items() if _current(folder, path) != digest(content)}
    edited = {path for path in differing if _current(folder, path) != record.digests.get(path, "")}
    left = edited - {*replaced}
    # A wheel is of no use to requirements that have the hash of another one.
    held = {path for path in wanted if _REQUIREMENTS in left and _is_wheel(path)}
    written = {path: wanted[path] for path in differing - left - held}
    old = {path: was for path, was in record.digests.items() if _is_wheel(path) and path not in wanted}
    gone = (path for path, was in old.items() if _current(folder, path) in ("", was))
    removed = () if held else tuple(gone)
    return SiteUpdate(written=written, removed=removed, left=tuple(sorted(left)), held=frozenset(held))


def _is_wheel(path: str) -> bool:
    return fnmatchcase(path, _WHEELS) and "/" not in path.removeprefix(f"{VENDOR}/")


def _read_record(folder: Path) -> SiteRecord:
    path = folder / RECORD
    if not path.is_file():
        message, remedy = "no such file", "make a site with tracktwo new, and move your docs/ into it"
        raise invalid(message, code="record-missing", file=str(path), remedy=remedy)
    return read_record(read_file(path, remedy="see that you may read it"), str(path))


def _check_replaced(replaced: Iterable[str], wanted: Mapping[str, bytes]) -> None:
    for path in replaced:
        if path not in wanted:
            message, remedy = f"--replace {path}: it is none of the files that are kept", "choose one of "
            raise invalid(message, code="not-kept", remedy=remedy + ", ".join(sorted(wanted)))


def _current(folder: Path, path: str) -> str:
    """Return the digest of a file; empty for one that is not there, and for what lies outside of the site."""
    place = folder / path
    if not inside(folder, path):
        return "elsewhere"
    if not place.is_file():
        return "not a file" if os.path.lexists(place) else ""
    return digest(read_file(place, remedy="see that you may read it"))


def _report(folder: Path, planned: SiteUpdate, elsewhere: Iterable[str]) -> list[str]:
    lines = [f"Wrote {folder / path}" for path in sorted(planned.written)]
    lines += [f"Removed {folder / path}" for path in planned.removed]
    for path in planned.left:
        wheel = ", and the wheel with it" if path == _REQUIREMENTS else ""
        remedy = f"to have the new one: --replace {path}"
        lines.append(f"{folder / path}: it was changed, and is left{wheel}; {remedy}")
    lines = lines or [f"{folder} is up to date with Tracktwo {version('tracktwo')}"]
    if elsewhere := sorted(elsewhere):
        lines += ["New sites have these otherwise now; compare with one that tracktwo new makes elsewhere:"]
        lines += [f"  {folder / path}" for path in elsewhere]
    if planned.written:
        news = "CHANGELOG.md of Tracktwo says what is new"
        lines.append(f"See what changed: git diff; then build it: make site. {news}.")
    return lines
