"""`tracktwo new`: a site of one's own, ready for a code host, in one command."""

from __future__ import annotations

import re
import sys
from difflib import get_close_matches
from importlib import resources
from pathlib import Path

import click

from tracktwo.cli.documents import GLOSSARY
from tracktwo.cli.failures import NeedsOption, Unusable, write_files
from tracktwo.cli.import_command import described
from tracktwo.cli.import_files import plan
from tracktwo.cli.import_report import Report
from tracktwo.cli.import_sources import named, read_sources

_FILE = click.Path(path_type=Path)
_HOSTED = re.compile(r"[\w.-]+/[\w.-]+")
_SSH = re.compile(r"(?:ssh://)?git@(?P<host>[^:/]+)[:/](?P<path>.+)")


@click.command(name="new")
@click.argument("folder", type=_FILE)
@click.option("--title", help="What the site is called: the lesson's title, or the course's.")
@click.option("--author", help="Who speaks, or wrote the lesson.")
@click.option("--language", help="The language of its pages, as en, fr or pt-BR.")
@click.option("--repository", help="Where it will lie: OWNER/NAME at GitHub, or an address.")
@click.option("--from", "source", type=_FILE, help="Captions, a transcript or a pasted page to import.")
@click.option("--terms", "term_files", multiple=True, type=_FILE, help="A list of terms to import.")
def new(
    folder: Path,
    *,
    title: str | None,
    author: str | None,
    language: str | None,
    repository: str | None,
    source: Path | None,
    term_files: tuple[Path, ...],
) -> None:
    """Make a site of your own in FOLDER: pages, configuration, templates and workflows.

    What no option says is asked for. --from and --terms take what `tracktwo import` takes, which has more
    options: leave them out here, and import into the folder's docs afterwards.
    """
    from tracktwo.cli.starter import NewSite, files_of, page

    _refuse(folder)
    lesson = read_sources(
        source, None, term_files, language=None, paragraph=None, clean=False, step=lambda _: None
    )
    lesson = named(lesson, ())
    site = NewSite(
        title=_asked("title", title, "Title", lesson.title),
        author=_asked("author", author, "Author (may be empty)", lesson.author or ""),
        language=_known(_asked("language", language, "Language", "en")),
        repository=_address(
            _asked("repository", repository, "Repository, as OWNER/NAME or address (may be empty)", "")
        ),
    )
    docs = folder / "docs"
    lesson = described(lesson, {"title": lesson.title or site.title, "author": site.author}, source, docs)
    planned = plan(lesson, docs, docs / GLOSSARY)  # not one of a site that lies around this one
    pages: dict[Path, str | bytes] = {**planned.texts}
    pages |= {folder / path: content for path, content in files_of(site).items()}
    if not planned.lesson:
        pages[docs / "transcript.md"] = page("docs/transcript.md", site)
    if not lesson.terms:
        pages[docs / GLOSSARY] = page("docs/glossary.md", site, imported=bool(planned.lesson))
    write_files(pages, folder)
    if planned.lesson or lesson.terms:
        click.echo("\n".join([*Report(lesson, planned).found(), ""]))
    click.echo(_next(folder, site.language))


def _refuse(folder: Path) -> None:
    """Raise Unusable for a folder in which something is."""
    try:
        taken = next(folder.iterdir(), None)
    except FileNotFoundError:
        return
    except OSError as error:
        raise Unusable(f"{folder}: cannot be used ({error.strerror}); name a new folder") from error
    if taken:
        raise Unusable(f"{folder}: it is not empty ({taken.name}); name a new folder, or an empty one")


def _asked(name: str, given: str | None, question: str, usual: str | None) -> str:
    """Return what an option says; else ask on a terminal, and elsewhere take what is usual."""
    if given is None and sys.stdin.isatty():
        given = click.prompt(question, default=usual, show_default=bool(usual))
    elif given is None:
        given = usual
    if given is None or (not given.strip() and usual != ""):
        raise NeedsOption(f"the site has no {name}; add --{name} TEXT")
    return " ".join(given.split())


def _known(language: str) -> str:
    """Return a language as the theme writes it; raise Unusable for one that it does not speak."""
    files = resources.files("material").joinpath("templates/partials/languages").iterdir()
    names = (file.name.removesuffix(".html") for file in files)
    known = {name.lower(): name for name in names}
    wanted = language.replace("_", "-").lower()
    found = known.get(wanted) or known.get(wanted.partition("-")[0])
    if not found:
        near = get_close_matches(wanted, known, 3, 0.3) or sorted(known)
        raise Unusable(f"--language {language}: the theme has no words for it; it has {', '.join(near)}")
    return found


def _address(repository: str) -> str:
    """Return the address of a repository, for whatever form of it was given."""
    given = repository.removesuffix("/").removesuffix(".git")
    if ssh := _SSH.fullmatch(given):
        return f"https://{ssh['host']}/{ssh['path']}"
    if _HOSTED.fullmatch(given):
        return f"https://github.com/{given}"
    if given and not re.fullmatch(r"https?://[^/\s]+/\S+", given):
        raise Unusable(
            f"--repository {repository}: write OWNER/NAME, or an address that begins with https://"
        )
    return given


def _next(folder: Path, language: str) -> str:
    from tracktwo.cli.starter import installed_from
    from tracktwo.linking.languages import find_language

    extra = ""
    if find_language(language).hint:
        extra = "\nIt needs simplemma, which knows the forms of words: pipx inject tracktwo simplemma"
    local = installed_from()
    make = f"make site TRACKTWO={local}" if local else "make site"
    return (
        f"Wrote {folder}: a site of your own{extra}\n"
        f"See it:      tracktwo serve {folder}\n"
        f"Build it:    tracktwo build {folder}   (or, in the folder: {make})\n"
        f"Publish it:  push the folder to the code host; README.md there says the rest"
    )
