"""How `tracktwo check` writes problems: for people, for programs, and as annotations of a workflow.

What has no line of its own is shown at the first, and what is about no file at none. What a log says of one
is its `text`.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from tracktwo.model.problem import SEVERITIES, Problem, on_one_line


def count(number: int, noun: str) -> str:
    """Write how many there are of something."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort problems by file and line, and then by severity and code."""
    return sorted(problems, key=lambda p: (p.file, p.line, SEVERITIES.index(p.severity), p.code, p.message))


def as_text(problems: Sequence[Problem]) -> str:
    """Write one line for each problem, and a last line that counts them."""
    lines = [
        f"{f'{on_one_line(p.file)}:{p.line or 1}: ' if p.file else ''}{p.severity}: {p.advice}"
        for p in problems
    ]
    return "\n".join([*lines, _summary(problems)])


def as_json(problems: Sequence[Problem]) -> str:
    """Write a list of objects, in ASCII, so that no encoding of a terminal can break it.

    Their keys stay what they are: `file`, `line`, `severity`, `rule` (the code), `message` and `remedy`.
    """
    listed = [
        {
            "file": problem.file,
            "line": problem.line or 1,
            "severity": problem.severity,
            "rule": problem.code,
            "message": problem.message,
            "remedy": problem.remedy,
        }
        for problem in problems
    ]
    return in_ascii(listed)


def in_ascii(data: object) -> str:
    """Write JSON, for programs and for the log of a workflow, which finds no command in it."""
    return json.dumps(data, indent=2).replace("##[", "#\\u0023[")


def as_github(problems: Sequence[Problem]) -> str:
    """Write annotations for GitHub Actions, and a last line that counts them.

    The form and the escapes are those of "Workflow commands for GitHub Actions" and of the runner's toolkit
    (actions/toolkit, packages/core/src/command.ts).
    """
    lines = [
        f"::{p.severity} {f'file={on_one_line(_property(p.file))},line={p.line or 1},' if p.file else ''}"
        f"title={p.code.replace('-', ' ').capitalize()}::{_escaped(p.advice)}"
        for p in problems
    ]
    return "\n".join([*lines, _summary(problems)])


FORMATS = {"text": as_text, "json": as_json, "github": as_github}


def _summary(problems: Sequence[Problem]) -> str:
    if not problems:
        return "Nothing to mend"
    counts = Counter(problem.severity for problem in problems)
    return ", ".join(count(counts[severity], severity) for severity in SEVERITIES if counts[severity])


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
