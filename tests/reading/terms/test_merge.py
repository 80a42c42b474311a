"""Terms come to a glossary that is there, and what it says stays. The table is in merge.yml."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tracktwo.model.problem import InvalidInput
from tracktwo.model.term import Glossary
from tracktwo.reading.terms.merge import add_terms, read_glossary
from tracktwo.reading.text.lesson import TermEntry

CASES = yaml.safe_load(Path(__file__).with_name("merge.yml").read_text(encoding="utf-8"))


def entries(rows: list[list], file: str = "terms.csv") -> list[TermEntry]:
    return [
        TermEntry(name, said, line, tuple(also[0]) if also else (), file=file)
        for line, (name, said, *also) in enumerate(rows, 1)
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["it"])
def test_terms_are_added_and_what_is_there_stays(case: dict) -> None:
    terms = entries(case["terms"])
    if "error" in case:
        with pytest.raises(InvalidInput) as error:
            add_terms(case["glossary"], terms, "glossary.md")
        assert str(error.value) == case["error"]
        return
    text, added, notices = add_terms(case["glossary"], terms, "glossary.md")
    assert text == case["glossary"] + case["appended"]
    assert [problem.excerpt for problem in notices] == case.get("left_out", [])
    assert [term for term in terms if term.headword not in case.get("left_out", [])] == list(added)


def test_of_two_lists_that_have_a_term_the_first_defines_it() -> None:
    first = entries([["Ebb", "The fall."]], "one.csv")
    second = entries([["ebb", "Another."], ["Flood", "The rise."]], "two.csv")
    text, added, notices = add_terms("# Terms\n", [*first, *second], "glossary.md")
    assert text == "# Terms\n\n## Ebb\n\nThe fall.\n\n## Flood\n\nThe rise.\n"
    assert [term.headword for term in added] == ["Ebb", "Flood"]
    assert [(problem.file, problem.line, problem.excerpt) for problem in notices] == [("two.csv", 1, "ebb")]


def test_a_glossary_that_is_not_utf_8_is_refused_with_its_line() -> None:
    with pytest.raises(InvalidInput, match=r"^g\.md:2: this is not UTF-8; save the file as UTF-8$"):
        read_glossary(b"# A\n\xff\n", "g.md")


words = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=8)
lists = st.lists(st.tuples(words, words), max_size=5).map(
    lambda rows: [TermEntry(name, said, line) for line, (name, said) in enumerate(rows, 1)]
)
FORMS = ["# Terms\n", "## Envoy\n\nWho speaks.", "### Envoy\r\n\r\nWho.\r\n", "Envoy\n:   Who speaks.\n\n"]


@settings(deadline=None)  # a busy machine is no failure
@given(st.sampled_from(FORMS), lists)
def test_what_was_there_stays_what_comes_is_read_and_twice_is_once(form: str, terms: list[TermEntry]) -> None:
    text, added, notices = add_terms(form, terms, "glossary.md")
    assert text.startswith(form)
    assert len(added) + len(notices) == len(terms)
    before = len(Glossary.from_markdown(form))
    assert [term.headword for term in Glossary.from_markdown(text).terms[before:]] == [
        term.headword for term in added
    ]
    assert add_terms(text, terms, "glossary.md").text == text
