"""What `--clean` takes out of English speech: 'um', 'uh', 'er', and a little word said twice in a row."""

from __future__ import annotations

import re
from dataclasses import replace

from tracktwo.reading.text.lesson import Captions, Cue, Remark, Run
from tracktwo.reading.text.styled_runs import cut, joined, without

# Not in capitals (the ER, UM), nor within 'uh-huh' and 'uh-oh'.
SOUND = r"(?<![\w'’-])(?:[Uu]m+|[Uu]h+|[Ee]rm*)(?![\w'’]|-\w)"
SOUNDS = rf"(?P<first>{SOUND})(?:[,…]?\s+{SOUND})*"
# Alone it goes with its full stop, before a mark with the comma before it, and else with the one after it.
HESITATION = re.compile(
    rf"(?:^|(?<=[.!?…]\s)){SOUNDS}[.!?…]+(?:\s+|$)"
    rf"|(?<![.!?…\s]),?\s*{SOUNDS.replace('first', 'middle')}(?=[.!?;:])"
    rf"|{SOUNDS.replace('first', 'last')}[,…]?(?:\s+|$)"
)
# Words that nobody says twice on purpose, unlike 'no no', 'very very', 'had had', 'that that', 'is is'.
STUTTERED = (
    "a an the and but or of to in at for from with by as if because when what how "
    "i we he she they it you my your his her our their this these "
    "was were are can could will would should"
)
REPETITION = re.compile(
    rf"(?<![\w'’-])({'|'.join(STUTTERED.split())})(?P<again>(?:,?\s+\1)+)(?![\w'’-])", re.IGNORECASE
)


def without_hesitations(captions: Captions) -> Captions:
    """Take hesitations out; remarks list each. In other languages, or if none is said, all stays.

    'Um' and 'er' are words in German and Danish, so the language must be said.
    """
    if (captions.language or "").lower().split("-")[0] != "en":
        stays = Remark("hesitations kept, since the language is not said to be English", 1)
        return replace(captions, remarks=(*captions.remarks, stays))
    remarks: list[Remark] = []
    cues: list[Cue] = []
    said = ""
    for cue in captions.cues:
        before = said if cues and cue.speaker in (None, cues[-1].speaker) else ""
        kept = _without_repetitions(_without_sounds(cue, remarks), before, remarks)
        if kept.text.strip():
            cues.append(kept)
            said = kept.text.split()[-1]
    return replace(captions, cues=tuple(cues), remarks=(*captions.remarks, *remarks))


def _without_sounds(cue: Cue, remarks: list[Remark]) -> Cue:
    runs, spans = cue.runs, []
    for found in HESITATION.finditer(cue.text):
        spans.append(found.span())
        remarks.append(Remark("hesitation taken out", cue.line, found[0].strip()))
        if (found["last"] or "").istitle():
            runs = _capitalised(runs, found.end())
    return replace(cue, runs=without(runs, spans)) if spans else cue


def _without_repetitions(cue: Cue, before: str, remarks: list[Remark]) -> Cue:
    """Look across the seam too: `before` is the last word of the cue before this one."""
    lead = len(before) + 1 if before else 0
    spans = []
    for found in REPETITION.finditer(f"{before} {cue.text}" if before else cue.text):
        start, stop = found.span("again")
        spans.append((max(0, start - lead), stop - lead))
        remarks.append(Remark("word repeated, taken out", cue.line, found["again"].strip(", ")))
    return replace(cue, runs=without(cue.runs, spans)) if spans else cue


def _capitalised(runs: tuple[Run, ...], at: int) -> tuple[Run, ...]:
    """Let what follows a hesitation begin the sentence."""
    length = sum(len(run.text) for run in runs)
    begun = (Run(run.text.upper(), run.emphasis) for run in cut(runs, at, at + 1))
    return joined((*cut(runs, 0, at), *begun, *cut(runs, at + 1, length)))
