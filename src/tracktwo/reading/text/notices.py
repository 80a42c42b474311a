"""What a publisher should know of a file that is read all the same."""

from tracktwo.model.problem import Problem


class Notices:
    """Collects what is left out of one file, or read although it is odd."""

    def __init__(self, file: str) -> None:
        """Begin with none; `file` is the name that each problem has."""
        self.file = file
        self._problems: list[Problem] = []

    def add(self, message: str, line: int, excerpt: str = "", *, code: str) -> None:
        """Add one. `message` names its kind, as reports count it; `excerpt` is what was left out."""
        self._problems.append(Problem(self.file, line, code, "notice", message, excerpt=excerpt))

    @property
    def found(self) -> tuple[Problem, ...]:
        """All of them, in the order in which they were added."""
        return tuple(self._problems)
