"""Which phrases the names of a glossary say already, wholly, in part or in other words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tracktwo.linking.matching.languages import Language
from tracktwo.linking.matching.matcher import Matcher
from tracktwo.linking.matching.tokens import casefold_key, normalize_punctuation, tokenize
from tracktwo.linking.review.common_words import common_words
from tracktwo.linking.review.phrases import MIN_COUNT, Phrase
from tracktwo.model.term import Glossary, Term

_MAX_BETWEEN = 2  # words between an acronym and what it is of
_MIN_COMMON = 4  # letters with which two words of the same stem begin


class DefinedNames:
    """The names of a glossary's terms, word by word, in a language."""

    def __init__(self, glossary: Glossary, language: Language, said: str) -> None:
        """Take the names apart; `said` is what lessons say, in small letters."""
        self._said = said
        self._language = language
        self._names = [(name, self._keys(name), term) for term in glossary for name in term.names]
        self._joined = "|".join(f" {' '.join(keys)} " for _, keys, _ in self._names)
        self._connectives = common_words(language.code).connectives
        self._initials: dict[str, list[tuple[str, Term]]] = {}
        for name, keys, term in self._names:
            self._initials.setdefault(_initials(keys, self._connectives), []).append((name, term))
        self._acronyms = {keys[0]: term for _, keys, term in self._names if len(keys) == 1}

    def _keys(self, text: str) -> list[str]:
        return tokenize(normalize_punctuation(text), self._language.lemma_key)[0]

    def have(self, phrase: str, matcher: Matcher) -> bool:
        """Tell whether a phrase is made of terms, or is a part of one of their names."""
        rest = list(phrase)
        for start, end, _ in matcher.find(phrase):
            rest[start:end] = " " * (end - start)
        if not any(map(str.isalnum, rest)):
            return True
        *head, last = self._keys(phrase)
        forms = (last,) if self._language.lemma_key else self._language.inflect(last)
        return any(f" {' '.join([*head, form])} " in self._joined for form in forms)

    def other_name(self, phrase: str) -> Term | None:
        """Return the term that a phrase may be another name of: an acronym, what one is of, or a variant."""
        keys = self._keys(phrase)
        if len(keys) == 1:
            spelled_out = self._initials.get(keys[0], ())
            counts = {term: self._said.count(name.casefold()) for name, term in spelled_out}
            often = [term for term in counts if counts[term] >= MIN_COUNT]
            return max(often, key=counts.__getitem__, default=None)
        initials = _initials(keys, self._connectives)
        if initials in self._acronyms and are_said_together(phrase, initials, self._said):
            return self._acronyms[initials]
        return next((term for _, own, term in self._names if _is_variant(keys, own)), None)


def _initials(keys: Iterable[str], connectives: frozenset[str]) -> str:
    """Return the first letters of words; nothing of one word alone."""
    letters = [key[0] for key in keys if key not in connectives]
    return "".join(letters) if len(letters) > 1 else ""


def _is_variant(keys: list[str], name: list[str]) -> bool:
    """Tell whether two names are written apart and together, or have words of the same stems."""
    if "".join(keys) == "".join(name):
        return True
    if len(keys) != len(name) or keys[-1] != name[-1]:
        return False
    return all(
        one == other or (one[:_MIN_COMMON] == other[:_MIN_COMMON] and len(one) >= _MIN_COMMON)
        for one, other in zip(keys, name, strict=True)
    )


def with_acronyms(phrases: Sequence[Phrase], said: str) -> Iterator[Phrase]:
    """Yield phrases, an acronym together with what it is of, where the first of them is.

    Args:
        phrases: of one word and more.
        said: what lessons say, in small letters, by which an acronym is known to be of a phrase.
    """
    acronyms = {casefold_key(phrase.text): phrase for phrase in phrases if " " not in phrase.text}
    joined: dict[Phrase, Phrase] = {}
    for phrase in phrases:
        key = _initials(casefold_key(phrase.text).replace("-", " ").split(), frozenset())
        acronym = acronyms.get(key)
        if acronym and acronym not in joined and are_said_together(phrase.text, key, said):
            joined[phrase] = joined[acronym] = replace(phrase, text=f"{phrase.text} ({acronym.text})")
    yield from dict.fromkeys(joined.get(phrase, phrase) for phrase in phrases)


def are_said_together(name: str, acronym: str, said: str) -> bool:
    """Tell whether a name and an acronym stand side by side: `large language models, or LLMs`."""
    name, acronym = re.escape(casefold_key(name)), re.escape(casefold_key(acronym))
    between = rf"s?\b[^\w.!?]+(?:\w+[^\w.!?]+){{0,{_MAX_BETWEEN}}}"
    return re.search(rf"\b(?:{name}{between}{acronym}|{acronym}{between}{name})s?\b", said) is not None
