"""A page copied from a course site: what is the lesson among its furniture. The table is in pasted_pages/."""

from pathlib import Path

import pytest
import yaml

from tracktwo.reading.lesson import Lesson, ReadingError
from tracktwo.reading.pasted_page import read_pasted_page

PAGES = sorted(Path(__file__).with_name("pasted_pages").glob("*.yml"))


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
def test_page(path: Path) -> None:
    """A case holds the page, and what is found on it, or the message that says why it cannot be read."""
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    page = case.pop("page").encode()
    if "error" in case:
        with pytest.raises(ReadingError) as error:
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
    plain = found(read_pasted_page(text.encode(), "page.txt"))
    for variant in (text.replace(old, new), "\ufeff" + text.replace(old, new).rstrip()):
        assert found(read_pasted_page(variant.encode(), "page.txt")) == plain


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "page.txt: the file is empty; paste the lesson page into it and save it"),
        (b" \r\n\n", "page.txt: the file is empty; paste the lesson page into it and save it"),
        (b"%PDF\n\x00\xff", "page.txt:2: this is a binary file; save the page as plain text (.txt)"),
        (b"a\nb\x01", "page.txt:2: this is a binary file; save the page as plain text (.txt)"),
        ("a\nbé".encode("latin-1"), "page.txt:2: byte 3 (0xE9) is not UTF-8; save the file as UTF-8"),
        ("é".encode("utf-16"), "page.txt:1: the encoding is UTF-16, not UTF-8; save the file as UTF-8"),
    ],
)
def test_a_file_that_is_no_utf8_text_is_refused_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(ReadingError) as error:
        read_pasted_page(data, "page.txt")
    assert str(error.value) == message
