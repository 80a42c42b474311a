"""A trie of words: the names of a glossary, in all forms in which a text may write them.

The trie is one dictionary. Its keys are names and the beginnings that lead to them, word by word (`multi
track`, `multi track diplomacy`), its values the names that end there. So a hundred thousand terms fit into
memory.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from tracktwo.linking.matching.name_variants import Step, abbreviated, hyphenations, is_exact
from tracktwo.linking.matching.tokens import clean, fold, split
from tracktwo.model.term import Term

Forms = Callable[[str], tuple[str, ...]]
Key = Callable[[str], str]


class Clash(NamedTuple):
    """A name that two terms claim; links go to the first."""

    name: str
    first: Term
    second: Term


class Name(NamedTuple):
    """A name in the trie: the symbols before and after its words, and its spellings where case matters.

    `written` is its own form, folded, where its key stands for all forms of its words.
    """

    term: Term
    before: str
    after: str
    spellings: frozenset[str] | None
    written: str = ""

    def excludes(self, other: "Name") -> bool:
        """Tell whether no text can be both names."""
        if (self.before, self.after, self.written) != (other.before, other.after, other.written):
            return False
        if self.spellings is None or other.spellings is None:
            return self.spellings is other.spellings
        return not self.spellings.isdisjoint(other.spellings)


class Trie:
    """The names of terms by their keys; their first words, and which are names alone; their first two words.

    `forms` gives the forms, singular and plural, of a name's last word, the given one first; `key`, in a
    language that needs it, what the forms of any word have in common. Names that two terms claim are in
    `clashes`; terms that have a name without a letter or a digit, which nothing can find, in `wordless`.
    """

    def __init__(self, terms: Iterable[Term], forms: Forms, key: Key | None = None) -> None:
        """Build the trie: all names as written first, so that no plural takes another term's place."""
        self.names: dict[str, tuple[Name, ...]] = {}
        self.starts: dict[str, bool] = {}
        self.pairs: set[str] = set()
        self.clashes: list[Clash] = []
        self.wordless: dict[Term, None] = {}
        self._forms = forms
        self._key = key
        inflected: list[tuple[str, Name]] = []
        for term in terms:
            for text in term.names:
                inflected += self._add_name(text, term)
                for part in abbreviated(text):
                    inflected += self._add_name(part, term, derived=True)
        for other_form, name in inflected:
            self._add(other_form, name)

    def _add_name(self, text: str, term: Term, *, derived: bool = False) -> list[tuple[str, Name]]:
        """Add a name in the number in which it is written; return the keys of its other forms.

        A name that is derived from another takes no other term's place, so all its keys are returned.
        """
        parts = split(text.strip())
        if len(parts) == 1:
            self.wordless[term] = None
            return []
        before, after = parts[0].strip(), parts[-1].strip()
        exact = is_exact(text) if term.exact_case is None else term.exact_case
        own: list[str] = []
        others: list[str] = []
        spellings: list[str] = []
        for steps in hyphenations(parts):
            last = clean(steps[-1][1])
            forms = (last,) if after else self._forms(last)
            first, *rest = self._add_keys(steps, forms)
            own.append(first)
            others += rest
            if exact or self._key:
                written = "".join(gap + clean(word) for gap, word in steps[:-1]) + steps[-1][0]
                spellings += [written + form for form in forms]
        written = fold(spellings[0]) if self._key else ""
        name = Name(term, before, after, frozenset(spellings) if exact else None, written)
        for key in () if derived else own:
            if (other := self._add(key, name)) and other is not term:
                self.clashes.append(Clash(text, other, term))
        return [(key, name) for key in ([*own, *others] if derived else others)]

    def _add_keys(self, steps: list[Step], forms: Iterable[str]) -> list[str]:
        """Add what leads a text to a name, word by word; return its key in each form of its last word."""
        key_of = self._key or fold
        *words, lasts = *(key_of(word) for _, word in steps[:-1]), [key_of(form) for form in forms]
        key = ""
        for (gap, _), word in zip(steps, words, strict=False):
            key += gap + word
            if key != words[0]:
                self.names.setdefault(key, ())
        if words:
            self.starts.setdefault(words[0], False)
            self.pairs.update([f"{words[0]} {second}" for second in words[1:2] or lasts])
        else:
            self.starts.update(dict.fromkeys(lasts, True))
        return [key + steps[-1][0] + last for last in lasts]

    def _add(self, key: str, name: Name) -> Term | None:
        """Add a name under a key; return the term that has that place already, if one has."""
        names = self.names.get(key)
        if not names:  # as nearly always
            self.names[key] = (name,)
            return None
        for other in names:
            if name.excludes(other):
                return other.term
        # More symbols first (C++ before C), then what minds its case (WHO before who).
        order = sorted((*names, name), key=lambda n: (-len(n.before + n.after), n.spellings is None))
        self.names[key] = tuple(order)
        return None
