"""The page of flash cards that `study: true` adds: its Markdown, and a deck for each lesson."""

import re
from collections.abc import Iterator, Mapping

from markupsafe import Markup

from tracktwo.model.page import LinkedPage
from tracktwo.model.site import Site
from tracktwo.model.vocabulary import CARDS
from tracktwo.publishing.study.decks import ANKI_DECK, CSV_DECK

CARDS_PAGE = "study.md"
_MARKDOWN = f"""\
---
title: {{cards}}
description: "{{cards-are}}"
terms: false
hide: [toc]
---

# {{cards}}

{CARDS}

"""


def cards_page(wording: Mapping[str, str], glossary: str) -> str:
    """Return the page in the words of a site; `glossary` is the path of a page to which it leads."""
    addresses = {"anki": ANKI_DECK, "csv": CSV_DECK, "glossary": glossary}
    return (_MARKDOWN + wording["cards-kept"]).format_map({**wording, **addresses})


_DECKS = re.compile(r"(<select data-decks[^>]*>.*?)(</select>)", re.DOTALL)
_DECK = Markup('<option value="{}" data-cards="{}">{} ({})</option>')


def fill_decks(site: Site, page: LinkedPage, html: str) -> str:
    """Return the HTML of a page with a deck for each lesson that uses terms, where it has flash cards."""
    return _DECKS.sub(lambda found: found[1] + "".join(_decks(site, page)) + found[2], html)


def _decks(site: Site, page: LinkedPage) -> Iterator[Markup]:
    """Yield the choice of each lesson: its source, and the numbers of its cards on the page."""
    numbers = {term.marker: number for term, number in page.record.glossary.learnable.items()}
    for lesson in site.lessons:
        used = dict.fromkeys(numbers.get(use.term.marker) for use in lesson.uses)
        cards = sorted(number for number in used if number is not None)
        if cards:
            yield _DECK.format(lesson.source, " ".join(map(str, cards)), lesson.title, len(cards))
