"""WebVTT as text: captions found in it, and others put in their place, all else as it was."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import unescape
from itertools import accumulate, chain, groupby

from tracktwo.reading.captions.cues import dashes_as_voices
from tracktwo.reading.captions.webvtt import ARROW
from tracktwo.reading.export.caption_words import CaptionWord, NewCaption, SourceCaption, payload
from tracktwo.reading.export.layout import in_captions
from tracktwo.reading.export.lesson_words import words_of
from tracktwo.reading.text.lesson import Captions, Cue
from tracktwo.reading.text.lines import LINE_BREAK
from tracktwo.reading.text.times import webvtt_time

TAG = re.compile(r"<[^<>]*+>")
TIMES = re.compile(r"^\s*\S+\s*-->\s*[\d:.,]+")


def find_captions_in(source: str, captions: Captions) -> tuple[Sequence[str], Sequence[SourceCaption]]:
    """Return the lines of the WebVTT that captions were read from, and the captions in it.

    Of anything else, WebVTT is made first: of another format, and of a file that says other words than they
    do, as where captions roll.
    """
    lines = LINE_BREAK.split(source.removeprefix("\ufeff"))
    groups = [tuple(cues) for _, cues in groupby(captions.cues, captions.caption_key)]
    read = [_words_in(cues, lines[cues[0].line : _extent(cues[0], lines)[1]]) for cues in groups]
    stays = lines[0].startswith("WEBVTT") and all(in_file for _, in_file in read)
    written = lines if stays else ["WEBVTT"]
    found = []
    for cues, (words, in_file) in zip(groups, read, strict=True):
        first, end_time = cues[0], cues[-1].end
        parts = [words] if in_file else in_captions(words)
        lined = parts[0] if len(parts) == 1 else words
        if stays:
            top, end = _extent(first, lines)
        else:
            top = len(written) + 1
            id_line = [first.id] if first.id else []
            written += ["", *id_line, _times(first.start, end_time), *payload(lined)]
            end = len(written)
        lines_there = written[top:end]
        found.append(
            SourceCaption(first.start, end_time, lined, bool(first.id), top, lines_there, len(parts) < 2)
        )
    return (written if stays else [*written, ""]), found


def replace_captions(lines: Sequence[str], old: Sequence[SourceCaption], new: Iterable[NewCaption]) -> str:
    """Put captions in the place of those in some WebVTT; one that had words and has none goes."""
    blocks = _blocks(new, old)
    written: list[str] = []
    at = 0
    for index, before in enumerate(old):
        written += lines[at : before.top]
        if index == 0 and -1 in blocks:
            written += [*blocks[-1], ""]
        at = before.top + len(before.lines)
        if before.words and index not in blocks:
            at += at < len(lines) and not lines[at].strip()
        else:
            written += blocks.get(index, before.lines)
    return "\n".join([*written, *lines[at:]])


def _blocks(new: Iterable[NewCaption], old: Sequence[SourceCaption]) -> dict[int, list[str]]:
    """Return lines by the index of the caption in whose place they are; -1 is above the first."""
    blocks: dict[int, list[str]] = {}
    place = -1
    for caption in new:
        place = place if caption.source is None else caption.source
        block = blocks.setdefault(place, [])
        first = not block
        block += [] if first else [""]
        block += _block(caption, None if caption.source is None else old[caption.source], first=first)
    return blocks


def _block(caption: NewCaption, before: SourceCaption | None, *, first: bool) -> Sequence[str]:
    """Return the lines of a caption; the `first` in the place of the source's has its id."""
    times = _times(caption.start, caption.end)
    if not before:
        return [times, *payload(caption.words)]
    if not caption.interpolated and caption.says_as(before):
        return before.lines
    *own_id, written = before.lines[: before.has_id + 1]
    times = TIMES.sub(times, written) if caption.interpolated else written
    return [*(own_id if first else ()), times, *payload(caption.words)]


def _extent(cue: Cue, lines: Sequence[str]) -> tuple[int, int]:
    """Return where a caption begins, with its id, and where it has ended; lines count from 0."""
    end = cue.line
    while end < len(lines) and lines[end] and ARROW not in lines[end]:
        end += 1
    return cue.line - 1 - bool(cue.id), end


def _words_in(cues: Sequence[Cue], lines: Sequence[str]) -> tuple[tuple[CaptionWord, ...], bool]:
    """Return the words of a caption's voices, and whether its file's lines say these words.

    There, it is seen which words begin a line; the labels in them are no words.
    """
    words = tuple(word for cue in cues for word in _words(cue))
    text = unescape(TAG.sub("", dashes_as_voices("\n".join(lines))[0]))
    for cue in cues:
        text = text.replace(cue.label, "", 1)
    texts = [[word for word, _, _ in words_of(line)] for line in text.split("\n")]
    if list(chain(*texts)) != [word.text for word in words]:
        return words, False
    starts = set(accumulate(map(len, texts)))
    return tuple(replace(word, begins_line=n in starts) for n, word in enumerate(words)), True


def _words(cue: Cue) -> Iterator[CaptionWord]:
    emphases = [run.emphasis for run in cue.runs for _ in run.text]
    sign, label = (cue.label or "-", "") if cue.speaker == "" else ("", cue.label)
    for text, offset, spaced in words_of(cue.text):
        yield CaptionWord(text, spaced, emphasis=emphases[offset], voice=cue.speaker, sign=sign, label=label)
        sign = ""


def _times(start: int, end: int) -> str:
    return f"{webvtt_time(start)} --> {webvtt_time(end)}"
