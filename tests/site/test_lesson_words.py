"""The lesson that ships: as long as it should be, complete, and in our own words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

DOCS = Path(__file__).resolve().parents[2] / "docs"
TERMS = ["Diplomacy", "Multi-track diplomacy", "Non-state actor", "State actor", "Track two diplomacy"]

# What the source says, in its order.
FACTS = [
    "1980s", "no government title", "relationships", "track two diplomacy",
    "resolved conflicts for a living", "train people", "track one", "state actors", "peace treaties",
    "trade agreements", "Secretary of State", "sanctioned", "non-state actors", "more were needed",
    "multi-track diplomacy", "the same thing", "perceptions", "attitudes", "a signature", "slowly",
    "relationships", "every sector", "business people", "private citizens", "religious groups", "media",
    "journalists", "academic institutions", "nonprofits", "summer camps", "Israel", "storytelling",
    "The Land Twice Promised", "dialogue", "Truth and Reconciliation Commission", "apartheid", "healing",
    "reparations", "payments", "memorials", "restitution", "prevent", "complement",
]  # fmt: skip


def front_matter_and_text(name: str) -> tuple[dict[str, object], str]:
    _, head, text = (DOCS / name).read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(head), text


def words(text: str) -> list[str]:
    return re.findall(r"\w+(?:['-]\w+)*", text.lower().replace("’", "'"))


@pytest.fixture(scope="module")
def lesson() -> str:
    return front_matter_and_text("transcript.md")[1].split("## Terms in this lesson")[0]


def test_the_lesson_is_800_to_1000_words_in_five_or_six_sections(lesson: str) -> None:
    assert 800 <= len(words(lesson)) <= 1000
    assert 5 <= len(re.findall(r"^## ", lesson, re.MULTILINE)) <= 6
    assert not re.search(r"^# ", lesson, re.MULTILINE), "the lesson's header shows the title"


def test_the_lesson_ends_with_its_terms() -> None:
    assert front_matter_and_text("transcript.md")[1].endswith("\n## Terms in this lesson\n\n[TERMS]\n")


def test_every_fact_is_told_in_its_order(lesson: str) -> None:
    told = " ".join(lesson.lower().split())
    position = 0
    for fact in FACTS:
        position = told.find(fact.lower(), position)
        assert position >= 0, f"{fact!r} is missing, or not where the source has it"


def test_the_front_matter_credits_the_source() -> None:
    meta, _ = front_matter_and_text("transcript.md")
    assert {"title", "author", "objective", "source", "license", "date", "description"} <= meta.keys()
    assert "Marlene Johnson" in str(meta["source"])
    assert meta["teaches"] == TERMS


def test_the_glossary_defines_the_five_terms() -> None:
    _, text = front_matter_and_text("glossary.md")
    entries = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    assert [entry.splitlines()[0] for entry in entries] == TERMS
    for entry in entries:
        assert 10 <= len(words(entry)) <= 50


@pytest.mark.parametrize("name", ["transcript.md", "glossary.md", "index.md"])
def test_no_seven_words_in_a_row_are_the_source_s(name: str, shared_data: Path) -> None:
    source = words((shared_data / "pasted-page" / "multi-track-diplomacy.txt").read_text(encoding="utf-8"))
    ours = words(front_matter_and_text(name)[1])
    runs = {tuple(source[i : i + 7]) for i in range(len(source) - 6)}
    assert [" ".join(ours[i : i + 7]) for i in range(len(ours) - 6) if tuple(ours[i : i + 7]) in runs] == []


def test_how_to_contribute_fits_one_screen() -> None:
    assert len(words(front_matter_and_text("contributing.md")[1])) < 250
