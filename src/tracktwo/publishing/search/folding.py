"""What two spellings of a word share: accents, marks of vowels, articles, British and American endings.

Readers type as they can, so what is indexed beside a text, and what is asked for, are the same here and in
`theme/assets/search.js`; a test compares the two.
"""

import re
import unicodedata
from functools import lru_cache

from tracktwo.model.scripts import UNSPACED_LETTERS

# Accents of Latin, Greek and Cyrillic; points of Hebrew; vowels, marks and the stroke of Arabic.
_MARKS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]"
)
_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ß": "ss"}
    | {"ى": "ي", "ة": "ه", "ی": "ي", "ک": "ك", "ٱ": "ا"}
)
_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(f"[{UNSPACED_LETTERS}]")
# `and`, `so`, `in`, `like` and the article are one word with what follows; `to the` swallows a letter.
_ARABIC_ARTICLE = re.compile("^(?:[وف]?[بك]?ال|[وف]?لل)(?=..)")
_ENGLISH = [
    (re.compile(pattern), new)
    for pattern, new in (
        (r"(?<=..)is(?=(?:e|ed|es|er|ers|ing|ation|ations|ational)$)", "iz"),
        (r"(?<=.)ys(?=(?:e|ed|es|er|ers|ing)$)", "yz"),
        (r"(?<=...)our", "or"),
        (r"(?<=.[bct])re(?=s?$)", "er"),
        (r"(?<=...)ence(?=s?$)", "ense"),
        (r"(?<=..)ogue(?=s?$)", "og"),
        (r"(?<=..)mme(?=s?$)", "m"),
        (r"(?<=..)ll(?=(?:ed|ing|er|ers)$)", "l"),
    )
]


def folded_words(text: str, code: str) -> list[str]:
    """Return the words of a text as they are compared, in a language given by its code.

    >>> folded_words("Über die Verhandlungen", "de")
    ['uber', 'die', 'verhandlungen']
    >>> folded_words("the colours of organisation", "en")
    ['the', 'colors', 'of', 'organization']
    """
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text.lower()))
    plain = unicodedata.normalize("NFC", plain).translate(_LETTERS)
    return [_folded(word, code) for word in _WORD.findall(spaced(plain))]


def also_indexed(text: str, code: str) -> list[str]:
    """Return the words under which a text is found, too: those that it does not hold as they are."""
    own = set(_WORD.findall(spaced(text.lower())))
    return [word for word in dict.fromkeys(folded_words(text, code)) if word not in own]


def spaced(text: str) -> str:
    """Return a text with each letter of writing without spaces as a word: runs of them are phrases."""
    return _UNSPACED.sub(r" \g<0> ", text)


@lru_cache(maxsize=1 << 16)
def _folded(word: str, code: str) -> str:
    if code == "ar":
        return _ARABIC_ARTICLE.sub("", word)
    if code == "en":
        for pattern, new in _ENGLISH:
            word = pattern.sub(new, word)
    return word
