"""Findings: what a review of a site's terms says, and how it is written for people and machines.

As JSON, findings are a list of objects with `file`, `line` (from 1), `severity` (error, warning, notice),
`rule`, `message` and `remedy`. Keys and the names of rules stay what they are; new ones may be added.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

Severity = Literal["error", "warning", "notice"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "notice")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that would make a glossary better: where it is, what it is, and what to do about it.

    An error misleads readers, a warning makes terms worse than they could be, a notice is for an editor to
    judge. `file` is written as the working folder sees it.
    """

    file: str
    line: int
    severity: Severity
    rule: str
    message: str
    remedy: str

    @property
    def text(self) -> str:
        """What a build logs: where, what and the remedy, without the severity, which the log adds."""
        return f"{self.file}:{self.line}: {self.message}; {self.remedy}"


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings by file and line, and then by severity and rule."""
    return sorted(findings, key=lambda f: (f.file, f.line, SEVERITIES.index(f.severity), f.rule, f.message))


def as_text(findings: Sequence[Finding]) -> str:
    """Write one line for each finding, and a last line that counts them."""
    lines = [f"{f.file}:{f.line}: {f.severity}: {f.message}; {f.remedy}" for f in findings]
    return "\n".join([*lines, _summary(findings)])


def as_json(findings: Sequence[Finding]) -> str:
    """Write a list of objects, in ASCII, so that no terminal's encoding can break it."""
    import json  # slow, and seldom needed

    return json.dumps([asdict(finding) for finding in findings], indent=2)


def as_github(findings: Sequence[Finding]) -> str:
    """Write annotations for GitHub Actions, and a last line that counts them.

    The form and the escapes are those of "Workflow commands for GitHub Actions" and of the runner's toolkit
    (actions/toolkit, packages/core/src/command.ts).
    """
    lines = [
        f"::{f.severity} file={_property(f.file)},line={f.line},title={_property(_title(f.rule))}"
        f"::{_escaped(f'{f.message}; {f.remedy}')}"
        for f in findings
    ]
    return "\n".join([*lines, _summary(findings)])


FORMATS: dict[str, Callable[[Sequence[Finding]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}


def _summary(findings: Sequence[Finding]) -> str:
    if not findings:
        return "Nothing to mend"
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(
        f"{counts[severity]:,} {severity}{'' if counts[severity] == 1 else 's'}"
        for severity in SEVERITIES
        if counts[severity]
    )


def _title(rule: str) -> str:
    return rule.replace("-", " ").capitalize()


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
