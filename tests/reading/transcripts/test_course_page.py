"""A page copied from a course site: what is the lesson among its furniture. The table is in course_pages/."""

from pathlib import Path

import pytest
import yaml

from tracktwo.model.problem import InvalidInput
from tracktwo.reading.formats import read_lesson
from tracktwo.reading.text.lesson import Lesson
from tracktwo.reading.transcripts.course_page import read_pasted_page

PAGES = sorted(Path(__file__).with_name("course_pages").glob("*.yml"))


def found(lesson: Lesson) -> dict[str, object]:
    terms = [{str(term.headword): term.definition} for term in lesson.terms]
    return {
        "title": lesson.title,
        "author": lesson.author,
        "objective": lesson.objective,
        "paragraphs": [paragraph.text for paragraph in lesson.paragraphs],
        "terms": terms,
    }


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_lesson_is_found_on_its_page(path: Path) -> None:
    """A case holds the page, and what is found on it, or the message that says why it cannot be read."""
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    page = case.pop("page")
    if "error" in case:
        with pytest.raises(InvalidInput) as error:
            read_pasted_page(page, "page.txt")
        assert str(error.value) == case["error"]
    else:
        lesson = found(read_pasted_page(page, "page.txt"))
        assert {name: lesson[name] for name in case} == case


@pytest.mark.parametrize(
    ("old", "new"),
    [("\n", "\r\n"), ("\n", "\r"), ("\n", " \t\u00a0\n"), ("\n", "\n\u200b"), ("\n\n", "\n\n\n\n")],
    ids=["CRLF", "CR", "blanks at line ends", "zero-width spaces", "more blank lines"],
)
def test_how_the_lines_end_does_not_matter(old: str, new: str) -> None:
    text = yaml.safe_load(PAGES[0].read_text(encoding="utf-8"))["page"]
    plain = found(read_pasted_page(text, "page.txt"))
    for variant in (text.replace(old, new), "\ufeff" + text.replace(old, new).rstrip()):
        assert found(read_lesson(variant.encode(), "page.txt")) == plain


def test_what_is_odd_about_the_bytes_of_a_page_has_a_notice() -> None:
    text = yaml.safe_load(PAGES[0].read_text(encoding="utf-8"))["page"]
    lesson = read_lesson(text.encode("utf-16"), "page.txt")
    assert found(lesson) == found(read_pasted_page(text, "page.txt"))
    assert [problem.message for problem in lesson.problems] == ["UTF-16, not UTF-8"]
