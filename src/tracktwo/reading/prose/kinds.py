"""What a caption is besides speech: a sound in brackets, or a line of a song."""

import re
from collections.abc import Sequence
from typing import Literal

from tracktwo.reading.text.lesson import Cue
from tracktwo.reading.text.sentences import ends_sentence

Kind = Literal["speech", "sound", "verse"]
PUNCTUATED = 10  # one caption in so many ends a sentence, if there are marks at all
LINE = "\u2028"  # parts the lines of verse in a text
_SOUND = re.compile(
    r"[♪♫♬\s]*(?:(?:\[[^\[\]]{1,80}\]|\([^()]{1,80}\)|（[^（）]{1,80}）|【[^【】]{1,80}】)[♪♫♬\s]*)*"
)
_VERSE = re.compile(r"\s*[♪♫♬]")


def is_verse(text: str) -> bool:
    """Tell whether a caption's text is sung: it begins with a note."""
    return _VERSE.match(text) is not None and _SOUND.fullmatch(text) is None


def kinds_of(cues: Sequence[Cue]) -> list[Kind]:
    """Return what each caption is. A sound amid a sentence that goes on is part of the speech."""
    kinds: list[Kind] = []
    punctuated = PUNCTUATED * sum(ends_sentence(cue.text) for cue in cues) > len(cues)
    for at, cue in enumerate(cues):
        text = cue.text
        if is_verse(text):
            kinds.append("verse")
        elif cue.speaker or not _SOUND.fullmatch(text):
            kinds.append("speech")
        else:
            before = cues[at - 1].text if at else ""
            after = cues[at + 1].text if at + 1 < len(cues) else ""
            amid = bool(before) and not ends_sentence(before) and after[:1].islower()
            kinds.append("speech" if amid and punctuated else "sound")
    return kinds
