"""Which caption each word of an edited lesson goes to, and which voice says it there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from tracktwo.reading.export.alignment import AlignedSpan, align
from tracktwo.reading.export.caption_words import CaptionWord, NewCaption, SourceCaption

MAX_WORDS = 14  # two lines of 42 characters, as captions have; more than that is a caption of its own


def place_words(captions: Sequence[SourceCaption], lesson: Sequence[CaptionWord]) -> list[NewCaption]:
    """Put every word of the lesson into a caption, in order, and say who speaks there; without times yet."""
    words = [word for caption in captions for word in caption.words]
    homes = [index for index, caption in enumerate(captions) for _ in caption.words]
    placed: list[tuple[int | None, CaptionWord]] = []
    for span in align([word.text for word in words], [word.text for word in lesson]):
        placed += _placed(span, words, lesson, homes)
    groups = groupby(placed, key=lambda pair: pair[0])
    new = (NewCaption(home, tuple(word for _, word in pairs)) for home, pairs in groups)
    return list(_voiced(new, captions))


def _placed(
    span: AlignedSpan, words: Sequence[CaptionWord], lesson: Sequence[CaptionWord], homes: Sequence[int]
) -> Iterator[tuple[int | None, CaptionWord]]:
    """Yield the words of a span, each with the index of its caption."""
    first = span.first
    before, after = words[first : span.last], lesson[span.new_first : span.new_last]
    if not span.same and _is_mended(before, after):
        for k, parted in enumerate(before):
            yield homes[first + k], replace(parted, speaker=after[0].speaker)
    elif len(after) > len(before) + MAX_WORDS or not homes:
        yield from ((None, word) for word in after)
    elif before:
        taken = -1
        for k, word in enumerate(after):  # each in the place of one, or of the one before it
            index = first + k * len(before) // len(after)
            yield homes[index], words[index].reworded(word) if index > taken else word
            taken = index
    else:
        follows = first == len(homes) or (first > 0 and not (after and after[0].opens))
        for word in after:
            yield homes[first - 1 if follows else first], word


def _is_mended(before: Sequence[CaptionWord], after: Sequence[CaptionWord]) -> bool:
    """Tell whether the lesson only joined a word that a hyphen parted at the end of a line."""
    parted = any(word.text.endswith("-") for word in before[:-1])
    joined = "".join(word.text for word in before).replace("-", "")
    return parted and bool(after) and joined == "".join(word.text for word in after).replace("-", "")


def _voiced(new: Iterable[NewCaption], captions: Sequence[SourceCaption]) -> Iterator[NewCaption]:
    """Say who speaks where the captions say so, and where the lesson says other than they do."""
    speaking: str | None = None
    for caption in new:
        spoken = captions[caption.source].words if caption.source is not None else ()
        named = {word.voice for word in spoken}
        words: list[CaptionWord] = []
        for word in caption.words:
            if word.voice == "" and word.speaker in {None, speaking}:
                words.append(word)  # neither the captions nor the lesson name who that is
                continue
            speaker = word.speaker or word.voice or speaking
            if words and speaker == speaking:
                voice = words[-1].voice
            else:
                voice = speaker if speaker != speaking or speaker in named or None not in named else None
            words.append(word.voiced(voice))
            speaking = speaker
        yield replace(caption, words=tuple(words))
