"""The text of a cue: its tags and characters to who says what, in which look and when.

The rules are those of WebVTT, https://www.w3.org/TR/webvtt1/#cue-text-parsing-rules: which tags there are,
what closes them, and that any other tag is nothing.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import groupby
from typing import Literal, NamedTuple

from tracktwo.model.scripts import UNSPACED
from tracktwo.reading.text.lesson import Run
from tracktwo.reading.text.styled_runs import trimmed
from tracktwo.reading.text.times import milliseconds

TIMESTAMP = r"(?:(\d{1,9}):)?([0-5]\d):([0-5]\d)\.(\d{3})(?!\d)"
TAGS = frozenset("c i b u ruby rt v lang".split())
_TIMESTAMP = re.compile(TIMESTAMP, re.ASCII)
_SPACE = " \t\n\f\r"  # what WebVTT calls white space
# A no-break space beside another, as at the ends of YouTube's lines, would show as a gap.
_SPACES = re.compile(rf"(?:(?<!\xa0)\xa0+)?[{_SPACE}][{_SPACE}\xa0]*")
_TOKEN = re.compile(r"<([^>]*)>?|[^<]+")
_TAG = re.compile(rf"([^.{_SPACE}]*)((?:\.[^.{_SPACE}]*)*)(.*)", re.DOTALL)
_EMPHASIS = {"i": "i", "u": "i", "b": "b"}
# A line break between two letters of a writing without spaces is nothing, whatever tags are around it.
_TAGS = r"((?:<[^>]{0,99}>)*)"
_UNSPACED_BREAK = re.compile(rf"(?<=[{UNSPACED}]){_TAGS}[ \t\f\r]*\n[{_SPACE}]*{_TAGS}(?=[{UNSPACED}])")


class CueToken(NamedTuple):
    """A stretch of cue text, or what a tag does.

    `value` is the text, the name of the element that opens or closes, the milliseconds of a timestamp, or a
    tag without meaning as it is written. A voice's `annotation` is its name.
    """

    kind: Literal["text", "open", "close", "time", "unknown"]
    value: str
    classes: tuple[str, ...] = ()
    annotation: str = ""


class VoicePart(NamedTuple):
    """What one voice says in a cue, and when it begins (ms), if the cue says so.

    `speaker` is the voice's name, empty if it has none; None is text in no voice. White space is single, and
    none stands at either end.
    """

    runs: tuple[Run, ...]
    speaker: str | None = None
    time: int | None = None


def tokenize(text: str) -> Iterator[CueToken]:
    """Yield the tokens of cue text: every element that closes has been opened, the last one first."""
    path: list[str] = []
    for found in _TOKEN.finditer(text):
        tag = found[1]
        if tag is None:
            yield CueToken("text", unescape(found[0]))
        elif tag.startswith("/"):
            yield from _closed(path, tag[1:], found[0])
        elif time := _TIMESTAMP.fullmatch(tag):
            yield CueToken("time", str(milliseconds(time.groups())))
        else:
            yield _opened(path, tag) or CueToken("unknown", found[0])


def read_voices(text: str) -> tuple[tuple[VoicePart, ...], tuple[str, ...]]:
    """Return what each voice says in a cue, in order, and the tags in it that mean nothing.

    Italics and underlines are emphasis, bold is strong; of classes, languages and ruby, the text stays.
    """
    reader = _VoiceReader()
    text = _UNSPACED_BREAK.sub(r"\1\2", text) if "\n" in text else text
    # A tag that is never closed is none, as in `if a <b then`.
    unclosed = text.find("<", text.rfind(">") + 1)
    whole, rest = (text, "") if unclosed < 0 else (text[:unclosed], text[unclosed:])
    for token in tokenize(whole):
        reader.read(token)
    reader.read(CueToken("unknown", rest))
    return tuple(part for part in map(_finished, reader.parts) if part.runs), tuple(reader.unknown)


@dataclass(slots=True)
class _OpenPart:
    """A part in the making: its texts, each with its emphasis."""

    speaker: str | None
    time: int | None
    texts: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class _VoiceReader:
    """What was read so far, and what holds for the next text: open voices and emphasis, and its time."""

    parts: list[_OpenPart] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    voices: list[str] = field(default_factory=list)
    emphasis: Counter[str] = field(default_factory=Counter)
    time: int | None = None
    voice_is_new: bool = False

    def read(self, token: CueToken) -> None:
        """Read the next token."""
        kind, value = token.kind, token.value
        if kind == "text":
            self._add_text(value)
        elif kind == "time":
            self.time = int(value)
        elif kind == "unknown":
            self._add_unknown(value)
        elif value == "v" and kind == "open":
            self.voices.append(token.annotation)
            self.voice_is_new = True
        elif value == "v":
            self.voices.pop()
        elif value == "rt" and self.parts:
            self.parts[-1].texts.append(("", "（" if kind == "open" else "）"))  # how it is read
        else:
            self.emphasis[_EMPHASIS.get(value, "")] += 1 if kind == "open" else -1
            if token.annotation and value != "lang":
                self.unknown.append(f"<{value} {token.annotation}>")

    def _add_text(self, text: str) -> None:
        if not text.strip():
            if self.parts:
                self.parts[-1].texts.append(("", text))
            return
        if self._another_speaks():
            self.parts.append(_OpenPart(self.voices[-1] if self.voices else None, self.time))
        self.parts[-1].texts.append(("".join(mark for mark in "bi" if self.emphasis[mark]), text))
        self.time, self.voice_is_new = None, False

    def _another_speaks(self) -> bool:
        """Tell whether the next text is another's; text in no voice goes on with the one before it."""
        if not self.parts or not self.voices:
            return not self.parts
        speaker = self.voices[-1]
        return speaker != self.parts[-1].speaker or (not speaker and self.voice_is_new)

    def _add_unknown(self, tag: str) -> None:
        """Set a tag aside, unless it is none: `<p<1`, or one with words that is never closed, is said."""
        if "<" in tag[1:] or (not tag.endswith(">") and _SPACES.search(tag)):
            self._add_text(unescape(tag))
        elif tag:
            self.unknown.append(tag)


def _finished(part: _OpenPart) -> VoicePart:
    """Join texts of the same emphasis, with single spaces and none at the ends."""
    runs: list[Run] = []
    for emphasis, texts in groupby(part.texts, key=lambda text: text[0]):
        text = _SPACES.sub(" ", "".join(text for _, text in texts))
        if not runs or runs[-1].text.endswith(" "):
            text = text.removeprefix(" ")
        if text:
            runs.append(Run(text, emphasis))
    return VoicePart(trimmed(tuple(runs)), part.speaker, part.time)


def _opened(path: list[str], tag: str) -> CueToken | None:
    """Open an element that the standard knows; `rt` is one in `ruby` only, and elsewhere nothing at all."""
    match = _TAG.fullmatch(tag)
    if match is None or match[1] not in TAGS:
        return None
    name, classes, annotation = match.groups()
    if name == "rt" and path[-1:] != ["ruby"]:
        return CueToken("text", "")
    path.append(name)
    names = tuple(filter(None, classes.split(".")))
    return CueToken("open", name, names, " ".join(unescape(annotation).split()))


def _closed(path: list[str], name: str, tag: str) -> Iterator[CueToken]:
    """Close the innermost element if it has that name, or is the `rt` of a ruby that ends."""
    if name not in TAGS:
        yield CueToken("unknown", tag)
    elif path[-1:] == [name]:
        yield CueToken("close", path.pop())
    elif name == "ruby" and path[-1:] == ["rt"]:
        yield CueToken("close", path.pop())
        yield CueToken("close", path.pop())
