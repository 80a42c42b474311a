"""The lines of a caption: at most two, read at a glance, and broken where speech is.

The numbers are those of Netflix's Timed Text Style Guides: 42 characters a line, 16 in Chinese and Korean; 20
characters a second; a line ends after a mark, and not with an article or a preposition.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from math import inf

from tracktwo.reading.export.caption_words import CaptionWord
from tracktwo.reading.prose.function_words import ARTICLES, PREPOSITIONS

LINE, WIDE_LINE = 42, 32  # columns
LINES = 2
FASTEST = 20  # columns a second
# What a line costs, and what it costs less or more to end one at a place; an empty line's room costs 1.
LINE_COST, AT_MARK, AT_SENTENCE, WITHIN_SPACED, AFTER_TIE, FORBIDDEN = 4.0, -0.2, -0.4, 0.3, 0.5, 100.0
_SENTENCE = re.compile(r"[.?!…。？！][\"'”’»)\]」』]*$")
_MARK = re.compile(r"[,;:、，；：—–][\"'”’»)\]」』]*$")
_NO_START = re.compile(r"[^\w(\[{«“‘「『【〈《（¿¡]|[ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮー々ะาำๅๆฯ]")
_NO_END = re.compile(r".*[(\[{«“‘「『【〈《（เแโใไ]$")


def width(text: str) -> int:
    """Return how many columns a text takes: Chinese, Japanese and Korean characters are two wide."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(unicodedata.category(character) == "Mn" for character in text)


def in_captions(words: Sequence[CaptionWord]) -> list[tuple[CaptionWord, ...]]:
    """Return words in as many captions as they take, whose lines are not too long.

    If they are in such lines, they stay so.
    """
    text = "".join(word.text for word in words)
    limit = WIDE_LINE if 2 * width(text) > 3 * len(text) else LINE
    lines = _given_lines(words)
    if len(lines) > LINES or any(_width(line) > limit for line in lines):
        lines = list(_lines(words, limit))
    return [
        tuple(word for line in lines[at : at + LINES] for word in line) for at in range(0, len(lines), LINES)
    ]


def _given_lines(words: Sequence[CaptionWord]) -> list[Sequence[CaptionWord]]:
    starts = [n for n, word in enumerate(words) if n == 0 or word.gap == "\n"]
    return [words[first:last] for first, last in zip(starts, (*starts[1:], len(words)), strict=True)]


def _width(line: Sequence[CaptionWord]) -> int:
    """Return the columns of a line, with the labels in it."""
    labels = [next(spoken).label for _, spoken in groupby(line, key=lambda word: word.voice)]
    shown = sum(width(f"{label} ") for label in labels if label)
    spaces = sum(bool(word.gap) for word in line[1:])
    return shown + spaces + sum(width(word.text) + 2 * bool(word.sign) for word in line)


def _lines(words: Sequence[CaptionWord], limit: int) -> Iterator[tuple[CaptionWord, ...]]:
    """Yield the lines that cost least, all ways to break being weighed at once; each voice begins one."""
    best = [0.0, *[inf] * len(words)]
    begun = [0] * len(best)
    for stop in range(1, len(best)):
        for start in range(stop - 1, -1, -1):
            room = limit - _width(words[start:stop])
            if room < 0 and start < stop - 1:
                break
            cost = best[start] + LINE_COST + (max(room, 0) / limit) ** 2
            if cost < best[stop]:
                best[stop], begun[stop] = cost, start
            if start and words[start].voice != words[start - 1].voice:
                break
        best[stop] += _cost_between(words[stop - 1], words[stop]) if stop < len(words) else 0
    ends = [len(words)]
    while begun[ends[-1]]:
        ends.append(begun[ends[-1]])
    for first, last in zip((0, *ends[:0:-1]), ends[::-1], strict=True):
        yield tuple(
            replace(word, begins_line=first == n > 0) for n, word in enumerate(words[first:last], first)
        )


def _cost_between(before: CaptionWord, after: CaptionWord) -> float:
    """Return what it costs to end a line between two words."""
    if before.voice != after.voice:
        return AT_SENTENCE
    if not after.spaced and (_NO_START.match(after.text) or _NO_END.match(before.text)):
        return FORBIDDEN
    if _SENTENCE.search(before.text):
        return AT_SENTENCE
    if _MARK.search(before.text):
        return AT_MARK
    tied = before.text.casefold() in PREPOSITIONS | ARTICLES
    return AFTER_TIE if tied else 0 if after.spaced else WITHIN_SPACED
