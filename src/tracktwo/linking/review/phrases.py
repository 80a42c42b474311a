"""Phrases that lessons say often and that look like terms: candidates for a glossary.

A phrase is worth how often it is said, times how much its words belong together: `neural network` is most of
what is said of `neural`, while `model work` is little of what is said of either.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import NamedTuple

from tracktwo.linking.matching.languages import Language
from tracktwo.linking.page.excerpts import excerpt
from tracktwo.linking.review.candidates import WORD, kind_of, phrases_in, word_runs
from tracktwo.linking.review.common_words import common_words
from tracktwo.linking.review.written_links import line_of, read_prose

MIN_COUNT = 3  # times that a phrase must be said, in two lessons at least
MIN_COUNT_ALONE = 4  # times, where there is only one lesson
# A lesson that says a phrase fifty times weighs as much as one that says it five times: what is wanted is
# what readers meet everywhere, not what one guest came to talk about.
MAX_PER_LESSON = 5
# How much readers want it explained, where phrases in small letters are 1.
ACRONYM_WEIGHT = 0.3
NAME_WEIGHT = 0.1
ONE_NAME_WEIGHT = 0.02
_SHOW_SHARE = 2 / 3  # of five lessons or more, from which a name in them is that of the show itself
_MARKUP = re.compile(r"[*_>]|(?m:^[ \t]*(?:[-+]|\d+[.)])[ \t])")
_SPACE_BEFORE = re.compile(r"\s+(?=[,.;:)])")
_SENTENCE = re.compile(r"[^.!?()\n]*+(?:\n(?![ \t]*\n)[^.!?()\n]*+)*+")
_MIN_SENTENCE = 30  # characters: shorter ones may well be said twice
_NAME_SHARE = 0.7  # of a word's uses with a capital inside a sentence, from which it is a name
_LOWERCASE_SHARE = 0.2  # of small beginnings, from which a capital is no part of a phrase
_PART_SHARE = 0.6  # of a phrase's uses within one longer phrase, from which it is only a part of that


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase in its commonest spelling; how often and in how many lessons it is said, and its first use."""

    text: str
    count: int
    lessons: int
    page: str
    line: int
    example: str


class _PhraseUse(NamedTuple):
    """Where a phrase is said: the number of the lesson, and the offsets in its prose."""

    lesson: int
    start: int
    end: int


def find_phrases(lessons: Sequence[tuple[str, str]], language: Language) -> Iterator[Phrase]:
    """Yield what lessons (path and Markdown) often say and what looks like a term; the best first."""
    counts = _PhraseCounts(language)
    for _, markdown in lessons:
        counts.read(markdown)
    phrases = counts.frequent()
    scores = {key: counts.score(key, uses) for key, uses in phrases.items()}
    for key in sorted(_independent(phrases), key=lambda key: (-scores[key], key)):
        if scores[key]:
            uses = phrases[key]
            page, text = lessons[uses[0].lesson][0], counts.texts[uses[0].lesson]
            lesson_count = len({use.lesson for use in uses})
            _, start, end = uses[0]
            example = _clean("".join(excerpt(text, start, end)))
            yield Phrase(counts.spelling(uses), len(uses), lesson_count, page, line_of(text, start), example)


def _clean(text: str) -> str:
    """Return a text without markup, as it is read."""
    return _SPACE_BEFORE.sub("", " ".join(_MARKUP.sub(" ", text).split()))


@dataclass(slots=True)
class _PhraseCounts:
    """The prose of all lessons, the uses of phrases in it, and how often each word is said, and as a name."""

    language: Language
    texts: list[str] = field(default_factory=list)
    sentences: set[str] = field(default_factory=set)
    phrases: defaultdict[str, list[_PhraseUse]] = field(default_factory=lambda: defaultdict(list))
    words: Counter[str] = field(default_factory=Counter)
    by_lemma: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    named: Counter[str] = field(default_factory=Counter)
    speakers: set[str] = field(default_factory=set)

    def read(self, markdown: str) -> None:
        """Count what a lesson says."""
        text, names = read_prose(markdown)
        number = len(self.texts)
        self.texts.append(text)
        self.speakers.update(word.casefold() for name in names for word in WORD.findall(name))
        for run in word_runs(self._first_said(text), self.words, self.language):
            for token in run:
                self.named[token.kind.key] += token.is_name
            for first, last in phrases_in(run):
                key = " ".join([token.kind.key for token in run[first : last + 1]])
                self.phrases[key].append(_PhraseUse(number, run[first].start, run[last].end))

    def _first_said(self, text: str) -> str:
        """Return a text with spaces for the sentences that an earlier lesson has word for word."""
        sentences = {" ".join(match[0].split()): match for match in _SENTENCE.finditer(text)}
        known = self.sentences.intersection(sentences)
        self.sentences.update(sentence for sentence in sentences if len(sentence) >= _MIN_SENTENCE)
        if not known:
            return text
        return _SENTENCE.sub(
            lambda match: re.sub(r"\S", " ", match[0]) if " ".join(match[0].split()) in known else match[0],
            text,
        )

    def frequent(self) -> dict[str, list[_PhraseUse]]:
        """Return the phrases that are said often enough, singular and plural as one; their uses in order."""
        if key_of := self.language.lemma_key:
            for word in self.words:
                self.by_lemma[key_of(word)].append(word)
        merged: defaultdict[str, list[_PhraseUse]] = defaultdict(list)
        for key, uses in self.phrases.items():
            head, space, last = ("", "", key) if key_of else key.rpartition(" ")
            merged[head + space + " ".join(map(self._lemma, last.split()))] += uses
        fewest, lessons = (MIN_COUNT_ALONE, 1) if len(self.texts) == 1 else (MIN_COUNT, 2)
        return {
            key: sorted(uses)
            for key, uses in merged.items()
            if len(uses) >= fewest and len({use.lesson for use in uses}) >= lessons
        }

    def score(self, key: str, uses: list[_PhraseUse]) -> float:
        """Return a phrase's count times its distinctiveness; 0 for a common word and for who speaks."""
        words = [word for word in key.split() if word not in common_words(self.language.code).connectives]
        if self.speakers.issuperset(words):
            return 0.0
        counts = [sum(self.words[form] for form in self._forms(word)) for word in words]
        distinctiveness = prod(len(uses) / max(len(uses), count) for count in counts) ** (1 / len(words))
        kinds = [kind_of(word, self.language.code) for word in WORD.findall(self.spelling(uses))]
        keys = [kind.key for kind in kinds if not kind.is_connective]
        lessons = len({use.lesson for use in uses})
        if all(self.named[key] > _NAME_SHARE * self.words[key] for key in keys):
            if any(kind.is_acronym for kind in kinds):
                distinctiveness *= ACRONYM_WEIGHT
            elif len(self.texts) >= MAX_PER_LESSON and lessons > _SHOW_SHARE * len(self.texts):
                return 0.0
            else:
                distinctiveness *= NAME_WEIGHT if len(words) > 1 else ONE_NAME_WEIGHT
        elif len(words) == 1:
            return 0.0
        return distinctiveness * (
            len(uses) if len(self.texts) == 1 else min(len(uses), MAX_PER_LESSON * lessons)
        )

    def spelling(self, uses: list[_PhraseUse]) -> str:
        """Return how a phrase is written most often, without markup and line breaks."""
        texts = (self.texts[lesson][start:end] for lesson, start, end in uses)
        spellings = Counter(map(_clean, texts))
        commonest = spellings.most_common(1)[0][0]
        small = commonest[0].lower() + commonest[1:]
        is_of_sentences = spellings[small] > _LOWERCASE_SHARE * spellings[commonest]  # the capital
        return small if is_of_sentences else commonest

    def _lemma(self, word: str) -> str:
        return min((form for form in self._forms(word) if form in self.words), key=len, default=word)

    def _forms(self, word: str) -> Sequence[str]:
        """Return the forms of a word: in English all that there can be, else those that lessons have."""
        key_of = self.language.lemma_key
        return self.by_lemma[key_of(word)] if key_of else self.language.inflect(word)


def _independent(phrases: dict[str, list[_PhraseUse]]) -> list[str]:
    """Return the phrases that are said by themselves, and not nearly always as a part of a longer one."""
    parts = set()
    for key, uses in phrases.items():
        words = key.split()
        for first in range(len(words)):
            for last in range(first + 1, len(words) + 1):
                part = " ".join(words[first:last])
                if part in phrases and part != key and len(uses) > _PART_SHARE * len(phrases[part]):
                    parts.add(part)
    return [key for key in phrases if key not in parts]
