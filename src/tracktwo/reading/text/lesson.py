"""What every reader gives: captions or a lesson, with what was set aside on the way. Plain frozen data.

Times are whole milliseconds from the start of the recording: exact, as caption files write them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look: `emphasis` is empty, `i`, `b` (strong), or `bi` for both.

    `link` is the address to which a link, or a picture of which this is the description, leads.
    """

    text: str
    emphasis: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a publisher should know of a source: something left out, or read although it is odd.

    `kind` names it as reports count it ("line repeated by rolling captions"); `line` counts from 1, and
    `text` is what was left out, empty where nothing was. `file` is its name, once several are read.
    """

    kind: str
    line: int
    text: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Cue:
    """What one speaker says from `start` to `end`: a caption, or the part of one that is theirs.

    `speaker` is None where the source does not say who speaks, which means: whoever spoke before; it is empty
    where someone else does whom the source does not name.
    `label` is what names them in the caption's own text, as `>> NAME:`; it is not in the runs.
    `line` is that of the cue's times. A line break in a caption is a space here.
    """

    start: int
    end: int
    runs: tuple[Run, ...]
    speaker: str | None = None
    id: str = ""
    line: int = 1
    label: str = ""

    @property
    def text(self) -> str:
        """The words, without their looks."""
        return _text(self.runs)


@dataclass(frozen=True, slots=True)
class Captions:
    """A recording's cues, in the order of the file; `language` is a BCP 47 tag, None if it is not said."""

    cues: tuple[Cue, ...]
    language: str | None = None
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a transcript, on one line, as it was said.

    `start` is when its first word is said, None if the source has no times; `speaker` is who says it, None if
    that is not known or was said above.
    """

    runs: tuple[Run, ...]
    start: int | None = None
    speaker: str | None = None

    @classmethod
    def plain(cls, text: str, start: int | None = None, speaker: str | None = None) -> Paragraph:
        """Make a paragraph without emphasis."""
        return cls((Run(text),), start, speaker)

    @property
    def text(self) -> str:
        """The words, without their looks."""
        return _text(self.runs)


@dataclass(frozen=True, slots=True)
class Section:
    """Paragraphs below a heading; `title` is None for what stands above the first one."""

    paragraphs: tuple[Paragraph, ...]
    title: str | None = None


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A term with its definition, as plain text; `also` are its other names.

    `headword` is None where the source lost it. `line` counts from 1. With `markdown`, the definition is
    Markdown, as in a glossary, and stays as it is. `file` is the source's name, once several are read.
    """

    headword: str | None
    definition: str
    line: int
    also: tuple[str, ...] = ()
    markdown: bool = False
    file: str = ""


@dataclass(frozen=True)
class Lesson:
    """A recorded lesson to read. What a source may well not say (title, author, objective) is None.

    `metadata` is what else its front matter says, by name, as YAML gives it. `cues` counts those of captions,
    None for what is none, and `duration` is when the last of them ends. A term list has no sections.
    """

    title: str | None
    author: str | None = None
    objective: str | None = None
    sections: tuple[Section, ...] = ()
    terms: tuple[TermEntry, ...] = ()
    language: str | None = None
    remarks: tuple[Remark, ...] = ()
    metadata: tuple[tuple[str, object], ...] = ()
    cues: int | None = None
    duration: int | None = None

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs of all sections."""
        return (paragraph for section in self.sections for paragraph in section.paragraphs)


class ReadingError(Exception):
    """A source that cannot be read as it is. Its text is one line: `FILE:LINE: what; remedy`."""

    def __init__(self, message: str, file: str, line: int | None = None, *, remedy: str) -> None:
        """Put the place before the message and the remedy after it; lines count from 1."""
        place = file if line is None else f"{file}:{line}"
        super().__init__(f"{place}: {message}; {remedy}")


def _text(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)
