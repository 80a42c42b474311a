"""What is said reads the same after Markdown, and what needs no escape has none."""

from pathlib import Path

import lxml.html
import markdown
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tracktwo.reading.lesson import Paragraph
from tracktwo.reading.markdown import heading
from tracktwo.reading.markdown import paragraph as write

CASES = yaml.safe_load(Path(__file__).with_name("escapes.yml").read_text(encoding="utf-8"))
# MkDocs adds toc, tables and fenced_code to whatever a site asks for.
EXTENSIONS = (
    "attr_list def_list admonition footnotes tables abbr md_in_html toc fenced_code sane_lists".split()
)
MARKUP = "\\`*_{}[]()<>#+-.!|&;:~=?^$\"'/%@1aé x\u00a0"
# Control characters never arrive: a page that holds them is refused as binary.
prose = st.one_of(
    st.text(MARKUP, min_size=1),
    st.text(st.characters(exclude_categories=["C"], include_characters="\t\n"), min_size=1),
    st.lists(
        st.sampled_from(
            [*CASES, "word", "[x]: y", "*[x]: y", "[^1]", "a_b_c", "<b>", "</p>", "&lt;", "{: .x }"]
        )
    ).map(" ".join),
).filter(lambda text: text.split())


def paragraph(said: str) -> str:
    return write(Paragraph.plain(said))


def page(source: str) -> lxml.html.HtmlElement:
    html = markdown.markdown(source, extensions=EXTENSIONS)
    return lxml.html.fromstring(f"<div>{html}</div>")


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


@settings(deadline=None)  # a busy machine is no failure
@given(prose)
def test_a_heading_reads_as_it_was_written(said: str) -> None:
    element = page(f"## {heading(said)}\n\nA definition.")
    assert [child.tag for child in element.iterdescendants()] == ["h2", "p"]
    assert element[0].text.split() == said.split()
