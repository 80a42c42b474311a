"""The index of names: the names of a glossary, in all forms in which a text may write them.

The index is one dictionary. Its keys are names and the beginnings that lead to them, word by word (`multi
track`, `multi track diplomacy`), its values the names that end there. So a hundred thousand terms fit into
memory.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from tracktwo.linking.matching.name_variants import (
    GapAndWord,
    hyphen_variants,
    is_case_sensitive,
    split_abbreviation,
)
from tracktwo.linking.matching.tokens import LemmaKey, casefold_key, normalize, split_name
from tracktwo.model.term import Term

# Returns the forms, singular and plural, of a name's last word; the given one is the first.
Inflect = Callable[[str], tuple[str, ...]]


class NameClash(NamedTuple):
    """A name that two terms claim; links go to the first."""

    name: str
    first: Term
    second: Term


class IndexedName(NamedTuple):
    """A name in the index: the symbols before and after its words, and its spellings where case matters.

    Where the key of a name stands for all forms of its words, `own_spelling` is the one in the glossary,
    casefolded; else it is empty.
    """

    term: Term
    before: str
    after: str
    spellings: frozenset[str] | None
    own_spelling: str = ""

    def conflicts_with(self, other: "IndexedName") -> bool:
        """Tell whether both names match the same texts, so that only the first of them is ever found."""
        if (self.before, self.after, self.own_spelling) != (other.before, other.after, other.own_spelling):
            return False
        if self.spellings is None or other.spellings is None:
            return self.spellings is other.spellings
        return not self.spellings.isdisjoint(other.spellings)


class NameIndex:
    """The names of terms, by the keys of their words.

    Attributes:
        names: the names that end at a key; none for a key that only leads to longer ones.
        first_words: the keys of the first words of names, and whether one is a whole name.
        first_pairs: the keys of the first two words of names.
        clashes: the names that two terms claim.
        unmatchable: the terms with a name that has no letter and no digit, which no text can be matched to.
    """

    def __init__(self, terms: Iterable[Term], inflect: Inflect, lemma_key: LemmaKey | None = None) -> None:
        """Index all names as written first, so that no plural takes another term's place.

        Args:
            terms: whose names are indexed.
            inflect: returns the forms of a name's last word.
            lemma_key: in a language that needs it, returns what the forms of any word have in common.
        """
        self.names: dict[str, tuple[IndexedName, ...]] = {}
        self.first_words: dict[str, bool] = {}
        self.first_pairs: set[str] = set()
        self.clashes: list[NameClash] = []
        self.unmatchable: dict[Term, None] = {}
        self._inflect = inflect
        self._lemma_key = lemma_key
        inflected: list[tuple[str, IndexedName]] = []
        for term in terms:
            for text in term.names:
                inflected += self._add_name(text, term)
                for part in split_abbreviation(text):
                    inflected += self._add_name(part, term, derived=True)
        for key, name in inflected:
            self._add(key, name)

    def _add_name(self, text: str, term: Term, *, derived: bool = False) -> list[tuple[str, IndexedName]]:
        """Add a name in the number in which it is written; return it with the keys of its other forms.

        A name that is derived from another takes no other term's place: it is returned with all its keys.
        """
        parts = split_name(text.strip())
        if len(parts) == 1:
            self.unmatchable[term] = None
            return []
        before, after = parts[0].strip(), parts[-1].strip()
        exact = is_case_sensitive(text) if term.exact_case is None else term.exact_case
        own: list[str] = []
        others: list[str] = []
        spellings: list[str] = []
        for words in hyphen_variants(parts):
            last = normalize(words[-1][1])
            forms = (last,) if after else self._inflect(last)
            first, *rest = self._add_keys(words, forms)
            own.append(first)
            others += rest
            if exact or self._lemma_key:
                leading = "".join(gap + normalize(word) for gap, word in words[:-1]) + words[-1][0]
                spellings += [leading + form for form in forms]
        own_spelling = casefold_key(spellings[0]) if self._lemma_key else ""
        name = IndexedName(term, before, after, frozenset(spellings) if exact else None, own_spelling)
        for key in () if derived else own:
            if (other := self._add(key, name)) and other is not term:
                self.clashes.append(NameClash(text, other, term))
        return [(key, name) for key in ([*own, *others] if derived else others)]

    def _add_keys(self, words: list[GapAndWord], forms: Iterable[str]) -> list[str]:
        """Add the keys that lead to a name, word by word; return its key in each form of its last word."""
        key_of = self._lemma_key or casefold_key
        *keys, lasts = *(key_of(word) for _, word in words[:-1]), [key_of(form) for form in forms]
        key = ""
        for (gap, _), word_key in zip(words, keys, strict=False):
            key += gap + word_key
            if key != keys[0]:
                self.names.setdefault(key, ())
        if keys:
            self.first_words.setdefault(keys[0], False)
            self.first_pairs.update([f"{keys[0]} {second}" for second in keys[1:2] or lasts])
        else:
            self.first_words.update(dict.fromkeys(lasts, True))
        return [key + words[-1][0] + last for last in lasts]

    def _add(self, key: str, name: IndexedName) -> Term | None:
        """Add a name under a key; return the term that has that place already, if one has."""
        names = self.names.get(key)
        if not names:  # as nearly always
            self.names[key] = (name,)
            return None
        for other in names:
            if name.conflicts_with(other):
                return other.term
        # More symbols first (C++ before C), then what minds its case (WHO before who).
        order = sorted((*names, name), key=lambda n: (-len(n.before + n.after), n.spellings is None))
        self.names[key] = tuple(order)
        return None
