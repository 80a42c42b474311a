"""What an import of many says at its end: what became of each file, and last what is broken."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from tracktwo.cli.catalogue.navigation import Navigation
from tracktwo.cli.import_files import Plan
from tracktwo.cli.import_report import LessonFindings, alike_names, odd_lines, parted, set_aside, table
from tracktwo.model.problem import Problem
from tracktwo.model.problem_formats import count, in_ascii
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
    found: LessonFindings = field(default_factory=LessonFindings)
    titled_by_name: bool = False
    errors: tuple[Problem, ...] = ()
    terms: tuple[TermEntry, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return it for machines."""
        return {
            "file": self.source.as_posix(),
            "page": self.page and self.page.as_posix(),
            "state": self.state,
            "titled_by_name": self.titled_by_name,
            **self.found.as_json(),
        }

    @property
    def summary(self) -> str:
        """How much was found in the source, and who speaks."""
        figures = self.found.figures
        noun = "words" if figures["words"] else "characters"
        parts = [count(int(figures[noun] or 0), noun.removesuffix("s"))]
        if minutes := figures["minutes"]:
            parts.append(f"{minutes} minutes")
        speakers = ", ".join(f"{name} ({count(turns, 'turn')})" for name, turns in self.found.turns.items())
        return "; ".join(filter(None, (", ".join(parts), speakers)))


@dataclass(frozen=True, kw_only=True)
class BulkReport:
    """An import of many: its outcomes, what is odd about files, the glossary, and the site's navigation."""

    outcomes: tuple[Outcome, ...]
    notices: tuple[Problem, ...]
    glossary: Plan | None
    navigation: Navigation
    dry_run: bool

    @property
    def failed(self) -> tuple[Problem, ...]:
        """Why files failed."""
        own = (problem for problem in self.notices if problem.severity == "error")
        return *own, *(problem for outcome in self.outcomes for problem in outcome.errors)

    @property
    def _problems(self) -> tuple[Problem, ...]:
        """What was set aside, or read although it is odd."""
        own = [problem for problem in self.notices if problem.severity != "error"]
        found = [problem for outcome in self.outcomes for problem in outcome.found.problems]
        return *own, *found, *(self.glossary.glossary.problems if self.glossary else ())

    @property
    def _speakers(self) -> list[str]:
        return list(dict.fromkeys(name for outcome in self.outcomes for name in outcome.found.turns))

    @property
    def _terms_added(self) -> int:
        return len(self.glossary.glossary.added) if self.glossary else 0

    def _in_state(self, state: State) -> list[Outcome]:
        return [outcome for outcome in self.outcomes if outcome.state == state]

    def as_json(self) -> str:
        """Return the report for machines."""
        report = {
            "lessons": [outcome.as_json() for outcome in self.outcomes if outcome.state != "failed"],
            "failed": [
                {"file": p.file, "line": p.line, "code": p.code, "message": p.message, "remedy": p.remedy}
                for p in self.failed
            ],
            "perhaps_one": list(perhaps_one(self._speakers)),
            "set_aside": set_aside(self.notices),
            "terms_added": self._terms_added,
            "in_nav": self._pages(written=True),
            "off_nav": self._pages(written=False),
            "dry_run": self.dry_run,
        }
        return in_ascii(report)

    def as_text(self) -> Iterator[str]:
        """Yield the lines of the report for people."""
        return parted(
            self._written(),
            table(self._totals()),
            self._titles(),
            alike_names(self._speakers),
            odd_lines(self._problems),
            self._missing(),
            *self._nav(),
            self._end(),
        )

    def _written(self) -> Iterator[str]:
        wrote = "Would write" if self.dry_run else "Wrote"
        for outcome in self._in_state("written"):
            yield f"{wrote} {outcome.page} (from {outcome.source.name}): {outcome.summary}"
        yield from (f"{wrote} {path}" for path in (self.glossary.texts if self.glossary else ()))
        if unchanged := self._in_state("unchanged"):
            yield f"As they were: {count(len(unchanged), 'lesson')}"
        if kept := self._in_state("kept"):
            yield "Kept, since they say something else than their files do now; --force would overwrite:"
            yield from (f"  {outcome.page} (from {outcome.source.name})" for outcome in kept)

    def _totals(self) -> dict[str, int]:
        totals: Counter[str] = Counter(lessons=sum(bool(outcome.page) for outcome in self.outcomes))
        for outcome in self.outcomes:
            totals.update({name: number for name, number in outcome.found.figures.items() if number})
        totals.update({"terms added": self._terms_added})
        totals["speakers"] = len(self._speakers)  # who speaks in several lessons is one
        return {name: round(number) for name, number in totals.items() if number}

    def _titles(self) -> Iterator[str]:
        untitled = [outcome for outcome in self.outcomes if outcome.titled_by_name]
        if untitled:
            yield (
                f"Titled after their files: {count(len(untitled), 'lesson')}, as "
                f"“{untitled[0].found.title}”; mend them at the top of their pages"
            )

    def _missing(self) -> Iterator[str]:
        lacking = Counter(name for outcome in self.outcomes for name in outcome.found.missing)
        if lacking:
            parts = (f"{name} ({count(number, 'lesson')})" for name, number in lacking.items())
            yield f"Not found: {', '.join(parts)}"

    def _nav(self) -> Iterator[list[str]]:
        if self._pages(written=False):
            yield [f"Put these lines into nav of {self.navigation.file.name}:"]
            yield self.navigation.lines
        elif written := self._pages(written=True):
            verb = "Would put" if self.dry_run else "Put"
            yield [f"{verb} {count(len(written), 'lesson')} into nav of mkdocs.yml"]

    def _pages(self, *, written: bool) -> tuple[str, ...]:
        """Return the pages that `nav` lacked and has now, or those that it lacks still."""
        return self.navigation.pages if written == bool(self.navigation.changed) else ()

    def _end(self) -> Iterator[str]:
        if self.failed:
            broken = count(len(self._in_state("failed")) or len(self.failed), "file")
            yield f"Failed: {broken} of {len(self.outcomes):,}, and the others are done:"
            yield from (f"  {problem.text}" for problem in self.failed)
            yield "Next: mend these, and run the same command again; what is done stays as it is"
        else:
            yield "Next: read what was written, then run tracktwo build"
