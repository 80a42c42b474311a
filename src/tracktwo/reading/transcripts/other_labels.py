"""Names that stand before words otherwise than `Name:`, as services, courts and parliaments write them.

Each form is a line's beginning, which becomes `Name:` where names in it recur. Line numbers, and bullets
before names and times, go.
"""

import re
from collections import Counter
from typing import NamedTuple

from tracktwo.reading.transcripts.speaker_lines import looks_like_name

_TIME = r"(?P<time>(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?)"
_NAME = r"(?P<name>[^\W\d_][^*:|\[\]()\t\n]{0,59}?)"


class LabelForm(NamedTuple):
    """How a label is written, and how it is read; `sure` if it is none but a name's, even once.

    Without its `sign` in it, a text has none, and is not sought through.
    """

    sign: str
    written: re.Pattern[str]
    read: str
    sure: bool = False


def _form(sign: str, written: str, read: str = r"\g<name>: ", *, sure: bool = False) -> LabelForm:
    return LabelForm(sign, re.compile(written, re.MULTILINE), read, sure)


_BOLD = r"**\g<name>:** "
_BOLD_WITH_TIME = rf"{_BOLD}[\g<time>] "
FORMS = (
    _form("**", rf"^\*\*\\?[\[(]?{_TIME}\\?[\])]?:?[ \t]+{_NAME}:?\*\*:?[ \t]*", _BOLD_WITH_TIME, sure=True),
    _form("**", rf"^\*\*{_NAME}[ \t]*\\?[\[(]{_TIME}\\?[\])]:?\*\*:?[ \t]+", _BOLD_WITH_TIME, sure=True),
    _form(":*", rf"^\*{_NAME}:\*[ \t]+(?=\S)", _BOLD),
    _form(":_", rf"^_{_NAME}:_[ \t]+(?=\S)", _BOLD),
    _form("'''", rf"^'''{_NAME}(?::'''|''':)[ \t]+(?=\S)", _BOLD),
    _form("**", rf"^\*\*{_NAME}\*\*[ \t]+(?=[^\s:\d\[(*_`])", _BOLD),
    _form(":", rf"^(?:\*\*)?{_NAME}(?:(?::\*\*|\*\*:)[ \t]*|:[ \t]+){_TIME}[ \t]*$", r"\g<name> [\g<time>]"),
    _form("[", rf"^\[{_NAME}\]:?[ \t]+(?=\S)"),
    _form("○", r"^○(?P<name>[^\s　]{1,30})　"),
    _form(
        ". ",
        r"^[ \t]*(?P<name>(?:Mr|Mrs|Ms|Miss|Dr)\.[ ][A-Z][A-Z'’.\- ]{0,30}[A-Z](?:[ ]of[ ]\w+)?"
        r"|The[ ][A-Z]{3,}(?:[ ]\w+){0,3})\.[ \t—]+(?=\S)",
        sure=True,
    ),
    _form("\t", rf"^{_NAME};?\t+(?=[^\s\d])"),
    _form(
        "|",
        r"^\|[ \t]*(?P<name>[^\W\d_][^|\n]{0,59}?)[ \t]*\|[ \t]*(?P<words>[^|\n]+?)[ \t]*\|[ \t]*$",
        r"\g<name>: \g<words>\n",
    ),
)
_QUESTION = re.compile(r"^[ \t]*(?P<who>[QA])(?:[.:]|(?=[ \t]{2}|\t))[ \t]+(?=\S)", re.MULTILINE)
_NUMBERED = re.compile(r"^[ \t]{0,9}(\d{1,3})(?:[ ]{2,}|\t)", re.MULTILINE)
_BULLET = re.compile(
    r"^[-*+•][ \t]+(?=\*\*[^*\n]{1,60}(?::\*\*|\*\*:)|(?:\*\*)?\\?[\[(]?\d{1,2}:\d\d)", re.MULTILINE
)
_HEAD = re.compile(r"^\|[^\n]*\n\|[ \t:|-]+\|[ \t]*\n", re.MULTILINE)
_FRAMES = re.compile(r"^([ \t]*\d{1,2}:\d\d:\d\d)[:;]\d\d(?=[ \t]+[^\s\d])", re.MULTILINE)
_GLUED = re.compile(r"^((?:\d{1,2}:)?\d{1,2}:\d\d)(?=[^\W\d_])", re.MULTILINE)
_MOST = 0.8  # of the lines


def with_labels(text: str) -> str:
    """Return a transcript whose names stand before colons; one that has none of these forms, as it is."""
    lines = sum(1 for _ in re.finditer(r"^.*\S", text, re.MULTILINE))
    for glued, written in ((_NUMBERED, ""), (_BULLET, ""), (_FRAMES, r"\1"), (_GLUED, r"\1 ")):
        if (found := len(glued.findall(text))) > 1 and found >= _MOST * lines / (2 if glued is _GLUED else 1):
            text = glued.sub(written, text)
    asked = Counter(found["who"] for found in _QUESTION.finditer(text))
    if min(asked["Q"], asked["A"]) > 1:
        text = re.sub(r"^[ \t]+(?=\S)", "", _QUESTION.sub(r"\g<who>: ", text), flags=re.MULTILINE)
    for form in FORMS:
        if form.sign not in text:
            continue
        below = _HEAD.sub("", text) if "words" in form.read else text
        names = Counter(found["name"] for found in form.written.finditer(below))
        if sum(names.values()) > 1 and (form.sure or _are_names(names)):
            text = form.written.sub(form.read, below)
    return text


def _are_names(names: Counter[str]) -> bool:
    """Tell whether labels are short, and some recur."""
    recur = max(names.values()) > 1 and 2 * len(names) <= 3 * sum(names.values())
    return recur and all(map(looks_like_name, names))
