"""The dictionaries of simplemma: what a noun's forms share.

A glossary names things. But simplemma gives a participle, and the noun that it became, its verb: the lemma
of the Spanish `estado` is `estar`, and so is that of `está`. So a lemma counts only where the word is a
noun's or an adjective's form of it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from types import ModuleType

from tracktwo.linking.matching.regular_forms import is_form_of, is_verb, regular_forms
from tracktwo.linking.matching.tokens import casefold_key, normalize

_SHORT_WORD = 3  # letters: articles, prepositions and their like, which have no regular forms
_MAX_STEPS = 2  # from a form to its lemma: what has the plural of a possessive has that of the noun behind it


@dataclass(frozen=True)
class Dictionary:
    """The dictionary of a language, given by its code: the lemma of a word, and whether a word is in it."""

    code: str
    lemma: Callable[[str], str]
    known: Callable[[str], bool]

    def key(self, word: str) -> str:
        """Return what all forms of a word have in common, in any case."""
        return casefold_key(self.noun(self.lower(normalize(word))))

    def lower(self, word: str) -> str:
        """Return a word in small letters."""
        return word.lower()

    def noun(self, word: str) -> str:
        """Return the lemma of a word in small letters, and the word itself where that is a verb's."""
        for _ in range(_MAX_STEPS):
            lemma = self.lemma(word).lower()
            if lemma == word or not is_form_of(word, lemma, self.code):
                break
            word = lemma
        return word

    def forms(self, word: str) -> tuple[str, ...]:
        """Return a word and its regular forms, less those that are other words.

        Of a noun whose forms the dictionary has, there are none that it has not.
        """
        key = casefold_key(self.key(word))
        if key != casefold_key(word):  # a form that the dictionary knows
            return (word,)
        new = []
        for form in sorted(regular_forms(word, self.code) - {word}):
            form_key = casefold_key(form)
            if casefold_key(self.key(form)) == form_key:
                if casefold_key(self.lemma(form)) != form_key or not self.known(form):
                    new.append(form)
            elif self.known(form) and casefold_key(self.key(form)) == key and self.known(word):
                return (word,)
        return (word, *new)

    def forms_in_name(self, word: str) -> tuple[str, ...]:
        """Return the forms that a word has in a name of several, of which the others say what is meant.

        There its regular forms count also where the dictionary gives them to another word, as it does with
        the feminine of what may be a verb: `vivas` are of `vivo`, and `viva` is of `vivar`.
        """
        forms = self.forms(word)
        if len(word) <= _SHORT_WORD:
            return forms
        other = regular_forms(word, self.code).difference(forms)
        return (*forms, *sorted(filter(self.known, other)))


class GermanDictionary(Dictionary):
    """German, where a capital makes a noun: `Macht` is power, and `macht` makes."""

    def key(self, word: str) -> str:
        """Return what all forms of a word have in common: a noun's begin with a capital."""
        word = normalize(word)
        if word.isupper():
            word = word.capitalize()
        for _ in range(_MAX_STEPS):
            lemma = self.lemma(word)
            if lemma == word:
                break
            if lemma.islower() and is_verb(lemma, self.code):
                if word.lower() == lemma:  # das Sein
                    break
                if not is_form_of(word.lower(), lemma, self.code):
                    return word.lower()
            word = lemma
        return word if self.known(word) else casefold_key(word)

    def forms(self, word: str) -> tuple[str, ...]:
        """Return a word and its regular forms; a participle's in small letters, which nouns' are not."""
        lower = word.lower()
        return (word, *super().forms(lower)) if self.key(word) == lower else super().forms(word)


# The article with what is written in one word with it: and, so; in, as; for the. And what is so without it.
_ARTICLE = re.compile("^[وف]?(?:[بك]?ال|لل)(?=..)")
_PREFIXES = re.compile("^(?:[وف][بكل]?|[بكل])(?=...)")
_VOWELS = re.compile("[\u0640\u064b-\u0652\u0670]")  # tatweel, harakat, small alef: may be left out


class ArabicDictionary(Dictionary):
    """Arabic, without vowel marks, and without the article that is written with a word.

    A link takes in the whole word, since one around a part of it would cut joined letters. The dictionary
    gives diplomat for diplomacy (دبلوماسي, دبلوماسية): so a feminine stays one.
    """

    def key(self, word: str) -> str:
        """Return what all forms of a word have in common."""
        word = _VOWELS.sub("", normalize(word)) or word  # which may be a tatweel alone
        if not (self.known(word) and self.lemma(word).startswith("ال")):  # the root's letters: التزام
            word = _ARTICLE.sub("", word)
        if not self.known(word) and self.known(bare := _PREFIXES.sub("", word)):
            word = bare
        feminine = word[:-2] + "ة"
        if word.endswith("ات") and self.known(feminine):
            word = feminine
        lemma = self.lemma(word)
        return lemma + "ة" if word.endswith("ة") and not lemma.endswith("ة") else lemma


class HindiDictionary(Dictionary):
    """Hindi, where the dot below a letter of a borrowed word may be left out: `वर्चुअलाइज़ेशन`."""

    def key(self, word: str) -> str:
        """Return what all forms of a word have in common."""
        return super().key(word).replace("\u093c", "")


# What Indonesian and Malay write in one word with a noun: its possessor, and particles.
_MALAY_ENDING = re.compile("(?<=...)(?:nya|lah|kah|pun|ku|mu)$")


class MalayDictionary(Dictionary):
    """Indonesian and Malay, whose lemmas are roots: `perjanjian` (treaty) is no form of `janji` (promise)."""

    def key(self, word: str) -> str:
        """Return a noun without what is written in one word with it."""
        key = casefold_key(word)
        noun = _MALAY_ENDING.sub("", key)
        return noun if noun != key and self.known(noun) else key


# Hebrew's article with what is written in one word with it: and, that, when, as, in, to, from.
_HEBREW_PREFIXES = re.compile("^(?:ו?(?:כש|מש|ש)?[בכלמ]?ה?)(?=...)")


class HebrewDictionary(Dictionary):
    """Hebrew, without the article and what else is written in one word with a noun.

    As in Arabic, a link takes in the whole word. The dictionary has words with one prefix, and not with more.
    """

    def key(self, word: str) -> str:
        """Return what all forms of a word have in common."""
        word = normalize(word)
        if not self.known(word):
            longest = _HEBREW_PREFIXES.match(word)
            for end in range(1, longest.end() + 1 if longest else 0):
                if self.known(word[end:]):
                    return super().key(word[end:])
        return super().key(word)


_POSSESSED = re.compile("(?<=..)s?[ıiuü]$")
_DOTLESS_I = str.maketrans("İI", "iı")


def with_dotless_i(word: str) -> str:
    """Return a Turkish or Azerbaijani word in small letters: `bilgi` of `BİLGİ`, and `ışık` of `IŞIK`."""
    return normalize(word).translate(_DOTLESS_I).lower()


class TurkishDictionary(Dictionary):
    """Turkish, where the small letter of I has no dot; in English names it may have one, too."""

    def lower(self, word: str) -> str:
        """Return a word in small letters."""
        return with_dotless_i(word)

    def forms(self, word: str) -> tuple[str, ...]:
        """Return a word, its regular forms, and its spelling with a dot: `ingress`.

        And without the ending of what belongs to another noun (veri merkezi), where that has cases and the
        dictionary knows these by the noun: `merkezinden`.
        """
        lower = self.lower(word)
        noun = _POSSESSED.sub("", lower)
        owned = noun != lower and noun in (self.key(f"{lower}nden"), self.key(f"{lower}ndan"))
        with_dot = {word.lower()} - {lower, word} if "I" in word else ()
        return (*super().forms(word), *with_dot, *((noun,) if owned else ()))


_KINDS = {
    "hi": HindiDictionary,
    "he": HebrewDictionary,
    "tr": TurkishDictionary,
    "ar": ArabicDictionary,
    "de": GermanDictionary,
    "id": MalayDictionary,
    "lb": GermanDictionary,
    "ms": MalayDictionary,
}


def dictionary_of(code: str, simplemma: ModuleType) -> Dictionary:
    """Return the dictionary of a language, given by its code.

    The frugal ones of simplemma take a third of the memory and two thirds of the time to load, and more time
    for each word, which here is asked for once: measured, they are faster up to 15,000 different words.
    """
    lemma = lru_cache(maxsize=1 << 15)(partial(simplemma.lemmatize, lang=code, low_memory=True))
    known = lru_cache(maxsize=1 << 15)(partial(simplemma.is_known, lang=code, low_memory=True))
    return _KINDS.get(code, Dictionary)(code, lemma, known)
