"""How a lesson is cited."""

from pathlib import Path

import pytest
import yaml

from growth import growth
from tracktwo.model import citation
from tracktwo.model.lesson import read_lesson_meta


def cite(title: str, meta: dict[str, object], site: str, address: str) -> citation.Citation:
    read, problems = read_lesson_meta("talk.md", meta)
    assert not problems
    return citation.cite(title, read, site, address)


CASES = yaml.safe_load(Path(__file__).with_name("citations.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["front matter"]))
def test_apa_names_who_when_what_and_where(case):
    found = cite("Two tracks", case["front matter"], "Peace", "https://example.org/a")
    assert f"{found.before}*{found.title}*{found.after}" == case["apa"]


def test_a_site_that_is_called_as_its_lesson_is_named_once_and_no_address_is_invented():
    found = cite("Two tracks", {"author": "Ada Example"}, "Two tracks", "")
    assert found.before + found.title + found.after == "Example, A. (n.d.). Two tracks."
    assert "url" not in found.bibtex
    assert "howpublished" not in found.bibtex


@pytest.mark.parametrize(
    ("title", "site", "cited"),
    [
        ("What is peace?", "Peace", "(n.d.). What is peace? Peace."),
        ("Two tracks", "Peace Inc.", "(n.d.). Two tracks. Peace Inc."),
    ],
)
def test_what_ends_as_a_sentence_gets_no_second_stop(title, site, cited):
    found = cite(title, {"author": "Ada Example"}, site, "")
    assert found.before + found.title + found.after == f"Example, A. {cited}"


def test_a_name_four_times_as_long_takes_about_four_times_as_long():
    def cite_long_name(letters: int) -> None:
        cite("Two tracks", {"author": f"{'a' * letters}@example.org"}, "", "")

    assert growth(cite_long_name, 20_000) < 8


def test_braces_of_a_title_neither_open_nor_end_an_entry():
    for title in ("Sets: { and more", "a } b", "}{"):
        bibtex = cite(title, {}, "", "").bibtex
        assert bibtex.count("{") == bibtex.count("}")
        assert min(bibtex[:end].count("{") - bibtex[:end].count("}") for end in range(8, len(bibtex))) == 1


def test_bibtex_parts_names_of_people_and_keeps_those_of_groups():
    meta = {"author": ["Ada Example", "R&D Group"], "date": "2026-11-22", "video": "a.mp4"}
    assert (
        cite("50 % of {peace}", meta, "Peace_1", "https://example.org/a_b").bibtex
        == """\
@misc{example202650,
  author = {Example, Ada and {R\\&D Group}},
  title = {{50 \\% of \\textbraceleft{}peace\\textbraceright{}}},
  year = {2026},
  month = {11},
  howpublished = {Peace\\_1},
  note = {Video},
  url = {https://example.org/a_b},
}"""
    )


def test_a_key_has_letters_that_every_bibtex_reads():
    assert cite("Über", {"author": "Slavoj Žižek"}, "", "").bibtex.startswith("@misc{zizekuber,")
    assert cite("和平", {"author": "李明"}, "", "").bibtex.startswith("@misc{lesson,")
