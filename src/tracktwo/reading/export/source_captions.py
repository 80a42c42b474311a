"""WebVTT and SRT as text: captions found in it, and others put in their place, all else as it was."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from itertools import accumulate, chain, count, groupby

from tracktwo.reading.captions.cues import dashes_as_voices
from tracktwo.reading.captions.srt import is_srt
from tracktwo.reading.captions.webvtt import ARROW, is_webvtt
from tracktwo.reading.export.caption_words import (
    CaptionWord,
    Markup,
    NewCaption,
    SourceCaption,
    labelled,
    payload,
)
from tracktwo.reading.export.layout import in_captions
from tracktwo.reading.export.lesson_words import words_of
from tracktwo.reading.text.lesson import Captions, Cue
from tracktwo.reading.text.lines import LINE_BREAK

TAG = re.compile(r"<[^<>]*+>")
TAG_OF_SRT = re.compile(rf"{TAG.pattern}|\{{\\[^{{}}\n]*\}}")
TIMES = re.compile(r"^\s*\S+\s*-->\s*[\d:.,]+")
NUMBERED = re.compile(r"^(?:[ \t]*(\d{1,9})[ \t]*\n)?([ \t]*\d+:\d\d:\d\d,\d{3}[ \t]*-->)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class CaptionFile:
    """The lines of a file, and the captions in it."""

    markup: Markup
    lines: Sequence[str]
    captions: Sequence[SourceCaption]

    def replaced(self, new: Iterable[NewCaption]) -> str:
        """Return the file with other captions in place of its own; one that had words and has none goes."""
        blocks = self._blocks(new)
        written: list[str] = []
        at = 0
        for index, before in enumerate(self.captions):
            written += self.lines[at : before.top]
            if index == 0 and -1 in blocks:
                written += [*blocks[-1], ""]
            at = before.top + len(before.lines)
            if before.words and index not in blocks:
                at += at < len(self.lines) and not self.lines[at].strip()
            else:
                written += blocks.get(index, before.lines)
        text = "\n".join([*written, *self.lines[at:]])
        added = not self.markup.tags and _numbers(text) != _numbers("\n".join(self.lines))
        return _with_numbers(text) if added else text

    def _blocks(self, new: Iterable[NewCaption]) -> dict[int, list[str]]:
        """Return lines by the index of the caption in whose place they are; -1 is above the first."""
        blocks: dict[int, list[str]] = {}
        place = -1
        for caption in new:
            place = place if caption.source is None else caption.source
            block = blocks.setdefault(place, [])
            lines = self._block(caption, first=not block)
            block += ["", *lines] if block else lines
        return blocks

    def _block(self, caption: NewCaption, *, first: bool) -> Sequence[str]:
        """Return the lines of a caption; the `first` in the place of the source's has its id."""
        times, text = self.markup.times(caption.start, caption.end), payload(caption.words, self.markup)
        if caption.source is None:
            return [times, *text]
        before = self.captions[caption.source]
        if not caption.interpolated and caption.says_as(before):
            return before.lines
        *own_id, written = before.lines[: before.has_id + 1]
        times = TIMES.sub(times, written) if caption.interpolated else written
        return [*(own_id if first else ()), times, *text]


def find_captions_in(source: str, captions: Captions, markup: Markup) -> CaptionFile:
    """Return the file that captions were read from, if it is written in this markup.

    Of anything else, one is made first: of another format, and of a file that says other words than they do,
    as where captions roll.
    """
    lines = LINE_BREAK.split(source.removeprefix("\ufeff"))
    groups = [tuple(cues) for _, cues in groupby(captions.cues, captions.caption_key)]
    webvtt = is_webvtt(source)
    read = [_words_in(cues, lines, TAG if webvtt else TAG_OF_SRT) for cues in groups]
    stays = webvtt == markup.tags and (webvtt or is_srt(source)) and all(in_file for _, in_file in read)
    written = lines if stays else list(markup.head)
    found: list[SourceCaption] = []
    for cues, (words, in_file) in zip(groups, read, strict=True):
        first, end = cues[0], cues[-1].end
        shown = words if stays or markup.tags else labelled(words)
        parts = [words] if in_file and shown == words else in_captions(shown)
        shown = parts[0] if len(parts) == 1 else shown
        top, stop = _extent(first, lines) if stays else (len(written), 0)
        if not stays:
            id_line = [first.id] * bool(first.id) if markup.tags else [str(len(found) + 1)]
            written += [*id_line, markup.times(first.start, end), *payload(shown, markup), ""]
            stop = len(written) - 1
        has_id = bool(first.id) or not (stays or markup.tags)
        found.append(SourceCaption(first.start, end, shown, has_id, top, written[top:stop], len(parts) < 2))
    return CaptionFile(markup, written, found)


def _numbers(text: str) -> list[str | None]:
    return [found[1] for found in NUMBERED.finditer(text)]


def _with_numbers(text: str) -> str:
    """Give the captions of SRT other numbers, from 1."""
    numbers = count(1)
    return NUMBERED.sub(lambda found: f"{next(numbers)}\n{found[2]}", text)


def _extent(cue: Cue, lines: Sequence[str]) -> tuple[int, int]:
    """Return where a caption begins, with its id, and where it has ended; lines count from 0."""
    end = cue.line
    while end < len(lines) and lines[end] and ARROW not in lines[end]:
        end += 1
    return cue.line - 1 - bool(cue.id), end


def _words_in(
    cues: Sequence[Cue], file: Sequence[str], tag: re.Pattern[str]
) -> tuple[tuple[CaptionWord, ...], bool]:
    """Return the words of a caption's voices, and whether its file's lines say these words.

    There, it is seen which words begin a line; the labels in them are no words.
    """
    top, stop = _extent(cues[0], file)
    lines = file[cues[0].line : stop]
    words = tuple(word for cue in cues for word in _words(cue))
    text = unescape(tag.sub("", dashes_as_voices("\n".join(lines))[0]))
    for cue in cues:
        text = text.replace(cue.label, "", 1)
    texts = [[word for word, _, _ in words_of(line)] for line in text.split("\n")]
    has_id = not cues[0].id or "".join(file[top : top + 1]).strip() == cues[0].id.strip()
    if not has_id or list(chain(*texts)) != [word.text for word in words]:
        return words, False
    starts = set(accumulate(map(len, texts)))
    return tuple(replace(word, begins_line=n in starts) for n, word in enumerate(words)), True


def _words(cue: Cue) -> Iterator[CaptionWord]:
    emphases = [run.emphasis for run in cue.runs for _ in run.text]
    sign, label = (cue.label or "-", "") if cue.speaker == "" else ("", cue.label)
    for text, offset, spaced in words_of(cue.text):
        yield CaptionWord(text, spaced, emphasis=emphases[offset], voice=cue.speaker, sign=sign, label=label)
        sign = ""
