"""Finds the terms of a glossary in a text: one look-up a word, however large the glossary is."""

from collections.abc import Iterable
from itertools import compress, count
from typing import NamedTuple

from tracktwo.linking.matching.idioms import IDIOM_WORDS, in_idiom
from tracktwo.linking.matching.languages import Language
from tracktwo.linking.matching.name_index import IndexedName, NameIndex
from tracktwo.linking.matching.tokens import (
    LocateToken,
    can_end_at,
    can_start_at,
    casefold_key,
    normalize,
    normalize_gap,
    normalize_punctuation,
    split_name,
    tokenize,
)
from tracktwo.model.term import Term


class Match(NamedTuple):
    """A term found in a text: `text[start:end]`."""

    start: int
    end: int
    term: Term


class Matcher:
    """Finds terms in texts; `clashes`, `homonyms` and `unmatchable` are what names lack (see NameIndex)."""

    def __init__(self, terms: Iterable[Term], language: Language) -> None:
        """Index the names of terms by the rules of a language (see NameIndex)."""
        index = NameIndex(terms, language)
        self._names, self._first_words, self._first_pairs = index.names, index.first_words, index.first_pairs
        self._lemma_key = language.lemma_key
        self._idiom_words = IDIOM_WORDS if language.common_words else frozenset()
        self.clashes, self.homonyms, self.unmatchable = index.clashes, index.homonyms, index.unmatchable

    def find(self, text: str) -> list[Match]:
        """Return the terms in a text, leftmost first and then longest, without overlaps."""
        text = normalize_punctuation(text)
        words, locate = tokenize(text, self._lemma_key)
        words.append("")  # the last word, too, has one after it
        first_words, first_pairs = self._first_words, self._first_pairs
        candidates = [
            number
            for number in compress(count(), map(first_words.__contains__, words))
            if first_words[words[number]] or f"{words[number]} {words[number + 1]}" in first_pairs
        ]
        matches = []
        reached = done = 0
        for first in candidates:
            if first < reached:
                continue
            word = words[first]
            start, done = where = locate(first, done, words[reached:first].count(word))
            reached, match = first + 1, None
            if f"{word} {words[reached]}" in first_pairs:
                match, reached = self._longest_match(text, words, locate, where, first)
            idiom = word in self._idiom_words and in_idiom(text, start, done, word)
            if match is None and first_words[word] and not idiom:
                match = self._first_match(self._names[word], text, start, done)
            if match:
                done = match.end
                matches.append(match)
        return matches

    def _longest_match(
        self, text: str, words: list[str], locate: LocateToken, where: tuple[int, int], first: int
    ) -> tuple[Match | None, int]:
        """Return the longest term of several words from `first` on, and the number of the word after it."""
        start, end = where
        key = words[first]
        longest, following = None, first + 1
        for last in range(first + 1, len(words) - 1):
            gap = end
            begin, end = locate(last, gap, 0)
            key += normalize_gap(text[gap:begin]) + words[last]
            names = self._names.get(key)
            if names is None:
                break
            if match := self._first_match(names, text, start, end):
                longest, following = match, last + 1
        return longest, following

    def _first_match(self, names: tuple[IndexedName, ...], text: str, start: int, end: int) -> Match | None:
        for name in names if self._lemma_key is None else _own_spelling_first(names, text[start:end]):
            if match := _match_name(name, text, start, end):
                return match
        return None


def _match_name(name: IndexedName, text: str, start: int, end: int) -> Match | None:
    """Return the use of a name whose words stand at `text[start:end]`, if symbols, case and edges agree."""
    term, before, after, spellings, _ = name
    if spellings is not None and _normalized_spelling(text[start:end]) not in spellings:
        return None
    if before or after:
        if not (text.endswith(before, 0, start) and text.startswith(after, end)):
            return None
        start, end = start - len(before), end + len(after)
    return Match(start, end, term) if can_start_at(text, start, end) and can_end_at(text, end) else None


def _own_spelling_first(names: tuple[IndexedName, ...], text: str) -> Iterable[IndexedName]:
    """Return names whose words have the same lemmas, first the one that is spelt as the text is."""
    if len(names) < 2:
        return names
    spelling = casefold_key(_normalized_spelling(text))
    return sorted(names, key=lambda name: name.own_spelling != spelling)


def _normalized_spelling(text: str) -> str:
    if text.isascii() and text.isalnum():
        return text
    _, first, *parts = split_name(text)
    rest = (normalize_gap(gap) + normalize(word) for gap, word in zip(parts[:-1:2], parts[1::2], strict=True))
    return normalize(first) + "".join(rest)
