"""The sections of the navigation are levels of the book, in the PDF's outline as in the EPUB's contents."""

import io
from zipfile import ZipFile

import pypdf
import pytest
from lxml import etree
from rendered_page import rendered_page
from tide_lesson import tide_book, to_pdf

from tracktwo.publishing.epub.package import to_epub

XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.mark.parametrize(
    ("pages", "headings"),
    [
        ([("One", ("Guide", "Start")), ("Two", ("Guide", "Start")), ("Three", ("Guide", "Next"))],
         [(1, "Guide"), (2, "Start"), (3, "One"), (3, "Two"), (2, "Next"), (3, "Three")]),
        ([("Guide", ("Guide",)), ("One", ("Guide",)), ("End", ())], [(1, "Guide"), (2, "One"), (1, "End")]),
        ([("Leads elsewhere", ("Guide",)), ("One", ("Guide",)), ("Two", ())],
         [(1, "Guide"), (2, "One"), (1, "Two")]),
        ([("One", ("A", "B", "C", "D"))] * 2,
         [(1, "A"), (2, "B"), (3, "C"), (4, "D"), (5, "One"), (5, "One")]),
    ],
)  # fmt: skip
def test_all_levels_of_the_navigation_are_levels_of_the_book(pages, headings):
    book = tide_book(
        *(rendered_page(title, f"{n}/", "<p>a</p>" * (title != "Leads elsewhere"), f"{n}.md", None, *sections)
          for n, (title, sections) in enumerate(pages)),
        glossary=(),
    )  # fmt: skip

    def flat(entries, depth=1):
        for entry in entries:
            yield from flat(entry, depth + 1) if isinstance(entry, list) else [(depth, entry.title)]

    assert list(flat(pypdf.PdfReader(io.BytesIO(to_pdf(book))).outline)) == headings
    contents = etree.fromstring(ZipFile(io.BytesIO(to_epub(book))).read("EPUB/nav.xhtml")).find(
        f".//{XHTML}nav"
    )
    links = [(link.text, list(link.iterancestors(f"{XHTML}ol"))) for link in contents.iter(f"{XHTML}a")]
    assert [(len(lists), text) for text, lists in links] == headings
