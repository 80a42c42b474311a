"""Recordings play from wherever they come: a host with or without parts of files, the disk, another host."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from conftest import WholeFilesHandler, served

OpenPage = Callable[..., Page]
SOUND = "document.querySelector('audio')"
FILM = "document.querySelector('video')"
# What a frame of YouTube's or Vimeo's understands and says, as far as the player needs it.
FRAME = """<p>A player.</p><script>onmessage = ({data, source, origin}) => {
  const {func, args, method, value} = JSON.parse(data)
  document.body.append(` ${func ?? method} ${args?.[0] ?? value};`)
  const playerState = func === "pauseVideo" ? 2 : 1
  const youtube = {event: "infoDelivery", info: {currentTime: args?.[0], playerState}}
  const vimeo = {event: "timeupdate", data: {seconds: value}}
  if (/seekTo|Video/.test(func)) source.postMessage(JSON.stringify(youtube), origin)
  if (method === "setCurrentTime") source.postMessage(JSON.stringify(vimeo), origin)
}</script>"""


@pytest.fixture(scope="module")
def wholes(talks_site: tuple[str, Path]) -> Iterator[str]:
    """The same site from a host that sends no part of a file, such as `mkdocs serve`."""
    with served(talks_site[1], WholeFilesHandler) as url:
        yield url


def test_a_film_plays_with_its_captions(open_page: OpenPage, talks: str) -> None:
    page = open_page(f"{talks}film.html")
    page.get_by_role("button", name="Play from 0:00").click()
    page.wait_for_function(f"{FILM}.textTracks[0].activeCues?.[0]?.text === 'Then.'")
    film = page.locator(".player video")
    assert film.evaluate("(film) => film.textTracks[0].mode") == "showing"
    assert film.evaluate("(film) => film.videoWidth > 0 && film.played.end(0) > 0")


def test_a_host_that_sends_whole_files_only_can_be_sought_in(open_page: OpenPage, wholes: str) -> None:
    page = open_page(f"{wholes}talk.html")
    assert page.evaluate(f"{SOUND}.currentSrc").startswith(wholes)
    page.get_by_role("button", name="Play from 0:20").click()
    page.wait_for_function(f"{SOUND}.currentTime > 20 && !{SOUND}.paused")
    page.get_by_role("button", name="Play from 0:08").click()
    page.wait_for_function(f"{SOUND}.currentTime > 8 && {SOUND}.currentTime < 18")


def test_an_address_with_a_moment_opens_there_on_such_a_host(open_page: OpenPage, wholes: str) -> None:
    page = open_page(f"{wholes}talk.html#t48")
    page.wait_for_function(f"{SOUND}.currentTime === 48")
    expect(page.locator(".said-now")).to_contain_text("said at 48 seconds")


def test_a_recording_plays_from_the_disk(open_page: OpenPage, talks_site: tuple[str, Path]) -> None:
    page = open_page(f"{(talks_site[1] / 'talk.html').as_uri()}#t14")
    page.wait_for_function(f"{SOUND}.currentTime === 14")
    page.get_by_role("button", name="Play from 0:20").click()
    page.wait_for_function(f"{SOUND}.currentTime > 20")


HOSTS = {
    "hosted": ("YouTube", "https://www.youtube-nocookie.com/embed/abcdefghijk?", "seekTo 12;"),
    "unlisted": ("Vimeo", "https://player.vimeo.com/video/12345678?h=abcdef&", "setCurrentTime 12;"),
}


@pytest.mark.parametrize("lesson", HOSTS)
def test_a_video_elsewhere_is_loaded_by_a_click_and_by_nothing_else(
    open_page: OpenPage, talks: str, lesson: str
) -> None:
    host, address, sought = HOSTS[lesson]
    page = open_page(f"{talks}index.html")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.route(re.compile("^https:"), lambda route: route.fulfill(body=FRAME, content_type="text/html"))
    page.goto(f"{talks}{lesson}.html", wait_until="networkidle")
    expect(page.locator(".player")).to_contain_text(f"Nothing has been asked of {host} yet.")
    page.locator("article a.time").nth(2).click()
    assert [url for url in asked if not url.startswith((talks, "data:"))] == []
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.get_by_role("button", name=f"Load the video from {host}").click()
    frame = page.frame_locator(".player iframe")
    expect(frame.get_by_text("A player.")).to_be_visible()
    assert next(url for url in asked if url.startswith("https:")).startswith(address)
    page.get_by_role("button", name="Play from 0:12").click()
    expect(frame.locator("body")).to_contain_text(sought)
    expect(page.locator(".said-now")).to_contain_text("said at 12 seconds")
    assert said == []


def test_without_a_script_times_are_links_and_the_browser_plays(open_page: OpenPage, talks: str) -> None:
    page = open_page(f"{talks}film.html", java_script_enabled=False)
    page.get_by_role("link", name="0:08").click()
    assert page.url.endswith("#t8")
    film = page.locator(".player video[controls]")
    expect(film).to_be_visible()
    expect(film.locator("track[kind=captions][default]")).to_have_attribute("src", "media/talk.vtt")
    expect(page.get_by_role("button", name="Follow the text")).to_have_count(0)
    page.goto(f"{talks}hosted.html")
    expect(page.locator(".player").get_by_role("link", name="Watch on YouTube")).to_be_visible()
    expect(page.locator(".player").get_by_role("button")).to_have_count(0)
