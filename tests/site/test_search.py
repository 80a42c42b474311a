"""What readers type into the search, and what they find."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]


def hits(page: Page, words: str) -> Page:
    page.locator(".md-search__input").click()
    page.keyboard.type(words)
    expect(page.locator(".md-search-result__meta")).not_to_have_text("Initializing search")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    return page


@pytest.mark.parametrize(
    ("words", "term"),
    [
        ("state actor", "state-actor"),
        ("state actors", "state-actor"),
        ("track two", "track-two-diplomacy"),
        ("Track Two", "track-two-diplomacy"),
        ("multitrack diplomacy", "multi-track-diplomacy"),
        ("nonstate actors", "non-state-actor"),
        ("formal diplomacy", "diplomacy"),
    ],
)
def test_a_term_is_the_first_hit_by_any_of_its_names(open_page: OpenPage, words: str, term: str) -> None:
    page = hits(open_page("index.html"), words)
    first = page.locator(".md-search-result__item").first.locator("a[href*='#']").first
    expect(first).to_have_attribute("href", re.compile(rf"glossary\.html.*#{term}$"))
    first.click()
    page.wait_for_url(f"**/glossary.html*#{term}")
    expect(page.locator(f"#{term}")).to_be_in_viewport()


def test_a_list_of_terms_at_the_end_of_a_lesson_is_no_hit(open_page: OpenPage) -> None:
    page = hits(open_page("index.html"), "deal officially")
    assert page.locator(".md-search-result a[href*='state-actor']").count() == 1
    assert page.locator(".md-search-result a[href*='#terms-in-this-lesson']").count() == 0


def test_a_hit_in_a_transcript_shows_its_time_and_leads_to_that_moment(
    open_page: OpenPage, talks: str
) -> None:
    page = open_page(f"{talks}index.html")
    page = hits(page, "second")
    moment = page.locator(".md-search-result a[href*='#t']").first
    time = moment.locator("h2").inner_text().split(" · ")[0]
    minutes, seconds = map(int, time.split(":"))
    anchor = f"t{minutes * 60 + seconds}"
    moment.click()
    page.wait_for_url(f"**#{anchor}")
    expect(page.locator(f"#{anchor}")).to_have_text(time)
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()
