"""The lines of a text by their numbers, and whether they were wrapped at a margin."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from tracktwo.model.scripts import MEANINGLESS
from tracktwo.reading.text.sentences import ends_sentence, sentence_starts

LINE_BREAK = re.compile(r"\r\n|\r|\n")
MOST_IN_SENTENCE = 4  # captions on average; where there are more, no marks are written
ENOUGH = 60  # words of a paragraph
MAX_CAPTION, MAX_CAPTION_LINES, FEWEST_CAPTIONS = 64, 3, 8  # characters of a line, lines, captions
MAX_WRAPPED = 120  # characters; longer lines were not wrapped by hand or by a mail program


class NumberedLine(NamedTuple):
    """A line without the white space around it; `number` counts from 1."""

    number: int
    text: str


def read_lines(text: str) -> tuple[NumberedLine, ...]:
    """Return the lines of a text, without the white space and the invisible characters around them."""
    return tuple(
        NumberedLine(number, line.strip().strip(MEANINGLESS).strip())
        for number, line in enumerate(LINE_BREAK.split(text), start=1)
    )


def line_at(text: str, offset: int) -> int:
    """Return the number of the line that an offset is in, counting from 1."""
    return sum(1 for _ in LINE_BREAK.finditer(text, 0, offset)) + 1


def line_finder(text: str) -> Callable[[int], int]:
    """Return what tells the number of the line that an offset is in, counting line feeds from 1.

    Where many are asked for, this does not read the text anew for each, as line_at does.
    """
    breaks = [found.start() for found in re.finditer("\n", text)]
    return lambda offset: bisect_left(breaks, offset) + 1


def goes_on(line: NumberedLine, above: NumberedLine) -> bool:
    """Tell whether a line goes on with the sentence that the line right above it left open."""
    return line.number == above.number + 1 and line.text[:1].islower() and not ends_sentence(above.text)


def blocks_of(lines: Iterable[NumberedLine]) -> tuple[tuple[str, ...], ...]:
    """Return the texts of lines, those together that no empty line parts."""
    parted = groupby(lines, key=lambda line: bool(line.text))
    return tuple(tuple(line.text for line in block) for filled, block in parted if filled)


def with_whole_sentences(lines: Sequence[NumberedLine]) -> tuple[NumberedLine, ...]:
    """Return paragraphs that end as sentences do, where captions were saved as text without their times.

    Such a text is of short blocks, of which most go on with the sentence of the one above.
    """
    blocks = blocks_of(lines)
    ending = sum(ends_sentence(block[-1]) for block in blocks)
    short = all(len(block) <= MAX_CAPTION_LINES and max(map(len, block)) <= MAX_CAPTION for block in blocks)
    sentences = sum(1 for block in blocks for _ in sentence_starts(" ".join(block))) + ending
    few = len(blocks) < FEWEST_CAPTIONS or sentences * MOST_IN_SENTENCE < len(blocks)
    return tuple(lines) if not short or few or 2 * ending > len(blocks) else tuple(_in_sentences(lines))


def _in_sentences(lines: Iterable[NumberedLine]) -> Iterator[NumberedLine]:
    words, whole = 0, True
    for line in lines:
        first = next(sentence_starts(line.text), 0) if words >= ENOUGH else 0
        if first:
            yield line._replace(text=line.text[:first].rstrip())
            yield NumberedLine(line.number, "")
            line = line._replace(text=line.text[first:])  # noqa: PLW2901 - what is left of it
        if line.text or whole:
            yield line
        words = 0 if first or (whole and not line.text) else words + len(line.text.split())
        whole = ends_sentence(line.text) if line.text else whole


def is_wrapped(blocks: Sequence[Sequence[str]]) -> bool:
    """Tell whether lines end where a margin was: none is long, and one ends in the middle of a sentence."""
    if any(len(text) > MAX_WRAPPED for block in blocks for text in block):
        return False
    return any(not ends_sentence(text) for block in blocks for text in block[:-1])
