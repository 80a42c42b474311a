"""The closed class of words that tie what follows to what is before: no paragraph begins with them.

They are a language's simple prepositions, with the articles that are one word with them, and *than*; and no
paragraph ends with these, or with an article. Only text without punctuation asks: there, nothing else tells.
"""

import re

PREPOSITIONS = frozenset(
    (
        # English
        "about above across against along amid among around at atop behind below beneath beside between "
        "beyond by down during for from in inside into near of off on onto out outside over past per "
        "than through throughout to toward towards under underneath until up upon via with within "
        "without "
        # German
        "auf aus außer bei beim bis durch für gegen gegenüber hinter im ins mit nach neben ohne seit "
        "trotz über um unter vom von vor während wegen zu zum zur zwischen "
        # French
        "à au aux avant avec chez contre dans de depuis derrière des devant du dès en entre hors par "
        "parmi pendant pour sans selon sous sur vers "
        # Spanish, Portuguese, Italian
        "al ante bajo con contra del desde durante entre hacia hasta para por según sin sobre tras ao "
        "aos às até com da das em na nas pela pelo pelas pelos pelo sem sob dal dalla nel nella sul "
        "sulla col per tra di ai "
        # Dutch
        "aan achter bij binnen boven buiten langs naar naast om onder over rond sinds te tegen tot "
        "tussen uit van vanaf voor door "
    ).split()
)
ARTICLES = frozenset(
    ("a an the der das ein eine einen le la les un une el los las una um uma il lo gli de het een ").split()
)
_WORD = re.compile(r"[^\W\d_]+")


def ties(before: str, after: str) -> bool:
    """Tell whether a break between two texts would tear words apart that belong together."""
    first = _WORD.match(after)
    last = _WORD.search(before[max(0, len(before) - 20) :].split()[-1]) if before.split() else None
    begins = first is not None and first[0].casefold() in PREPOSITIONS
    return begins or (last is not None and last[0].casefold() in PREPOSITIONS | ARTICLES)
