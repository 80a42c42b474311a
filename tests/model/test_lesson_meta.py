"""What a lesson says of itself, typed; and what is wrong with it, with file, line and remedy."""

import datetime

import pytest

from tracktwo.model.lesson import CreditedWork, is_lesson, listed_lesson, read_lesson_meta
from tracktwo.model.markdown.front_matter import read_front_matter


def read(matter: str, source: str = "talk.md"):
    """Read the front matter of a page that begins with it."""
    found = read_front_matter(f"---\n{matter}\n---\nWords.\n")
    return read_lesson_meta(source, found.values, file=f"docs/{source}", lines=found.lines)


@pytest.mark.parametrize(
    ("written", "authors"),
    [
        ("author: Ada Stone", ("Ada Stone",)),
        ("author: [Ada Stone, Bo Reed]", ("Ada Stone", "Bo Reed")),
        ("author: {name: Ada Stone, orcid: 1}", ("Ada Stone",)),
        ("author: [{name: Ada Stone}, Bo Reed]", ("Ada Stone", "Bo Reed")),
        ("author:", ()),
        ("title: A talk", ()),
    ],
)
def test_authors_are_names_however_they_are_written(written, authors):
    meta, problems = read(written)
    assert meta.authors == authors
    assert not problems


@pytest.mark.parametrize(
    ("written", "work"),
    [
        ("source: Retold from a talk", CreditedWork("Retold from a talk")),
        ("source: https://a.example/t", CreditedWork(url="https://a.example/t")),
        ("source: {title: Talks, author: Cy, url: https://a.example/}",
         CreditedWork("Talks", ("Cy",), "https://a.example/")),
        ("source: {}", None),
    ],
)  # fmt: skip
def test_a_source_is_a_text_an_address_or_a_work(written, work):
    assert read(written)[0].source == work


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("date: 2026-11-21", datetime.date(2026, 11, 21)),
        ("date: 2026-11-21 10:00:00", datetime.date(2026, 11, 21)),
        ("date: '2026-11-21'", datetime.date(2026, 11, 21)),
        ("date:", None),
        ("date: {created: 2026-11-21, updated: 2026-11-22}", datetime.date(2026, 11, 21)),
    ],
)
def test_a_date_is_one_whether_yaml_makes_it_one_or_not(written, date):
    meta, problems = read(written)
    assert meta.date == date
    assert not problems


@pytest.mark.parametrize(
    ("written", "code", "says"),
    [
        ("date: gestern", "front-matter-value", "date: gestern: this is no date; write it as 2026-11-21"),
        ("lesson: maybe", "front-matter-value", "lesson: maybe: this is neither `true` nor `false`"),
        ("terms: nein", "front-matter-value", "terms: nein: this is neither `true` nor `false`"),
        ("title: {a: b}", "front-matter-value", "this is no text"),
        ("author: [{orcid: 1}]", "front-matter-value", "this is no name"),
        ("source: {title: T, url: 'javascript:x'}", "front-matter-value", "`url` is no address of the web"),
        ("lesson: true\ntitel: A talk", "front-matter-key", "nothing reads this key; write `title`"),
        ("lesson: true\nautor: Ada", "front-matter-key", "write `author`"),
        ("lesson: true\nlicence: CC0", "front-matter-key", "write `license`"),
    ],
)
def test_what_cannot_be_what_it_says_is_named_with_its_line_and_remedy(written, code, says):
    _, problems = read(written)
    (problem,) = problems
    assert (problem.code, problem.severity) == (code, "warning")
    assert problem.place == f"docs/talk.md:{written.count(chr(10)) + 2}"
    assert says in problem.text


@pytest.mark.parametrize("written", ["titles: x", "authors: [ada]", "tags: [a]", "lesson: true\nsubtitle: A"])
def test_what_others_read_is_no_slip(written):
    assert not read(written)[1]


def test_a_page_is_a_lesson_by_its_word_or_its_name():
    assert is_lesson("talk.md", {"lesson": True})
    assert is_lesson("en/transcript.md", {})
    assert not is_lesson("transcript.md", {"lesson": False})
    assert not is_lesson("talk.md", {"lesson": "maybe"})


@pytest.mark.parametrize("written", ["lesson: true", "objective: You will know.", "video: a.mp4"])
def test_a_lesson_an_objective_or_a_recording_makes_a_header(written):
    assert read(written)[0].has_header
    assert not read("title: A")[0].has_header


def test_a_listed_lesson_has_its_title_its_heading_or_its_files_name():
    assert listed_lesson("a.md", "---\nlesson: true\ntitle: One\n---\n# Two\n").title == "One"
    assert listed_lesson("a.md", "---\nlesson: true\n---\n# Two *stars*\n").title == "Two stars"
    assert listed_lesson("on-peace.md", "---\nlesson: true\n---\nWords.\n").title == "On peace"
    assert listed_lesson("a.md", "Words.\n") is None
