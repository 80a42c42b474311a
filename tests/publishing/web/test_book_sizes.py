"""How large books are, as people write it."""

import pytest

from tracktwo.publishing.web.book_sizes import BookSize, fill_book_sizes

PDF = '<a href="talk.pdf" download="">PDF<small data-book="pdf"></small></a>'
EPUB = '<a href="talk.epub" download="">EPUB<small data-book="epub"></small></a>'
LINK = f"{PDF} {EPUB}"


@pytest.mark.parametrize(
    ("length", "pages", "language", "written"),
    [
        (40, 1, "en", "1 page, 1 KB"),
        (999_400, 312, "en", "312 pages, 999 KB"),
        (999_600, 0, "en", "1 MB"),
        (4_400_000, 120, "fr", "120 pages, 4 Mo"),
        (4_400_000, 2, "ar", "صفحتان, 4 م.ب"),
    ],
)
def test_a_book_has_pages_and_kilobytes_or_megabytes(length, pages, language, written):
    assert BookSize(length, pages).written(language) == written


def test_pages_are_those_of_the_whole_tree():
    tree = b"<</Type/Pages/Count 2/Kids[]>> <</Type /Pages /Count 12>> <</Count 90/First 1 0 R>>"
    assert BookSize.of(tree) == (len(tree), 12)


def test_a_page_that_is_finished_again_says_it_once_and_nothing_of_what_is_not_ours():
    once = fill_book_sizes(LINK, {"pdf": BookSize(5000, 3)}, "en")
    assert once == LINK.replace('pdf">', 'pdf"> 3 pages, 5 KB')
    assert fill_book_sizes(once, {"epub": BookSize(5000, 0)}, "en") == LINK.replace('epub">', 'epub"> 5 KB')


def test_nothing_leads_to_a_book_that_could_not_be_made():
    assert fill_book_sizes(LINK, {"pdf": None, "epub": None}, "en").strip() == ""
    assert fill_book_sizes(LINK, {"pdf": None}, "en").strip() == EPUB
