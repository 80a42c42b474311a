"""Names that a term is only a part of: in "the United States" and "Secretary of State" no state is meant.

A name is told by its capitals. The first word of a sentence has one anyway: it is judged by what follows, and
tells nothing of it. Two terms in a row are no longer name, unless a third word with a capital makes them one.
A word with capitals inside is a name by itself, whatever is of it: `OpAMP` in "Supervisor of OpAMP".
"""

import re
from collections.abc import Iterable

from tracktwo.linking.matching.idioms import begins_sentence

# Small words that stand within names.
SMALL_WORDS = "of|of the|de|del|de la|de las|de los|du|des|d'|de l'|da|do|das|dos|di|della|delle|dei|van|von"
_BEFORE = re.compile(rf"(?P<name>\w[\w'-]*)\s(?P<of>(?:{SMALL_WORDS})\s?)?\Z")
_AFTER = re.compile(rf"\s(?:(?:{SMALL_WORDS})\s?)?(?P<name>\w[\w'-]*)")
_CAPITAL_INSIDE = re.compile(r"[a-z0-9][A-Z]")
_LAST_WORD = re.compile(r"\w+\W*\Z")
_MAX_BEFORE = 40  # characters, in which a word and a small one after it have room


def parts_of_longer_names(text: str, spans: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return those of the spans of terms in a text that are a part of a longer name.

    Args:
        text: with normalized punctuation.
        spans: those that begin with a capital, without overlaps.
    """
    beside = {
        span: list(_words_beside(text, *span))
        for span in spans
        if not text[span[0] : span[1]].removesuffix("s").isupper()  # no acronym
    }
    parts = {span for span, words in beside.items() if words}
    if not parts:
        return parts
    terms_at = {at: span for span in beside for at in range(*span)}
    # A term in a row of terms is a part of a longer name if the one beside it is.
    tied: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for span in [*parts]:
        terms_beside = [terms_at[at] for at in beside[span] if at in terms_at]
        if len(terms_beside) == len(beside[span]):
            parts.remove(span)
        for term in terms_beside:
            tied.setdefault(term, []).append(span)
    waiting = [*parts]
    while waiting:
        more = set(tied.get(waiting.pop(), ())) - parts
        parts |= more
        waiting += more
    return parts


def _words_beside(text: str, start: int, end: int) -> Iterable[int]:
    """Yield where the words beside a term stand that make a longer name of it."""
    before = _BEFORE.search(text, max(0, start - _MAX_BEFORE), start)
    itself = before and before["of"] and _CAPITAL_INSIDE.search(text, start, end)
    if before and not itself and _has_capital(before["name"]) and not begins_sentence(text, before.start()):
        yield before.start()
    last = _LAST_WORD.search(text, start, end)
    after = _AFTER.match(text, end) if last and last[0][0].isupper() else None
    if after and _has_capital(after["name"]):
        yield after.start("name")


def _has_capital(word: str) -> bool:
    """Tell whether a word has a capital as names have: no acronym, no possessive, no `I`."""
    return word[0].isupper() and not word.isupper() and "'" not in word
