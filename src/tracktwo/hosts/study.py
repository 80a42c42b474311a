"""What `study: true` adds: a page of flash cards, their decks, and questions at the end of lessons."""

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from tracktwo.linking.extension import TracktwoExtension
from tracktwo.model.term import Term
from tracktwo.publishing.reproducible.cache import cached
from tracktwo.publishing.reproducible.git_dates import ChangeDates
from tracktwo.publishing.study.decks import Flashcard, to_anki, to_csv
from tracktwo.publishing.web.json_ld import Site
from tracktwo.publishing.web.used_in import Place
from tracktwo.wording import words

PAGE = "study.md"
ANKI, TABLE = "flashcards.apkg", "flashcards.csv"
_MARKDOWN = """\
---
title: {cards}
description: "{cards-are}"
terms: false
hide: [toc]
---

# {cards}

[CARDS]

"""
_QUESTIONS = "[SELF-CHECK]"


class Study:
    """The cards of a site, which are announced before pages are rendered and made when they are."""

    def __init__(self, extension: TracktwoExtension) -> None:
        """Begin with nothing announced."""
        self.extension = extension
        self.files: dict[str, File] = {}

    def announce(self, files: Files, config: MkDocsConfig) -> None:
        """Add the page and the decks, unless the author has made them."""
        pages = [page for page in self.extension.pages if page in files.src_uris]  # not those in folders
        addresses = {"anki": ANKI, "csv": TABLE, "glossary": next(iter(pages), "index.md")}
        for name in (PAGE, ANKI, TABLE):
            if name not in files.src_uris:
                self.files[name] = File.generated(config, name, content=b"")
                files.append(self.files[name])
        if PAGE in self.files:
            said = words(self.extension.getConfig("language"), "site")
            written = (_MARKDOWN + said["cards-kept"]).format_map(said | addresses)
            self.files[PAGE].content_string = written
            self.files[PAGE].inclusion = InclusionLevel.NOT_IN_NAV  # it may be there, and need not

    @staticmethod
    def with_questions(markdown: str) -> str:
        """Return a lesson with questions at its end, unless it has them elsewhere."""
        asks = any(line.rstrip() == _QUESTIONS for line in markdown.splitlines())
        return markdown if asks else f"{markdown}\n\n{_QUESTIONS}\n"

    def make(self, site: Site, used: Mapping[Term, Sequence[Place]], config: MkDocsConfig) -> None:
        """Make the decks, of the terms that have a definition; `used` says where each one is."""
        cards = [_card(site, term, used.get(term, ())) for term in site.published(site.glossary) if term.text]
        changed = int(os.environ.get("SOURCE_DATE_EPOCH") or 0)
        changed = changed or ChangeDates(Path(config.docs_dir)).newest({term.page for term in site.glossary})
        if ANKI in self.files:
            deck = site.title, site.address or site.title, cards, changed
            key = hashlib.sha256(f"{version('tracktwo')} {deck}".encode()).hexdigest()
            cache = Path(config.config_file_path).parent / ".cache" / "tracktwo"
            self.files[ANKI].content_bytes = cached(cache, f"{key}.apkg", lambda: to_anki(*deck))
        if TABLE in self.files:
            self.files[TABLE].content_bytes = to_csv(cards)


def _card(site: Site, term: Term, places: Iterable[Place]) -> Flashcard:
    address = site.term_url(term, site.address) if site.address else ""
    lessons = tuple(dict.fromkeys(place.page for place in places))
    return Flashcard(term.headword, term.also, term.text, address, lessons)
