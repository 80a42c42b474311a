"""The files that a new site begins with: those of this project's own site, and pages that say what to do."""

import re
from collections.abc import Mapping
from dataclasses import asdict
from html import escape
from pathlib import Path

import jinja2

from tracktwo.cli.starter.record import NewSite
from tracktwo.cli.starter.wheel import SOURCE_TREE, VENDOR, Wheel, own_wheel
from tracktwo.linking.matching.languages import needs_dictionary
from tracktwo.model.addresses import book_path
from tracktwo.model.markdown.yaml_source import to_yaml
from tracktwo.reading.writing.escapes import heading
from tracktwo.wording import is_spoken, words

# A wheel has them in a folder of the package, and a clone at its root.
_PACKED = Path(__file__).parents[2] / "starter"
ROOT = _PACKED if _PACKED.is_dir() else SOURCE_TREE
_GITHUB = (
    ".github/ISSUE_TEMPLATE/config.yml",
    ".github/ISSUE_TEMPLATE/mend-a-page.yml",
    ".github/ISSUE_TEMPLATE/suggest-a-term.yml",
    ".github/pull_request_template.md",
    ".github/workflows/site.yml",
)
FILES = (*_GITHUB, ".gitignore", "mkdocs.yml", "overrides", "requirements.txt", "site.mk")
_PAGES = ("README.md", "SECURITY.md", "docs/contributing.md", "docs/index.md")
_DICTIONARIES = ("rjieba==", "simplemma==")
_ABOUT_PINS = """\
# What the site is built with; `tracktwo update` writes it anew. Tracktwo itself is a file of this site, and
# pip takes nothing whose hash is not here. Pin what you add in requirements-own.txt, with hashes too.
"""
# A key at the start of a line, with what belongs to it: the lines below that are indented.
_KEY = r"^(?P<indent> *){}:.*\n(?:(?P=indent) +.*\n)*"
# Where MkDocs makes an address to edit at of its own, unless one is set.
_MKDOCS_EDITS = re.compile(r"https?://(?:www\.)?(?:github|gitlab|bitbucket)\.(?:com|org)/")
_TEMPLATES = Path(__file__).with_name("templates")
# Around what is written in English on a site in another language: screen readers say it so, and it runs so.
_ENGLISH = '<div lang="en" dir="ltr" markdown="1">'
# Puts site/ on the branch that a server of pages serves; the token is in no command and no file.
_PUBLISH = (
    "cd site",
    "git init --quiet --initial-branch=pages",
    "git add --all",
    "git -c user.name=Tracktwo -c user.email=tracktwo@localhost commit --quiet -m Publish",
    "git config credential.helper '!f() { echo username=token; echo password=$PAGES_TOKEN; }; f'",
    'git push --quiet --force "$PAGES_REPOSITORY" pages',
)


def kept_files(site: NewSite) -> dict[str, bytes]:
    """Return what `tracktwo update` keeps up to date: pipeline, Makefile, requirements and wheel, by path."""
    wheel = own_wheel()
    return {
        **_pipeline(site),
        ".gitignore": _read(".gitignore").encode(),
        "Makefile": _read("site.mk").encode(),
        "requirements.txt": _requirements(wheel, site.language).encode(),
        f"{VENDOR}/{wheel.name}": wheel.content,
    }


def own_files(site: NewSite) -> dict[str, bytes]:
    """Return what is the owner's from the first day, but for lesson and glossary: pages, settings, look."""
    files = (file for file in (ROOT / "overrides").rglob("*") if file.is_file())
    look = {file.relative_to(ROOT).as_posix(): file.read_bytes() for file in files}
    settings = {"mkdocs.yml": _configuration(_read("mkdocs.yml"), site).encode()}
    return look | settings | {path: page(path, site).encode() for path in _PAGES}


def _pipeline(site: NewSite) -> dict[str, bytes]:
    made = {
        path: _render(template, site, publish=_PUBLISH).encode()
        for path, template in site.host.pipeline.items()
    }
    if site.code_host != "github":
        return made
    files = {path: _read(path) for path in _GITHUB}
    workflow = files[".github/workflows/site.yml"]
    workflow = workflow.replace("branches: [main]", f"branches: [{to_yaml(site.branch)}]")
    workflow = workflow.replace("what is on main is", f"what is on {site.branch} is")
    files[".github/workflows/site.yml"] = workflow
    return made | {path: text.encode() for path, text in files.items()}


def _read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def _requirements(wheel: Wheel, language: str) -> str:
    """Return what a site needs, each by its hash: Tracktwo as a wheel of its own, and dictionaries if any."""
    dictionaries = needs_dictionary(language)
    extra = "[languages]" if dictionaries else ""
    own = f"./{VENDOR}/{wheel.name}{extra} \\\n    --hash=sha256:{wheel.digest}"
    pins = re.split(r"\n(?=\S)", _read("requirements.txt").strip())
    needed = [pin for pin in pins if dictionaries or not pin.startswith(_DICTIONARIES)]
    return _ABOUT_PINS + "\n".join([own, *needed]) + "\n"


def _configuration(text: str, site: NewSite) -> str:
    """Say in the configuration of this project's site what another one is called; comments stay."""
    english, translated = words("en", "new"), words(site.language, "new")
    for name in ("home", "light", "dark", "system"):
        text = text.replace(english[name], translated[name])
    values: Mapping[str, object] = {
        "site_name": site.title,
        "site_description": translated["about"].format(title=site.title),
        "repo_url": site.repository or None,
        "edit_uri": site.edit_uri or ("" if _MKDOCS_EDITS.match(site.repository) else None),
        "copyright": f"© {escape(site.author, quote=False)}" if site.author else None,
        "language": site.language,
    }
    for key, value in values.items():
        line = "" if value is None else f"{key}: {to_yaml(value)}\n"
        pattern = re.compile(_KEY.format(key), re.MULTILINE)
        found = pattern.search(text)
        if not found:
            raise LookupError(f"mkdocs.yml: there is no `{key}` to replace")
        text = text[: found.start()] + (found["indent"] + line if line else "") + text[found.end() :]
    return text


def page(path: str, site: NewSite, *, imported: bool = False) -> str:
    """Return a page of a new site. Where nothing was `imported`, it says what to put in its place."""
    said = words(site.language, "new") | words(site.language, "contributing")
    said["also"] = words(site.language, "site")["also"]
    given = {
        "title": site.title,
        "pdf": book_path(site.title, "pdf"),
        "epub": book_path(site.title, "epub"),
        "commit": site.host.commit,
        "request": site.host.request,
    }
    texts = {name: text.format_map(given) for name, text in said.items()}
    texts["glossary"] = words(site.language, "book")["glossary"]
    english = "" if is_spoken(site.language) else _ENGLISH
    return _render(f"{Path(path).name}.jinja", site, imported=imported, words=texts, english=english)


def _render(template: str, site: NewSite, **values: object) -> str:
    loader = jinja2.FileSystemLoader(_TEMPLATES)
    # What is written is Markdown and YAML, each with a filter of its own.
    templates = jinja2.Environment(loader=loader, trim_blocks=True, keep_trailing_newline=True)  # noqa: S701 - above
    templates.filters |= {"yaml": to_yaml, "heading": heading}
    settings = asdict(site) | {"host": site.host, "pencil": bool(site.edit_uri)}
    return templates.get_template(template).render(settings | values)
