"""Whether the labels before a text's colons are names: judged together, over the whole of it."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from tracktwo.reading.text.sentences import sentence_starts

# Any label: a few words without the marks of a sentence; pronouns may follow it in brackets.
ANY_LABEL = r"(?![-–—\s\d(])[^:：\n\[\]<>|*\"“”?!;()]{1,60}(?:\([^()\n]{1,30}\))?"
COLON = r"\s*(?::(?=\s|$)|：)"
# A form that names have: words with a capital, or in a script without capitals, particles and numbers.
WORD = r"[^\W\d_a-zß-öø-ÿ][\w.'’-]*"
PARTICLE = r"(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|el|al|bin|ibn|y|e|and|&|of)"
NAME = rf"{WORD}(?:[ \n](?:{PARTICLE}[ \n]){{0,3}}(?:{WORD}|\d+)){{0,4}}"
_NAME = re.compile(NAME)
MAX_WORDS = 7
MOST = 0.8  # of all captions or lines: labels on so many are names, even a single one
FEWEST = 2  # captions of which most can be told
_QUOTES = ('"', "“", "„", "«", "‘", "'")
# What heads a remark, or a line of facts above a transcript, and not who speaks.
_HEADS = frozenset(
    "advantage answer caution chapter conclusion cons date definition disadvantage duration example exercise "
    "fact figure first hint important language length lesson lemma location myth note part place problem "
    "proof pros ps question reason remark reminder result second section solution step summary table theorem "
    "third time tip topic update venue warning week".split()
)


class Label(NamedTuple):
    """What stands before a colon, and the words behind it."""

    name: str
    words: str

    @property
    def heads_sentence(self) -> bool:
        """Tell whether what follows begins as a sentence does, as far as its script can say."""
        letter = next((letter for letter in self.words if letter.isalpha()), "")
        return bool(letter) and not letter.islower() and not self.quotes

    @property
    def quotes(self) -> bool:
        """Tell whether what follows is quoted, and goes on with the sentence, as in `She said: "Come"`."""
        return self.words.lstrip().startswith(_QUOTES)


def may_be_label(text: str) -> bool:
    """Tell whether a text is short enough for a label, and no sentence or two."""
    return 0 < len(text.split()) <= MAX_WORDS and not any(sentence_starts(f"{text} A"))


def is_full_name(text: str) -> bool:
    """Tell whether a text has the form of a name of several words, as no remark's head has by chance."""
    words = text.split()
    return len(words) > 1 and _NAME.fullmatch(text) is not None and not is_head(text)


def names_of(labels: Sequence[Label], units: int) -> frozenset[str]:
    """Return the labels that are names.

    Labels on most of the captions or lines are names whatever their form, even a single one. Of fewer, two
    that recur and look like names are, or one of several words; and among names, what recurs, or has the
    form of a full name. `Pros: it is cheap` goes on in lower case, and heads a remark.
    """
    counts = Counter(label.name for label in labels)
    if units >= FEWEST and len(labels) >= MOST * units:
        names = {name for name in counts if not is_head(name)}
        return frozenset(names.intersection(label.name for label in labels if not label.quotes) or names)
    starts = Counter(label.name for label in labels if label.heads_sentence or not label.words)
    cased = any(starts.values())
    open_ended = {name for name in counts if not cased or 2 * starts[name] >= counts[name]}
    plausible = {name for name in open_ended if not is_head(name)}
    recurring = {name for name in plausible if counts[name] > 1}
    formed = {name for name in recurring if _NAME.fullmatch(name)}
    if len(formed) < 2 and not any(map(is_full_name, formed)):
        return frozenset()
    return frozenset(recurring | {name for name in plausible if is_full_name(name)})


def is_head(name: str) -> bool:
    """Tell whether a label heads a remark or a line of facts."""
    words = name.casefold().split()
    return words[0].rstrip("s.") in _HEADS or words[0] in _HEADS
