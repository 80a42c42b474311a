"""What is wrong, where, and what to do about it: one shape for every error, warning, finding and remark."""

import re
from dataclasses import dataclass, replace
from typing import Literal

Severity = Literal["error", "warning", "notice"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "notice")
# Control characters, the ends of lines, and what reorders text; not the joiners that Persian and Hindi need.
# And what GitHub's runner takes for a command: `::` at the beginning of a line, `##[` anywhere in it.
_UNSHOWABLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
    r"|\A(?P<indent>[^\S\x00-\x1f\x85\u2028\u2029]*):(?=:)|(?<=#)#(?=\[)"
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, or that somebody should know.

    `file` is written as the working folder sees it, and empty where no file is meant, as with an option.
    `line` counts from 1, and is 0 where none is known. `code` names the kind; the guide has all of them. An
    error misleads readers or stops the work, a warning makes things worse than they could be, a notice is for
    a person to judge. `excerpt` is what of the file is meant, where that helps.
    """

    file: str
    line: int
    code: str
    severity: Severity
    message: str
    remedy: str = ""
    excerpt: str = ""

    @property
    def place(self) -> str:
        """The file, and its line where it is known."""
        file = on_one_line(self.file)
        return f"{file}:{self.line}" if file and self.line else file

    @property
    def advice(self) -> str:
        """What is wrong, and the remedy where there is one."""
        return on_one_line(f"{self.message}; {self.remedy}" if self.remedy else self.message)

    @property
    def text(self) -> str:
        """One line: where, what and the remedy, without the severity, which a log adds."""
        return f"{self.place}: {self.advice}" if self.place else self.advice

    def at(self, file: str, line: int = 0) -> "Problem":
        """Return the same in another place, for those who know the file only as text."""
        return replace(self, file=file, line=line or self.line)


class InvalidInput(Exception):  # noqa: N818 - it says what is wrong, and not that it is an exception
    """What people wrote or asked for cannot be used. Its text has a line for each of its `problems`."""

    def __init__(self, *problems: Problem) -> None:
        """Carry one problem or more."""
        super().__init__("\n".join(problem.text for problem in problems))
        self.problems = problems


def on_one_line(text: str) -> str:
    """Write what would end a line, steer a terminal or a workflow, or reorder text, as Python's escape."""
    return _UNSHOWABLE.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    indent, sign = found["indent"] or "", found[0][-1]
    written = sign.encode("unicode_escape").decode()
    return indent + (written if len(written) > 1 else f"\\x{ord(sign):02x}")


def install(package: str) -> str:
    """Return the remedy where a package is missing, which every index has; none has Tracktwo itself."""
    return f"install it: pip install {package} (beside a Tracktwo of pipx: pipx inject tracktwo {package})"


def front_matter_problem(file: str, line: int, why: str, severity: Severity = "warning") -> Problem:
    """Return the problem of front matter that is no YAML, or says what cannot be."""
    message = f"the front matter cannot be read ({why})"
    remedy = "mend the value; one with a colon or a bracket stands in quotation marks"
    return Problem(file, line, "front-matter", severity, message, remedy)


def invalid(message: str, *, code: str, remedy: str, file: str = "", line: int = 0) -> InvalidInput:
    """Return the exception for one error."""
    return InvalidInput(Problem(file, line, code, "error", message, remedy))
