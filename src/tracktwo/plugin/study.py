"""What `study: true` adds: a page of flash cards, their decks, and questions at the end of lessons."""

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from tracktwo.linking.extension import TracktwoExtension
from tracktwo.linking.glossary import Term
from tracktwo.publishing.cache import cached
from tracktwo.publishing.changes import Changes
from tracktwo.publishing.flashcards import Flashcard, to_anki, to_csv
from tracktwo.publishing.metadata import Site
from tracktwo.publishing.used_in import Place

PAGE = "study.md"
DECKS = ("flashcards.apkg", "flashcards.csv")
_MARKDOWN = f"""\
---
title: Flash cards
description: The terms of the glossary as flash cards, to learn here, in Anki, or in a spreadsheet.
terms: false
hide: [toc]
---

# Flash cards

[CARDS]

What you know is kept on this device, and nowhere else. To take the cards away: [for Anki]({DECKS[0]}), or [as CSV]({DECKS[1]}) for a spreadsheet and other programs. All terms, and where they are said, are in the [glossary]({{glossary}}).
"""  # noqa: E501 - a paragraph of Markdown is a line
_QUESTIONS = "[SELF-CHECK]"


class Study:
    """The cards of a site, which are announced before pages are rendered and made when they are."""

    def __init__(self, extension: TracktwoExtension) -> None:
        """Begin with nothing announced."""
        self.extension = extension
        self.decks: dict[str, File] = {}

    def announce(self, files: Files, config: MkDocsConfig) -> None:
        """Add the page, unless the author has written one, and the decks."""
        self.decks = {name: File.generated(config, name, content=b"") for name in DECKS}
        if PAGE not in files.src_uris:
            glossary = self.extension.getConfig("glossary")
            first = glossary if isinstance(glossary, str) else glossary[0]
            text = _MARKDOWN.format(glossary=first if first in files.src_uris else "index.md")
            page = File.generated(config, PAGE, content=text)
            page.inclusion = InclusionLevel.NOT_IN_NAV  # it may be there, and need not
            files.append(page)
        for deck in self.decks.values():
            files.append(deck)

    @staticmethod
    def with_questions(markdown: str) -> str:
        """Return a lesson with questions at its end, unless it has them elsewhere."""
        return markdown if _QUESTIONS in markdown.splitlines() else f"{markdown}\n\n{_QUESTIONS}\n"

    def make(self, site: Site, used: Mapping[Term, Sequence[Place]], config: MkDocsConfig) -> None:
        """Make the decks, of the terms that have a definition; `used` says where each one is."""
        cards = [_card(site, term, used.get(term, ())) for term in site.published(site.glossary) if term.text]
        changed = int(os.environ.get("SOURCE_DATE_EPOCH") or 0)
        changed = changed or Changes(Path(config.docs_dir)).newest({term.page for term in site.glossary})
        anki, table = self.decks.values()
        deck = site.title, site.address or site.title, cards, changed
        key = hashlib.sha256(f"{version('tracktwo')} {deck}".encode()).hexdigest()
        cache = Path(config.config_file_path).parent / ".cache" / "tracktwo"
        anki.content_bytes = cached(cache, f"{key}.apkg", lambda: to_anki(*deck))
        table.content_bytes = to_csv(cards)


def _card(site: Site, term: Term, places: Iterable[Place]) -> Flashcard:
    address = site.term_url(term, site.address) if site.address else ""
    lessons = tuple(dict.fromkeys(place.page for place in places))
    return Flashcard(term.headword, term.also, term.text, address, lessons)
