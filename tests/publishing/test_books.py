"""Many PDFs at once."""

import io
import shutil
import zipfile
from pathlib import Path

import pytest
from rendered_page import rendered_page
from tide_lesson import glossary_page, lesson_page

from tracktwo.publishing.book.html_page import parse_page
from tracktwo.publishing.books import MIN_FOR_PROCESSES, BookBuilder
from tracktwo.publishing.pdf.style import Style

NOTO = Path("/usr/share/fonts/truetype/noto")
DOCS = Path(__file__).parent
GLOSSARY = [parse_page(glossary_page())]
LESSONS = [parse_page(lesson_page(number)) for number in range(MIN_FOR_PROCESSES)]


def test_processes_that_make_many_lessons_make_the_bytes_that_threads_make_of_few():
    many = list(BookBuilder(DOCS).lesson_pdfs(LESSONS, GLOSSARY))
    few = list(BookBuilder(DOCS).lesson_pdfs(LESSONS[:3], GLOSSARY))
    assert many[:3] == few
    assert len(set(many)) == MIN_FOR_PROCESSES


def test_what_is_wrong_in_one_of_many_lessons_is_told():
    broken = parse_page(rendered_page("Broken", "broken/", '<p><a href="gone.md">gone</a></p>', "broken.md"))
    builder = BookBuilder(DOCS)
    list(builder.lesson_pdfs([broken, *LESSONS], GLOSSARY))
    assert [(problem.file, problem.code) for problem in builder.problems] == [
        ("broken.md", "link-out-of-book")
    ]


SCRIPTS = [
    ("বাংলা ভাষা", "Bengali", "Noto Sans Bengali"),
    ("これはにほんごです。本", "Hiragana", "Noto Serif CJK JP"),
    ("外交是谈判", "Han", "Noto Serif CJK SC"),
    ("བོད་ཡིག", "Tibetan", "Noto Serif Tibetan"),
    ("ภาษาไทย", "Thai", "Noto Sans Thai"),
]


@pytest.mark.parametrize(("words", "script", "font"), SCRIPTS)
def test_a_book_in_a_script_that_no_font_has_is_one_problem_and_an_epub(words, script, font):
    pages = [
        parse_page(rendered_page(f"Page {it}", f"{it}/", f"<p>{words} and</p>", f"{it}.md")) for it in "ab"
    ]
    builder = BookBuilder(DOCS, title="Words")
    pdf, epub = builder.site_book(["pdf", "epub"], pages, [])
    assert not pdf
    assert words in zipfile.ZipFile(io.BytesIO(epub)).read("EPUB/chapter-1.xhtml").decode()
    assert list(builder.lesson_pdfs(pages, [])) == [b"", b""]
    (problem,) = builder.problems
    assert (problem.code, problem.severity) == ("missing-script", "warning")
    assert script in problem.message
    assert font in problem.remedy


def test_words_in_a_script_that_no_font_has_are_names_in_a_book():
    builder = BookBuilder(DOCS)
    page = rendered_page("Greetings", "l/", "<p>One may say নমস্কার to all who come to the talks.</p>", "l.md")
    (pdf,) = builder.site_book(["pdf"], [parse_page(page)], [])
    assert pdf
    assert [problem.code for problem in builder.problems] == ["missing-glyph"]


def test_the_fonts_of_a_site_are_read_once_however_many_lessons_it_has(tmp_path, monkeypatch, needs_fonts):
    needs_fonts(NOTO)
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    shutil.copy(next(NOTO.glob("*.ttf")), fonts)
    read = []
    whole = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read.append(path) or whole(path))
    builder = BookBuilder(DOCS, style=Style(fonts=fonts), cache=tmp_path / "cache")
    assert len(list(builder.lesson_pdfs(LESSONS[:4], GLOSSARY))) == 4
    assert len([path for path in read if path.parent == fonts]) == 1
