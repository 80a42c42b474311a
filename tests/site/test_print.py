"""The page on paper, as a browser prints it: no furniture, ink on white, addresses written out."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

LOOKS = "element => (({color, backgroundColor}) => ({color, backgroundColor}))(getComputedStyle(element))"
ANIMATIONS_END = "Promise.all(document.getAnimations().map(animation => animation.finished))"
AFTER = "element => getComputedStyle(element, '::after').content"


@pytest.fixture
def printed(open_page: Callable[..., Page]) -> Page:
    page = open_page("transcript.html", color_scheme="dark")
    page.locator("article a.term").first.focus()
    expect(page.get_by_role("tooltip")).to_be_visible()
    page.emulate_media(media="print")
    page.evaluate(ANIMATIONS_END)  # colours change by a transition
    return page


@pytest.mark.parametrize(
    "furniture",
    [".md-header", ".md-sidebar--primary", ".md-footer", ".md-button", ".term-definition", ".headerlink"],
)
def test_furniture_is_not_printed(printed: Page, furniture: str) -> None:
    for element in printed.locator(furniture).all():
        expect(element).to_be_hidden()


def test_who_speaks_is_printed_and_no_button_to_choose(open_page: Callable[..., Page], talks: str) -> None:
    page = open_page(f"{talks}panel.html")
    expect(page.locator(".speakers")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".speakers")).to_be_hidden()
    expect(page.get_by_text("Bo:")).to_be_visible()


def test_a_dark_page_is_printed_in_ink_on_white(printed: Page) -> None:
    assert printed.locator("body").evaluate(LOOKS)["backgroundColor"] == "rgb(255, 255, 255)"
    for selector in ("#lesson-text > p", "article a.term", "article h2"):
        assert printed.locator(selector).first.evaluate(LOOKS)["color"] == "rgb(0, 0, 0)", selector


def test_an_outside_address_is_printed_and_a_terms_is_not(printed: Page) -> None:
    outside = printed.locator("article a[rel=license]")
    assert "creativecommons.org" in outside.evaluate(AFTER)
    assert printed.locator("article a.term").first.evaluate(AFTER) == "none"


def test_flash_cards_are_printed_as_a_list_without_the_trainer(open_page: Callable[..., Page]) -> None:
    page = open_page("study.html")
    expect(page.locator(".trainer-card")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".trainer")).to_be_hidden()
    expect(page.locator(".flash-cards dd").first).to_be_visible()
    assert len(PdfReader(BytesIO(page.pdf(format="A4"))).pages) == 1
