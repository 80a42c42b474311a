"""Which caption each word of an edited lesson goes to, and which voice says it there."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from rapidfuzz.distance import Indel

from tracktwo.reading.export.alignment import AlignedSpan, align
from tracktwo.reading.export.caption_words import CaptionWord, NewCaption, SourceCaption

MAX_WORDS = 14  # two lines of 42 characters, as captions have; more than that is a caption of its own


class Placed(NamedTuple):
    """Captions with the words of a lesson, without times yet, and how the words of both are aligned.

    `kept` are the indexes of the source's captions that stay although the lesson no longer has their words.
    """

    captions: Sequence[NewCaption]
    kept: Sequence[int]
    spans: Sequence[AlignedSpan]


def place_words(captions: Sequence[SourceCaption], lesson: Sequence[CaptionWord], *, drop: bool) -> Placed:
    """Put every word of the lesson into a caption, in order, and say who speaks there.

    A passage that the lesson no longer has keeps its captions, unless they are to `drop`.
    """
    words = [word for caption in captions for word in caption.words]
    homes = [index for index, caption in enumerate(captions) for _ in caption.words]
    spans = list(align([word.text for word in words], [word.text for word in lesson]))
    names = _new_names(spans, words, lesson)
    kept: list[int] = []
    placed: list[tuple[int | None, CaptionWord]] = []
    for span in _with_deletions(spans, words, lesson):
        gone = [] if drop or span.new_first < span.new_last else _whole(span, homes)
        kept += gone
        placed += _kept(span, words, homes, names) if gone else _placed(span, words, lesson, homes)
    groups = groupby(placed, key=lambda pair: pair[0])
    new = (NewCaption(home, tuple(word for _, word in pairs)) for home, pairs in groups)
    return Placed(list(_voiced(new, captions)), kept, spans)


def _with_deletions(
    spans: Iterable[AlignedSpan], words: Sequence[CaptionWord], lesson: Sequence[CaptionWord]
) -> Iterator[AlignedSpan]:
    """Tell a passage that was deleted from the few words beside it that were changed."""
    for span in spans:
        count = span.new_last - span.new_first
        if span.same or not 0 < count < span.last - span.first - MAX_WORDS:
            yield span
            continue
        new = [word.text for word in lesson[span.new_first : span.new_last]]
        cuts = span.first + count, span.last - count
        if _distance(words[span.first : cuts[0]], new) < _distance(words[cuts[1] : span.last], new):
            yield span._replace(last=cuts[0])
            yield AlignedSpan(cuts[0], span.last, span.new_last, span.new_last, same=False)
        else:
            yield AlignedSpan(span.first, cuts[1], span.new_first, span.new_first, same=False)
            yield span._replace(first=cuts[1])


def _distance(before: Sequence[CaptionWord], after: Sequence[str]) -> int:
    """Return how many words, and characters, are not the same."""
    texts = [word.text for word in before]
    return Indel.distance(texts, after) + Indel.distance(" ".join(texts), " ".join(after))


def _whole(span: AlignedSpan, homes: Sequence[int]) -> list[int]:
    """Return the captions all of whose words are in a span."""
    beside = {homes[at] for at in (span.first - 1, span.last) if 0 <= at < len(homes)}
    return [home for home in dict.fromkeys(homes[span.first : span.last]) if home not in beside]


def _new_names(
    spans: Iterable[AlignedSpan], words: Sequence[CaptionWord], lesson: Sequence[CaptionWord]
) -> Mapping[str, str]:
    """Return what the lesson calls each of the captions' speakers, most of the time."""
    pairs: Counter[tuple[str, str]] = Counter()
    for span in spans:
        if span.same:
            for word, new in zip(words[span.first : span.last], lesson[span.new_first :], strict=False):
                pairs[word.voice or "", new.speaker or ""] += 1
    return {old: new for (old, new), _ in reversed(pairs.most_common()) if old and new}


def _kept(
    span: AlignedSpan, words: Sequence[CaptionWord], homes: Sequence[int], names: Mapping[str, str]
) -> Iterator[tuple[int | None, CaptionWord]]:
    """Yield the words of a passage that was deleted, each in its caption."""
    for at in range(span.first, span.last):
        voice = words[at].voice
        yield homes[at], replace(words[at], speaker=names.get(voice, voice) if voice else None)


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


def with_all_names(captions: Iterable[NewCaption]) -> list[NewCaption]:
    """Name whoever speaks in each caption, not only where another begins to."""
    named = []
    speaking: str | None = None
    for caption in captions:
        words = []
        for word in caption.words:
            speaking = speaking if word.voice is None else word.voice
            words.append(word.voiced(speaking) if speaking and word.voice is None else word)
        named.append(replace(caption, words=tuple(words)))
    return named
