"""Blocks of lines between empty ones, and whether their lines end where a margin was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from tracktwo.reading.text.decoding import Line, ends_sentence

# Longer lines than this were not wrapped by hand or by a mail program.
WIDEST_WRAP = 120


def blocks_of(lines: Iterable[Line]) -> tuple[tuple[str, ...], ...]:
    """Give the texts of lines, those together that no empty line parts."""
    parted = groupby(lines, key=lambda line: bool(line.text))
    return tuple(tuple(line.text for line in block) for filled, block in parted if filled)


def wrapped(blocks: Sequence[Sequence[str]]) -> bool:
    """Whether lines end where a margin was: none is long, and one ends in the middle of a sentence."""
    if any(len(text) > WIDEST_WRAP for block in blocks for text in block):
        return False
    return any(not ends_sentence(text) for block in blocks for text in block[:-1])
