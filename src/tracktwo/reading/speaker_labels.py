"""Speakers that captions name in their text: `>> NAME:`, `(Name):`, `[Name]:`, `NAME:`, `Name:`."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from tracktwo.reading.lesson import Captions
from tracktwo.reading.runs import cut

# One to four words, each with a capital or in a script without capitals, or numbers after them ("Speaker 1").
WORD = r"[^\W\d_a-zß-öø-ÿ][\w.'’-]*"
NAME = rf"{WORD}(?: (?:{WORD}|\d+)){{0,3}}"
LABEL = re.compile(
    rf"\s*(?:>>+\s*(?P<arrows>{NAME})|\((?P<round>[^():]{{1,40}})\)|\[(?P<square>[^\[\]:]{{1,40}})\]|(?P<bare>{NAME}))"
    r"\s*[:：](?:\s+|$|(?<=：))"
)


def name_speakers(captions: Captions) -> Captions:
    """Make the names at the start of cues their speakers, where the captions show that they are names.

    A way to write them counts if it recurs. `NAME:` and `Name:` without a sign before them could be anything
    ("Note: ..."), so they count only if two names recur, as in a conversation. The rest stays as it was said.
    """
    labels = [LABEL.match(cue.text) if cue.speaker is None else None for cue in captions.cues]
    ways = Counter(label.lastgroup for label in labels if label)
    bare = Counter(label["bare"] for label in labels if label and label["bare"])
    recurring = {name for name, times in bare.items() if times > 1}
    believed = {way for way, times in ways.items() if times > 1 and (way != "bare" or len(recurring) > 1)}
    cues = []
    for cue, label in zip(captions.cues, labels, strict=True):
        name = (
            label[label.lastgroup].strip()
            if label and label.lastgroup and label.lastgroup in believed
            else ""
        )
        if label and name and (label.lastgroup != "bare" or name in recurring or name.isupper()):
            cues.append(replace(cue, runs=cut(cue.runs, label.end(), len(cue.text)), speaker=name))
        else:
            cues.append(cue)
    return replace(captions, cues=tuple(cues))
