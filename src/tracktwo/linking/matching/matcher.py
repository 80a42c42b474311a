"""Finds the terms of a glossary in a text: one look-up a word, however large the glossary is."""

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import compress, count
from typing import NamedTuple

from tracktwo.linking.matching.attached import without_particles
from tracktwo.linking.matching.idioms import COMMON_WORDS, IDIOM_WORDS, begins_sentence, in_idiom
from tracktwo.linking.matching.languages import Language
from tracktwo.linking.matching.longer_names import parts_of_longer_names
from tracktwo.linking.matching.name_index import EITHER, IndexedName, NameIndex
from tracktwo.linking.matching.tokens import (
    LocateToken,
    casefold_key,
    normalize,
    normalize_gap,
    normalize_punctuation,
    split_name,
    tokenize,
)
from tracktwo.linking.matching.word_edges import WordEdges
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
        terms = list(terms)
        self._language = language
        self._index = NameIndex(terms, language)
        nouns = self._index.words
        self._noun_of = partial(without_particles, nouns=nouns) if language.has_particles else None
        self.clashes, self.homonyms = self._index.clashes, self._index.homonyms
        self.unmatchable = self._index.unmatchable
        # The phrases in which terms are not meant are found as terms are; each has those that it excludes.
        owners: dict[str, set[Term]] = {}
        for term in terms:
            for phrase in term.excluded:
                owners.setdefault(phrase, set()).add(term)
        self._excluding = {Term(phrase, ""): excluded for phrase, excluded in owners.items()}
        self._phrases = Matcher(self._excluding, language) if owners else None

    def find(self, text: str) -> list[Match]:
        """Return the terms in a text, leftmost first and then longest, without overlaps."""
        text = normalize_punctuation(text)
        words, locate = tokenize(text, self._language.lemma_key, self._noun_of)
        words.append("")  # the last word, too, has one after it
        first_words, first_pairs = self._index.first_words, self._index.first_pairs
        candidates = [
            number
            for number in compress(count(), map(first_words.__contains__, words))
            if first_words[words[number]] or f"{words[number]} {words[number + 1]}" in first_pairs
        ]
        search = _TextSearch(self._index, self._language, text, words, locate)
        matches = []
        reached = done = 0
        for first in candidates:
            if first < reached:
                continue
            word = words[first]
            start, done = where = locate(first, done, words[reached:first].count(word))
            reached, match = first + 1, None
            if f"{word} {words[reached]}" in first_pairs:
                match, reached = search.longest_match(where, first)
            if match is None and first_words[word]:
                match = search.match(search.names_of_word(word, start, done), start, done)
            if match:
                done = match.end
                matches.append(match)
        if self._phrases:
            matches = self._meant(matches, self._phrases.find(text))
        if search.edges.has_slashes:
            matches = _parted_by_slashes(text, matches)
        if self.homonyms:
            matches = [match for match in matches if match.term is not EITHER]
        return self._without_parts_of_names(text, matches) if self._language.has_capital_names else matches

    def _meant(self, matches: list[Match], phrases: list[Match]) -> list[Match]:
        """Return the matches, less those inside phrases in which their terms are not meant."""
        excluded = {
            (at, term)
            for phrase in phrases
            for term in self._excluding[phrase.term]
            for at in range(phrase.start, phrase.end)
        }
        return [match for match in matches if (match.start, match.term) not in excluded]

    def _without_parts_of_names(self, text: str, matches: list[Match]) -> list[Match]:
        """Return the matches, less those in longer names; the author's mark lifts this rule."""
        capitals = [(match.start, match.end) for match in matches if text[match.start].isupper()]
        parts = parts_of_longer_names(text, capitals)
        if not parts:
            return matches
        return [
            match
            for match in matches
            if (match.start, match.end) not in parts or match.term.exact_case is not None
        ]


class _TextSearch:
    """The search for names in one text, whose words are known by their keys."""

    def __init__(
        self, index: NameIndex, language: Language, text: str, words: list[str], locate: LocateToken
    ) -> None:
        self._names = index.names
        self._lemma_key = language.lemma_key
        self._idiom_words = IDIOM_WORDS if language.common_words else frozenset()
        self._text = text
        self._words = words
        self._locate = locate
        self.edges = WordEdges(text, language)

    def longest_match(self, where: tuple[int, int], first: int) -> tuple[Match | None, int]:
        """Return the longest term of several words from `first` on, and the number of the word after it."""
        start, end = where
        key = self._words[first]
        longest, following = None, first + 1
        for last in range(first + 1, len(self._words) - 1):
            gap = end
            begin, end = self._locate(last, gap, 0)
            key += normalize_gap(self._text[gap:begin]) + self._words[last]
            names = self._names.get(key)
            if names is None:
                break
            if match := self.match(names, start, end):
                longest, following = match, last + 1
        return longest, following

    def names_of_word(self, word: str, start: int, end: int) -> Sequence[IndexedName]:
        """Return the names that a word may be where it stands."""
        names = self._names[word]
        if word not in self._idiom_words:
            return names
        if in_idiom(self._text, start, end, word):
            return ()
        if word in COMMON_WORDS and self._text[end - 1].islower() and begins_sentence(self._text, start):
            return [name for name in names if name.term.exact_case is not None]
        return names

    def match(self, names: Sequence[IndexedName], start: int, end: int) -> Match | None:
        """Return the first of some names that stands at a span."""
        if len(names) > 1 and self._lemma_key:
            # Names whose words have the same lemmas: first the one that is spelt as the text is.
            spelling = casefold_key(_normalized_spelling(self._text[start:end]))
            names = sorted(names, key=lambda name: name.own_spelling != spelling)
        for name in names:
            if match := self._match_name(name, start, end):
                return match
        return None

    def _match_name(self, name: IndexedName, start: int, end: int) -> Match | None:
        """Return the use of a name whose words stand at `start`, if symbols, case and edges agree."""
        text = self._text
        if name.spellings is not None and _normalized_spelling(text[start:end]) not in name.spellings:
            return None
        if name.before or name.after:
            with_symbols = _extend(text, start, end, name)
            if with_symbols is None:
                return None
            start, end = with_symbols
        return Match(start, end, name.term) if self.edges.fit(start, end) else None


def _parted_by_slashes(text: str, matches: list[Match]) -> list[Match]:
    """Return the matches, less those that slashes tie to what is no term: `war/diplomacy`."""
    tied: list[list[Match]] = []
    for match in matches:
        if tied and match.start == tied[-1][-1].end + 1 and text[match.start - 1] == "/":
            tied[-1].append(match)
        else:
            tied.append([match])
    return [
        match
        for row in tied
        if "/" not in (text[row[0].start - 1 : row[0].start], text[row[-1].end : row[-1].end + 1])
        for match in row
    ]


def _extend(text: str, start: int, end: int, name: IndexedName) -> tuple[int, int] | None:
    """Return the span of the words at `text[start:end]` with the symbols of a name, and spaces between."""
    before, after = name.before.rstrip(), name.after.lstrip()
    while before != name.before and text[start - 1 : start].isspace():
        start -= 1
    while after != name.after and text[end : end + 1].isspace():
        end += 1
    if not (text.endswith(before, 0, start) and text.startswith(after, end)):
        return None
    return start - len(before), end + len(after)


def _normalized_spelling(text: str) -> str:
    if text.isascii() and text.isalnum():
        return text
    _, first, *parts = split_name(text)
    rest = (normalize_gap(gap) + normalize(word) for gap, word in zip(parts[:-1:2], parts[1::2], strict=True))
    return normalize(first) + "".join(rest)
