"""EPUBs read back: what a reading system, a screen reader and a library find in them."""

import io
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from posixpath import dirname, join
from urllib.parse import unquote, urlsplit
from zipfile import ZIP_STORED, ZipFile

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image
from rendered_page import rendered_page
from tide_lesson import TERMS, glossary_page, lesson_page, tide_book

from tracktwo.publishing.book.nodes import element
from tracktwo.publishing.epub.images import EpubImages
from tracktwo.publishing.epub.package import to_epub
from tracktwo.publishing.epub.pages import write_files

CASES = yaml.safe_load((Path(__file__).parents[1] / "book/trees.yml").read_text("utf-8"))
HTML = "{http://www.w3.org/1999/xhtml}"
MATHML = "{http://www.w3.org/1998/Math/MathML}"
TYPE = "{http://www.idpf.org/2007/ops}type"
OPF = {"opf": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}
NOTES = """<p>One<sup><a class="footnote-ref" href="#fn:1">1</a></sup>,
two<sup><a class="footnote-ref" href="#fn:2">2</a></sup>,
one again<sup><a class="footnote-ref" href="#fn:1">1</a></sup>.</p><div class="footnote"><ol>
<li id="fn:1"><p>The first.</p><p>With a second paragraph.</p></li>
<li id="fn:2"><p>The other.</p></li></ol></div>"""
ADDRESSES = {
    "https://a.example/a b?c=ä": "https://a.example/a%20b?c=%C3%A4",
    "https://a.example/100%/a%20b/[x]#a#b": "https://a.example/100%25/a%20b/%5Bx%5D#a%23b",
    "https://bücher.example:8080": "https://xn--bcher-kva.example:8080",
    "http://ada@[::1]/": "http://ada@[::1]/",
    "mailto:ada lovelace@tides.example.org": "mailto:ada%20lovelace@tides.example.org",
    "tel:+12345": "tel:+12345",
}
NO_ADDRESSES = [
    *("https://../", "https://a..b/", "https://xn--/", f"https://{'a' * 70}.example/", "http://%20/"),
    *("http:///x", "http:a.example", "http://a:99999/", "http://a:80:80/", "http://a:x/", "mailto:"),
    *("http://a@b@c.example/", "http://ex*mple.org/"),
]
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
xmlns:e="http://editor.example.org/" e:zoom="2" viewBox="0 0 9 9" onload="alert(1)">
<script>alert(2)</script><e:view/>
<style>@import url(https://a.example/a.css);</style><circle id="c" r="4" fill="url(https://a.example/b)"/>
<use xlink:href="#c" x="1"/></svg>"""


@pytest.fixture(scope="module")
def docs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("docs")
    dot = Image.new("RGB", (4, 4), "teal")
    dot.save(folder / "dot.png")
    dot.save(folder / "a photograph.jpg", "WEBP")  # it is none
    (folder / "plan.svg").write_text(DRAWING, "utf-8")
    return folder


@pytest.fixture(scope="module")
def lesson():
    return Epub(to_epub(tide_book()))


@pytest.fixture(scope="module")
def four():
    pages = (lesson_page(number) for number in range(1, 5))
    return Epub(to_epub(tide_book(*pages, site_url="https://tides.example.org/")))


def all_cases(docs):
    """A book in which each case of the document tree is a chapter."""
    pages = [
        rendered_page(case["name"], f"case-{n}/", case["html"], f"case-{n}.md")
        for n, case in enumerate(CASES)
    ]
    pages.append(rendered_page("Other", "other/", '<p id="there">Here.</p>', "other.md"))
    return tide_book(*pages, docs_dir=docs)


def one_page(html, docs_dir=Path(__file__).parent, **settings):
    page = rendered_page("Lesson", "lesson/", html, "lesson.md", {})
    return Epub(to_epub(tide_book(page, docs_dir=docs_dir, **settings)))


class Epub:
    """An EPUB's files, read back."""

    def __init__(self, content):
        self.archive = ZipFile(io.BytesIO(content))
        self.names = self.archive.namelist()
        self.package = etree.fromstring(self.archive.read("EPUB/package.opf"))
        self.pages = {
            name: etree.fromstring(self.archive.read(name)) for name in self.names if name.endswith(".xhtml")
        }

    def page(self, name):
        return self.pages[f"EPUB/{name}.xhtml"]

    def said(self, path):
        return [element.text for element in self.package.iterfind(f".//{path}", OPF)]

    def meta(self, name):
        return self.said(f'opf:meta[@property="{name}"]')

    def at(self, href, page):
        """The element that a link on a page leads to."""
        path, _, fragment = href.partition("#")
        root = self.pages[join("EPUB", path) if path else page]
        (found,) = root.iterfind(f".//*[@id='{fragment}']") if fragment else [root]
        return found


def of_type(root, kind):
    return [element for element in root.iter() if kind in (element.get(TYPE) or "").split()]


def text(element):
    return " ".join("".join(element.itertext()).split())


def words_of(part):
    """The words of a part of the tree but for those of footnotes, and the words of footnotes."""
    said, notes = [], []

    def read(node, into):
        if isinstance(node, str):
            into.append(node)
        elif node.tag == "math":
            into.append(text(etree.fromstring(node.get("mathml"))))
        else:
            into.append(node.get("title"))
            for child in node.children:
                read(child, notes if node.tag == "footnote" else into)

    for node in part:
        read(node, said)
    return letters("".join(said)), letters("".join(notes))


def letters(text):
    return re.sub(r"\s", "", text)


def test_what_it_is_stands_first_and_uncompressed(lesson):
    first = lesson.archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
    assert lesson.archive.read("mimetype") == b"application/epub+zip"


def test_it_is_read_from_the_title_page_over_the_contents_to_the_glossary(lesson, four):
    def order(epub):
        return [
            item.get("idref").removesuffix(".xhtml") for item in epub.package.iterfind(".//opf:itemref", OPF)
        ]

    assert order(lesson) == ["title", "nav", "chapter-1", "glossary"]
    assert order(four) == ["title", "nav", *(f"chapter-{n}" for n in range(1, 5)), "glossary"]


def test_its_manifest_names_each_of_its_files_once(four):
    listed = [join("EPUB", item.get("href")) for item in four.package.iterfind(".//opf:item", OPF)]
    assert sorted([*listed, "mimetype", "META-INF/container.xml", "EPUB/package.opf"]) == sorted(four.names)


def test_libraries_learn_from_the_front_matter_what_it_is(lesson):
    assert lesson.said("dc:title") == ["Reading the tide"]
    assert lesson.said("dc:creator") == ["Ada Wren"]
    assert lesson.said("dc:language") == ["en"]
    assert lesson.said("dc:date") == ["2026-03-14"]
    assert lesson.said("dc:rights") == ["CC BY 4.0"]
    assert lesson.said("dc:subject") == list(TERMS)
    assert lesson.said("dc:description")[0].startswith("Say when the sea")
    assert lesson.said("dc:source")[0].startswith("Harbour talks, Ada Wren")
    assert lesson.meta("dcterms:modified") == ["2026-03-14T00:00:00Z"]


def test_it_says_how_it_can_be_read(lesson):
    assert lesson.meta("schema:accessMode") == ["textual"]
    assert lesson.meta("schema:accessModeSufficient") == ["textual"]
    assert {"tableOfContents", "structuralNavigation", "index"} <= set(
        lesson.meta("schema:accessibilityFeature")
    )
    assert lesson.meta("schema:accessibilityHazard") == ["none"]
    assert len(lesson.meta("schema:accessibilitySummary")) == 1


def test_pictures_add_what_it_takes_to_read_it(docs):
    epub = one_page('<p><img src="../dot.png" alt="A dot"></p>', docs)
    assert epub.meta("schema:accessMode") == ["textual", "visual"]
    assert epub.meta("schema:accessModeSufficient") == ["textual"]
    assert "alternativeText" in epub.meta("schema:accessibilityFeature")


def test_the_title_page_says_whose_lesson_it_is(lesson):
    said = text(lesson.page("title"))
    for words in (
        "Reading the tide",
        "Ada Wren",
        "Say when the sea",
        "Harbour talks",
        "CC BY 4.0",
        "14 March 2026",
    ):
        assert words in said


def test_the_contents_name_chapters_and_their_sections(four):
    (contents,) = of_type(four.page("nav"), "toc")
    chapters = contents.findall(f"./{HTML}ol/{HTML}li/{HTML}a")
    assert [text(link) for link in chapters] == [
        *(f"Reading the tide, part {n}" for n in range(1, 5)),
        "Glossary",
    ]
    sections = contents.findall(f"./{HTML}ol/{HTML}li[1]/{HTML}ol/{HTML}li/{HTML}a")
    assert [text(link) for link in sections][:2] == [
        "Two bulges and a turning world",
        "When sun and moon agree",
    ]
    (landmarks,) = of_type(four.page("nav"), "landmarks")
    assert [link.get(TYPE) for link in landmarks.iter(f"{HTML}a")] == ["titlepage", "bodymatter", "glossary"]


def test_each_file_has_one_title_and_headings_without_gaps(docs, four):
    for page in [*four.pages.values(), *Epub(to_epub(all_cases(docs))).pages.values()]:
        levels = [int(e.tag[-1]) for e in page.iter() if re.fullmatch("h[1-6]", etree.QName(e).localname)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_terms_lead_to_their_definitions(lesson):
    links = of_type(lesson.page("chapter-1"), "glossref")
    assert text(links[0]) == "tide"
    assert {lesson.at(link.get("href"), "").tag for link in links} == {f"{HTML}dfn"}
    (glossary,) = of_type(lesson.page("glossary"), "glossary")
    assert [text(term) for term in glossary.iter(f"{HTML}dfn")] == list(TERMS)
    assert [child.tag.removeprefix(HTML) for child in glossary.find(f"{HTML}dl")] == ["dt", "dd"] * len(TERMS)


def test_definitions_lead_back_to_the_sections_that_use_the_term(lesson):
    used = lesson.page("glossary").findall(f".//{HTML}p[@class='used-in']")
    assert text(used[3]) == "Used in: Reading the tide; Two bulges and a turning world; A book of hours"
    places = [lesson.at(link.get("href"), "") for link in used[3].iter(f"{HTML}a")]
    assert [text(place.getparent()).startswith("tide") for place in places] == [True] * 3


def test_in_a_book_definitions_lead_back_chapter_by_chapter(four):
    used = four.page("glossary").findall(f".//{HTML}div[@class='used-in']")[3]
    lines = [text(line) for line in used.iter(f"{HTML}li")]
    assert len(lines) == 4
    assert lines[1] == "Reading the tide, part 2: Two bulges and a turning world; A book of hours"


def test_footnotes_open_where_one_reads_and_lead_back():
    epub = one_page(NOTES)
    chapter, name = epub.page("chapter-1"), "EPUB/chapter-1.xhtml"
    marks = of_type(chapter, "noteref")
    notes = [epub.at(mark.get("href"), name) for mark in marks]
    assert [text(mark) for mark in marks] == ["1", "2", "1"]
    assert [text(note) for note in notes[:2]] == ["1 The first.With a second paragraph.", "2 The other."]
    assert notes[2] is notes[0]
    assert {note.tag for note in notes} == {f"{HTML}aside"}
    for mark, note in zip(marks[:2], notes, strict=False):
        back = next(link for link in note.iter(f"{HTML}a") if link.get("role") == "doc-backlink")
        assert epub.at(back.get("href"), name) is mark.getparent()


def test_every_link_within_the_book_leads_somewhere_and_no_id_is_there_twice(docs, four, lesson):
    for epub in (four, lesson, Epub(to_epub(all_cases(docs)))):
        for name, page in epub.pages.items():
            ids = [element.get("id") for element in page.iter() if element.get("id")]
            assert len(ids) == len(set(ids))
            for link in page.iter(f"{HTML}a"):
                address = urlsplit(link.get("href"))
                assert address.scheme or epub.at(link.get("href"), name) is not None
            for picture in page.iter(f"{HTML}img"):
                assert join(dirname(name), unquote(picture.get("src"))) in epub.names


def test_each_chapter_has_the_text_of_the_tree(docs):
    book = all_cases(docs)
    epub = Epub(to_epub(book))
    assert len(book.tree.chapters) > 1
    for number, chapter in enumerate(book.tree.chapters, 1):
        root = epub.page(f"chapter-{number}").find(f"{HTML}body/{HTML}section")
        root.remove(root.find(f"{HTML}header"))
        notes = root.findall(f"{HTML}aside")
        for back in [link for link in root.iter(f"{HTML}a") if link.get("role") == "doc-backlink"]:
            back.text = ""
        for mark in of_type(root, "noteref"):
            mark.text = ""
        noted = letters("".join(map(text, notes)))
        for note in notes:
            root.remove(note)
        assert (letters(text(root)), noted) == words_of(chapter.body), chapter.title


@pytest.mark.parametrize(
    ("file", "kind"),
    [("dot.png", "image/png"), ("a photograph.jpg", "image/webp"), ("plan.svg", "image/svg+xml")],
)
def test_images_come_along_as_what_they_are(file, kind, docs):
    epub = one_page(f'<p><img src="../{file}" alt="Seen"></p><p><img src="../{file}" alt="Again"></p>', docs)
    (item,) = epub.package.iterfind(f'.//opf:item[@media-type="{kind}"]', OPF)
    content = epub.archive.read(join("EPUB", item.get("href")))
    assert kind == "image/svg+xml" or content == (docs / file).read_bytes()
    assert [image.get("alt") for image in epub.page("chapter-1").iter(f"{HTML}img")] == ["Seen", "Again"]


def test_a_drawing_keeps_its_shapes_and_nothing_that_acts_or_fetches(docs):
    epub = one_page('<p><img src="../plan.svg" alt="Plan"></p>', docs)
    (name,) = (name for name in epub.names if name.endswith(".svg"))
    drawing = epub.archive.read(name).decode()
    assert "<circle" in drawing
    assert 'xlink:href="#c"' in drawing
    for gone in ("script", "alert", "a.example", "zoom", "view/"):
        assert gone not in drawing


def test_a_cover_is_what_libraries_show_and_the_first_page(docs):
    epub = Epub(to_epub(tide_book(docs_dir=docs), cover="dot.png"))
    (item,) = epub.package.iterfind('.//opf:item[@properties="cover-image"]', OPF)
    assert epub.archive.read(join("EPUB", item.get("href"))) == (docs / "dot.png").read_bytes()
    assert epub.package.find(".//opf:itemref", OPF).get("idref") == "cover.xhtml"
    assert epub.page("cover").find(f".//{HTML}img").get("alt") == "Reading the tide"


def test_a_drawing_in_the_page_is_read_out_by_its_title_or_not_at_all():
    drawing = '<svg viewBox="0 0 9 9"{}><script>alert(1)</script><path id="p" d="M0 0h9v9z"/></svg>'
    epub = one_page(f"<p>Named {drawing.format(' aria-label=Square')}, not {drawing.format('')}.</p>")
    named, unnamed = epub.page("chapter-1").iter("{http://www.w3.org/2000/svg}svg")
    assert (named.get("role"), named.get("aria-label")) == ("img", "Square")
    assert unnamed.get("aria-hidden") == "true"
    assert [etree.QName(shape).localname for shape in unnamed] == ["path"]
    assert epub.package.find('.//opf:item[@href="chapter-1.xhtml"]', OPF).get("properties") == "svg"


def test_a_drawing_in_the_page_has_links_within_it_and_none_into_the_page_around_it():
    links = '<a xlink:href="#p"><path id="p" d="M0 0h9v9z"/></a><a xlink:href="#part"><path d="M0 0h9"/></a>'
    svg = f'<svg xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{links}</svg>'
    epub = one_page(f'<h2 id="part">Part</h2><p>Drawn {svg}</p>')
    inner, outer = epub.page("chapter-1").iter("{http://www.w3.org/2000/svg}a")
    assert inner.values()[0].endswith("-p")
    assert outer.values() == []


@pytest.mark.parametrize("content", [b"no image", b"<svg", b"<html/>", b""])
def test_a_file_that_is_no_image_is_its_alternative_text_and_a_warning(content, tmp_path):
    (tmp_path / "broken.png").write_bytes(content)
    page = rendered_page("L", "l/", '<p><img src="../broken.png" alt="A harbour"></p>', "l.md")
    book = tide_book(page, docs_dir=tmp_path)
    assert [problem.code for problem in book.problems] == ["unusable-image"]
    assert "A harbour" in text(Epub(to_epub(book)).page("chapter-1"))


def test_addresses_are_written_as_an_epub_may_hold_them_and_what_is_none_is_no_link():
    page = one_page("".join(f'<p><a href="{href}">Words</a></p>' for href in [*ADDRESSES, *NO_ADDRESSES]))
    links = page.page("chapter-1").findall(f".//{HTML}section/{HTML}p/{HTML}a")
    assert [link.get("href") for link in links] == list(ADDRESSES.values())


def test_a_link_in_a_link_is_text():
    page = one_page('<p><a href="https://a.example">a <map><a href="https://b.example">b</a></map></a></p>')
    assert not page.page("chapter-1").findall(f".//{HTML}a//{HTML}a")


def test_formulas_are_mathml_with_their_source_as_alternative():
    epub = one_page(
        '<h2>On <span class="arithmatex">\\(x^2\\)</span></h2>'
        '<div class="arithmatex">\\[\\frac{1}{x}\\]</div>'
    )
    formulas = list(epub.page("chapter-1").iter(f"{MATHML}math"))
    assert [formula.get("alttext") for formula in formulas] == ["x^2", "\\frac{1}{x}"]
    assert formulas[1].find(f".//{MATHML}mfrac") is not None
    assert epub.package.find('.//opf:item[@href="chapter-1.xhtml"]', OPF).get("properties") == "mathml"
    assert "MathML" in epub.meta("schema:accessibilityFeature")


@settings(deadline=None)
@given(st.text(), st.text())
def test_whatever_a_page_says_is_text(said, name):
    book = tide_book()
    chapter = replace(book.tree.chapters[0], title=name, body=(element("p", [said]),))
    files = write_files(replace(book.tree, chapters=(chapter,)), EpubImages(book.docs_dir))
    roots = [etree.fromstring(file.xhtml.encode()) for file in files]
    kept = re.sub("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", said).replace("\r\n", "\n")
    assert "".join(roots[2].find(f".//{HTML}p").itertext()) == kept.replace("\r", "\n")


def test_the_same_book_gives_the_same_bytes(docs):
    assert to_epub(all_cases(docs)) == to_epub(all_cases(docs))


def test_it_is_dated_by_source_date_epoch_or_else_by_what_changed_last(monkeypatch):
    changed = Epub(to_epub(tide_book(), changed=1_700_000_000))
    assert changed.meta("dcterms:modified") == ["2023-11-14T22:13:20Z"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    epub = Epub(to_epub(tide_book(), changed=1_700_000_000))
    assert epub.meta("dcterms:modified") == ["2020-09-13T12:26:40Z"]
    assert {entry.date_time for entry in epub.archive.infolist()} == {(2020, 9, 13, 12, 26, 40)}


def test_an_edition_has_the_identifier_of_the_one_before():
    def identifier(*pages, **settings):
        return Epub(to_epub(tide_book(*pages), **settings)).said("dc:identifier")

    first = identifier(site_url="https://a.example/")
    assert first == identifier(lesson_page(text="Revised."), site_url="https://a.example/")
    assert first != identifier(site_url="https://b.example/")


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("pt-BR", None)])
def test_it_is_in_the_language_of_the_site_and_turns_its_pages_that_way(language, direction):
    epub = one_page("<p>a</p>", language=language)
    assert epub.said("dc:language") == [language]
    assert epub.package.find("opf:spine", OPF).get("page-progression-direction") == direction
    for page in epub.pages.values():
        assert (page.get("lang"), page.get("dir")) == (language, direction)


def test_words_in_another_language_say_so():
    page = one_page('<p><span lang="he">שלום</span></p><div lang="de"><p>Hallo</p></div>').page("chapter-1")
    (hebrew,) = page.iterfind(f".//{HTML}span[@lang='he']")
    assert (text(hebrew), hebrew.get("dir")) == ("שלום", "rtl")
    (german,) = page.iterfind(f".//{HTML}div[@lang='de']")
    assert (text(german), german.get("dir")) == ("Hallo", None)


def test_a_glossary_of_several_pages_is_one_and_a_book_without_one_is_whole():
    other = rendered_page("More", "more/", '<h2 id="tide">Tide</h2><p>Another.</p>', "more.md")
    epub = Epub(to_epub(tide_book(glossary=(glossary_page(), other))))
    assert [term.get("id") for term in epub.page("glossary").iter(f"{HTML}dfn")][-1] == "tide_1"
    epub = Epub(to_epub(tide_book(glossary=())))
    assert "EPUB/glossary.xhtml" not in epub.names
    assert not of_type(epub.page("chapter-1"), "glossref")


def test_sections_of_the_navigation_are_parts_of_the_contents():
    parts = ((), ("Low water",), ("Low water",), ("High water",))
    html = "<h2>Section</h2><p>a</p>"
    pages = [rendered_page(f"L{n}", f"{n}/", html, f"{n}.md", None, *part) for n, part in enumerate(parts)]
    epub = Epub(to_epub(tide_book(*pages, glossary=())))
    (contents,) = of_type(epub.page("nav"), "toc")
    links = contents.iter(f"{HTML}a")
    assert [(sum(1 for _ in link.iterancestors(f"{HTML}ol")), link.text) for link in links] == [
        (1, "L0"), (2, "Section"), (1, "Low water"), (2, "L1"), (3, "Section"), (2, "L2"), (3, "Section"),
        (1, "High water"), (2, "L3"), (3, "Section"),
    ]  # fmt: skip
