"""Text and recording move together, in a real browser with a sound that is made here."""

from __future__ import annotations

import gzip
import re
import wave
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from conftest import ROOT, another_site

OpenPage = Callable[..., Page]
SAID = "\n\n".join(
    f"[0:{n:02}] **Ada:** What is said at {n} seconds. {'Words. ' * 60}" for n in range(0, 60, 4)
)
LESSON = f"---\ntitle: A talk\naudio: media/talk.wav\ndescriptions: media/talk.vtt\n---\n## Start\n\n{SAID}\n"
HOSTED = f"---\ntitle: A video\nvideo: https://youtu.be/abcdefghijk\n---\n## Start\n\n{SAID}\n"
VTT = "WEBVTT\n\n00:00.000 --> 01:00.000\nA tone is heard.\n"
# What a frame of YouTube's understands and says, as far as the player needs it.
FRAME = """<p>A player.</p><script>onmessage = ({data, source, origin}) => {
  const {func, args} = JSON.parse(data)
  if (func === "seekTo") document.body.append(func + " " + args[0])
  const info = {currentTime: args?.[0], playerState: 1}
  source.postMessage(JSON.stringify({event: "infoDelivery", info}), origin)
}</script>"""
TIME = "() => document.querySelector('.player audio').currentTime"


@pytest.fixture(scope="session")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with a lesson that has a sound of a minute, and one with a video elsewhere."""
    folder = tmp_path_factory.mktemp("talks")
    (folder / "docs/media").mkdir(parents=True)
    with wave.open(str(folder / "docs/media/talk.wav"), "wb") as sound:
        sound.setparams((1, 1, 8000, 0, "NONE", ""))
        sound.writeframes(b"\x80" * 8000 * 60)
    pages = {"talk.md": LESSON, "hosted.md": HOSTED, "index.md": "# Home\n\n[Talk](talk.md)\n"}
    for name, text in {
        **pages,
        "glossary.md": "# Glossary\n\n## Tone\n\nA sound.\n",
        "media/talk.vtt": VTT,
    }.items():
        (folder / "docs" / name).write_text(text, encoding="utf-8")
    nav = "nav: [index.md, talk.md, hosted.md, glossary.md]\nplugins: [search, tracktwo]\n"
    with another_site(folder, nav) as url:
        yield url


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


def test_a_video_elsewhere_is_loaded_by_a_click_and_by_nothing_else(open_page: OpenPage, talks: str) -> None:
    page = open_page(f"{talks}index.html")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.route(re.compile("^https:"), lambda route: route.fulfill(body=FRAME, content_type="text/html"))
    page.goto(f"{talks}hosted.html", wait_until="networkidle")
    page.locator("article a.time").nth(2).click()
    assert [url for url in asked if not url.startswith((talks, "data:"))] == []
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.get_by_role("button", name="Load the video from YouTube").click()
    expect(page.frame_locator(".player iframe").get_by_text("A player.")).to_be_visible()
    assert any(url.startswith("https://www.youtube-nocookie.com/embed/abcdefghijk?") for url in asked)
    page.get_by_role("button", name="Play from 0:12").click()
    expect(page.frame_locator(".player iframe").get_by_text("seekTo 12")).to_be_visible()
    expect(page.locator(".said-now")).to_contain_text("said at 12 seconds")
    assert said == []


def test_without_a_script_times_are_links_and_the_browser_plays(open_page: OpenPage, talks: str) -> None:
    page = open_page(f"{talks}talk.html", java_script_enabled=False)
    page.get_by_role("link", name="0:08").click()
    assert page.url.endswith("#t8")
    expect(page.locator(".player audio[controls]")).to_be_visible()


def test_instant_navigation_keeps_the_player_working(open_page: OpenPage, talks: str) -> None:
    page = open_page(f"{talks}index.html")
    page.locator("article").get_by_role("link", name="Talk").click()
    page.get_by_role("button", name="Play from 0:08").click()
    page.wait_for_function(f"({TIME})() > 8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["talk", "hosted"])
def test_axe_finds_no_barrier_beside_a_recording(
    open_page: OpenPage, talks: str, name: str, scheme: str
) -> None:
    page = open_page(f"{talks}{name}.html", color_scheme=scheme)
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        results = Axe().run(page)
        assert not results.response["violations"], results.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_time_is_large_enough_and_focus_is_never_under_the_player(open_page: OpenPage, talks: str) -> None:
    page = open_page(f"{talks}talk.html")
    page.locator("article a.time").last.focus()
    for time in reversed(page.locator("article a.time").all()[2:]):
        time.focus()
        box, player = time.bounding_box(), page.locator(".player").bounding_box()
        assert box
        assert player
        assert min(box["width"], box["height"]) >= 24
        assert box["y"] >= player["y"] + player["height"]


def test_all_of_it_is_at_most_6_kilobytes() -> None:
    ours = [
        ROOT / "overrides" / name
        for name in ("assets/player.css", "assets/player.js", "partials/player.html")
    ]
    assert sum(len(gzip.compress(path.read_bytes(), mtime=0)) for path in ours) <= 6 * 1024
