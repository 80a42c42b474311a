"""What holds on every page of the built site: one host, no dead link, no barrier, small."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html
from playwright.sync_api import Page, expect

from conftest import ROOT
from tracktwo.theme.assets import ASSETS, SEARCH_ASSETS, Asset

OpenPage = Callable[..., Page]
PAGES = ["index", "transcript", "glossary", "study", "contributing"]
# Half-way through its transition, a colour has another contrast.
SOURCES = ROOT / "src/tracktwo/theme/assets"
ANIMATIONS_END = "Promise.all(document.getAnimations().map(animation => animation.finished))"
EVERY_RULE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", [*PAGES, "404"])
def test_axe_finds_no_barrier_on_desktop_and_phone(open_page: OpenPage, name: str, scheme: str) -> None:
    page = open_page(f"{name}.html", color_scheme=scheme)
    expected = {"light": "default", "dark": "slate"}[scheme]
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", expected)
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        if name == "transcript":
            page.locator("article a.term").first.blur()
            page.locator("article a.term").first.focus()
            expect(page.get_by_role("tooltip")).to_be_visible()
        page.evaluate(ANIMATIONS_END)
        results = Axe().run(page, options=EVERY_RULE)
        assert not results.response["violations"], results.generate_report()


# Of what has focus: its name if it is not seen at once. An input without a box has its mark on its label.
UNSEEN = """() => {
  const focused = document.activeElement
  const [box] = [...focused.getClientRects()].filter(({ width, height }) => width && height)
  if (!box) return focused.matches("input.md-option") ? null : `${focused.outerHTML} has no box`
  const x = (Math.max(0, box.left) + Math.min(innerWidth, box.right)) / 2
  const y = (Math.max(0, box.top) + Math.min(innerHeight, box.bottom)) / 2
  const there = document.elementFromPoint(x, y)
  const seen = focused.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  return seen && (focused.contains(there) || (there?.contains(focused) && there.closest("a, button, label")))
    ? null : focused.outerHTML
}"""


@pytest.mark.parametrize("width", [320, 800, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_what_tab_reaches_is_seen_at_every_width(open_page: OpenPage, name: str, width: int) -> None:
    page = open_page(f"{name}.html", width=width, height=600, reduced_motion="reduce")
    reached = 0
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement !== document.body"):
        page.evaluate(ANIMATIONS_END)
        page.wait_for_function(f"!({UNSEEN})()")
        reached += 1
        page.keyboard.press("Tab")
    assert reached > 15


# Where lines begin that stand below one another: paragraphs, lists, the first item, and how to mend the page.
EDGES = """() => [
  ".lesson-source", ".strips", ".strips > li", ".lesson-files",
  ".used-in-title", ".used-in > ul", ".used-in > ul > li", ".contribute", ".contribute > :first-child",
].map((name) => document.querySelector(name)?.getBoundingClientRect().left).filter(Boolean).map(Math.round)"""


@pytest.mark.parametrize("name", ["transcript", "glossary"])
def test_what_is_ours_begins_where_the_text_does(open_page: OpenPage, name: str) -> None:
    edges = open_page(f"{name}.html").evaluate(EDGES)
    assert len(edges) > 4
    assert len(set(edges)) == 1, edges


@pytest.mark.parametrize("name", PAGES)
def test_large_letters_fit_a_small_window(open_page: OpenPage, name: str) -> None:
    page = open_page(f"{name}.html", width=320)
    page.add_style_tag(content="html { font-size: 187.5% !important }")  # a browser's 24 px
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_nothing_is_asked_of_another_host(open_page: OpenPage, address: str) -> None:
    page = open_page("404.html")
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(error.message))
    for name in PAGES:
        page.goto(f"{address}{name}.html", wait_until="networkidle" if name == "index" else "load")
        page.keyboard.press("/")
        page.get_by_role("combobox", name="Search").fill("track")
        expect(page.get_by_role("group", name="Moments").get_by_role("option").first).to_be_visible()
    assert len(asked) > len(PAGES)
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    assert said == []


@pytest.mark.parametrize(("assets", "most"), [(ASSETS, 22), (SEARCH_ASSETS, 12), (SEARCH_ASSETS[:2], 3)])
def test_our_styles_and_scripts_are_small_in_all(site: Path, assets: tuple[Asset, ...], most: int) -> None:
    """In kilobytes: those of pages, those of the search, and of these what every page loads."""
    ours = {path.name for path in (site / "assets/tracktwo").iterdir() if path.suffix in (".css", ".js")}
    assert ours == {asset.name for asset in (*ASSETS, *SEARCH_ASSETS)}
    loaded = (gzip.compress((site / asset.path).read_bytes(), mtime=0) for asset in assets)
    assert sum(map(len, loaded)) <= most * 1024


def test_no_file_of_ours_is_long() -> None:
    assert max(len(path.read_text("utf-8").splitlines()) for path in SOURCES.iterdir()) <= 250


SEARCH = {"search.css", "search.js"}


def test_a_page_loads_what_it_needs_and_no_more(site: Path) -> None:
    loaded = {
        page: set(re.findall(r"assets/tracktwo/([\w.-]+)", (site / f"{page}.html").read_text("utf-8")))
        for page in PAGES
    }
    assert loaded["contributing"] == SEARCH
    uses = {"uses.css", "uses.js"}
    assert loaded["glossary"] == SEARCH | uses | {"tracktwo.css", "definitions.js"}  # no letters: five terms
    of_a_lesson = {"moments.js", "quoting.js", "transcript-files.js"}
    of_pages = {"tracktwo.css", "definitions.js", "study.js"}
    assert loaded["transcript"] == SEARCH | uses | of_pages | of_a_lesson


def links(path: Path) -> set[str]:
    tree = html.fromstring(path.read_bytes())
    return set(tree.xpath("//@href | //@src"))


def anchors(path: Path) -> set[str]:
    return set(html.fromstring(path.read_bytes()).xpath("//@id | //a/@name"))


def dead_links(site: Path) -> list[str]:
    """Follow every link of every page as a browser would, over the files."""
    dead = []
    root = site.as_uri() + "/"
    for path in sorted(site.rglob("*.html")):
        for link in sorted(links(path)):
            base = root if link.startswith("/") else path.as_uri()  # 404.html links from the root
            target = urlsplit(urljoin(base, link.lstrip("/") if base == root else link))
            if target.scheme != "file":
                continue
            file = Path(unquote(target.path))
            file = file / "index.html" if file.is_dir() else file
            if not file.is_file() or (target.fragment and unquote(target.fragment) not in anchors(file)):
                dead.append(f"{path.relative_to(site)}: {link}")
    return dead


def test_every_link_leads_somewhere(site: Path) -> None:
    assert dead_links(site) == []


def test_a_dead_link_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        "<p id=here><a href='#here'></a><a href=b.html></a><a href='a.html#gone'></a></p>"
    )
    assert dead_links(tmp_path) == ["a.html: a.html#gone", "a.html: b.html"]


@pytest.mark.parametrize("name", [name for name in PAGES if name != "study"])
def test_a_page_has_one_title_and_a_way_to_edit_it(site: Path, name: str) -> None:
    tree = html.fromstring((site / f"{name}.html").read_bytes())
    assert len(tree.xpath("//h1")) == 1
    assert tree.xpath("//title/text()")[0].strip()
    [edit] = tree.xpath("//a[@rel='edit']/@href")
    assert edit.endswith(f"/edit/main/docs/{name}.md")


def test_a_page_that_nobody_wrote_has_no_way_to_edit_it(site: Path) -> None:
    tree = html.fromstring((site / "study.html").read_bytes())
    assert len(tree.xpath("//h1")) == 1
    assert tree.xpath("//a[@rel='edit']") == []


def test_the_lesson_says_what_it_is(site: Path) -> None:
    [header] = html.fromstring((site / "transcript.html").read_bytes()).xpath("//header[@class='lesson']")
    text = " ".join(header.text_content().split())
    assert header.xpath("h1")[0].text == "Multi-track diplomacy"
    for part in (
        "Tracktwo contributors",
        "5 min read",
        "You will understand",
        "by Marlene Johnson",
        "CC BY 4.0",
    ):
        assert part in text
    assert not header.xpath("..//a[@class='headerlink'][not(@tabindex)]"), "`¶` is no stop of Tab"
    [pdf] = header.xpath(".//a[contains(., 'Download PDF')]/@href")
    assert (site / pdf).is_file()
    assert header.xpath(".//a[@rel='license']/@href") == ["https://creativecommons.org/licenses/by/4.0/"]


def test_the_landing_page_promises_the_time_the_lesson_takes(site: Path) -> None:
    assert "About five minutes" in (site / "index.html").read_text(encoding="utf-8")
    assert re.search(r">\s*5 min read", (site / "transcript.html").read_text(encoding="utf-8"))
    assert '"timeRequired":"PT5M"' in (site / "transcript.html").read_text(encoding="utf-8")
