"""WebVTT as text: captions found in it, and others put in their place, all else as it was."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import unescape
from itertools import accumulate, chain, groupby

from tracktwo.reading.captions.cues import dashes_as_voices
from tracktwo.reading.captions.webvtt import ARROW
from tracktwo.reading.export.caption_words import CaptionWord, NewCaption, SourceCaption, payload
from tracktwo.reading.export.lesson_words import words_of
from tracktwo.reading.text.lesson import Captions, Cue
from tracktwo.reading.text.lines import LINE_BREAK
from tracktwo.reading.text.times import webvtt_time

TAG = re.compile(r"<[^>]*>")
TIMES = re.compile(r"^\s*\S+\s*-->\s*[\d:.,]+")


def find_captions_in(source: str, captions: Captions) -> tuple[str, tuple[SourceCaption, ...]]:
    """Find captions in the WebVTT that they were read from; of anything else, make WebVTT first.

    Anything else is another format, and captions that say other words than the file does, as rolling ones.
    """
    lines = LINE_BREAK.split(source.removeprefix("\ufeff"))
    found = tuple(_caption(list(cues), lines) for _, cues in groupby(captions.cues, captions.caption_key))
    if lines[0].startswith("WEBVTT") and all(caption.in_file for caption in found):
        return "\n".join(lines), found
    written = ["WEBVTT", ""]
    placed = []
    for caption in found:
        written += [caption.id] if caption.id else []
        placed.append(replace(caption, line=len(written) + 1))
        written += [_times(caption.start, caption.end), *payload(caption.words), ""]
    return "\n".join(written), tuple(placed)


def replace_captions(source: str, old: Sequence[SourceCaption], new: Iterable[NewCaption]) -> str:
    """Put captions in the place of a WebVTT text's; one that had words and has none goes."""
    lines = source.split("\n")
    blocks = _blocks(new, old, lines)
    written: list[str] = []
    at = 0
    for index, before in enumerate(old):
        top, bottom = _extent(before, lines)
        written += lines[at:top]
        if index == 0 and -1 in blocks:
            written += [*blocks[-1], ""]
        at = bottom
        if index in blocks:
            written += blocks[index]
        elif before.words:
            at += bottom < len(lines) and not lines[bottom].strip()
        else:
            written += lines[top:bottom]
    return "\n".join([*written, *lines[at:]])


def _blocks(
    new: Iterable[NewCaption], old: Sequence[SourceCaption], lines: Sequence[str]
) -> dict[int, list[str]]:
    """Return lines by the index of the caption in whose place they are; -1 is above the first."""
    blocks: dict[int, list[str]] = {}
    place = -1
    for caption in new:
        place = place if caption.source is None else caption.source
        block = blocks.setdefault(place, [])
        first = not block
        block += [] if first else [""]
        block += _block(caption, old, lines, first=first)
    return blocks


def _block(
    caption: NewCaption, old: Sequence[SourceCaption], lines: Sequence[str], *, first: bool
) -> list[str]:
    """Return the lines of a caption; the `first` in the place of the source's has its id."""
    if caption.source is None:
        return [_times(caption.start, caption.end), *payload(caption.words)]
    before = old[caption.source]
    top, bottom = _extent(before, lines)
    if not caption.interpolated and caption.says_as(before):
        return list(lines[top:bottom])
    times = lines[before.line - 1]
    if caption.interpolated:
        times = TIMES.sub(_times(caption.start, caption.end), times)
    return [*(lines[top : before.line - 1] if first else ()), times, *payload(caption.words)]


def _extent(caption: SourceCaption, lines: Sequence[str]) -> tuple[int, int]:
    """Return where a caption begins, with its id, and where it has ended; lines count from 0."""
    times = caption.line - 1
    bottom = times + 1
    while bottom < len(lines) and lines[bottom] and ARROW not in lines[bottom]:
        bottom += 1
    return times - bool(caption.id), bottom


def _caption(cues: Sequence[Cue], lines: Sequence[str]) -> SourceCaption:
    """Make one caption of its voices' cues, and see where its words begin a line of the file."""
    words = tuple(word for cue in cues for word in _words(cue))
    labels = tuple(cue.label for cue in cues)
    first = cues[0]
    caption = SourceCaption(first.start, cues[-1].end, first.line, first.id, words, labels)
    texts = _texts(caption, lines)
    if list(chain(*texts)) != [word.text for word in words]:
        return replace(caption, in_file=False)
    starts = set(accumulate(map(len, texts)))
    broken = (replace(word, begins_line=index in starts) for index, word in enumerate(words))
    return replace(caption, words=tuple(broken))


def _texts(caption: SourceCaption, lines: Sequence[str]) -> list[list[str]]:
    """Return the words of each line of a caption, as its file has them, without its labels."""
    text, _ = dashes_as_voices("\n".join(lines[caption.line : _extent(caption, lines)[1]]))
    text = unescape(TAG.sub("", text))
    for label in caption.labels:
        text = text.replace(label, "", 1)
    return [[word for word, _, _ in words_of(line)] for line in text.split("\n")]


def _words(cue: Cue) -> Iterator[CaptionWord]:
    emphases = [run.emphasis for run in cue.runs for _ in run.text]
    sign, label = (cue.label or "-", "") if cue.speaker == "" else ("", cue.label)
    for text, offset, spaced in words_of(cue.text):
        yield CaptionWord(text, spaced, emphasis=emphases[offset], voice=cue.speaker, sign=sign, label=label)
        sign = ""


def _times(start: int, end: int) -> str:
    return f"{webvtt_time(start)} --> {webvtt_time(end)}"
