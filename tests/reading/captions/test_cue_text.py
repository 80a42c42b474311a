"""A cue's text is what the W3C's cases say it is, and says all its words."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracktwo.reading.captions.blocks import read_blocks
from tracktwo.reading.captions.cue_text import Token, Turn, read_turns, tokens
from tracktwo.reading.text.lesson import Run


def tree(text: str) -> str:
    """Write the tree of a cue's text as the W3C's tests do."""
    depth, lines = 0, ""
    for token in tokens(text):
        indent = "| " + "  " * depth
        if token.kind == "text" and token.value:
            lines += f'{indent}"{token.value}"\n'
        elif token.kind == "time":
            seconds, thousandths = divmod(int(token.value), 1000)
            hours, minutes = divmod(seconds // 60, 60)
            lines += f"{indent}<?timestamp {hours:02}:{minutes:02}:{seconds % 60:02}.{thousandths:03}>\n"
        elif token.kind == "open":
            lines += "".join(f"{indent}{line}\n" for line in element(token))
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
    return lines


def element(token: Token) -> list[str]:
    """Write a start tag: what is no HTML is a span, with its annotation as an attribute."""
    name = token.value if token.value in ("i", "b", "u", "ruby", "rt") else "span"
    classes = [f'  class="{" ".join(token.classes)}"'] if token.classes else []
    attribute = {"v": "title", "lang": "lang"}.get(token.value)
    return [f"<{name}>", *classes, *([f'  {attribute}="{token.annotation}"'] if attribute else [])]


@pytest.mark.parametrize("name", ["entities", "tags", "text", "timestamps", "tree-building"])
def test_the_tree_is_that_of_the_w3c(shared_data: Path, name: str) -> None:
    cases = json.loads((shared_data / "webvtt/cue-text" / f"{name}.json").read_text("utf-8"))
    for case in cases:
        text = case["text"].replace("\0", "\ufffd")
        block, *_ = read_blocks(f"WEBVTT\n\n00:00.000 --> 00:01.000\n{text}", [])
        assert tree(block.text) == case["expectedTree"], case["text"]


def test_voices_looks_and_times_are_told_and_tags_are_not() -> None:
    turns, nothing = read_turns(
        "<v.loud Jo  &amp; Co>One <i>two</i> <b><u>three</u></b></v>  <x>4 <00:01.500><v>5"
    )
    assert turns == (
        Turn((Run("One "), Run("two", "i"), Run(" "), Run("three", "bi"), Run(" 4")), "Jo & Co"),
        Turn((Run("5"),), "", 1500),
    )
    assert nothing == ("<x>",)


def test_classes_languages_and_ruby_leave_their_text() -> None:
    turns, nothing = read_turns("<c.a.b>one</c> <lang fr>deux</lang> <ruby>漢<rt>かん</rt></ruby>字")
    assert turns == (Turn((Run("one deux 漢かん字"),)),)
    assert nothing == ()


def test_tags_may_be_open_by_the_thousand() -> None:
    assert read_turns("<b>" * 5000 + "x")[0] == (Turn((Run("x", "b"),)),)
    assert read_turns("日<b" * 50_000)[0] == (Turn((Run("日<b" * 50_000),)),)


@pytest.mark.parametrize(
    ("text", "said", "nothing"),
    [
        ("if a <b then c", "if a <b then c", ()),
        ("so <p<1", "so <p<1", ()),
        ("cut <c", "cut", ("<c",)),
        ("cut <00:00:01.5", "cut", ("<00:00:01.5",)),
        ("<i loudly>one</i> </x>two", "one two", ("<i loudly>", "</x>")),
    ],
)
def test_what_is_no_tag_is_said_or_named(text: str, said: str, nothing: tuple[str, ...]) -> None:
    turns, named = read_turns(text)
    assert "".join(run.text for turn in turns for run in turn.runs) == said
    assert named == nothing


@given(st.text(st.characters(exclude_characters="<&", exclude_categories=["Cs"])))
def test_text_without_tags_is_itself_with_single_spaces(text: str) -> None:
    turns, nothing = read_turns(text)
    letters = "".join(run.text for turn in turns for run in turn.runs)
    assert "".join(letters.split()) == "".join(text.split())
    assert nothing == ()
