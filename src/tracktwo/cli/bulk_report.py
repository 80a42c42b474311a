"""What an import of many says at its end: what became of each file, and last what is broken."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from tracktwo.cli.catalogue.navigation import Navigation
from tracktwo.cli.failures import count
from tracktwo.cli.import_files import Plan
from tracktwo.cli.import_report import named, odd, perhaps, set_aside
from tracktwo.model.problem import Problem
from tracktwo.reading.text.lesson import TermEntry
from tracktwo.reading.text.name_slips import perhaps_one

State = Literal["written", "unchanged", "kept", "terms", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a source. `page` is None where it has no words of a lesson, or could not be read.

    `titled_by_name` tells that the title is the file's name; `errors` are why it failed. A page is `kept`
    that says something else, and `terms` is a list of these alone.
    """

    source: Path
    state: State
    page: Path | None = None
    title: str = ""
    titled_by_name: bool = False
    figures: Mapping[str, int | float | None] = field(default_factory=dict)
    names: Mapping[str, int] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    errors: tuple[Problem, ...] = ()
    terms: tuple[TermEntry, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BulkReport:
    """An import of many: its outcomes, what is odd about files, the glossary, and the site's navigation."""

    outcomes: tuple[Outcome, ...]
    notices: tuple[Problem, ...] = ()
    glossary: Plan | None = None
    navigation: Navigation | None = None
    dry_run: bool = False

    @property
    def failed(self) -> tuple[Problem, ...]:
        """Why files failed."""
        own = (problem for problem in self.notices if problem.severity == "error")
        return *own, *(problem for outcome in self.outcomes for problem in outcome.errors)

    @property
    def _problems(self) -> tuple[Problem, ...]:
        """What was set aside, or read although it is odd."""
        own = [problem for problem in self.notices if problem.severity != "error"]
        found = [problem for outcome in self.outcomes for problem in outcome.problems]
        return *own, *found, *(self.glossary.glossary.problems if self.glossary else ())

    @property
    def _speakers(self) -> dict[str, int]:
        names: Counter[str] = Counter()
        for outcome in self.outcomes:
            names.update(outcome.names)
        return dict(names)

    def _in_state(self, state: State) -> list[Outcome]:
        return [outcome for outcome in self.outcomes if outcome.state == state]

    def as_json(self) -> str:
        """Return the report for machines."""
        report = {
            "lessons": [_lesson(outcome) for outcome in self.outcomes if outcome.state != "failed"],
            "failed": [
                {"file": p.file, "line": p.line, "code": p.code, "message": p.message, "remedy": p.remedy}
                for p in self.failed
            ],
            "perhaps_one": list(perhaps_one(list(self._speakers))),
            "set_aside": set_aside(self.notices),
            "terms_added": len(self.glossary.glossary.added) if self.glossary else 0,
            "in_nav": self._pages(written=True),
            "off_nav": self._pages(written=False),
            "dry_run": self.dry_run,
        }
        return json.dumps(report, indent=2)

    def as_text(self) -> Iterator[str]:
        """Yield the lines of the report for people."""
        wrote = "Would write" if self.dry_run else "Wrote"
        for outcome in self._in_state("written"):
            yield f"{wrote} {outcome.page} (from {outcome.source.name}): {_said(outcome)}"
        yield from (f"{wrote} {path}" for path in (self.glossary.texts if self.glossary else ()))
        if unchanged := self._in_state("unchanged"):
            yield f"As they were: {count(len(unchanged), 'lesson')}"
        if kept := self._in_state("kept"):
            yield "Kept, since they say something else than their files do now; --force would overwrite:"
            yield from (f"  {outcome.page} (from {outcome.source.name})" for outcome in kept)
        yield from self._totals()
        yield from self._titles()
        if names := self._speakers:
            lines = list(perhaps(names))
            yield from [*lines, ""] if lines else []
        yield from odd(self._problems)
        yield from self._missing()
        yield from self._nav()
        yield from self._end()

    def _totals(self) -> Iterator[str]:
        totals: Counter[str] = Counter()
        for outcome in self.outcomes:
            totals.update({"lessons": bool(outcome.page)})
            totals.update({name: number for name, number in outcome.figures.items() if number})
        totals["speakers"] = len(self._speakers)
        totals["terms added"] = len(self.glossary.glossary.added) if self.glossary else 0
        if written := {name: f"{round(number):,}" for name, number in totals.items() if number}:
            width = max(map(len, written.values()))
            yield from ("", *(f"  {name:<12}{number:>{width}}" for name, number in written.items()), "")

    def _titles(self) -> Iterator[str]:
        untitled = [outcome for outcome in self.outcomes if outcome.titled_by_name]
        if untitled:
            yield (
                f"Titled after their files: {count(len(untitled), 'lesson')}, as "
                f"“{untitled[0].title}”; mend them at the top of their pages"
            )
            yield ""

    def _missing(self) -> Iterator[str]:
        lacking = Counter(name for outcome in self.outcomes for name in outcome.missing)
        if lacking:
            parts = (f"{name} ({count(number, 'lesson')})" for name, number in lacking.items())
            yield f"Not found: {', '.join(parts)}"
            yield ""

    def _nav(self) -> Iterator[str]:
        if self.navigation and self._pages(written=False):
            yield from (f"Put these lines into nav of {self.navigation.file.name}:", "")
            yield from (*self.navigation.lines, "")
        elif written := self._pages(written=True):
            verb = "Would put" if self.dry_run else "Put"
            yield from (f"{verb} {count(len(written), 'lesson')} into nav of mkdocs.yml", "")

    def _pages(self, *, written: bool) -> tuple[str, ...]:
        """Return the pages that `nav` lacked and has now, or those that it lacks still."""
        navigation = self.navigation
        return navigation.pages if navigation and written == bool(navigation.changed) else ()

    def _end(self) -> Iterator[str]:
        if self.failed:
            broken = count(len(self._in_state("failed")) or len(self.failed), "file")
            yield f"Failed: {broken} of {len(self.outcomes):,}, and the others are done:"
            yield from (f"  {problem.text}" for problem in self.failed)
            yield "Next: mend these, and run the same command again; what is done stays as it is"
        else:
            yield "Next: read what was written, then run tracktwo build"


def _said(outcome: Outcome) -> str:
    """Write how much was found in a source, and who speaks."""
    words = outcome.figures.get("words")
    length = (
        count(int(words), "word") if words else count(int(outcome.figures["characters"] or 0), "character")
    )
    minutes = outcome.figures.get("minutes")
    parts = [length, *([f"{minutes} minutes"] if minutes else [])]
    speakers = ", ".join(f"{name} ({count(turns, 'turn')})" for name, turns in outcome.names.items())
    return "; ".join([", ".join(parts), *([speakers] if speakers else [])])


def _lesson(outcome: Outcome) -> dict[str, object]:
    return {
        "file": outcome.source.as_posix(),
        "page": outcome.page and outcome.page.as_posix(),
        "state": outcome.state,
        "title": outcome.title,
        "titled_by_name": outcome.titled_by_name,
        **outcome.figures,
        "names": named(outcome.names),
        "missing": list(outcome.missing),
        "set_aside": set_aside(outcome.problems),
    }
