"""`study: true`: a page of cards, their decks, and questions in each lesson."""

import csv
import io
import os
import zipfile
from pathlib import Path

import pytest

from sites import GLOSSARY, LESSON, Links, Site, dead_links

PAGES = {"glossary.md": GLOSSARY, "talk.md": LESSON.replace("title: Talks", "title: Talks\nlesson: true")}
STUDY = [{"tracktwo": {"study": True}}]


def build(folder: Path, pages: dict[str, str] = PAGES, **settings: object) -> Path:
    return Site(folder, pages, **{"plugins": STUDY, **settings}).build()


def test_there_is_a_page_of_cards_that_leads_to_the_decks(tmp_path):
    site = build(tmp_path)
    links = {href for href, _ in Links(site / "study/index.html").links}
    assert {"../flashcards.apkg", "../flashcards.csv", "../glossary/#treaty"} <= links
    assert dead_links(site) == []


def test_the_decks_hold_the_terms_and_where_they_are_said(tmp_path):
    site = build(tmp_path, site_url="https://example.org/t/")
    rows = list(csv.DictReader(io.StringIO((site / "flashcards.csv").read_text("utf-8"))))
    assert [row["term"] for row in rows] == ["Treaty", "Envoy"]
    assert rows[1]["lessons"] == "Glossary, Talks" or rows[1]["lessons"] == "Talks, Glossary"
    assert rows[1]["address"] == "https://example.org/t/glossary/#envoy"
    assert zipfile.is_zipfile(site / "flashcards.apkg")


def test_a_strict_site_whose_navigation_leaves_the_page_out_builds_and_its_lessons_lead_there(tmp_path):
    theme = {"name": "material", "custom_dir": str(Path(__file__).resolve().parents[2] / "overrides")}
    checks = {"omitted_files": "warn", "links": {"not_found": "warn"}}
    site = Site(tmp_path, PAGES, plugins=STUDY, theme=theme, nav=list(PAGES), validation=checks)
    run = site.command("build", "--strict")
    assert "study.md" not in run.stderr
    assert "../study/?lesson=talk.md" in {href for href, _ in Links(tmp_path / "site/talk/index.html").links}


def test_each_lesson_asks_at_its_end_and_no_other_page_does(tmp_path):
    site = build(tmp_path)
    assert 'class="self-check"' in (site / "talk/index.html").read_text("utf-8")
    for page in ("index.html", "glossary/index.html", "study/index.html"):
        assert 'class="self-check"' not in (site / page).read_text("utf-8")


def test_a_lesson_asks_before_its_footnotes(tmp_path):
    pages = {
        "glossary.md": GLOSSARY,
        "transcript.md": "---\ntitle: T\n---\nAn envoy.[^1]\n\n[^1]: A treaty.\n",
    }
    settings = {
        "markdown_extensions": ["footnotes", "toc", "tracktwo"],
        "plugins": [{"tracktwo": {"study": True}}],
    }
    html = (Site(tmp_path, pages, **settings).build() / "transcript/index.html").read_text("utf-8")
    assert html.index('class="self-check"') < html.index('class="footnote"')


def test_a_lesson_that_says_where_to_ask_asks_there_alone(tmp_path):
    pages = {**PAGES, "talk.md": PAGES["talk.md"].replace("## At last", "[SELF-CHECK] \n\n## At last")}
    html = (build(tmp_path, pages) / "talk/index.html").read_text("utf-8")
    assert html.count('class="self-check"') == 1
    assert html.index('class="self-check"') < html.index('id="at-last"')


def test_an_author_s_own_page_stays(tmp_path):
    site = build(tmp_path, {**PAGES, "study.md": "# Learn\n\n[CARDS]\n"})
    html = (site / "study/index.html").read_text("utf-8")
    assert "Learn</h1>" in html
    assert 'class="flash-cards"' in html
    assert (site / "flashcards.csv").is_file()


def test_an_author_s_own_deck_stays(tmp_path):
    site = build(tmp_path, {**PAGES, "flashcards.csv": "mine"})
    assert (site / "flashcards.csv").read_text("utf-8") == "mine"
    assert (site / "flashcards.apkg").is_file()


def test_without_the_option_there_is_none_of_it(tmp_path):
    site = build(tmp_path, plugins=["tracktwo"])
    assert not list(site.glob("flashcards.*"))
    assert not (site / "study").exists()
    assert "self-check" not in (site / "talk/index.html").read_text("utf-8")


def test_what_asks_is_not_in_the_book(tmp_path):
    with_questions, without = (
        next(build(tmp_path / name, plugins=[{"tracktwo": {"study": study, "pdf": {"book": True}}}],
                   nav=["index.md", "talk.md", "glossary.md"], not_in_nav="study.md").glob("*.pdf"))
        for name, study in (("a", True), ("b", False))
    )  # fmt: skip
    assert with_questions.stat().st_size == pytest.approx(without.stat().st_size, abs=300)


def test_two_builds_make_the_same_decks(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    first = {path.name: path.read_bytes() for path in build(tmp_path).glob("flashcards.*")}
    os.utime(tmp_path / "docs/glossary.md")
    assert first == {path.name: path.read_bytes() for path in build(tmp_path).glob("flashcards.*")}
