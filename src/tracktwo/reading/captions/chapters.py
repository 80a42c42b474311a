"""Tracks that are no transcript: chapters, which are few long cues, each a title, and data for programs."""

import re
from itertools import pairwise
from statistics import median

from tracktwo.model.problem import invalid
from tracktwo.reading.text.lesson import Captions
from tracktwo.reading.text.sentences import ends_sentence

FEWEST = 3  # chapters of which that can be told
LONG = 20_000  # milliseconds: a caption is never shown for so long
MAX_TITLE = 12  # words
SILENT = 0.4  # words a second; speech is six times as fast

# What a player is told: fields, as JSON has them, or which picture to show.
_DATA = re.compile(
    r'\{\s*"[^"\n]+"\s*:.*\}|\S+\.(?:jpe?g|png|webp|gif)(?:[?#]\S*)?', re.DOTALL | re.IGNORECASE
)


def refuse_other_tracks(captions: Captions, file: str) -> None:
    """Raise InvalidInput for chapters, and for what is for programs, as pictures above a player's bar are."""
    if _are_chapters(captions):
        message = "these are chapters, and no transcript"
        remedy = "give the captions, and this file by --chapters"
        raise invalid(message, code="chapters", file=file, line=1, remedy=remedy)
    if all(_DATA.fullmatch(cue.text.strip()) for cue in captions.cues):
        message, remedy = "this track is data for a player, and no transcript", "give the captions"
        raise invalid(message, code="unknown-format", file=file, line=1, remedy=remedy)


def _are_chapters(captions: Captions) -> bool:
    """Tell whether captions are titles: shown long, one right after another, and no sentences."""
    cues = captions.cues
    if captions.from_recogniser or len(cues) < FEWEST or any(cue.speaker for cue in cues):
        return False
    spans = [max(cue.end - cue.start, 1) for cue in cues]
    words = [len(cue.text.split()) for cue in cues]
    slow = 1000 * sum(words) < SILENT * sum(spans) and median(spans) >= LONG
    titles = max(words) <= MAX_TITLE and not any(ends_sentence(cue.text.rstrip("?!")) for cue in cues)
    return slow and titles and all(after.start - before.end < 1000 for before, after in pairwise(cues))
