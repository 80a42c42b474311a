"""The page as one reads it: its measure, what hangs in its margin, and what readers change about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from conftest import another_site

OpenPage = Callable[..., Page]
# Prose of the site's own lesson: how many letters fill a line depends on which letters they are.
TEXT = (
    "When we hear that two countries are making peace, most of us picture a long table, two flags and a pen. "
    "The pen matters. But peacebuilding is a bigger job than any ceremony. It has to calm the conflicts that "
    "are already burning, and keep new ones from catching light elsewhere. "
) * 2
LONG_NAME = "Bartholomew Donaudampfschifffahrtsgesellschaftskapitän"
LESSON = f"""---
title: Rechtsschutzversicherungsgesellschaften und ihre Donaudampfschifffahrtsgesellschaften
author: {LONG_NAME}
lesson: true
teaches: [Tone]
---
[0:04] **Ada:** {TEXT}

[0:08] **{LONG_NAME}:** Yes.

[1:00:12] {TEXT}

{TEXT}
"""
# How many characters each line has that the text fills, without what hangs beside it.
FULL_LINES = """(paragraphs) => paragraphs.flatMap((paragraph) => {
  const lines = {}, range = document.createRange(), texts = document.createTreeWalker(paragraph, 4)
  while (texts.nextNode()) for (let at = 0; at < texts.currentNode.length; at++) {
    if (texts.currentNode.parentElement.closest(".time, .speaker")) continue
    range.setStart(texts.currentNode, at); range.setEnd(texts.currentNode, at + 1)
    const [box] = range.getClientRects()
    if (box) lines[Math.round(box.bottom / 8)] = (lines[Math.round(box.bottom / 8)] ?? 0) + 1
  }
  return Object.values(lines).slice(0, -1)
})"""
# Where a paragraph's time, speaker and words are, from the side at which its lines start.
PLACES = """(paragraph) => {
  const turned = getComputedStyle(paragraph).direction === "rtl"
  const place = ({ left, right, top, bottom }) =>
    ({ start: turned ? innerWidth - right : left, end: turned ? innerWidth - left : right, top, bottom })
  const words = document.createRange(), last = paragraph.lastChild
  words.setStart(last, last.data.search(/\\S/)); words.setEnd(last, last.length)
  const [time, speaker] = [".time", ".speaker"]
    .map((name) => paragraph.querySelector(name)?.getBoundingClientRect())
  return { time: place(time), speaker: speaker && place(speaker), words: place(words.getClientRects()[0]),
           paragraph: place(paragraph.getBoundingClientRect()) }
}"""
# WCAG 2.2, 1.4.12.
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important }
* { word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"""
FITS = "document.documentElement.scrollWidth <= innerWidth"


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("said")
    (folder / "docs").mkdir()
    pages = {
        "index.md": LESSON,
        "film.md": LESSON.replace("lesson: true", "audio: tone.wav"),
        "bare.md": "---\ntitle: Only a title\nlesson: true\n---\nWords.\n",
        "glossary.md": "# Glossary\n\n## Tone\n\nA sound.\n",
        "tone.wav": "",
    }
    for name, text in pages.items():
        (folder / "docs" / name).write_text(text, encoding="utf-8")
    settings = "nav: [index.md, film.md, bare.md, glossary.md]\nplugins: [search, tracktwo]\n"
    with another_site(folder, settings) as url:
        yield url


@pytest.mark.parametrize("width", [960, 1280, 1920, 2560])
@pytest.mark.parametrize("name", ["transcript", "index", "film"])
def test_lines_have_65_to_75_characters(open_page: OpenPage, said: str, name: str, width: int) -> None:
    page = open_page("transcript.html" if name == "transcript" else f"{said}{name}.html", width=width)
    lines = page.locator("#lesson-text > p:not(.player-back)").evaluate_all(FULL_LINES)
    assert len(lines) > 10
    assert 65 <= sum(lines) / len(lines) <= 75


@pytest.mark.parametrize(
    ("name", "width", "direction"), [*product(["index", "film"], [960, 1280, 2560], ["ltr", "rtl"])]
)
def test_on_wide_screens_time_and_speaker_hang_in_the_margin(
    open_page: OpenPage, said: str, name: str, width: int, direction: str
) -> None:
    page = open_page(f"{said}{name}.html", width=width)
    page.evaluate("direction => { document.body.dir = direction }", direction)
    paragraphs = page.locator("#lesson-text > p")
    first, named, timed = (paragraphs.nth(place).evaluate(PLACES) for place in range(3))
    for places in (first, named):
        time, speaker, words = places["time"], places["speaker"], places["words"]
        assert 0 <= time["start"] == speaker["start"]
        assert max(time["end"], speaker["end"]) < words["start"]
        assert time["top"] < words["bottom"]
        assert time["bottom"] <= speaker["top"] + 1
        assert speaker["bottom"] <= places["paragraph"]["bottom"]
    assert first["words"]["start"] == pytest.approx(timed["words"]["start"], abs=1)
    untimed = paragraphs.nth(3).bounding_box()
    assert untimed
    start = untimed["x"] if direction == "ltr" else width - untimed["x"] - untimed["width"]
    assert first["paragraph"]["start"] == pytest.approx(start, abs=1)


@pytest.mark.parametrize(("width", "direction"), [*product([320, 768], ["ltr", "rtl"])])
def test_on_narrow_screens_time_and_speaker_begin_the_first_line(
    open_page: OpenPage, said: str, width: int, direction: str
) -> None:
    page = open_page(f"{said}index.html", width=width)
    page.evaluate("direction => { document.body.dir = direction }", direction)
    places = page.locator("#lesson-text > p").first.evaluate(PLACES)
    assert places["time"]["start"] == pytest.approx(places["paragraph"]["start"], abs=1)
    assert places["time"]["end"] < places["speaker"]["start"]
    assert places["speaker"]["top"] < places["words"]["bottom"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["index", "film", "bare"])
def test_axe_finds_no_barrier_where_times_hang(
    open_page: OpenPage, said: str, name: str, scheme: str
) -> None:
    page = open_page(f"{said}{name}.html", color_scheme=scheme)
    results = Axe().run(page)
    assert not results.response["violations"], results.generate_report()


@pytest.mark.parametrize("name", ["index", "transcript", "glossary", "contributing", "404"])
def test_no_page_scrolls_sideways_on_a_screen_of_320_pixels(open_page: OpenPage, name: str) -> None:
    assert open_page(f"{name}.html", width=320).evaluate(FITS)


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", ["index", "film"])
def test_with_more_space_in_the_text_nothing_is_lost(
    open_page: OpenPage, said: str, name: str, width: int
) -> None:
    page = open_page(f"{said}{name}.html", width=width)
    page.add_style_tag(content=SPACED)
    assert page.evaluate(FITS)
    cut = "(all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.outerHTML)"
    assert page.locator(".lesson, .lesson > *, #lesson-text > p").evaluate_all(cut) == []
    for place in range(2):
        places = page.locator("#lesson-text > p").nth(place).evaluate(PLACES)
        assert places["speaker"]["bottom"] <= places["paragraph"]["bottom"] + 1


EDGES = """(places) => places.map((place) => document.querySelector(place)?.getBoundingClientRect())"""
COLUMNS = ["article h1", ".player, .md-sidebar--secondary nav ul", ".md-header__inner"]


@pytest.mark.parametrize("width", [1240, 2560])
def test_text_recording_contents_and_header_share_one_grid(
    open_page: OpenPage, said: str, width: int
) -> None:
    page = open_page(f"{said}film.html", width=width)
    recorded, player, header = page.evaluate(EDGES, COLUMNS)
    assert player["right"] <= header["right"]
    for name in ("index", "bare", "glossary"):
        page.goto(f"{said}{name}.html")
        text, beside, _ = page.evaluate(EDGES, COLUMNS)
        assert text["left"] == pytest.approx(recorded["left"], abs=1)
        assert name != "glossary" or beside["left"] == pytest.approx(player["left"], abs=1)


@pytest.mark.parametrize("name", ["transcript", "film"])
def test_the_first_word_is_on_a_phones_second_screen_at_the_latest(
    open_page: OpenPage, said: str, name: str
) -> None:
    page = open_page("transcript.html" if name == "transcript" else f"{said}{name}.html", width=390)
    first = page.locator("#lesson-text > p:not([class])").first.bounding_box()
    assert first
    assert first["y"] < 2 * 844
