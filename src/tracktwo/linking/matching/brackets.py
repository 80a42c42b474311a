"""Brackets in a name: at its end other names of the same thing, or what tells it from its homonyms.

`Entrega Continua (CD)`, `容器 (Container)` and `World Wide Web Consortium (W3C)` each have two names. What is
in small letters only tells which one is meant: texts say `alpha`, and not `alpha (stats)`. Within a name they
may be left out: `name (or title) of a link`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from tracktwo.linking.matching.name_variants import MAX_NAME
from tracktwo.linking.matching.tokens import casefold_key, split_name
from tracktwo.model.term import Term

# With one pair of brackets more inside: (Continuous Deployment (CD)).
_BRACKETS = re.compile(
    r"(?P<before>.*?\S)(?P<gap>\s*)[(（](?P<inside>(?:[^()（）]|[(（][^()（）]*[)）])+)[)）]"
)
_CLOSING = (")", "）")
_INNER = re.compile(r"(?<=\S)\s+\([^()]+\)(?=\s+\w)")
_PARTS = re.compile(r"\s*[;,/、，；()（）]\s*|\s+[-–—]\s+")
# Where a noun is always written with a capital, one says nothing.
CAPITAL_NOUNS = frozenset(("de", "lb"))
# Scripts that one language mixes: what stands in brackets behind kana, in Han, tells homonyms apart.
_JAPANESE = frozenset(("CJK", "HIRAGANA", "KATAKANA"))


def shorter_names(terms: Iterable[Term], language: str) -> Iterator[tuple[str, Term]]:
    """Yield the names in those that have brackets, each with its term.

    A term that is never linked has none: so it leaves a name that it shares to the other term.

    Args:
        terms: whose names are taken apart.
        language: the code of their language.
    """
    for term in terms:
        for text in term.names:
            if text.endswith(_CLOSING) and term.autolink and len(text) <= MAX_NAME:
                yield from ((name, term) for name in split_brackets(text, language))
            elif ") " in text and term.autolink and (name := _INNER.sub("", text)) != text:
                yield name, term


def split_brackets(text: str, language: str) -> tuple[str, ...]:
    """Return what a name is without the brackets at its end, and the names in them; none if it has none."""
    name, others = text, list[str]()
    while match := _BRACKETS.fullmatch(name) if name.endswith(_CLOSING) else None:
        if not match["gap"] and _script(match["before"][-1]) == "LATIN":  # printf(), O(n), treaty(s)
            break
        name = match["before"]
        parts = filter(None, _PARTS.split(match["inside"].strip()))
        others[:0] = [part for part in parts if _is_name(part, name, language)]
    return (name, *others) if name != text else ()


def _is_name(text: str, name: str, language: str) -> bool:
    """Tell whether what stands in the brackets of a name is a name, too, and no qualifier."""
    words = split_name(text)[1::2]
    if not words or len(text) < 2 or text.isdigit():
        return False
    initials = "".join(word[0] for word in split_name(name)[1::2])
    if casefold_key(initials) == casefold_key(text.removesuffix("s")) or _is_acronym(text):
        return True
    scripts = {_script(word[0]) for word in (words[0], *split_name(name)[1:2])}
    if len(scripts) > 1 and not scripts <= _JAPANESE:
        return True
    capitals = [word[0].isupper() for word in words]
    return all(capitals) and len(words) > 1 if language in CAPITAL_NOUNS else capitals[0]


def _is_acronym(text: str) -> bool:
    """Tell whether a text is one word with several capitals, or a capital and digits: IaC, W3C, K8s."""
    capitals = sum(map(str.isupper, text))
    return " " not in text and capitals > 0 and capitals + sum(map(str.isdigit, text)) > 1


def _script(character: str) -> str:
    """Return the first word of a character's name, which in Unicode is its script's."""
    return unicodedata.name(character, "").split(" ")[0]
