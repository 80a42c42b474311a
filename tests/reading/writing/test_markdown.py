"""A lesson becomes two Markdown files whose every byte a person could have written."""

import yaml

from tracktwo.reading.text.lesson import Lesson, Paragraph, Run, Section, TermEntry
from tracktwo.reading.writing.markdown import front_matter, glossary_markdown, transcript_markdown

LESSON = Lesson(
    title='Tides: "why twice?"',
    author="Jo Smith",
    objective="To know why the sea comes and goes.",
    sections=(Section((Paragraph.plain("Twice a day."), Paragraph.plain("1. The moon."))),),
    terms=(TermEntry("C#", "A language.", 1), TermEntry("Ebb", "- The fall.", 3)),
)


LIST = "\n## Terms in this lesson\n\n[TERMS]\n"


def test_a_lesson_becomes_a_page_with_front_matter() -> None:
    assert transcript_markdown(LESSON) == (
        "---\n"
        "title: 'Tides: \"why twice?\"'\n"
        "author: Jo Smith\n"
        "objective: To know why the sea comes and goes.\n"
        "---\n\n"
        "Twice a day.\n\n"
        "1\\. The moon.\n" + LIST
    )


def test_times_speakers_emphasis_and_headings() -> None:
    runs = (Run("When "), Run("two countries ", "i"), Run("stop", "b"), Run(", * they"))
    said = (
        Paragraph(runs, 754_900, "Jo [host]"),
        Paragraph.plain("# 1", 3_723_000),
        Paragraph.plain("# 1", speaker="B"),
    )
    lesson = Lesson("Tides", sections=(Section(said, title="The moon #"),))
    assert transcript_markdown(lesson).partition("---\n\n")[2] == (
        "## The moon \\#\n\n"
        "[12:34] **Jo [host]:** When *two countries* **stop**, \\* they\n\n"
        "[1:02:03] # 1\n\n"
        "**B:** # 1\n" + LIST
    )


def test_other_names_and_definitions_in_markdown() -> None:
    terms = (TermEntry("Ebb", "- The *fall*.", 1, ("ebb tide", "low_tide"), markdown=True),)
    assert glossary_markdown(Lesson("Tides", terms=terms)).partition("[LETTERS]\n\n")[2] == (
        "## Ebb\n\n*Also: ebb tide, low_tide*\n\n- The *fall*.\n"
    )


def test_terms_become_a_page_of_headings() -> None:
    assert (
        glossary_markdown(LESSON)
        == "# Glossary\n\n[LETTERS]\n\n## C\\#\n\nA language.\n\n## Ebb\n\n\\- The fall.\n"
    )


def test_what_the_page_did_not_say_is_left_out() -> None:
    lesson = Lesson("Tides", sections=(Section((Paragraph.plain("Good day."),)),))
    assert transcript_markdown(lesson) == f"---\ntitle: Tides\n---\n\nGood day.\n{LIST}"
    assert glossary_markdown(lesson) == "# Glossary\n\n[LETTERS]\n"


def test_front_matter_gives_back_any_title() -> None:
    for title in ("1986", "yes", "# 1", "a: b", "{x}", 'it\'s "so"', "long " * 60 + "é", "---", "a\u2028b"):
        written = front_matter(Lesson(title))
        assert yaml.safe_load(written) == {"title": title}
        assert written.count("\n") == 1
