"""How an author who was typed in lower case is written as a name."""

import re

# Words inside a name that most bearers write small. At the ends of a name they are names (Le, Van).
PARTICLES = "van von der den de del della di da dos du la le ten ter bin ibn al y and".split()
# A letter starts a part of a name at the start of a word: `anna-maria`, `o'neill`, but not `sa'id`.
PART_START = re.compile(r"(?<!\w)(?<!\w\w['’])(mc(?=\w))?([^\W\d_])", re.IGNORECASE)
PARTICLE = re.compile(rf"(?<=[ ])(?:{'|'.join(PARTICLES)})(?=[ -])", re.IGNORECASE)


def author_name(author: str) -> str:
    """Write `jane mcdonald` as `Jane McDonald`; one capital anywhere says that the author chose the case."""
    if author != author.lower():
        return author
    name = PART_START.sub(lambda part: (part[1] or "").capitalize() + part[2].upper(), author)
    return PARTICLE.sub(lambda particle: particle[0].lower(), name)
