"""The index of names: the names of a glossary, in all forms in which a text may write them.

The index is one dictionary. Its keys are names and the beginnings that lead to them, word by word (`multi
track`, `multi track diplomacy`), its values the names that end there. So a hundred thousand terms fit into
memory.
"""

import re
from collections.abc import Iterable, Iterator
from math import prod
from typing import NamedTuple

from tracktwo.linking.matching.brackets import shorter_names
from tracktwo.linking.matching.english import english_verb_forms
from tracktwo.linking.matching.languages import Language
from tracktwo.linking.matching.name_variants import (
    MAX_NAME,
    GapAndWord,
    hyphen_variants,
    is_case_sensitive,
    japanese_spellings,
)
from tracktwo.linking.matching.tokens import casefold_key, normalize, split_name
from tracktwo.model.term import Term

# Stands in the index for the terms that share a name but for their brackets: it is none's, but it is a name.
EITHER = Term("", "")
_SPACES = re.compile(r"\s+")
_MAX_FORMS = 250  # of a name; in one that would have more, only the last word inflects


class NameClash(NamedTuple):
    """A name that two terms claim; links go to the first, or to neither of two homonyms."""

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
        homonyms: the names that two terms have but for their brackets, which are so names of neither.
        words: the keys of all words of names, where particles are written in one word with them.
        unmatchable: the terms with a name that no text can be matched to: it has no letter and no digit, or
            more than MAX_NAME characters.
    """

    def __init__(self, terms: Iterable[Term], language: Language) -> None:
        """Index all names as written first, so that no plural takes another term's place."""
        terms = list(terms)
        self.names: dict[str, tuple[IndexedName, ...]] = {}
        self.first_words: dict[str, bool] = {}
        self.first_pairs: set[str] = set()
        self.clashes: list[NameClash] = []
        self.homonyms: list[NameClash] = []
        self.unmatchable: dict[Term, None] = {}
        self.words: set[str] = set()
        self._language = language
        inflected: list[tuple[str, IndexedName]] = []
        for term in terms:
            for text in term.names:
                inflected += self._add_name(text, term)
                for spelling in japanese_spellings(text) if language.code == "ja" else ():
                    inflected += self._add_name(spelling, term, derived=True)
        for text, term in self._shorter_names(terms):
            inflected += self._add_name(text, term, derived=True)
        for key, name in inflected:
            self._add(key, name)

    def _shorter_names(self, terms: list[Term]) -> Iterator[tuple[str, Term]]:
        """Yield the names in brackets and before them, and find the homonyms."""
        shorter = list(shorter_names(terms, self._language.code))
        written = {casefold_key(name) for term in terms for name in term.names} if shorter else ()
        claimed: dict[str, dict[Term, str]] = {}
        for text, term in shorter:
            if casefold_key(text) not in written and text not in self._language.common_words:
                claimed.setdefault(casefold_key(text), {}).setdefault(term, text)
        for names in claimed.values():
            own = {term: text for term, text in names.items() if not term.origin}
            (first, text), *others = (own or names).items()
            self.homonyms += [NameClash(text, first, other) for other, _ in others]
            yield text, EITHER if others else first

    def _add_name(self, text: str, term: Term, *, derived: bool = False) -> list[tuple[str, IndexedName]]:
        """Add a name in the number in which it is written; return it with the keys of its other forms.

        A name that is derived from another takes no other term's place: it is returned with all its keys.
        """
        parts = split_name(text.strip()) if len(text) <= MAX_NAME else [""]
        if len(parts) == 1:
            self.unmatchable[term] = None
            return []
        before, after = (_SPACES.sub(" ", symbols) for symbols in (parts[0], parts[-1]))
        exact = term.exact_case
        if exact is None:
            exact = is_case_sensitive(text, self._language.common_words)
        own: list[str] = []
        others: list[str] = []
        spellings: list[str] = []
        for words in hyphen_variants(parts):
            plain = [normalize(word) for _, word in words]
            as_written: list[tuple[str, ...]] = [(word,) for word in plain]
            forms = as_written if after else self._language.inflect_name(plain)
            if len(plain) == 1 and self._language.code == "en" and _defines_verb(term):
                forms = [(*forms[0], *english_verb_forms(plain[0]))]
            first, *rest = self._add_keys(words, forms)
            own.append(first)
            others += rest
            if self._language.doubles:
                others += self._add_keys([words[0], (" ", words[0][1]), *words[1:]], [forms[0], *forms])
            if exact or self._language.lemma_key:
                spellings += _join(words, forms if exact else as_written)
        own_spelling = casefold_key(spellings[0]) if self._language.lemma_key else ""
        name = IndexedName(term, before, after, frozenset(spellings) if exact else None, own_spelling)
        for key in () if derived else own:
            if (other := self._add(key, name)) and other is not term:
                self.clashes.append(NameClash(text, other, term))
        return [(key, name) for key in ([*own, *others] if derived else others)]

    def _add_keys(self, words: list[GapAndWord], forms: list[tuple[str, ...]]) -> list[str]:
        """Add the keys that lead to a name, word by word; return its key in each of its forms."""
        key_of = self._language.lemma_key or casefold_key
        word_keys = [tuple(dict.fromkeys(map(key_of, word_forms))) for word_forms in forms]
        if prod(map(len, word_keys)) > _MAX_FORMS:
            word_keys[:-1] = [keys[:1] for keys in word_keys[:-1]]
        if self._language.has_particles:
            self.words.update(*word_keys)
        keys = list(word_keys[0])
        for key in keys:
            self.first_words[key] = len(words) == 1 or self.first_words.get(key, False)
        for number in range(1, len(words)):
            gap, following = words[number][0], word_keys[number]
            if number == 1:
                self.first_pairs.update([f"{first} {second}" for first in keys for second in following])
            keys = [key + gap + word_key for key in keys for word_key in following]
            if number < len(words) - 1:
                for key in keys:
                    self.names.setdefault(key, ())
        return keys

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


def _defines_verb(term: Term) -> bool:
    """Tell whether an English entry defines a verb (To load a library), and not one sense of it alone."""
    return term.definition.startswith("To ") and not term.headword.endswith(")")


def _join(words: list[GapAndWord], forms: list[tuple[str, ...]]) -> list[str]:
    """Return a name with the gaps before its words, in each combination of the forms of its words."""
    joined = [""]
    for (gap, _), word_forms in zip(words, forms, strict=True):
        joined = [before + gap + form for before in joined for form in word_forms]
    return joined
