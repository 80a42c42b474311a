"""A few words around a use of a term."""

import re

from tracktwo.linking.matching.tokens import NON_TEXT
from tracktwo.model.scripts import INVISIBLE

_MAX_WORDS = 6  # on each side
_MAX_CHARACTERS = 60  # on each side, which writing without spaces would fill with a whole paragraph
_BEFORE = re.compile(rf"(?:\S+\s+){{0,{_MAX_WORDS}}}\S*\Z")
_AFTER = re.compile(rf"\S*(?:\s+\S+){{0,{_MAX_WORDS}}}")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")


def excerpt(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return the words before `text[start:end]`, those in it, and those after it.

    `…` says that there are more, and stands for what is no text (code, an image).
    """
    left, right = _readable(text[:start]).lstrip(), _readable(text[end:]).rstrip()
    left_match = _BEFORE.search(left[-_MAX_CHARACTERS:])
    right_match = _AFTER.match(right[:_MAX_CHARACTERS])
    before, after = left_match[0] if left_match else "", right_match[0] if right_match else ""
    if before != left:
        before = f"…{before}"
    if after != right and not after.endswith((".", "!", "?")):
        after = f"{after.rstrip(',;:–— ')}…"
    return before, _readable(text[start:end]), after


def _readable(text: str) -> str:
    return re.sub(r"\s+", " ", _INVISIBLE.sub("", text).replace(NON_TEXT, "…"))
