"""Many PDFs at once."""

from pathlib import Path

from rendered_page import rendered_page
from tide_lesson import glossary_page, lesson_page

from tracktwo.publishing.book.html_page import parse_page
from tracktwo.publishing.books import MIN_FOR_PROCESSES, BookBuilder

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
