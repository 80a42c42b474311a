"""What each language inflects: when two words of a text are forms of the same word.

English has rules of its own: the forms of a name's last word are put into the trie, and texts stay as they
are. Elsewhere any word of a name changes (traités étatiques, государственного договора), and all its forms
together would be hundreds. So there each word, of names and of texts, is compared by its lemma, which
simplemma knows. It is an optional extra; without it, and where writing does not inflect, a name is found as
it is written.
"""

import re
from collections.abc import Callable
from functools import lru_cache, partial
from importlib import import_module
from typing import NamedTuple

from tracktwo.linking.matching.english import english_forms
from tracktwo.linking.matching.name_index import Forms
from tracktwo.linking.matching.tokens import clean, fold
from tracktwo.model.scripts import language_code

# The languages of simplemma 2, by their ISO 639 codes. A test compares.
LEMMAS = frozenset(
    "ar ast bg ca cs cy da de el en enm eo es et fa fi fr ga gd gl grc gv hbs he hi hu hy id is it ka la lb "
    "lt lv mk ml ms nb nl nn pl pt ro ru se sk sl sq sv sw tl tr uk".split()
)
# One language under several codes.
_SAME = {"bs": "hbs", "hr": "hbs", "sh": "hbs", "sr": "hbs", "no": "nb", "iw": "he", "in": "id"}

_Key = Callable[[str], str]


class Language(NamedTuple):
    """How a language is matched: the forms of a name's last word, and what the forms of any word share.

    `key` is None where that is the word itself, whatever its case. `hint` says what is missing, if anything.
    """

    forms: Forms
    key: _Key | None = None
    hint: str = ""


def needs_lemmas(tag: str) -> bool:
    """Tell whether simplemma is what knows a language, which is an optional extra."""
    return _code(tag) in LEMMAS - {"en"}


def _code(tag: str) -> str:
    code = language_code(tag)
    return _SAME.get(code, code)


@lru_cache(maxsize=64)
def find_language(tag: str) -> Language:
    """Return the rules of a language, given by its BCP 47 tag (`pt-BR`) or a locale (`pt_BR`)."""
    code = _code(tag)
    if code == "en":
        return Language(english_forms)
    if not needs_lemmas(tag):  # Chinese and Japanese inflect nothing that a term holds
        return Language(_as_written)
    try:
        lemmas = import_module("simplemma")
    except ImportError as error:
        return Language(_as_written, hint=_hint(tag, error))
    # Its frugal dictionaries take a third of the memory and two thirds of the time to load, and more time for
    # each word, which here is asked for once: measured, they are faster up to 15,000 different words.
    lemma = partial(lemmas.lemmatize, lang=code, low_memory=True)
    known = partial(lemmas.is_known, lang=code, low_memory=True)
    if code in ("de", "lb"):
        key = _with_capitals(lemma, known)
    elif code == "ar":
        key = _without_articles(lemma, known)
    else:
        key = _in_any_case(lemma)
    return Language(_as_written, lru_cache(maxsize=1 << 16)(key))


def _as_written(word: str) -> tuple[str, ...]:
    return (word,)


def _hint(tag: str, error: ImportError) -> str:
    return (
        f"language: {tag}: terms are found only as they are written, since simplemma, which knows the forms "
        f"of words, cannot be imported ({error}); install it: pip install 'tracktwo[languages]'"
    )


def _in_any_case(lemma: _Key) -> _Key:
    return lambda word: fold(lemma(clean(word).lower()))


def _with_capitals(lemma: _Key, known: Callable[[str], bool]) -> _Key:
    """Compare as German does, where a capital makes a noun: `Macht` is power, and `macht` makes."""

    def key(word: str) -> str:
        word = clean(word)
        if word.isupper():
            word = word.capitalize()
        found = lemma(word)
        return found if found != word or known(word) else fold(word)

    return key


# The article with what is written in one word with it: and, so; in, as; for the.
_ARTICLE = re.compile("^[وف]?(?:[بك]?ال|لل)(?=..)")
_VOWELS = re.compile("[\u0640\u064b-\u0652\u0670]")  # tatweel, harakat, small alef: may be left out


def _without_articles(lemma: _Key, known: Callable[[str], bool]) -> _Key:
    """Compare Arabic words without vowel marks and article, which is written in one with its noun.

    A link takes in the whole word, since one around a part of it would cut joined letters. The dictionary
    gives diplomat for diplomacy (دبلوماسي, دبلوماسية): so a feminine stays one.
    """

    def key(word: str) -> str:
        word = _VOWELS.sub("", clean(word))
        if not lemma(word).startswith("ال"):  # where the letters are the root's: التزام
            word = _ARTICLE.sub("", word)
        feminine = word[:-2] + "ة"
        if word.endswith("ات") and known(feminine):
            word = feminine
        found = lemma(word)
        return found + "ة" if word.endswith("ة") and not found.endswith("ة") else found

    return key
