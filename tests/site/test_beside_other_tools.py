"""Each row of the README's table beside other tools: what it says of us, tried out on pages made for it."""

import json
import re
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import markdown
import pytest
from click.testing import CliRunner
from playwright.sync_api import expect

from needs import missing
from sites import GLOSSARY, LESSON, Site
from tracktwo import Glossary
from tracktwo.cli import main

README = (Path(__file__).resolve().parents[2] / "README.md").read_text("utf-8")
LINK = re.compile(r'<a class="term"[^>]*href="[^"#]*#([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
# By language, a word in two numbers.
INFLECTED = {
    "ar": "معاهدة المعاهدات", "cs": "smlouva smlouvy", "de": "Vertrag Verträge", "el": "συνθήκη συνθήκες",
    "he": "ספר ספרים", "hi": "किताब किताबें", "nl": "verdrag verdragen", "ru": "договор договоры",
}  # fmt: skip
# What `tracktwo check` has something to say of, once for each kind.
TO_MEND = {
    "glossary.md": "## ¶\n\nA mark.\n\n## Envoy\n\nWho speaks.\n\n## Envoy\n\nWho writes.\n\n## Herald\n\n"
    "## Consul\n\nA consul.\n\n## Pact\n\nWords.\n\n## Accord\n\nWords.\n",
    "transcript.md": "---\nteaches: Treaties\n---\nAn envoy, a herald, a consul, a pact. "
     "[Who](glossary.md#who)?\n\n"
    + "They met on neutral ground. " * 9,
}  # fmt: skip
COUNTS = "none one two three four five six seven eight nine ten eleven twelve".split()
CELLS: dict[str, str] = {}


def says(row: str, cell: str) -> Callable[[Callable], Callable]:
    """Say which row of the table a test tries out, and what it says of us."""
    CELLS[row] = cell
    return lambda test: test


def linked(folder: Path, text: str, *terms: str, **options: str) -> str:
    """Convert a text with a glossary of some terms, and write its links as Markdown does."""
    glossary = "\n\n".join(f"## {term}\n\nWhat it means." for term in terms or ["Envoy", "Treaty"])
    (folder / "glossary.md").write_text(glossary, encoding="utf-8")
    html = markdown.markdown(
        text,
        extensions=["attr_list", "md_in_html", "tracktwo"],
        extension_configs={"tracktwo": {"docs_dir": str(folder), "link": "all", **options}},
    )
    return LINK.sub(r"[\2](\1)", html).removeprefix("<p>").removesuffix("</p>")


@says("links by itself", "yes")
def test_a_term_needs_no_mark(tmp_path):
    assert linked(tmp_path, "An envoy came.") == "An [envoy](envoy) came."


@says("terms of several words", "yes")
def test_a_term_may_have_several_words(tmp_path):
    text = linked(tmp_path, "Track two\ndiplomacy helps.", "Track two diplomacy")
    assert text == "[Track two\ndiplomacy](track-two-diplomacy) helps."


@says("plurals", "English and 53 more")
def test_plurals_are_found_in_english_and_in_what_simplemma_knows(tmp_path):
    assert linked(tmp_path, "Envoys, treaties.") == "[Envoys](envoy), [treaties](treaty)."
    if not find_spec("simplemma"):
        missing("needs simplemma: pip install 'tracktwo[languages]'")
    from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

    assert len(SUPPORTED_LANGUAGES - {"en"}) == 53
    for language, words in INFLECTED.items():
        one, many = words.split()
        assert linked(tmp_path, many, f"{one} {{: #term }}", language=language) == f"[{many}](term)"


@says("other names", "yes")
def test_a_term_may_have_other_names(tmp_path):
    text = linked(tmp_path, "An emissary, an ambassador.", "Envoy\n\n*Also: emissary, ambassador*")
    assert text == "An [emissary](envoy), an [ambassador](envoy)."


@says("case minded", "by term")
def test_case_matters_in_acronyms_and_where_a_term_says_so(tmp_path):
    terms = ["WHO", "Polish {: .exact-case }", "NATO {: .any-case }", "Envoy"]
    assert linked(tmp_path, "WHO, Polish, nato, ENVOY", *terms).count("](") == 4
    assert linked(tmp_path, "who polish", *terms) == "who polish"


@says("the first only", "in a section or page")
def test_the_first_use_in_a_section_or_in_a_page_is_linked(tmp_path):
    text = "## A\n\nEnvoy, envoy.\n\n## B\n\nEnvoy, envoy."
    uses = {link: linked(tmp_path, text, link=link).count("](envoy)") for link in ("section", "page", "all")}
    assert uses == {"section": 2, "page": 1, "all": 4}


@says("spares headings, code and links", "yes")
@pytest.mark.parametrize("text", ["# Envoy", "`envoy`", "    envoy", "[envoy](x)", "<https://envoy/>"])
def test_headings_code_and_links_stay_as_they_are(tmp_path, text):
    assert linked(tmp_path, text, "Consul") == linked(tmp_path, text)


@says("the longest name wins", "yes")
def test_the_longest_name_wins(tmp_path):
    text = linked(tmp_path, "A peace treaty.", "Peace", "Treaty", "Peace treaty")
    assert text == "A [peace treaty](peace-treaty)."


@says("leaves out", "span, block, page, term")
def test_a_span_a_block_a_page_and_a_term_can_be_left_out(tmp_path):
    assert "](" not in linked(tmp_path, "One *envoy*{: .no-terms }.")
    assert "](" not in linked(tmp_path, "One envoy.\n{: .no-terms }")
    assert "](" not in linked(tmp_path, "One envoy.", "Envoy {: .no-autolink }")
    pages = {"glossary.md": GLOSSARY, "a.md": "An envoy.", "b.md": "---\nterms: false\n---\nAn envoy."}
    site = Site(tmp_path, pages).build()
    assert LINK.search((site / "a/index.html").read_text("utf-8"))
    assert not LINK.search((site / "b/index.html").read_text("utf-8"))


@says("shows the definition", "hover, focus, tap, Escape")
def test_a_definition_opens_by_hover_focus_and_tap_and_escape_closes_it(open_page):
    page, phone = open_page(), open_page(has_touch=True, is_mobile=True, width=360)
    for where, way in ((page, "hover"), (page, "focus"), (phone, "tap")):
        getattr(where.locator("article a.term").first, way)()
        expect(where.get_by_role("tooltip")).to_be_visible()
        where.keyboard.press("Escape")
        expect(where.get_by_role("tooltip")).to_have_count(0)


@says("says where a term is used", "section, in context")
def test_an_entry_says_in_which_sections_it_is_used_and_in_what_words(tmp_path):
    site = Site(tmp_path, {"glossary.md": GLOSSARY, "talk.md": LESSON}).build()
    html = (site / "glossary/index.html").read_text("utf-8")
    assert '#at-first"' in html
    assert "<q>The <mark>emissary</mark> and the treaty." in html


@says("reports", "ten kinds, with remedy")
def test_what_could_be_better_is_reported_with_its_remedy(tmp_path, monkeypatch):
    Site(tmp_path, TO_MEND)
    monkeypatch.chdir(tmp_path)
    found = json.loads(CliRunner().invoke(main, ["check", "--format", "json"]).stdout)
    (tmp_path / "docs/glossary.md").unlink()
    found += json.loads(CliRunner().invoke(main, ["check", "--format", "json"]).stdout)
    assert all(problem["remedy"] for problem in found)
    kinds = {problem["rule"] for problem in found}
    assert CELLS["reports"].split()[0] == COUNTS[len(kinds)], kinds


@says("for machines", "JSON, JSON-LD, Python")
def test_machines_read_the_terms_as_json_as_json_ld_and_in_python(tmp_path):
    site = Site(tmp_path, {"glossary.md": GLOSSARY, "talk.md": LESSON}).build()
    terms = json.loads((site / "glossary.json").read_text("utf-8"))["terms"]
    html = (site / "glossary/index.html").read_text("utf-8")
    (described,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    by_python = Glossary.read(tmp_path / "docs")
    assert [term["term"] for term in terms] == ["Treaty", "Envoy"]
    assert [term["name"] for term in json.loads(described)["hasDefinedTerm"]] == ["Treaty", "Envoy"]
    assert by_python["emissary"].headword == "Envoy"


def test_every_row_of_the_table_is_tried_out_and_says_what_was_found():
    table = README.split("## Beside other tools")[1].split("\n\n")[1]
    rows = [row.removeprefix("| ").split(" | ") for row in table.splitlines()[2:]]
    assert {row: cell for row, cell, *_ in rows} == CELLS
