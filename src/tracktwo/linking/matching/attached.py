"""What languages write behind a noun, without a space, that is no part of it."""

import re
from collections.abc import Container

# What English writes after an apostrophe and means as a word of its own: "the actor's", "the actor'll".
CLITICS = re.compile(r"'(?:s|ll|ve|re|d)(?!\w)", re.IGNORECASE)
# The suffixes of a proper noun in Turkish: `Ankara'nın`.
TURKISH_SUFFIXES = re.compile(r"'\w+")
# The plural in Korean, a case or a quotation, and a topic or a limit: `컨테이너들에서는`.
KOREAN_PARTICLES = re.compile(
    r"(?=\w)(?:들)?"
    r"(?:에서|에게서?|께서|에|으?로서|으?로써|으?로|이?라는|이?란|이?라고|이며|이고|이다|까지|부터|보다|처럼|마다|마저|조차|밖에|만큼"
    r"|와|과|하고|이?랑|의)?"
    r"(?:은|는|이|가|을|를|도|만|의|이?나|까지|부터)?(?!\w)"
    # Or what makes a verb of a noun of two syllables or more, and its endings: `컨테이너화된 앱`.
    r"|(?<=\w\w)(?:하|되|시키|[한할함해했된될됨돼됐])(?:여|어|는|고|며|면|지|기|게|다|도록|거나|지만|[였었]다)?(?!\w)"
)
_MAX_PARTICLES = 8  # letters


def without_particles(word: str, nouns: Container[str]) -> str:
    """Return a Korean word without the particles behind it, if what is left is one of the nouns."""
    key = word.casefold()
    if key not in nouns:
        for end in range(len(word) - 1, max(0, len(word) - _MAX_PARTICLES - 1), -1):
            if key[:end] in nouns and KOREAN_PARTICLES.fullmatch(word, end):
                return word[:end]
    return word
