"""'Used in', a concordance of the glossary: which lessons teach a term, and where the pages say it.

The first quotations stand below the entry. Where there are more, all stand on a page of their own beside the
glossary's (`glossary/uses-of-envoy.html`), and a script puts them below the entry when a reader asks.
"""

import gzip
import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from html import unescape
from itertools import groupby
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from tracktwo.model.addresses import relative_url
from tracktwo.model.page import LinkedPage, PageSection, UsageLocation
from tracktwo.model.scripts import is_right_to_left
from tracktwo.model.site import Site
from tracktwo.model.term import Term
from tracktwo.model.vocabulary import STRIPS_BOX, USED_IN_BOX
from tracktwo.theme.templates import find_template
from tracktwo.wording import counted, words

SHOWN = 5  # quotations below an entry; fewer where a page of many terms would have
_MAX_STRIPS = 6  # in the header of a lesson, whose first words should be near
_MOST = 125_000  # bytes, compressed, of a page of the glossary without what its theme adds
_QUOTATION, _OF_TIME = 44, 22  # bytes that it takes, compressed, and what leads to its time or is a strip
# A name that each disk takes, and none for the same as another.
_FILE_NAME = re.compile(r"[a-z0-9_-]{1,100}")

Uses = Sequence[tuple[LinkedPage, UsageLocation]]


class UsesOnPage(NamedTuple):
    """What a page says of a term; `address` leads there, and `recording` to its file, if it has one.

    `quoted` are places with their addresses, the first in a section with it. `ticks` are the addresses of all
    places of a lesson, at thousandths of its text, and `summary` says when; there is neither for one place.
    """

    address: str
    page: LinkedPage
    recording: str
    summary: str
    ticks: Sequence[tuple[str, int]]
    quoted: Sequence[tuple[PageSection | None, str, UsageLocation]]


def fill_used_in(site: Site, page: LinkedPage, html: str) -> str:
    """Return the HTML of a page of the glossary with 'Used in' in the box at the end of each entry."""
    template = find_template("used_in.html")
    shown = _room(site, page)

    def fill(box: re.Match[str]) -> str:
        term = site.glossary.marked.get(unescape(box["name"]))
        if not term or term.page != page.source or not (term in site.uses or term in site.taught):
            return ""
        all_uses = relative_url(page.url, quote(uses_path(page.url, term)))
        return template.render(_values(site, term, page.url, shown), all_uses=all_uses)

    return USED_IN_BOX.sub(fill, html)


def fill_strips(site: Site, page: LinkedPage, html: str) -> str:
    """Return the HTML of a lesson with strips in its header, for the first terms that it teaches and says.

    Where these are all that it teaches, they stand in the place of their list.
    """
    said: dict[Term, list[UsageLocation]] = {}
    for use in page.uses:
        said.setdefault(use.term, []).append(use)
    wording = _words(site, page)
    strips = [
        (
            relative_url(page.url, site.term_url(term, "")),
            term.headword,
            _summary(said[term], wording),
            [(place.fragment or "#lesson-text", place.at) for place in said[term]],
        )
        for term in site.published(term for term in dict.fromkeys(page.teaches) if term in said)
    ]
    label = _words(site, page, "lesson")["terms"]
    filled = find_template("strips.html").render(strips=strips[:_MAX_STRIPS], label=label) if strips else ""
    named = "" if len(strips) == len(page.teaches) <= _MAX_STRIPS else r"\g<terms>"
    return STRIPS_BOX.sub(lambda box: box.expand(named) + filled, html)


def pages_of_uses(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the path and the HTML of a page for each term whose entry has not room for all its uses."""
    template = find_template("uses.html")
    room = {page.source: _room(site, page) for page in site.glossary_pages}
    for term in site.published(site.glossary):
        if len(site.uses.get(term, ())) <= room[term.page]:
            continue
        page = site.by_source[term.page]
        path = uses_path(page.url, term)
        folder = quote(path[: path.rfind("/") + 1])  # from where all of a glossary's lead alike
        language = page.meta.language or site.language
        html = template.render(
            _values(site, term, folder, max(SHOWN, len(site.uses[term]))),
            term=term,
            page=page,
            site=site,
            language=language,
            direction="rtl" if is_right_to_left(language) else "ltr",
            back=relative_url(folder, page.url) + (f"#{quote(term.anchor)}" if term.anchor else ""),
        )
        yield path, html


def _room(site: Site, page: LinkedPage) -> int:
    """Return how many quotations a page has room for below each entry; with all five there are strips."""
    found = [site.uses.get(term, ())[:SHOWN] for term in site.glossary.pages[page.source]]
    strips = sum(len(uses) - len({said.source for said, _ in uses}) for uses in found)
    left = _MOST - len(gzip.compress(page.html.encode(), 6))
    for shown in range(SHOWN, 1, -1):
        uses = [use for term in found for _, use in term[:shown]]
        taken = len(uses) * _QUOTATION + sum(use.moment is not None for use in uses) * _OF_TIME
        if taken + (strips * _OF_TIME if shown == SHOWN else 0) <= left:
            return shown
    return 1


def uses_path(url: str, term: Term) -> str:
    """Return the path of the page of all uses of a term that the page at `url` defines."""
    folder = f"{url.removesuffix('.html')}/" if url.endswith(".html") else url
    name = term.anchor if _FILE_NAME.fullmatch(term.anchor) else sha256(term.anchor.encode()).hexdigest()[:16]
    return unquote(folder) + (f"uses-of-{name}.html" if term.anchor else "uses.html")


def _words(site: Site, page: LinkedPage, table: str = "site") -> dict[str, Any]:
    return words(page.meta.language or site.language, table)


def _values(site: Site, term: Term, url: str, shown: int) -> dict[str, Any]:
    """Return what the templates print of a term, on a page at `url` that quotes so many places."""
    # What the glossary says itself comes last.
    uses = sorted(site.uses.get(term, ()), key=lambda use: use[0].source in site.glossary.pages)
    lessons = site.taught.get(term, ())
    page = site.by_source[term.page]
    wording = _words(site, page)
    found = list(_by_page(uses, url, wording, shown))
    times = counted(wording["times"], sum(use.times for _, use in uses))
    pages = counted(wording["pages"], len({page.url for page, _ in uses}))
    return {
        "lessons": [(relative_url(url, lesson.url), lesson) for lesson in lessons],
        "taught": counted(wording["taught"], len(lessons)),
        "used": wording["used"].format(times=times, pages=pages),
        "comma": wording["comma"],
        "pages": found,
        "strips": shown >= SHOWN,
        "all": wording["all-uses"].format(count=len(uses)) if len(uses) > shown else "",
        "play": _words(site, page, "lesson")["play"] if any(one.recording for one in found) else "",
    }


def _by_page(uses: Uses, url: str, wording: Mapping[str, Any], shown: int) -> Iterator[UsesOnPage]:
    """Yield the pages of some uses, with what leads there from the page at `url`, until enough is quoted."""
    for _, group in groupby(uses, key=lambda use: use[0].url):
        found = list(group)
        page, places = found[0][0], [use for _, use in found]
        address = relative_url(url, page.url)
        ticks = [(address + place.fragment, place.at) for place in places]
        is_strip = page.meta.has_header and len(places) > 1
        recording = page.meta.recording.file if page.meta.recording else ""
        yield UsesOnPage(
            address=address,
            page=page,
            recording=recording and relative_url(url, quote(recording)),
            summary=_summary(places, wording) if is_strip else "",
            ticks=ticks if is_strip else (),
            quoted=[
                (None if before and before.section == place.section else place.section, to, place)
                for before, place, (to, _) in zip([None, *places], places[:shown], ticks, strict=False)
            ],
        )
        shown -= len(places)
        if shown <= 0:
            return


def _summary(places: Sequence[UsageLocation], wording: Mapping[str, Any]) -> str:
    """Say how often a lesson says a term, and from when to when."""
    times = counted(wording["times"], sum(use.times for use in places))
    moments = [use.moment.written for use in places if use.moment]
    return f"{times}, {moments[0]}–{moments[-1]}" if len(moments) > 1 else times
