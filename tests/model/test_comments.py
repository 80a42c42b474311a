"""What an author writes for other authors, and does not publish."""

import pytest

from tracktwo.model.markdown.headings import without_comments


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("a <!-- b --> c\n", "a  c\n"),
        ("a\n\n<!--\n```\nb\n```\n-->\n\nc\n", "a\n\n\n\nc\n"),
        ("```html\n<!-- shown -->\n```\n<!-- not -->\n", "```html\n<!-- shown -->\n```\n\n"),
        ("~~~\n<!-- shown -->\n", "~~~\n<!-- shown -->\n"),
        ("`<!-- shown -->` and ``a ` <!-- b -->``\n", "`<!-- shown -->` and ``a ` <!-- b -->``\n"),
        ("a ` b <!-- not --> c\n", "a ` b  c\n"),
        ("a <!-- never closed\n", "a <!-- never closed\n"),
        ("a --> b <!-- c", "a --> b <!-- c"),
    ],
)
def test_comments_are_left_out_and_code_stays(written, published):
    assert without_comments(written) == published
