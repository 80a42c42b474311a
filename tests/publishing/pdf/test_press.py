"""Many PDFs at once."""

from pathlib import Path

from tide_lesson import Page, glossary_page, lesson_page

from tracktwo.publishing.books import MANY, Press

DOCS = Path(__file__).parent


def test_processes_that_make_many_lessons_make_the_bytes_that_threads_make_of_few():
    glossary = [glossary_page()]
    lessons = [lesson_page(number) for number in range(MANY)]
    many = list(Press(DOCS).lessons(lessons, glossary))
    few = list(Press(DOCS).lessons(lessons[:3], glossary))
    assert many[:3] == few
    assert len(set(many)) == MANY


def test_what_is_wanting_in_one_of_many_lessons_is_told():
    broken = Page("Broken", "broken/", '<p><a href="gone.md">gone</a></p>', "broken.md")
    press = Press(DOCS)
    list(press.lessons([broken, *(lesson_page(number) for number in range(MANY))], [glossary_page()]))
    assert [warning.partition(":")[0] for warning in press.warnings] == ["broken.md"]
