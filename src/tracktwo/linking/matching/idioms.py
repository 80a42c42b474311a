"""Everyday English that only looks like a term: there is no bit in "a bit of luck", and no mean in "I mean".

Speech is full of what it says instead of an adverb ("a little bit", "sort of", "for instance"), and a
glossary of computing defines `bit`: in forty talks on which no rule was made, these were 977 of 8,063 terms.
What else is a word of every day is no rule, but told by `tracktwo check`, for the glossary to say what is not
meant.
"""

import re

from tracktwo.linking.matching.tokens import NON_TEXT

_WHO = "I|you|we|they|he|she|it|that|this|these|those|which|what|who|words"
_AUXILIARIES = "to|do|does|did|can|could|may|might|must|shall|should|will|would|not"
_ADVERBS = r"really|just|also|always|actually|necessarily|even"
# What stands before a word in them, or after it.
_BEFORE = {
    "bit": r"a|every|little|tiny|(?:a|the)\s+(?:quick|good|fair|whole)",
    "mean": rf"(?:{_WHO})(?:'[a-z]+)?|(?:{_AUXILIARIES}|{_ADVERBS})|[a-z]+n't",
    "instance": "for",
    "course": "of",
    "fact": "in",
    "lot": "a",
}
_AFTER = {"sort": re.compile(r"\s+of(?!\w)")}
_IDIOMS = {word: re.compile(rf"(?<!\w)(?:{before})\s+\Z", re.IGNORECASE) for word, before in _BEFORE.items()}
_MAX_BEFORE = 24  # characters, in which the longest of these has room
# Words that are no terms in small letters, however a glossary spells its own: `Make`, `Go`, `reST`.
COMMON_WORDS = frozenset(
    "am an and any are as at be but by can do for from get give go had has have he her him his how if in "
    "into is it its let like made make may me more most must my no nor not now of off on or our out put "
    "rest say see she should so than that the their them then they this to too us was we were what when "
    "where which while who why will with would yes you your".split()
)
IDIOM_WORDS = COMMON_WORDS.union(_IDIOMS, _AFTER)


def in_idiom(text: str, start: int, end: int, word: str) -> bool:
    """Tell whether the word at `text[start:end]` is part of an idiom.

    Args:
        text: with normalized punctuation.
        start: the offset of the word's first character.
        end: the offset after its last.
        word: the word, casefolded.
    """
    before, after = _IDIOMS.get(word), _AFTER.get(word)
    since = max(0, start - _MAX_BEFORE)
    return bool((before and before.search(text, since, start)) or (after and after.match(text, end)))


def begins_sentence(text: str, start: int) -> bool:
    """Tell whether a sentence begins at `start`, or a quotation in one: there, a capital says nothing."""
    gap = text[max(0, start - 4) : start].rstrip(" \n\t\"'(")
    return not gap or gap[-1] in f".!?:{NON_TEXT}"
