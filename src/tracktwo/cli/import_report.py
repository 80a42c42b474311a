"""What an import says at its end: what was found, written and set aside, for people or as JSON."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from tracktwo.cli.failures import count

if TYPE_CHECKING:
    from tracktwo.cli.import_files import Plan
    from tracktwo.reading.text.lesson import Lesson, Remark

SOUGHT = ("author", "objective", "source", "license")
NAMED = 3  # of what was set aside; a list of terms that is imported again has hundreds
LONGEST = 60  # characters of each


@dataclass(frozen=True)
class Report:
    """An import: the lesson as written, and the files that are, or with `dry_run` would be."""

    lesson: Lesson
    planned: Plan
    dry_run: bool = False

    @property
    def _remarks(self) -> tuple[Remark, ...]:
        return *self.lesson.remarks, *self.planned.glossary.remarks

    def figures(self) -> dict[str, int | float | None]:
        """Count what was found. `minutes` reach to the last time, and are None where there are no times."""
        said = list(self.lesson.paragraphs)
        times = [self.lesson.duration or 0, *(paragraph.start or 0 for paragraph in said)]
        return {
            "cues": self.lesson.cues,
            "words": sum(len(paragraph.text.split()) for paragraph in said),
            "paragraphs": len(said),
            "speakers": len({paragraph.speaker for paragraph in said if paragraph.speaker}),
            "minutes": round(max(times) / 60_000, 1) if any(times) else None,
            "terms": len(self.lesson.terms),
            "terms_added": len(self.planned.glossary.added),
        }

    def missing(self) -> list[str]:
        """Name what a lesson's readers look for, and no source or option says."""
        if not any(self.lesson.paragraphs):
            return []
        known = {"author": self.lesson.author, "objective": self.lesson.objective}
        known |= {name: str(value) for name, value in self.lesson.metadata if value}
        return [name for name in SOUGHT if not known.get(name)] + ["terms"] * (not self.lesson.terms)

    def as_json(self) -> str:
        """Give the report to machines."""
        aside = [
            {"kind": remark.kind, "file": remark.file, "line": remark.line, "text": remark.text}
            for remark in self._remarks
        ]
        said = {
            "title": self.lesson.title,
            **self.figures(),
            "missing": self.missing(),
            "set_aside": aside,
            "written": [path.as_posix() for path in self.planned.texts],
            "unchanged": [path.as_posix() for path in self.planned.unchanged],
            "dry_run": self.dry_run,
        }
        return json.dumps(said, ensure_ascii=False, indent=2)

    def as_text(self) -> Iterator[str]:
        """Give the report to people, line by line."""
        yield from (f"{'Would write' if self.dry_run else 'Wrote'} {path}" for path in self.planned.texts)
        yield from (f"As it was: {path}" for path in self.planned.unchanged)
        yield ""
        yield from self.found()
        nav = f"put {self.planned.off_nav} into nav of mkdocs.yml, " if self.planned.off_nav else ""
        yield f"Next: read what was written, {nav}then run tracktwo build"

    def found(self) -> Iterator[str]:
        """Say to people what was found, set aside, and not found."""
        yield from self._table()
        yield ""
        if self._remarks:
            yield "Set aside, or read although odd:"
            yield from map(_aside, _grouped(self._remarks))
            yield ""
        if missing := self.missing():
            yield f"Not found: {', '.join(missing)}"

    def _table(self) -> Iterator[str]:
        figures = {name: number for name, number in self.figures().items() if number}
        added = figures.pop("terms_added", 0)
        if "terms" in figures and added != figures["terms"]:
            figures["terms added"] = added
        written = {name: f"{number:,}" for name, number in figures.items()}
        width = max(map(len, written.values()), default=0)
        yield from (f"  {name:<12}{number:>{width}}" for name, number in written.items())


def _grouped(remarks: Iterable[Remark]) -> Iterator[tuple[tuple[str, str], Sequence[Remark]]]:
    """Group by kind and file, in the order of the lines."""

    def kind(remark: Remark) -> tuple[str, str]:
        return remark.kind, remark.file

    for key, group in groupby(sorted(remarks, key=lambda remark: (*kind(remark), remark.line)), kind):
        yield key, tuple(group)


def _aside(group: tuple[tuple[str, str], Sequence[Remark]]) -> str:
    (kind, file), remarks = group
    texts = list(dict.fromkeys(_shortened(remark.text) for remark in remarks if remark.text))
    more = f" and {len(texts) - NAMED:,} more" if len(texts) > NAMED else ""
    named = f" ({', '.join(texts[:NAMED])}{more})" if texts else ""
    return f"  {file}:{remarks[0].line}: {kind}, {count(len(remarks), 'time')}{named}"


def _shortened(text: str) -> str:
    return textwrap.shorten(text, LONGEST, placeholder=" …")
