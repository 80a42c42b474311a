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
from itertools import accumulate
from typing import NamedTuple

from tracktwo.linking.matching.attached import CLITICS, KOREAN_PARTICLES, TURKISH_SUFFIXES
from tracktwo.linking.matching.brackets import CAPITAL_NOUNS
from tracktwo.linking.matching.dictionaries import dictionary_of, with_dotless_i
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
WordStarts = Callable[[str], list[int]]
Inflect = Callable[[str], tuple[str, ...]]


def _as_written(word: str) -> tuple[str, ...]:
    return (word,)


class Language(NamedTuple):
    """How a language is matched: the forms of a word, and the key that all forms of a word share.

    `code` is its code (ISO 639). `inflect` returns the forms of a word that stands alone; the first is always
    the word itself. In a name of several, a word has those of `inflect_in_name`, if that is not None.
    `lemma_key` is None where that is the word, whatever its case. None of its `common_words` is a term in
    small letters. A language that `doubles` writes a plural as its noun twice (`negara-negara`).

    Where a language `has_capital_names`, no other words have capitals, but for those that begin sentences.
    What `after_noun` matches may stand behind a term without a space; where a language `has_particles`, it is
    in one word with it. Where writing has no spaces, `word_starts` returns where the words of a text begin.
    `problem` is what is missing, if anything.
    """

    code: str
    inflect: Inflect = _as_written
    inflect_in_name: Inflect | None = None
    lemma_key: LemmaKey | None = None
    common_words: frozenset[str] = frozenset()
    doubles: bool = False
    has_capital_names: bool = True
    after_noun: re.Pattern[str] = CLITICS
    has_particles: bool = False
    word_starts: WordStarts | None = None
    problem: Problem | None = None

    def inflect_name(self, words: Sequence[str]) -> list[tuple[str, ...]]:
        """Return the forms of each word of a name; the first is always the word itself."""
        if self.code == "en":
            return english_name_forms(words)
        if self.code == "bn":  # the last word alone
            return [*((word,) for word in words[:-1]), self.inflect(words[-1])]
        in_name = self.inflect_in_name if len(words) > 1 else None
        return list(map(in_name or self.inflect, words))


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
        return Language(code, english_forms, common_words=COMMON_WORDS)
    if code not in LEMMATIZED_LANGUAGES:  # Chinese and Japanese inflect nothing that a term holds
        return _uninflected(code)
    try:
        simplemma = import_module("simplemma")
    except ImportError as error:
        what = "terms are found only as they are written, since simplemma, which knows the forms of words"
        message = _cannot_be_imported(tag, what, error)
        problem = Problem("", 0, "no-lemmas", "warning", message, install("simplemma"))
        return Language(code, problem=problem)
    dictionary = dictionary_of(code, simplemma)
    return Language(
        code,
        lru_cache(maxsize=1 << 14)(dictionary.forms),
        lru_cache(maxsize=1 << 14)(dictionary.forms_in_name),
        lru_cache(maxsize=1 << 16)(dictionary.key),
        doubles=code in ("id", "ms"),
        has_capital_names=code not in CAPITAL_NOUNS,
        after_noun=TURKISH_SUFFIXES if code == "tr" else CLITICS,
    )


def _uninflected(code: str) -> Language:
    """Return the rules of a language that is in no dictionary of simplemma's."""
    if code == "ko":
        return Language(code, after_noun=KOREAN_PARTICLES, has_particles=True)
    if code == "bn":
        return Language(code, lambda word: (word, *sorted(regular_forms(word, code) - {word})))
    if code == "az":
        return Language(code, lemma_key=with_dotless_i, after_noun=TURKISH_SUFFIXES)
    if code == "zh":
        try:
            rjieba = import_module("rjieba")
        except ImportError as error:
            lost = "terms are found in longer words, too (服务 in 服务器)"
            what = f"{lost}, since rjieba, which knows where words end"
            message = _cannot_be_imported(code, what, error)
            problem = Problem("", 0, "no-dictionary", "notice", message, install("rjieba"))
            return Language(code, problem=problem)
        # As far as they are in its dictionary, without guesses.
        return Language(code, word_starts=lambda text: [0, *accumulate(map(len, rjieba.cut(text, False)))])
    return Language(code)


def _cannot_be_imported(tag: str, what: str, error: ImportError) -> str:
    return f"language: {tag}: {what}, cannot be imported ({error})"
