"""A lesson becomes two Markdown files whose every byte a person could have written."""

import yaml

from tracktwo.reading.lesson import Lesson, Paragraph, TermEntry
from tracktwo.reading.markdown import front_matter, glossary_markdown, transcript_markdown

LESSON = Lesson(
    title='Tides: "why twice?"',
    author="Jo Smith",
    objective="To know why the sea comes and goes.",
    paragraphs=(Paragraph("Twice a day."), Paragraph("1. The moon.")),
    terms=(TermEntry("C#", "A language.", 1), TermEntry("Ebb", "- The fall.", 3)),
)


def test_transcript() -> None:
    assert transcript_markdown(LESSON) == (
        "---\n"
        "title: 'Tides: \"why twice?\"'\n"
        "author: Jo Smith\n"
        "objective: To know why the sea comes and goes.\n"
        "---\n\n"
        "Twice a day.\n\n"
        "1\\. The moon.\n\n"
        "## Terms in this lesson\n\n"
        "[TERMS]\n"
    )


def test_glossary() -> None:
    assert glossary_markdown(LESSON) == "# Glossary\n\n## C\\#\n\nA language.\n\n## Ebb\n\n\\- The fall.\n"


def test_what_the_page_did_not_say_is_left_out() -> None:
    lesson = Lesson("Tides", None, None, (Paragraph("Good day."),), ())
    assert transcript_markdown(lesson) == "---\ntitle: Tides\n---\n\nGood day.\n"
    assert glossary_markdown(lesson) == "# Glossary\n"


def test_front_matter_gives_back_any_title() -> None:
    for title in ("1986", "yes", "# 1", "a: b", "{x}", 'it\'s "so"', "long " * 60 + "é", "---", "a\u2028b"):
        written = front_matter(Lesson(title, None, None, (), ()))
        assert yaml.safe_load(written) == {"title": title}
        assert written.count("\n") == 1
