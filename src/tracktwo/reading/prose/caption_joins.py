"""What stands between two captions when they become one text: a space, or nothing."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from tracktwo.model.scripts import UNSPACED
from tracktwo.reading.text.lesson import Cue
from tracktwo.reading.text.notices import Notices

UNSPACED_CHARACTER = re.compile(f"[{UNSPACED}]")
HYPHENATED = re.compile(r"([^\W\d_]+)([-\u2010\u00ad])$")
HYPHENS = ("-", "\u2010", "\u00ad")
FIRST_WORD = re.compile(r"[^\W\d_]+")
SOFT_HYPHEN = "\u00ad"
MARKS = ".,;:!?…\"'“”‘’()[]"


class CaptionJoin(NamedTuple):
    """How two captions become one text: the first loses `dropped` characters, `space` comes between."""

    space: str
    dropped: int = 0


def space_between(before: str, after: str) -> str:
    """Return a space, or nothing between two characters of writing without spaces or beside nothing."""
    if not before or not after:
        return ""
    unspaced = UNSPACED_CHARACTER.match(before, len(before) - 1) and UNSPACED_CHARACTER.match(after)
    return "" if unspaced else " "


def word_counts(texts: Iterable[str]) -> Counter[str]:
    """Count the words, in lower case, without the marks around them but with their hyphens."""
    return Counter(word.strip(MARKS).casefold() for text in texts for word in text.split())


def join(before: Cue, after: Cue, counts: Counter[str], notices: Notices) -> CaptionJoin:
    """Decide how a caption meets the next; `counts` are the words of the whole recording.

    A word cut by a hyphen is mended if the hyphen is soft or the word stands elsewhere whole. If both halves
    are words elsewhere, or the second begins with the first ("go- going"), the hyphen is a dash or a word
    broken off, and the two stay apart. Otherwise they are a compound, such as "multi-track".
    """
    cut = HYPHENATED.search(before.text) if before.text.endswith(HYPHENS) else None
    rest = FIRST_WORD.match(after.text) if cut else None
    if not cut or not rest or not rest[0][0].islower():
        return CaptionJoin(space_between(before.text, after.text))
    first, second = cut[1].casefold(), rest[0].casefold()
    words = f"{before.text.split()[-1]} {after.text.split()[0]}"
    if cut[2] == SOFT_HYPHEN or counts[first + second]:
        notices.add("word cut by a hyphen between captions, mended", after.line, words, code="hyphen-mended")
        return CaptionJoin("", 1)
    if counts[f"{first}-{second}"]:
        return CaptionJoin("")
    if second.startswith(first) or (counts[first] and counts[second] > 1):
        notices.add("hyphen between captions, taken for a dash", after.line, words, code="hyphen-as-dash")
        return CaptionJoin(" ")
    notices.add("hyphen between captions, kept as a compound's", after.line, words, code="hyphen-kept")
    return CaptionJoin("")
