"""How a glossary is read from Markdown."""

import re

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracktwo.model.term import Glossary


def terms(text: str) -> dict[str, str]:
    return {term.headword: term.definition for term in Glossary.from_markdown(text).terms}


def only(text: str):
    (term,) = Glossary.from_markdown(text).terms
    return term


def test_a_term_is_a_heading_and_what_is_below_it():
    assert terms("# Glossary\n\nIntro.\n\n## One\n\nFirst.\n\n- a\n\n## Two\nSecond.\n") == {
        "One": "First.\n\n- a",
        "Two": "Second.",
    }


def test_other_names_stand_on_a_line_of_their_own():
    term = only("## One\n\n*Also: uno, the first*\n\nFirst.\n")
    assert (term.also, term.definition) == (("uno", "the first"), "First.")
    assert only("## One\n\n_Also called: uno_\n\nFirst.").also == ("uno",)


def test_letters_may_part_the_terms():
    assert list(terms("# Glossary\n\n## A\n\n### Apple\n\nRed.\n\n## B\n\n### Bean\n\nGreen.\n")) == [
        "Apple",
        "Bean",
    ]


def test_a_heading_below_a_term_belongs_to_its_definition():
    assert terms("## One\n\nFirst.\n\n### Example\n\nFor one.\n") == {
        "One": "First.\n\n### Example\n\nFor one."
    }


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: Terms\n# no: heading\n---\n## One\n\nX.",
        "```\n## Not this\n```\n\n## One\n\nX.",
        "~~~ text\n## Not this\n```\n~~~\n## One\n\nX.",
        "<!--\n## Not this\n-->\n\n## One\n\nX.",
        "    ## Not this\n\n## One\n\nX.",
        "\ufeff## One ##\n\nX.",
        "One\n---\n\nX.",
    ],
)
def test_only_headings_that_are_rendered_as_headings_count(text):
    assert list(terms(text.lstrip("\ufeff"))) == ["One"]


def test_classes_override_the_case_rule_and_stop_linking():
    assert only("## WHO {: .any-case }\n\nX.").exact_case is False
    assert only("## Make {.exact-case}\n\nX.").exact_case is True
    assert only("## Make\n\nX.").exact_case is None
    assert only("## Make {: .no-autolink #make-it }\n\nX.").autolink is False
    assert only("## Make {: .no-autolink #make-it }\n\nX.").anchor == "make-it"


def test_a_term_knows_its_page_and_line():
    _, two = Glossary.from_markdown(
        "---\na: b\n---\n# G\n\n## One\n\nX.\n\n## Two\n\nY.\n", "terms/all.md"
    ).terms
    assert (two.page, two.line) == ("terms/all.md", 10)


@pytest.mark.parametrize(
    ("heading", "headword"),
    [
        ("C\\#", "C#"),
        ("`make`", "make"),
        ("*Et al.*", "Et al."),
        ("R&amp;D", "R&D"),
        ("[A](b.md)", "A"),
        ("snake_case_x", "snake_case_x"),
    ],
)
def test_a_headword_is_what_a_reader_reads(heading, headword):
    assert only(f"## {heading}\n\nX.").headword == headword


HEADINGS = st.lists(
    st.sampled_from("One|one|One_1|C|C++|Ünï|中文|*Two* `x`|A & B|A {#one}|B {: .x }|1|¶".split("|")),
    min_size=1,
    max_size=8,
)


@given(HEADINGS)
@settings(deadline=None)
def test_anchors_are_those_of_the_toc_extension(headings):
    text = "# One\n\n" + "".join(f"## {heading}\n\nX.\n\n" for heading in headings)
    html = markdown.markdown(text, extensions=["toc", "attr_list"])
    assert [term.anchor for term in Glossary.from_markdown(text).terms] == re.findall(
        r'<h2[^>]*\bid="([^"]*)"', html
    )


@pytest.mark.parametrize(("definition", "learnable"), [
    ("See [mean](#mean).", False),
    ("See [means](#mean) and [median](#median).", False),
    ("*See also:* mean, median", False),
    ("see Mean; Median.", False),
    ("→ [mean](#mean)", False),
    ("[mean](#mean)", False),
    ("Siehe [mean](#mean).", False),
    ("См. [mean](#mean).", False),
    ("انظر [mean](#mean)، [median](#median)", False),
    ("[mean](#mean)を参照", False),
    ("参见[mean](#mean)。", False),
    ("See [mean](#mean). Calculated by summing.", True),
    ("See [mean](#mean).\n\nAnd this is why.", True),
    ("See of a bishop.", True),
    ("A [mean](#mean).", True),
    ("Mean", True),
    ("", False),
])  # fmt: skip
def test_one_learns_nothing_of_an_entry_that_only_refers_elsewhere(definition, learnable):
    glossary = Glossary.from_markdown(
        f"## Mean\n\nA sum.\n\n## Median\n\nA middle.\n\n## Average\n\n{definition}"
    )
    assert [term.headword for term in glossary.learnable][2:] == ["Average"] * learnable
