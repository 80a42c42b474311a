"""An edited lesson back into its captions: corrections made in Markdown, as WebVTT.

Every word of the lesson goes to the caption where it was said, or where the word that it replaces was.
Captions keep their times; only a passage that was added, and a caption that it cuts in two, take others.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracktwo.reading.export.caption_words import NewCaption, SourceCaption, reading_text
from tracktwo.reading.export.lesson_words import lesson_words
from tracktwo.reading.export.placing import MAX_WORDS, WordGroup, place_words
from tracktwo.reading.export.source_captions import find_captions_in, replace_captions
from tracktwo.reading.text.lesson import Captions
from tracktwo.reading.text.times import share_time

SHORT_PAUSE = 1000  # milliseconds: too short to say a passage in
READING_SPEED = 60  # milliseconds a character: what is said after the last caption


@dataclass(frozen=True, slots=True)
class CaptionEdit:
    """A caption that the export changed: its times (ms), and what it said before and says now.

    `before` is empty for a caption that was added, `after` for one that was dropped; where no word changed,
    both begin with who says it. `interpolated` tells that its times are not those of the recording's
    captions.
    """

    start: int
    end: int
    before: str
    after: str
    interpolated: bool


@dataclass(frozen=True, slots=True)
class ExportedCaptions:
    """A WebVTT file's text, how many captions it has, and which of them changed."""

    text: str
    captions: int
    edits: tuple[CaptionEdit, ...]


def export(captions: Captions, source: str, lesson: str) -> ExportedCaptions:
    """Write captions as WebVTT, in the words of a lesson's Markdown.

    `source` is the text that the captions were read from. If it is WebVTT, all that did not change stays as
    it is there, character for character: ids, settings, line breaks, styles, notes.
    """
    webvtt, old = find_captions_in(source, captions)
    new = list(_timed(place_words(old, lesson_words(lesson)), old))
    silent = sum(not caption.words for caption in old)
    return ExportedCaptions(replace_captions(webvtt, old, new), len(new) + silent, tuple(_edits(new, old)))


def _timed(groups: Sequence[WordGroup], old: Sequence[SourceCaption]) -> Iterator[NewCaption]:
    """Give each group its times: those of its caption, or, around a passage, a share of what is there."""
    at = 0
    while at < len(groups):
        home = groups[at].caption
        end = at + 1
        if home is None:
            start, stop = _pause(groups, at, old)
        else:
            while end + 1 < len(groups) and groups[end + 1].caption == home:
                end += 2  # a passage, and the rest of the caption that it cuts in two
            start, stop = old[home].start, old[home].end
        parts = [part for group in groups[at:end] for part in _parts(group)]
        yield from _shared(parts, start, stop, interpolated=home is None or end > at + 1)
        at = end


def _parts(group: WordGroup) -> list[WordGroup]:
    """Cut a passage of its own into captions of a readable length."""
    if group.caption is not None:
        return [group]
    count = -(-len(group.words) // MAX_WORDS)
    size = -(-len(group.words) // count)
    return [WordGroup(None, group.words[i : i + size]) for i in range(0, len(group.words), size)]


def _pause(groups: Sequence[WordGroup], at: int, old: Sequence[SourceCaption]) -> tuple[int, int]:
    """Return when a passage was said: in the pause between two captions, or over the end of the first."""
    before = old[groups[at - 1].caption or 0] if at else None
    after = old[groups[at + 1].caption or 0] if at + 1 < len(groups) else None
    start = before.end if before else 0
    end = after.start if after else start + READING_SPEED * _length(groups[at])
    if end - start >= SHORT_PAUSE:
        return start, end
    start = (before.start + end) // 2 if before else end
    return start, max(end, start + (0 if before else SHORT_PAUSE))


def _shared(parts: Sequence[WordGroup], start: int, end: int, *, interpolated: bool) -> Iterator[NewCaption]:
    """Share a stretch of time by the length of the words."""
    starts = share_time(start, end, [_length(part) for part in parts])
    for part, begin, stop in zip(parts, starts, (*starts[1:], end), strict=True):
        stop_after = max(stop, begin + 1) if interpolated else stop
        yield NewCaption(part.caption, begin, stop_after, part.words, interpolated=interpolated)


def _length(group: WordGroup) -> int:
    return sum(len(word.text) + 1 for word in group.words)


def _edits(new: Sequence[NewCaption], old: Sequence[SourceCaption]) -> list[CaptionEdit]:
    """Return what changed, in the order of time."""
    kept = {caption.source for caption in new}
    edits = [
        CaptionEdit(caption.start, caption.end, reading_text(caption.words), "", interpolated=False)
        for index, caption in enumerate(old)
        if caption.words and index not in kept
    ]
    for caption in new:
        before = None if caption.source is None else old[caption.source]
        if caption.interpolated or not before or not caption.says_as(before):
            texts = _before_and_after(caption, before)
            edits.append(CaptionEdit(caption.start, caption.end, *texts, caption.interpolated))
    return sorted(edits, key=lambda edit: (edit.start, edit.end))


def _before_and_after(caption: NewCaption, before: SourceCaption | None) -> tuple[str, str]:
    """Return what is read before and after; where only the speaker changed, with the speaker."""
    if before is None:
        return "", reading_text(caption.words)
    texts = reading_text(before.words), reading_text(caption.words)
    return texts if texts[0] != texts[1] else (_with_voices(before), _with_voices(caption))


def _with_voices(caption: SourceCaption | NewCaption) -> str:
    voices = dict.fromkeys(f"{word.voice}:" for word in caption.words if word.voice)
    return " ".join((*voices, reading_text(caption.words)))
