"""WebVTT and SRT to cues, in the order of the file: what each voice says, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, takewhile

from tracktwo.reading.captions.blocks import ARROW, Block, read_blocks
from tracktwo.reading.captions.cue_text import Turn, read_turns
from tracktwo.reading.text.decoding import LINE_BREAK, ends_sentence, line_at
from tracktwo.reading.text.lesson import Captions, Cue, ReadingError, Remark

HEADER = 2000  # characters in which the header is
_LANGUAGE = re.compile(r"(?:language|lang)\s*:\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\s*$", re.IGNORECASE)
# A dash at the start of a line, below tags, in which another begins to speak: `-5` is no dash.
_DASH = re.compile(r"([ \t]*(?:<[^<>]{0,99}>[ \t]*)*)([-–—])(?:([ \t]+)(?=\S)|(?=[^\W\d_]|[\"'“‘«¿¡\[(<]))")
_NAMELESS = "<v>"  # a voice whose name is not known


def read_captions(text: str, file: str) -> Captions:
    """Read WebVTT or SRT. Raises ReadingError where there is no cue with words."""
    remarks: list[Remark] = []
    cues: list[Cue] = []
    above = Block(0, 0, "", "", 0)
    for block in read_blocks(text, remarks):
        cues += _cues(block, remarks)
        remarks += _odd(block, above)
        above = block
    if not cues:
        raise _without_words(text, file, timed=above.line > 0)
    return Captions(tuple(cues), _language(text), tuple(sorted(remarks, key=lambda remark: remark.line)))


def _language(text: str) -> str | None:
    """Find the language in the header of WebVTT, which YouTube and others write there."""
    top = LINE_BREAK.split(text[:HEADER].lstrip())
    header = takewhile(lambda line: line.strip() and ARROW not in line, top)
    return next((match[1] for match in map(_LANGUAGE.match, header) if match), None)


def _cues(block: Block, remarks: list[Remark]) -> Iterator[Cue]:
    """Yield what each voice says in a cue, in the time that it has."""
    text, dashes = dashes_as_voices(block.text)
    remarks += [Remark("dash where another speaks", block.line + 1 + n, dash) for n, dash in dashes]
    turns, nothing = read_turns(text)
    remarks += [Remark("tag that means nothing", block.line, tag) for tag in nothing]
    if not turns:
        remarks.append(Remark("cue without words", block.line))
        return
    starts = _starts(block, turns)
    for turn, start, end in zip(turns, starts, [*starts[1:], block.end], strict=True):
        yield Cue(start, end, turn.runs, turn.speaker, block.id, block.line)


def _starts(block: Block, turns: Sequence[Turn]) -> list[int]:
    """Tell when each turn begins: as the cue says, or else by its share of the characters."""
    length = max(block.end - block.start, 0)
    said = list(accumulate((turn.length for turn in turns), initial=0))
    shares = [block.start + length * before // (said[-1] or 1) for before in said[:-1]]
    given = (
        turn.time if turn.time is not None and block.start <= turn.time <= block.end else share
        for turn, share in zip(turns, shares, strict=True)
    )
    return [block.start, *list(accumulate(given, max))[1:]]


def dashes_as_voices(text: str) -> tuple[str, list[tuple[int, str]]]:
    """Write the dashes of a dialogue, which are no words, as nameless voices; list them by line, from 0.

    Two in a cue make a dialogue. One does if it is a hyphen with a space, where a sentence may begin.
    """
    lines = text.split("\n")
    dashes = {n: dash for n, line in enumerate(lines) if (dash := _DASH.match(line))}
    if len(dashes) == 1:
        n, dash = next(iter(dashes.items()))
        if dash[2] != "-" or not dash[3] or not (n == 0 or ends_sentence(lines[n - 1].rstrip())):
            return text, []
    for n, dash in dashes.items():
        lines[n] = f"{_NAMELESS}{dash[1]}{lines[n][dash.end() :]}"
    return "\n".join(lines), [(n, dash[2]) for n, dash in dashes.items()]


def _odd(block: Block, above: Block) -> Iterator[Remark]:
    """Yield what is odd about the times of a cue, which is read all the same."""
    if block.end < block.start:
        yield Remark("cue that ends before it starts", block.line)
    if block.start < above.start:
        yield Remark("cue that starts before the one above it", block.line)
    elif block.start < above.end:
        yield Remark("cue that starts before the one above it ends", block.line)


def _without_words(text: str, file: str, *, timed: bool) -> ReadingError:
    at = text.find(ARROW)
    if timed or at < 0:
        remedy = "export the captions again, with their text"
        return ReadingError("these captions have no cue with words", file, 1, remedy=remedy)
    remedy = "write them as in 00:00:01.000 --> 00:00:02.000"
    return ReadingError("the times of no cue can be read", file, line_at(text, at), remedy=remedy)
