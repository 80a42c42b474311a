"""A book leads back to where its lessons are: in print, by links, and by a code that telephones read."""

import base64
import io
import zipfile

import pikepdf
import pytest
from rendered_page import rendered_page
from tide_lesson import lesson_page, tide_book, to_pdf

from tracktwo.model.recording import read_recording
from tracktwo.publishing.book.book import with_edition
from tracktwo.publishing.book.nodes import all_elements, plain_text
from tracktwo.publishing.epub.package import to_epub

SITE = "https://tides.example.org"
MOMENT = '<p><a class="time" href="#t754"><time>12:34</time></a> The tide turns.</p>'
META = {"objective": "Read the tide.", "author": "Ada Wren", "license": "CC BY 4.0", "video": "talk.webm"}
SEPTEMBER = 1_790_000_000


def facts(part):
    return {fact.label: plain_text(fact.body) for fact in part.facts}


def test_a_lesson_says_where_it_is_and_how_it_is_cited():
    page = rendered_page("Lesson", "lesson/", MOMENT, "lesson.md", META)
    assert facts(with_edition(tide_book(page, site_url=SITE), SEPTEMBER).tree) == {
        "Recording": f"{SITE}/talk.webm",
        "Licence": "CC BY 4.0",
        "On the web": f"{SITE}/lesson/",
        "To cite": f"Wren, A. (n.d.). Lesson [Video]. Harbour talks. {SITE}/lesson/",
        "Edition": "21 September 2026",
    }


def test_each_address_of_a_colophon_is_a_link():
    page = rendered_page("Lesson", "lesson/", MOMENT, "lesson.md", META)
    tree = tide_book(page, site_url=SITE).tree
    links = {it.get("href") for fact in tree.facts for it in all_elements(fact.body)} - {""}
    assert links == {
        f"{SITE}/talk.webm", "https://creativecommons.org/licenses/by/4.0/", f"{SITE}/lesson/"
    }  # fmt: skip


def test_several_lessons_lead_back_each_by_itself_and_the_book_to_the_site():
    tree = tide_book(lesson_page(1), lesson_page(2), site_url=SITE).tree
    parts = (tree, *tree.chapters)
    assert [facts(part)["On the web"] for part in parts] == [
        f"{SITE}/", f"{SITE}/lesson-1/", f"{SITE}/lesson-2/"
    ]  # fmt: skip
    assert [part.code[0].get("alt") for part in parts][:2] == [
        f"QR code that leads to {SITE}/", f"QR code that leads to {SITE}/lesson-1/"
    ]  # fmt: skip
    assert base64.b64decode(tree.code[0].get("data")).startswith(b"<svg")


def test_without_an_address_a_book_leads_to_recordings_alone():
    meta = {"video": "https://youtu.be/abcdefghijk", "objective": "O."}
    tree = tide_book(rendered_page("Lesson", "lesson/", MOMENT, "lesson.md", meta)).tree
    assert (facts(tree), tree.code) == ({"Recording": "https://youtu.be/abcdefghijk"}, ())
    (time,) = (it for it in all_elements(tree) if it.tag == "time")
    assert time.get("href") == "https://youtu.be/abcdefghijk?t=754"


def test_a_page_that_is_no_lesson_has_no_colophon_of_its_own():
    tree = tide_book(rendered_page("P", "p/", "<p>a</p>", "p.md"), lesson_page(1), site_url=SITE).tree
    assert (tree.chapters[0].facts, tree.chapters[0].code) == ((), ())


def test_an_edition_that_is_its_date_is_said_once():
    book = tide_book(lesson_page(1))
    assert with_edition(book, 0) is book
    assert with_edition(book, 1_773_500_000) is book, "14 March 2026"


@pytest.mark.parametrize(("changed", "says"), [(0, "2.1"), (SEPTEMBER, "2.1, 21 September 2026")])
def test_a_site_that_has_a_version_says_it_as_the_edition(changed, says):
    book = with_edition(tide_book(lesson_page(1)), changed, "2.1")
    assert book.tree.facts[-1].body == (says,)


@pytest.mark.parametrize(
    ("video", "moment"),
    [
        ("https://www.youtube.com/watch?v=abcdefghijk&t=9", "https://youtu.be/abcdefghijk?t=754"),
        ("https://vimeo.com/123/abc", "https://vimeo.com/123/abc#t=754s"),
        ("https://vimeo.com/123", "https://vimeo.com/123#t=754s"),
        ("talk.webm", ""),
    ],
)
def test_a_host_of_videos_begins_at_a_moment(video, moment):
    assert read_recording({"video": video}).moment(754) == moment


def test_print_and_epub_have_the_code_with_its_text_and_times_that_lead_to_moments():
    pages = [rendered_page(f"L{n}", f"l{n}/", MOMENT, f"l{n}.md", META) for n in range(2)]
    book = tide_book(*pages, site_url=SITE)
    with pikepdf.open(io.BytesIO(to_pdf(book))) as pdf:
        found = [it for it in pdf.objects if isinstance(it, pikepdf.Dictionary)]
        assert f"QR code that leads to {SITE}/l1/" in {str(it.Alt) for it in found if "/Alt" in it}
        annotations = [it for page in pdf.pages for it in page.get("/Annots", ())]
        assert f"{SITE}/l1/#t754" in {str(it.A.URI) for it in annotations if "/A" in it and "/URI" in it.A}
    chapter = zipfile.ZipFile(io.BytesIO(to_epub(book))).read("EPUB/chapter-2.xhtml").decode()
    assert f'alt="QR code that leads to {SITE}/l1/"' in chapter
    assert f'<a href="{SITE}/l1/#t754">12:34</a>' in chapter
