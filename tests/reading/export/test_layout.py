"""Captions are broken into lines as people who make them do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracktwo.reading.export.caption_words import CaptionWord
from tracktwo.reading.export.layout import LINE, LINES, in_captions, width
from tracktwo.reading.export.lesson_words import words_of


def laid_out(text: str, **of_words: str) -> list[list[str]]:
    """The lines of each caption that a text takes."""
    words = [CaptionWord(word, spaced, **of_words) for word, _, spaced in words_of(text)]
    return [
        "".join(f"{word.gap if n else ''}{word.text}" for n, word in enumerate(caption)).split("\n")
        for caption in in_captions(words)
    ]


@pytest.mark.parametrize(
    ("text", "captions"),
    [
        ("A river begins at its spring.", [["A river begins at its spring."]]),
        (
            "When the snow melts, the river rises to the mark.",
            [["When the snow melts,", "the river rises to the mark."]],
        ),
        (
            "The people of the valley have looked after the springs of the river",
            [["The people of the valley have looked", "after the springs of the river"]],
        ),
        (
            "Who owns the river? We do. Everybody who drinks of it has a share in its water, and a duty.",
            [
                ["Who owns the river? We do.", "Everybody who drinks of it has"],
                ["a share in its water, and a duty."],
            ],
        ),
        ("https://example.org/" + "a" * 60, [["https://example.org/" + "a" * 60]]),
        ("川は泉から始まります。", [["川は泉から始まります。"]]),
        (
            "雪がとけると、川の水は町まで上がります。",
            [["雪がとけると、", "川の水は町まで上がります。"]],
        ),
    ],
)
def test_lines_end_after_marks_and_not_after_articles(text, captions):
    assert laid_out(text) == captions


def test_a_name_in_the_text_takes_room_in_its_line():
    text = "The river is ours, and we look after it"
    assert len(laid_out(text)[0]) == 1
    assert len(laid_out(text, voice="Ann", label=">> ANN:")[0]) == 2


texts = st.lists(
    st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=9)
    | st.sampled_from(["the", "river,", "valley.", "川は、", "泉から「始まります」。", "ประเทศไทย"]),
    min_size=1,
    max_size=60,
)  # fmt: skip


@settings(deadline=None)  # a busy machine is no failure
@given(texts)
def test_whatever_is_said_no_line_is_too_long_and_no_word_is_lost(said):
    text = " ".join(said)
    captions = laid_out(text)
    assert all(len(lines) <= LINES for lines in captions)
    assert all(width(line) <= LINE for lines in captions for line in lines)
    words = [word for word, _, _ in words_of(text)]
    assert [word for lines in captions for line in lines for word, _, _ in words_of(line)] == words
