"""How a text may write a name: with which hyphens, in which case, and by its initials."""

import re
from collections.abc import Iterable, Iterator
from itertools import product

from tracktwo.linking.matching.idioms import SMALL_WORDS
from tracktwo.linking.matching.tokens import between, fold, split

# What parts a word from the word before it, and the word.
Step = tuple[str, str]
# With more hyphens than this, a name is known with all of them or with none: there are too many ways between.
_MOST_HYPHENS = 3
_ABBREVIATED = re.compile(r"(?P<long>.+\S)\s+\((?P<short>\w{2,})\)")


def is_exact(name: str) -> bool:
    """Tell whether case matters in a name: three quarters of its letters, or more, are capitals (`WHO`).

    So it does where only capitals tell a name from a word of every day: `Make` is not what people make.
    """
    if name.islower():
        return False
    if name.lower() in SMALL_WORDS:
        return True
    letters = [character for character in name if character.isalpha()]
    return sum(map(str.isupper, letters)) * 4 >= len(letters) * 3 > 0


def abbreviated(name: str) -> tuple[str, ...]:
    """Return the two names of `artificial intelligence (AI)`: the long one and its initials."""
    match = _ABBREVIATED.fullmatch(name) if name.endswith(")") else None
    if match is None:
        return ()
    initials = "".join(word[0] for word in split(match["long"])[1::2])
    short = match["short"].removesuffix("s")
    return (match["long"], match["short"]) if fold(initials) == fold(short) else ()


def hyphenations(parts: list[str]) -> Iterator[list[Step]]:
    """Yield a name's steps; where it has a hyphen between letters, with the two words apart and as one."""
    names, gaps = parts[1::2], parts[2:-1:2]
    if "-" not in gaps:  # most names
        yield [("", names[0]), *zip(map(between, gaps), names[1:], strict=True)]
        return
    choices = [
        (" ", "") if gap == "-" and left[-1:].isalpha() and right[:1].isalpha() else (between(gap),)
        for left, gap, right in zip(names, gaps, names[1:], strict=False)
    ]
    variants: Iterable[tuple[str, ...]] = product(*choices)
    if sum(map(len, choices)) - len(choices) > _MOST_HYPHENS:
        variants = (tuple(choice[0] for choice in choices), tuple(choice[-1] for choice in choices))
    for variant in variants:
        steps = [("", names[0])]
        for gap, word in zip(variant, names[1:], strict=True):
            if gap:
                steps.append((gap, word))
            else:
                steps[-1] = (steps[-1][0], steps[-1][1] + word)
        yield steps
