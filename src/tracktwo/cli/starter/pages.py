"""The pages and pipelines that a new site begins with, in its language and for its code host."""

from dataclasses import asdict
from pathlib import Path

import jinja2

from tracktwo.cli.starter.record import NewSite
from tracktwo.model.addresses import book_path
from tracktwo.model.markdown.yaml_source import to_yaml
from tracktwo.reading.writing.escapes import heading
from tracktwo.wording import is_spoken, words

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


def pipeline(template: str, site: NewSite) -> str:
    """Return a file of a pipeline: what checks, builds and publishes the site, or keeps its pins new."""
    return _render(template, site, publish=_PUBLISH)


def _render(template: str, site: NewSite, **values: object) -> str:
    loader = jinja2.FileSystemLoader(_TEMPLATES)
    # What is written is Markdown and YAML, each with a filter of its own.
    templates = jinja2.Environment(loader=loader, trim_blocks=True, keep_trailing_newline=True)  # noqa: S701 - above
    templates.filters |= {"yaml": to_yaml, "heading": heading}
    settings = asdict(site) | {"host": site.host, "pencil": bool(site.edit_uri)}
    return templates.get_template(template).render(settings | values)
