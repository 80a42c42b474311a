"""'Used in' in a real browser: all uses are loaded when asked for, and a quotation plays where it stands."""

from __future__ import annotations

import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect
from test_site_pages import EVERY_RULE

from conftest import another_site

OpenPage = Callable[..., Page]
SAID = "\n\n".join(f"[0:{n:02}] **Ada:** The envoy number {n}." for n in range(4, 36, 4))
MEDIA = "() => document.querySelector('.used-in audio')"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A talk that says a term eight times, with a sound; the pages are files, as opened from a disk."""
    folder = tmp_path_factory.mktemp("uses")
    (folder / "docs").mkdir()
    with wave.open(str(folder / "docs/talk.wav"), "wb") as sound:
        sound.setparams((1, 1, 8000, 0, "NONE", ""))
        sound.writeframes(b"\x80" * 8000 * 60)
    pages = {
        "talk": f"---\ntitle: A talk\naudio: talk.wav\nteaches: [Envoy]\n---\n## Start\n\n{SAID}\n",
        "glossary": "# Glossary\n\n## Envoy\n\nWho speaks.\n",
        "index": "# Home\n\n[Glossary](glossary.md)\n",
    }
    for name, text in pages.items():
        (folder / f"docs/{name}.md").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    nav = "nav: [talk.md, glossary.md, index.md]\nplugins: [search, tracktwo]\n"
    with another_site(folder, nav) as url:
        yield url


def quotations(page: Page) -> Locator:
    return page.locator(".used-in q")


def test_all_uses_are_loaded_below_the_entry_and_play_there(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}index.html")
    page.locator("article").get_by_role("link", name="Glossary").click()  # without loading anew
    expect(quotations(page)).to_have_count(5)
    page.get_by_role("link", name="All 8 places").click()
    expect(quotations(page)).to_have_count(8)
    expect(page.get_by_role("link", name="0:24")).to_be_focused()
    assert page.url == f"{address}glossary.html"
    button = page.get_by_role("button", name="Play from 0:28")
    button.press("Enter")
    page.wait_for_function(f"({MEDIA})().currentTime > 28 && !({MEDIA})().paused")
    expect(button).to_have_attribute("aria-expanded", "true")
    assert page.url == f"{address}glossary.html"
    button.press("Enter")
    expect(page.locator(".used-in audio")).to_have_count(0)
    page.get_by_role("link", name="0:32").click()
    page.wait_for_function("document.querySelector('.player audio')?.currentTime == 32")


def test_without_a_script_and_from_a_disk_a_link_leads_to_all_uses(
    open_page: OpenPage, address: str, folder: Path
) -> None:
    for page in (
        open_page(f"{address}glossary.html", java_script_enabled=False),
        open_page((folder / "site/glossary.html").as_uri()),
    ):
        page.get_by_role("link", name="All 8 places").click()
        page.wait_for_url("**/glossary/uses-of-envoy.html")
        expect(quotations(page)).to_have_count(8)
        page.get_by_role("link", name="0:32").click()
        page.wait_for_url("**/talk.html#t32")


def test_a_tick_leads_to_its_moment(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}talk.html")
    expect(page.locator("header .strips")).to_contain_text("8 times, 0:04–0:32")
    expect(page.locator("header.lesson")).not_to_contain_text("Terms:")  # a list of the same
    strip = page.locator("header .strip")
    box = strip.bounding_box() or {}
    tick = strip.locator("a path").nth(4)
    at = int((tick.get_attribute("d") or "")[1:].split()[0]) / 1000
    page.mouse.click(box["x"] + box["width"] * at + 5, box["y"] + box["height"] / 2)  # beside its line
    page.wait_for_function("document.querySelector('.player audio').currentTime == 20")
    assert page.url.endswith("#t20")
    page.goto(f"{address}glossary.html")
    page.evaluate("here = true")
    page.get_by_role("link", name="All 8 places").click()
    page.wait_for_function("document.querySelector('.strip a').href.baseVal.startsWith('http')")
    addresses = page.locator(".strip a").evaluate_all("links => links.map((link) => link.href.baseVal)")
    assert addresses == [f"{address}talk.html#t{n}" for n in range(4, 36, 4)]
    page.locator("nav").get_by_role("link", name="Home").first.click()
    expect(page.get_by_role("heading", name="Home")).to_be_visible()
    assert page.evaluate("here"), "instant navigation goes on"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier_in_used_in(open_page: OpenPage, address: str, scheme: str) -> None:
    for path in ("glossary.html", "glossary/uses-of-envoy.html", "talk.html"):
        page = open_page(f"{address}{path}", width=390, color_scheme=scheme)
        results = Axe().run(page, context=[".used-in, .strips"], options=EVERY_RULE)
        assert not results.response["violations"], results.generate_report()


@pytest.mark.parametrize("width", [320, 1280])
def test_every_stop_of_tab_is_seen_and_no_tick_is_one(open_page: OpenPage, address: str, width: int) -> None:
    page = open_page(f"{address}glossary/uses-of-envoy.html", width=width)
    page.wait_for_selector(".play")
    stops = []
    for _ in range(19):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.ariaLabel ?? document.activeElement.innerText"))
        assert page.evaluate("document.activeElement.getBoundingClientRect().width") > 20
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    assert [stop[:14] for stop in stops[:2]] == ["Glossary", "A talk"]
    assert [stop[:14] for stop in stops[-2:]] == ["Play from 0:32", "0:32 The envoy"]
