"""`[LESSONS]` and `[LETTERS]`: the lessons of a site, and what the terms of its glossary begin with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import markdown
import pytest
import yaml
from lxml import html
from markdown.extensions.toc import TocExtension
from markdown.treeprocessors import Treeprocessor

from tracktwo.linking.blocks.letters import MIN_TERMS
from tracktwo.linking.extension import TracktwoExtension
from tracktwo.model.scripts import letter_of
from tracktwo.wording import counted, words

HERE = Path(__file__).parent
LETTERS = yaml.safe_load((HERE / "letters.yml").read_text("utf-8"))
LESSONS = yaml.safe_load((HERE / "lesson_lists.yml").read_text("utf-8"))
GLOSSARY = "# Terms\n\n## Envoy\n\nWho speaks.\n\n## State\n\nA land.\n\n## Treaty\n\nA promise.\n"


def convert(docs: Path, path: str, text: str, language: str = "en", **toc: bool) -> html.HtmlElement:
    """Convert a page as MkDocs does, which says where it is."""
    host = Treeprocessor()
    host.run = lambda _: None
    host.file = SimpleNamespace(src_uri=path, page=None)
    theme = SimpleNamespace(get={}.get, locale=language)
    host.config = {"theme": theme, "docs_dir": str(docs)}
    extensions = ["attr_list", "def_list", "footnotes", TocExtension(**toc), TracktwoExtension()]
    md = markdown.Markdown(extensions=extensions)
    md.treeprocessors.register(host, "relpath", 0)
    return html.fromstring(f"<article>{md.convert(text)}</article>")


def glossary_of(case: dict) -> str:
    """A page with entries, as headings, below sections, or as a definition list."""
    if case.get("listed"):
        return "[LETTERS]\n\n" + "".join(f"{term}\n:   Said of it.\n\n" for term in case["terms"])
    if case.get("sections"):
        entries = [f"## {term[0]}\n\n### {term}\n\nSaid of it.\n\n" for term in case["terms"]]
    else:
        entries = [f"## {term}\n\nSaid of it.\n\n" for term in case["terms"]]
    return "# Terms\n\n[LETTERS]\n\n" + "".join(entries)


@pytest.mark.parametrize("case", LETTERS, ids=lambda case: case["name"])
def test_letters_lead_to_the_first_entry_of_each(tmp_path, case):
    text = glossary_of(case)
    (tmp_path / "glossary.md").write_text(text, encoding="utf-8")
    language = case.get("language", "en")
    page = convert(tmp_path, "glossary.md", text, language)
    links = page.xpath("//*[@class='letters']/nav[@aria-label]/a")
    assert [(link.text, link.get("href")) for link in links] == [
        (letter, f"#{anchor}") for letter, anchor in case["letters"].items()
    ]
    assert {f"#{anchor}" for anchor in page.xpath("//@id")} >= {link.get("href") for link in links}
    count = counted(words(language, "site")["terms"], len(case["terms"]))
    assert page.xpath("//*[@class='letters']/p/text()") == [count]
    name = "dt" if case.get("listed") else "h3" if case.get("sections") else "h2"
    named = page.xpath(f"//{name}/text()")
    ordered = case.get("order") or [re.sub(" {:.*", "", term) for term in case["terms"]]
    assert named == ordered
    assert page.xpath("//@data-letters")[0] == "".join(letter_of(name, language) for name in ordered)


def test_sections_and_what_stands_below_entries_keep_their_places(tmp_path):
    text = (
        "# Terms\n\n[LETTERS]\n\nFirst.\n\n## War\n\n### Truce\n\nA pause.[^1]\n\n#### Note\n\nMore.\n\n"
        "### Army\n\nMen.\n\n## Peace\n\n### Pact\n\nSigned.\n\n### Envoy\n\nSent.\n\n[^1]: A note.\n"
    )
    (tmp_path / "glossary.md").write_text(text, encoding="utf-8")
    page = convert(tmp_path, "glossary.md", text)
    begins = [part.text_content().split()[0] for part in page]
    assert begins[-13:-1] == (
        ["War", "Army", "Men.", "Truce", "A", "Note", "More.", "Peace", "Envoy", "Sent.", "Pact", "Signed."]
    )
    assert page[-1].get("class") == "footnote"


def test_a_glossary_without_letters_stays_in_the_order_of_its_author(tmp_path):
    text = "# Terms\n\n## Zone\n\nX.\n\n## Ebb\n\nY.\n"
    (tmp_path / "glossary.md").write_text(text, encoding="utf-8")
    assert convert(tmp_path, "glossary.md", text).xpath("//h2/text()") == ["Zone", "Ebb"]


def test_a_few_terms_have_no_letters_and_many_different_ones_are_only_counted(tmp_path):
    few = "[LETTERS]\n\n" + "".join(f"## T{number}\n\nX.\n\n" for number in range(MIN_TERMS - 1))
    (tmp_path / "glossary.md").write_text(few, encoding="utf-8")
    assert convert(tmp_path, "glossary.md", few).find(".//nav") is None
    many = "[LETTERS]\n\n" + "".join(f"## {chr(0x4E00 + number)}\n\nX.\n\n" for number in range(80))
    (tmp_path / "glossary.md").write_text(many, encoding="utf-8")
    page = convert(tmp_path, "glossary.md", many, "zh")
    assert page.find(".//nav") is None
    assert page.xpath("//*[@class='letters']/p/text()") == ["80 个术语"]


def test_a_page_that_is_no_glossary_has_no_letters(tmp_path):
    (tmp_path / "glossary.md").write_text(glossary_of(LETTERS[0]), encoding="utf-8")
    assert convert(tmp_path, "index.md", "[LETTERS]").text_content().strip() == ""


def write(docs: Path, pages: dict[str, dict[str, object]]) -> None:
    for path, said in pages.items():
        meta = {key: value for key, value in said.items() if key not in ("heading", "text")}
        heading = f"# {said['heading']}\n\n" if "heading" in said else ""
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).write_text(
            f"---\n{yaml.safe_dump(meta)}---\n\n{heading}{said.get('text', 'Words.')}\n", "utf-8"
        )


def shown(page: html.HtmlElement) -> Iterator[str]:
    """Yield the parts of the list of lessons, with their links as Markdown has them."""
    for image in page.xpath("//*[@class='lessons']//img"):
        image.tail = f"![]({image.get('src')}) {image.tail or ''}"
    for link in page.xpath("//*[@class='lessons']//a"):
        link.text = f"[{link.text_content()}]({link.get('href')})"
    for paragraph in page.xpath("//li/p"):
        paragraph.text = f" {paragraph.text or ''}"
    kinds = "self::h2 or self::h3 or self::p[not(ancestor::li)] or self::li or self::dt or self::dd"
    for part in page.xpath(f"//*[@class='lessons']//*[{kinds}]"):
        yield f"{part.tag} {' '.join(part.text_content().split())}"


@pytest.mark.parametrize("case", LESSONS, ids=lambda case: case["name"])
def test_lessons_are_listed_by_the_terms_they_teach(tmp_path, case):
    (tmp_path / "glossary.md").write_text(GLOSSARY, encoding="utf-8")
    write(tmp_path, case["pages"])
    for name in case.get("files", ()):
        (tmp_path / name).write_text("A picture.", encoding="utf-8")
    page = convert(tmp_path, "talks/index.md", "# Talks\n\n[LESSONS]\n", case.get("language", "en"))
    assert list(shown(page)) == case["shows"]


def test_many_lessons_have_fields_that_filter_and_order_them_and_a_few_have_none(tmp_path):
    for count, fields in ((7, []), (8, ["Filter the lessons", "Order"])):
        docs = tmp_path / str(count)
        write(docs, {f"{n}.md": {"lesson": True, "title": f"T {n}"} for n in range(count)})
        page = convert(docs, "index.md", "[LESSONS]")
        assert [
            field.get("aria-label") for field in page.xpath("//input[@hidden] | //select[@hidden]")
        ] == fields
    assert page.xpath("//option/@value") == ["", "minutes", "title"], "none has a date"
    assert page.xpath("//*[@role='status']/text()") == ["8 lessons"]


def test_what_is_taught_parts_no_list_into_more_sections_than_help(tmp_path):
    terms = [f"Term {letter}" for letter in "abcdefghijklmnop"]
    (tmp_path / "glossary.md").write_text("".join(f"## {term}\n\nX.\n\n" for term in terms), "utf-8")
    write(tmp_path, {f"{n}.md": {"lesson": True, "teaches": [term]} for n, term in enumerate(terms)})
    page = convert(tmp_path, "index.md", "[LESSONS]")
    assert page.xpath("//h2/bdi/text()") == ["Lessons"]
    assert page.xpath("//li[1]/p[last()]//bdi/text()") == ["Term a"]


def test_a_page_that_changes_changes_the_list_and_one_that_is_broken_is_left_out(tmp_path):
    (tmp_path / "glossary.md").write_text(GLOSSARY, encoding="utf-8")
    for title in ("First", "Another"):
        write(tmp_path, {"a.md": {"lesson": True, "title": title}})
        page = convert(tmp_path, "index.md", "[LESSONS]")
        assert page.xpath("//h2/a/text()") == [title]
    (tmp_path / "a.md").write_text("---\nlesson: [\n---\n", encoding="utf-8")
    assert convert(tmp_path, "index.md", "[LESSONS]").text_content().strip() == ""


def test_each_section_has_an_id_of_its_own_and_a_short_name_in_the_contents(tmp_path):
    (tmp_path / "glossary.md").write_text(GLOSSARY, encoding="utf-8")
    pages = {
        f"{n}.md": {"lesson": True, "teaches": taught} for n, taught in enumerate((["envoy"], ["treaty"]))
    }
    write(tmp_path, pages)
    page = convert(tmp_path, "index.md", "[TOC]\n\n[LESSONS]")
    assert page.xpath("//h2/@id") == ["lessons-envoy", "lessons-treaty"]
    contents = page.xpath("//*[@class='toc']//a")
    assert [(link.text, link.get("href")) for link in contents] == [
        ("Envoy", "#lessons-envoy"),
        ("Treaty", "#lessons-treaty"),
    ]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Words.\n\n## Terms\n\n[TERMS]\n", [("p", "Words.")]),
        ("Words.\n\n## Terms\n\n[TERMS]\n\n## More\n", [("p", "Words."), ("h2", "More")]),
        ("## Terms\n\n[TERMS]\n\n### More\n", [("h2", "Terms"), ("h3", "More")]),
        ("## Terms\n\n[TERMS]\n\nMore.\n", [("h2", "Terms"), ("p", "More.")]),
        ("Words.\n\n[TERMS]\n", [("p", "Words.")]),
        ("# Terms\n\n[TERMS]\n", [("h1", "Terms")]),
        ("## Terms\n\n[TERMS]\n\n[SELF-CHECK]\n", []),
    ],
)
def test_a_list_of_no_terms_is_left_out_with_the_heading_that_has_nothing_else(tmp_path, text, left):
    (tmp_path / "glossary.md").write_text("## Envoy\n\nX.\n", encoding="utf-8")
    page = convert(tmp_path, "a.md", text)
    assert [(part.tag, part.text) for part in page] == left


def test_a_glossary_without_terms_says_so(tmp_path):
    (tmp_path / "glossary.md").write_text("# Terms\n\n[LETTERS]\n", encoding="utf-8")
    for text in ("[LETTERS]", "[CARDS]"):
        page = convert(tmp_path, "glossary.md", text)
        assert page.text_content().strip() == "No term is defined yet."
        assert not page.xpath("//input | //button")


@pytest.mark.parametrize(("path", "stops"), [("glossary.md", {"-1"}), ("other.md", {None})])
def test_tab_passes_the_permalinks_of_a_glossary_and_leaves_those_of_other_pages(tmp_path, path, stops):
    (tmp_path / "glossary.md").write_text(GLOSSARY, "utf-8")
    page = convert(tmp_path, path, GLOSSARY, permalink=True)
    assert {link.get("tabindex") for link in page.xpath("//a[@class='headerlink']")} == stops
