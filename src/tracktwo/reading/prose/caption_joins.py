"""What stands between two captions when they become one text: a space, or nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from tracktwo.model.scripts import UNSPACED

UNSPACED_CHARACTER = re.compile(f"[{UNSPACED}]")
HYPHENATED = re.compile(r"([^\W\d_]+)([-\u2010\u00ad])$")
HYPHENS = ("-", "\u2010", "\u00ad")
FIRST_WORD = re.compile(r"[^\W\d_]+")
SOFT_HYPHEN = "\u00ad"
MARKS = ".,;:!?…\"'“”‘’()[]"


class Joint(NamedTuple):
    """How two texts meet: `dropped` characters go from the end of the first, `space` comes between.

    `kind` says what a publisher should know of it, empty if nothing.
    """

    space: str
    dropped: int = 0
    kind: str = ""


def space_between(before: str, after: str) -> str:
    """Give a space, or nothing between two characters of writing without spaces or beside nothing."""
    if not before or not after:
        return ""
    unspaced = UNSPACED_CHARACTER.match(before, len(before) - 1) and UNSPACED_CHARACTER.match(after)
    return "" if unspaced else " "


def word_counts(texts: Iterable[str]) -> Counter[str]:
    """Count the words, in lower case, without the marks around them but with their hyphens."""
    return Counter(word.strip(MARKS).casefold() for text in texts for word in text.split())


def joint(before: str, after: str, counts: Counter[str]) -> Joint:
    """Decide how a caption meets the next; `counts` are the words of the whole recording.

    A word cut by a hyphen is mended if the hyphen is soft or the word stands elsewhere whole. If both halves
    are words elsewhere, or the second begins with the first ("go- going"), the hyphen is a dash or a word
    broken off, and the two stay apart. Otherwise they are a compound, such as "multi-track".
    """
    cut = HYPHENATED.search(before) if before.endswith(HYPHENS) else None
    rest = FIRST_WORD.match(after) if cut else None
    if not cut or not rest or not rest[0][0].islower():
        return Joint(space_between(before, after))
    first, second = cut[1].casefold(), rest[0].casefold()
    if cut[2] == SOFT_HYPHEN or counts[first + second]:
        return Joint("", 1, "word cut by a hyphen between captions, mended")
    if counts[f"{first}-{second}"]:
        return Joint("")
    if second.startswith(first) or (counts[first] and counts[second] > 1):
        return Joint(" ", 0, "hyphen between captions, taken for a dash")
    return Joint("", 0, "hyphen between captions, kept as a compound's")
