"""What stands between two captions when they become one text: a space, or nothing."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tracktwo.model.scripts import UNSPACED
from tracktwo.reading.text.lesson import Cue
from tracktwo.reading.text.notices import Notices

UNSPACED_CHARACTER = re.compile(f"[{UNSPACED}]")
FULL_STOP = re.compile(r"[。．｡]|(?<=[\u3041-\u9fff])\.(?=\s|$)")
MAX_SENTENCE = 200  # characters on average; where they are longer, full stops are not written
MIN_PHRASE = 5  # characters on average; of shorter captions each is a word
HAN_OR_KANA = re.compile("[\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]")
HYPHENATED = re.compile(r"([^\W\d_]+)([-\u2010\u00ad])$")
HYPHENS = ("-", "\u2010", "\u00ad")
FIRST_WORD = re.compile(r"[^\W\d_]+")
SOFT_HYPHEN = "\u00ad"
MARKS = ".,;:!?…\"'“”‘’()[]"


class CaptionJoin(NamedTuple):
    """How two captions become one text: the first loses `dropped` characters, `space` comes between."""

    space: str
    dropped: int = 0


def phrase_gap(texts: Sequence[str]) -> str:
    """Return what parts captions in Chinese and Japanese: nothing, or a space in place of their marks.

    Where hardly a sentence ends with a full stop, each caption is a phrase, as in subtitles of films.
    """
    length, stops = sum(map(len, texts)), sum(len(FULL_STOP.findall(text)) for text in texts)
    return " " if length >= MIN_PHRASE * len(texts) and stops * MAX_SENTENCE < length else ""


def space_between(before: str, after: str, gap: str = "") -> str:
    """Return a space, nothing beside nothing, and a gap between two characters of writing without spaces."""
    if not before or not after:
        return ""
    unspaced = UNSPACED_CHARACTER.match(before, len(before) - 1) and UNSPACED_CHARACTER.match(after)
    return (gap if HAN_OR_KANA.match(before, len(before) - 1) else "") if unspaced else " "


def word_counts(texts: Iterable[str]) -> Counter[str]:
    """Count the words, in lower case, without the marks around them but with their hyphens."""
    return Counter(word.strip(MARKS).casefold() for text in texts for word in text.split())


def join(before: Cue, after: Cue, counts: Counter[str], notices: Notices, gap: str = "") -> CaptionJoin:
    """Decide how a caption meets the next; `counts` are the words of the whole recording, `gap` its own.

    A word cut by a hyphen is mended if the hyphen is soft or the word stands elsewhere whole. If both halves
    are words elsewhere, or the second begins with the first ("go- going"), the hyphen is a dash or a word
    broken off, and the two stay apart. Otherwise they are a compound, such as "multi-track".
    """
    cut = HYPHENATED.search(before.text) if before.text.endswith(HYPHENS) else None
    rest = FIRST_WORD.match(after.text) if cut else None
    if not cut or not rest or not rest[0][0].islower():
        return CaptionJoin(space_between(before.text, after.text, gap))
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
