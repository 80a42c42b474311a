"""The text of a cue: its tags and characters to who says what, in which look and when.

The rules are those of WebVTT, https://www.w3.org/TR/webvtt1/#cue-text-parsing-rules: which tags there are,
what closes them, and that any other tag is nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import groupby
from typing import Literal, NamedTuple

from tracktwo.model.scripts import UNSPACED
from tracktwo.reading.text.lesson import Run

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


class Token(NamedTuple):
    """A piece of cue text, or what a tag does.

    `value` is the text, the name of the element that opens or closes, the milliseconds of a timestamp, or a
    tag without meaning as it is written. A voice's `annotation` is its name.
    """

    kind: Literal["text", "open", "close", "time", "nothing"]
    value: str
    classes: tuple[str, ...] = ()
    annotation: str = ""


class Turn(NamedTuple):
    """What one voice says in a cue, and when it begins (ms), if the cue says so.

    `speaker` is the voice's name, empty if it has none; None is text in no voice. White space is single, and
    none stands at either end.
    """

    runs: tuple[Run, ...]
    speaker: str | None = None
    time: int | None = None

    @property
    def length(self) -> int:
        """How many characters are said."""
        return sum(len(run.text) for run in self.runs)


def milliseconds(groups: Iterable[str | None]) -> int:
    """Return the time in hours, minutes, seconds and a fraction, each as it is written, or None."""
    hours, minutes, seconds, fraction = (number or "0" for number in groups)
    whole = (int(hours) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * 1000 + int(fraction[:3].ljust(3, "0"))


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of cue text: every element that closes has been opened, the last one first."""
    path: list[str] = []
    for found in _TOKEN.finditer(text):
        tag = found[1]
        if tag is None:
            yield Token("text", unescape(found[0]))
        elif tag.startswith("/"):
            yield from _closed(path, tag[1:], found[0])
        elif time := _TIMESTAMP.fullmatch(tag):
            yield Token("time", str(milliseconds(time.groups())))
        else:
            yield _opened(path, tag) or Token("nothing", found[0])


def read_turns(text: str) -> tuple[tuple[Turn, ...], tuple[str, ...]]:
    """Return what each voice says in a cue, in order, and the tags in it that mean nothing.

    Italics and underlines are emphasis, bold is strong; of classes, languages and ruby, the text stays.
    """
    reading = _Reading()
    text = _UNSPACED_BREAK.sub(r"\1\2", text) if "\n" in text else text
    whole, tail = _without_unclosed(text)
    for token in tokens(whole):
        reading.take(token)
    reading.take(Token("nothing", tail))
    return tuple(turn for turn in map(_turn, reading.turns) if turn.runs), tuple(reading.nothing)


@dataclass(slots=True)
class _Said:
    """A turn in the making: its texts, each with its emphasis."""

    speaker: str | None
    time: int | None
    texts: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    """What is said so far, and what holds for the next text: voices and looks that are open, and its time."""

    turns: list[_Said] = field(default_factory=list)
    nothing: list[str] = field(default_factory=list)
    voices: list[str] = field(default_factory=list)
    looks: Counter[str] = field(default_factory=Counter)
    time: int | None = None
    voice_is_new: bool = False

    def take(self, token: Token) -> None:
        """Take the next token."""
        kind, value = token.kind, token.value
        if kind == "text":
            self._say(value)
        elif kind == "time":
            self.time = int(value)
        elif kind == "nothing":
            self._nothing(value)
        elif value == "v" and kind == "open":
            self.voices.append(token.annotation)
            self.voice_is_new = True
        elif value == "v":
            self.voices.pop()
        else:
            self.looks[_EMPHASIS.get(value, "")] += 1 if kind == "open" else -1
            if token.annotation and value != "lang":
                self.nothing.append(f"<{value} {token.annotation}>")

    def _say(self, text: str) -> None:
        if not text.strip():
            if self.turns:
                self.turns[-1].texts.append(("", text))
            return
        if self._another():
            self.turns.append(_Said(self.voices[-1] if self.voices else None, self.time))
        self.turns[-1].texts.append(("".join(look for look in "bi" if self.looks[look]), text))
        self.time, self.voice_is_new = None, False

    def _another(self) -> bool:
        """Whether another speaks; text in no voice goes on with the one before it."""
        if not self.turns or not self.voices:
            return not self.turns
        speaker = self.voices[-1]
        return speaker != self.turns[-1].speaker or (not speaker and self.voice_is_new)

    def _nothing(self, tag: str) -> None:
        """Set a tag aside, unless it is none: `<p<1`, or one with words that is never closed, is said."""
        if "<" in tag[1:] or (not tag.endswith(">") and _SPACES.search(tag)):
            self._say(unescape(tag))
        elif tag:
            self.nothing.append(tag)


def _without_unclosed(text: str) -> tuple[str, str]:
    """Part a text before the first tag that is never closed, as in `if a <b then`."""
    start = text.find("<", text.rfind(">") + 1)
    return (text, "") if start < 0 else (text[:start], text[start:])


def _turn(said: _Said) -> Turn:
    """Join texts in the same look, with single spaces and none at the ends."""
    runs: list[Run] = []
    for emphasis, texts in groupby(said.texts, key=lambda text: text[0]):
        text = _SPACES.sub(" ", "".join(text for _, text in texts))
        if not runs or runs[-1].text.endswith(" "):
            text = text.removeprefix(" ")
        if text:
            runs.append(Run(text, emphasis))
    if runs and (last := runs.pop().text.removesuffix(" ")):
        runs.append(Run(last, emphasis))
    return Turn(tuple(runs), said.speaker, said.time)


def _opened(path: list[str], tag: str) -> Token | None:
    """Open an element that the standard knows; `rt` is one in `ruby` only, and elsewhere nothing at all."""
    match = _TAG.fullmatch(tag)
    if match is None or match[1] not in TAGS:
        return None
    name, classes, annotation = match.groups()
    if name == "rt" and path[-1:] != ["ruby"]:
        return Token("text", "")
    path.append(name)
    return Token(
        "open", name, tuple(filter(None, classes.split("."))), " ".join(unescape(annotation).split())
    )


def _closed(path: list[str], name: str, tag: str) -> Iterator[Token]:
    """Close the innermost element if it has that name, or is the `rt` of a ruby that ends."""
    if name not in TAGS:
        yield Token("nothing", tag)
    elif path[-1:] == [name]:
        yield Token("close", path.pop())
    elif name == "ruby" and path[-1:] == ["rt"]:
        yield Token("close", path.pop())
        yield Token("close", path.pop())
