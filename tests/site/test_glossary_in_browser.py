"""The glossary in a real browser: letters that lead, and a field that filters as one types."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, LocatorAssertions, Page, expect
from test_site_pages import ANIMATIONS_END, EVERY_RULE

from conftest import another_site

OpenPage = Callable[..., Page]
TERMS = {
    "3D": "It has depth.",
    "Agent": "Who acts.",
    "Accord": "What is *agreed*.",
    "C++": "A language.",
    "État": "A state.",
    "Multi-track diplomacy": "*Also: second-track work, MTD*\n\nEverybody’s peace, as in a treaty.",
    "Treaty": "It is signed: see [agent](#agent).",
    "Truce": "A pause.",
    "Zone": "### Within\n\nWhere.",
}
IN_ORDER = ["3D", "Accord", "Agent", "C++", "État", "Multi-track diplomacy", "Treaty", "Truce", "Zone"]
ENTRIES = "".join(f"## {name}\n\n{text}\n\n" for name, text in TERMS.items())
WATERS = ("Bay", "Cape", "Delta", "Estuary", "Fjord", "Gulf", "Harbour", "Inlet")
PARTED = "".join(f"## {name[0]}\n\n### {name}\n\nBy the sea.\n\n" for name in WATERS)
PACES = ("Adagio", "Allegro", "Largo", "Lento\nslow", "Moderato", "Presto", "Vivace", "Vivo")
LISTED = "".join(f"{name}\n:   How fast.\n\n" for name in PACES)
# The longest is the newest; the first and the last are of a series.
LESSONS = {
    f"talks/{n}.md": f"---\ntitle: Talk {name}\nlesson: true\ndate: 2026-01-0{n + 1}\n"
    f"{'series: Tides' if n % 7 == 0 else 'author: Mo'}\n---\n[{n + 1}:00] **Jo:** All of {name} is said.\n"
    for n, name in enumerate(reversed(WATERS))
}
COVERED = """() => {
  const [bar, focus] = [document.querySelector(".letters"), document.activeElement]
  return focus.closest(".letters, header") ? 0 : bar.getBoundingClientRect().bottom -
    focus.getBoundingClientRect().top
}"""


@pytest.fixture(scope="module")
def glossaries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with instant navigation, and a glossary in each form."""
    folder = tmp_path_factory.mktemp("glossaries")
    (folder / "docs").mkdir()
    for name, text in {"glossary": ENTRIES, "parted": PARTED, "listed": LISTED}.items():
        (folder / f"docs/{name}.md").write_text(f"# Terms\n\nAll of them.\n\n[LETTERS]\n\n{text}", "utf-8")
    (folder / "docs/talks").mkdir()
    for name, text in {**LESSONS, "talks.md": "# Talks\n\n[LESSONS]\n"}.items():
        (folder / "docs" / name).write_text(text, "utf-8")
    (folder / "docs/index.md").write_text("# Home\n\n[An agent](glossary.md#agent).\n", "utf-8")
    extensions = "[attr_list, def_list, toc, tracktwo: {glossary: [glossary.md, parted.md, listed.md]}]"
    (folder / "docs/lone.md").write_text("# Lone\n\nWords.\n", "utf-8")
    settings = (
        f"nav: [index.md, glossary.md, parted.md, listed.md, lone.md, talks.md, {', '.join(LESSONS)}]\n"
        "plugins: [search, tracktwo]\n"
        f"strict: false\nmarkdown_extensions: {extensions}\n"
    )
    with another_site(folder, settings) as url:
        yield url


@pytest.fixture
def opened(open_page: OpenPage, glossaries: str) -> Callable[..., Page]:
    return lambda name="glossary", **settings: open_page(f"{glossaries}{name}.html", **settings)


def seen(page: Page) -> LocatorAssertions:
    """Return what is expected of the entries that are seen, for which it waits."""
    return expect(page.locator("article :is(h2, h3, dt)[id]:visible"))


def named(names: list[str]) -> list[re.Pattern[str]]:
    return [re.compile(f"^{re.escape(name)}¶?$") for name in names]


def filter_by(page: Page, typed: str) -> None:
    page.get_by_role("searchbox", name="Filter the terms").fill(typed)


@pytest.mark.parametrize(("typed", "names"), [
    ("agent", ["Agent", "Treaty"]),
    ("treat", ["Treaty", "Multi-track diplomacy"]),
    ("AG", ["Agent"]),
    ("agreed", ["Accord"]),
    ("etat", ["État"]),
    ("ÉTAT", ["État"]),
    ("multitrack", ["Multi-track diplomacy"]),
    ("multi track", ["Multi-track diplomacy"]),
    ("second track", ["Multi-track diplomacy"]),
    ("peace diplomacy", ["Multi-track diplomacy"]),
    ("mt", ["Multi-track diplomacy"]),
    ("tr", ["Multi-track diplomacy", "Treaty", "Truce"]),
    ("treaty", ["Treaty", "Multi-track diplomacy"]),
    ("c++", ["C++"]),
    ("d", ["3D", "Accord", "Multi-track diplomacy"]),
    ("is", []),
    ("where", ["Zone", "Within"]),
    ("-", [*IN_ORDER, "Within"]),
])  # fmt: skip
def test_an_entry_stays_if_its_names_or_its_definition_have_what_is_typed(
    opened: Callable[..., Page], typed: str, names: list[str]
) -> None:
    page = opened()
    filter_by(page, typed)
    seen(page).to_have_text(named(names))


def test_the_count_is_told_and_letters_and_contents_follow(opened: Callable[..., Page]) -> None:
    page = opened()
    count = page.get_by_role("status").filter(has_text="terms")
    expect(count).to_have_text("9 terms")
    filter_by(page, "tr")
    expect(count).to_have_text("3 of 9 terms")
    letters = page.get_by_role("navigation", name="Letters")
    assert letters.get_by_role("link").all_inner_texts() == ["M", "T"]
    assert letters.inner_text() == "#ACEMTZ"
    contents = page.locator(".md-sidebar--secondary li a:visible").all_inner_texts()
    assert [" ".join(line.split()) for line in contents] == ["Multi-track diplomacy", "Treaty", "Truce"]
    filter_by(page, "truce")
    letters.get_by_role("link", name="T").click()
    assert page.url.endswith("#truce")
    seen(page).to_have_text(named(["Truce"]))


def test_escape_shows_all_again(opened: Callable[..., Page]) -> None:
    page = opened()
    page.get_by_role("searchbox", name="Filter the terms").focus()
    page.keyboard.type("truce")
    seen(page).to_have_count(1)
    page.keyboard.press("Escape")
    seen(page).to_have_count(10)
    expect(page.get_by_text("9 terms", exact=True)).to_be_visible()
    page.keyboard.type("zone")  # the field kept the focus
    seen(page).to_have_count(2)


def test_an_address_that_leads_to_a_hidden_entry_shows_it(opened: Callable[..., Page]) -> None:
    page = opened(height=300)
    errors: list[object] = []
    page.on("pageerror", lambda error: errors.append(error))  # noqa: PLW0108 - Playwright marks it
    filter_by(page, "signed")
    page.evaluate("location.hash = '100%'")  # no address of ours
    page.evaluate("location.hash = 'agent'")
    expect(page.locator("#agent")).to_be_in_viewport()
    assert errors == []
    seen(page).to_have_count(10)


def test_a_link_to_a_hidden_entry_shows_it(opened: Callable[..., Page]) -> None:
    page = opened(height=300)
    filter_by(page, "signed")
    link = page.locator("article a[href$='#agent']:visible").first
    # Material keeps where one has scrolled 100 ms later, and a link that is followed before loses its anchor.
    link.scroll_into_view_if_needed()
    page.wait_for_function("(history.state?.y ?? 0) === scrollY")
    link.click()
    expect(page.locator("#agent")).to_be_in_viewport()
    seen(page).to_have_count(10)


def test_sections_above_entries_go_while_one_filters(opened: Callable[..., Page]) -> None:
    page = opened("parted")
    seen(page).to_have_count(16)
    filter_by(page, "fjord")
    seen(page).to_have_text(named(["Fjord"]))


def test_a_definition_list_is_filtered_by_all_its_names(opened: Callable[..., Page]) -> None:
    page = opened("listed")
    filter_by(page, "slow")
    assert page.locator("article dt:visible").all_inner_texts() == ["Lento", "slow"]
    assert page.locator("article dd:visible").all_inner_texts() == ["How fast."]


def test_it_filters_wherever_instant_navigation_leads(opened: Callable[..., Page]) -> None:
    page = opened("index")
    page.evaluate("window.stayed = true")
    page.locator("article a[href$='#agent']").first.click()
    filter_by(page, "truce")
    seen(page).to_have_count(1)
    page.locator(".md-nav--primary a[href$='lone.html']:visible").first.click()
    expect(page.locator("h1")).to_contain_text("Lone")
    expect(page.get_by_role("searchbox", name="Filter the terms")).to_have_count(0)
    page.go_back()
    expect(page.get_by_role("searchbox", name="Filter the terms")).to_have_value("truce")
    expect(page.locator("#agent")).to_be_hidden()
    page.locator(".md-nav--primary a[href$='index.html']:visible").first.click()
    page.locator("article a[href$='#agent']").first.click()
    expect(page.locator("#agent")).to_be_in_viewport()
    seen(page).to_have_count(10)
    assert page.evaluate("window.stayed"), "the page was loaded anew"


def test_lessons_are_filtered_below_their_series_and_ordered_as_one_list(opened: Callable[..., Page]) -> None:
    page = opened("talks")
    links, headings = page.locator(".lessons li:visible > a"), page.locator(".lessons h2:visible")
    field = page.get_by_role("searchbox", name="Filter the lessons")
    expect(links).to_have_count(8)
    assert links.first.inner_text() == "Talk Inlet"
    field.fill("mo inlet")
    expect(links).to_have_count(0)
    field.fill("jo inlet")
    expect(links).to_have_text(["Talk Inlet"])
    expect(headings).to_have_text(["Tides"])
    expect(page.get_by_role("status").filter(has_text="lessons")).to_have_text("1 of 8 lessons")
    field.fill("")
    order = page.get_by_role("combobox", name="Order")
    for value, first in {"date": "Bay", "minutes": "Inlet", "title": "Bay"}.items():
        order.select_option(value)
        expect(links).to_have_count(8)
        assert links.first.inner_text() == f"Talk {first}"
        expect(headings).to_have_count(0)
    links.first.click()
    expect(page.locator("h1")).to_contain_text("Talk Bay")
    page.go_back()
    expect(order).to_have_value("title")
    field.press("Escape")
    expect(headings).to_have_text(["Tides", "More lessons"])
    assert links.first.inner_text() == "Talk Inlet"


def test_without_scripts_there_are_letters_and_no_field(browser: Browser, glossaries: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{glossaries}glossary.html")
    expect(page.locator(".letters input")).to_be_hidden()
    assert page.locator(".letters nav a").count() == 7
    page.goto(f"{glossaries}talks.html")
    assert page.locator(".lessons :is(input, select):visible").count() == 0
    assert page.locator(".lessons li").count() == 8
    context.close()


def test_the_filter_stays_in_reach_and_is_never_over_what_has_focus(opened: Callable[..., Page]) -> None:
    page = opened(height=500)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(page.get_by_role("searchbox", name="Filter the terms")).to_be_in_viewport()
    page.locator("article a").last.focus()
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(COVERED) <= 1
    page.set_viewport_size({"width": 320, "height": 256})  # as 400 % has it
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(page.get_by_role("searchbox", name="Filter the terms")).not_to_be_in_viewport()


def test_back_restores_what_was_seen(open_page: OpenPage, glossaries: str) -> None:
    """Without instant navigation, too, where a page is loaded anew and laid out anew."""
    page = open_page(f"{glossaries}glossary.html", height=300)
    filter_by(page, "signed")
    page.get_by_role("searchbox", name="Filter the terms").press("Tab")
    page.goto(f"{glossaries}lone.html")
    page.go_back()
    expect(page.locator("article h2:visible")).to_have_text(["Treaty"])
    page.goto(f"{glossaries}glossary.html#truce")
    top = "document.getElementById('truce').getBoundingClientRect().top"
    truce = page.get_by_role("heading", name="Truce")
    expect(truce).to_be_in_viewport()  # though the filter had left it out
    page.wait_for_function(f"{top} < 100")
    page.wait_for_timeout(500)  # instant navigation makes the page anew, at a first step within it
    expect(truce).to_be_in_viewport()
    page.evaluate("scrollBy(0, 20)")
    page.evaluate(f"addEventListener('pagehide', () => {{ sessionStorage.before = {top} }})")
    page.goto(f"{glossaries}lone.html")
    assert float(page.evaluate("sessionStorage.before"))  # 0 of what is not shown
    page.go_back()
    page.wait_for_function(f"Math.abs({top} - Number(sessionStorage.before)) < 2")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["glossary", "talks"])
def test_axe_finds_no_barrier_while_one_filters(opened: Callable[..., Page], scheme: str, name: str) -> None:
    page = opened(name, color_scheme=scheme)
    page.locator("article input").fill("ta" if name == "talks" else "tr")
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate(ANIMATIONS_END)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        results = Axe().run(page, options=EVERY_RULE)
        assert not results.response["violations"], results.generate_report()
