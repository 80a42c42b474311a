"""How a text may write a name: with which hyphens, and in which case."""

import re
from collections.abc import Container, Iterable, Iterator
from itertools import product

from tracktwo.linking.matching.tokens import normalize_gap
from tracktwo.model.scripts import KATAKANA

# What stands between a word and the one before it, and the word.
GapAndWord = tuple[str, str]
MAX_NAME = 200  # characters: what is longer is a sentence, and would make an index of all its beginnings
# With more hyphens than this, a name is known with all of them or with none: there are too many ways between.
_MAX_HYPHENS = 3


def is_case_sensitive(name: str, common_words: Container[str] = ()) -> bool:
    """Tell whether case matters in a name: where three quarters of its letters or more are capitals (`WHO`).

    It matters too where only capitals tell a name from a common word: `Make` is not what people make.
    """
    if name.islower():
        return False
    if name.lower() in common_words:
        return True
    letters = [character for character in name if character.isalpha()]
    return sum(map(str.isupper, letters)) * 4 >= len(letters) * 3 > 0


def hyphen_variants(parts: list[str]) -> Iterator[list[GapAndWord]]:
    """Yield the words of a name with their gaps; around a hyphen between letters, also joined as one word.

    What stands around a dash (`client - server`) may also be tied by a hyphen.

    Args:
        parts: the name as split_name returns it.
    """
    names, gaps = parts[1::2], parts[2:-1:2]
    if "-" not in gaps and " - " not in gaps:  # most names
        yield [("", names[0]), *zip(map(normalize_gap, gaps), names[1:], strict=True)]
        return
    choices = [
        (" ", "")
        if gap == "-" and left[-1:].isalpha() and right[:1].isalpha()
        else (gap, " ")
        if gap == " - "
        else (normalize_gap(gap),)
        for left, gap, right in zip(names, gaps, names[1:], strict=False)
    ]
    variants: Iterable[tuple[str, ...]] = product(*choices)
    if sum(map(len, choices)) - len(choices) > _MAX_HYPHENS:
        variants = (tuple(choice[0] for choice in choices), tuple(choice[-1] for choice in choices))
    for variant in variants:
        words = [("", names[0])]
        for gap, word in zip(variant, names[1:], strict=True):
            if gap:
                words.append((gap, word))
            else:
                words[-1] = (words[-1][0], words[-1][1] + word)
        yield words


# The mark of a long vowel at the end of a word, which JIS Z 8301 leaves out and others write.
_LONG_VOWEL = re.compile(rf"(?<=[{KATAKANA}]{{2}})ー(?![{KATAKANA}])")
_END_OF_KATAKANA = re.compile(rf"(?<=[{KATAKANA}]{{3}})(?<!ー)(?![{KATAKANA}])")


def japanese_spellings(name: str) -> set[str]:
    """Return a name with and without the marks of long vowels at the ends of its words: `クラスター`."""
    return {_LONG_VOWEL.sub("", name), _END_OF_KATAKANA.sub("ー", name)} - {name}
