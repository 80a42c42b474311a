"""A few words around a use of a term."""

import re

from tracktwo.linking.matching.tokens import NON_TEXT
from tracktwo.model.scripts import INVISIBLE

_MAX_WORDS = 5  # on each side
_MAX_CHARACTERS = 60  # on each side, which writing without spaces would fill with a whole paragraph
_NEAR = _MAX_CHARACTERS + 20  # of the source, in which nearly always as many can be read
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_SPACES = re.compile(r"\s\s+|[^\S ]")  # what is no single space


def excerpt(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return the words before `text[start:end]`, those in it, and those after it.

    `…` says that there are more, and stands for what is no text (code, an image).
    """
    left = _enough(text[max(start - _NEAR, 0) : start]) or _readable(text[:start])
    right = _enough(text[end : end + _NEAR]) or _readable(text[end:])
    left, right = left.lstrip(), right.rstrip()
    before = " ".join(left[-_MAX_CHARACTERS:].split(" ")[-1 - _MAX_WORDS :]).lstrip()
    after = " ".join(right[:_MAX_CHARACTERS].split(" ")[: 1 + _MAX_WORDS]).rstrip()
    if before != left:
        before = f"…{before}"
    if after != right and not after.endswith((".", "!", "?")):
        after = f"{after.rstrip(',;:–— ')}…"
    return before, _readable(text[start:end]), after


def _enough(near: str) -> str:
    """Return the text near a use as it is read, where that is more than is shown; else nothing."""
    readable = _readable(near)
    return readable if len(readable) > _MAX_CHARACTERS + 1 else ""


def _readable(text: str) -> str:
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
    elif text.isprintable() and "  " not in text:
        return text  # as most are
    return _SPACES.sub(" ", text.replace(NON_TEXT, "…"))
