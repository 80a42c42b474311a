"""Cuts English prose into phrases that could be terms, by stop words and punctuation alone.

No grammar is known here. What stands between stop words and punctuation is cut into phrases of one to four
words, as RAKE does (Rose et al., 2010); a single word counts if it is an acronym or a name.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from tracktwo.linking.matching.name_variants import is_exact
from tracktwo.linking.review.stop_words import CONNECTIVES, GENERAL_NOUNS, STOP_WORDS

LONGEST = 4  # words
WORD = re.compile(r"([^\W_]+(?:['’][^\W_]+)*)")
_TIE = re.compile(r"[ \t*_]*\n?[ \t*_>]*|[-‐‑]")
_BEGINS_SENTENCE = re.compile(r"[.!?:…\"“”‘(]|\n\s*\n|--|[–—]")
_POSSESSIVE = ("'s", "’s")


class Kind(NamedTuple):
    """What a word is by its letters alone; `key` is what it has in common with its other spellings."""

    key: str
    stops: bool
    connects: bool
    begins: bool
    ends: bool
    acronym: bool


class Token(NamedTuple):
    """A word in a text; `named` if it is an acronym, or has a capital where no sentence begins."""

    start: int
    end: int
    kind: Kind
    named: bool


@lru_cache(maxsize=65536)
def kind_of(word: str) -> Kind:
    """Return what a word is: whether it parts phrases, ties, begins or ends them."""
    key = word.casefold()
    if word.endswith("s") and word[:-1].isupper():
        key = key[:-1]  # GPUs
    contracted = ("'" in key or "’" in key) and not key.endswith(_POSSESSIVE)
    # What ends in -ed or -ly, or is a number, names nothing by itself: well-trained, usually.
    participle = key.endswith("ed") and len(key) > 4 and not key.endswith("eed")
    return Kind(
        key,
        stops=(key in STOP_WORDS and key not in CONNECTIVES) or contracted,
        connects=key in CONNECTIVES,
        begins=not word.isdigit(),
        ends=not (
            key in CONNECTIVES
            or key in GENERAL_NOUNS
            or key.endswith(("ly", *_POSSESSIVE))
            or participle
            or word.isdigit()
        ),
        acronym=sum(map(str.isupper, word)) > 1 and is_exact(word),
    )


def runs(text: str, words: Counter[str]) -> Iterator[list[Token]]:
    """Yield the stretches of words with neither a stop word nor punctuation between them; count all words."""
    parts = WORD.split(text)  # gap, word, gap, ..., word, gap
    ends = list(accumulate(map(len, parts)))
    kinds = [kind_of(word) for word in parts[1::2]]
    words.update([kind.key for kind in kinds])
    run: list[Token] = []
    following = 0
    for number in [number for number, kind in enumerate(kinds) if not kind.stops]:
        gap, word, kind = parts[2 * number], parts[2 * number + 1], kinds[number]
        tied = gap == " " or _TIE.fullmatch(gap) is not None
        if run and (number != following or not tied):
            yield run
            run = []
        if run or not kind.connects:
            capital = word[0].isupper() and (tied or not _BEGINS_SENTENCE.search(gap))
            run.append(Token(ends[2 * number], ends[2 * number + 1], kind, kind.acronym or capital))
            following = number + 1
    if run:
        yield run


def phrases_in(run: list[Token]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last word of each phrase in a run."""
    for first, token in enumerate(run):
        letter = token.end - token.start == 1
        if token.kind.connects or not token.kind.begins:
            continue
        if token.named and token.kind.ends and not letter:
            yield first, first
        if letter and (first + 1 == len(run) or run[first + 1].start > token.end + 1):
            continue  # a letter is a word where it is tied to the next: e-commerce
        for last in range(first + 1, min(first + LONGEST, len(run))):
            if run[last].kind.ends:
                yield first, last
