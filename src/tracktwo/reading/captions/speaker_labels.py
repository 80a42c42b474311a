"""Speakers that captions show in their text: `>> NAME:`, `>>`, `(Name):`, `- [Name]`, `Name:`, or as ids."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from tracktwo.reading.text.lesson import Captions, Cue
from tracktwo.reading.text.speaker_names import ANY_LABEL, COLON, NAME, Label, may_be_label, names_of
from tracktwo.reading.text.styled_runs import cut, trimmed
from tracktwo.reading.text.times import share_time

LABEL = re.compile(
    rf"\s*(?:(?P<sign>>>+)(?:\s*(?P<arrows>{ANY_LABEL}?){COLON})?"
    rf"|(?P<bracket>[(\[])(?P<bracketed>[^()\[\]:]{{1,40}})[)\]]{COLON}"
    rf"|[\[(](?P<square>{NAME})[\])]\s+(?=\S)"
    rf"|(?P<bare>{ANY_LABEL}?){COLON})\s*"
)
# A name beside a sound, or how it is said: `(LAUGHS) BEN:`, `ANA [whispering]:`; or in brackets alone.
_MANNER = r"[(\[][^()\[\]\n]{1,40}[)\]]"
SOUND = re.compile(rf"[\W_]*(?:{_MANNER}[\W_]*)*")  # a caption in which nobody says a word
LABEL_BESIDE_MANNER = re.compile(
    rf"\s*(?:(?:{_MANNER}\s+)?(?P<name>{NAME})(?:\s*{_MANNER})?{COLON}|\[(?P<alone>{NAME})\]\s)"
)
# A name after a sentence, within a caption: text that was wrapped anew has lost where captions began.
WITHIN = re.compile(rf"(?:(?<=[.!?…] )|(?<=[.!?…]\n)|(?<=[.!?…][\"”’)] ))(?P<name>{NAME}){COLON}\s*")
# Arrows within a caption where a sentence may begin: `a >> b` is none.
TURN = re.compile(r"""(?<=[.!?…—–\-"'”’»)\]])\s+(?=>>+\s*[^\s>])""")
IDENTIFIER = re.compile(r"[^\W\d_][^/{}]{0,59}")
QUOTED = re.compile(r'(?<!\d)\d+ "([^"]{1,60})"(?: \(\d+\))?')  # `1 "Ana Ruiz" (12345)`
NAMED_ALL = 0.8  # of a file's captions: then one without a name is someone unknown's


def name_speakers(captions: Captions) -> Captions:
    """Make the names that captions show their speakers, where the whole file shows that they are names.

    A sign before names, and brackets around them, count if they recur; `[Name]` counts after the dash of a
    dialogue, and where nearly all captions have it; labels before colons are judged together. `>>` alone is
    someone whom the captions do not name; within a caption it parts that in two, by their share of its
    characters. What is no name stays as it was said, and where all others are named, or where a label is
    none, it is under nobody's name.
    """
    captions = replace(captions, cues=_named_by_ids(captions.cues))
    cues = tuple(part for cue in captions.cues for part in _parts(cue, _turns(cue)))
    spoken = sum(bool(cue.text.strip()) for cue in cues)
    squares = sum(bool((label := LABEL.match(cue.text)) and label["square"]) for cue in cues)
    found = [_label(cue, squares=squares > 1 and squares >= NAMED_ALL * spoken) for cue in cues]
    counts = Counter(_sign(label) for label in found if label and not label["bare"])
    within = list(_within(cues))
    bare = [
        Label(label["bare"], cue.text[label.end() :])
        for label, cue in zip(found, cues, strict=True)
        if label and label["bare"]
    ]
    units = sum(cue.speaker is None and not SOUND.fullmatch(cue.text) for cue in cues)
    names = names_of([*bare, *(label for label, *_ in within)], units + len(within))
    signs = {sign for sign, times in counts.items() if times > 1}
    if not names and not signs and not any(label and label["square"] for label in found):
        return captions
    named_all = bool(names) and len(bare) >= NAMED_ALL * units
    named = tuple(
        _with_speaker(cue, label, names, signs, named_all=named_all)
        for cue, label in zip(cues, found, strict=True)
    )
    return replace(captions, cues=_parted_within(cues, named, within, names))


def without_names(captions: Captions) -> Captions:
    """Return captions in which nobody is named; what stands in their text stays there.

    Where a name comes after another one, somebody else speaks; where it comes again, the same one goes on.
    """
    cues: list[Cue] = []
    speaker: str | None = None
    for cue in captions.cues:
        goes_on = cue.speaker is None or (cue.speaker and cue.speaker == speaker)
        cues.append(replace(cue, speaker=None if goes_on else ""))
        speaker = speaker if goes_on else cue.speaker
    return replace(captions, cues=tuple(cues))


def _named_by_ids(cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
    """Take the identifiers of captions for names if all are words, and some recur; Webex quotes them."""
    names = [QUOTED.sub(r"\1", cue.id.strip()) for cue in cues]
    counts = Counter(names)
    named = len(cues) >= 2 and max(counts.values()) > 1 and len(counts) <= len(cues) * 2 / 3
    if not named or any(cue.speaker is not None for cue in cues):
        return cues
    if not all(IDENTIFIER.fullmatch(name) and may_be_label(name) for name in counts):
        return cues
    return tuple(replace(cue, speaker=name) for cue, name in zip(cues, names, strict=True))


def _turns(cue: Cue) -> list[int]:
    return [found.end() for found in TURN.finditer(cue.text)] if cue.speaker is None else []


def _parts(cue: Cue, at: Sequence[int]) -> Iterator[Cue]:
    """Part a caption at some of its characters, by their share of its time."""
    text = cue.text
    spans = list(pairwise((0, *at, len(text))))
    starts = share_time(cue.start, cue.end, [stop - first for first, stop in spans])
    for (first, stop), start, end in zip(spans, starts, (*starts[1:], cue.end), strict=True):
        whole = len(spans) == 1
        yield cue if whole else replace(cue, start=start, end=end, runs=trimmed(cut(cue.runs, first, stop)))


def _label(cue: Cue, *, squares: bool) -> re.Match[str] | None:
    """Return the label at the start of a caption.

    One in square brackets alone follows a dialogue's dash, or, with `squares`, is no sound.
    """
    found = LABEL.match(cue.text) if not cue.speaker else None
    dashed = cue.speaker == "" and found and found[0].lstrip().startswith("[")
    if not found or (found["square"] and not dashed and not squares):
        return None
    if cue.speaker == "" and not found["square"]:
        return found if found["bare"] and may_be_label(found["bare"]) else None
    return found if not found["bare"] or may_be_label(found["bare"]) else None


def _sign(label: re.Match[str]) -> str:
    """Return by what a label is known to be one: its arrows, or its bracket."""
    return (label["sign"] or label["bracket"] or label["square"])[: 2 if label["sign"] else None]


def _with_speaker(
    cue: Cue, label: re.Match[str] | None, names: Collection[str], signs: Collection[str], *, named_all: bool
) -> Cue:
    if label is None:
        beside = cue.speaker is None and LABEL_BESIDE_MANNER.match(cue.text)
        another = beside and (beside["name"] or beside["alone"]) in names
        return replace(cue, speaker="") if (named_all or another) and cue.speaker is None else cue
    if label["bare"]:
        if label["bare"] not in names:
            odd = names and Label("", cue.text[label.end() :]).heads_sentence
            return replace(cue, speaker="") if odd else cue
    elif not label["square"] and _sign(label) not in signs:
        return cue
    name = label["arrows"] or label["bracketed"] or label["square"] or label["bare"] or ""
    runs, shown = cut(cue.runs, label.end(), len(cue.text)), label[0].strip()
    dashed = label["square"] and cue.speaker == ""
    return replace(cue, runs=runs, speaker=name.strip(), label=f"- {shown}" if dashed else shown)


def _within(cues: Sequence[Cue]) -> Iterator[tuple[Label, int, int]]:
    """Yield what may be a name within captions, or across two, and where it is in all of their text."""
    text = "\n".join(cue.text for cue in cues)
    for found in WITHIN.finditer(text):
        at_start = found.start() == 0 or text[found.start() - 1] == "\n"
        across = "\n" in found["name"]
        if not at_start or across:
            name = " ".join(found["name"].split())
            yield Label(name, text[found.end() : found.end() + 20]), found.start(), found.end()


def _parted_within(
    cues: Sequence[Cue],
    named: Sequence[Cue],
    within: Sequence[tuple[Label, int, int]],
    names: Collection[str],
) -> tuple[Cue, ...]:
    """Part captions at the names within them; a name across two captions is taken out of both."""
    spans = [(label.name, start, stop) for label, start, stop in within if label.name in names]
    if not spans:
        return tuple(named)
    starts = list(accumulate((len(cue.text) + 1 for cue in cues), initial=0))
    cuts: dict[int, list[tuple[str, int, int]]] = {}
    for name, start, stop in spans:
        for at in range(bisect_right(starts, start) - 1, bisect_right(starts, stop - 1)):
            cuts.setdefault(at, []).append((name, max(0, start - starts[at]), stop - starts[at]))
    return tuple(
        part
        for at, (cue, whole) in enumerate(zip(cues, named, strict=True))
        for part in (_spoken(cue, whole, cuts[at]) if at in cuts else (whole,))
    )


def _spoken(cue: Cue, named: Cue, labels: Sequence[tuple[str, int, int]]) -> Iterator[Cue]:
    """Yield what each says in a caption; `cue` still has the label that `named` lost at its start."""
    lost = len(cue.text) - len(named.text)
    shifted = [(name, max(0, start - lost), max(0, stop - lost)) for name, start, stop in labels]
    parts = _parts(named, [start for _, start, _ in shifted if start])
    if shifted[0][1]:
        yield next(parts)
    for (name, start, stop), part in zip(shifted, parts, strict=True):
        runs = trimmed(cut(part.runs, stop - start, len(part.text)))
        if runs or stop <= len(named.text):
            yield replace(part, runs=runs, speaker=name, label=f"{name}:")
