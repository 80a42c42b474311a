"""Text and recording move together, in a real browser with a sound that is made here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from talks import SENTENCES

from tracktwo import theme

OpenPage = Callable[..., Page]
SEARCH_STYLE = Path(theme.__file__).with_name("assets") / "search.css"
COUNT_STEPS = """
steps = 0
ended = false
document.addEventListener("scroll", () => steps++)
document.addEventListener("scrollend", () => { ended = true })
"""
BUSY = "const begun = Date.now(); while (Date.now() < begun + 2000);"  # as a browser may be
PAUSED = "document.querySelector('audio').paused"
TIME = "() => document.querySelector('.player audio').currentTime"


def test_a_time_plays_from_there_and_its_paragraph_is_marked(open_page: OpenPage, talks: str) -> None:
    page = open_page(f"{talks}talk.html")
    time = page.get_by_role("button", name="Play from 0:08")
    time.click()
    page.wait_for_function(f"({TIME})() > 8 && !document.querySelector('audio').paused")
    expect(time).to_have_attribute("aria-current", "true")
    expect(page.locator(".said-now")).to_contain_text("said at 8 seconds")
    assert page.url.endswith("#t8")


def test_an_address_with_a_moment_opens_there(open_page: OpenPage, talks: str) -> None:
    page = open_page(f"{talks}talk.html#t14")
    page.wait_for_function(f"({TIME})() == 14")
    expect(page.locator(".said-now")).to_contain_text("said at 12 seconds")


def test_keys_work_where_they_are_not_needed_and_space_belongs_to_the_page(
    open_page: OpenPage, talks: str
) -> None:
    page = open_page(f"{talks}talk.html")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(TIME) == 0
    page.get_by_role("button", name="Play from 0:20").focus()
    page.keyboard.press("Space")
    page.wait_for_function(f"({TIME})() > 20")
    page.keyboard.press("ArrowRight")
    page.wait_for_function(f"({TIME})() > 25")
    page.keyboard.press("j")
    page.wait_for_function(f"({TIME})() < 20")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Space")
    page.wait_for_function("scrollY > 300")
    assert not page.evaluate(PAUSED)
    page.keyboard.press("k")
    page.wait_for_function(PAUSED)
    page.locator(".md-search__input").focus()
    before = page.evaluate(TIME)
    page.keyboard.press("j")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(TIME) == before


def test_the_keys_are_listed_and_can_be_switched_off(open_page: OpenPage, talks: str) -> None:
    """WCAG 2.2, 2.1.4."""
    page = open_page(f"{talks}talk.html", locale="en-GB")
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    for key in ("Play or pause", "Back 10 seconds", "Slower or faster"):
        expect(keys).to_contain_text(key)
    keys.get_by_role("checkbox").uncheck()
    keys.get_by_role("button", name="Close").click()
    expect(keys).to_be_hidden()
    page.reload()
    page.keyboard.press("?")
    expect(keys).to_be_hidden()
    page.get_by_role("button", name="Keys").click()
    keys.get_by_role("checkbox").check()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(keys).to_be_visible()


def test_the_key_of_the_search_is_listed_where_a_page_has_the_search(open_page: OpenPage, talks: str) -> None:
    page = open_page(f"{talks}talk.html", locale="en-GB")
    page.keyboard.press("?")
    key = page.get_by_role("dialog", name="Keys").get_by_text("/", exact=True)
    expect(key).to_be_hidden()
    page.add_style_tag(path=SEARCH_STYLE)
    expect(key).to_be_visible()
    expect(page.get_by_role("dialog", name="Keys").get_by_text("Search", exact=True)).to_be_visible()


def test_the_text_is_followed_until_the_reader_scrolls(open_page: OpenPage, talks: str) -> None:
    page = open_page(f"{talks}talk.html", reduced_motion="reduce")
    follow = page.get_by_role("button", name="Follow the text")
    follow.click()
    page.evaluate("document.querySelector('audio').currentTime = 48")
    expect(page.locator(".said-now")).to_be_in_viewport()
    expect(follow).to_have_attribute("aria-pressed", "true")
    page.mouse.move(600, 600)
    page.mouse.wheel(0, -300)
    expect(follow).to_have_attribute("aria-pressed", "false")


SELECT = """([text, from]) => {
  const texts = document.createTreeWalker(document.querySelector("#lesson-text"), NodeFilter.SHOW_TEXT)
  while (!texts.nextNode().data.includes(text));
  const start = texts.currentNode.data.indexOf(text)
  getSelection().setBaseAndExtent(texts.currentNode, start + from, texts.currentNode, start + text.length)
}"""


@pytest.mark.parametrize(
    ("lesson", "text", "link"),
    [
        ("talk", "What is said at 4 seconds.", "#t=4,8"),
        ("talk", "said at 56", "#t=56"),
        ("film", "What is said at 8 seconds.", "#t=8.2,11"),  # as its captions are
        ("film", "at 8", "#t=9.7,10.5"),
        ("film", "What is said at 12", "#t=12,16"),  # of which they say nothing
        ("said", "First words.", "#said:~:text=First%20words."),
        ("said", "Here are some well-known words, and more than eight.",
         "#t5:~:text=Here%20are%20some%20well%2Dknown,and%20more%20than%20eight."),
        ("said", "Under a heading.", "#then:~:text=Under%20a%20heading."),
    ],
)  # fmt: skip
def test_a_selection_offers_the_link_to_where_it_was_said(
    open_page: OpenPage, talks: str, lesson: str, text: str, link: str
) -> None:
    page = open_page(f"{talks}{lesson}.html", permissions=("clipboard-read", "clipboard-write"))
    if lesson == "film":
        page.wait_for_function("document.querySelector('track').track.cues?.length")
    page.evaluate(SELECT, [text, 0])
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status").get_by_text("Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{talks}{lesson}.html{link}"


@pytest.mark.parametrize(
    ("lesson", "text", "quotation"),
    [
        ("film", "What is said at 12 seconds.", "“{}”\n— Ada, A film, 0:12\n#t=12,16"),
        ("said", "Under a heading.", "“{}”\n— Bo, Said, 0:05\n#then:~:text=Under%20a%20heading."),
        ("said", "First words.", "“{}”\n— Said\n#said:~:text=First%20words."),
    ],
)
def test_a_quotation_says_who_said_it_and_where(
    open_page: OpenPage, talks: str, lesson: str, text: str, quotation: str
) -> None:
    page = open_page(f"{talks}{lesson}.html", permissions=("clipboard-read", "clipboard-write"))
    page.evaluate(SELECT, [text, 1])  # whole words are quoted
    page.get_by_role("button", name="Copy quotation").click()
    said = quotation.format(text).replace("#", f"{talks}{lesson}.html#")
    assert page.evaluate("navigator.clipboard.readText()") == said


def test_an_address_with_what_is_no_time_takes_no_control_away(open_page: OpenPage, talks: str) -> None:
    page = open_page(f"{talks}talk.html#t=1.2.3")
    expect(page.get_by_role("button", name="Follow the text")).to_be_visible()


def test_an_address_plays_a_part_and_stops(open_page: OpenPage, talks: str) -> None:
    page = open_page(f"{talks}talk.html#t=0:20.5,21")
    page.wait_for_function(f"({TIME})() === 20.5")
    expect(page.locator(".said-now")).to_contain_text("said at 20 seconds")
    page.keyboard.press("k")
    page.evaluate(BUSY)
    page.wait_for_function(f"{PAUSED} && ({TIME})() >= 21")
    page.evaluate("globalThis.first = document.querySelector('audio'); location.hash = '#t=30,35'")
    # Instant navigation makes a page anew, at a first step within it.
    page.wait_for_function(f"first !== document.querySelector('audio') && ({TIME})() >= 30")
    page.evaluate("document.querySelector('audio').currentTime = 40")  # the reader goes elsewhere
    page.evaluate("document.querySelector('audio').play()")
    page.wait_for_function(f"({TIME})() > 40.3")


TEXT = f"Here are some well-known words, and more than eight. {SENTENCES}"
FILES = {
    "txt": f"Said\n\nFirst words.\n\nBo: {TEXT}\n\nThen\n\nUnder a heading.\n\nAda: <Yes>.\n",
    "md": f"# Said\n\nFirst words.\n\n[0:05] **Bo:** {TEXT}\n\n## Then\n\nUnder a heading.\n\n"
    "[0:25] **Ada:** <Yes>.\n",
    "vtt": """\
WEBVTT

00:00:05.000 --> 00:00:16.852
<v Bo>Here are some well-known words, and more
than eight. They go on for two lines, and

00:00:16.852 --> 00:00:22.778
<v Bo>for two more, as long as anybody speaks.

00:00:22.778 --> 00:00:25.000
<v Bo>Under a heading.

00:00:25.000 --> 00:00:25.360
<v Ada>&lt;Yes&gt;.
""",
    "srt": """\
1
00:00:05,000 --> 00:00:16,852
Bo: Here are some well-known words, and more
than eight. They go on for two lines, and

2
00:00:16,852 --> 00:00:22,778
for two more, as long as anybody speaks.

3
00:00:22,778 --> 00:00:25,000
Under a heading.

4
00:00:25,000 --> 00:00:25,360
Ada: <Yes>.
""",
}


@pytest.mark.parametrize("kind", FILES)
def test_what_was_said_can_be_taken_away(open_page: OpenPage, talks: str, kind: str) -> None:
    page = open_page(f"{talks}said.html")
    names = {"txt": "TXT", "md": "Markdown", "vtt": "WebVTT", "srt": "SRT"}
    with page.expect_download() as download:
        page.get_by_role("button", name=names[kind]).click()
    assert download.value.suggested_filename == f"said.{kind}"
    assert download.value.path().read_text("utf-8") == FILES[kind]


def test_captions_taken_away_have_the_times_of_the_recording(open_page: OpenPage, talks: str) -> None:
    page = open_page(f"{talks}film.html")
    page.wait_for_function("document.querySelector('track').track.cues?.length")
    with page.expect_download() as download:
        page.get_by_role("button", name="SRT").click()
    text = download.value.path().read_text("utf-8")
    assert "00:00:08,240 --> 00:00:09,700\nAda: What is said\n" in text
    assert "00:00:09,700 --> 00:00:11,000\nat 8 seconds. Words." in text


def test_the_place_is_kept_on_the_device(open_page: OpenPage, talks: str) -> None:
    page = open_page(f"{talks}talk.html", locale="en-US")
    page.get_by_role("button", name="Play from 0:36").click()
    page.wait_for_function("localStorage['tracktwo-place /talk.html']")
    page.goto(f"{talks}talk.html")
    page.get_by_role("button", name="Continue from 0:36").click()
    page.wait_for_function(f"({TIME})() > 36")


def test_descriptions_are_read(open_page: OpenPage, talks: str) -> None:
    page = open_page(f"{talks}talk.html")
    page.get_by_role("button", name="Play from 0:08").click()
    expect(page.locator(".player").get_by_role("status")).to_have_text("A tone is heard.")


def test_instant_navigation_keeps_the_player_working(open_page: OpenPage, talks: str) -> None:
    page = open_page(f"{talks}index.html")
    page.locator("article").get_by_role("link", name="Talk").click()
    page.get_by_role("button", name="Play from 0:08").click()
    page.wait_for_function(f"({TIME})() > 8")


@pytest.mark.parametrize(("motion", "steps"), [("reduce", {1}), ("no-preference", set(range(2, 1000)))])
def test_the_text_moves_smoothly_or_at_once_as_the_reader_prefers(
    open_page: OpenPage, talks: str, motion: str, steps: set[int]
) -> None:
    page = open_page(f"{talks}talk.html", reduced_motion=motion)
    page.get_by_role("button", name="Follow the text").click()
    page.evaluate(COUNT_STEPS)
    page.get_by_role("button", name="Play from 0:48").evaluate("(time) => time.click()")
    expect(page.locator(".said-now")).to_contain_text("said at 48 seconds")
    page.wait_for_function("ended")
    top = page.locator(".said-now").evaluate("said => said.getBoundingClientRect().top")
    assert abs(top - 400) < 300
    assert page.evaluate("steps") in steps


def test_a_button_keeps_its_own_keys(open_page: OpenPage, talks: str) -> None:
    page = open_page(f"{talks}talk.html")
    page.get_by_role("button", name="Play from 0:20").click()
    page.wait_for_function(f"({TIME})() > 20")
    follow = page.get_by_role("button", name="Follow the text")
    follow.focus()
    page.keyboard.press("Space")
    expect(follow).to_have_attribute("aria-pressed", "true")
    assert not page.evaluate("document.querySelector('audio').paused")
