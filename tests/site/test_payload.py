"""Text is text: what strangers and contributors write runs nothing, wherever it shows (SECURITY.md)."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from urllib.parse import quote
from zipfile import ZipFile

import markdown
import pikepdf
import pytest
from attacked_site import (
    LAST_WORDS,
    NOT_WRITTEN,
    REFUSED,
    SHARED,
    attack,
    fields_of_text,
    imported,
    lesson,
    pages,
)
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect

from conftest import served
from sites import Site
from tracktwo.cli import main
from tracktwo.model.problem_formats import FORMATS

Build = Callable[[str], Path]
# Themes print what mkdocs.yml says as it is, and who writes it is trusted: they get other words than we do.
HOOK = """\
from mkdocs.plugins import event_priority

@event_priority(-1000)
def on_env(env, config, files):
    config.site_name, config.site_description = "Talks", ""
    for file in files.documentation_pages():
        for item in (file.page, *file.page.ancestors):
            item.title = "Nav" if "pwn-nav" in str(item.title) else item.title
"""
# What of a page leads, loads or sends elsewhere than to http, https or mail, and what would run.
HARMFUL = """() => [...document.querySelectorAll("*")].flatMap((element) => [...element.attributes])
  .filter(({ name, value }) => name === "onerror" ||
    (/^((xlink:)?href|src|action|formaction|poster|data-player)$/.test(name) &&
    !/^(https?|mailto):$/.test(new URL(value, "http://relative.example/").protocol)))
  .map(({ value }) => value)"""
GLOSSARY = ["glossary.md", "list.md", "terms", SHARED]  # headings, a list, a page for each; another site's
SHOWN = {".html", ".xhtml", ".opf", ".json", ".txt", ".csv"}
WITHOUT_LAST_WORDS = ("404.html", "search.html", "study/index.html", "nav.xhtml", "title.xhtml")
OPEN_EACH = """(links) => links.map((link) => {
  link.focus()
  const box = document.getElementById("term-definition")
  return box?.innerText.includes("pwn-") && !box.querySelector("[onerror], script")
})"""
THEMES = {
    "material": {"pdf": {"book": True, "lessons": True}, "epub": True, "study": True, "markdown": True},
    "mkdocs": {"study": True},
    "readthedocs": {"search": True},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a site of attacks, some of them imported."""
    folder = tmp_path_factory.mktemp("attacked")
    Site(folder, pages())
    imported(folder)
    (folder / "hook.py").write_text(HOOK, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def build(folder: Path) -> Callable[[str], Path]:
    """Build the site once with each theme; beside Material's lies what other programs show as HTML."""
    nav = ["index.md", {attack("nav-section"): [{attack("nav-page"): "talk.md"}]}, "glossary.md"]

    @cache
    def build(theme: str) -> Path:
        site = Site(
            folder, {"index.md": pages()["index.md"]}, nav=nav, hooks=["hook.py"], theme=theme,
            site_name=attack("Site.title"), site_description=attack("Site.description"),
            site_url="https://a.example/", site_dir=str(folder / theme),
            # ReadTheDocs' own templates print this one as it is, which is its keeper's.
            extra={"version": attack("Site.version")} if theme != "readthedocs" else {},
            plugins=["search", {"tracktwo": THEMES[theme] | {"glossary": GLOSSARY}}],
            markdown_extensions=["toc", "def_list", "tracktwo"],
        ).build()  # fmt: skip
        if theme == "material":
            (epub,) = site.glob("*.epub")
            ZipFile(epub).extractall(site / "opened")
            shown = {
                "anki": "<hr>".join(anki_fields(site)),
                "llms": markdown.markdown((site / "llms.txt").read_text("utf-8")),
                "found": "<hr>".join(f"{it['title']}: {it['text']}" for it in search_entries(site)),
            }
            for name, html in shown.items():
                (site / f"{name}.html").write_text(html + LAST_WORDS, encoding="utf-8")
        return site

    return build


def search_entries(site: Path) -> list[dict[str, str]]:
    return json.loads((site / "search/search_index.json").read_text("utf-8"))["docs"]


def anki_fields(built: Path) -> list[str]:
    with ZipFile(built / "flashcards.apkg") as deck:
        deck.extract("collection.anki2", built / "opened")
    with closing(sqlite3.connect(built / "opened/collection.anki2")) as notes:
        return [
            part for (fields,) in notes.execute("select flds from notes") for part in fields.split("\x1f")
        ]


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_runs_and_no_page_is_blank(browser: Browser, build: Build, theme: str) -> None:
    ran: list[tuple[str, object]] = []
    with served(build(theme)) as address:
        context = browser.new_context(base_url=address, reduced_motion="reduce")
        context.route(lambda url: not url.startswith(address), lambda route: route.abort())
        context.expose_binding("pwned", lambda source, what=None: ran.append((source["page"].url, what)))
        look_everywhere(context.new_page(), build(theme), theme)
        context.close()
    assert ran == []


def look_everywhere(page: Page, site: Path, theme: str) -> None:
    """Open each page and each definition, turn each card, and search."""
    files = [file.relative_to(site).as_posix() for file in sorted(site.rglob("*.*html"))]
    assert len(files) > len(pages())
    for file in files:
        page.goto(quote(file), wait_until="load")
        last_words = "pwn-" if "/uses-of-" in file else LAST_WORDS  # of a page of uses alone
        assert last_words in page.inner_text("body") or file.endswith(WITHOUT_LAST_WORDS), file
        assert all(page.locator("a.term[data-definition]").evaluate_all(OPEN_EACH)), file
        assert page.evaluate(HARMFUL) == [], file
    page.goto("models/")
    written = " ".join(attack("LessonMeta.title").partition("\x1b")[0].split())
    assert written in page.title(), "a reader sees what was written"
    if "study" in THEMES[theme]:
        turn_all_cards(page)
    search(page, theme)


def turn_all_cards(page: Page) -> None:
    page.goto("study/")
    while page.locator(".trainer-card").is_visible():
        page.locator(".trainer-card").click()
        assert "pwn-" in page.locator(".trainer-card").inner_text()
        page.locator("[data-does=known]").click()


def search(page: Page, theme: str) -> None:
    """Search by the word that all attacks have, and wait for what is found."""
    page.goto("")
    if theme == "mkdocs":
        page.locator("[data-bs-target='#mkdocs_search_modal']").first.click()
    if theme == "readthedocs":
        page.keyboard.press("/")
    else:
        page.locator(".md-search__input, #mkdocs-search-query").click()
    page.keyboard.type("pwn")
    found = page.locator(".md-search-result__item, #mkdocs-search-results article, [role=option] mark").first
    for _ in range(20 * (theme == "mkdocs")):  # MkDocs' own hears no key before its index is there
        if found.count():
            break
        page.keyboard.press("Backspace")
        page.keyboard.type("n")
        page.wait_for_timeout(1000)
    expect(found).to_contain_text("pwn")
    page.wait_for_load_state("networkidle")
    if theme == "readthedocs":  # and what leads to the word goes into the address, and into the page's bar
        assert page.evaluate(HARMFUL) == []
        page.locator(".search-hits a:has(mark)").first.click()
        expect(page.get_by_role("search", name="Search in this page").get_by_role("status")).to_contain_text(
            "/"
        )
    assert page.evaluate(HARMFUL) == []


def test_every_field_is_attacked_and_published(build: Build) -> None:
    """A new field of text is missing here until the site of attacks has it."""
    files = [file for file in build("material").rglob("*.*") if file.suffix in SHOWN]
    published = "".join(file.read_text("utf-8") for file in files)
    fields = set(fields_of_text())
    assert NOT_WRITTEN.keys() < fields
    assert [field for field in fields - NOT_WRITTEN.keys() if f"pwn-{field}" not in published] == []


@pytest.mark.parametrize("form", FORMATS)
def test_each_message_of_a_check_is_one_line_that_runs_nothing(
    build: Build, folder: Path, tmp_path: Path, form: str
) -> None:
    """What keys say that are refused shows here alone."""
    build("mkdocs")
    Site(tmp_path, {"glossary.md": "# None\n", "a.md": lesson(glossary=attack("key-glossary"))})
    said = "".join(
        CliRunner(charset="cp1252").invoke(main, ["check", str(site), "--format", form]).output
        for site in (folder, tmp_path)
    )
    assert all(f"pwn-key-{key}" in said for key in (*REFUSED, "date", "lang", "link"))
    for line in said.split("\n"):
        assert line.isprintable()
        assert "##[" not in line
        assert form == "github" or not line.lstrip().startswith("::")


def test_cells_and_fields_of_flash_cards_are_text(build: Build) -> None:
    rows = csv.reader((build("material") / "flashcards.csv").read_text("utf-8").splitlines())
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "@", "+", "-"))]
    assert not [field for field in anki_fields(build("material")) if "[" in field or "{{" in field]


def test_pdfs_do_nothing_and_link_to_the_web_alone(build: Build) -> None:
    for file in build("material").rglob("*.pdf"):
        with pikepdf.open(file) as pdf:
            actions = [it for it in pdf.objects if isinstance(it, pikepdf.Dictionary) and "/S" in it]
            kinds = {str(it["/S"]) for it in actions}
            links = [str(it["/URI"]) for it in actions if "/URI" in it]
        assert not {"/JavaScript", "/Launch", "/SubmitForm", "/GoToR"} & kinds
        assert not [link for link in links if not link.startswith(("https://", "http://", "mailto:"))]
