"""What readers ask the search, what they find, and where that leads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, Route, expect

from conftest import served
from sites import Site
from tracktwo.publishing.search.folding import folded_words

OpenPage = Callable[..., Page]
Searched = Callable[[str], str]
SITES = yaml.safe_load((Path(__file__).parent / "searched_sites.yml").read_text("utf-8"))


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """Serve the site of a language, built once."""
    with ExitStack() as servers:

        @cache
        def address(language: str) -> str:
            theme = {"name": SITES[language]["theme"]}
            site = Site(
                tmp_path_factory.mktemp(language), SITES[language]["pages"], theme=theme,
                markdown_extensions=["attr_list", "toc", {"tracktwo": {"language": language}}],
                plugins=["search", {"tracktwo": {"search": True}}],
            ).build()  # fmt: skip
            assert list(site.rglob("pagefind-entry.json"))  # the index of what is said
            return servers.enter_context(served(site))

        yield address


def ask(page: Page, words: str) -> Locator:
    """Ask the search as a reader does, and return what is found."""
    if not page.locator("dialog.search[open]").count():
        page.keyboard.press("/")
    page.locator("dialog.search input").fill(words)
    expect(page.locator(".search-hits")).to_have_attribute("aria-busy", "false")
    return page.locator(".search-hits [role=option]")


@pytest.mark.parametrize(
    ("words", "term"),
    [
        ("state actor", "state-actor"),
        ("state actors", "state-actor"),
        ("Track Two", "track-two-diplomacy"),
        ("multitrack diplomacy", "multi-track-diplomacy"),
        ("nonstate actors", "non-state-actor"),
        ("formal diplomacy", "diplomacy"),
        ("dipolmacy", "diplomacy"),
        ("what is a state actor?", "state-actor"),
    ],
)
def test_a_term_is_the_first_hit_by_any_of_its_names(open_page: OpenPage, words: str, term: str) -> None:
    page = open_page("index.html")
    first = ask(page, words).first
    expect(first).to_have_attribute("href", re.compile(rf"glossary\.html.*#{term}$"))
    first.click()
    page.wait_for_url(f"**/glossary.html*#{term}")
    expect(page.locator(f"#{term}")).to_be_in_viewport()


@pytest.mark.parametrize("language", SITES)
def test_what_was_asked_for_is_among_the_first_three_hits(
    searched: Searched, open_page: OpenPage, language: str
) -> None:
    page = open_page(searched(language))
    missed = {}
    for question, wanted in SITES[language]["questions"]:
        ask(page, question)
        hits = page.locator(".search-hits [role=option]").evaluate_all("hits => hits.map((hit) => hit.href)")[
            :3
        ]
        if not any(wanted in hit for hit in hits):
            missed[question] = hits
    assert missed == {}


def test_browsers_fold_words_as_the_index_does(open_page: OpenPage, address: str) -> None:
    texts = [(text, code) for code, site in SITES.items() for text in site["pages"].values()]
    texts += [("Æsop, Łódź ß ILLEGAL naïve TRAVELLERS’ centres", "en"), ("كَتَبَ والمدرسةُ للّغة", "ar")]
    folded = page_words(open_page("index.html"), f"{address}assets/tracktwo/search-words.js", texts)
    assert folded == [folded_words(text, code) for text, code in texts]


def page_words(page: Page, script: str, texts: list[tuple[str, str]]) -> list[list[str]]:
    fold = """async ([script, texts]) => {
      const { folded } = await import(script)
      return texts.map(([text, code]) => folded(text, code))
    }"""
    return page.evaluate(fold, [script, texts])


def test_a_hit_is_a_moment_with_its_time_and_leads_to_the_marked_word(
    searched: Searched, open_page: OpenPage
) -> None:
    page = open_page(searched("en"))
    hit = ask(page, "harbour cranes").first
    expect(hit.locator("small")).to_have_text("1:01:05 · Mira")
    expect(hit.locator("mark")).to_have_text(["harbor", "cranes."])
    page.keyboard.press("Enter")
    page.wait_for_url("**/harbour/?find=harbour+cranes#t3665")
    bar = page.get_by_role("search", name="Search in this page")
    expect(bar.get_by_role("status")).to_have_text("3 / 4")
    assert page.evaluate("[...CSS.highlights.get('tracktwo-here')].join()") == "harbor cranes"
    assert page.evaluate(
        "[...CSS.highlights.get('tracktwo-here')][0].getBoundingClientRect().top < innerHeight"
    )
    bar.get_by_role("button", name="Next").click()
    expect(bar.get_by_role("status")).to_have_text("4 / 4")
    bar.get_by_role("searchbox").fill("nothing such")
    expect(bar.get_by_role("status")).to_have_text("0 / 0")
    page.keyboard.press("Escape")
    expect(bar).to_have_count(0)
    assert "find=" not in page.url
    page.goto(f"{page.url.partition('#')[0]}?find=cranes#100%")  # no address of ours
    expect(bar.get_by_role("status")).to_contain_text("1 / ")


def test_with_forced_colours_one_sees_which_hit_is_chosen_and_the_glass_has_its_handle(
    searched: Searched, open_page: OpenPage
) -> None:
    page = open_page(searched("en"), forced_colors="active")
    hits = ask(page, "harbour")
    assert hits.count() > 2
    page.keyboard.press("ArrowDown")
    border = "(hits) => hits.map((hit) => getComputedStyle(hit).borderTopColor)"
    colours = hits.evaluate_all(border)
    (chosen,) = page.locator("[role=option][aria-selected=true]").evaluate_all(border)
    assert colours.count(chosen) == 1
    handle = "getComputedStyle(document.querySelector('.search-open'), '::after').borderTopStyle"
    assert page.evaluate(handle) == "solid"


def test_a_hit_on_the_open_page_is_found_without_loading_it_again(
    searched: Searched, open_page: OpenPage
) -> None:
    page = open_page(f"{searched('en')}harbour/")
    page.evaluate("window.here = true")
    ask(page, "customs officers").first.click()
    expect(page.get_by_role("search").get_by_role("status")).to_have_text("1 / 1")
    assert page.evaluate("window.here")


def test_one_speaker_or_one_lesson_is_left(searched: Searched, open_page: OpenPage) -> None:
    page = open_page(searched("en"))
    hits = ask(page, "year")
    assert hits.count() == 2
    page.get_by_role("combobox", name="All speakers").select_option("Tomas")
    expect(hits.locator("small")).to_have_text(["0:09 · Tomas"])
    page.get_by_role("combobox", name="All speakers").select_option("")
    page.get_by_role("combobox", name="All lessons").select_option("Trust at sea")
    expect(hits.locator("strong").first).to_have_text("Trust at sea")


def test_arrows_choose_escape_gives_focus_back_and_counts_are_announced(open_page: OpenPage) -> None:
    page = open_page("index.html")
    page.get_by_role("button", name="Search").press("Enter")
    hits = ask(page, "diplomacy")
    field = page.get_by_role("combobox", name="Search")
    expect(page.get_by_role("status").filter(has_text="Found:")).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "search-hit-0")
    expect(hits.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    expect(hits.last).to_have_attribute("aria-selected", "true")
    found = Axe().run(page, context="dialog.search").response["violations"]
    assert [(it["id"], it["nodes"][0]["html"]) for it in found] == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Search")).to_be_focused()
    page.keyboard.press("Control+k")
    expect(field).to_be_focused()


def test_nothing_found_is_said(open_page: OpenPage) -> None:
    page = open_page("index.html")
    expect(ask(page, "xylophone")).to_have_count(0)
    expect(page.locator(".search-status")).to_have_text("Nothing was found.")


def test_on_a_page_from_the_disk_the_search_says_what_it_needs(open_page: OpenPage, site: Path) -> None:
    page = open_page((site / "index.html").as_uri())
    page.keyboard.press("/")
    expect(page.get_by_role("dialog")).to_contain_text("needs a web server")
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("lost", ["pagefind.js", "pagefind-entry.json", "wasm.en.pagefind"])
def test_what_a_bad_connection_loses_is_asked_for_again(
    searched: Searched, open_page: OpenPage, lost: str
) -> None:
    page = open_page(searched("en"))
    page.route(re.compile(re.escape(lost)), lambda route: route.abort(), times=1)
    with page.expect_event("requestfailed"):
        ask(page, "words")
    hits = ask(page, "why was the insurance for boats cheaper")
    expect(hits.first).to_have_attribute("href", re.compile("#t130"))


def test_where_webassembly_may_not_run_names_are_found_and_the_rest_says_what_it_needs(
    open_page: OpenPage, address: str
) -> None:
    def strictly(route: Route) -> None:
        answer = route.fetch()
        policy = {"content-security-policy": "default-src 'self'"}
        route.fulfill(response=answer, headers=answer.headers | policy)

    page = open_page("index.html")
    page.route("**/contributing.html", strictly)
    page.goto(f"{address}contributing.html")
    hits = ask(page, "state actors")
    expect(hits.first).to_have_attribute("href", re.compile("#state-actor$"))
    expect(page.locator(".search-status")).to_contain_text("WebAssembly")


def test_where_the_theme_has_its_own_search_it_leads_to_moments(open_page: OpenPage, talks: str) -> None:
    page = open_page(f"{talks}index.html")
    page.locator(".md-search__input").click()
    page.keyboard.type("second")
    moment = page.locator(".md-search-result a[href*='#t']").first
    time = moment.locator("h2").inner_text().split(" · ")[0]
    minutes, seconds = map(int, time.split(":"))
    anchor = f"t{minutes * 60 + seconds}"
    moment.click()
    page.wait_for_url(f"**#{anchor}")
    expect(page.locator(f"#{anchor}")).to_have_text(time)
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()
