"""Raw start tags that are open at a place of a page, each known by its number and the name of its element."""

from collections import Counter
from collections.abc import Container


class OpenTags(list[tuple[int, str]]):
    """The open tags, the innermost last. Each is passed once, however many there are."""

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__()
        self._names: Counter[str] = Counter()
        self._kept = 0  # how many of them stay open after the block

    def open(self, number: int, name: str) -> None:
        """Add a tag."""
        self.append((number, name))
        self._names[name] += 1

    def close(self, name: str) -> int | None:
        """Take out the last of a name, with those inside it; return its number, None where there is none."""
        if not self._names[name]:
            return None
        closed = ""
        number = 0
        while closed != name:
            number, closed = self.pop()
            self._names[closed] -= 1
        self._kept = min(self._kept, len(self))
        return number

    def end_block(self, ended: Container[int]) -> None:
        """Take out those of the block that no end tag ends: only those that are `ended` go on."""
        if self._kept == len(self):
            return
        self._names.subtract(name for number, name in self[self._kept :] if number not in ended)
        self[self._kept :] = [tag for tag in self[self._kept :] if tag[0] in ended]
        self._kept = len(self)
