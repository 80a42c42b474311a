"""An edited lesson back into its captions: corrections made in Markdown, as WebVTT.

Every word of the lesson goes to the caption where it was said, or where the word that it replaces was.
Captions keep their times; only a passage that was added, and a caption that it cuts in two, take others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from tracktwo.reading.export.alignment import Change, changes
from tracktwo.reading.export.lesson_words import Word, said
from tracktwo.reading.export.webvtt_editing import Caption, CaptionWord, Piece, captions_of, patched
from tracktwo.reading.text.lesson import Captions

LONG = 14  # words: two lines of 42 characters, as captions have; more than that is a caption of its own
SHORT_PAUSE = 1000  # milliseconds: too short to say a passage in
READING_SPEED = 60  # milliseconds a character: what is said after the last caption


@dataclass(frozen=True, slots=True)
class Edit:
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
class Export:
    """A WebVTT file's text, how many captions it has, and which of them changed."""

    text: str
    captions: int
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """Words in a row that go to one caption, by its index; None if they are a passage of their own."""

    caption: int | None
    words: tuple[CaptionWord, ...]


def export(captions: Captions, source: str, lesson: str) -> Export:
    """Write captions as WebVTT, in the words of a lesson's Markdown.

    `source` is the text that the captions were read from. If it is WebVTT, all that did not change stays as
    it is there, character for character: ids, settings, line breaks, styles, notes.
    """
    source, old = captions_of(captions, source)
    pieces = _timed(_speaking(_placed(old, said(lesson)), old), old)
    edits = tuple(_edits(pieces, old))
    kept = sum(not caption.words for caption in old)
    return Export(patched(source, old, pieces), len(pieces) + kept, edits)


def _placed(old: Sequence[Caption], new: Sequence[Word]) -> list[Placed]:
    """Put every word of the lesson into a caption, in order."""
    words = [word for caption in old for word in caption.words]
    homes = [index for index, caption in enumerate(old) for _ in caption.words]
    placed: list[tuple[int | None, CaptionWord]] = []
    at = new_at = 0
    for change in [
        *changes([word.text for word in words], [word.text for word in new]),
        Change(len(words), len(words), len(new), len(new)),
    ]:
        same = zip(words[at : change.first], new[new_at : change.new_first], homes[at:], strict=False)
        placed += [(home, before.reworded(word)) for before, word, home in same]
        placed += _changed(change, words, new, homes)
        at, new_at = change.last, change.new_last
    groups = groupby(placed, key=lambda pair: pair[0])
    return [Placed(home, tuple(word for _, word in pairs)) for home, pairs in groups]


def _changed(
    change: Change, words: Sequence[CaptionWord], new: Sequence[Word], homes: Sequence[int]
) -> Iterator[tuple[int | None, CaptionWord]]:
    first, last, new_first, new_last = change
    before, after = words[first:last], new[new_first:new_last]
    if _mended(before, after):
        speaker = after[0].speaker
        yield from ((homes[first + k], word.said_by(speaker)) for k, word in enumerate(before))
    elif len(after) > len(before) + LONG or not homes:
        yield from ((None, CaptionWord.of(word)) for word in after)
    elif before:
        taken = -1
        for k, word in enumerate(after):
            index = first + k * len(before) // len(after)
            yield homes[index], words[index].reworded(word) if index > taken else CaptionWord.of(word)
            taken = index
    else:
        follows = first == len(homes) or (first > 0 and not (after and after[0].opens))
        home = homes[first - 1 if follows else first]
        yield from ((home, CaptionWord.of(word)) for word in after)


def _mended(before: Sequence[CaptionWord], after: Sequence[Word]) -> bool:
    """Whether the lesson only joined a word that a hyphen parted at the end of a line."""
    parted = any(word.text.endswith("-") for word in before[:-1])
    joined = "".join(word.text for word in before).replace("-", "")
    return parted and bool(after) and joined == "".join(word.text for word in after).replace("-", "")


def _speaking(placed: Iterable[Placed], old: Sequence[Caption]) -> Iterator[Placed]:
    """Say who speaks where the captions say so, and where the lesson says other than they do."""
    now: str | None = None
    for group in placed:
        named = {word.voice for word in old[group.caption].words} if group.caption is not None else set()
        words: list[CaptionWord] = []
        for word in group.words:
            if word.voice == "" and word.speaker in {None, now}:
                words.append(word)  # neither the captions nor the lesson name who that is
                continue
            wanted = word.speaker or word.voice or now
            if words and wanted == now:
                voice = words[-1].voice
            else:
                voice = wanted if wanted != now or wanted in named or None not in named else None
            words.append(word.voiced(voice))
            now = wanted
        yield Placed(group.caption, tuple(words))


def _timed(placed: Iterable[Placed], old: Sequence[Caption]) -> list[Piece]:
    """Give each group its times: those of its caption, or, around a passage, a share of what is there."""
    groups = list(placed)
    pieces: list[Piece] = []
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
        pieces += _shared(parts, start, stop, interpolated=home is None or end > at + 1)
        at = end
    return pieces


def _parts(group: Placed) -> list[Placed]:
    """Cut a passage of its own into captions of a readable length."""
    if group.caption is not None:
        return [group]
    count = -(-len(group.words) // LONG)
    size = -(-len(group.words) // count)
    return [Placed(None, group.words[i : i + size]) for i in range(0, len(group.words), size)]


def _pause(groups: Sequence[Placed], at: int, old: Sequence[Caption]) -> tuple[int, int]:
    """Find when a passage between two captions was said: in the pause, or over the end of the one before."""
    before = old[groups[at - 1].caption or 0] if at else None
    after = old[groups[at + 1].caption or 0] if at + 1 < len(groups) else None
    length = READING_SPEED * sum(len(word.text) + 1 for word in groups[at].words)
    start = before.end if before else 0
    end = after.start if after else start + length
    if end - start >= SHORT_PAUSE:
        return start, end
    start = (before.start + end) // 2 if before else end
    return start, max(end, start + (0 if before else SHORT_PAUSE))


def _shared(parts: Sequence[Placed], start: int, end: int, *, interpolated: bool) -> Iterator[Piece]:
    """Share a stretch of time by the length of the words."""
    lengths = [sum(len(word.text) + 1 for word in part.words) for part in parts]
    spent = 0
    for part, length in zip(parts, lengths, strict=True):
        begins = start + (end - start) * spent // sum(lengths)
        spent += length
        ends = end if spent == sum(lengths) else start + (end - start) * spent // sum(lengths)
        ends = max(ends, begins + 1) if interpolated else ends
        yield Piece(part.caption, begins, ends, part.words, interpolated=interpolated)


def _edits(pieces: Sequence[Piece], old: Sequence[Caption]) -> Iterator[Edit]:
    said_in = {piece.caption for piece in pieces}
    dropped = [
        Edit(caption.start, caption.end, caption.text, "", interpolated=False)
        for index, caption in enumerate(old)
        if caption.words and index not in said_in
    ]
    changed = [
        Edit(piece.start, piece.end, *_read(piece, old), interpolated=piece.interpolated)
        for piece in pieces
        if piece.interpolated or piece.caption is None or not piece.unchanged(old[piece.caption])
    ]
    yield from sorted([*changed, *dropped], key=lambda edit: (edit.start, edit.end))


def _read(piece: Piece, old: Sequence[Caption]) -> tuple[str, str]:
    """Give what is read before and after; where only the speaker changed, with the speaker."""
    if piece.caption is None:
        return "", piece.text
    caption = old[piece.caption]
    if piece.text != caption.text:
        return caption.text, piece.text
    return _named(caption), _named(piece)


def _named(said: Caption | Piece) -> str:
    names = dict.fromkeys(word.voice for word in said.words if word.voice)
    return " ".join((*(f"{name}:" for name in names), said.text))
