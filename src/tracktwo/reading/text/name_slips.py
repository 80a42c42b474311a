"""Names that may be one person's, for the publisher to say."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from rapidfuzz.distance import DamerauLevenshtein

_TITLES = re.compile(r"^(?:(?:dr|prof|professor|mr|mrs|ms|mx|sir|rev)\.?\s+)+|\s*\([^()]*\)", re.IGNORECASE)
MAX_NAMES = 100  # that a person could look through
MAX_SLIP = 5  # letters of a name in which one may be a slip


def perhaps_one(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of names that may be one person's: they differ by a title, a slip, or a name left out."""
    plain = {name: " ".join(_TITLES.sub("", name).casefold().split()) for name in names}
    for one, other in combinations(names[:MAX_NAMES], 2):
        if plain[one] and plain[other] and _alike(plain[one], plain[other]):
            yield one, other


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if any(letter.isdigit() for letter in one + other):
        return False
    shorter, longer = sorted((one, other), key=len)
    slip = len(shorter) >= MAX_SLIP and DamerauLevenshtein.distance(one, other, score_cutoff=1) == 1
    return slip or (shorter in longer.split() and len(longer.split()) > 1)
