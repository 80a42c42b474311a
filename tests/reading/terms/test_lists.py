"""Term lists of every form become entries of a glossary. The table is in lists.yml."""

import csv
import io
import re
import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tracktwo.model.problem import InvalidInput
from tracktwo.model.term import Glossary
from tracktwo.reading.documents.xml_lists import FORMS
from tracktwo.reading.term_lists import read_terms
from tracktwo.reading.terms.detection import XML_ROOT, is_term_list
from tracktwo.reading.terms.lists import name_terms
from tracktwo.reading.text.lesson import Lesson, TermEntry
from tracktwo.reading.writing.markdown import glossary_markdown
from tracktwo.wording import marks_in_all_languages

CASES = yaml.safe_load(Path(__file__).with_name("lists.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["it"])
def test_a_list_of_terms_becomes_entries(case: dict) -> None:
    if "error" in case:
        with pytest.raises(InvalidInput) as error:
            read_terms(case["text"], "terms", case.get("language"))
        assert str(error.value) == case["error"]
        return
    terms, notices = read_terms(case["text"], "terms", case.get("language"))
    assert [[term.headword, term.definition, term.line, list(term.also)] for term in terms] == case["terms"]
    assert [[problem.message, problem.line, problem.excerpt] for problem in notices] == case.get(
        "notices", []
    )


@pytest.mark.parametrize("word", sorted(marks_in_all_languages("also")))
def test_a_column_of_other_names_may_be_called_as_a_glossary_marks_them(word: str) -> None:
    (envoy,), notices = read_terms(f"term,definition,{word}\nEnvoy,Who speaks.,emissary", "terms.csv")
    assert (envoy.also, notices) == (("emissary",), ())


@pytest.mark.parametrize("names", ["Termino;Definicion", unicodedata.normalize("NFD", "TÉRMINO;Definición")])
def test_names_of_columns_are_known_without_accents_or_with_accents_of_their_own(names: str) -> None:
    (envoy,), notices = read_terms(f"{names}\nEnviado;Quien habla.", "terms.csv")
    assert (envoy.headword, notices) == ("Enviado", ())


def test_names_go_to_the_nameless_in_order_and_to_nobody_else() -> None:
    terms = [TermEntry(None, "One.", 1), TermEntry("B", "Two.", 3), TermEntry(None, "Three.", 4)]
    assert [term.headword for term in name_terms(terms, ["A", "C"])] == ["A", "B", "C"]
    assert [term.headword for term in name_terms(terms, ["A"])] == ["A", "B", None]


cell = st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" \n"), min_size=1).filter(
    lambda text: text.split() and not text.startswith("\ufeff")
)


@settings(deadline=None)  # a busy machine is no failure
@given(st.lists(st.tuples(cell, cell), min_size=1), st.sampled_from(";,\t"), st.booleans())
def test_what_a_spreadsheet_writes_is_read_word_for_word(
    rows: list[tuple[str, str]], separator: str, excel: bool
) -> None:
    table = io.StringIO()
    csv.writer(table, delimiter=separator).writerows([("Term", "Definition"), *rows])
    text = f"\ufeffsep={separator}\r\n{table.getvalue()}" if excel else table.getvalue()
    terms, notices = read_terms(text, "terms.csv")
    unique = list(dict.fromkeys((" ".join(term.split()).casefold(), said.strip()) for term, said in rows))
    assert [(term.headword.casefold(), term.definition) for term in terms if term.headword] == unique
    assert len(terms) + sum(problem.message == "term repeated" for problem in notices) == len(rows)


pieces = st.sampled_from("a : - , ; \n \t # ## [ { } \" ' term def: | > & *".split(" "))


def outcome(text: str) -> list[str]:
    """Give the definitions, or the message that says why there are none."""
    try:
        return [term.definition for term in read_terms(text, "terms")[0]]
    except InvalidInput as error:
        return [str(error)]


@settings(deadline=None)  # a busy machine is no failure
@example('TERM,"0\n0')
@given(st.text(max_size=60) | st.lists(pieces).map("".join))
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    found = outcome(text)
    assert found
    assert all(found)
    assert not any("\n" in line for line in found if line.startswith("terms:"))


@pytest.mark.parametrize(("language", "count"), [(None, 633), ("es", 162), ("ja", 9)])
def test_a_large_glossary_is_read_whole_in_each_language(
    shared_data: Path, language: str | None, count: int
) -> None:
    text = (shared_data / "glossary" / "glosario.yml").read_text(encoding="utf-8")
    terms, _ = read_terms(text, "glosario.yml", language)
    assert len(terms) == count
    glossary = Glossary.from_markdown(glossary_markdown(Lesson("", terms=terms)))
    assert [term.headword for term in glossary] == [term.headword for term in terms]
    anchors = {term.anchor for term in glossary}
    linked = {anchor for term in terms for anchor in re.findall(r"\]\(#([^)]*)\)", term.definition)}
    assert linked <= anchors
    assert language or len(linked) > 200


def test_a_root_that_tells_a_list_in_xml_is_one_that_is_read():
    assert f"(?:{'|'.join(FORMS)})" == XML_ROOT


def test_a_tab_in_yaml_is_told_with_its_line() -> None:
    with pytest.raises(InvalidInput, match=r"^terms\.yml:3: this is no YAML"):
        read_terms("ebb:\n  url: https://example.org\n\tdefinition: The fall.\n", "terms.yml")


def test_a_file_of_yaml_for_one_term_is_that_entry() -> None:
    text = (
        "# A record\nid: ebb\nterm: Ebb\nsynonyms: [low water]\ndefinition: >-\n  The fall\n  of the sea.\n"
    )
    ((term,), _) = read_terms(text, "terms/ebb.yaml")
    assert (term.headword, term.definition, term.also) == ("Ebb", "The fall of the sea.", ("low water",))


def test_headings_and_bullets_of_a_transcript_are_no_list_of_terms_in_yaml() -> None:
    text = "# Recording\n\n## Facts\n- Duration: 28 s\n- Created: 2025\n\n## Transcript\n\n**Ana:** Ebb.\n"
    assert not is_term_list(text)
    assert is_term_list("# Words\n- id: 1\n  term: Ebb\n  definition: The fall.\n")
