"""How text is cut into words: what a word is, what may stand between two of them, and how words compare.

A word is a run of letters, digits and underscores, with the combining marks, soft hyphens and zero-width
characters inside it; where writing has no spaces, every character is a word of its own.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from tracktwo.model.scripts import INVISIBLE, UNSPACED_LETTERS

# Python's \w leaves out combining marks (category M), without which Hindi or Arabic words fall apart.
# The blocks scanned hold all marks of living scripts outside the supplementary planes.
MARKS = "".join(
    chr(code)
    for block in (range(0x300, 0x1E00), range(0x20D0, 0x2100), range(0xA660, 0xAC00), range(0xFB1E, 0xFE30))
    for code in block
    if unicodedata.category(chr(code))[0] == "M" and not 0xE00 <= code < 0xF00
)

# Stands in a text for what is no text: a link, a code span, an image. No page holds this control character.
OBJECT = "\x1a"

_SPACED = f"[^\\W{UNSPACED_LETTERS}]"
_WORD = re.compile(f"{_SPACED}+(?:[{MARKS}{INVISIBLE}]+{_SPACED}*)*|[{UNSPACED_LETTERS}]")
_UNSPACED = re.compile(f"[{UNSPACED_LETTERS}]")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_SPACES = re.compile(r"\s+")
# One character for one character, so that offsets stay true; a comma is an edge as much as these are.
_ALIKE = {**dict.fromkeys("‘’ʼ＇", "'"), **dict.fromkeys("‐‑–⁃﹣－", "-"), **dict.fromkeys("“”„—…•", ",")} | {
    "\u00a0": " "
}
_ASCII_WORDS = "".join(chr(n).lower() if chr(n).isalnum() or chr(n) == "_" else " " for n in range(128))

# Says where a word stands, given its number, an offset before it, and how often it stands between the two.
Span = Callable[[int, int, int], tuple[int, int]]


def level(text: str) -> str:
    """Return a text, as long as before, with typewriter characters for typographic ones."""
    if not text.isascii():
        for character, plain in _ALIKE.items():
            text = text.replace(character, plain)
    return text


def cut(text: str, key: Callable[[str], str] | None = None) -> tuple[list[str], Span]:
    """Cut a levelled text into its words, folded or by the `key` of a language, and say where they stand.

    Most texts have a hundred words for each one that matters: so for ASCII, where folding keeps lengths, the
    words are cut in one go and looked for in the text only when one is asked for.
    """
    if text.isascii() and key is None:
        flat = f" {text.translate(_ASCII_WORDS)} "
        words = flat.split()

        def span(number: int, after: int, passed: int) -> tuple[int, int]:
            word = f" {words[number]} "
            for _ in range(passed):
                after = flat.index(word, after) + 1
            start = flat.index(word, after)
            return start, start + len(words[number])

        return words, span
    spans = [match.span() for match in _WORD.finditer(text)]
    key = key or fold
    return [key(text[start:end]) for start, end in spans], lambda number, *_: spans[number]


def split(name: str) -> list[str]:
    """Split a name into `[gap, word, gap, word, ..., gap]`."""
    parts = [""]
    if name.isascii() and name.replace(" ", "").isalnum():  # most names
        for word in name.split():
            parts += [word, " "]
        return [*parts[:-1], ""]
    done = 0
    name = level(name)
    for match in _WORD.finditer(name):
        parts[-1] = name[done : match.start()]
        parts += [match[0], ""]
        done = match.end()
    parts[-1] = name[done:]
    return parts


def clean(word: str) -> str:
    """Return a word as it reads: composed (NFC), without what shows nothing."""
    return word if word.isascii() else unicodedata.normalize("NFC", _INVISIBLE.sub("", word))


def fold(word: str) -> str:
    """Return what a word has in common with its spellings in other cases."""
    return word.lower() if word.isascii() else clean(word).casefold()


@lru_cache(maxsize=4096)
def between(gap: str) -> str:
    """Return what stands between two words: a space for white space, one hyphen or nothing, else the gap."""
    gap = _SPACES.sub(" ", _INVISIBLE.sub("", gap))
    return " " if gap in ("", "-") else gap


# What may not touch a term: it is then part of an address, a handle, a tag, a path, a variable or a formula.
_STUCK_BEFORE = frozenset("@#/\\&=$%+~:^")
_STUCK_AFTER = frozenset("@#/\\&=+~^")
# What English writes after an apostrophe and means as a word of its own: "the actor's", "the actor'll".
_CLITIC = re.compile(r"'(?:s|ll|ve|re|d)(?!\w)", re.IGNORECASE)


def opens(text: str, start: int, end: int) -> bool:
    """Tell whether a term that ends at `end` can start at `start`.

    An elided article may stand before (`l'État`); what is left of a contraction (`don't`) is no term.
    """
    if not start or text[start - 1].isspace():
        return True
    last, before = text[start - 1], text[start - 2] if start > 1 else " "
    if last == "'":
        return end - start > 2 or not _is_word(before)
    if last == "-":  # one hyphen ties; a dash, `--`, does not
        return before == "-" or before.isspace()
    if last == ".":  # an ellipsis parts; a full stop that touches belongs to an address or a file's name
        return before == "."
    if _is_word(last):
        return _parts_words(text, start)
    return last not in _STUCK_BEFORE


def closes(text: str, end: int) -> bool:
    """Tell whether a term can end at `end`."""
    if end == len(text) or text[end].isspace():
        return True
    first, after = text[end], text[end + 1 : end + 2]
    if first in "-.:'" and after and (_is_word(after) or after == OBJECT):
        return _CLITIC.match(text, end) is not None
    if first == ":":  # C:\, std::vector
        return not after or after.isspace()
    if _is_word(first):
        return _parts_words(text, end)
    return first not in _STUCK_AFTER


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _parts_words(text: str, at: int) -> bool:
    """Tell whether a word ends between two letters: where one of them is of a writing without spaces."""
    return _UNSPACED.match(text, at) is not None or _UNSPACED.match(text, at - 1) is not None
