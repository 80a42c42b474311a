"""A trie of words: finds the terms of a glossary in a text.

The trie is one dictionary. Its keys are the beginnings of names, word by word (`multi`, `multi track`,
`multi track diplomacy`), its values the names that end there. A text costs one look-up a word, however large
the glossary is, and a hundred thousand terms fit into memory.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import compress, count, product
from typing import NamedTuple

from tracktwo.linking.glossary import Term
from tracktwo.linking.words import Span, between, clean, closes, cut, fold, is_acronym, level, opens, split

Forms = Callable[[str], tuple[str, ...]]
# What parts a word from the word before it, and the word.
_Step = tuple[str, str]
# With more hyphens than this, a name is known with all of them or with none: there are too many ways between.
_MOST_HYPHENS = 3


class Match(NamedTuple):
    """A term found in a text: `text[start:end]`."""

    start: int
    end: int
    term: Term


class Clash(NamedTuple):
    """A name that two terms claim; links go to the first."""

    name: str
    first: Term
    second: Term


class _Name(NamedTuple):
    """A name in the trie: the symbols before and after its words, and its spellings where case matters."""

    term: Term
    before: str
    after: str
    spellings: frozenset[str] | None

    def excludes(self, other: "_Name") -> bool:
        if (self.before, self.after) != (other.before, other.after):
            return False
        if self.spellings is None or other.spellings is None:
            return self.spellings is other.spellings
        return not self.spellings.isdisjoint(other.spellings)


class Matcher:
    """Finds terms in texts.

    `forms` gives the forms, singular and plural, of a name's last word, the given one first. Names that two
    terms claim are in `clashes`; names without a letter or a digit, which nothing can find, in `wordless`.
    """

    def __init__(self, terms: Iterable[Term], forms: Forms) -> None:
        """Build the trie: all names as written first, so that no plural takes another term's place."""
        self._names: dict[str, tuple[_Name, ...]] = {}
        self._starts: dict[str, bool] = {}  # the first words, and whether one is a name by itself
        self.clashes: list[Clash] = []
        self.wordless: list[tuple[str, Term]] = []
        inflected: list[tuple[str, _Name]] = []
        for term in terms:
            for text in term.names:
                inflected += self._add_name(text, term, forms)
        for key, name in inflected:
            self._add(key, name)

    def find(self, text: str) -> list[Match]:
        """Return the terms in a text, leftmost first and then longest, without overlaps."""
        text = level(text)
        words, span = cut(text)
        starts, names = self._starts, self._names
        matches = []
        passed: list[str] = []
        following = done = 0
        for first in compress(count(), map(starts.__contains__, words)):
            if first < following:
                continue
            word = words[first]
            if not starts[word] and " ".join(words[first : first + 2]) not in names:
                passed.append(word)  # most words with which a name begins: none goes on with the next word
                continue
            where = span(first, done, passed.count(word))
            match, following = self._longest(text, words, span, where, first)
            done = match.end if match else where[1]
            passed.clear()
            if match:
                matches.append(match)
        return matches

    def _longest(
        self, text: str, words: list[str], span: Span, where: tuple[int, int], first: int
    ) -> tuple[Match | None, int]:
        """Return the longest term that starts with the word `first`, and the number of the word after it."""
        start, end = where
        key = words[first]
        longest, following, last = None, first + 1, first
        while (names := self._names.get(key)) is not None:
            last += 1
            for name in names:
                if match := _fit(name, text, start, end):
                    longest, following = match, last
                    break
            if last == len(words):
                break
            gap = end
            begin, end = span(last, gap, 0)
            key += between(text[gap:begin]) + words[last]
        return longest, following

    def _add_name(self, text: str, term: Term, forms: Forms) -> Iterator[tuple[str, _Name]]:
        """Add a name in the number in which it is written; yield the keys of its other forms."""
        parts = split(text.strip())
        if len(parts) == 1:
            self.wordless.append((text, term))
            return
        before, after = parts[0].strip(), parts[-1].strip()
        exact = is_acronym(text) if term.exact_case is None else term.exact_case
        keys: list[tuple[bool, str, str]] = []
        for steps in _hyphenations(parts):
            for number, form in enumerate((steps[-1][1],) if after else forms(clean(steps[-1][1]))):
                steps[-1] = (steps[-1][0], form)
                start = fold(steps[0][1])
                self._starts[start] = self._starts.get(start, False) or len(steps) == 1
                self._add_beginnings(steps)
                folded, written = (
                    "".join(gap + spell(word) for gap, word in steps) for spell in (fold, clean)
                )
                keys.append((number == 0, folded, written))
        name = _Name(term, before, after, frozenset(spelling for *_, spelling in keys) if exact else None)
        for as_written, key, _ in keys:
            if not as_written:
                yield key, name
            elif (other := self._add(key, name)) and other is not term:
                self.clashes.append(Clash(text, other, term))

    def _add_beginnings(self, steps: list[_Step]) -> None:
        """Add the keys by which a text is led to a name: its first two words, and then one word more each."""
        if len(steps) > 1:
            words = [fold(word) for _, word in steps]
            self._names.setdefault(words[0], ())
            self._names.setdefault(f"{words[0]} {words[1]}", ())
            key = words[0]
            for number in range(1, len(steps) - 1):
                key += steps[number][0] + words[number]
                self._names.setdefault(key, ())

    def _add(self, key: str, name: _Name) -> Term | None:
        """Add a name under a key; return the term that has that place already, if one has."""
        names = self._names.get(key, ())
        for other in names:
            if name.excludes(other):
                return other.term
        # More symbols first (C++ before C), then what minds its case (WHO before who).
        order = sorted((*names, name), key=lambda n: (-len(n.before + n.after), n.spellings is None))
        self._names[key] = tuple(order)
        return None


def _hyphenations(parts: list[str]) -> Iterator[list[_Step]]:
    """Yield a name's steps; where it has a hyphen between letters, with the two words apart and as one."""
    names, gaps = parts[1::2], parts[2:-1:2]
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


def _fit(name: _Name, text: str, start: int, end: int) -> Match | None:
    """Match a name whose words stand at `text[start:end]`, if its symbols, its case and its edges do."""
    if name.spellings is not None and _spelling(text[start:end]) not in name.spellings:
        return None
    if name.before or name.after:
        if not (text.endswith(name.before, 0, start) and text.startswith(name.after, end)):
            return None
        start, end = start - len(name.before), end + len(name.after)
    return Match(start, end, name.term) if opens(text, start, end) and closes(text, end) else None


def _spelling(text: str) -> str:
    _, first, *parts = split(text)
    rest = (between(gap) + clean(word) for gap, word in zip(parts[:-1:2], parts[1::2], strict=True))
    return clean(first) + "".join(rest)
