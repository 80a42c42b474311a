"""What an import says at its end: what was found, written and set aside, for people or as JSON."""

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from tracktwo.cli.import_files import Plan
from tracktwo.model.problem import Problem
from tracktwo.model.problem_formats import count, in_ascii
from tracktwo.reading.prose.caption_joins import UNSPACED_CHARACTER
from tracktwo.reading.text.lesson import Lesson
from tracktwo.reading.text.name_slips import perhaps_one

SOUGHT = ("author", "objective", "source", "license")
# What recognisers call people: 0, A, SPEAKER_01, spk_2, Speaker 3.
_NUMBERED = re.compile(r"(?:speaker|spk|s|channel)?[ _-]?\d{1,3}|[A-Z]", re.IGNORECASE)
MAX_EXCERPTS = 3  # of what was set aside; a list of terms that is imported again has hundreds
MAX_LENGTH = 60  # characters of each


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonFindings:
    """What was found in a lesson: its title, figures, who speaks how often, what it lacks, and what is odd.

    Of writing without spaces, the characters are counted. `minutes` reach to the last time, and are None
    where there are no times. `turns` are in the order in which the speakers begin to speak. `missing` is what
    readers look for, and no source or option says.
    """

    title: str | None = None
    figures: Mapping[str, int | float | None] = field(default_factory=dict)
    turns: Mapping[str, int] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return them for machines."""
        return {
            "title": self.title,
            **self.figures,
            "names": [{"name": name, "turns": number} for name, number in self.turns.items()],
            "missing": list(self.missing),
            "set_aside": set_aside(self.problems),
        }


def find_in(lesson: Lesson) -> LessonFindings:
    """Return what was found in a lesson."""
    spoken = (paragraph.speaker for paragraph in lesson.paragraphs if paragraph.speaker)
    return LessonFindings(
        title=lesson.title,
        figures=_figures(lesson),
        turns=dict(Counter(name for name, _ in groupby(spoken))),
        missing=tuple(_missing(lesson)) if any(lesson.paragraphs) else (),
        problems=lesson.problems,
    )


@dataclass(frozen=True)
class Report:
    """An import: what was found in the lesson, and the files that are written, or with `dry_run` would be."""

    found: LessonFindings
    planned: Plan
    dry_run: bool = False
    failed = ()  # or there would be no report

    @property
    def _problems(self) -> tuple[Problem, ...]:
        return *self.found.problems, *self.planned.glossary.problems

    def as_json(self) -> str:
        """Return the report for machines."""
        report = {
            **self.found.as_json(),
            "terms_added": len(self.planned.glossary.added),
            "perhaps_one": list(perhaps_one(list(self.found.turns))),
            "set_aside": set_aside(self._problems),
            "written": [path.as_posix() for path in self.planned.texts],
            "unchanged": [path.as_posix() for path in self.planned.unchanged],
            "dry_run": self.dry_run,
        }
        return in_ascii(report)

    def as_text(self) -> Iterator[str]:
        """Yield the lines of the report for people."""
        yield from self._contents() if self.dry_run else ()
        wrote = "Would write" if self.dry_run else "Wrote"
        written = [f"{wrote} {path}" for path in self.planned.texts]
        written += [f"As it was: {path}" for path in self.planned.unchanged]
        nav = f"put {self.planned.off_nav} into nav of mkdocs.yml, " if self.planned.off_nav else ""
        last = [*self._missing(), f"Next: read what was written, {nav}then run tracktwo build"]
        yield from parted(written, *self._found(), last)

    def _contents(self) -> Iterator[str]:
        for path, text in self.planned.texts.items():
            is_there = self.planned.edited and path == self.planned.lesson
            yield from (f"Would write {path}{' (already there; needs --force)' if is_there else ''}:", "")
            yield from text.split("\n")

    def found_as_text(self) -> Iterator[str]:
        """Yield for people what was found, set aside, and not found."""
        return parted(*self._found(), self._missing())

    def _found(self) -> Iterator[Iterable[str]]:
        figures = {name: number for name, number in self.found.figures.items() if number}
        added = len(self.planned.glossary.added)
        if added != figures.get("terms", added):
            figures["terms added"] = added
        yield table(figures)
        yield self._speakers()
        yield odd_lines(self._problems)

    def _speakers(self) -> Iterator[str]:
        """Yield who speaks and how often, and which names may be one person's."""
        if turns := self.found.turns:
            yield "Speakers:"
            yield from (f"  {name}, {count(number, 'turn')}" for name, number in turns.items())
            yield from alike_names(turns)
            if numbered := [name for name in turns if _NUMBERED.fullmatch(name)]:
                known = f'if you know, add --speaker "{numbered[0]}=NAME"'
                yield f"  Not yet named: {', '.join(numbered)}; {known}"

    def _missing(self) -> list[str]:
        return [f"Not found: {', '.join(self.found.missing)}"] if self.found.missing else []


def _figures(lesson: Lesson) -> dict[str, int | float | None]:
    paragraphs = list(lesson.paragraphs)
    times = [lesson.duration or 0, *(paragraph.start or 0 for paragraph in paragraphs)]
    text = "\n".join(paragraph.text for paragraph in paragraphs)
    characters = len(UNSPACED_CHARACTER.findall(text))
    unspaced = 2 * characters > sum(map(str.isalpha, text))
    return {
        "cues": lesson.cues,
        "words": None if unspaced else len(text.split()),
        "characters": characters if unspaced else None,
        "paragraphs": len(paragraphs),
        "speakers": len({paragraph.speaker for paragraph in paragraphs if paragraph.speaker}),
        "minutes": round(max(times) / 60_000, 1) if any(times) else None,
        "terms": len(lesson.terms),
    }


def _missing(lesson: Lesson) -> list[str]:
    known = {"author": lesson.author, "objective": lesson.objective}
    known |= {name: str(value) for name, value in lesson.metadata if value}
    return [name for name in SOUGHT if not known.get(name)] + ["terms"] * (not lesson.terms)


def parted(*sections: Iterable[str]) -> Iterator[str]:
    """Yield the lines of the sections that have any, parted by empty lines."""
    for number, lines in enumerate(filter(None, map(list, sections))):
        yield from ["", *lines] if number else lines


def table(figures: Mapping[str, float]) -> Iterator[str]:
    """Yield a line for each figure."""
    written = {name: f"{number:,}" for name, number in figures.items()}
    width = max(map(len, written.values()), default=0)
    yield from (f"  {name:<12}{number:>{width}}" for name, number in written.items())


def set_aside(problems: Iterable[Problem]) -> list[dict[str, str | int]]:
    """Return what was set aside for machines."""
    return [
        {"kind": problem.message, "file": problem.file, "line": problem.line, "text": problem.excerpt}
        for problem in problems
    ]


def alike_names(names: Iterable[str]) -> Iterator[str]:
    """Yield for people which names may be one person's."""
    for one, other in perhaps_one(list(names)):
        yield f'  Perhaps one: {one}, {other}; if so, add --speaker "{other}={one}"'


def odd_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield for people what was set aside, a line for each kind and file, in the order of the lines."""

    def kind(problem: Problem) -> tuple[str, str]:
        return problem.message, problem.file

    in_order = sorted(problems, key=lambda problem: (*kind(problem), problem.line))
    if in_order:
        yield "Set aside, or read although odd:"
        yield from (_as_line(list(group)) for _, group in groupby(in_order, kind))


def _as_line(problems: Sequence[Problem]) -> str:
    """Write problems of one kind and file on one line, with the first line and some excerpts."""
    first = problems[0]
    written = (problem.excerpt for problem in problems if problem.excerpt)
    excerpts = list(dict.fromkeys(textwrap.shorten(it, MAX_LENGTH, placeholder=" …") for it in written))
    more = f" and {len(excerpts) - MAX_EXCERPTS:,} more" if len(excerpts) > MAX_EXCERPTS else ""
    named = f" ({', '.join(excerpts[:MAX_EXCERPTS])}{more})" if excerpts else ""
    times = f", {count(len(problems), 'time')}" if first.line else ""  # what is of a whole file is so once
    return f"  {first.place}: {first.advice}{times}{named}"
