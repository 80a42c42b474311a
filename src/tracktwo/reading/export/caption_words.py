"""Captions as words, before and after they are edited: plain data, and how words are written in a caption."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from tracktwo.reading.text.times import webvtt_time

_IN_WEBVTT = re.compile("[&<>]")
# SRT has no escapes but those of HTML, and players show them: what is no markup stays as it is.
_IN_SRT = re.compile(
    r"&(?=#\d|#x[\da-f]|[a-z]\w*;)|<(?=/?(?:[ibu]>|font\b))|(?<=-)-(?=>)|\{(?=\\)", re.IGNORECASE
)
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


class Markup(NamedTuple):
    """How a format of captions is written: its first lines, its times, what it escapes.

    It names voices by `tags`, or in the text. WebVTT is https://www.w3.org/TR/webvtt1/#syntax; SRT has no
    standard.
    """

    head: tuple[str, ...]
    time: Callable[[int], str]
    escaped: re.Pattern[str]
    tags: bool

    def times(self, start: int, end: int) -> str:
        """Write a line of times."""
        return f"{self.time(start)} --> {self.time(end)}"

    def escape(self, text: str) -> str:
        """Write plain text."""
        return self.escaped.sub(lambda mark: _ENTITIES.get(mark[0], f"&#{ord(mark[0])};"), text)


WEBVTT = Markup(("WEBVTT", ""), webvtt_time, _IN_WEBVTT, tags=True)
SRT = Markup((), lambda time: webvtt_time(time).replace(".", ","), _IN_SRT, tags=False)


@dataclass(frozen=True, slots=True)
class CaptionWord:
    """A word of a caption or of the lesson: whether white space stands before it, and its emphasis.

    It may begin a line of its caption (`begins_line`), or a paragraph of the lesson (`opens`). `voice` is who
    the caption says is speaking, empty if someone whom it does not name; `speaker` is who the lesson says is,
    None if no paragraph up to there says so. A `sign`, as `-` or `>>`, stands before what such a one begins
    to say; a `label` names the voice in the text itself, as `>> NAME:`.
    """

    text: str
    spaced: bool = True
    begins_line: bool = False
    opens: bool = False
    emphasis: str = ""
    voice: str | None = None
    speaker: str | None = None
    sign: str = ""
    label: str = ""

    def reworded(self, word: "CaptionWord") -> "CaptionWord":
        """Return the text and the speaker of another word, in the place and the look of this one."""
        return replace(self, text=word.text, spaced=word.spaced, speaker=word.speaker)

    def voiced(self, voice: str | None) -> "CaptionWord":
        """Return the same word in a voice: who the caption shall say is speaking."""
        label = self.label.replace(self.voice, voice) if self.voice and voice else ""
        return replace(self, voice=voice, sign="" if voice else self.sign, label=label)

    @property
    def gap(self) -> str:
        """What stands before it in its caption."""
        return "\n" if self.begins_line or self.sign == "-" else " " if self.spaced else ""


@dataclass(frozen=True, slots=True)
class SourceCaption:
    """What is shown at one time, by however many voices, and its lines in WebVTT, from the one with `top`.

    They begin with its id, if it has one; `top` counts from 0. `in_lines` says that they may stay so.
    """

    start: int
    end: int
    words: tuple[CaptionWord, ...]
    has_id: bool
    top: int
    lines: Sequence[str]
    in_lines: bool = True


@dataclass(frozen=True, slots=True)
class NewCaption:
    """A caption to write: in the place of the source's with this index, or a passage of its own."""

    source: int | None
    words: tuple[CaptionWord, ...]
    start: int = 0
    end: int = 0
    interpolated: bool = False

    def says_as(self, caption: SourceCaption) -> bool:
        """Tell whether it says what a caption says, by the same voices."""
        before, after = ([(word.text, word.voice) for word in c.words] for c in (caption, self))
        return before == after


def reading_text(words: Iterable[CaptionWord]) -> str:
    """Return words as they are read, on one line."""
    return "".join(f"{' ' if n and word.spaced else ''}{word.text}" for n, word in enumerate(words))


def by_voice(words: Iterable[CaptionWord]) -> Iterator[tuple[CaptionWord, ...]]:
    """Yield what each voice says in a row; nameless ones are told apart by their signs."""
    spoken: list[CaptionWord] = []
    for word in words:
        if spoken and (word.voice != spoken[-1].voice or word.sign):
            yield tuple(spoken)
            spoken = []
        spoken.append(word)
    if spoken:
        yield tuple(spoken)


def labelled(words: Sequence[CaptionWord]) -> tuple[CaptionWord, ...]:
    """Show voices in the text, as formats must that have no other place for them; of a dialogue, in lines."""
    voices = list(by_voice(words))
    dash = "- " if len(voices) > 1 else ""
    shown = []
    for first, spoken in enumerate(voices):
        for n, word in enumerate(spoken):
            label = word.label or f"{dash}{word.voice}:"
            begins = word.begins_line or first > n == 0
            shown.append(replace(word, label=label, begins_line=begins) if word.voice else word)
    return tuple(shown)


def payload(words: Sequence[CaptionWord], markup: Markup) -> list[str]:
    """Write a caption's text, in lines: each voice below its label or in its tag."""
    text = ""
    for voice, group in groupby(words, key=lambda word: word.voice):
        spoken = list(group)
        gap = spoken[0].gap if text else ""
        written = _emphasised(spoken, markup)
        if label := next((word.label for word in spoken if word.label), ""):
            space = " " if text else spoken[0].gap or " "
            written = f"{markup.escape(label)}{space}{written}"
        elif voice and markup.tags:
            written = f"<v {markup.escape(voice)}>{written}</v>"
        text += f"{gap}{written}"
    return text.split("\n")


def _emphasised(words: Sequence[CaptionWord], markup: Markup) -> str:
    """Write words with each emphasis in its tags."""
    text = ""
    for emphasis, group in groupby(words, key=lambda word: word.emphasis):
        first, *rest = ((word, markup.escape(f"{word.sign} {word.text}".lstrip(" "))) for word in group)
        opening = "".join(f"<{tag}>" for tag in emphasis)
        closing = "".join(f"</{tag}>" for tag in reversed(emphasis))
        written = "".join((first[1], *(f"{word.gap}{escaped}" for word, escaped in rest)))
        text += f"{first[0].gap if text else ''}{opening}{written}{closing}"
    return text
