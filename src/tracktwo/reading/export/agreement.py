"""Whether a lesson is that of some captions, and whether written captions say the same to who reads them."""

from collections.abc import Iterable, Iterator, Sequence

from tracktwo.model.problem import InvalidInput, Problem
from tracktwo.reading.export.alignment import AlignedSpan
from tracktwo.reading.export.caption_words import NewCaption
from tracktwo.reading.export.layout import width
from tracktwo.reading.export.lesson_words import words_of
from tracktwo.reading.formats import find_captions

FEWEST = 0.8  # of the words of either, that both have: with fewer, somebody should look
# Words in a row as wide as this are hardly ever the same by chance. Of two talks in one language, even of one
# series, fewer than a twentieth are in such a row.
SURE_WIDTH = 16
FEWEST_SURE = 0.1
FEWEST_ALIKE = 0.5  # of few words, or of such as were corrected all over


def disagreement(
    spans: Iterable[AlignedSpan], captions: Sequence[str], lesson: Sequence[str], file: str
) -> Problem | None:
    """Return what is wrong with a lesson's file if its words are not, or hardly, those of the captions.

    `captions` and `lesson` are the words of both, and `spans` how they are aligned.
    """
    same = [captions[span.first : span.last] for span in spans if span.same]
    sure = sum(len(words) for words in same if width(" ".join(words)) >= SURE_WIDTH)
    shared = sum(map(len, same))
    fewer, more = sorted((len(captions), len(lesson)))
    if sure < FEWEST_SURE * fewer + (not fewer) and shared < FEWEST_ALIKE * more:
        message = "this lesson is of another recording: its words are not those of the captions"
        remedy = "name the lesson that was made of them, --lesson docs/transcript.md"
        return Problem(file, 0, "other-lesson", "error", message, remedy)
    if shared < FEWEST * more:
        words = f"{len(captions):,} words in the captions and {len(lesson):,} in the lesson"
        message = f"of {words}, only {shared:,} are the same"
        remedy = "look whether the lesson is theirs, and at the times of what was written anew"
        return Problem(file, 0, "words-differ", "warning", message, remedy)
    return None


def is_read_again(text: str, captions: Sequence[NewCaption]) -> bool:
    """Tell whether a file's text says what captions say, by the same voices."""
    try:
        again = find_captions(text, "")
    except InvalidInput:
        return False
    if again is None:
        return False
    said = ((word.text, word.voice) for caption in captions for word in caption.words)
    read = ((word, cue.speaker) for cue in again.cues for word, _, _ in words_of(cue.text))
    return list(_with_speakers(said)) == list(_with_speakers(read))


def _with_speakers(words: Iterable[tuple[str, str | None]]) -> Iterator[tuple[str, str | None]]:
    """Yield words, each with who says it: one who is not named is whoever spoke before, at first nobody."""
    speaker: str | None = ""
    for word, voice in words:
        speaker = speaker if voice is None else voice
        yield word, speaker
