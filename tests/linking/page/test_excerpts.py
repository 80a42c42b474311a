"""A few words around a use: whole words, five on each side, and a sign where there are more."""

import pytest

from tracktwo.linking.page.excerpts import excerpt


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A [treaty].", "A [treaty]."),
        ("one two three four five six [treaty]", "…two three four five six [treaty]"),
        ("(one two three four five [treaty])", "(one two three four five [treaty])"),
        ("[treaty], one two three four five, six", "[treaty], one two three four five…"),
        ("[treaty] one two three four five. Six", "[treaty] one two three four five."),
        ("one\n  two\u00a0[treaty]\n", "one two [treaty]"),
        ("\x1a and [trea\u00adty] \x1a", "… and [treaty] …"),
        ("外" * 80 + "[交]" + "外" * 80, "…" + "外" * 60 + "[交]" + "外" * 60 + "…"),
    ],
)
def test_an_excerpt_has_whole_words_and_says_where_more_stands(text, shown):
    start = text.index("[")
    end = text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    assert "{}[{}]{}".format(*excerpt(plain, start, end)) == shown
