"""Terms and definitions are paired without guessing. The table is in term_lists.yml."""

from pathlib import Path

import pytest
import yaml

from tracktwo.reading.terms.lists import is_headword, name_terms, read_alternating
from tracktwo.reading.text.decoding import Line
from tracktwo.reading.text.lesson import ReadingError, TermEntry

CASES = yaml.safe_load(Path(__file__).with_name("term_lists.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["it"])
def test_it(case: dict) -> None:
    lines = [Line(number, text) for number, text in enumerate(case["lines"].splitlines(), start=1)]
    if "error" in case:
        with pytest.raises(ReadingError) as error:
            read_alternating(lines, "page.txt")
        assert str(error.value) == case["error"]
    else:
        assert read_alternating(lines, "page.txt") == tuple(TermEntry(*term) for term in case["terms"])


def test_names_go_to_the_nameless_in_order_and_to_nobody_else() -> None:
    terms = [TermEntry(None, "One.", 1), TermEntry("B", "Two.", 3), TermEntry(None, "Three.", 4)]
    assert [term.headword for term in name_terms(terms, ["A", "C"])] == ["A", "B", "C"]
    assert [term.headword for term in name_terms(terms, ["A"])] == ["A", "B", None]


def test_the_rule_holds_on_a_large_glossary(shared_data: Path) -> None:
    """No headword is taken for a definition; of the definitions, two that are no sentences are misread."""
    glossary = yaml.safe_load((shared_data / "glossary" / "glosario.yml").read_text(encoding="utf-8"))
    entries = [entry["en"] for entry in glossary if "en" in entry]
    assert len(entries) > 600
    assert [entry["term"] for entry in entries if not is_headword(entry["term"])] == []
    assert sum(is_headword(" ".join(entry["def"].split())) for entry in entries) == 2
