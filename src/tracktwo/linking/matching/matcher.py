"""Finds the terms of a glossary in a text: one look-up a word, however large the glossary is."""

from collections.abc import Iterable
from itertools import compress, count
from typing import NamedTuple

from tracktwo.linking.matching.english import english_forms
from tracktwo.linking.matching.idioms import IDIOMATIC, in_idiom
from tracktwo.linking.matching.name_index import Forms, Key, Name, Trie
from tracktwo.linking.matching.tokens import Span, between, clean, closes, cut, fold, level, opens, split
from tracktwo.model.term import Term


class Match(NamedTuple):
    """A term found in a text: `text[start:end]`."""

    start: int
    end: int
    term: Term


class Matcher:
    """Finds terms in texts. What is wrong with their names is in `clashes` and `wordless` (see Trie)."""

    def __init__(self, terms: Iterable[Term], forms: Forms, key: Key | None = None) -> None:
        """Build the trie, with the rules of a language."""
        trie = Trie(terms, forms, key)
        self._names, self._starts, self._pairs, self._key = trie.names, trie.starts, trie.pairs, key
        self._idiomatic = IDIOMATIC if forms is english_forms else frozenset()
        self.clashes, self.wordless = trie.clashes, trie.wordless

    def find(self, text: str) -> list[Match]:
        """Return the terms in a text, leftmost first and then longest, without overlaps."""
        text = level(text)
        words, span = cut(text, self._key)
        words.append("")  # the last word, too, has one after it
        starts, pairs = self._starts, self._pairs
        candidates = [
            number
            for number in compress(count(), map(starts.__contains__, words))
            if starts[words[number]] or f"{words[number]} {words[number + 1]}" in pairs
        ]
        matches = []
        reached = done = 0
        for first in candidates:
            if first < reached:
                continue
            word = words[first]
            start, done = where = span(first, done, words[reached:first].count(word))
            reached, match = first + 1, None
            if f"{word} {words[reached]}" in pairs:
                match, reached = self._longest(text, words, span, where, first)
            idiom = word in self._idiomatic and in_idiom(text, start, done, word)
            if match is None and starts[word] and not idiom:
                match = self._first_fit(self._names[word], text, start, done)
            if match:
                done = match.end
                matches.append(match)
        return matches

    def _longest(
        self, text: str, words: list[str], span: Span, where: tuple[int, int], first: int
    ) -> tuple[Match | None, int]:
        """Return the longest term of several words from `first` on, and the number of the word after it."""
        start, end = where
        key = words[first]
        longest, following = None, first + 1
        for last in range(first + 1, len(words) - 1):
            gap = end
            begin, end = span(last, gap, 0)
            key += between(text[gap:begin]) + words[last]
            names = self._names.get(key)
            if names is None:
                break
            if match := self._first_fit(names, text, start, end):
                longest, following = match, last + 1
        return longest, following

    def _first_fit(self, names: tuple[Name, ...], text: str, start: int, end: int) -> Match | None:
        for name in names if self._key is None else _nearest(names, text[start:end]):
            if match := _fit(name, text, start, end):
                return match
        return None


def _fit(name: Name, text: str, start: int, end: int) -> Match | None:
    """Match a name whose words stand at `text[start:end]`, if its symbols, its case and its edges do."""
    term, before, after, spellings, _ = name
    if spellings is not None and _spelling(text[start:end]) not in spellings:
        return None
    if before or after:
        if not (text.endswith(before, 0, start) and text.startswith(after, end)):
            return None
        start, end = start - len(before), end + len(after)
    return Match(start, end, term) if opens(text, start, end) and closes(text, end) else None


def _nearest(names: tuple[Name, ...], text: str) -> Iterable[Name]:
    """Put first, of names whose words have the same lemmas, the one that is written as the text is."""
    if len(names) < 2:
        return names
    written = fold(_spelling(text))
    return sorted(names, key=lambda name: name.written != written)


def _spelling(text: str) -> str:
    if text.isascii() and text.isalnum():
        return text
    _, first, *parts = split(text)
    rest = (between(gap) + clean(word) for gap, word in zip(parts[:-1:2], parts[1::2], strict=True))
    return clean(first) + "".join(rest)
