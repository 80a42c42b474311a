"""What every reader gives: a lesson, its paragraphs and its terms. Plain frozen data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of a transcript, on one line, as it was said."""

    text: str


@dataclass(frozen=True)
class TermEntry:
    """A term with its definition; `headword` is None where the source lost it. `line` counts from 1."""

    headword: str | None
    definition: str
    line: int


@dataclass(frozen=True)
class Lesson:
    """A recorded lesson to read. What a source may well not say (author, objective) is None."""

    title: str
    author: str | None
    objective: str | None
    paragraphs: tuple[Paragraph, ...]
    terms: tuple[TermEntry, ...]


class ReadingError(Exception):
    """A source that cannot be read as it is. Its text is one line: `FILE:LINE: what; remedy`."""

    def __init__(self, message: str, file: str, line: int | None = None, *, remedy: str) -> None:
        """Put the place before the message and the remedy after it; lines count from 1."""
        place = file if line is None else f"{file}:{line}"
        super().__init__(f"{place}: {message}; {remedy}")
