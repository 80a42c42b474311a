"""Speakers that captions show in their text: `>> NAME:`, `>>`, `(Name):`, `[Name]:`, `NAME:`, `Name:`."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import pairwise

from tracktwo.reading.text.lesson import Captions, Cue
from tracktwo.reading.text.styled_runs import cut, trimmed
from tracktwo.reading.text.times import share_time

# One to four words with a capital, or in a script without capitals, or numbers after them ("Speaker 1").
WORD = r"[^\W\d_a-zß-öø-ÿ][\w.'’-]*"
NAME = rf"{WORD}(?: (?:{WORD}|\d+)){{0,3}}"
COLON = r"\s*(?::(?=\s|$)|：)"
SIGNS = {">>", "(", "["}
LABEL = re.compile(
    rf"\s*(?:(?P<sign>>>+)(?:\s*(?P<arrows>{NAME}){COLON})?"
    rf"|(?P<bracket>[(\[])(?P<bracketed>[^()\[\]:]{{1,40}})[)\]]{COLON}"
    rf"|(?P<bare>{NAME}){COLON})\s*"
)
# Within a caption, arrows where a sentence may begin: `a >> b` is none.
TURN = re.compile(r"""(?<=[.!?…—–\-"'”’»)\]])\s+(?=>>+\s*[^\s>])""")


def name_speakers(captions: Captions) -> Captions:
    """Make the names at the start of cues their speakers, where the captions show that they are names.

    A sign before names, and brackets around them, count if they recur. `NAME:` and `Name:` could be anything
    ("Note: ..."), so they count only where two names recur, as in a conversation. `>>` alone is someone whom
    the captions do not name; within a caption it parts that in two, by their share of its characters. The
    rest stays as it was said.
    """
    cues = tuple(part for cue in captions.cues for part in _parts(cue))
    labels = [LABEL.match(cue.text) if cue.speaker is None else None for cue in cues]
    signs = Counter(_sign(label) for label in labels if label)
    recurring = {sign for sign, times in signs.items() if times > 1}
    believed = recurring if len(recurring - SIGNS) > 1 else recurring & SIGNS
    if not believed:
        return captions
    named = (_with_speaker(cue, label, believed) for cue, label in zip(cues, labels, strict=True))
    return replace(captions, cues=tuple(named))


def _parts(cue: Cue) -> Iterator[Cue]:
    """Part a caption where another begins to speak within it."""
    text = cue.text
    turns = [found.end() for found in TURN.finditer(text)] if cue.speaker is None and ">>" in text else []
    if not turns:
        yield cue
        return
    spans = list(pairwise((0, *turns, len(text))))
    starts = share_time(cue.start, cue.end, [stop - first for first, stop in spans])
    for (first, stop), start, end in zip(spans, starts, (*starts[1:], cue.end), strict=True):
        yield replace(cue, start=start, end=end, runs=trimmed(cut(cue.runs, first, stop)))


def _sign(label: re.Match[str]) -> str:
    """Return by what a label is known to be one: its arrows, its bracket, or else the name itself."""
    return (label["sign"] or label["bracket"] or label["bare"])[: 2 if label["sign"] else None]


def _with_speaker(cue: Cue, label: re.Match[str] | None, believed: Collection[str]) -> Cue:
    if label is None or _sign(label) not in believed:
        return cue
    name = label["arrows"] or label["bracketed"] or label["bare"] or ""
    runs = cut(cue.runs, label.end(), len(cue.text))
    return replace(cue, runs=runs, speaker=name.strip(), label=label[0].strip())
