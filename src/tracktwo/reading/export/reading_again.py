"""Whether captions that were written say the same to who reads them: each word, and who says it."""

from collections.abc import Iterable, Iterator, Sequence

from tracktwo.model.problem import InvalidInput
from tracktwo.reading.export.caption_words import NewCaption
from tracktwo.reading.export.lesson_words import words_of
from tracktwo.reading.formats import find_captions


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
