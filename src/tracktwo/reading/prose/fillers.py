"""What `--clean` takes out of English speech: 'um', 'uh', 'er', and a little word said twice in a row."""

import re
from dataclasses import replace

from tracktwo.reading.text.lesson import Captions, Cue, Run, plain_text
from tracktwo.reading.text.notices import Notices
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


def without_fillers(captions: Captions) -> Captions:
    """Take hesitations out, with a notice of each. In other languages, or if none is said, all stays.

    'Um' and 'er' are words in German and Danish, so the language must be said.
    """
    notices = Notices(captions.file)
    if (captions.language or "").lower().split("-")[0] != "en":
        message = "hesitations kept, since the language is not said to be English"
        notices.add(message, 1, captions.language or "--language en says so", code="hesitations-kept")
        return replace(captions, problems=(*captions.problems, *notices.found))
    cues: list[Cue] = []
    last_word = ""
    for cue in captions.cues:
        before = last_word if cues and cue.speaker in (None, cues[-1].speaker) else ""
        kept = _without_repetitions(_without_sounds(cue, notices), before, notices)
        if kept.text.strip():
            cues.append(kept)
            last_word = kept.text.split()[-1]
    return replace(captions, cues=tuple(cues), problems=(*captions.problems, *notices.found))


def _without_sounds(cue: Cue, notices: Notices) -> Cue:
    runs, spans = cue.runs, []
    for found in HESITATION.finditer(cue.text):
        spans.append(found.span())
        notices.add("hesitation taken out", cue.line, found[0].strip(), code="hesitation-removed")
        if (found["last"] or "").istitle():
            runs = _capitalised(runs, found.end())
    return replace(cue, runs=without(runs, spans)) if spans else cue


def _without_repetitions(cue: Cue, before: str, notices: Notices) -> Cue:
    """Look across the seam too: `before` is the last word of the cue before this one."""
    lead = len(before) + 1 if before else 0
    spans = []
    for found in REPETITION.finditer(f"{before} {cue.text}" if before else cue.text):
        start, stop = found.span("again")
        spans.append((max(0, start - lead), stop - lead))
        notices.add("word repeated, taken out", cue.line, found["again"].strip(", "), code="word-removed")
    return replace(cue, runs=without(cue.runs, spans)) if spans else cue


def _capitalised(runs: tuple[Run, ...], at: int) -> tuple[Run, ...]:
    """Let what follows a hesitation begin the sentence."""
    begun = (Run(run.text.upper(), run.emphasis) for run in cut(runs, at, at + 1))
    return joined((*cut(runs, 0, at), *begun, *cut(runs, at + 1, len(plain_text(runs)))))
