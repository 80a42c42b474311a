"""A trie of words: finds the terms of a glossary in a text.

The trie is one dictionary. Its keys are the beginnings of names, word by word (`multi`, `multi track`,
`multi track diplomacy`), its values the names that end there. A text costs one look-up a word, however large
the glossary is, and a hundred thousand terms fit into memory.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import compress, count
from typing import NamedTuple

from tracktwo.linking.glossary import Term
from tracktwo.linking.idioms import in_idiom
from tracktwo.linking.names import Step, abbreviated, hyphenations, is_exact
from tracktwo.linking.words import Span, between, clean, closes, cut, fold, level, opens, split

Forms = Callable[[str], tuple[str, ...]]


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
    """A name in the trie: the symbols before and after its words, and its spellings where case matters.

    `written` is its own form, folded, where its key stands for all forms of its words.
    """

    term: Term
    before: str
    after: str
    spellings: frozenset[str] | None
    written: str = ""

    def excludes(self, other: "_Name") -> bool:
        if (self.before, self.after, self.written) != (other.before, other.after, other.written):
            return False
        if self.spellings is None or other.spellings is None:
            return self.spellings is other.spellings
        return not self.spellings.isdisjoint(other.spellings)


class Matcher:
    """Finds terms in texts.

    `forms` gives the forms, singular and plural, of a name's last word, the given one first; `key`, in a
    language that needs it, what the forms of any word have in common. Names that two
    terms claim are in `clashes`; names without a letter or a digit, which nothing can find, in `wordless`.
    """

    def __init__(self, terms: Iterable[Term], forms: Forms, key: Callable[[str], str] | None = None) -> None:
        """Build the trie: all names as written first, so that no plural takes another term's place."""
        self._key = key
        self._names: dict[str, tuple[_Name, ...]] = {}
        self._starts: dict[str, bool] = {}  # the first words, and whether one is a name by itself
        self.clashes: list[Clash] = []
        self.wordless: list[tuple[str, Term]] = []
        inflected: list[tuple[str, _Name]] = []
        for term in terms:
            for text in term.names:
                inflected += self._add_name(text, term, forms)
                for part in abbreviated(text):
                    inflected += self._add_name(part, term, forms, derived=True)
        for other_form, name in inflected:
            self._add(other_form, name)

    def find(self, text: str) -> list[Match]:
        """Return the terms in a text, leftmost first and then longest, without overlaps."""
        text = level(text)
        words, span = cut(text, self._key)
        words.append("")  # the last word, too, has one after it
        starts, names = self._starts, self._names
        matches = []
        passed: list[str] = []
        following = done = 0
        for first in compress(count(), map(starts.__contains__, words)):
            if first < following:
                continue
            word = words[first]
            goes_on = f"{word} {words[first + 1]}" in names
            if not goes_on and not starts[word]:
                passed.append(word)  # most words with which a name begins: none goes on with the next word
                continue
            start, done = where = span(first, done, passed.count(word))
            passed.clear()
            match, following = self._longest(text, words, span, where, first) if goes_on else (None, 0)
            if match is None and starts[word] and not in_idiom(text, start, word):
                match = self._first_fit(names[word], text, start, done)
            if match:
                done = match.end
                matches.append(match)
        return matches

    def _longest(
        self, text: str, words: list[str], span: Span, where: tuple[int, int], first: int
    ) -> tuple[Match | None, int]:
        """Return the longest term of several words from `first` on, and the number of the word after it."""
        start, end = where
        key = words[first]
        longest, following = None, first + 1
        for last in range(first + 1, len(words) - 1):
            gap = end
            begin, end = span(last, gap, 0)
            key += between(text[gap:begin]) + words[last]
            names = self._names.get(key)
            if names is None:
                break
            if match := self._first_fit(names, text, start, end):
                longest, following = match, last + 1
        return longest, following

    def _first_fit(self, names: tuple[_Name, ...], text: str, start: int, end: int) -> Match | None:
        for name in names if self._key is None else _nearest(names, text[start:end]):
            if match := _fit(name, text, start, end):
                return match
        return None

    def _add_name(
        self, text: str, term: Term, forms: Forms, *, derived: bool = False
    ) -> Iterator[tuple[str, _Name]]:
        """Add a name in the number in which it is written; yield the keys of its other forms.

        A name that is derived from another takes no other term's place, so all its keys are yielded.
        """
        parts = split(text.strip())
        if len(parts) == 1:
            self.wordless.append((text, term))
            return
        before, after = parts[0].strip(), parts[-1].strip()
        exact = is_exact(text) if term.exact_case is None else term.exact_case
        keys: list[tuple[bool, str, str]] = []
        key_of = self._key or fold
        for steps in hyphenations(parts):
            for number, form in enumerate((steps[-1][1],) if after else forms(clean(steps[-1][1]))):
                steps[-1] = (steps[-1][0], form)
                start = key_of(steps[0][1])
                self._starts[start] = self._starts.get(start, False) or len(steps) == 1
                self._add_beginnings(steps)
                folded, written = (
                    "".join(gap + spell(word) for gap, word in steps) for spell in (key_of, clean)
                )
                keys.append((number == 0, folded, written))
        spellings = frozenset(spelling for *_, spelling in keys) if exact else None
        name = _Name(term, before, after, spellings, fold(keys[0][2]) if self._key else "")
        for as_written, key, _ in keys:
            if derived or not as_written:
                yield key, name
            elif (other := self._add(key, name)) and other is not term:
                self.clashes.append(Clash(text, other, term))

    def _add_beginnings(self, steps: list[Step]) -> None:
        """Add the keys by which a text is led to a name: its first two words, and then one word more each."""
        if len(steps) > 1:
            words = [(self._key or fold)(word) for _, word in steps]
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


def _fit(name: _Name, text: str, start: int, end: int) -> Match | None:
    """Match a name whose words stand at `text[start:end]`, if its symbols, its case and its edges do."""
    if name.spellings is not None and _spelling(text[start:end]) not in name.spellings:
        return None
    if name.before or name.after:
        if not (text.endswith(name.before, 0, start) and text.startswith(name.after, end)):
            return None
        start, end = start - len(name.before), end + len(name.after)
    return Match(start, end, name.term) if opens(text, start, end) and closes(text, end) else None


def _nearest(names: tuple[_Name, ...], text: str) -> Iterable[_Name]:
    """Put first, of names whose words have the same lemmas, the one that is written as the text is."""
    if len(names) < 2:
        return names
    written = fold(_spelling(text))
    return sorted(names, key=lambda name: name.written != written)


def _spelling(text: str) -> str:
    if text.isascii() and text.isalnum():
        return text
    _, first, *parts = split(text)
    rest = (between(gap) + clean(word) for gap, word in zip(parts[:-1:2], parts[1::2], strict=True))
    return clean(first) + "".join(rest)
