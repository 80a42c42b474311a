"""The turns of whom the reader has chosen stand out, and the contents lead to moments."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect
from test_site_pages import ANIMATIONS_END, EVERY_RULE

OpenPage = Callable[..., Page]


def test_turns_of_the_chosen_stand_out_until_somebody_else_speaks(open_page: OpenPage, talks: str) -> None:
    page = open_page(f"{talks}panel.html")
    button = page.get_by_role("group", name="Show who speaks").get_by_role("button", name="Ada (2)")
    button.focus()
    page.keyboard.press("Space")
    expect(button).to_have_attribute("aria-pressed", "true")
    turns = page.locator("#lesson-text > .turn")
    expect(turns).to_have_text(["0:04 Ada: First.", "2:09 Still she.", "6:20 Ada: Again.", "She ends."])
    page.keyboard.press("Space")
    expect(turns).to_have_count(0)


def test_contents_lead_to_moments(open_page: OpenPage, talks: str) -> None:
    page = open_page(f"{talks}panel.html")
    contents = page.get_by_role("navigation", name="Table of contents").get_by_role("link")
    expect(contents).to_have_text(["0:04 First.", "2:09 Still she.", "4:10 Now I.", "6:20 Again.", "Terms"])
    contents.nth(2).click()
    assert page.url.endswith("#t250")


def test_without_scripts_nobody_is_to_be_chosen(context: Callable[..., BrowserContext], talks: str) -> None:
    page = context(java_script_enabled=False).new_page()
    page.goto(f"{talks}panel.html")
    expect(page.locator(".speakers")).to_be_hidden()
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier_in_turns(open_page: OpenPage, talks: str, scheme: str) -> None:
    page = open_page(f"{talks}panel.html", color_scheme=scheme, width=360)
    page.get_by_role("button", name="Ada (2)").click()
    page.evaluate(ANIMATIONS_END)
    results = Axe().run(page, options=EVERY_RULE)
    assert not results.response["violations"], results.generate_report()
