"""Where sentences begin and end in a text of any script."""

import re
from collections.abc import Iterator

CLOSING = r"""["'”’»)\]」』）】]*"""
_MARK = "[.!?…؟۔।॥։።]"
# The second alternative is for scripts that write no space after the mark. The first begins where marks do:
# so each is read once.
END = re.compile(rf"(?<!{_MARK}){_MARK}++{CLOSING}\s+|[。！？｡．។៕။]+{CLOSING}\s*")
LAST_MARK = re.compile(r"""[.!?…。！？]["'”’»)\]]*$""")
# What stands before a name, and initials: the name follows, so the sentence goes on. ("I." is no initial.)
BEFORE_NAME = re.compile(
    r"(?<![\w.])(?:(?i:Drs?|Mrs?|Ms|Mx|Prof|St|Rev|Gen|Sen|Rep|Capt|Lt|Sgt)|[A-HJ-Z])\.$"
)
# These end a sentence only if no number follows.
BEFORE_NUMBER = re.compile(
    r"(?<!\w)(?:[Nn]os?|[Nn]r|[Ff]igs?|[Vv]ols?|[Cc]h|[Ee]qs?|[Ss]ec|[Aa]rt|pp?|ca?|approx|vs|etc|(?:\w\.)+\w)\.$"
)


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends as a sentence does: closing quotes and brackets may follow its mark."""
    return LAST_MARK.search(text) is not None


def sentence_starts(text: str) -> Iterator[int]:
    """Yield the offsets at which a sentence begins, but for the first one."""
    for found in END.finditer(text):
        if found.end() < len(text) and not _goes_on(text, found):
            yield found.end()


def _goes_on(text: str, end: re.Match[str]) -> bool:
    following = text[end.end()]
    if following.islower():
        return True
    if text[end.start()] != ".":
        return False
    before = text[max(0, end.start() - 12) : end.start() + 1]
    return bool(BEFORE_NAME.search(before) or (following.isdecimal() and BEFORE_NUMBER.search(before)))
