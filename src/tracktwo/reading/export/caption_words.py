"""Captions as words, before and after they are edited: plain data, and how words are written as WebVTT.

What is written follows https://www.w3.org/TR/webvtt1/#syntax.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


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


def payload(words: Sequence[CaptionWord]) -> list[str]:
    """Write a caption's text, in lines: each voice below its label or in its tag."""
    text = ""
    for voice, group in groupby(words, key=lambda word: word.voice):
        spoken = list(group)
        gap = spoken[0].gap if text else ""
        written = _emphasised(spoken)
        if label := next((word.label for word in spoken if word.label), ""):
            space = " " if text else spoken[0].gap or " "
            written = f"{label.translate(ESCAPES)}{space}{written}"
        elif voice:
            written = f"<v {voice.translate(ESCAPES)}>{written}</v>"
        text += f"{gap}{written}"
    return text.split("\n")


def _emphasised(words: Sequence[CaptionWord]) -> str:
    """Write words with each emphasis in its tags."""
    text = ""
    for emphasis, group in groupby(words, key=lambda word: word.emphasis):
        first, *rest = group
        opening = "".join(f"<{tag}>" for tag in emphasis)
        closing = "".join(f"</{tag}>" for tag in reversed(emphasis))
        written = "".join((_escaped(first), *(f"{word.gap}{_escaped(word)}" for word in rest)))
        text += f"{first.gap if text else ''}{opening}{written}{closing}"
    return text


def _escaped(word: CaptionWord) -> str:
    return f"{word.sign} {word.text}".lstrip(" ").translate(ESCAPES)
