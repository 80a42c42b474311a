"""What the search of a site loads: an index of names, and one of what is said."""

import gzip
import json
import sys
from pathlib import Path

import pytest

from sites import Site
from tracktwo.publishing.search.folding import also_indexed, folded_words

GLOSSARY = "# Terms\n\n## Multi-track talk\n\n*Also: M.T.*\n\nTalk on many tracks.\n"
LESSON = """\
---
title: A <b>talk</b>
lesson: true
---
Before.

[0:04] **Ada:** First words.

Without a time.

## Left out {: data-search-exclude }

Hidden words.

### Below it

Hidden, too.

## A part

**Bo:** Last words, said with *Ada*, and a multi-track talk.

[SELF-CHECK]

## Terms here

[TERMS]
"""
SEARCH = "assets/tracktwo/search"


def build(folder: Path, pages: dict[str, str], **settings: object) -> Path:
    usual = {
        "plugins": [{"tracktwo": {"search": True, "study": True}}],
        "markdown_extensions": ["attr_list", "toc", "tracktwo"],
    }
    return Site(folder, pages, **(usual | settings)).build()


def fragments(site: Path, folder: str = "") -> list[dict[str, object]]:
    files = (site / folder / SEARCH / "fragment").iterdir()
    return [json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd")) for file in files]


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    pages = {
        "glossary.md": GLOSSARY,
        "talk.md": LESSON,
        "notes.md": "# Notes\n\n**Note:** a *remark*<br>on two lines.\n",
        "titled.md": "# Titled {: data-search-exclude }\n\nHidden below its title.\n",
        "hidden.md": "---\nsearch: {exclude: true}\n---\n# Hidden page\n\nHidden text.\n",
    }
    return build(tmp_path_factory.mktemp("searched"), pages)


@pytest.fixture(scope="module")
def names(site: Path) -> dict[str, object]:
    return json.loads((site / SEARCH / "terms.json").read_text("utf-8"))


def test_a_term_has_all_its_names_in_every_form_and_says_how_often_it_is_used(names):
    [[headword, url, text, used, others]] = names["terms"]
    assert (headword, url, text) == ("Multi-track talk", "glossary/#multi-track-talk", "Talk on many tracks.")
    assert used == "Used once, on one page"
    assert {"Multi-track talks", "M.T."} <= set(others)


def test_pages_are_known_by_their_titles_as_text_and_lessons_by_who_speaks(names):
    assert ["A <b>talk</b>", "talk/", 1] in names["pages"]
    assert ["Notes", "notes/", 0] in names["pages"]
    assert names["speakers"] == ["Ada", "Bo"]


def test_a_paragraph_is_where_its_time_or_its_section_is_and_has_its_speaker(site):
    [talk] = [it for it in fragments(site) if it["url"].startswith("talk/")]
    length, *starts = talk["meta"]["at"].split("|")
    text = talk["content"].split()
    assert talk["filters"]["speaker"] == ["Ada", "Bo"]
    found = [
        (text[int(begin)], anchor, named, voice)
        for begin, anchor, named, voice in (start.split(",") for start in starts)
    ]
    assert found == [
        ("Before.", "", "0", ""),
        ("Ada:", "t4", "1", "0"),
        ("Without", "t4", "0", "0"),
        ("A", "a-part", "0", "0"),
        ("Bo:", "a-part", "1", "1"),
    ]
    assert text[: int(length)][-2:] == ["multi-track", "talk."]


def test_the_glossary_cards_questions_and_what_is_left_out_are_not_in_the_text(site, names):
    said = " ".join(str(it["content"]) for it in fragments(site))
    assert "Hidden" not in said
    assert "many tracks" not in said
    assert [url for _, url, _ in names["pages"] if url in ("hidden/", "titled/")] == []


def test_text_of_a_page_that_is_no_lesson_has_no_speakers_and_loses_no_word(site):
    [notes] = [it for it in fragments(site) if it["url"].startswith("notes/")]
    assert notes["content"].split() == ["Note:", "a", "remark", "on", "two", "lines."]
    assert "speaker" not in notes["filters"]


def test_an_encrypted_page_is_in_no_index(tmp_path):
    pages = {"secret.md": "---\npassword: open\nlesson: true\n---\n# Secret talk\n\nNobody knows.\n"}
    site = build(tmp_path, pages | {"glossary.md": GLOSSARY})
    published = b"".join(gzip.decompress(file.read_bytes()) for file in (site / SEARCH).glob("fragment/*"))
    assert b"Nobody" not in published
    assert "Secret" not in (site / SEARCH / "terms.json").read_text("utf-8")


def test_where_pagefind_is_missing_the_site_is_built_and_says_what_to_do(tmp_path, monkeypatch, caplog):
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    site = build(tmp_path, {"glossary.md": GLOSSARY})
    assert (site / SEARCH / "terms.json").is_file()
    [said] = [record.getMessage() for record in caplog.records if "Pagefind" in record.getMessage()]
    assert "pip install pagefind-bin" in said


def test_every_page_loads_the_button_and_nothing_else_of_the_search(site):
    for page, root in (("index.html", ""), ("notes/index.html", "../")):
        html = (site / page).read_text("utf-8")
        assert f'<script src="{root}assets/tracktwo/search.js" data-search="search/"' in html
        assert "search-dialog.js" not in html
    lost = (site / "404.html").read_text("utf-8")
    assert '<script src="/assets/tracktwo/search.js" data-search="search/"' in lost


@pytest.mark.parametrize(
    ("code", "asked", "said"),
    [
        ("en", "organisation colours centre", "organization colors center"),
        ("en", "defence catalogue programme travelled analysed", "defense catalog program traveled analyzed"),
        ("de", "Uber Prufungen und Strasse", "Über Prüfungen und Straße"),
        ("es", "accion nino", "Acción Niño"),
        ("ar", "مفاوضات", "المُفاوضات"),
        ("ar", "دوله", "والدولة"),
        ("ja", "外 交", "外交"),
    ],
)
def test_spellings_of_a_word_are_one(code, asked, said):
    assert folded_words(asked, code) == folded_words(said, code)


def test_a_text_is_indexed_as_it_is_and_by_what_else_finds_it():
    assert also_indexed("The colour of the Prüfung", "en") == ["color", "prufung"]
