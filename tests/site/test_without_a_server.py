"""What is ours works where there is little: on the disk, and where a site lets no script run but its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from conftest import QuietHandler, served

OpenPage = Callable[..., Page]
SOUND = "document.querySelector('audio')"


class StrictHandler(QuietHandler):
    def end_headers(self) -> None:
        """Allow what comes from the site itself, and nothing inline."""
        self.send_header("Content-Security-Policy", "default-src 'self'")
        super().end_headers()


@pytest.fixture(params=["disk", "policy"])
def bare_talks(request: pytest.FixtureRequest, talks_site: tuple[str, Path]) -> Iterator[str]:
    """The site of recorded lessons: from the disk, and with a policy under which nothing inline runs."""
    if request.param == "disk":
        yield f"{talks_site[1].as_uri()}/"
        return
    with served(talks_site[1], StrictHandler) as url:
        yield url


def test_terms_recording_quotations_and_files_work_there(open_page: OpenPage, bare_talks: str) -> None:
    page = open_page(f"{bare_talks}talk.html", width=390)
    refused: list[str] = []
    page.on("console", lambda message: "tracktwo" in message.text and refused.append(message.text))
    page.reload()
    page.get_by_role("button", name="Play from 0:20").click()
    page.wait_for_function(f"{SOUND}.currentTime > 20")
    bar = page.get_by_role("group", name="Playback")
    bar.get_by_role("button", name="Pause").click()
    bar.get_by_label("Speed").select_option("2×")
    assert page.evaluate(f"{SOUND}.playbackRate") == 2
    page.get_by_text("said at 4 seconds").select_text()
    expect(page.get_by_role("button", name="Copy quotation")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="WebVTT").click()
    assert download.value.path().read_text("utf-8").startswith("WEBVTT\n\n00:00:00.000 -->")
    page.goto(f"{bare_talks}index.html")
    page.locator("a.term").first.focus()
    expect(page.get_by_role("tooltip")).to_contain_text("A sound.")
    assert refused == []
