"""A cue's text is what the W3C's cases say it is, and says all its words."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracktwo.reading.cue_text import Node, Piece, read_pieces, read_tree


def written(node: Node, depth: int = 0) -> str:
    """Write a tree as the W3C's tests do."""
    lines = ""
    indent = "| " + "  " * depth
    for child in node.children:
        if isinstance(child, str):
            lines += f'{indent}"{child}"\n'
        elif isinstance(child, int):
            seconds, thousandths = divmod(child, 1000)
            hours, minutes = divmod(seconds // 60, 60)
            lines += f"{indent}<?timestamp {hours:02}:{minutes:02}:{seconds % 60:02}.{thousandths:03}>\n"
        else:
            tag = child.name if child.name in ("i", "b", "u", "ruby", "rt") else "span"
            lines += f"{indent}<{tag}>\n"
            said = {"class": " ".join(child.classes) or None}
            said |= {"v": {"title": child.annotation}, "lang": {"lang": child.annotation}}.get(child.name, {})
            for name, value in said.items():
                lines += f'{indent}  {name}="{value}"\n' if value is not None else ""
            lines += written(child, depth + 1)
    return lines


@pytest.mark.parametrize("name", ["entities", "tags", "text", "timestamps", "tree-building"])
def test_the_tree_is_that_of_the_w3c(shared_data: Path, name: str) -> None:
    cases = json.loads((shared_data / "webvtt/cue-text" / f"{name}.json").read_text("utf-8"))
    for case in cases:
        cue = case["text"].replace("\0", "\ufffd").removesuffix("\n").partition("\n\n")[0]
        assert written(read_tree(cue)[0]) == case["expectedTree"], case["text"]


def test_voices_emphasis_and_times_are_told_and_tags_are_not() -> None:
    pieces, unknown = read_pieces(
        "<v.loud Jo  &amp; Co>One <i>two</i> <00:01.500><b><u>three</u></b></v> <x>4"
    )
    assert pieces == [
        Piece("One ", "", "Jo & Co", None), Piece("two", "i", "Jo & Co", None),
        Piece(" ", "", "Jo & Co", None), Piece("three", "bi", "Jo & Co", 1500), Piece(" ", "", None, 1500),
        Piece("4", "", None, 1500),
    ]  # fmt: skip
    assert unknown == ["<x>"]


@given(st.text(st.characters(exclude_characters="<&", exclude_categories=["Cs"])))
def test_what_has_no_tag_is_itself(text: str) -> None:
    pieces, unknown = read_pieces(text)
    assert "".join(piece.text for piece in pieces) == text
    assert unknown == []


@given(
    st.lists(st.sampled_from(["<", ">", "/", "v", "ruby", "rt", "i", ".", " ", "00:00.500", "&amp;", "a"]))
)
def test_nothing_is_too_broken_to_be_read(tokens: list[str]) -> None:
    read_pieces("".join(tokens))
