"""The lines of a text by their numbers, and whether they were wrapped at a margin."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from tracktwo.model.scripts import MEANINGLESS
from tracktwo.reading.text.sentences import ends_sentence

LINE_BREAK = re.compile(r"\r\n|\r|\n")
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


def goes_on(line: NumberedLine, above: NumberedLine) -> bool:
    """Tell whether a line goes on with the sentence that the line right above it left open."""
    return line.number == above.number + 1 and line.text[:1].islower() and not ends_sentence(above.text)


def blocks_of(lines: Iterable[NumberedLine]) -> tuple[tuple[str, ...], ...]:
    """Return the texts of lines, those together that no empty line parts."""
    parted = groupby(lines, key=lambda line: bool(line.text))
    return tuple(tuple(line.text for line in block) for filled, block in parted if filled)


def is_wrapped(blocks: Sequence[Sequence[str]]) -> bool:
    """Tell whether lines end where a margin was: none is long, and one ends in the middle of a sentence."""
    if any(len(text) > MAX_WRAPPED for block in blocks for text in block):
        return False
    return any(not ends_sentence(text) for block in blocks for text in block[:-1])
