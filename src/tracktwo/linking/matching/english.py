"""Singular and plural: the other forms in which a text may say the last word of a term.

A form that is no word does no harm, since no text holds it; a form that is another word does. So the rules
are generous, and the lists of exceptions hold the words whose other form means something else.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

_IRREGULAR_PLURALS = {
    "man": "men", "woman": "women", "person": "people", "child": "children", "foot": "feet", "tooth": "teeth",
    "goose": "geese", "mouse": "mice", "louse": "lice", "ox": "oxen", "quiz": "quizzes", "datum": "data",
    "genus": "genera", "corpus": "corpora", "leaf": "leaves", "loaf": "loaves", "half": "halves",
    "calf": "calves", "self": "selves", "shelf": "shelves", "elf": "elves", "wolf": "wolves",
    "thief": "thieves", "life": "lives", "wife": "wives", "knife": "knives", "axis": "axes",
    "index": "indices", "codex": "codices", "vertex": "vertices", "vortex": "vortices",
    "appendix": "appendices", "matrix": "matrices",
    **{f"{stem}on": f"{stem}a" for stem in ("criteri", "phenomen", "automat", "polyhedr", "hedr", "gangli")},
    **{f"{stem}um": f"{stem}a" for stem in ("bacteri", "curricul", "memorand", "strat", "spectr", "symposi",
       "addend", "errat", "millenni", "referend", "consorti", "equilibri", "moment", "quant", "continu")},
    **{f"{stem}us": f"{stem}i" for stem in ("alumn", "nucle", "radi", "stimul", "fung", "syllab", "loc",
       "foc", "cact", "bacill", "calcul", "modul")},
    **{f"{stem}a": f"{stem}ae" for stem in ("formul", "alg", "larv", "vertebr", "antenn", "nebul")},
}  # fmt: skip
_IRREGULAR_SINGULARS = {plural: singular for singular, plural in _IRREGULAR_PLURALS.items()}
# Words in -s that are no plurals: neither is `means` one of the mean, nor `news` of what is new.
_NOT_PLURALS = frozenset(
    "alias always as atlas bias canvas chaos clothes does gas goods has his its kubernetes lens less means "
    "news odd odds our ours pass rich riches series species thanks these this to us was yes".split()
)
# And plurals whose form without -s is another word.
_WITHOUT_SINGULAR = _NOT_PLURALS | frozenset("arms customs glasses spirits works".split())
# Words in -ic with a plural in -ics. All others in -ics are names of fields (economics), whose form without
# -s is an adjective.
_WITH_PLURAL = frozenset(
    "clinic comic critic fabric heuristic metric mosaic relic statistic topic tic".split()
)
_PREPOSITIONS = frozenset("as at by for from in of on to with".split())
# Adjectives behind the noun that has the plural.
_OF_OFFICE = frozenset("designate elect emeritus general laureate martial".split())


# Of one syllable, with one vowel before the last letter.
_DOUBLED = re.compile("[^aeiou]*[aeiou][bdgklmnprt]")


@lru_cache(maxsize=65536)
def english_forms(word: str) -> tuple[str, ...]:
    """Return the forms, singular and plural, in which English may write `word`; the first is the word itself.

    A word written in capitals (`API`, `APIs`) gains or loses an `s` and nothing else.
    """
    if len(word) < 2 or not word.isalpha():
        return (word,)
    if word.isupper() or (len(word) > 2 and word[:-1].isupper() and word.endswith("s")):
        return (word, word[:-1] if word.endswith("s") else word + "s")
    lower = word[0].lower() + word[1:]
    forms = dict.fromkeys((lower, *_plurals(lower), *_singulars(lower)))
    # What has a plural in -es is the word itself all the same: biases, lenses.
    kept = (form for form in forms if form not in _NOT_PLURALS or lower in (form, form + "es"))
    return tuple(word[0] + form[1:] for form in kept)


def english_name_forms(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the forms of each word of a name: of its last word, and of its noun where that stands before it.

    So it does before a preposition (points of view), and before an adjective of office (attorneys general).
    """
    *leading, last = words
    forms = [*((word,) for word in leading), english_forms(last)]
    if not leading:
        return forms
    if last.lower() in _OF_OFFICE:
        forms[-2] = english_forms(leading[-1])
    for number, word in enumerate(leading[1:]):
        if word in _PREPOSITIONS:
            forms[number] = english_forms(words[number])
            break
    return forms


def english_verb_forms(verb: str) -> tuple[str, ...]:
    """Return the other regular forms of a verb: imported, importing; tagged, tagging."""
    if verb.endswith("e"):
        return (f"{verb}d", f"{verb[:-1]}ing")
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return (f"{verb[:-1]}ied", f"{verb}ing")
    stem = verb + verb[-1] if _DOUBLED.fullmatch(verb) else verb
    return (f"{stem}ed", f"{stem}ing")


def _plurals(word: str) -> list[str]:
    if word.endswith("ics") or (word.endswith("ic") and word not in _WITH_PLURAL):
        return []
    irregular = [_IRREGULAR_PLURALS[word]] if word in _IRREGULAR_PLURALS else []
    if word.endswith("sis"):
        return [word[:-2] + "es"]
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return [*irregular, word + "es"]
    if word.endswith("y") and word[-2] not in "aeiou":
        return [*irregular, word[:-1] + "ies"]
    return [*irregular, word + "s", *([word + "es"] if word.endswith("o") else [])]


def _singulars(word: str) -> list[str]:
    irregular = [_IRREGULAR_SINGULARS[word]] if word in _IRREGULAR_SINGULARS else []
    if not word.endswith("s") or word.endswith(("ss", "us", "is")) or len(word) < 4:
        return irregular
    if word in _WITHOUT_SINGULAR:
        return irregular
    if word.endswith("ics") and word[:-1] not in _WITH_PLURAL:
        return irregular
    forms = [*irregular, word[:-1]]
    if word.endswith("ies"):
        forms.append(word[:-3] + "y")
    elif word.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
        forms.append(word[:-2])
    if word.endswith("ses"):
        forms.append(word[:-2] + "is")
    return forms
