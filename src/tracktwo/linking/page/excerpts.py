"""A few words around a use of a term."""

import re

from tracktwo.linking.matching.tokens import OBJECT
from tracktwo.model.scripts import INVISIBLE

_WORDS = 6  # on each side
_MOST = 60  # characters on each side, which writing without spaces would fill with a whole paragraph
_BEFORE = re.compile(rf"(?:\S+\s+){{0,{_WORDS}}}\S*\Z")
_AFTER = re.compile(rf"\S*(?:\s+\S+){{0,{_WORDS}}}")
_NO_TEXT = re.compile(f"[{INVISIBLE}]")


def excerpt(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return what stands before `text[start:end]`, what stands there, and after; `…` says that more does.

    What is no text (code, an image) is `…` too.
    """
    before, after = _shown(text[:start]).lstrip(), _shown(text[end:]).rstrip()
    first = _BEFORE.search(before[-_MOST:])
    last = _AFTER.match(after[:_MOST])
    near, far = first[0] if first else "", last[0] if last else ""
    if near != before:
        near = f"…{near}"
    if far != after and not far.endswith((".", "!", "?")):
        far = f"{far.rstrip(',;:–— ')}…"
    return near, _shown(text[start:end]), far


def _shown(text: str) -> str:
    return re.sub(r"\s+", " ", _NO_TEXT.sub("", text).replace(OBJECT, "…"))
