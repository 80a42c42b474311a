"""Reviews a MkDocs site: renders its pages, and hands its terms and pages to the review."""

import os
import re
from pathlib import Path
from typing import Any

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import pages
from mkdocs.structure.files import File

from tracktwo.hosts.mkdocs import TracktwoPlugin
from tracktwo.hosts.pages import render
from tracktwo.linking.extension import TracktwoExtension
from tracktwo.linking.matching.taught import taught_names
from tracktwo.linking.review.site_review import ReviewedPage, ReviewedSite, review
from tracktwo.model.lesson import is_lesson
from tracktwo.model.problem import Problem
from tracktwo.model.term import Glossary, GlossaryError

# A message of ours: the file, the line if it is known, what is wrong, and the remedy.
_MESSAGE = re.compile(r"(?P<file>.+?)(?::(?P<line>[0-9]+))?: (?P<message>.+); (?P<remedy>.+)", re.DOTALL)


def review_site(config_file: str) -> list[Problem]:
    """Review the site that a configuration describes; a glossary that cannot be read is all that is found.

    Raises MkDocsException for a configuration that cannot be used, and OSError or ValueError for a page.
    """
    config = load_config(config_file)
    options = config.mdx_configs.get("tracktwo", {})
    named = TracktwoExtension(**options).getConfig("glossary")
    try:
        Glossary.read(config.docs_dir, named)
    except GlossaryError as error:
        return [_unreadable(error)]
    return review(_site(config))


def _unreadable(error: GlossaryError) -> Problem:
    found = _MESSAGE.fullmatch(str(error))
    if not found:
        raise error
    file = Path(os.path.relpath(found["file"])).as_posix()
    return Problem(
        file, int(found["line"] or 1), "missing-glossary", "error", found["message"], found["remedy"]
    )


def _site(config: MkDocsConfig) -> ReviewedSite:
    """Render a site; the plugin joins in where the configuration has the Markdown extension alone."""
    plugin = config.plugins.get("tracktwo")
    if not isinstance(plugin, TracktwoPlugin):
        plugin = TracktwoPlugin()
        plugin.load_config({})
        config.plugins["tracktwo"] = plugin
    files = render(config)
    extension = plugin.extension
    glossary = extension.glossary
    # As the pages did: these are the anchors of the site's own toc, and what was read is kept.
    toc: dict[str, Any] = config.mdx_configs.get("toc", {})
    given = {key: toc[key] for key in ("slugify", "separator") if key in toc}
    return ReviewedSite(
        docs=Path(os.path.relpath(config.docs_dir)).as_posix(),
        glossary=glossary,
        matcher=extension.load(Path(config.docs_dir), **given),
        pages=tuple(_page(file, file.page) for file in files.documentation_pages() if file.page),
        used={use.term for uses in extension.uses.values() for use in uses},
        language=extension.getConfig("language"),
    )


def _page(file: File, page: pages.Page) -> ReviewedPage:
    return ReviewedPage(
        path=file.src_uri,
        markdown=file.content_string,
        url=file.url,
        anchors=frozenset(page.present_anchor_ids or ()),
        teaches=tuple(taught_names(page.meta)),
        lesson=is_lesson(page.file.src_uri, page.meta),
    )
