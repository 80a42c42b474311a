"""'Used in' below an entry of the glossary: which lessons teach the term, and where the pages use it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape
from itertools import groupby
from typing import TYPE_CHECKING, Any

from tracktwo.model.addresses import relative_url
from tracktwo.model.page import LinkedPage, UsageLocation
from tracktwo.model.site import Site
from tracktwo.model.term import Term
from tracktwo.model.vocabulary import USED_IN_BOX
from tracktwo.theme.templates import find_template
from tracktwo.wording import counted, words

if TYPE_CHECKING:
    from jinja2 import Template

SHOWN = 5  # places; the others are behind a disclosure
Uses = Sequence[tuple[LinkedPage, UsageLocation]]


def fill_used_in(site: Site, page: LinkedPage, html: str) -> str:
    """Return the HTML of a page of the glossary with 'Used in' in the box at the end of each entry."""
    template = find_template("used_in.html")
    wording = words(page.meta.language or site.language, "site")

    def fill(box: re.Match[str]) -> str:
        term = site.glossary.marked.get(unescape(box["name"]))
        return used_in(template, wording, site, term, page.url) if term and term.page == page.source else ""

    return USED_IN_BOX.sub(fill, html)


def used_in(template: Template, wording: Mapping[str, Any], site: Site, term: Term, url: str) -> str:
    """Return the HTML for one term on the page at `url`; nothing where it is neither used nor taught."""
    uses, lessons = site.uses.get(term, ()), site.taught.get(term, ())
    if not uses and not lessons:
        return ""
    times = counted(wording["times"], sum(use.times for _, use in uses))
    pages = counted(wording["pages"], len({page.url for page, _ in uses}))
    return template.render(
        lessons=[(relative_url(url, lesson.url), lesson) for lesson in lessons],
        taught=counted(wording["taught"], len(lessons)),
        comma=wording["comma"],
        used=wording["used"].format(times=times, pages=pages),
        shown=_by_page(uses[:SHOWN], url),
        rest=_by_page(uses[SHOWN:], url),
        more=counted(wording["more-sections"], len(uses[SHOWN:])),
    )


def _by_page(uses: Uses, url: str) -> list[tuple[str, LinkedPage, list[UsageLocation]]]:
    """Return the pages of some uses, with what leads there from the page at `url`, and their uses."""
    pages = [list(group) for _, group in groupby(uses, key=lambda use: use[0].url)]
    return [(relative_url(url, group[0][0].url), group[0][0], [use for _, use in group]) for group in pages]
