"""What each language inflects: when two words of a text are forms of the same word.

English has rules of its own: the forms of a name's last word are put into the index, and texts stay as they
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
from tracktwo.linking.matching.name_index import Inflect
from tracktwo.linking.matching.tokens import LemmaKey, casefold_key, normalize
from tracktwo.model.problem import Problem
from tracktwo.model.scripts import language_code

# The languages of simplemma 2, by their ISO 639 codes. A test compares.
LEMMATIZED_LANGUAGES = frozenset(
    "ar ast bg ca cs cy da de el en enm eo es et fa fi fr ga gd gl grc gv hbs he hi hu hy id is it ka la lb "
    "lt lv mk ml ms nb nl nn pl pt ro ru se sk sl sq sv sw tl tr uk".split()
)
# One language under several codes.
_ALIASES = {"bs": "hbs", "hr": "hbs", "sh": "hbs", "sr": "hbs", "no": "nb", "iw": "he", "in": "id"}


class Language(NamedTuple):
    """How a language is matched: the forms of a name's last word, and the key that all forms of a word share.

    `lemma_key` is None where that is the word itself, whatever its case. `problem` is what is missing, if
    anything.
    """

    inflect: Inflect
    lemma_key: LemmaKey | None = None
    problem: Problem | None = None


def needs_lemmas(tag: str) -> bool:
    """Tell whether a language is known by its lemmas, for which simplemma has to be installed."""
    return _code(tag) in LEMMATIZED_LANGUAGES - {"en"}


def _code(tag: str) -> str:
    code = language_code(tag)
    return _ALIASES.get(code, code)


@lru_cache(maxsize=64)
def find_language(tag: str) -> Language:
    """Return the rules of a language, given by its BCP 47 tag (`pt-BR`) or a locale (`pt_BR`)."""
    code = _code(tag)
    if code == "en":
        return Language(english_forms)
    if not needs_lemmas(tag):  # Chinese and Japanese inflect nothing that a term holds
        return Language(_as_written)
    try:
        simplemma = import_module("simplemma")
    except ImportError as error:
        return Language(_as_written, problem=_no_lemmas(tag, error))
    # Its frugal dictionaries take a third of the memory and two thirds of the time to load, and more time for
    # each word, which here is asked for once: measured, they are faster up to 15,000 different words.
    lemma = partial(simplemma.lemmatize, lang=code, low_memory=True)
    known = partial(simplemma.is_known, lang=code, low_memory=True)
    if code in ("de", "lb"):
        lemma_key = _german_lemma_key(lemma, known)
    elif code == "ar":
        lemma_key = _arabic_lemma_key(lemma, known)
    else:
        lemma_key = _lowercase_lemma_key(lemma)
    return Language(_as_written, lru_cache(maxsize=1 << 16)(lemma_key))


def _as_written(word: str) -> tuple[str, ...]:
    return (word,)


def _no_lemmas(tag: str, error: ImportError) -> Problem:
    message = (
        f"language: {tag}: terms are found only as they are written, since simplemma, which knows the forms "
        f"of words, cannot be imported ({error})"
    )
    return Problem("", 0, "no-lemmas", "warning", message, "install it: pip install 'tracktwo[languages]'")


def _lowercase_lemma_key(lemma: Callable[[str], str]) -> LemmaKey:
    return lambda word: casefold_key(lemma(normalize(word).lower()))


def _german_lemma_key(lemma: Callable[[str], str], known: Callable[[str], bool]) -> LemmaKey:
    """Return the key of a German word, where a capital makes a noun: `Macht` is power, and `macht` makes."""

    def lemma_key(word: str) -> str:
        word = normalize(word)
        if word.isupper():
            word = word.capitalize()
        base = lemma(word)
        return base if base != word or known(word) else casefold_key(word)

    return lemma_key


# The article with what is written in one word with it: and, so; in, as; for the.
_ARTICLE = re.compile("^[وف]?(?:[بك]?ال|لل)(?=..)")
_VOWELS = re.compile("[\u0640\u064b-\u0652\u0670]")  # tatweel, harakat, small alef: may be left out


def _arabic_lemma_key(lemma: Callable[[str], str], known: Callable[[str], bool]) -> LemmaKey:
    """Return the key of an Arabic word: without vowel marks, and without the article that is written with it.

    A link takes in the whole word, since one around a part of it would cut joined letters. The dictionary
    gives diplomat for diplomacy (دبلوماسي, دبلوماسية): so a feminine stays one.
    """

    def lemma_key(word: str) -> str:
        word = _VOWELS.sub("", normalize(word))
        if not lemma(word).startswith("ال"):  # where the letters are the root's: التزام
            word = _ARTICLE.sub("", word)
        feminine = word[:-2] + "ة"
        if word.endswith("ات") and known(feminine):
            word = feminine
        base = lemma(word)
        return base + "ة" if word.endswith("ة") and not base.endswith("ة") else base

    return lemma_key
