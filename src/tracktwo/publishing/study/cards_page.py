"""The page of flash cards that `study: true` adds: its Markdown."""

from collections.abc import Mapping

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
