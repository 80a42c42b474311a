"""Ids that no other element of a page has, as Python-Markdown's toc makes them: `a`, `a_1`, `a_2`."""

import re
from collections.abc import Iterable

_NUMBERED = re.compile(r"(?P<base>.*)_(?P<number>[0-9]+)")


class UniqueIds:
    """The ids of a page, to which each new one is added, however many are alike."""

    def __init__(self, used: Iterable[str] = ()) -> None:
        """Begin with ids that are used already."""
        self._used = set(used)
        self._next: dict[tuple[str, int], int] = {}  # from a number that is taken to one that may be free

    def add(self, name: str) -> str:
        """Return an id like a name, which may be empty, with a number if it is used."""
        made = name if name and name not in self._used else self._numbered(name)
        self._used.add(made)
        return made

    def _numbered(self, name: str) -> str:
        numbered = _NUMBERED.fullmatch(name)
        base, number = (numbered["base"], int(numbered["number"]) + 1) if numbered else (name, 1)
        passed = []
        while (made := f"{base}_{number}") in self._used:
            passed.append(number)
            number = self._next.get((base, number), number + 1)
        self._next.update(((base, before), number) for before in passed)
        return made
