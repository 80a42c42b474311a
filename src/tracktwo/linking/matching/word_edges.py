"""Where in a text a term can stand: between the edges of words."""

import re
from bisect import bisect_right

from tracktwo.linking.matching.languages import Language
from tracktwo.linking.matching.tokens import NON_TEXT
from tracktwo.model.scripts import KATAKANA, UNSPACED_LETTERS

_UNSPACED = re.compile(f"[{UNSPACED_LETTERS}]")
_KATAKANA = re.compile(f"[{KATAKANA}]{{2}}")
# What may not touch a term: it is then part of an address, a handle, a tag, a path, a variable or a formula.
_NEVER_BEFORE = frozenset("@#\\&=$%+~:^")
_NEVER_AFTER = frozenset("@#\\&=+~^")


class WordEdges:
    """The edges of the words of one text, in a language. `has_slashes` is whether one parts two terms."""

    def __init__(self, text: str, language: Language) -> None:
        """Take a text with normalized punctuation."""
        self._text = text
        self._after_noun = language.after_noun
        self._word_starts = language.word_starts
        self._words: list[int] | None = None
        self.has_slashes = False

    def fit(self, start: int, end: int) -> bool:
        """Tell whether a term can stand at `text[start:end]`.

        A slash parts two terms; whether there is one on its other side is not known yet.
        """
        text = self._text
        return (
            (not start or text[start - 1].isspace() or self._can_start(start, end))
            and (end == len(text) or text[end].isspace() or self._can_end(end))
            and not self._is_part_of_word(start, end)
        )

    def _can_start(self, start: int, end: int) -> bool:
        """Tell whether a term that ends at `end` can start at `start`, where no space stands before it.

        An elided article may stand before (`l'État`); what is left of a contraction (`don't`) is no term.
        """
        text = self._text
        last, before = text[start - 1], text[start - 2] if start > 1 else " "
        if _is_word(last):
            return _is_boundary_without_space(text, start)
        match last:
            case "'":
                return end - start > 2 or not _is_word(before)
            case "-":  # one hyphen ties; a dash, `--`, does not
                return before == "-" or before.isspace()
            case ".":  # an ellipsis parts; a full stop that touches belongs to an address or a file's name
                return before == "."
        return self._is_slash(before) if last == "/" else last not in _NEVER_BEFORE

    def _can_end(self, end: int) -> bool:
        """Tell whether a term can end at `end`, where no space stands behind it.

        A footnote mark, an icon or code does not tie what stands before a full stop.
        """
        text = self._text
        first, after = text[end], text[end + 1 : end + 2]
        if (first == "'" or _is_word(first)) and self._after_noun.match(text, end):
            return True
        if _is_word(first):
            return _is_boundary_without_space(text, end)
        ties = after and (_is_word(after) or (after == NON_TEXT and first in "-'"))
        if first in "-.'*":  # also Akteur*innen
            return not ties
        if first == ":":  # C:\, std::vector
            return not ties and (not after or after.isspace() or after == NON_TEXT)
        return self._is_slash(after) if first == "/" else first not in _NEVER_AFTER

    def _is_slash(self, beyond: str) -> bool:
        """Tell whether a slash may part two terms: whether a word touches it on the other side, too."""
        self.has_slashes = self.has_slashes or _is_word(beyond)
        return _is_word(beyond)

    def _is_part_of_word(self, start: int, end: int) -> bool:
        """Tell whether a dictionary of writing without spaces has a longer word around `text[start:end]`."""
        if self._word_starts is None or not _UNSPACED.match(self._text, start):
            return False
        if self._words is None:
            self._words = self._word_starts(self._text)
        number = bisect_right(self._words, start)
        following = self._words[number] if number < len(self._words) else len(self._text)
        return following >= end and (self._words[number - 1], following) != (start, end)


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _is_boundary_without_space(text: str, at: int) -> bool:
    """Tell whether a word ends between two letters, since one of them is of a writing without spaces.

    A run of katakana is one word, made of others or not: there is no lock (ロック) in a block (ブロック).
    """
    if _KATAKANA.match(text, at - 1):
        return False
    return _UNSPACED.match(text, at) is not None or _UNSPACED.match(text, at - 1) is not None
