"""The words of Tracktwo: every language has all of them, and each says what is to be put in."""

import re
import tomllib
from pathlib import Path

import pytest

from tracktwo.model.term import Glossary
from tracktwo.wording import counted, is_spoken, words

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "src/tracktwo/wording").glob("*.toml"))
LANGUAGES = [file.stem for file in FILES]


def blanks(said: object) -> set[str]:
    """What is to be put in: into all forms of what is counted, but for the number, which may be a word."""
    forms = said if isinstance(said, list) else [said]
    found = [
        set(re.findall(r"{\w+}", form)) - ({"{count}"} if isinstance(said, list) else set()) for form in forms
    ]
    assert all(blank == found[0] for blank in found), forms
    return found[0]


@pytest.mark.parametrize("file", FILES, ids=LANGUAGES)
def test_a_language_has_all_words_and_each_has_what_is_put_in(file):
    english, other = (tomllib.loads(path.read_text("utf-8")) for path in (file.with_stem("en"), file))
    assert {table: list(said) for table, said in other.items()} == {t: list(s) for t, s in english.items()}
    for table, said in english.items():
        for name, value in said.items():
            theirs = other[table][name]
            assert type(theirs) is type(value)
            if table != "date":
                assert blanks(theirs) == blanks(value), f"{file.name}: {name}"
                assert all(form.strip() for form in ([theirs] if isinstance(theirs, str) else theirs))
    assert len(other["date"]["months"]) == 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_names_are_read_as_an_import_writes_them(language):
    also = words(language, "site")["also"]
    (term,) = Glossary.from_markdown(f"## Envoy\n\n*{also} emissary, go&#44;between*\n\nX.")
    assert (term.also, term.definition) == (("emissary", "go,between"), "X.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_phrases_in_which_a_term_is_not_meant_stand_beside_its_other_names(language):
    also, other = words(language, "site")["also"], words(language, "site")["not"]
    for lines in (
        f"*{also} doom*\n\n*{other} death star, death&#44;duty*",
        f"*{other} death star, death&#44;duty*\n*{also} doom*",
    ):
        (term,) = Glossary.from_markdown(f"## Death\n\n{lines}\n\nX.")
        assert (term.also, term.excluded, term.definition) == (("doom",), ("death star", "death,duty"), "X.")


def test_a_comma_of_any_script_parts_other_names():
    (term,) = Glossary.from_markdown("## 外交\n\n*別名：甲、乙，丙, 丁*\n\nX.")
    assert term.also == ("甲", "乙", "丙", "丁")


def test_what_is_counted_has_the_form_of_its_number():
    times = words("en", "site")["times"]
    assert [counted(times, count) for count in (1, 2, 3, 40)] == ["once", "twice", "3 times", "40 times"]
    assert counted(words("ja", "site")["times"], 1) == "1回"


def test_a_language_without_words_is_told_in_english():
    assert (is_spoken("pt_BR"), is_spoken("eo"), is_spoken("")) == (True, False, False)
    assert words("eo", "book") == words("en", "book")
