"""WebVTT as text: captions found in it, and put back into it with other words, all else as it was.

What is written follows https://www.w3.org/TR/webvtt1/#syntax.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from itertools import accumulate, groupby
from typing import Self

from tracktwo.reading.captions.blocks import is_webvtt
from tracktwo.reading.captions.cues import dashes_as_voices
from tracktwo.reading.captions.srt import is_srt
from tracktwo.reading.export.lesson_words import Word, words_of
from tracktwo.reading.text.decoding import LINE_BREAK
from tracktwo.reading.text.lesson import Captions, Cue

TAG = re.compile(r"<[^>]*>")
TIMES = re.compile(r"^\s*\S+\s*-->\s*[\d:.,]+")
ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


@dataclass(frozen=True, slots=True)
class CaptionWord:
    """A word in a caption: whether white space stands before it or it begins a line, and its emphasis.

    `voice` is who the caption says is speaking, empty if someone whom it does not name; `speaker` is who the
    lesson says is. A `sign`, as `-` or `>>`, stands before what such a one begins to say; a `label` names the
    voice in the text itself, as `>> NAME:`.
    """

    text: str
    spaced: bool = True
    begins_line: bool = False
    emphasis: str = ""
    voice: str | None = None
    speaker: str | None = None
    sign: str = ""
    label: str = ""

    @classmethod
    def of(cls, word: Word) -> Self:
        """Make a word that no caption had."""
        return cls(word.text, word.spaced, speaker=word.speaker)

    def reworded(self, word: Word) -> Self:
        """Take the text and the speaker of another word, in the place and the look of this one."""
        return replace(self, text=word.text, spaced=word.spaced, speaker=word.speaker)

    def said_by(self, speaker: str | None) -> Self:
        """Say who the lesson says is speaking."""
        return replace(self, speaker=speaker)

    def voiced(self, voice: str | None) -> Self:
        """Say who the caption shall say is speaking."""
        label = self.label.replace(self.voice, voice) if self.voice and voice else ""
        return replace(self, voice=voice, sign="" if voice else self.sign, label=label)


@dataclass(frozen=True, slots=True)
class Caption:
    """What is shown at one time, by however many voices: `line` is that of its times, from 1.

    `labels` stand among the words, in this order, and say that another speaks.
    """

    start: int
    end: int
    line: int
    id: str
    words: tuple[CaptionWord, ...]
    labels: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Its words, as they are read."""
        return _joined(self.words, lines=False)


@dataclass(frozen=True, slots=True)
class Piece:
    """A caption to write: in the place of the one with this index, or of its own after the piece before."""

    caption: int | None
    start: int
    end: int
    words: tuple[CaptionWord, ...]
    interpolated: bool = False

    @property
    def text(self) -> str:
        """Its words, as they are read."""
        return _joined(self.words, lines=False)

    def unchanged(self, caption: Caption) -> bool:
        """Whether it says what a caption says, by the same voices."""
        return [(word.text, word.voice) for word in self.words] == [
            (word.text, word.voice) for word in caption.words
        ]


def captions_of(captions: Captions, source: str) -> tuple[str, tuple[Caption, ...]]:
    """Find the captions in the WebVTT that they were read from; of anything else, make WebVTT first.

    Anything else is another format, and captions that say other words than the file does, as rolling ones.
    """
    lines = LINE_BREAK.split(source.removeprefix("\ufeff"))
    # Of WebVTT and SRT, one that several voices share was read as a cue for each, from the same line.
    shared = is_webvtt(source) or is_srt(source)
    together = groupby(captions.cues, key=lambda cue: cue.line if shared else (cue.line, cue.start, cue.end))
    found = tuple(_caption(tuple(cues), lines) for _, cues in together)
    if lines[0].startswith("WEBVTT") and all(_says(caption, lines) for caption in found):
        return "\n".join(lines), found
    written = ["WEBVTT", ""]
    placed = []
    for caption in found:
        written += [caption.id] if caption.id else []
        placed.append(replace(caption, line=len(written) + 1))
        written += [_times(caption.start, caption.end), *_payload(caption.words), ""]
    return "\n".join(written), tuple(placed)


def patched(source: str, old: Sequence[Caption], pieces: Iterable[Piece]) -> str:
    """Put pieces in the place of captions in a WebVTT text; a caption that had words and has none goes."""
    lines = source.split("\n")
    blocks: dict[int, list[str]] = {}  # by caption; -1 stands before the first
    home = -1
    for piece in pieces:
        home = home if piece.caption is None else piece.caption
        block = blocks.setdefault(home, [])
        block += [""] if block else []
        block += _block(piece, old, lines, first=not block)
    written = [*blocks.pop(-1), ""] if -1 in blocks else []
    at = 0
    for index, caption in enumerate(old):
        top, bottom = _extent(caption, lines)
        if index == 0:
            written = [*lines[:top], *written]
            at = top
        written += lines[at:top]
        at = bottom
        if index in blocks:
            written += blocks[index]
        elif caption.words:
            at += bottom < len(lines) and not lines[bottom].strip()
        else:
            written += lines[top:bottom]
    return "\n".join([*written, *lines[at:]])


def _block(piece: Piece, old: Sequence[Caption], lines: Sequence[str], *, first: bool) -> list[str]:
    if piece.caption is None:
        return [_times(piece.start, piece.end), *_payload(piece.words)]
    caption = old[piece.caption]
    top, bottom = _extent(caption, lines)
    if not piece.interpolated and piece.unchanged(caption):
        return list(lines[top:bottom])
    times = lines[caption.line - 1]
    if piece.interpolated:
        times = TIMES.sub(_times(piece.start, piece.end), times)
    return [*(lines[top : caption.line - 1] if first else ()), times, *_payload(piece.words)]


def _extent(caption: Caption, lines: Sequence[str]) -> tuple[int, int]:
    """Find where a caption begins, with its id, and where it has ended; lines count from 0."""
    times = caption.line - 1
    bottom = times + 1
    while bottom < len(lines) and lines[bottom] and "-->" not in lines[bottom]:
        bottom += 1
    return times - bool(caption.id), bottom


def _caption(cues: Sequence[Cue], lines: Sequence[str]) -> Caption:
    words = tuple(word for cue in cues for word in _words(cue))
    first = cues[0]
    labels = tuple(cue.label for cue in cues)
    caption = Caption(first.start, cues[-1].end, first.line, first.id, words, labels)
    if not _says(caption, lines):
        return caption
    starts = set(accumulate(len(texts) for texts in _texts(caption, lines)))
    broken = (replace(word, begins_line=index in starts) for index, word in enumerate(words))
    return replace(caption, words=tuple(broken))


def _says(caption: Caption, lines: Sequence[str]) -> bool:
    return [text for texts in _texts(caption, lines) for text in texts] == [
        word.text for word in caption.words
    ]


def _texts(caption: Caption, lines: Sequence[str]) -> list[list[str]]:
    """Give the words of each line of a caption, as its file has them, without its labels."""
    text, _ = dashes_as_voices("\n".join(lines[caption.line : _extent(caption, lines)[1]]))
    said = unescape(TAG.sub("", text))
    for label in caption.labels:
        said = said.replace(label, "", 1)
    return [[word for word, _, _ in words_of(line)] for line in said.split("\n")]


def _words(cue: Cue) -> Iterator[CaptionWord]:
    looks = [run.emphasis for run in cue.runs for _ in run.text]
    sign, label = (cue.label or "-", "") if cue.speaker == "" else ("", cue.label)
    for text, offset, spaced in words_of(cue.text):
        yield CaptionWord(text, spaced, emphasis=looks[offset], voice=cue.speaker, sign=sign, label=label)
        sign = ""


def _payload(words: Sequence[CaptionWord]) -> list[str]:
    """Write a caption's text, in lines: each voice below its label or in its tag."""
    text = ""
    for voice, said in groupby(words, key=lambda word: word.voice):
        alike = list(said)
        before = _before(alike[0]) if text else ""
        spoken = _looking(alike)
        if label := next((word.label for word in alike if word.label), ""):
            space = " " if text else _before(alike[0]) or " "
            spoken = f"{label.translate(ESCAPES)}{space}{spoken}"
        elif voice:
            spoken = f"<v {voice.translate(ESCAPES)}>{spoken}</v>"
        text += f"{before}{spoken}"
    return text.split("\n")


def _looking(words: Sequence[CaptionWord]) -> str:
    """Write words in their looks: each emphasis in its tags."""
    text = ""
    for emphasis, run in groupby(words, key=lambda word: word.emphasis):
        alike = list(run)
        opening = "".join(f"<{tag}>" for tag in emphasis)
        closing = "".join(f"</{tag}>" for tag in reversed(emphasis))
        text += f"{_before(alike[0]) if text else ''}{opening}{_joined(alike, lines=True)}{closing}"
    return text


def _joined(words: Sequence[CaptionWord], *, lines: bool) -> str:
    if lines:
        before = (_before(word) if n else "" for n, word in enumerate(words))
        return "".join(f"{space}{_written(word)}" for space, word in zip(before, words, strict=True))
    return "".join(f"{' ' if n and word.spaced else ''}{word.text}" for n, word in enumerate(words))


def _written(word: CaptionWord) -> str:
    return f"{word.sign} {word.text}".lstrip(" ").translate(ESCAPES)


def _before(word: CaptionWord) -> str:
    return "\n" if word.begins_line or word.sign else " " if word.spaced else ""


def _times(start: int, end: int) -> str:
    return f"{_clock(start)} --> {_clock(end)}"


def _clock(milliseconds: int) -> str:
    seconds, thousandths = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{thousandths:03}"
