"""The site's EPUB, page by page, in a browser: no barrier, and what the reader sets holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

# A page of a book has no furniture around its text that landmarks would set apart.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"region": {"enabled": False}, "landmark-one-main": {"enabled": False}},
}
NAMES = ["title", "nav", "chapter-1", "glossary"]
COLOURS = "[...document.querySelectorAll('body *')].map(element => getComputedStyle(element).color)"
READERS = "html { background: rgb(1, 2, 3); color: rgb(251, 252, 253); } a { color: inherit; }"


@pytest.fixture(scope="module")
def folder(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    unpacked = tmp_path_factory.mktemp("epub")
    (book,) = site.glob("*.epub")
    with ZipFile(book) as epub:
        epub.extractall(unpacked)
    return unpacked / "EPUB"


@pytest.fixture(params=NAMES)
def page(request: pytest.FixtureRequest, folder: Path, context: Callable[..., BrowserContext]) -> Page:
    page = context().new_page()
    page.set_viewport_size({"width": 400, "height": 700})
    page.goto((folder / f"{request.param}.xhtml").as_uri())
    yield page
    page.close()


def test_axe_finds_no_barrier(page: Page) -> None:
    results = Axe().run(page, options=RULES)
    assert not results.response["violations"], results.generate_report()


def test_the_colours_that_a_reader_sets_hold(page: Page) -> None:
    page.add_style_tag(content=READERS)
    assert set(page.evaluate(COLOURS)) == {"rgb(251, 252, 253)"}


def test_nothing_is_cut_off_on_a_small_screen_with_large_type(page: Page) -> None:
    page.add_style_tag(content="html { font-size: 32px; }")
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
