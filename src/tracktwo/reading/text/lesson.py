"""What readers return: captions or a lesson, with what was set aside on the way, as plain frozen data.

Times are whole milliseconds from the start of the recording: exact, as caption files write them. `problems`
are notices: what was left out, or read although it is odd.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Self

from tracktwo.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look: `emphasis` is empty, `i`, `b` (strong), or `bi` for both.

    `link` is the address to which a link, or a picture of which this is the description, leads.
    """

    text: str
    emphasis: str = ""
    link: str = ""


def plain_text(runs: Iterable[Run]) -> str:
    """Return the text of runs, without their looks."""
    return "".join(run.text for run in runs)


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
        return plain_text(self.runs)


@dataclass(frozen=True, slots=True)
class Captions:
    """A recording's cues, in the order of the file, whose name in messages is `file`.

    `language` is a BCP 47 tag, None if it is not said. `from_recogniser` says that each cue is a caption of
    its own; in caption files, one that several voices share is a cue for each, with the same line.
    """

    cues: tuple[Cue, ...]
    language: str | None = None
    problems: tuple[Problem, ...] = ()
    file: str = ""
    from_recogniser: bool = False

    @property
    def count(self) -> int:
        """How many captions the cues are of."""
        return len(self.cues) if self.from_recogniser else len({cue.line for cue in self.cues})

    def caption_key(self, cue: Cue) -> tuple[int, ...]:
        """Return what the cues of one caption have in common."""
        return (cue.line, cue.start, cue.end) if self.from_recogniser else (cue.line,)


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
    def plain(cls, text: str, start: int | None = None, speaker: str | None = None) -> Self:
        """Make a paragraph without emphasis."""
        return cls((Run(text),), start, speaker)

    @property
    def text(self) -> str:
        """The words, without their looks."""
        return plain_text(self.runs)


@dataclass(frozen=True, slots=True)
class Section:
    """Paragraphs below a heading; `title` is None for what stands above the first one."""

    paragraphs: tuple[Paragraph, ...]
    title: str | None = None


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A term with its definition, as plain text; `also` are its other names.

    `headword` is None where the source lost it. `line` counts from 1, and `file` is the source's name. With
    `markdown`, the definition is Markdown, as in a glossary, and stays as it is.
    """

    headword: str | None
    definition: str
    line: int
    also: tuple[str, ...] = ()
    markdown: bool = False
    file: str = ""


class TermList(NamedTuple):
    """The entries of a list of terms, and what was set aside of it."""

    terms: tuple[TermEntry, ...]
    problems: tuple[Problem, ...] = ()


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
    problems: tuple[Problem, ...] = ()
    metadata: tuple[tuple[str, object], ...] = ()
    cues: int | None = None
    duration: int | None = None

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs of all sections."""
        return (paragraph for section in self.sections for paragraph in section.paragraphs)

    def with_paragraphs(self, changed: Callable[[Sequence[Paragraph]], Iterable[Paragraph]]) -> Self:
        """Return it with other paragraphs in each section."""
        sections = (Section(tuple(changed(section.paragraphs)), section.title) for section in self.sections)
        return replace(self, sections=tuple(sections))
