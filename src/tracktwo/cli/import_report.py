"""What an import says at its end: what was found, written and set aside, for people or as JSON."""

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from tracktwo.cli.failures import count
from tracktwo.cli.import_files import Plan
from tracktwo.model.problem import Problem
from tracktwo.model.problem_formats import in_ascii
from tracktwo.reading.prose.caption_joins import UNSPACED_CHARACTER
from tracktwo.reading.text.lesson import Lesson
from tracktwo.reading.text.name_slips import perhaps_one

SOUGHT = ("author", "objective", "source", "license")
# What recognisers call people: 0, A, SPEAKER_01, spk_2, Speaker 3.
_NUMBERED = re.compile(r"(?:speaker|spk|s|channel)?[ _-]?\d{1,3}|[A-Z]", re.IGNORECASE)
MAX_EXCERPTS = 3  # of what was set aside; a list of terms that is imported again has hundreds
MAX_LENGTH = 60  # characters of each


@dataclass(frozen=True)
class Report:
    """An import: the lesson as written, and the files that are, or with `dry_run` would be."""

    lesson: Lesson
    planned: Plan
    dry_run: bool = False

    @property
    def _problems(self) -> tuple[Problem, ...]:
        return *self.lesson.problems, *self.planned.glossary.problems

    def as_json(self) -> str:
        """Return the report for machines."""
        names = turns(self.lesson)
        report = {
            "title": self.lesson.title,
            **self._figures(),
            "names": named(names),
            "perhaps_one": list(perhaps_one(list(names))),
            "missing": missing(self.lesson),
            "set_aside": set_aside(self._problems),
            "written": [path.as_posix() for path in self.planned.texts],
            "unchanged": [path.as_posix() for path in self.planned.unchanged],
            "dry_run": self.dry_run,
        }
        return in_ascii(report)

    def as_text(self) -> Iterator[str]:
        """Yield the lines of the report for people."""
        yield from (f"{'Would write' if self.dry_run else 'Wrote'} {path}" for path in self.planned.texts)
        yield from (f"As it was: {path}" for path in self.planned.unchanged)
        yield ""
        yield from self.found()
        nav = f"put {self.planned.off_nav} into nav of mkdocs.yml, " if self.planned.off_nav else ""
        yield f"Next: read what was written, {nav}then run tracktwo build"

    def found(self) -> Iterator[str]:
        """Yield for people what was found, set aside, and not found."""
        yield from self._table()
        yield ""
        yield from self._speakers()
        yield from odd(self._problems)
        if lacking := missing(self.lesson):
            yield f"Not found: {', '.join(lacking)}"

    def _speakers(self) -> Iterator[str]:
        """Yield who speaks and how often, and which names may be one person's."""
        if names := turns(self.lesson):
            yield "Speakers:"
            yield from (f"  {name}, {count(number, 'turn')}" for name, number in names.items())
            yield from perhaps(names)
            if numbered := [name for name in names if _NUMBERED.fullmatch(name)]:
                known = f'if you know, add --speaker "{numbered[0]}=NAME"'
                yield f"  Not yet named: {', '.join(numbered)}; {known}"
            yield ""

    def _figures(self) -> dict[str, int | float | None]:
        return figures(self.lesson) | {"terms_added": len(self.planned.glossary.added)}

    def _table(self) -> Iterator[str]:
        figures = {name: number for name, number in self._figures().items() if number}
        added = figures.pop("terms_added", 0)
        if "terms" in figures and added != figures["terms"]:
            figures["terms added"] = added
        written = {name: f"{number:,}" for name, number in figures.items()}
        width = max(map(len, written.values()), default=0)
        yield from (f"  {name:<12}{number:>{width}}" for name, number in written.items())


def figures(lesson: Lesson) -> dict[str, int | float | None]:
    """Count what was found: of writing without spaces, the characters.

    `minutes` reach to the last time, and are None where there are no times.
    """
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


def turns(lesson: Lesson) -> dict[str, int]:
    """Count the turns of each speaker, in the order in which they begin to speak."""
    spoken = (paragraph.speaker for paragraph in lesson.paragraphs if paragraph.speaker)
    return dict(Counter(name for name, _ in groupby(spoken)))


def missing(lesson: Lesson) -> list[str]:
    """Name what a lesson's readers look for, and no source or option says."""
    if not any(lesson.paragraphs):
        return []
    known = {"author": lesson.author, "objective": lesson.objective}
    known |= {name: str(value) for name, value in lesson.metadata if value}
    return [name for name in SOUGHT if not known.get(name)] + ["terms"] * (not lesson.terms)


def named(names: Mapping[str, int]) -> list[dict[str, str | int]]:
    """Return speakers and their turns for machines."""
    return [{"name": name, "turns": number} for name, number in names.items()]


def set_aside(problems: Iterable[Problem]) -> list[dict[str, str | int]]:
    """Return what was set aside for machines."""
    return [
        {"kind": problem.message, "file": problem.file, "line": problem.line, "text": problem.excerpt}
        for problem in problems
    ]


def perhaps(names: Iterable[str]) -> Iterator[str]:
    """Yield for people which names may be one person's."""
    for one, other in perhaps_one(list(names)):
        yield f'  Perhaps one: {one}, {other}; if so, add --speaker "{other}={one}"'


def odd(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield for people what was set aside, a line for each kind and file."""
    lines = [_as_line(group) for group in _grouped(problems)]
    if lines:
        yield from ("Set aside, or read although odd:", *lines, "")


def _grouped(problems: Iterable[Problem]) -> Iterator[Sequence[Problem]]:
    """Yield the problems of each kind and file, in the order of the lines."""

    def kind(problem: Problem) -> tuple[str, str]:
        return problem.message, problem.file

    in_order = sorted(problems, key=lambda problem: (*kind(problem), problem.line))
    return (list(group) for _, group in groupby(in_order, kind))


def _as_line(problems: Sequence[Problem]) -> str:
    """Write problems of one kind and file on one line, with the first line and some excerpts."""
    first = problems[0]
    excerpts = list(dict.fromkeys(_shortened(problem.excerpt) for problem in problems if problem.excerpt))
    more = f" and {len(excerpts) - MAX_EXCERPTS:,} more" if len(excerpts) > MAX_EXCERPTS else ""
    named = f" ({', '.join(excerpts[:MAX_EXCERPTS])}{more})" if excerpts else ""
    times = f", {count(len(problems), 'time')}" if first.line else ""  # what is of a whole file is so once
    return f"  {first.place}: {first.advice}{times}{named}"


def _shortened(text: str) -> str:
    return textwrap.shorten(text, MAX_LENGTH, placeholder=" …")
