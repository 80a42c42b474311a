"""The files that a new site begins with: those of this project's own site, and pages that say what to do."""

import json
import re
from collections.abc import Iterator, Mapping
from html import escape
from importlib.metadata import distribution
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from urllib.request import url2pathname

import jinja2
import yaml
from markdown.extensions.toc import slugify

from tracktwo.linking.matching.languages import needs_dictionary
from tracktwo.reading.writing.escapes import heading
from tracktwo.wording import is_spoken, words

# A wheel has them in a folder of the package, and a clone at its root.
_PACKED = Path(__file__).parents[1] / "starter"
ROOT = _PACKED if _PACKED.is_dir() else Path(__file__).parents[3]
FILES = (
    ".github/ISSUE_TEMPLATE/config.yml",
    ".github/ISSUE_TEMPLATE/mend-a-page.yml",
    ".github/ISSUE_TEMPLATE/suggest-a-term.yml",
    ".github/pull_request_template.md",
    ".github/workflows/site.yml",
    ".gitignore",
    "docs/contributing.md",
    "mkdocs.yml",
    "overrides",
    "requirements.txt",
    "site.mk",
)
_REQUIREMENT = re.compile(r"^TRACKTWO \?= .*$", re.MULTILINE)
# Around what is written in English on a site in another language: screen readers say it so, and it runs so.
_ENGLISH = '<div lang="en" dir="ltr" markdown="1">'
_PAGES = Path(__file__).with_name("starter_pages")
# Where each code host edits a file on `main`; of another one we do not know it, and MkDocs makes no link.
_EDIT = {
    "github.com": "edit/main/docs/",
    "gitlab.com": "-/edit/main/docs/",
    "codeberg.org": "_edit/branch/main/docs/",
}
# A key at the start of a line, with what belongs to it: the lines below that are indented.
_KEY = r"^(?P<indent> *){}:.*\n(?:(?P=indent) +.*\n)*"


class NewSite(NamedTuple):
    """What a new site is called, who speaks, its language (BCP 47), and the address of its repository."""

    title: str
    author: str
    language: str
    repository: str

    @property
    def host(self) -> str:
        """The code host; GitHub where none is said, and gitlab.com for every GitLab that is named so."""
        host = (urlsplit(self.repository).hostname or "github.com").removeprefix("www.")
        return "gitlab.com" if host.startswith("gitlab.") else host


def files_of(site: NewSite) -> dict[str, bytes]:
    """Return the files of a new site but for its lesson and glossary, by path."""
    files = {path: (ROOT / path).read_bytes() for path in _paths()}
    if site.host != "github.com":
        files = {path: content for path, content in files.items() if not path.startswith(".github/")}
    if site.host == "gitlab.com":
        files[".gitlab-ci.yml"] = (_PAGES / "gitlab-ci.yml").read_bytes()
    files["mkdocs.yml"] = _configuration(files["mkdocs.yml"].decode(), site).encode()
    makefile = files.pop("site.mk").decode()
    files["Makefile"] = _REQUIREMENT.sub(f"TRACKTWO ?= {requirement(site.language)}", makefile).encode()
    if site.language != "en":
        before, mark, text = files["docs/contributing.md"].decode().partition("---\n\n")
        title = words(site.language, "new")["contribute"]
        before = re.sub("(?m)^title: .*$", f"title: {title}", before)
        files["docs/contributing.md"] = f"{before}{mark}{_ENGLISH}\n\n{text}\n</div>\n".encode()
    return files | {path: page(path, site).encode() for path in ("README.md", "docs/index.md")}


def page(path: str, site: NewSite, *, imported: bool = False) -> str:
    """Return a page of a new site. Where nothing was `imported`, it says what to put in its place."""
    loader = jinja2.FileSystemLoader(_PAGES)
    # What is written is Markdown and YAML, each with a filter of its own.
    templates = jinja2.Environment(loader=loader, trim_blocks=True, keep_trailing_newline=True)  # noqa: S701 - above
    templates.filters |= {"yaml": _yaml, "heading": heading}
    book = slugify(site.title, "-") or "book"
    addresses = {"title": site.title, "pdf": f"{book}.pdf", "epub": f"{book}.epub"}
    texts = {name: text.format_map(addresses) for name, text in words(site.language, "new").items()}
    texts["glossary"] = words(site.language, "book")["glossary"]
    english = "" if is_spoken(site.language) else _ENGLISH
    return templates.get_template(f"{Path(path).name}.jinja").render(
        site._asdict(), host=site.host, imported=imported, words=texts, english=english
    )


def requirement(language: str) -> str:
    """Return what pip installs this Tracktwo by: its version, or the commit that it is of (PEP 610)."""
    ours = distribution("tracktwo")
    name = required("tracktwo", language)
    source = _source()
    if "vcs_info" in source:
        version = source["vcs_info"]
        return f"'{name} @ {version['vcs']}+{source['url']}@{version['commit_id']}'"
    return f"'{name}=={ours.version}'"


def required(tracktwo: str | Path, language: str) -> str:
    """Return what pip installs, by name or place, with the extra that a language needs."""
    return f"{tracktwo}[languages]" if needs_dictionary(language) else str(tracktwo)


def installed_from() -> Path | None:
    """Return the folder or the wheel on this machine that Tracktwo was installed from, if it was."""
    url = urlsplit(_source().get("url", ""))
    return Path(url2pathname(url.path)) if url.scheme == "file" else None


def _source() -> dict[str, Any]:
    written = distribution("tracktwo").read_text("direct_url.json")
    return dict(json.loads(written)) if written else {}


def _paths() -> Iterator[str]:
    for name in FILES:
        path = ROOT / name
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (file.relative_to(ROOT).as_posix() for file in inside if file.is_file())


def _configuration(text: str, site: NewSite) -> str:
    """Say in the configuration of this project's site what another one is called; comments stay."""
    english, translated = words("en", "new"), words(site.language, "new")
    for name in ("home", "light", "dark", "system"):
        text = text.replace(english[name], translated[name])
    values: Mapping[str, object] = {
        "site_name": site.title,
        "site_description": translated["about"].format(title=site.title),
        "repo_url": site.repository,
        "edit_uri": _EDIT.get(site.host, "") if site.repository else "",
        "copyright": f"© {escape(site.author, quote=False)}" if site.author else "",
        "language": site.language,
    }
    for key, value in values.items():
        line = f"{key}: {_yaml(value)}\n" if value else ""
        pattern = re.compile(_KEY.format(key), re.MULTILINE)
        found = pattern.search(text)
        if not found:
            raise LookupError(f"mkdocs.yml: there is no `{key}` to replace")
        text = text[: found.start()] + (found["indent"] + line if line else "") + text[found.end() :]
    return text


def _yaml(value: object) -> str:
    """Return a value as YAML on one line, whatever is in it."""
    written = yaml.safe_dump(value, allow_unicode=True, width=float("inf"))
    return written.removesuffix("\n").removesuffix("\n...")
