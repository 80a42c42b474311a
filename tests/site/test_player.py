"""Text and recording move together, in a real browser with a sound that is made here."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from conftest import ROOT

OpenPage = Callable[..., Page]
COUNT_STEPS = """
steps = 0
ended = false
document.addEventListener("scroll", () => steps++)
document.addEventListener("scrollend", () => { ended = true })
"""
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


def test_keys_work_once_it_plays_and_not_where_they_are_needed(open_page: OpenPage, talks: str) -> None:
    page = open_page(f"{talks}talk.html")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(TIME) == 0
    page.get_by_role("button", name="Play from 0:20").focus()
    page.keyboard.press("Space")
    page.wait_for_function(f"({TIME})() > 20")
    page.keyboard.press("ArrowRight")
    page.wait_for_function(f"({TIME})() > 25")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Space")
    page.wait_for_function("document.querySelector('audio').paused")
    page.locator(".md-search__input").focus()
    before = page.evaluate(TIME)
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(TIME) == before


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


def test_a_selection_offers_the_link_to_its_moment(open_page: OpenPage, talks: str) -> None:
    page = open_page(f"{talks}talk.html", permissions=("clipboard-read", "clipboard-write"))
    page.get_by_text("said at 4 seconds").select_text()
    page.get_by_role("button", name="Copy link to this moment").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{talks}talk.html#t4"


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


def test_its_script_and_template_are_at_most_6_kilobytes() -> None:
    ours = [ROOT / "src/tracktwo/theme" / name for name in ("assets/player.js", "templates/player.html")]
    assert sum(len(gzip.compress(path.read_bytes(), mtime=0)) for path in ours) <= 6 * 1024
