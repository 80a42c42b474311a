"""`tracktwo new`: a site of one's own, ready for a code host, in one command."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from importlib import resources
from pathlib import Path
from typing import TypeVar

import click

from tracktwo.cli.catalogue.documents import GLOSSARY
from tracktwo.cli.files_and_messages import FILE, MissingOption, say, write_files
from tracktwo.cli.import_files import plan
from tracktwo.cli.import_report import Report, find_in
from tracktwo.cli.import_sources import NAME_TERM, SourceReader, with_metadata, with_term_names
from tracktwo.cli.starter.code_hosts import CODE_HOSTS, NO_CODE_HOST, find_code_host
from tracktwo.cli.starter.files import kept_files, own_files, page
from tracktwo.cli.starter.record import RECORD, NewSite, SiteRecord, digest, is_branch
from tracktwo.linking.matching.languages import find_language
from tracktwo.model.lesson import TRANSCRIPT
from tracktwo.model.problem import InvalidInput, invalid
from tracktwo.model.whole_files import FileChanged
from tracktwo.reading.text.lesson import Lesson

Answer = TypeVar("Answer")
# Of the theme's languages, those whose letters no font of Typst's has, or only one for code.
_FONTLESS = frozenset("ar bn fa hi ja kn ko ku my sa si ta te th ur zh".split())
_HOSTED = re.compile(r"[\w-]+/[\w.-]+")  # what has a dot before the slash is a host
_BELOW = re.compile(r"/(?:-/)?(?:tree|blob|src/branch)/.+")  # what a browser shows of a folder in it
_SSH = re.compile(r"(?:ssh://)?git@(?P<host>[^:/]+)[:/](?P<path>.+)")


@click.command(name="new")
@click.argument("folder", type=FILE)
@click.option("--title", help="What the site is called: the lesson's title, or the course's.")
@click.option("--author", help="Who speaks, or wrote the lesson.")
@click.option("--language", help="The language of its pages, as en, fr or pt-BR.")
@click.option("--repository", help="Where it will lie: OWNER/NAME at GitHub, or an address.")
@click.option(
    "--code-host",
    type=click.Choice([*CODE_HOSTS]),
    help="What kind of code host that is, where its address does not tell.",
)
@click.option("--branch", help="The branch that is published: git's own, or else main.")
@click.option("--from", "source", type=FILE, help="Captions, a transcript or a pasted page to import.")
@click.option(
    "--terms",
    "term_files",
    multiple=True,
    type=FILE,
    help="A list of terms to import; of one in several languages, those in the language of the pages.",
)
@NAME_TERM
def new(
    folder: Path,
    *,
    title: str | None,
    author: str | None,
    language: str | None,
    repository: str | None,
    code_host: str | None,
    branch: str | None,
    source: Path | None,
    term_files: tuple[Path, ...],
    names: tuple[str, ...],
) -> None:
    """Make a site of your own in FOLDER: pages, configuration, look and workflows.

    What no option says is asked for. --from and --terms take what `tracktwo import` takes, which has more
    options: leave them out here, and import into the folder's docs afterwards.
    """

    def read(language: str | None) -> Lesson:
        return with_term_names(SourceReader(language).read(source, term_files=term_files), names)

    def known(language: str) -> tuple[str, Lesson]:
        return _known(language), read(language)

    _refuse(folder)
    lesson = read(None)  # before anything is asked
    title = _asked("title", title, "Title", lesson.title, str)
    author = _asked("author", author, "Author (may be empty)", lesson.author or "", str)
    language, lesson = _asked("language", language, "Language", "en", known)
    question = "Repository, as OWNER/NAME or address (may be empty)"
    repository = _asked("repository", repository, question, "", _address)
    site = NewSite(
        title=title,
        author=author,
        language=language,
        repository=repository,
        code_host=_code_host(code_host, repository),
        branch=_branch(branch, folder),
    )
    docs = folder / "docs"
    lesson = with_metadata(lesson, {"title": lesson.title or site.title, "author": site.author}, source, docs)
    planned = plan(lesson, docs, docs / GLOSSARY)  # not one of a site that lies around this one
    files = own_files(site) | kept_files(site)
    record = SiteRecord(site, {path: digest(content) for path, content in files.items()})
    pages: dict[Path, str | bytes] = {**planned.texts, folder / RECORD: record.to_json()}
    pages |= {folder / path: content for path, content in files.items()}
    if not planned.lesson:
        pages[docs / TRANSCRIPT] = page("docs/transcript.md", site)
    if not lesson.terms:
        pages[docs / GLOSSARY] = page("docs/glossary.md", site, imported=bool(planned.lesson))
    try:
        write_files(pages, folder, dict.fromkeys(pages))
    except FileChanged:
        _refuse(folder)  # in which another program has made a site meanwhile
        raise
    if planned.lesson or lesson.terms:
        say(*Report(find_in(lesson), planned).found_as_text(), "")
    say(*_next(folder, site))


def _refuse(folder: Path) -> None:
    """Raise InvalidInput for a folder in which something is, but for what makes it a clone."""
    try:
        taken = next((path for path in folder.iterdir() if path.name != ".git"), None)
    except FileNotFoundError:
        return
    except OSError as error:
        message, remedy = f"cannot be used ({error.strerror})", "name a new folder"
        raise invalid(message, code="folder-unusable", file=str(folder), remedy=remedy) from error
    if taken:
        message, remedy = f"it is not empty ({taken.name})", "name a new folder, or an empty one"
        raise invalid(message, code="folder-not-empty", file=str(folder), remedy=remedy)


def _asked(
    name: str, given: str | None, question: str, usual: str | None, read: Callable[[str], Answer]
) -> Answer:
    """Return what `read` makes of an option; else ask on a terminal, and elsewhere take what is usual.

    On a terminal, what `read` raises InvalidInput for is asked for again.
    """

    def answer(said: str) -> Answer:
        if not said.strip() and usual != "":
            raise MissingOption(f"the site has no {name}; add --{name} TEXT")
        return read(" ".join(said.split()))

    def typed(said: str) -> Answer:
        try:
            return answer(said)
        except (MissingOption, InvalidInput) as error:
            raise click.UsageError(str(error)) from error

    if given is None and sys.stdin.isatty():
        return click.prompt(question, default=usual, show_default=bool(usual), value_proc=typed)
    return answer((usual or "") if given is None else given)


def _known(language: str) -> str:
    """Return a language as the theme writes it; raise InvalidInput for one that it does not speak."""
    files = resources.files("material").joinpath("templates/partials/languages").iterdir()
    names = (file.name.removesuffix(".html") for file in files)
    known = {name.lower(): name for name in names}
    wanted = language.replace("_", "-").lower()
    found = known.get(wanted) or known.get(wanted.partition("-")[0])
    if not found:
        near = get_close_matches(wanted, known, 3) or sorted(known)
        message, remedy = f"--language {language}: the theme has no words for it", f"it has {', '.join(near)}"
        raise invalid(message, code="language-unknown", remedy=remedy)
    return found


def _address(repository: str) -> str:
    """Return the address of a repository, for whatever form of it was given."""
    given = _BELOW.sub("", repository).removesuffix("/").removesuffix(".git")
    if ssh := _SSH.fullmatch(given):
        return f"https://{ssh['host']}/{ssh['path']}"
    if _HOSTED.fullmatch(given):
        return f"https://github.com/{given}"
    if given and not re.fullmatch(r"https?://[^/\s]+/\S+", given):
        message = f"--repository {repository}: write OWNER/NAME, or an address that begins with https://"
        raise invalid(message, code="repository-unknown", remedy="")
    return given


def _code_host(given: str | None, repository: str) -> str:
    """Return the kind of a code host; ask on a terminal where neither option nor address tells."""
    found = find_code_host(repository)
    usual = found.name if found else NO_CODE_HOST.name
    if given or found or not repository or not sys.stdin.isatty():
        return given or usual
    question = "What kind of code host is that"
    return str(click.prompt(question, default=usual, type=click.Choice([*CODE_HOSTS])))


def _branch(given: str | None, folder: Path) -> str:
    """Return the branch that is published: that of a clone, or what git calls a first one."""
    if given is None:
        clone = ["-C", str(folder), "symbolic-ref", "--short", "HEAD"] if (folder / ".git").exists() else None
        given = _ask_git(*(clone or ["config", "--get", "init.defaultBranch"])) or "main"
    if not is_branch(given):
        message, remedy = f"--branch {given}: it cannot be the name of a branch", "write it as git has it"
        raise invalid(message, code="branch-unknown", remedy=remedy)
    return given


def _ask_git(*arguments: str) -> str:
    """Return what git answers; nothing where it has no answer, or is not there."""
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=False)  # noqa: S603, S607 - git, wherever it is
    except OSError:
        return ""
    return done.stdout.strip()


def _next(folder: Path, site: NewSite) -> Iterator[str]:
    yield f"Wrote {folder}: a site of your own"
    if find_language(site.language).problem:
        yield "It needs dictionaries of its words: pipx inject tracktwo rjieba simplemma"
    if site.language.partition("-")[0] in _FONTLESS:
        yield (
            f"Its PDF needs a font that has its letters: put one, such as Noto's, into {folder / 'fonts'}, "
            "and write pdf: {pages: lessons, fonts: fonts, font: NAME OF ITS FAMILY} in mkdocs.yml"
        )
    if site.repository and site.host == NO_CODE_HOST:
        kinds = "|".join(name for name in CODE_HOSTS if name != NO_CODE_HOST.name)
        yield f"It has no pencil and no pipeline: of its code host say the kind, --code-host {kinds}"
    hosted = site.host != NO_CODE_HOST
    publish = "push the folder to the code host" if hosted else "put its site/ where pages are served"
    name = subprocess.list2cmdline([str(folder)]) if os.name == "nt" else shlex.quote(str(folder))
    yield f"See it:      tracktwo serve {name}"
    yield f"Build it:    tracktwo build {name}   (or, in the folder: make site)"
    yield f"Publish it:  {publish}; README.md there says the rest"
