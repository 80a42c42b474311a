"""The lines of a caption: at most two, that are read at a glance, and broken where speech is.

The numbers are those of Netflix's Timed Text Style Guides: 42 characters a line, 16 in Chinese and Korean; 20
characters a second; breaks after marks, and not before what a preposition or an article belongs to.
"""

import unicodedata

LINE = 42  # columns


def width(text: str) -> int:
    """Return how many columns a text takes: Chinese, Japanese and Korean characters are two wide."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    marks = sum(unicodedata.combining(character) > 0 for character in text)
    return len(text) + wide - marks
