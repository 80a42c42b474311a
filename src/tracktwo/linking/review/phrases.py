"""Phrases that lessons say often and that look like terms: candidates for a glossary, in English.

A phrase is worth how often it is said, times how much its words belong together: `neural network` is most of
what is said of `neural`, while `model work` is little of what is said of either.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import NamedTuple

from tracktwo.linking.matching.english import english_forms
from tracktwo.linking.page.excerpts import excerpt
from tracktwo.linking.review.candidates import WORD, kind_of, phrases_in, runs
from tracktwo.linking.review.stop_words import CONNECTIVES
from tracktwo.linking.review.written_links import line_of, read_prose

FEWEST = 3  # times that a phrase must be said, in two lessons at least
FEWEST_ALONE = 4  # times, where there is only one lesson
# A lesson that says a phrase fifty times weighs as much as one that says it five times: what is wanted is
# what readers meet everywhere, not what one guest came to talk about.
MOST_PER_LESSON = 5
# How much readers want it explained, where phrases in small letters are 1.
ACRONYM = 0.3
NAME = 0.1
_MARKUP = re.compile(r"[*_>]")
_NAMED = 0.7  # the share of a word's uses that have a capital inside a sentence, from which it is a name
_SMALL = 0.2  # the share of small beginnings from which a capital is no part of a phrase
_PART = 0.6  # the share of a phrase's uses within one longer phrase, from which it is only a part of that


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase in its commonest spelling; how often and in how many lessons it is said, and its first use."""

    text: str
    count: int
    lessons: int
    page: str
    line: int
    example: str


class _Use(NamedTuple):
    """Where a phrase is said: the number of the lesson, and the offsets in its prose."""

    lesson: int
    start: int
    end: int


def find_phrases(lessons: Sequence[tuple[str, str]]) -> Iterator[Phrase]:
    """Yield what lessons (path and Markdown) often say and what looks like a term; the best first."""
    counts = _Counts()
    for _, markdown in lessons:
        counts.read(markdown)
    phrases = counts.often()
    worth = {key: counts.worth(key, uses) for key, uses in phrases.items()}
    for key in sorted(_whole(phrases), key=lambda key: (-worth[key], key)):
        if worth[key]:
            uses = phrases[key]
            page, text = lessons[uses[0].lesson][0], counts.texts[uses[0].lesson]
            said_in = len({use.lesson for use in uses})
            _, start, end = uses[0]
            example = _MARKUP.sub("", "".join(excerpt(text, start, end))).strip()
            yield Phrase(counts.spelling(uses), len(uses), said_in, page, line_of(text, start), example)


@dataclass(slots=True)
class _Counts:
    """The prose of all lessons, the uses of phrases in it, and how often each word is said, and as a name."""

    texts: list[str] = field(default_factory=list)
    phrases: defaultdict[str, list[_Use]] = field(default_factory=lambda: defaultdict(list))
    words: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    speakers: set[str] = field(default_factory=set)

    def read(self, markdown: str) -> None:
        """Count what a lesson says."""
        text, names = read_prose(markdown)
        number = len(self.texts)
        self.texts.append(text)
        self.speakers.update(word.casefold() for name in names for word in WORD.findall(name))
        for run in runs(text, self.words):
            for token in run:
                self.named[token.kind.key] += token.named
            for first, last in phrases_in(run):
                key = " ".join([token.kind.key for token in run[first : last + 1]])
                self.phrases[key].append(_Use(number, run[first].start, run[last].end))

    def often(self) -> dict[str, list[_Use]]:
        """Return the phrases that are said often enough, singular and plural as one; their uses in order."""
        merged: defaultdict[str, list[_Use]] = defaultdict(list)
        for key, uses in self.phrases.items():
            head, space, last = key.rpartition(" ")
            merged[f"{head}{space}{self._lemma(last)}"] += uses
        fewest, lessons = (FEWEST_ALONE, 1) if len(self.texts) == 1 else (FEWEST, 2)
        return {
            key: sorted(uses)
            for key, uses in merged.items()
            if len(uses) >= fewest and len({use.lesson for use in uses}) >= lessons
        }

    def worth(self, key: str, uses: list[_Use]) -> float:
        """Return a phrase's count times its distinctiveness; 0 for a common word and for who speaks."""
        words = [word for word in key.split() if word not in CONNECTIVES]
        if self.speakers.issuperset(words):
            return 0.0
        said = [sum(self.words[form] for form in english_forms(word)) for word in words]
        together = prod(len(uses) / max(len(uses), times) for times in said) ** (1 / len(words))
        kinds = [kind_of(word) for word in WORD.findall(self.spelling(uses))]
        if all(self.named[kind.key] > _NAMED * self.words[kind.key] for kind in kinds if not kind.connects):
            together *= ACRONYM if any(kind.acronym for kind in kinds) else NAME
        elif len(words) == 1:
            return 0.0
        count = len(uses)
        if len(self.texts) > 1:
            count = min(count, MOST_PER_LESSON * len({use.lesson for use in uses}))
        return count * together

    def spelling(self, uses: list[_Use]) -> str:
        """Return how a phrase is written most often, without markup and line breaks."""
        texts = (self.texts[lesson][start:end] for lesson, start, end in uses)
        spellings = Counter(" ".join(_MARKUP.sub("", text).split()) for text in texts)
        commonest = spellings.most_common(1)[0][0]
        small = commonest[0].lower() + commonest[1:]
        only_at_starts = spellings[small] > _SMALL * spellings[commonest]  # its capital is that of sentences
        return small if only_at_starts else commonest

    def _lemma(self, word: str) -> str:
        return min((form for form in english_forms(word) if form in self.words), key=len, default=word)


def _whole(phrases: dict[str, list[_Use]]) -> list[str]:
    """Return the phrases that are said by themselves, and not nearly always as a part of a longer one."""
    parts = set()
    for key, uses in phrases.items():
        words = key.split()
        for first in range(len(words)):
            for last in range(first + 1, len(words) + 1):
                part = " ".join(words[first:last])
                if part in phrases and part != key and len(uses) > _PART * len(phrases[part]):
                    parts.add(part)
    return [key for key in phrases if key not in parts]
