"""The flash cards and the questions, as readers use them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, Route, expect
from test_site_pages import ANIMATIONS_END, EVERY_RULE

OpenPage = Callable[..., Page]
ALL = 5


@pytest.fixture
def study(open_page: OpenPage) -> Page:
    page = open_page("study.html")
    page.evaluate("localStorage.clear()")
    page.reload()
    return page


def status(page: Page) -> str:
    return page.locator(".trainer [role=status]").inner_text()


def test_a_card_shows_its_term_and_turned_its_definition(study: Page) -> None:
    card = study.locator(".trainer-card")
    term = card.locator("strong").inner_text()
    expect(card).to_contain_text("Show the definition")
    card.click()
    definition = study.locator(f"dt:has(a:text-is('{term}')) + dd")
    expect(card.locator("span")).to_have_text(definition.text_content() or "")
    card.click()
    expect(card).to_contain_text("Show the definition")


def test_cards_are_learnt_with_the_keyboard_alone(study: Page) -> None:
    study.locator(".trainer-card").focus()
    study.keyboard.press("Space")
    expect(study.locator(".trainer-card.turned")).to_be_visible()
    for left in range(ALL - 1, 0, -1):
        study.keyboard.press("ArrowRight")
        expect(study.locator(".trainer [role=status]")).to_contain_text(f"{left} to go")
        expect(study.locator(".trainer-card")).to_be_focused()
    study.keyboard.press("ArrowRight")
    expect(study.locator(".trainer [role=status]")).to_have_text(f"You know all {ALL}.")
    over = study.get_by_role("button", name="Start over")
    expect(over).to_be_focused()
    study.once("dialog", lambda dialog: dialog.accept())
    study.keyboard.press("Enter")
    expect(study.locator(".trainer [role=status]")).to_contain_text(f"{ALL} to go")
    expect(study.locator(".trainer-card")).to_be_focused()


def test_start_over_asks_where_something_would_be_lost(study: Page) -> None:
    asked: list[str] = []
    study.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    study.get_by_role("button", name="Start over").click()
    assert asked == []
    study.get_by_role("button", name="I know it").click()
    study.get_by_role("button", name="Start over").click()
    assert asked == ["Forget what you know of these cards?"]
    assert status(study).startswith(f"{ALL - 1} to go, 1 of {ALL}")


def test_a_lesson_leads_to_its_own_deck(open_page: OpenPage, address: str) -> None:
    page = open_page("transcript.html")

    def serve(route: Route) -> None:
        html = route.fetch().text()
        route.fulfill(body=re.sub(r'data-cards="[0-9 ]+"', 'data-cards="1 3"', html))

    page.route("**/study.html*", serve)
    page.get_by_role("link", name="Learn the terms with flash cards").click()
    deck = page.get_by_role("combobox", name="Lesson")
    expect(deck).to_have_value("transcript.md")
    page.evaluate("localStorage.clear()")
    page.reload()
    assert status(page).startswith("2 to go")
    second = page.locator(".flash-cards dt a").nth(1).text_content()
    assert page.locator(".trainer-card strong").inner_text() in (
        second, page.locator(".flash-cards dt a").nth(3).text_content(),
    )  # fmt: skip
    page.get_by_role("button", name="I know it").click()
    deck.select_option("All lessons")
    assert status(page).startswith(f"{ALL - 1} to go, 1 of {ALL}")
    page.goto(f"{address}study.html?lesson=gone.md")
    expect(deck).to_have_value("")


def test_what_is_not_known_comes_again_soon(study: Page) -> None:
    term = study.locator(".trainer-card strong")
    first = term.inner_text()
    study.get_by_role("button", name="Not yet").click()
    seen = [term.inner_text()]
    while seen[-1] != first:
        study.get_by_role("button", name="I know it").click()
        seen.append(term.inner_text())
    assert 3 <= len(seen) <= 4


def test_what_is_known_is_kept_on_the_device(study: Page) -> None:
    known = study.locator(".trainer-card strong").inner_text()
    study.get_by_role("button", name="I know it").click()
    study.reload()
    assert status(study).startswith(f"{ALL - 1} to go, 1 of {ALL}")
    terms = set()
    for _ in range(ALL - 1):
        terms.add(study.locator(".trainer-card strong").inner_text())
        study.get_by_role("button", name="I know it").click()
    assert len(terms) == ALL - 1
    assert known not in terms


def test_terms_with_a_page_each_are_known_one_by_one(open_page: OpenPage, address: str) -> None:
    page = open_page("contributing.html")

    def serve(route: Route) -> None:
        html = route.fetch().text()
        route.fulfill(body=re.sub(r'(<dt><a href=")glossary\.html#([\w-]+)', r"\1terms/\2.html", html))

    page.route("**/study.html", serve)
    page.goto(f"{address}study.html")
    page.evaluate("localStorage.clear()")
    page.reload()
    page.get_by_role("button", name="I know it").click()
    page.reload()
    assert status(page).startswith(f"{ALL - 1} to go, 1 of {ALL}")


def test_a_card_has_no_link_whatever_its_address(study: Page) -> None:
    study.evaluate(
        "document.querySelectorAll('.flash-cards dd').forEach((dd) => (dd.innerHTML = "
        "'<a href=\"https://example.org/><img>\">See</a> <em>that</em>'))"
    )
    study.locator(".trainer-card").click()
    assert study.locator(".trainer-card span").inner_html() == "See <em>that</em>"


def test_cards_work_without_the_network_and_where_nothing_may_be_kept(
    open_page: OpenPage, address: str
) -> None:
    page = open_page("contributing.html")
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('no') }})")
    page.goto(f"{address}study.html")
    page.context.set_offline(True)
    try:
        page.get_by_role("button", name="I know it").click()
        assert status(page).startswith(f"{ALL - 1} to go")
        page.locator(".trainer-card").click()
        expect(page.locator(".trainer-card.turned")).to_be_visible()
    finally:
        page.context.set_offline(False)


@pytest.mark.parametrize("kept", ["5", "null", "{}", "{"])
def test_cards_begin_anew_where_something_else_is_kept(open_page: OpenPage, kept: str) -> None:
    page = open_page("study.html")
    page.evaluate("kept => { localStorage[`tracktwo-cards ${location.pathname}`] = kept }", kept)
    page.reload()
    assert status(page).startswith(f"{ALL} to go")
    page.evaluate("localStorage.clear()")


def test_cards_are_swiped_on_a_phone(open_page: OpenPage) -> None:
    page = open_page("study.html", width=360, has_touch=True)
    page.evaluate("localStorage.clear()")
    page.reload()
    swipe = """([from, to]) => {
      const card = document.querySelector(".trainer-card")
      const options = { bubbles: true, pointerType: "touch", clientY: 200 }
      card.dispatchEvent(new PointerEvent("pointerdown", { ...options, clientX: from }))
      card.dispatchEvent(new PointerEvent("pointerup", { ...options, clientX: to }))
    }"""
    page.evaluate(swipe, [100, 260])
    assert status(page).startswith(f"{ALL - 1} to go")
    page.evaluate(swipe, [260, 100])
    page.evaluate(swipe, [100, 110])
    assert status(page).startswith(f"{ALL - 1} to go")


def test_without_a_script_the_cards_are_a_list_and_questions_have_answers(
    context: Callable[..., BrowserContext], address: str
) -> None:
    page = context(java_script_enabled=False).new_page()
    page.goto(f"{address}study.html")
    assert page.locator(".flash-cards dt").count() == ALL
    expect(page.locator(".flash-cards dd").first).to_be_visible()
    expect(page.locator(".trainer")).to_be_hidden()
    page.goto(f"{address}transcript.html")
    page.locator(".self-check summary").first.click()
    expect(page.locator(".self-check details p").first).to_be_visible()
    page.close()


def test_a_question_says_whether_the_answer_is_right(open_page: OpenPage) -> None:
    page = open_page("transcript.html")
    question = page.locator(".self-check fieldset").first
    question.locator("input:not([data-answer])").first.check()
    expect(question.get_by_role("status")).to_have_text("Not this one. Try again.")
    question.locator("input[data-answer]").check()
    expect(question.get_by_role("status")).to_have_text("Right.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier_in_what_is_answered(open_page: OpenPage, scheme: str) -> None:
    for name in ("study", "transcript"):
        page = open_page(f"{name}.html", color_scheme=scheme, width=360)
        if name == "study":
            page.locator(".trainer-card").click()
        else:
            page.locator(".self-check input").first.check()
        page.evaluate(ANIMATIONS_END)
        results = Axe().run(page, options=EVERY_RULE)
        assert not results.response["violations"], results.generate_report()
