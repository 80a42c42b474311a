"""What each language inflects: when two words of a text are forms of the same word.

English has rules of its own: the forms of a name's last word are put into the index, and texts stay as they
are. Elsewhere any word of a name changes (traités étatiques, государственного договора), and all its forms
together would be hundreds. So there each word, of names and of texts, is compared by its lemma, which
simplemma knows. It is an optional extra; without it, and where writing does not inflect, a name is found as
it is written.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib import import_module
from typing import NamedTuple

from tracktwo.linking.matching.attached import CLITICS, KOREAN_PARTICLES, TURKISH_SUFFIXES
from tracktwo.linking.matching.brackets import CAPITAL_NOUNS
from tracktwo.linking.matching.dictionaries import (
    WordStarts,
    chinese_word_starts,
    dictionary_of,
    with_dotless_i,
)
from tracktwo.linking.matching.english import english_forms, english_name_forms
from tracktwo.linking.matching.idioms import COMMON_WORDS
from tracktwo.linking.matching.regular_forms import regular_forms
from tracktwo.linking.matching.tokens import LemmaKey
from tracktwo.model.problem import Problem, install
from tracktwo.model.scripts import language_code

# The languages of simplemma 2, by their ISO 639 codes. A test compares.
LEMMATIZED_LANGUAGES = frozenset(
    "ar ast bg ca cs cy da de el en enm eo es et fa fi fr ga gd gl grc gv hbs he hi hu hy id is it ka la lb "
    "lt lv mk ml ms nb nl nn pl pt ro ru se sk sl sq sv sw tl tr uk".split()
)
# One language under several codes.
_ALIASES = {"bs": "hbs", "hr": "hbs", "sh": "hbs", "sr": "hbs", "no": "nb", "iw": "he", "in": "id"}
Inflect = Callable[[str], tuple[str, ...]]
InflectName = Callable[[Sequence[str]], list[tuple[str, ...]]]


class Language(NamedTuple):
    """How a language is matched: the forms of a word, and the key that all forms of a word share.

    `code` is its code (ISO 639). `inflect` returns the forms of a word that stands alone, `inflect_name`
    those of each word of a name; the first is always the word itself. `lemma_key` is None where that is the
    word, whatever its case. None of its `common_words` is a term in small letters. A language that `doubles`
    writes a plural as its noun twice (`negara-negara`).

    Where a language `has_capital_names`, no other words have capitals, but for those that begin sentences.
    What `after_noun` matches may stand behind a term without a space; where a language `has_particles`, it is
    in one word with it. Where writing has no spaces, `word_starts` returns where the words of a text begin.
    `problem` is what is missing, if anything.
    """

    code: str
    inflect: Inflect
    inflect_name: InflectName
    lemma_key: LemmaKey | None = None
    common_words: frozenset[str] = frozenset()
    doubles: bool = False
    has_capital_names: bool = True
    after_noun: re.Pattern[str] = CLITICS
    has_particles: bool = False
    word_starts: WordStarts | None = None
    problem: Problem | None = None


def needs_dictionary(tag: str) -> bool:
    """Tell whether a language is known by a dictionary, for which simplemma or rjieba has to be installed."""
    return _code(tag) in LEMMATIZED_LANGUAGES.union(("zh",)) - {"en"}


def _code(tag: str) -> str:
    code = language_code(tag)
    return _ALIASES.get(code, code)


@lru_cache(maxsize=64)
def find_language(tag: str) -> Language:
    """Return the rules of a language, given by its BCP 47 tag (`pt-BR`) or a locale (`pt_BR`)."""
    code = _code(tag)
    if code == "en":
        return Language(code, english_forms, english_name_forms, common_words=COMMON_WORDS)
    if code not in LEMMATIZED_LANGUAGES:  # Chinese and Japanese inflect nothing that a term holds
        return _uninflected(code)
    try:
        simplemma = import_module("simplemma")
    except ImportError as error:
        return Language(code, _as_written, _name_as_written, problem=_no_lemmas(tag, error))
    dictionary = dictionary_of(code, simplemma)
    inflect = lru_cache(maxsize=1 << 14)(dictionary.forms)
    inflect_in_name = lru_cache(maxsize=1 << 14)(dictionary.forms_in_name)
    return Language(
        code,
        inflect,
        lambda words: list(map(inflect_in_name if len(words) > 1 else inflect, words)),
        lru_cache(maxsize=1 << 16)(dictionary.key),
        doubles=code in ("id", "ms"),
        has_capital_names=code not in CAPITAL_NOUNS,
        after_noun=TURKISH_SUFFIXES if code == "tr" else CLITICS,
    )


def _uninflected(code: str) -> Language:
    """Return the rules of a language in which the words of a name stand as they are."""
    language = Language(code, _as_written, _name_as_written)
    if code == "ko":
        return language._replace(after_noun=KOREAN_PARTICLES, has_particles=True)
    if code == "bn":
        return language._replace(inflect=_with_regular_forms, inflect_name=_last_with_regular_forms)
    if code == "az":
        return language._replace(lemma_key=with_dotless_i, after_noun=TURKISH_SUFFIXES)
    if code == "zh":
        found = chinese_word_starts()
        if isinstance(found, Problem):
            return language._replace(problem=found)
        return language._replace(word_starts=found)
    return language


def _as_written(word: str) -> tuple[str, ...]:
    return (word,)


def _name_as_written(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [(word,) for word in words]


def _with_regular_forms(word: str) -> tuple[str, ...]:
    return (word, *sorted(regular_forms(word, "bn") - {word}))


def _last_with_regular_forms(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [*((word,) for word in words[:-1]), _with_regular_forms(words[-1])]


def _no_lemmas(tag: str, error: ImportError) -> Problem:
    message = (
        f"language: {tag}: terms are found only as they are written, since simplemma, which knows the forms "
        f"of words, cannot be imported ({error})"
    )
    return Problem("", 0, "no-lemmas", "warning", message, install("simplemma"))
