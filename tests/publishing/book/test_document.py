"""Page HTML to the document tree: cases as data in trees.yml, and what a table cannot say."""

import datetime
import json
from pathlib import Path

import pytest
import yaml
from lxml.html import tostring
from PIL import Image
from rendered_page import rendered_page
from tide_lesson import glossary_page, lesson_page, messages, tide_book, to_pdf

from tracktwo.publishing.book.book import lesson_books, make_book
from tracktwo.publishing.book.colophon import Colophon
from tracktwo.publishing.book.html_page import parse_page
from tracktwo.publishing.book.nodes import all_elements, as_json
from tracktwo.publishing.web.transcript import transcript_of
from tracktwo.wording import words, written_date

CASES = yaml.safe_load(Path(__file__).with_name("trees.yml").read_text("utf-8"))
MOMENT = datetime.datetime(2026, 1, 2, 3, 4, tzinfo=datetime.UTC)
WRITTEN = "2 January 2026"
OTHER = rendered_page("Other", "other/", '<p id="there">Here.</p>', "other.md")


@pytest.fixture
def docs(tmp_path):
    folder = tmp_path / "docs"
    folder.mkdir()
    Image.new("RGB", (4, 4), "teal").save(folder / "dot.png")
    return folder


def read(html, docs, site_url=None):
    """The body of a lesson that is `html`, beside OTHER and the glossary, and the warnings."""
    book = tide_book(
        rendered_page("Lesson", "lesson/", html, "lesson.md"), OTHER, site_url=site_url, docs_dir=docs
    )
    return plain(book.tree.chapters[0].body), messages(book)


def plain(part):
    """A part of the tree as JSON has it, without what holds nothing."""
    made = json.loads(json.dumps(part, default=as_json))
    return without_nothing(made)


def without_nothing(part):
    if isinstance(part, list):
        return [without_nothing(inner) for inner in part]
    if not isinstance(part, dict):
        return part
    return {name: without_nothing(value) for name, value in part.items() if value not in ("", [])}


def lower_levels(nodes, by):
    return [
        {**node, "level": str(int(node["level"]) + by)} if node["is"] == "heading" else node for node in nodes
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_page_becomes_this_tree(case, docs):
    body, warnings = read(case["html"], docs, case.get("site_url"))
    assert body == lower_levels(case["body"], by=1)
    assert warnings == case.get("warnings", [])


@pytest.mark.parametrize(
    "source",
    [
        *("../../etc/passwd", "../../../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd"),
        *("%2e%2e/%2e%2e/etc/passwd", "..%2F..%2Fsecret.png", "../link.png", "../folder/secret.png"),
        *("https://a.example/dot.png", "data:image/png;base64,AA", "../gone.png", "../notes.txt"),
        *("a%00b.png", "x" * 5000, ""),
    ],
)
def test_an_image_from_elsewhere_is_a_warning_and_its_alternative_text(source, docs):
    secret = docs.parent / "secret.png"
    secret.write_bytes((docs / "dot.png").read_bytes())
    (docs / "notes.txt").write_text("no image", "utf-8")
    (docs / "link.png").symlink_to(secret)
    (docs / "folder").symlink_to(docs.parent, target_is_directory=True)
    body, warnings = read(f'<p><img src="{source}" alt="Words"></p>', docs)
    assert body == [{"is": "p", "body": ["Words"]}]
    assert len(warnings) == 1
    assert warnings[0].startswith(f"lesson.md: image {source[:200]}")


def test_a_link_within_docs_to_an_image_within_docs_is_followed(docs):
    (docs / "same.png").symlink_to(docs / "dot.png")
    body, warnings = read('<p><img src="../same.png" alt="Words"></p>', docs)
    assert body[0]["body"] == [{"is": "img", "file": "dot.png", "alt": "Words"}]
    assert not warnings


def test_one_lesson_is_the_book_and_its_front_matter_the_title_page():
    tree = tide_book().tree
    assert (tree.title, tree.author) == ("Reading the tide", "Ada Wren")
    assert tree.objective.startswith("Say when")
    assert [fact.label for fact in tree.facts] == ["Source", "Licence", "Date"]
    assert tree.facts[2].body == ("14 March 2026",)
    assert tree.date == "2026-03-14"
    assert tree.keywords == ("Neap tide", "Slack water", "Spring tide", "Tide", "Tide table")


def test_several_lessons_share_a_cover():
    tree = tide_book(lesson_page(1), lesson_page(2)).tree
    assert (tree.title, tree.author, tree.date) == ("Harbour talks", "Ada Wren", "2026-03-14")
    assert [fact.label for fact in tree.facts] == ["Licence", "Date"]
    assert [chapter.title for chapter in tree.chapters] == [
        "Reading the tide, part 1",
        "Reading the tide, part 2",
    ]


@pytest.mark.parametrize(
    ("meta", "facts"),
    [
        ({}, {}),
        ({"source": "A talk"}, {"Source": ["A talk"]}),
        ({"source": {"title": "A talk"}, "date": "2026-01-02"}, {"Source": ["A talk"], "Date": [WRITTEN]}),
        ({"license": 4, "source": None, "date": MOMENT}, {"Licence": ["4"], "Date": [WRITTEN]}),
    ],
)
def test_front_matter_comes_in_any_shape(meta, facts):
    page = rendered_page("Lesson", "lesson/", "<p>a</p>", "lesson.md", meta)
    tree = tide_book(page).tree
    assert {fact.label: list(fact.body) for fact in tree.facts} == facts


@pytest.mark.parametrize(
    ("language", "code", "region"), [("en", "en", ""), ("pt-BR", "pt", "BR"), ("zh_Hans_CN", "zh", "CN")]
)
def test_a_language_tag_is_split_into_language_and_region(language, code, region):
    tree = tide_book(language=language).tree
    assert (tree.language, tree.region) == (code, region)


def test_only_marked_headings_of_the_glossary_are_entries():
    html = """<h1>Terms</h1><p>Hello.</p><h2 id="t">T</h2><h3 id="tide">Tide</h3><p>Water.</p>
        <div class='used-in' data-entry='tide'></div><h2 id="z">Z</h2><p>None yet.</p>"""
    glossary = tide_book(glossary=[rendered_page("Terms", "glossary/", html, "glossary.md")]).tree.glossary
    assert glossary.title == "Terms"
    assert [node.tag for node in glossary.body] == ["anchor", "p", "heading", "entry", "heading", "p"]
    assert glossary.body[3].get("anchor") == "glossary/#tide"
    assert [node.get("level") for node in glossary.body if node.get("level")] == ["2", "3", "2"]


def test_links_within_the_glossary_are_no_uses():
    glossary = json.dumps(tide_book().tree.glossary, default=as_json)
    assert '"is": "term"' in glossary
    assert '"is": "use"' not in glossary


def test_a_tree_is_json_and_holds_no_place_of_this_machine(tmp_path):
    text = json.dumps(tide_book(docs_dir=tmp_path).tree, default=as_json)
    assert str(tmp_path) not in text


def test_elements_nested_beyond_reason_keep_their_text(docs):
    body, warnings = read("<blockquote>" * 60 + "deep" + "</blockquote>" * 60, docs)
    assert "deep" in json.dumps(body)
    assert warnings == ["lesson.md: <blockquote> stands 10 elements deep: it is read as its bare text"]


def test_blocks_that_only_group_nest_nothing(docs):
    body, warnings = read("<div><p>" * 20 + "<b>deep</b>" + "</div>" * 20, docs)
    assert (body, warnings) == ([{"is": "p", "body": [{"is": "strong", "body": ["deep"]}]}], [])


def test_a_book_speaks_the_language_of_its_site():
    date = datetime.date(2026, 3, 1)
    assert {code: written_date(date, code) for code in ("en", "de-AT", "fr", "es", "ja", "xx")} == {
        "en": "1 March 2026", "de-AT": "1. März 2026", "fr": "1 mars 2026", "es": "1 de marzo de 2026",
        "ja": "2026年3月1日", "xx": "2026-03-01",
    }  # fmt: skip
    assert words("pt-BR", "book")["glossary"] == "Glossário"
    assert words("xx", "book")["contents"] == "Contents"


def test_a_lessons_own_book_has_the_notes_of_the_entries_that_it_has(docs):
    note = '<div class="footnote"><ol><li id="fn:1"><p>The note.</p></li></ol></div>'
    mark = '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>'
    entries = "".join(
        f'<h2 id="{name}">{name}</h2><p>About {name}{mark}, <a href="https://example.org">or so</a>.</p>'
        for name in ("ebb", "flood")
    )
    glossary = parse_page(rendered_page("Glossary", "glossary/", entries + note, "glossary.md"))
    lesson = parse_page(
        rendered_page("L", "l/", '<p><a class="term" href="../glossary/#flood">flood</a></p>', "l.md")
    )
    (book,) = lesson_books([lesson], [glossary], Colophon("T", None, "en"), docs)
    (entry,) = (node for node in book.tree.glossary.body if node.tag == "entry")
    note, address = (node for node in all_elements(entry) if node.tag == "footnote")
    assert note.children == ("The note.",)
    assert not address.get("name")
    assert to_pdf(book)


def test_a_page_that_holds_nothing_is_no_chapter_unless_it_is_all_that_there_is(docs):
    empty = rendered_page("Lesson", "lesson/", "<!DOCTYPE html>", "lesson.md")
    titles = [
        [chapter.title for chapter in tide_book(*pages, docs_dir=docs).tree.chapters]
        for pages in ((empty, OTHER), (empty,))
    ]
    assert titles == [[OTHER.title], ["Lesson"]]


@pytest.mark.parametrize(
    ("html", "code", "severity"),
    [
        ('<p><a href="../contributing/">a</a></p>', "link-out-of-book", "notice"),
        ('<p><a href="javascript:x()">a</a></p>', "invalid-link", "warning"),
        ('<p><a href="https://[a">a</a></p>', "invalid-link", "warning"),
        ('<p><a href="#none">a</a></p>', "missing-anchor", "warning"),
        ('<p><img src="../none.png" alt="a"></p>', "missing-image", "warning"),
        ('<p><img src="https://a.example/a.png" alt="a"></p>', "foreign-image", "warning"),
        ('<p><img src="../notes.txt" alt="a"></p>', "unusable-image", "warning"),
        ('<p><svg><image href="a.png"/></svg></p>', "unusable-image", "warning"),
        ('<p><img src="../dot.png"></p>', "undescribed-image", "warning"),
        ('<p><span class="arithmatex">\\(\\nothing\\)</span></p>', "unreadable-formula", "warning"),
        ('<div class="footnote"><ol><li id="fn:1">a</ol></div>', "uncited-footnote", "warning"),
        ("<h2></h2>", "empty-heading", "warning"),
        ("<p><blink>a</blink></p>", "unknown-element", "warning"),
        ("<blockquote>" * 11, "nested-too-deep", "warning"),
        ("<p><input></p>", "omitted-field", "warning"),
    ],
)
def test_what_a_book_cannot_show_is_a_problem_of_its_own_kind(html, code, severity, docs):
    (docs / "notes.txt").write_text("no image", "utf-8")
    (problem,) = tide_book(rendered_page("Lesson", "lesson/", html, "lesson.md"), docs_dir=docs).problems
    assert (problem.file, problem.code, problem.severity) == ("lesson.md", code, severity)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_page_that_is_read_stays_as_it_was_parsed(case, docs):
    lesson = parse_page(rendered_page("Lesson", "lesson/", case["html"], "lesson.md", {"video": "a.webm"}))
    glossary = [parse_page(glossary_page())]
    before = tostring(lesson.root), tostring(glossary[0].root)
    colophon = Colophon("T", case.get("site_url"), "en")
    books = [make_book([lesson], glossary, colophon, docs) for _ in range(2)]
    list(lesson_books([lesson], glossary, colophon, docs))
    transcript_of("Lesson", lesson.root)
    assert (tostring(lesson.root), tostring(glossary[0].root)) == before
    assert books[0] == books[1]


def test_a_drawing_in_a_page_has_the_names_that_svg_has(docs):
    svg = (
        '<svg viewBox="0 0 9 9"><linearGradient id="viewbox" gradientUnits="userSpaceOnUse"></linearGradient>'
        "<title>stddeviation</title></svg>"
    )
    ((paragraph,), _) = read(f"<p>a {svg} b</p>", docs)
    icon = paragraph["body"][1]
    for written in (
        'viewBox="0 0 9 9"',
        '<linearGradient id="viewbox" gradientUnits="userSpaceOnUse"/>',
        ">stddeviation<",
    ):
        assert written in icon["source"]
    assert paragraph["body"][2] == " b"
