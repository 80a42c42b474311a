"""A lesson's page with its recording: where that stands, on every screen and on paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect
from test_player_media import FRAME

OpenPage = Callable[..., Page]
WIDE = (960, 1220, 1280, 1600, 2560)


def meet(one: Locator, other: Locator) -> bool:
    """Whether two boxes on the screen have a place in common."""
    a, b = one.bounding_box(), other.bounding_box()
    assert a
    assert b
    return all(
        a[start] < b[start] + b[size] and b[start] < a[start] + a[size]
        for start, size in (("x", "width"), ("y", "height"))
    )


@pytest.mark.parametrize(("lesson", "width"), [*product(["talk", "film", "hosted"], WIDE)])
def test_on_wide_screens_the_recording_stays_in_view_beside_the_text(
    open_page: OpenPage, talks: str, lesson: str, width: int
) -> None:
    page = open_page(f"{talks}{lesson}.html", width=width)
    player, text = page.locator(".player"), page.locator("#lesson-text")
    for last in (False, True):
        if last:
            page.locator("article a.time").last.focus()
        box = player.bounding_box()
        assert box
        assert box["x"] + box["width"] <= width
        assert 48 <= box["y"] <= 400
        assert not meet(player, text)
        assert not meet(player, page.locator(".md-sidebar--secondary .md-nav__title"))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_beside_the_recording_the_contents_are_reached_to_their_end(open_page: OpenPage, talks: str) -> None:
    page = open_page(f"{talks}sections.html")
    page.mouse.move(600, 500)
    page.mouse.wheel(0, 2000)
    contents = page.locator(".md-sidebar--secondary")
    last = contents.get_by_role("link", name="Part 29")
    last.focus()
    box = last.bounding_box()
    assert box
    assert box["y"] + box["height"] <= 800
    assert not meet(last, page.locator(".player"))


@pytest.mark.parametrize("width", [390, 768])
def test_on_narrow_screens_the_recording_is_above_the_text(
    open_page: OpenPage, talks: str, width: int
) -> None:
    page = open_page(f"{talks}film.html", width=width)
    player = page.locator(".player")
    assert not meet(player, page.locator("#lesson-text"))
    page.get_by_role("link", name="Back to the recording").focus()
    expect(player).not_to_be_in_viewport()
    page.wait_for_function("history.state?.y === scrollY")  # what instant navigation keeps, after a while
    page.keyboard.press("Enter")
    expect(player).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_that_has_focus_is_covered(open_page: OpenPage, talks: str, width: int) -> None:
    """WCAG 2.2, 2.4.11; and 2.5.8 for times."""
    page = open_page(f"{talks}film.html", width=width)
    times = page.locator("article a.time").all()
    assert times
    for time in [*times, *reversed(times)]:
        time.focus()
        box = time.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24
        assert time.evaluate(
            """(time) => { const { x, y, width, height } = time.getBoundingClientRect()
            return time.contains(document.elementFromPoint(x + width / 2, y + height / 2)) }"""
        )


@pytest.mark.parametrize("lesson", ["sections.html#part-20", "film.html#end", "film.html#t20"])
def test_what_an_address_leads_to_is_not_covered(open_page: OpenPage, talks: str, lesson: str) -> None:
    page = open_page(talks + lesson)
    target = page.locator(f"#{lesson.partition('#')[2]}")
    expect(target).to_be_in_viewport(ratio=1)
    assert not meet(target, page.locator(".md-header"))
    assert not meet(target, page.locator(".player"))


def test_the_recording_leads_to_its_transcript_and_its_files(open_page: OpenPage, talks: str) -> None:
    """What W3C WAI asks of a page with a transcript: each leads to the other, and both can be taken away."""
    page = open_page(f"{talks}film.html", width=390)
    player = page.locator(".player")
    for name, file in (("Video file", "talk.webm"), ("Captions", "talk.vtt")):
        link = player.get_by_role("link", name=name)
        address = f"{talks}media/{file}"
        assert link.evaluate("(link) => link.href") == address
        assert page.request.get(address).ok
    player.get_by_role("link", name="Transcript").click()
    expect(page.locator("#lesson-text h2").first).to_be_in_viewport()


def test_on_paper_there_is_no_recording_and_times_are_text(open_page: OpenPage, talks: str) -> None:
    page = open_page(f"{talks}talk.html")
    page.get_by_role("button", name="Play from 0:08").click()
    page.emulate_media(media="print")
    expect(page.locator(".player")).to_be_hidden()
    expect(page.locator(".player-back")).to_be_hidden()
    time = page.locator("article a.time").nth(2)
    expect(time).to_be_visible()
    expect(time).to_have_css("text-decoration-line", "none")
    expect(time).to_have_css("outline-style", "none")
    assert time.evaluate("(time) => getComputedStyle(time, '::after').content") == "none"
    expect(page.locator(".said-now")).to_have_css("box-shadow", "none")


def test_what_is_said_is_seen_with_forced_colours(open_page: OpenPage, talks: str) -> None:
    page = open_page(f"{talks}talk.html", forced_colors="active")
    page.get_by_role("button", name="Play from 0:08").click()
    expect(page.locator(".said-now")).to_have_css("outline-style", "solid")


def test_where_text_runs_from_the_right_all_is_mirrored(open_page: OpenPage, talks: str) -> None:
    page = open_page(f"{talks}film.html#t8")
    page.evaluate("document.body.dir = 'rtl'")
    player, text = (page.locator(place).bounding_box() for place in (".player", "#lesson-text"))
    assert player
    assert text
    assert 0 <= player["x"] < player["x"] + player["width"] <= text["x"]
    shadow = page.locator(".said-now").evaluate("(said) => getComputedStyle(said).boxShadow")
    assert " 13px 0px 0px 0px" in shadow


@pytest.mark.parametrize(("name", "scheme"), [*product(["talk", "film", "hosted"], ["light", "dark"])])
def test_axe_finds_no_barrier_beside_a_recording(
    open_page: OpenPage, talks: str, name: str, scheme: str
) -> None:
    page = open_page(f"{talks}{name}.html", color_scheme=scheme)
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        results = Axe().run(page)
        assert not results.response["violations"], results.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


OVER_FOCUS = """() => {
  const { x, y, width, height } = document.activeElement.getBoundingClientRect()
  const there = document.elementFromPoint(x + width / 2, y + height / 2)
  return document.querySelector(".player-bar").contains(there)
}"""


@pytest.mark.parametrize(("lesson", "width"), [("talk", 390), ("hosted", 320)])
def test_on_narrow_screens_a_bar_plays_where_one_reads(
    open_page: OpenPage, talks: str, lesson: str, width: int
) -> None:
    page = open_page(f"{talks}{lesson}.html", width=width, reduced_motion="reduce")
    if lesson == "hosted":
        page.route(re.compile("^https:"), lambda route: route.fulfill(body=FRAME, content_type="text/html"))
        page.get_by_role("button", name="Load the video").click()
    page.get_by_role("button", name="Play from 0:32").click()
    bar = page.get_by_role("group", name="Playback")
    expect(bar.get_by_role("button", name="Pause")).to_be_in_viewport(ratio=1)
    expect(bar).to_contain_text("0:32")
    for control in bar.locator("button, select").all():
        expect(control).to_be_in_viewport(ratio=1)
        box = control.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24
    assert not page.evaluate(OVER_FOCUS), "what was tapped stays in view"
    page.get_by_role("link", name="Home").last.focus()
    page.locator("a").last.focus()
    assert not page.evaluate(OVER_FOCUS), "and so does what follows at the end of the page"
    bar.get_by_label("Speed").select_option("1.5×")
    bar.get_by_role("button", name="−10 s").click()
    expect(bar).to_contain_text("0:2")
    bar.get_by_role("button", name="Pause").click()
    expect(bar.get_by_role("button", name="Play")).to_be_focused()
    bar.get_by_role("button", name="Close").click()
    expect(bar).not_to_be_in_viewport()
    expect(page.locator(".time[aria-current]")).to_be_focused()
    page.reload()
    assert page.evaluate("localStorage['tracktwo-speed']") == "1.5"
    assert lesson == "hosted" or page.evaluate("document.querySelector('audio').playbackRate") == 1.5
