"""The one reader of front matter: what it reads, what it refuses, and that nobody can stall it."""

import pytest

from tracktwo.model.markdown.front_matter import front_matter_length, read_front_matter
from tracktwo.model.markdown.yaml_source import YamlError, compose_yaml


def test_each_key_has_its_value_and_its_line():
    found = read_front_matter("---\ntitle: A talk\nteaches:\n  - Envoy\n\nlesson: true\n...\nWords.\n")
    assert found.values == {"title": "A talk", "teaches": ["Envoy"], "lesson": True}
    assert found.lines == {"title": 2, "teaches": 3, "lesson": 6}
    assert found.errors == ()


def test_one_slip_costs_its_own_key_alone():
    found = read_front_matter("---\ntitle: Lecture 3: Trees\nauthor: Ada\ndate: 2026-02-30\n---\n")
    assert found.values == {"author": "Ada"}
    assert [line for line, _ in found.errors] == [2, 4]
    assert found.errors[0][1].startswith("title: mapping values are not allowed")


@pytest.mark.parametrize(
    "text",
    [
        "Words.\n",
        "\n---\ntitle: A\n---\n",
        "---\nWords between rules.\n\n---\n",
        "---\n- a\n- b\n---\n",
        "---\n---\n",
    ],
)
def test_what_is_no_front_matter_is_none(text):
    found = read_front_matter(text)
    assert (found.entries, found.errors) == ((), ())


@pytest.mark.parametrize(
    ("text", "lines"),
    [("---\na: b\n---\nWords.\n", 3), ("---\na: b\n---", 3), ("Words.\n", 0), ("---\r\na: b\r\n---\r\n", 3)],
)
def test_its_lines_are_counted_with_its_fences(text, lines):
    assert front_matter_length(text) == lines


def test_equal_keys_are_all_kept_in_their_order():
    found = read_front_matter("---\nglossary: one\nglossary: two\n---\n")
    assert [value for _, value, _ in found.entries] == ["one", "two"]
    assert found.values == {"glossary": "two"}


BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (BOMB, "alias"),
        ("[" * 30_000, "more than 40 levels"),
        ("a: [1", "did not find"),
        ("a: &x [*x]", "alias"),
    ],
)
def test_yaml_that_would_stall_or_end_the_process_is_refused(text, says):
    with pytest.raises(YamlError, match=says):
        compose_yaml(text)


def test_an_impossible_date_costs_its_own_key_alone():
    found = read_front_matter("---\na: 1\nb: 2026-02-30\n---\n")
    assert found.values == {"a": 1}
    ((line, why),) = found.errors
    assert line == 3
    assert "day is out of range" in why
