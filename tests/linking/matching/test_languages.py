"""Plural, gender and case, language by language: languages.yml says which words of a text are a term's."""

import re
import sys
from pathlib import Path

import markdown
import pytest
import yaml

from needs import needs_rjieba, needs_simplemma
from tracktwo.linking.matching import languages
from tracktwo.linking.matching.languages import find_language

CASES = yaml.safe_load((Path(__file__).parent / "languages.yml").read_text("utf-8"))
TERM = re.compile(r'<a class="term"[^>]*href="glossary\.md#([0-9]+)"[^>]*>(.*?)</a>')


@pytest.fixture
def without_dictionaries(monkeypatch):
    for name in ("simplemma", "rjieba"):
        monkeypatch.setitem(sys.modules, name, None)  # makes its import fail, as Python documents it
    find_language.cache_clear()
    yield
    find_language.cache_clear()


def linked(folder: Path, terms: list[str], text: str, **options: object) -> str:
    entries = (f"## {term} {{: #{number} }}\n\nX.\n\n" for number, term in enumerate(terms, 1))
    (folder / "glossary.md").write_text("".join(entries), encoding="utf-8")
    options = {"docs_dir": str(folder), "link": "all", **options}
    html = markdown.markdown(text, extensions=["tracktwo"], extension_configs={"tracktwo": options})
    return TERM.sub(r"[\2](\1)", html.removeprefix("<p>").removesuffix("</p>"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["language"])
def test_a_text_may_inflect_a_term_as_its_language_does(case, tmp_path):
    if languages.needs_dictionary(case["language"]):
        (needs_rjieba if case["language"] == "zh" else needs_simplemma)()
    for text in case["texts"]:
        bare = re.sub(r"\[(.*?)\]\([0-9]\)", r"\1", text)
        assert linked(tmp_path, case["terms"], bare, language=case["language"]) == text


def test_we_know_which_languages_simplemma_knows():
    needs_simplemma()
    from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

    assert languages.LEMMATIZED_LANGUAGES == SUPPORTED_LANGUAGES


@pytest.mark.usefixtures("without_dictionaries")
def test_without_simplemma_a_hint_names_it_and_terms_are_found_as_written(tmp_path, caplog):
    text = "Der Akteur, die Akteure."
    for _ in range(2):
        assert linked(tmp_path, ["Akteur"], text, language="de") == "Der [Akteur](1), die Akteure."
    (hint,) = caplog.messages
    assert "language: de" in hint
    assert "pip install simplemma" in hint
    assert "pipx inject tracktwo simplemma" in hint


@pytest.mark.usefixtures("without_dictionaries")
def test_without_rjieba_a_notice_names_it_and_terms_are_found_in_longer_words_too(tmp_path, caplog):
    caplog.set_level("INFO", logger="tracktwo")
    for _ in range(2):
        assert linked(tmp_path, ["服务"], "服务器", language="zh-CN") == "[服务](1)器"
    (hint,) = caplog.messages
    assert "rjieba" in hint
    assert "pip install rjieba" in hint


@pytest.mark.usefixtures("without_dictionaries")
@pytest.mark.parametrize("language", ["en", "en_US", "ja", "ko", "x-unknown"])
def test_a_language_that_no_dictionary_is_for_asks_for_none(language):
    assert find_language(language).problem is None


def test_a_language_may_have_several_codes_and_a_region():
    needs_simplemma()
    assert all(find_language(tag).lemma_key for tag in ("pt-BR", "pt_BR", "hr", "sr", "no", "nb"))


def test_a_page_that_runs_from_right_to_left_lists_each_term_in_its_own_direction(tmp_path):
    html = linked(tmp_path, ["C++", "外交"], "C++ 外交\n\n[TERMS]", language="fa")
    assert html.count('dir="auto"') == 4
    link = html[: html.index("<dl")]
    assert "[C++](1) [外交](2)" in link
    assert "dir=" not in link  # in a sentence a link has the direction that its text has without it
    assert "dir=" not in linked(tmp_path, ["C++"], "C++\n\n[TERMS]", language="en")
