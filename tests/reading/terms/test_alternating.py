"""Terms and definitions are paired without guessing. The table is in alternating.yml."""

from pathlib import Path

import pytest
import yaml

from tracktwo.model.problem import InvalidInput
from tracktwo.reading.terms.alternating import is_headword, read_alternating
from tracktwo.reading.text.lesson import TermEntry
from tracktwo.reading.text.lines import NumberedLine

CASES = yaml.safe_load(Path(__file__).with_name("alternating.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["it"])
def test_each_term_gets_its_own_definition(case: dict) -> None:
    lines = [NumberedLine(number, text) for number, text in enumerate(case["lines"].splitlines(), start=1)]
    if "error" in case:
        with pytest.raises(InvalidInput) as error:
            read_alternating(lines, "page.txt")
        assert str(error.value) == case["error"]
    else:
        terms = tuple(TermEntry(*term, file="page.txt") for term in case["terms"])
        assert read_alternating(lines, "page.txt") == terms


def test_the_rule_holds_on_a_large_glossary(shared_data: Path) -> None:
    """No headword is taken for a definition; of the definitions, two that are no sentences are misread."""
    glossary = yaml.safe_load((shared_data / "glossary" / "glosario.yml").read_text(encoding="utf-8"))
    entries = [entry["en"] for entry in glossary if "en" in entry]
    assert len(entries) > 600
    assert [entry["term"] for entry in entries if not is_headword(entry["term"])] == []
    assert sum(is_headword(" ".join(entry["def"].split())) for entry in entries) == 2
