"""How a definition opens, stays and closes: WCAG 2.2, 1.4.13, in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

OpenPage = Callable[..., Page]
LONG_ENOUGH = 450  # ms: any timer of the script has run out

FOCUS_EACH = """links => links.map(link => {
  link.focus()
  const box = document.getElementById("term-definition")
  return [box, link].map(element => element.getBoundingClientRect().toJSON())
})"""
TOP_OF_FOCUS = "document.activeElement.getBoundingClientRect().top"
HEADER_HEIGHT = "document.querySelector('.md-header').offsetHeight"
BORDER = "box => [getComputedStyle(box).borderTopStyle, getComputedStyle(box).borderTopWidth]"


def terms(page: Page) -> Locator:
    return page.locator("article a.term")


def definition(page: Page) -> Locator:
    return page.get_by_role("tooltip")


def rectangle(locator: Locator) -> dict[str, float]:
    box = locator.bounding_box()
    assert box
    return box


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page(own_clock=True)


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    return open_page(has_touch=True, is_mobile=True, width=360, height=640, own_clock=True)


def test_hover_opens_the_definition_of_the_term(page: Page) -> None:
    link = terms(page).first
    link.hover()
    expect(definition(page).locator("strong")).to_have_text(link.get_attribute("data-term") or "?")
    expect(definition(page).locator("span")).to_have_text(link.get_attribute("data-definition") or "?")


def test_crossing_a_term_opens_nothing(page: Page) -> None:
    link = terms(page).first
    link.hover()
    page.mouse.move(5, 5)
    page.clock.run_for(LONG_ENOUGH)
    expect(definition(page)).to_have_count(0)


def test_tab_opens_and_the_next_tab_closes(page: Page) -> None:
    terms(page).nth(0).focus()
    page.keyboard.press("Tab")
    second = terms(page).nth(1)
    expect(second).to_be_focused()
    expect(definition(page).locator("span")).to_have_text(second.get_attribute("data-definition") or "?")
    page.locator("article .lesson a").first.focus()
    expect(definition(page)).to_have_count(0)


def test_enter_follows_the_link_to_the_glossary(page: Page) -> None:
    link = terms(page).first
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary.html#*")
    expect(definition(page)).to_have_count(0)


@pytest.mark.parametrize("way", ["hover", "focus"])
def test_escape_closes_without_moving_and_it_stays_closed(page: Page, way: str) -> None:
    getattr(terms(page).first, way)()
    expect(definition(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(definition(page)).to_have_count(0)
    page.clock.run_for(LONG_ENOUGH)
    expect(definition(page)).to_have_count(0)


def test_a_click_elsewhere_closes(page: Page) -> None:
    terms(page).first.focus()
    expect(definition(page)).to_be_visible()
    page.locator("article h1").click()
    expect(definition(page)).to_have_count(0)


def test_the_pointer_can_go_to_the_definition_and_stay_there(page: Page) -> None:
    terms(page).first.hover()
    box = rectangle(definition(page))
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=8)
    page.clock.run_for(LONG_ENOUGH)
    expect(definition(page)).to_be_visible()
    page.mouse.move(5, 5)
    expect(definition(page)).to_have_count(0)


def test_it_stays_open_while_the_term_is_pointed_at(page: Page) -> None:
    terms(page).first.hover()
    page.clock.run_for(2 * LONG_ENOUGH)
    expect(definition(page)).to_be_visible()


def test_a_term_that_has_focus_keeps_its_definition_when_the_pointer_wanders(page: Page) -> None:
    focused, other = (
        terms(page).nth(0),
        terms(page).nth(2),
    )  # far enough apart that one does not cover the other
    focused.evaluate("term => term.scrollIntoView({block: 'center'})")
    focused.focus()
    other.hover()
    expect(other).to_have_attribute("aria-describedby", "term-definition")
    page.mouse.move(5, 5)
    expect(focused).to_have_attribute("aria-describedby", "term-definition")
    expect(definition(page)).to_have_count(1)


def test_it_describes_its_term_while_open_and_only_then(page: Page) -> None:
    link = terms(page).first
    expect(link).to_have_accessible_description("")
    link.evaluate("link => { link.textContent = link.dataset.term + 's' }")
    link.focus()
    # The link has said the term, so the description does not say it a second time.
    expect(link).to_have_accessible_description(link.get_attribute("data-definition") or "?")
    expect(page.locator("[aria-describedby=term-definition]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("[aria-describedby=term-definition]")).to_have_count(0)


def test_a_description_names_the_term_where_the_link_calls_it_by_another_name(page: Page) -> None:
    link = terms(page).first
    link.evaluate("link => { link.textContent = 'it' }")
    link.focus()
    text = f"{link.get_attribute('data-term')} {link.get_attribute('data-definition')}"
    expect(link).to_have_accessible_description(text)


def test_a_dismissed_definition_does_not_come_back_when_the_pointer_leaves_another_term(page: Page) -> None:
    focused, other = terms(page).nth(0), terms(page).nth(2)
    focused.evaluate("term => term.scrollIntoView({block: 'center'})")
    focused.focus()
    page.keyboard.press("Escape")
    other.hover()
    expect(definition(page)).to_be_visible()
    page.mouse.move(5, 5)
    expect(definition(page)).to_have_count(0)
    page.clock.run_for(LONG_ENOUGH)
    expect(definition(page)).to_have_count(0)


@pytest.fixture
def long(open_page: OpenPage) -> Page:
    """A laptop's screen at 400 % zoom, where a term's definition is too long to be shown at once."""
    page = open_page(width=320, height=256, own_clock=True)
    terms(page).nth(0).evaluate("link => { link.dataset.definition = 'Many words. '.repeat(60) }")
    terms(page).nth(0).focus()
    return page


SCROLLED = "document.getElementById('term-definition').scrollTop > 0"


def test_tab_goes_from_a_term_into_its_long_definition_where_keys_scroll(long: Page) -> None:
    long.keyboard.press("Tab")
    expect(definition(long)).to_be_focused()
    long.keyboard.press("ArrowDown")
    long.wait_for_function(SCROLLED)
    long.clock.run_for(LONG_ENOUGH)
    expect(definition(long)).to_be_visible()


@pytest.mark.parametrize(("way", "to"), [("Tab", 1), ("Shift+Tab", 0)])
def test_tab_leaves_a_long_definition_for_what_stands_around_it(long: Page, way: str, to: int) -> None:
    long.keyboard.press("Tab")
    long.keyboard.press(way)
    expect(terms(long).nth(to)).to_be_focused()
    expect(terms(long).nth(to)).to_have_attribute("aria-describedby", "term-definition")


def test_shift_and_tab_go_back_past_a_long_definition(long: Page) -> None:
    long.keyboard.press("Shift+Tab")
    expect(definition(long)).to_have_count(0)
    long.keyboard.press("Tab")
    expect(terms(long).nth(0)).to_be_focused()


def test_escape_in_a_long_definition_closes_it_and_returns_to_its_term(long: Page) -> None:
    long.keyboard.press("Tab")
    long.keyboard.press("Escape")
    expect(terms(long).nth(0)).to_be_focused()
    long.clock.run_for(LONG_ENOUGH)
    expect(definition(long)).to_have_count(0)


def test_a_press_elsewhere_closes_a_long_definition_that_is_read(long: Page) -> None:
    long.keyboard.press("Tab")
    long.locator(".md-header").click(position={"x": 160, "y": 5})
    expect(definition(long)).to_have_count(0)


def test_axe_finds_no_barrier_in_a_long_definition(long: Page) -> None:
    results = Axe().run(long)
    assert not results.response["violations"], results.generate_report()
    long.keyboard.press("Tab")
    results = Axe().run(long)
    assert not results.response["violations"], results.generate_report()


def test_in_right_to_left_text_a_name_keeps_its_own_direction(page: Page) -> None:
    page.evaluate("document.body.dir = 'rtl'")
    link = terms(page).first
    link.evaluate("link => { link.dataset.term = 'C++' }")
    link.focus()
    name = definition(page).locator("strong")
    assert name.evaluate("name => getComputedStyle(name).direction") == "ltr"
    right = rectangle(definition(page))["x"] + rectangle(definition(page))["width"]
    assert right - rectangle(name)["x"] - rectangle(name)["width"] < 20  # at the side where lines begin


def test_a_definition_is_shown_with_its_emphasis_and_links(open_page: OpenPage, rich_address: str) -> None:
    page = open_page(f"{rich_address}index.html")
    terms(page).first.hover()
    expect(definition(page).locator("em")).to_have_text("speaks")
    definition(page).get_by_role("link", name="state").click()
    expect(page).to_have_url(f"{rich_address}terms.html#state")
    expect(definition(page)).to_have_count(0)


def test_scripts_for_math_are_told_of_a_definition(open_page: OpenPage, rich_address: str) -> None:
    page = open_page(f"{rich_address}index.html")
    page.evaluate("window.MathJax = {typesetPromise: async ([box]) => { window.typeset = box.textContent }}")
    terms(page).first.focus()
    assert "\\(x^2\\)" in page.evaluate("window.typeset")


def test_nothing_that_a_definition_holds_runs(open_page: OpenPage, rich_address: str) -> None:
    page = open_page(f"{rich_address}index.html")
    for number in range(2):
        terms(page).nth(number).focus()
        expect(definition(page)).to_be_visible()
        assert definition(page).locator("img, script, a[href^=javascript]").count() == 0
    expect(definition(page)).to_contain_text(
        "<script>window.ran=3</script> <img src=x onerror=window.ran=4> x"
    )
    page.evaluate("Promise.allSettled([...document.images].map(image => image.decode()))")
    assert page.evaluate("window.ran") is None


def test_the_first_tap_opens_and_the_second_follows(phone: Page) -> None:
    link = terms(phone).first
    link.tap()
    expect(definition(phone)).to_be_visible()
    phone.clock.run_for(LONG_ENOUGH)
    expect(definition(phone)).to_be_visible()
    assert phone.url.endswith("transcript.html")
    link.tap()
    phone.wait_for_url("**/glossary.html#*")


def test_a_tap_on_the_definition_keeps_it_and_a_tap_elsewhere_closes_it(phone: Page) -> None:
    terms(phone).first.tap()
    definition(phone).tap()
    phone.clock.run_for(LONG_ENOUGH)
    expect(definition(phone)).to_be_visible()
    phone.touchscreen.tap(180, 600)
    expect(definition(phone)).to_have_count(0)


def test_a_tap_on_another_term_moves_the_definition_there(phone: Page) -> None:
    terms(phone).nth(0).tap()
    terms(phone).nth(1).tap()
    expect(terms(phone).nth(1)).to_have_attribute("aria-describedby", "term-definition")
    assert phone.url.endswith("transcript.html")


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("height", [256, 640])  # 256 is what 400 % zoom leaves of a laptop's screen
def test_at_320_pixels_it_stays_in_the_window_and_off_its_term(
    open_page: OpenPage, height: int, direction: str
) -> None:
    page = open_page(width=320, height=height)
    page.evaluate("direction => { document.body.dir = direction }", direction)
    shown = terms(page).evaluate_all(FOCUS_EACH)
    assert len(shown) == terms(page).count()
    for box, own in shown:
        assert box["left"] >= 0
        assert box["right"] <= 320
        assert box["top"] >= 0
        assert box["bottom"] <= height
        assert box["top"] >= own["bottom"] or box["bottom"] <= own["top"]
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_in_right_to_left_text_it_starts_at_the_right_edge_of_its_term(page: Page) -> None:
    page.evaluate("document.body.dir = 'rtl'")
    link = terms(page).first
    link.focus()
    box, own = rectangle(definition(page)), rectangle(link)
    assert abs(box["x"] + box["width"] - own["x"] - own["width"]) < 1


def test_it_follows_its_term_when_the_page_scrolls_and_closes_when_the_term_is_gone(page: Page) -> None:
    link = terms(page).first
    link.evaluate("term => term.scrollIntoView({block: 'center'})")
    link.focus()
    before = rectangle(definition(page))["y"]
    page.evaluate("scrollBy({top: 40, behavior: 'instant'})")
    page.wait_for_function(
        "before => document.getElementById('term-definition').offsetTop < before - 30", arg=before
    )
    page.evaluate("scrollBy({top: 2000, behavior: 'instant'})")
    expect(definition(page)).to_have_count(0)


def test_a_focused_term_is_not_under_the_sticky_header(page: Page) -> None:
    others = terms(page).count() - 1
    assert others > 5
    terms(page).last.focus()
    for _ in range(others):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(TOP_OF_FOCUS) >= page.evaluate(HEADER_HEIGHT)


def test_without_javascript_the_term_leads_to_its_entry(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    link = terms(page).first
    name = link.get_attribute("data-term") or "?"
    link.click()
    page.wait_for_url("**/glossary.html#*")
    expect(page.locator("h2:target")).to_contain_text(name)


def test_it_works_from_the_disk(open_page: OpenPage, site: Path) -> None:
    page = open_page((site / "transcript.html").as_uri())
    link = terms(page).first
    link.hover()
    expect(definition(page)).to_be_visible()
    link.click()
    page.wait_for_url("**/glossary.html#*")
    expect(page.locator("h2:target")).to_be_visible()


@pytest.fixture
def instant(open_page: OpenPage, instant_address: str) -> Iterator[Page]:
    page = open_page(instant_address + "index.html")
    page.wait_for_load_state("networkidle")  # the theme reads the sitemap before it takes over links
    page.evaluate("window.same = true")
    yield page
    assert page.evaluate("window.same"), "the page was loaded anew, so this was no instant navigation"


def test_it_survives_instant_navigation(instant: Page) -> None:
    instant.locator("article").get_by_role("link", name="Read the lesson").click()
    lesson, glossary = instant.locator("header.lesson"), instant.locator(".used-in").first
    expect(lesson).to_be_visible()  # the address changes before the page does
    link = terms(instant).first
    link.hover()
    expect(definition(instant)).to_be_visible()
    link.click()
    expect(glossary).to_be_visible()
    instant.mouse.move(5, 5)  # where it was, another term may lie under it now, and open
    expect(definition(instant)).to_have_count(0)
    instant.go_back()
    expect(lesson).to_be_visible()
    terms(instant).first.focus()
    expect(definition(instant)).to_have_count(1)
    instant.go_back()
    expect(definition(instant)).to_have_count(0)


def test_it_is_legible_in_forced_colours_and_absent_from_paper(open_page: OpenPage) -> None:
    page = open_page(forced_colors="active")
    terms(page).first.focus()
    assert definition(page).evaluate(BORDER) == ["solid", "1px"]
    page.emulate_media(media="print")
    expect(definition(page)).to_be_hidden()
