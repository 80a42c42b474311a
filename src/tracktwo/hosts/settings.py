"""The plugin's own options; those of the linker are the Markdown extension's."""

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError

from tracktwo.model.problem import InvalidInput, Problem
from tracktwo.model.sources import inside
from tracktwo.publishing.outputs import OutputSettings
from tracktwo.publishing.pdf.style import DEFAULT_STYLE, Style, invalid_option
from tracktwo.publishing.reproducible.cache import cache_folder

# Of the extension; they may stand with those of the plugin.
EXTENSION_OPTIONS = ("glossary", "link", "most", "language", "exclude", "attributes", "docs_dir")
_PAPERS = {"letter": "us-letter", "usletter": "us-letter", "6x9in": "us-trade", "6x9": "us-trade"}
_SHORT_COLOR = re.compile("#[0-9a-fA-F]{3}")


class PdfConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs has no types there
    """Which PDFs are made, one of each lesson and one of the whole site, and how they look (see Style)."""

    lessons = option.Type(bool, default=False)
    book = option.Type(bool, default=False)
    pages = option.Choice(("nav", "lessons"), default="nav")
    include = option.Optional(option.PathSpec())
    exclude = option.Optional(option.PathSpec())
    paper = option.Type(str, default=DEFAULT_STYLE.paper)
    color = option.Type(str, default=DEFAULT_STYLE.color)
    margins = option.Type(dict, default={})
    font = option.Type(str, default="")
    fonts = option.Optional(option.Type(str))
    cover = option.Type(str, default="")
    system_fonts = option.Type(bool, default=False)


class EpubConfig(Config):  # type: ignore[no-untyped-call]  # the same
    """Which EPUBs are made: one of each lesson, and one of the whole site."""

    lessons = option.Type(bool, default=False)
    book = option.Type(bool, default=False)


class TracktwoConfig(Config):  # type: ignore[no-untyped-call]  # the same
    """What the plugin makes beside the pages."""

    pdf = option.SubConfig(PdfConfig)
    epub = option.SubConfig(EpubConfig)
    social_cards = option.Type(bool, default=True)
    study = option.Type(bool, default=False)
    markdown = option.Type(bool, default=False)
    unused = option.Type(bool, default=True)
    search = option.Type(bool, default=False)


def as_documented(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the plugin's options, some of which people write in other words, as the guide has them.

    `pdf: true` and `pdf: {paper: A4}` are the book, and so it is with `epub`; `letter` is `us-letter`, `#abc`
    is `#aabbcc`, and one margin is that of all sides.
    """
    found = dict(options)
    for kind in ("pdf", "epub"):
        asked = found.get(kind)
        if asked in (True, "book", "lessons"):
            found[kind] = {"lessons" if asked == "lessons" else "book": True}
        elif asked in (False, None):
            found.pop(kind, None)
        elif isinstance(asked, Mapping):
            made = {name: asked[name] for name in ("book", "lessons") if name in asked} or {"book": True}
            found[kind] = _looks_as_documented({**asked, **made}) if kind == "pdf" else made
    return found


def take_unknown(options: dict[str, Any], known: Collection[str], where: str = "") -> Iterator[Problem]:
    """Take out what is no option, and yield what is wrong; `tracktwo check` shows no warnings of MkDocs."""
    for name in [name for name in options if name not in known]:
        del options[name]
        near = next(iter(get_close_matches(str(name), known, 1)), "")
        place = "put it below `pdf`" if name in PdfConfig() else "take it out"
        message = f"plugins: tracktwo: {where}{name}: there is no such option"
        remedy = f"write `{near}`" if near else place
        yield Problem("", 0, "unknown-option", "warning", message, remedy)
    if isinstance(options.get("pdf"), dict):
        yield from take_unknown(options["pdf"], PdfConfig(), "pdf: ")


def _looks_as_documented(options: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(options)
    if isinstance(found.get("paper"), str):
        paper = found["paper"].lower()
        found["paper"] = _PAPERS.get(paper.replace(" ", ""), paper)
    if isinstance(found.get("color"), str) and _SHORT_COLOR.fullmatch(found["color"]):
        found["color"] = "#" + "".join(2 * digit for digit in found["color"][1:])
    for name in ("include", "exclude"):
        if isinstance(found.get(name), list):
            found[name] = "\n".join(map(str, found[name]))  # MkDocs' own options of this kind are one text
    if isinstance(found.get("margins"), str):
        found["margins"] = dict.fromkeys(("inside", "outside", "top", "bottom"), found["margins"])
    return found


def _fonts_folder(site: Path, named: str) -> Path | None:
    """Return a folder of fonts: one that is named in full as it is; one of the site, and all in it, is there.

    Raises InvalidInput.
    """
    if not named or Path(named).is_absolute():
        return Path(named) if named else None
    folder = inside(site, named)
    if folder is None or any(path.is_symlink() and not inside(site, path) for path in folder.rglob("*")):
        remedy = "put the files there, or name their folder in full"
        raise invalid_option(f"fonts: {named}: it leads out of the site", remedy)
    return folder


def version_of(extra: object) -> str:
    """Return the version that mike deploys, else the one that `extra` names, if it is one and no setting."""
    version = extra.get("version") if isinstance(extra, Mapping) else None
    version = os.environ.get("MIKE_DOCS_VERSION") or version
    return "" if isinstance(version, dict) else str(version or "")


def output_settings(
    options: TracktwoConfig,
    *,
    site: Path,
    docs_dir: Path,
    templates: Iterable[str],
    features: Iterable[object],
    styles: Iterable[str],
) -> OutputSettings:
    """Return what a site wants published; raise PluginError for looks that cannot be.

    `site` is its folder, `templates` are those of its theme, which has `features`; `styles` are its own.
    """
    looks = {key: value for key, value in options.pdf.items() if key in Style.__match_args__}
    try:
        looks["fonts"] = _fonts_folder(site, looks["fonts"] or "")
        style = Style(**looks)
    except InvalidInput as error:
        raise PluginError(str(error)) from error
    books = (Path(folder, "book.typ") for folder in templates)
    return OutputSettings(
        docs_dir=docs_dir,
        book_pdf=options.pdf.book,
        book_epub=options.epub.book,
        lesson_epubs=options.epub.lessons,
        social_cards=options.social_cards,
        book_of_lessons=options.pdf.pages == "lessons",
        in_book=partial(_is_in_book, options.pdf),
        lesson_pdfs=options.pdf.lessons,
        study=options.study,
        markdown=options.markdown,
        unused=options.unused,
        search=options.search,
        style=style,
        template=next(filter(Path.is_file, books), None),
        cache=cache_folder(),
        own_style=next(iter(styles), ""),
        has_instant_navigation=any(str(feature).startswith("navigation.instant") for feature in features),
    )


def _is_in_book(options: PdfConfig, source: str) -> bool:
    included = options.include is None or options.include.match_file(source)
    return included and not (options.exclude and options.exclude.match_file(source))
