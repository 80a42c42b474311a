"""Flash cards of a glossary for other programs: a deck for Anki, and CSV."""

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from html import escape
from typing import NamedTuple

from tracktwo.model.site import Site
from tracktwo.publishing.reproducible.archive import archive

ANKI_DECK, CSV_DECK = "flashcards.apkg", "flashcards.csv"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # also full-width
_STYLE = """\
.card { font: 1.2em/1.5 Georgia, serif; text-align: start; max-width: 32em; margin: auto; }
.also, a { color: #6b7378; font-size: 0.8em; }
"""


class Flashcard(NamedTuple):
    """A term, its other names, its definition, whose paragraphs empty lines part, its address if known.

    `lessons` are the titles of the pages that use it.
    """

    term: str
    also: tuple[str, ...]
    definition: str
    address: str
    lessons: tuple[str, ...] = ()


def flashcards(site: Site) -> Iterator[Flashcard]:
    """Yield a card for each term of a site of which one can learn something."""
    for term in site.published(site.glossary.learnable):
        if term.text:
            address = site.term_url(term, site.address) if site.address else ""
            lessons = dict.fromkeys(page.title for page, _ in site.uses.get(term, ()))
            yield Flashcard(term.headword, term.also, term.text, address, tuple(lessons))


def to_csv(cards: Iterable[Flashcard]) -> bytes:
    """Write cards as CSV (RFC 4180): a line for each, below one that names its columns.

    A cell that a spreadsheet would take for a formula begins with an apostrophe, which says that it is text.
    """
    table = io.StringIO()
    rows = csv.writer(table)
    rows.writerow(["term", "also", "definition", "lessons", "address"])
    for card in cards:
        cells = (card.term, ", ".join(card.also), card.definition, ", ".join(card.lessons), card.address)
        rows.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return table.getvalue().encode()


def to_anki(title: str, site: str, cards: Iterable[Flashcard], changed: int) -> bytes:
    """Write cards as a deck that Anki imports.

    `site` tells this deck from all others: its address, or its title. With it a newer deck changes the cards
    of an older one and keeps what was learnt, if its `changed`, in seconds since 1970, is later. The same
    cards give the same bytes.
    """
    import genanki  # type: ignore[import-untyped]  # it has no types; and it takes 0.1 s, which few need

    model = genanki.Model(
        _number(f"{site} model"),
        f"Tracktwo: {title}",
        fields=[{"name": name} for name in ("Term", "Also", "Definition", "Address")],
        templates=[{
            "name": "Card",
            "qfmt": '<h1 dir="auto">{{Term}}</h1>{{#Also}}<p class="also">{{Also}}</p>{{/Also}}',
            "afmt": '{{FrontSide}}<hr><p dir="auto">{{Definition}}</p>'
            '{{#Address}}<p><a href="{{Address}}">{{Term}}</a></p>{{/Address}}',
        }],
        css=_STYLE,
    )  # fmt: skip
    deck = genanki.Deck(_number(f"{site} deck"), title)
    for card in cards:
        deck.add_note(
            genanki.Note(
                model,
                list(map(_anki_text, (card.term, ", ".join(card.also), card.definition, card.address))),
                guid=genanki.guid_for(site, card.term),
                tags=["-".join(lesson.split()) for lesson in card.lessons],
            )
        )
    dated = io.BytesIO()
    genanki.Package(deck).write_to_file(dated, timestamp=changed)
    with zipfile.ZipFile(dated) as packed:
        return archive({name: packed.read(name) for name in packed.namelist()})


def _anki_text(text: str) -> str:
    """Write text as HTML in which Anki finds no sound, no LaTeX and no field: `[sound:`, `[latex]`, `{{`."""
    shown = escape(text).replace("[", "&#91;").replace("{{", "&#123;&#123;")
    return shown.replace("\n\n", "<br><br>")


def _number(name: str) -> int:
    """Return a number that Anki can have for an id: below 2**31 (genanki's README), the same for a name."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % (1 << 30) + (1 << 30)
