"""The plain, slow search that the linker is compared with. It shares no list and no function with it.

It looks for every name and its regular plural in turn, by regular expression, and then drops what overlaps
something that starts before it, or there and ends after it. It knows no idiom and no irregular plural: what
an editor makes of those is written beside the texts, by people who read them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from linked_blocks import Link

# What a name may not touch. After an apostrophe, only what English adds to any word is no part of it.
BEFORE = r"(?<![\w@#\\&=$%+~:^.])(?<!\w[-‐‑–])(?<!\w['’])"
AFTER = r"(?![\w@#\\&=+~^]|:\S|[-‐‑–.]\w|['’](?!(s|ll|d|re|ve)\b)\w)"


class Name(NamedTuple):
    """A name: what any use of it begins with, in small letters, and the pattern of all of it."""

    slug: str
    start: str
    pattern: re.Pattern[str]


def names(slug: str, texts: Iterable[str], exact: Iterable[str]) -> Iterator[Name]:
    """Yield the names of a term. Case matters in acronyms, and in what is in `exact`."""
    for text in texts:
        start = text.partition(" ")[0].partition("-")[0]
        start = min(in_both_numbers(text), key=len).removesuffix("y") if start == text else start
        yield Name(slug, start.lower().rstrip("'’"), pattern(text, exact=text in exact))


def with_shorter(entries: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the names of each entry, by its slug, with those that stand in brackets and before them.

    So `convolutional neural network (CNN)` has three, `merge (Git)` too, and `alpha (stats)` two; but what
    two entries would have so, or one has anyway, is no name of theirs.
    """
    written = Counter(name.casefold() for names in entries.values() for name in names)
    shorter = {slug: [part for name in names for part in parts(name)] for slug, names in entries.items()}
    claimed = Counter(name.casefold() for names in shorter.values() for name in names)
    free = {name for name, count in claimed.items() if count == 1 and not written[name]}
    return {
        slug: [*names, *(name for name in shorter[slug] if name.casefold() in free)]
        for slug, names in entries.items()
    }


def parts(headword: str) -> list[str]:
    match = re.fullmatch(r"(\w.*) \((.+)\)", headword)
    if not match:
        return []
    initials = [word[0] for word in match[1].lower().split()] == list(match[2].lower())
    return [match[1], match[2]] if initials or match[2][0].isupper() else [match[1]]


def pattern(text: str, *, exact: bool) -> re.Pattern[str]:
    letters = re.sub(r"[\W\d_]", "", text)
    capitals = sum(letter.isupper() for letter in letters)
    exact = exact or capitals > len(letters) * 0.74
    *words, last = re.split(r"([-\s]+)", text)
    gaps = [r"(?:\s+|[-‐‑–])" if gap.isspace() else r"(?:\s+|[-‐‑–]?)" for gap in words[1::2]]
    start = "".join(as_pattern(word) + gap for word, gap in zip(words[::2], gaps, strict=True))
    body = start + "(?:" + "|".join(map(as_pattern, in_both_numbers(last))) + ")"
    return re.compile(BEFORE + body + AFTER, 0 if exact else re.IGNORECASE)


def as_pattern(word: str) -> str:
    return re.sub("['’]", "['’]", re.escape(word))


def in_both_numbers(word: str) -> list[str]:
    """Return a word in the singular and the plural, the longest first."""
    if not word.isalpha():
        return [word]
    if word.isupper():
        return [word + "s", word]
    found = {word}
    if word.endswith("s") and not re.search(r"(ss|us|is|ics)$", word):
        found |= {word[:-1]}
    if re.search(r"(s|x|z|ch|sh)$", word) and not word.endswith("ics"):
        found |= {word + "es"}
    elif re.search(r"[^aeiou]y$", word):
        found |= {word[:-1] + "ies"}
    elif not word.endswith("s"):
        found |= {word + "s"}
    return sorted(found, key=len, reverse=True)


def search(text: str, names: Iterable[Name]) -> list[Link]:
    """Return every use of every name; what overlaps is resolved leftmost first, then longest."""
    small = text.lower()
    found = []
    for name in names:
        at = small.find(name.start)
        while at >= 0:
            if match := name.pattern.match(text, at):
                found.append(Link(*match.span(), name.slug))
            at = small.find(name.start, at + 1)
    chosen: list[Link] = []
    for link in sorted(found, key=lambda link: (link.start, -link.end)):
        if not chosen or link.start >= chosen[-1].end:
            chosen.append(link)
    while tied := [link for link in chosen if is_tied(text, link, chosen)]:
        chosen = [link for link in chosen if link not in tied]
    return chosen


def is_tied(text: str, link: Link, others: list[Link]) -> bool:
    """Tell whether a slash ties a link to what is none."""
    before, after = text[link.start - 1 : link.start], text[link.end : link.end + 1]
    return (before == "/" and link.start - 1 not in {other.end for other in others}) or (
        after == "/" and link.end + 1 not in {other.start for other in others}
    )
