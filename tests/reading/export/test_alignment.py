"""What did not change in a text is found, and what did lies between."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracktwo.reading.export.alignment import align

words = st.lists(st.sampled_from("the sea The sea, comes and goes - twice".split()), max_size=40)


def kept(original: str, edited: str) -> list[str]:
    before = original.split()
    spans = align(before, edited.split())
    return [word for span in spans if span.same for word in before[span.first : span.last]]


@settings(deadline=None)  # a busy machine is no failure
@given(words, words)
def test_the_stretches_are_both_texts_and_what_is_the_same_is_the_same_word_for_word(original, edited):
    spans = list(align(original, edited))
    assert [word for span in spans for word in original[span.first : span.last]] == original
    assert [word for span in spans for word in edited[span.new_first : span.new_last]] == edited
    for span in spans:
        pairs = zip(original[span.first : span.last], edited[span.new_first : span.new_last], strict=False)
        assert not span.same or span.last - span.first == span.new_last - span.new_first
        assert not span.same or all(a.strip(",").lower() == b.strip(",").lower() for a, b in pairs)


@pytest.mark.parametrize(
    ("original", "edited", "same"),
    [
        ("Twice a day, the sea comes", "Twice a DAY the sea comes", "Twice a day, the sea comes"),
        ("Twice a day the sea comes", "Thrice a day the sea goes", "a day the sea"),
        ("there are the three stages of the sea", "there are the sea", "there are the sea"),
        ("in and out", "out and in and out", "in and out"),
        ("", "Twice", ""),
    ],
)
def test_as_many_words_as_can_be_are_kept(original, edited, same):
    assert kept(original, edited) == same.split()


def test_of_words_that_are_said_again_those_beside_what_stayed_are_kept():
    original = "so we came to the shore and looked at the sea in the morning"
    spans = list(align(original.split(), "so we came to the sea in the morning".split()))
    assert [(span.first, span.last) for span in spans if not span.same] in ([(4, 9)], [(5, 10)])
