"""The real lesson page, where it is beside the project: every word of the transcript, and nothing else."""

from pathlib import Path

import lxml.html
import markdown
import pytest
import yaml

from tracktwo.reading.text.lesson import Lesson
from tracktwo.reading.transcripts.course_page import read_pasted_page
from tracktwo.reading.writing.markdown import transcript_markdown


@pytest.fixture(scope="module")
def page(shared_data: Path) -> str:
    return (shared_data / "pasted-page" / "multi-track-diplomacy.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def lesson(page: str) -> Lesson:
    return read_pasted_page(page, "page.txt")


@pytest.fixture(scope="module")
def spoken(page: str) -> list[list[str]]:
    """The words of each paragraph, cut out of the page without any of our code."""
    transcript = page.split("Download PDF")[1].split("Terms to Know")[0]
    return [block.split() for block in transcript.strip().split("\n\n")]


def test_title_author_and_objective_are_found(lesson: Lesson) -> None:
    assert lesson.title == "Multi-Track Diplomacy"
    assert lesson.author == "Marlene Johnson"
    assert lesson.objective is not None
    assert lesson.objective.split()[:7] == "At the end of this tutorial, the".split()
    assert lesson.objective.endswith("conflict resolution.")


def test_every_word_arrives_in_its_paragraph(lesson: Lesson, spoken: list[list[str]]) -> None:
    assert len(spoken) == 14
    assert [paragraph.text.split() for paragraph in lesson.paragraphs] == spoken


def test_every_word_is_there_when_the_markdown_is_rendered(lesson: Lesson, spoken: list[list[str]]) -> None:
    _, front, body = transcript_markdown(lesson).split("---\n", 2)
    html = lxml.html.fromstring(markdown.markdown(body))
    *paragraphs, terms = [element.text_content().split() for element in html.iter("p")]
    assert paragraphs == spoken
    assert terms == ["[TERMS]"]
    assert list(yaml.safe_load(front)) == ["title", "author", "objective"]


def test_no_furniture_arrives(lesson: Lesson) -> None:
    markdown_text = transcript_markdown(lesson)
    for furniture in (
        "Sophia",
        "Take your pick",
        "See More",
        "Free",
        "Let's Ride",
        "Institutions",
        "ACE",
        "PDF",
    ):
        assert furniture not in markdown_text


def test_the_first_definition_is_nameless_and_no_other_shifts(lesson: Lesson) -> None:
    assert [term.headword for term in lesson.terms] == [
        None,
        "Multi-Track Diplomacy",
        "Non-State Actor",
        "State Actor",
        "Track Two Diplomacy",
    ]
    assert [term.definition.split()[:2] for term in lesson.terms] == [
        ["Cultivation", "of"],
        ["A", "newer"],
        ["A", "group"],
        ["A", "formal,"],
        ["Cultivation", "of"],
    ]
