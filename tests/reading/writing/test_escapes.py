"""What is said reads the same after Markdown, and what needs no escape has none."""

import re
import unicodedata
from pathlib import Path

import lxml.html
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pages import SETS, page

from tracktwo.model.term import Glossary
from tracktwo.reading.text.lesson import Lesson, Paragraph, Run, TermEntry
from tracktwo.reading.writing.escapes import heading
from tracktwo.reading.writing.markdown import glossary_markdown
from tracktwo.reading.writing.markdown import paragraph as write

CASES = yaml.safe_load(Path(__file__).with_name("escapes.yml").read_text(encoding="utf-8"))
MARKUP = "\\`*_{}[]()<>#+-.!|&;:~=?^$\"'/%@1aé x\u00a0"
CONSTRUCTS = Path(__file__).with_name("look_alikes.txt").read_text(encoding="utf-8").splitlines()
# Control characters never arrive: what reads a file refuses them, or sets them aside.
prose = st.one_of(
    st.text(MARKUP, min_size=1),
    st.text(st.characters(exclude_categories=["C"], include_characters="\t\n"), min_size=1),
    st.lists(st.sampled_from([*CASES, *CONSTRUCTS])).map(" ".join),
    st.lists(st.sampled_from(CONSTRUCTS)).map("".join),
).filter(lambda text: text.split())
runs = st.lists(
    st.builds(Run, prose, st.sampled_from(["", "i", "b", "bi"]), st.sampled_from(["", "", "x.md#y(1) z"])),
    min_size=1,
    max_size=5,
)
sets = st.sampled_from(list(SETS.values()))
FRACTION = re.compile(r"[¼-¾⅐-⅞]")


def paragraph(said: str) -> str:
    return write(Paragraph.plain(said))


def words(element: lxml.html.HtmlElement) -> list[str]:
    """Give the words of an element. PyMdown sets 1/2 as one character, which is left to it."""

    def spelled(fraction: re.Match[str]) -> str:
        return unicodedata.normalize("NFKC", fraction[0]).replace("\u2044", "/")

    return FRACTION.sub(spelled, element.text_content()).split()


def spelled_out(said: str) -> list[str]:
    element = lxml.html.Element("p")
    element.text = said
    return words(element)


@pytest.mark.parametrize(("said", "written"), CASES.items())
def test_only_what_markdown_would_read_as_markup_is_escaped(said: str, written: str) -> None:
    assert paragraph(said) == written


@settings(deadline=None)  # a busy machine is no failure
@given(prose)
@example("<![CDATA[x")
@example("<\xa0@1>")
@example("&#65 without a semicolon")
def test_a_paragraph_reads_as_it_was_said_and_stays_one_plain_paragraph(said: str) -> None:
    element = page(f"Before.\n\n{paragraph(said)}\n\nAfter.")
    assert [child.tag for child in element.iterdescendants()] == ["p", "p", "p"]
    assert element[1].text.split() == said.split()
    assert "\n" not in paragraph(said)


# What may stand in a paragraph in which nothing was marked: addresses become links, 1st has a raised ending.
KEPT = {"p", "a", "sup"}


@settings(deadline=None)  # a busy machine is no failure
@given(prose)
def test_a_paragraph_reads_as_it_was_said_with_all_that_material_documents(said: str) -> None:
    element = page(f"Before.\n\n{paragraph(said)}\n\nAfter.", SETS["material"])
    assert {child.tag for child in element.iterdescendants()} <= KEPT
    assert len(element) == 3
    assert words(element[1]) == spelled_out(said)


@settings(deadline=None)  # a busy machine is no failure
@given(runs, sets)
@example([Run("[TOC]", "i")], ["toc"])
def test_emphasis_and_links_change_no_word(said: list[Run], extensions: list[str]) -> None:
    written = write(Paragraph(tuple(said), 754_000, "Jo"))
    element = page(f"Before.\n\n{written}\n\nAfter.", extensions)
    assert len(element) == 3
    expected = ["[12:34]", "Jo:", *spelled_out("".join(run.text for run in said))]
    assert words(element[1]) == expected


@settings(deadline=None)  # a busy machine is no failure
@given(prose, prose, sets)
def test_a_speaker_reads_as_it_was_written(name: str, said: str, extensions: list[str]) -> None:
    element = page(f"Before.\n\n{write(Paragraph.plain(said, speaker=name.strip()))}\n\nAfter.", extensions)
    assert len(element) == 3
    assert words(element[1]) == spelled_out(f"{name.strip()}: {said}")


@settings(deadline=None)  # a busy machine is no failure
@given(prose, sets)
def test_a_heading_reads_as_it_was_written(said: str, extensions: list[str]) -> None:
    element = page(f"## {heading(said)}\n\nA definition.", extensions)
    assert [child.tag for child in element] == ["h2", "p"]
    assert words(element[0]) == spelled_out(said)


@settings(deadline=None)  # a busy machine is no failure
@given(prose, prose, sets)
def test_a_term_and_its_definition_read_as_they_were_written(
    term: str, said: str, extensions: list[str]
) -> None:
    source = glossary_markdown(Lesson(None, terms=(TermEntry(term, said, 1),)))
    element = page(source, extensions)
    assert [child.tag for child in element] == ["h1", "p", "h2", "p"]
    assert words(element[2]) == spelled_out(term)
    assert words(element[3]) == spelled_out(said)


names = st.one_of(prose, st.sampled_from(["C++", "Washington, D.C.", "1. FC Köln", "C#", ",", "a,b", "x*"]))


@settings(deadline=None)  # a busy machine is no failure
@given(st.lists(names, min_size=1, max_size=4))
def test_the_other_names_of_a_term_come_back_from_its_glossary(also: list[str]) -> None:
    spelled = [" ".join(name.split()) for name in also]
    source = glossary_markdown(Lesson(None, terms=(TermEntry("Term", "It is.", 1, tuple(spelled)),)))
    (term,) = Glossary.from_markdown(source).terms
    assert term.also == tuple(spelled)
    assert term.definition == "It is."


def test_a_comma_within_a_name_is_an_entity_and_parts_no_names() -> None:
    entry = TermEntry("WA", "A state.", 1, ("Washington, D.C.", "C++"))
    source = glossary_markdown(Lesson(None, terms=(entry,)))
    assert "*Also: Washington&#44; D.C., C++*" in source


def test_an_exclamation_mark_before_a_link_makes_no_picture_of_it() -> None:
    assert write(Paragraph((Run("Look!"), Run("here", link="x.md")))) == r"Look\![here](x.md)"


@pytest.mark.parametrize(
    "mark", ["$1 ", "~1 ", "^1 ", "$1", "++a", "+", ":a", "http:", "://", "[1", "&a", "=", "<a "]
)
def test_marks_by_the_hundred_thousand_are_escaped_in_the_time_of_their_length(mark: str) -> None:
    # In the square of it, this would take hours.
    said = Run(mark * 300_000), Run("x", "i")
    assert write(Paragraph(said)).endswith(("*x*", "<em>x</em>"))
