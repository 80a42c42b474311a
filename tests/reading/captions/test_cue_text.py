"""A cue's text is what the W3C's cases say it is, and says all its words."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracktwo.reading.captions.cue_text import CueToken, VoicePart, read_voices, tokenize
from tracktwo.reading.captions.webvtt import webvtt_blocks
from tracktwo.reading.text.lesson import Run
from tracktwo.reading.text.lines import LINE_BREAK
from tracktwo.reading.text.notices import Notices


def tree(text: str) -> str:
    """Write the tree of a cue's text as the W3C's tests do."""
    depth, lines = 0, ""
    for token in tokenize(text):
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


def element(token: CueToken) -> list[str]:
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
        source = LINE_BREAK.sub("\n", f"WEBVTT\n\n00:00.000 --> 00:01.000\n{text}")
        block, *_ = webvtt_blocks(source, Notices(name))
        assert tree(block.text) == case["expectedTree"], case["text"]


def test_voices_looks_and_times_are_told_and_tags_are_not() -> None:
    parts, unknown = read_voices(
        "<v.loud Jo  &amp; Co>One <i>two</i> <b><u>three</u></b></v>  <x>4 <00:01.500><v>5"
    )
    assert parts == (
        VoicePart((Run("One "), Run("two", "i"), Run(" "), Run("three", "bi"), Run(" 4")), "Jo & Co"),
        VoicePart((Run("5"),), "", 1500),
    )
    assert unknown == ("<x>",)


def test_classes_languages_and_ruby_leave_their_text() -> None:
    parts, unknown = read_voices("<c.a.b>one</c> <lang fr>deux</lang> <ruby>漢<rt>かん</rt></ruby>字")
    assert parts == (VoicePart((Run("one deux 漢（かん）字"),)),)
    assert unknown == ()


def test_white_space_below_a_tag_takes_no_emphasis_from_the_words_above_it() -> None:
    parts, _ = read_voices("one <i>two \n</i>\n")
    assert parts == (VoicePart((Run("one "), Run("two", "i"))),)


def test_tags_may_be_open_by_the_thousand() -> None:
    assert read_voices("<b>" * 5000 + "x")[0] == (VoicePart((Run("x", "b"),)),)
    assert read_voices("日<b" * 50_000)[0] == (VoicePart((Run("日<b" * 50_000),)),)


@pytest.mark.parametrize(
    ("text", "said", "unknown"),
    [
        ("if a <b then c", "if a <b then c", ()),
        ("so <p<1", "so <p<1", ()),
        ("cut <c", "cut", ("<c",)),
        ("cut <00:00:01.5", "cut", ("<00:00:01.5",)),
        ("<i loudly>one</i> </x>two", "one two", ("<i loudly>", "</x>")),
    ],
)
def test_what_is_no_tag_is_said_or_named(text: str, said: str, unknown: tuple[str, ...]) -> None:
    parts, named = read_voices(text)
    assert "".join(run.text for part in parts for run in part.runs) == said
    assert named == unknown


@settings(deadline=None)  # a busy machine is no failure
@given(st.text(st.characters(exclude_characters="<&", exclude_categories=["Cs"])))
def test_text_without_tags_is_itself_with_single_spaces(text: str) -> None:
    parts, unknown = read_voices(text)
    letters = "".join(run.text for part in parts for run in part.runs)
    assert "".join(letters.split()) == "".join(text.split())
    assert unknown == ()
