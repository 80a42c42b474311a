"""Cuts prose into phrases that could be terms, by common words and punctuation alone.

No grammar is known here. What stands between common words and punctuation is cut into phrases of one to four
words, as RAKE does (Rose et al., 2010); a single word counts if it is an acronym or a name.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from tracktwo.linking.matching.idioms import COMMON_WORDS
from tracktwo.linking.matching.languages import Language
from tracktwo.linking.matching.name_variants import is_case_sensitive
from tracktwo.linking.review.common_words import common_words

MAX_PHRASE_WORDS = 4  # words
WORD = re.compile(r"([^\W_]+(?:['’][^\W_]+)*)")
_WORD_WITHOUT_ARTICLE = re.compile(r"([^\W_]+)")  # l'envoyé, dell'inviato
_TIE = re.compile(r"[ \t*_]*+\n?[ \t*_>]*+|[-‐‑]")
_AFTER_ARTICLE = ("'", "’")  # or after a preposition, without its vowel
_BEGINS_SENTENCE = re.compile(r"[.!?:…\"“”‘(]|\n\s*\n|--|[–—]")
_POSSESSIVE = ("'s", "’s")
_WITHIN_NAMES = frozenset(".=\\")  # .NET, ASP.NET: these touch what is no word by itself


class WordKind(NamedTuple):
    """What a word is by its letters alone; `key` is what it shares with its other spellings.

    A stop word parts phrases; a connective may stand inside one, but neither begins nor ends it.
    """

    key: str
    is_stop: bool
    is_connective: bool
    can_start: bool
    can_end: bool
    is_acronym: bool


class WordToken(NamedTuple):
    """A word in a text; it is a name if it is an acronym, or has a capital where no sentence begins."""

    start: int
    end: int
    kind: WordKind
    is_name: bool


@lru_cache(maxsize=65536)
def kind_of(word: str, language: str) -> WordKind:
    """Return the kind of a word: whether it parts phrases, or may begin, connect or end them."""
    key = word.casefold()
    if word.endswith("s") and word[:-1].isupper():
        key = key[:-1]  # GPUs
    common = common_words(language)
    names_nothing = language == "en" and _names_nothing(key)
    contracted = ("'" in key or "’" in key) and not key.endswith(_POSSESSIVE)
    is_connective = key in common.connectives
    return WordKind(
        key,
        is_stop=key in common.stop or contracted,
        is_connective=is_connective,
        can_start=not word.isdigit(),
        can_end=not (is_connective or key in common.general or names_nothing or word.isdigit()),
        is_acronym=sum(map(str.isupper, word)) > 1 and is_case_sensitive(word, COMMON_WORDS),
    )


def _names_nothing(key: str) -> bool:
    """Tell whether an English word names nothing by itself, as participles and adverbs: trained, usually."""
    participle = key.endswith("ed") and len(key) > 4 and not key.endswith("eed")
    return participle or key.endswith(("ly", *_POSSESSIVE))


def word_runs(text: str, words: Counter[str], language: Language) -> Iterator[list[WordToken]]:
    """Yield the runs of words with neither a stop word nor punctuation between them; count all words."""
    is_english = language.code == "en"
    parts = (WORD if is_english else _WORD_WITHOUT_ARTICLE).split(text)  # gap, word, gap, ..., word, gap
    ends = list(accumulate(map(len, parts)))
    kinds = [kind_of(word, language.code) for word in parts[1::2]]
    words.update([kind.key for kind in kinds])
    run: list[WordToken] = []
    following = 0
    for number in [number for number, kind in enumerate(kinds) if not kind.is_stop]:
        gap, word, kind = parts[2 * number], parts[2 * number + 1], kinds[number]
        tied = gap == " " or _TIE.fullmatch(gap) is not None
        tied = tied or (not is_english and gap in _AFTER_ARTICLE)
        if run and (number != following or not tied):
            yield run
            run = []
        touched = parts[2 * number + 2] if number + 1 < len(kinds) else ""
        if _WITHIN_NAMES.intersection((gap[-1:], touched)):
            continue
        if run or not kind.is_connective:
            inside = tied or not _BEGINS_SENTENCE.search(gap)
            capital = language.has_capital_names and word[0].isupper() and inside
            run.append(WordToken(ends[2 * number], ends[2 * number + 1], kind, kind.is_acronym or capital))
            following = number + 1
    if run:
        yield run


def phrases_in(run: list[WordToken]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last word of each phrase in a run."""
    for first, token in enumerate(run):
        letter = token.end - token.start == 1
        if token.kind.is_connective or not token.kind.can_start:
            continue
        if token.is_name and token.kind.can_end and not letter:
            yield first, first
        if letter and (first + 1 == len(run) or run[first + 1].start > token.end + 1):
            continue  # a letter is a word where it is tied to the next: e-commerce
        for last in range(first + 1, min(first + MAX_PHRASE_WORDS, len(run))):
            if run[last].kind.can_end:
                yield first, last
