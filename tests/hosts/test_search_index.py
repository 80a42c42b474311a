"""What the search index of a site holds: names of terms, and moments of a recording."""

import json
from pathlib import Path

import pytest

from sites import Site

GLOSSARY = "# Terms\n\n## Multi-track talk\n\n*Also: M.T.*\n\nTalk.\n"
LESSON = """\
---
title: A talk
lesson: true
---
Before.

[0:04] **Ada:** First words.

Without a time.

## A part

[1:02:03] Last words. Said at 0:04 and 9:59 o'clock.

[0:04] Again.
"""


def docs(site: Path) -> dict[str, dict[str, object]]:
    index = json.loads((site / "search/search_index.json").read_text("utf-8"))
    return {entry["location"]: entry for entry in index["docs"]}


def build(folder: Path, *, glossary: str = GLOSSARY, **settings: object) -> dict[str, dict[str, object]]:
    pages = {"glossary.md": glossary, "talk.md": LESSON}
    usual = {"theme": "material", "plugins": ["search", "tracktwo"]}
    return docs(Site(folder, pages, **(usual | settings)).build())


def test_a_term_is_found_by_each_word_of_its_names_in_every_form(tmp_path):
    entry = build(tmp_path)["glossary/#multi-track-talk"]
    assert entry["names"] == ["m.t.", "multi", "multitrack", "talk", "talks", "track"]


def test_each_paragraph_with_a_time_is_an_entry_that_leads_there(tmp_path):
    found = build(tmp_path)
    assert found["talk/"]["text"] == "<p>Before.</p>"
    assert found["talk/#t4"]["title"] == "0:04"
    assert "First words" in found["talk/#t4"]["text"]
    assert "Without a time" in found["talk/#t4"]["text"]
    assert found["talk/#a-part"]["text"] == ""
    assert found["talk/#t3723"]["title"] == "1:02:03 · A part"
    assert "Again" in "".join(entry["text"] for entry in found.values())


def test_flash_cards_are_not_found_beside_the_entries_that_they_repeat(tmp_path):
    found = build(tmp_path, plugins=["search", {"tracktwo": {"study": True}}])
    cards = [str(entry["text"]) for place, entry in found.items() if place.startswith("study/")]
    assert "for Anki" in "".join(cards)
    assert "Multi-track" not in "".join(cards)


def test_no_word_of_a_page_is_lost_for_the_search(tmp_path):
    said = " ".join(str(entry["text"]) for entry in build(tmp_path).values())
    for words in (
        "Before.",
        "Ada:",
        "First words.",
        "Without a time.",
        "Last words.",
        "9:59 o'clock",
        "Again.",
    ):
        assert said.count(words) == 1, words


def test_a_term_of_a_definition_list_is_an_entry_of_its_own(tmp_path):
    pages = {"glossary.md": "# Terms\n\nEnvoy\n:   Who is sent.\n", "talk.md": LESSON}
    settings = {"theme": "material", "plugins": ["search", "tracktwo"]}
    extensions = ["toc", "def_list", "tracktwo"]
    found = docs(Site(tmp_path, pages, markdown_extensions=extensions, **settings).build())
    assert (found["glossary/#envoy"]["title"], found["glossary/#envoy"]["text"]) == ("Envoy", "Who is sent.")


def test_a_glossary_that_the_search_leaves_out_stays_out(tmp_path):
    pages = {"glossary.md": f"---\nsearch: {{exclude: true}}\n---\n{GLOSSARY}", "talk.md": LESSON}
    settings = {"theme": "material", "plugins": ["search", "tracktwo"]}
    assert not [place for place in docs(Site(tmp_path, pages, **settings).build()) if "glossary" in place]


@pytest.mark.parametrize("headword", ["-", "&nbsp;"])
def test_a_term_without_a_letter_is_no_hindrance(tmp_path, headword):
    pages = {"glossary.md": f"# Terms\n\n## {headword} {{: .no-autolink }}\n\nA sign.\n\n{GLOSSARY}"}
    settings = {"theme": "material", "plugins": ["search", "tracktwo"]}
    extensions = ["attr_list", "toc", "tracktwo"]
    found = docs(Site(tmp_path, pages, markdown_extensions=extensions, **settings).build())
    assert "talks" in found["glossary/#multi-track-talk"]["names"]


def test_a_site_for_use_offline_finds_the_same(tmp_path):
    pages = {"glossary.md": GLOSSARY, "talk.md": LESSON}
    site = Site(tmp_path, pages, theme="material", plugins=["search", "offline", "tracktwo"]).build()
    index = (site / "search/search_index.json").read_text("utf-8")
    assert (site / "search/search_index.js").read_text("utf-8") == f"var __index = {index}"


def test_an_entry_is_found_by_what_it_says_and_not_by_where_it_is_used(tmp_path):
    pages = {"glossary.md": GLOSSARY, "talk.md": "# A talk\n\nA multi-track talk.\n"}
    site = Site(tmp_path, pages, plugins=["search", "tracktwo"]).build()
    assert "Used once" in (site / "glossary/index.html").read_text("utf-8")
    assert docs(site)["glossary/#multi-track-talk"]["text"] == "Also: M.T. Talk."


def test_the_search_of_mkdocs_stays_as_it_is(tmp_path):
    found = build(tmp_path, theme="mkdocs")
    assert "talk/#t4" not in found
    assert all("names" not in entry for entry in found.values())


def test_a_site_without_search_is_built_as_well(tmp_path):
    pages = {"glossary.md": GLOSSARY, "talk.md": LESSON}
    site = Site(tmp_path, pages, theme="material").build()
    assert not (site / "search/search_index.json").exists()


def test_what_a_term_says_is_text_in_the_index(tmp_path):
    glossary = "# Terms\n\nA &lt;b&gt;\n:   Say &lt;img src=x onerror=ran()&gt; & go.\n"
    found = build(tmp_path, markdown_extensions=["toc", "def_list", "tracktwo"], glossary=glossary)
    entry = found["glossary/#a-b"]
    assert (entry["title"], "<img" in str(entry["text"])) == ("A &lt;b&gt;", False)
