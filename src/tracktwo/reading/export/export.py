"""An edited lesson back into its captions: corrections made in Markdown, in whatever format captions have.

Every word of the lesson goes to the caption where it was said, or where the word that it replaces was.
Captions keep their times; only a passage that was added, and a caption that it cuts in two, take others.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from tracktwo.model.problem import Problem
from tracktwo.reading.export.agreement import disagreement, is_read_again
from tracktwo.reading.export.caption_words import (
    SRT,
    WEBVTT,
    CaptionWord,
    NewCaption,
    SourceCaption,
    labelled,
    reading_text,
)
from tracktwo.reading.export.layout import FASTEST, in_captions, width
from tracktwo.reading.export.lesson_words import lesson_words
from tracktwo.reading.export.placing import place_words, with_all_names
from tracktwo.reading.export.source_captions import CaptionFile, find_captions_in
from tracktwo.reading.export.written_forms import WRITERS
from tracktwo.reading.text.lesson import Captions
from tracktwo.reading.text.times import share_time

MARKUPS = {".vtt": WEBVTT, ".srt": SRT}
FORMS = (*MARKUPS, *WRITERS)
NAMES_IN_TEXT = (".srt", ".txt")
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
    """A caption file's text, how many captions it has, and which of them changed.

    `kept` are the times of those whose words the lesson no longer has. `fast` are those that take longer to
    read than they are shown: when each begins, and its characters a second. Names are `clear` unless they
    stand in the text and may be taken for words of it. `problem` is what is wrong with the lesson as a whole.
    """

    text: str
    captions: int
    edits: tuple[CaptionEdit, ...]
    kept: tuple[int, ...] = ()
    fast: tuple[tuple[int, int], ...] = ()
    clear: bool = True
    problem: Problem | None = None


def export(
    captions: Captions, source: str, lesson: str, file: str = "", *, form: str = ".vtt", drop: bool = False
) -> ExportedCaptions:
    """Write captions in the words of a lesson's Markdown.

    Args:
        captions: those that the lesson was made of.
        source: the text that they were read from. If it is of the same form, WebVTT or SRT, all that did not
            change stays as it is there, character for character: ids, settings, line breaks, styles, notes.
        lesson: the Markdown.
        file: its name in messages.
        form: one of `FORMS`.
        drop: whether captions whose words the lesson no longer has go, too.

    """
    read = find_captions_in(source, captions, MARKUPS.get(form, WEBVTT))
    old, words = read.captions, lesson_words(lesson)
    placed = place_words(old, words, drop=drop)
    text, new, clear = _written(read, placed.captions, form, captions.language or "")
    before = [word.text for caption in old for word in caption.words]
    after = [word.text for word in words]
    return ExportedCaptions(
        text,
        len(new) + (form in MARKUPS) * sum(not caption.words for caption in old),
        tuple(_edits(list(_timed(placed.captions, old)), old)),
        tuple(old[index].start for index in placed.kept),
        tuple(_too_fast(new)),
        clear,
        disagreement(placed.spans, before, after, file),
    )


def _written(
    read: CaptionFile, placed: Sequence[NewCaption], form: str, language: str
) -> tuple[str, Sequence[NewCaption], bool]:
    """Write captions; return them with their times, and whether it is clear to readers who says what.

    A form that shows names in its text, where a few are hardly known to be names, shows them in all captions
    if it cannot be read again otherwise.
    """
    for captions in (placed, with_all_names(placed)):
        shown = [replace(one, words=labelled(one.words)) for one in captions] if form == ".srt" else captions
        new = list(_timed(shown, read.captions))
        text = WRITERS[form](new, language) if form in WRITERS else read.replaced(new)
        clear = form not in NAMES_IN_TEXT or is_read_again(text, new)
        if clear:
            break
    return text, new, clear


def _timed(new: Sequence[NewCaption], old: Sequence[SourceCaption]) -> Iterator[NewCaption]:
    """Give each caption its times: those of its source, or, around a passage, a share of what is there."""
    at = 0
    while at < len(new):
        home = new[at].source
        after = at + 1
        if home is None:
            start, end = _pause(new, at, old)
        else:
            while after + 1 < len(new) and new[after + 1].source == home:
                after += 2  # a passage, and the rest of the caption that it cuts in two
            start, end = old[home].start, old[home].end
        moved = home is None or after > at + 1
        parts = [part for caption in new[at:after] for part in _parts(caption, old)]
        moved = moved or len(parts) > 1
        starts = share_time(start, end, list(map(_length, parts)))
        for part, begin, stop in zip(parts, starts, (*starts[1:], end), strict=True):
            yield replace(part, start=begin, end=max(stop, begin + moved), interpolated=moved)
        at = after


def _parts(caption: NewCaption, old: Sequence[SourceCaption]) -> list[NewCaption]:
    """Put a caption that is not as it was into lines, and cut it if it has too many."""
    before = None if caption.source is None else old[caption.source]
    if before and before.in_lines and caption.says_as(before):
        return [caption]
    return [replace(caption, words=words) for words in in_captions(caption.words)]


def _pause(new: Sequence[NewCaption], at: int, old: Sequence[SourceCaption]) -> tuple[int, int]:
    """Return when a passage was said: in the pause between two captions, or over the end of the first."""
    before = old[new[at - 1].source or 0] if at else None
    after = old[new[at + 1].source or 0] if at + 1 < len(new) else None
    start = before.end if before else 0
    end = after.start if after else start + READING_SPEED * _length(new[at])
    if end - start >= SHORT_PAUSE:
        return start, end
    start = (before.start + end) // 2 if before else end
    return start, max(end, start + (0 if before else SHORT_PAUSE))


def _too_fast(new: Iterable[NewCaption]) -> Iterator[tuple[int, int]]:
    """Yield when captions that are too fast to read begin, and how many columns a second they have."""
    for caption in new:
        speed = width(reading_text(caption.words)) * 1000 / max(caption.end - caption.start, 1)
        if speed > FASTEST:
            yield caption.start, round(speed)


def _length(caption: NewCaption) -> int:
    return sum(len(word.text) + 1 for word in caption.words)


def _edits(new: Sequence[NewCaption], old: Sequence[SourceCaption]) -> list[CaptionEdit]:
    """Return what changed, in the order of time."""
    kept = {caption.source for caption in new}
    edits = [
        CaptionEdit(caption.start, caption.end, reading_text(caption.words), "", interpolated=False)
        for index, caption in enumerate(old)
        if caption.words and index not in kept
    ]
    for source, group in groupby(new, key=lambda caption: caption.source):
        parts = list(group)
        said = replace(parts[0], words=tuple(word for part in parts for word in part.words))
        before = None if source is None else old[source]
        if not before or not said.says_as(before):
            texts = _before_and_after(before.words if before else (), said.words)
            moved = any(part.interpolated for part in parts)
            edits.append(CaptionEdit(said.start, parts[-1].end, *texts, moved))
    return sorted(edits, key=lambda edit: (edit.start, edit.end))


def _before_and_after(before: Sequence[CaptionWord], after: Sequence[CaptionWord]) -> tuple[str, str]:
    """Return what is read before and after; where only the speaker changed, with the speaker."""
    texts = reading_text(before), reading_text(after)
    return texts if texts[0] != texts[1] else (_with_voices(before), _with_voices(after))


def _with_voices(words: Sequence[CaptionWord]) -> str:
    voices = dict.fromkeys(f"{word.voice}:" for word in words if word.voice)
    return " ".join((*voices, reading_text(words)))
