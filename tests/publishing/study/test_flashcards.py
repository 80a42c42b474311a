"""Flash cards for Anki and for spreadsheets."""

import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from html import unescape

import pytest

from tracktwo.publishing.study.decks import Flashcard, to_anki, to_csv

CARDS = (
    Flashcard("R&D <x>", ("r & d",), "What *one*\n\npays for.", "https://example.org/#r-d", ("A talk", "B")),
    Flashcard("=SUM(A1)", (), "“Two”, three\nlines", ""),
)


@pytest.fixture
def collection(tmp_path):
    """Open the database in a deck, and close it at the end of `with`, which sqlite3 by itself does not."""

    @contextmanager
    def collection(deck: bytes) -> Iterator[sqlite3.Connection]:
        with zipfile.ZipFile(io.BytesIO(deck)) as archive:
            assert archive.testzip() is None
            assert sorted(archive.namelist()) == ["collection.anki2", "media"]
            archive.extract("collection.anki2", tmp_path)
        with closing(sqlite3.connect(tmp_path / "collection.anki2")) as database:
            yield database

    return collection


def test_csv_has_a_line_for_each_card_below_one_that_names_the_columns():
    rows = list(csv.reader(io.StringIO(to_csv(CARDS).decode(), newline="")))
    assert rows[0] == ["term", "also", "definition", "lessons", "address"]
    assert rows[1] == ["R&D <x>", "r & d", "What *one*\n\npays for.", "A talk, B", "https://example.org/#r-d"]
    assert to_csv(CARDS).count(b"\r\n") == len(rows)


def test_no_cell_is_a_formula():
    assert list(csv.reader(io.StringIO(to_csv(CARDS).decode(), newline="")))[2][0] == "'=SUM(A1)"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff20"])
def test_whatever_a_spreadsheet_takes_for_a_formula_is_text(start):
    cells = f"{start}1+1"
    written = to_csv([Flashcard(cells, (cells,), cells, cells, (cells,))]).decode()
    rows = list(csv.reader(io.StringIO(written, newline="")))
    assert rows[1] == [f"'{cells}"] * 5


def test_what_anki_would_play_run_or_fill_in_is_text(collection):
    hostile = "[sound:a.mp3] [latex]x[/latex] [$]x[/$] [anki:play:q:0] {{Term}} {{c1::x}} {{{x"
    card = Flashcard(hostile, (hostile,), hostile, "https://example.org/")
    with collection(to_anki("Talks", "https://example.org/", [card], 1000)) as database:
        fields = database.execute("select flds from notes").fetchone()[0]
    assert "[" not in fields
    assert "{{" not in fields
    assert [unescape(field) for field in fields.split("\x1f")[:3]] == [hostile] * 3


def test_a_deck_has_a_note_and_a_card_for_each_term_whose_text_is_text(collection):
    with collection(to_anki("Talks", "https://example.org/", CARDS, 1000)) as database:
        notes = database.execute("select flds, tags from notes order by id").fetchall()
        assert database.execute("select count(*) from cards").fetchone() == (2,)
        decks = json.loads(database.execute("select decks from col").fetchone()[0])
    fields = notes[0][0].split("\x1f")
    assert fields == [
        "R&amp;D &lt;x&gt;",
        "r &amp; d",
        "What *one*<br><br>pays for.",
        "https://example.org/#r-d",
    ]
    assert notes[0][1].split() == ["A-talk", "B"]
    assert "Talks" in {deck["name"] for deck in decks.values()}


def test_the_same_cards_give_the_same_bytes_and_no_date():
    decks = [to_anki("Talks", "https://example.org/", CARDS, 1000) for _ in range(2)]
    assert decks[0] == decks[1]
    with zipfile.ZipFile(io.BytesIO(decks[0])) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_a_newer_deck_changes_the_notes_of_an_older_one(collection):
    newer = CARDS[0]._replace(definition="Other words.")
    with collection(to_anki("Talks", "https://example.org/", CARDS, 1000)) as database:
        old = database.execute("select guid, mid, mod from notes order by id").fetchone()
    with collection(to_anki("New title", "https://example.org/", [newer], 2000)) as database:
        new = database.execute("select guid, mid, mod from notes").fetchone()
    assert new[:2] == old[:2]
    assert new[2] > old[2]


def test_another_site_has_other_notes(collection):
    ids = set()
    for site in ("https://example.org/a/", "https://example.org/b/"):
        with collection(to_anki("Talks", site, CARDS, 1000)) as database:
            ids.add(database.execute("select guid, mid from notes order by id").fetchone())
    assert len({guid for guid, _ in ids}) == len({model for _, model in ids}) == 2
