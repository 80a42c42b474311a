"""How text is cut into words, and how words compare. Where a term may stand, `word_edges` says.

A word is a run of letters, digits and underscores, with the combining marks, soft hyphens and zero-width
characters inside it; where writing has no spaces, every character is a word of its own.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from itertools import groupby

from tracktwo.model.scripts import INVISIBLE, UNSPACED_LETTERS

# Python's \w leaves out combining marks (category M), without which Hindi or Arabic words fall apart.
# The blocks scanned hold all marks of living scripts outside the supplementary planes.
_MARKS = [
    code
    for block in (range(0x300, 0x1E00), range(0x20D0, 0x2100), range(0xA660, 0xAC00), range(0xFB1E, 0xFE30))
    for code in block
    if unicodedata.category(chr(code))[0] == "M" and not 0xE00 <= code < 0xF00
]
# In runs, of which an expression is made much faster than of a thousand characters.
_RUNS = [
    [code for _, code in run] for _, run in groupby(enumerate(_MARKS), key=lambda place: place[1] - place[0])
]
MARKS = "".join(f"{chr(run[0])}-{chr(run[-1])}" for run in _RUNS)

# Stands in a text for what is no text: a link, a code span, an image. No page holds this control character.
NON_TEXT = "\x1a"

_SPACED = f"[^\\W{UNSPACED_LETTERS}]"
_WORD = re.compile(f"{_SPACED}+(?:[{MARKS}{INVISIBLE}]+{_SPACED}*)*|[{UNSPACED_LETTERS}]")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_SPACES = re.compile(r"\s+")
# One character for one character, so that offsets stay true; a comma is an edge as much as these are.
_PLAIN_PUNCTUATION = {
    **dict.fromkeys("‘’ʼ＇", "'"),
    **dict.fromkeys("‐‑–⁃﹣－", "-"),
    **dict.fromkeys("“”„—…•", ","),
    "\u00a0": " ",
}
_ASCII_WORDS = "".join(chr(n).lower() if chr(n).isalnum() or chr(n) == "_" else " " for n in range(128))

LemmaKey = Callable[[str], str]
# Returns start and end of a token, given its number, an offset before it, and how often its word stands
# between the two.
LocateToken = Callable[[int, int, int], tuple[int, int]]


def normalize_punctuation(text: str) -> str:
    """Return a text with typewriter characters for typographic ones; its length stays."""
    if not text.isascii():
        for character, plain in _PLAIN_PUNCTUATION.items():
            text = text.replace(character, plain)
    return text


def tokenize(
    text: str, lemma_key: LemmaKey | None = None, noun_of: Callable[[str], str] | None = None
) -> tuple[list[str], LocateToken]:
    """Return the words of a text, each by its key, and what locates each of them in the text.

    Most texts have a hundred words for each one that matters: so in ASCII, where small letters are as long as
    capitals, the text is split in one go, and a word is located only when it is asked for.

    Args:
        text: with normalized punctuation.
        lemma_key: the key of a word in its language; without one, it is `casefold_key`.
        noun_of: in a language that writes particles in one word with a noun, returns the noun.
    """
    if text.isascii() and lemma_key is None and noun_of is None:
        flat = f" {text.translate(_ASCII_WORDS)} "
        words = flat.split()

        def locate(number: int, after: int, repeats: int) -> tuple[int, int]:
            word = f" {words[number]} "
            for _ in range(repeats):
                after = flat.index(word, after) + 1
            start = flat.index(word, after)
            return start, start + len(words[number])

        return words, locate
    spans = [match.span() for match in _WORD.finditer(text)]
    if noun_of:
        spans = [(start, start + len(noun_of(text[start:end]))) for start, end in spans]
    key_of = lemma_key or casefold_key
    return [key_of(text[start:end]) for start, end in spans], lambda number, *_: spans[number]


def split_name(name: str) -> list[str]:
    """Return the parts of a name: `[gap, word, gap, word, ..., gap]`."""
    parts = [""]
    if name.isascii() and name.replace(" ", "").isalnum():  # most names
        for word in name.split():
            parts += [word, " "]
        return [*parts[:-1], ""]
    done = 0
    name = normalize_punctuation(name)
    for match in _WORD.finditer(name):
        parts[-1] = name[done : match.start()]
        parts += [match[0], ""]
        done = match.end()
    parts[-1] = name[done:]
    return parts


def normalize(word: str) -> str:
    """Return a word as a reader sees it: composed (NFC), without invisible characters."""
    return word if word.isascii() else unicodedata.normalize("NFC", _INVISIBLE.sub("", word))


def casefold_key(word: str) -> str:
    """Return the key that a word shares with its spellings in other cases."""
    return word.lower() if word.isascii() else normalize(word).casefold()


@lru_cache(maxsize=4096)
def normalize_gap(gap: str) -> str:
    """Return a gap between two words: a space for white space, one hyphen or nothing, else the gap itself."""
    gap = _SPACES.sub(" ", _INVISIBLE.sub("", gap))
    return " " if gap in ("", "-") else gap
