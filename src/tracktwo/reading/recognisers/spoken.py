"""What was said, as the JSON of a service has it: captions of words, each with its times and its speaker."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tracktwo.reading.recognisers.dialects import (
    BESIDE,
    DIALECTS,
    ENDS,
    KINDS,
    LENGTHS,
    SPEAKERS,
    STARTS,
    TEXTS,
    Dialect,
)
from tracktwo.reading.recognisers.units import likely_unit
from tracktwo.reading.timed.clocks import SECONDS, read_time

APART = 1000  # milliseconds of silence in a channel, in which another may speak
MAX_DEPTH = 5  # keys above the list of an unknown service
TURNS = ("results.speaker_labels.segments[]", "paragraphs[]")
JUDGED = 200  # items, by which the unit of all is judged


class Spoken(NamedTuple):
    """A caption or a word as JSON has it: times in milliseconds, None where none can be read.

    `beside` says that no space is before it.
    """

    text: str
    start: int | None = None
    end: int | None = None
    speaker: str | None = None
    words: tuple["Spoken", ...] = ()
    beside: bool = False
    item: object = None


def spoken_in(root: object, file: str) -> tuple[Sequence[Spoken], str]:
    """Return what was said, by the first dialect that a document fits, and the key of its list.

    Raises InvalidInput, with the file, for times whose unit nobody can tell.
    """
    for dialect in (*DIALECTS, *_lists(root)):
        channels = list(find(root, "results.channels[]")) if "channels[]" in dialect.items else ()
        if len(channels) > 1:
            return _of_channels(channels), ""
        items = list(find(root, dialect.items))
        fields = [item for item in items if isinstance(item, Mapping)]
        if not fields or not any(_has_time(item, dialect) for item in fields):
            continue
        unit = _unit(fields[:JUDGED], dialect, file)
        spoken = [_spoken(item, dialect.words, unit) for item in items]
        if any(one.text.strip() for one in spoken):
            key = dialect.items.removesuffix("[]").split(".")[-1]
            return (_of_pieces(_with_labels(spoken, root)) if dialect.pieces else _without_sums(spoken)), key
    return spoken_in([root], file) if isinstance(root, Mapping) else ((), "")


def _of_channels(channels: Sequence[object]) -> list[Spoken]:
    """Return what is said in each channel of a recording, which is someone else's."""
    spoken: list[Spoken] = []
    for number, channel in enumerate(channels, 1):
        words = [_spoken(word, "", SECONDS) for word in find(channel, "alternatives.0.words[]")]
        named = [word._replace(speaker=f"Channel {number}") for word in words]
        groups: list[list[Spoken]] = []
        for before, word in zip((None, *named), named, strict=False):
            apart = before is None or (word.start or 0) - (before.end or 0) >= APART
            groups += [[word]] if apart else []
            groups[-1] += [] if apart else [word]
        spoken += map(_group, groups)
    return sorted(spoken, key=lambda one: one.start or 0)


def find(root: object, path: str) -> Iterator[object]:
    """Yield what is at a path."""
    first, _, rest = path.partition(".")
    name = first.removesuffix("[]")
    if isinstance(root, Mapping) and name:
        found = root.get(name)
    elif isinstance(root, list) and name.isdecimal():
        found = root[int(name)] if int(name) < len(root) else None
    else:
        found = root if not name and isinstance(root, list) else None
    many = found if first.endswith("[]") and isinstance(found, list) else ()
    for item in many if first.endswith("[]") else (found,):
        yield from find(item, rest) if rest else (item,)


def value_at(item: object, keys: Iterable[str]) -> tuple[str, object]:
    """Return the first of these keys that an item has, and its value; empty and None without one."""
    fields: Mapping[str, object] = item if isinstance(item, Mapping) else {}
    for key in keys:
        value = next(find(item, key), None) if "." in key else fields.get(key)
        if value is not None and value != "" and not isinstance(value, list):
            return key, value
    return "", None


def _has_time(item: Mapping[str, object], dialect: Dialect) -> bool:
    timed = value_at(item, STARTS)[0] or any(
        value_at(word, STARTS)[0] for word in _words_of(item, dialect.words)
    )
    text = isinstance(value_at(item, TEXTS)[1], str) or any(True for _ in _words_of(item, dialect.words))
    untimed = dialect.items in ("segments[]", "transcription[]", "chunks[]", "[]") and isinstance(
        value_at(item, ("text", "body"))[1], str
    )
    return bool(timed and text) or untimed


def _words_of(item: object, path: str) -> Iterator[object]:
    return iter(next(filter(None, (list(find(item, one)) for one in path.split())), ()))


def _lists(root: object) -> Iterator[Dialect]:
    """Yield, for a service that is in no table, each list at most some keys deep."""
    level: list[tuple[str, object]] = [("", root)]
    for _ in range(MAX_DEPTH):
        deeper: list[tuple[str, object]] = []
        for path, value in level:
            for key, below in value.items() if isinstance(value, Mapping) else ():
                whole = f"{path}.{key}".removeprefix(".")
                if isinstance(below, list):
                    yield Dialect("another service", f"{whole}[]", "words[]")
                elif isinstance(below, Mapping):
                    deeper.append((whole, below))
        level = deeper


def _unit(items: Sequence[Mapping[str, object]], dialect: Dialect, file: str) -> float:
    """Return how many milliseconds is one of the times whose key does not say it."""
    timed = [value_at(item, keys)[1] for item in items for keys in (STARTS, ENDS, LENGTHS)]
    fractions = any(isinstance(value, float) and value % 1 for value in timed)

    def read(unit: float) -> list[tuple[str, int | None, int | None]]:
        return [_spoken(item, dialect.words, unit)[:3] for item in items]

    return likely_unit(read, dialect.unit or SECONDS, file, fractions=fractions)


def _spoken(item: object, words: str, unit: float) -> Spoken:
    (start_key, start), (end_key, end) = value_at(item, STARTS), value_at(item, ENDS)
    length_key, length = value_at(item, LENGTHS)
    begun = read_time(start, STARTS.get(start_key) or unit)
    ended = read_time(end, ENDS.get(end_key) or unit)
    if ended is None and begun is not None and length is not None:
        span = read_time(length, LENGTHS.get(length_key) or unit)
        ended = None if span is None else begun + span
    within = tuple(_relative(_spoken(word, "", unit), word, begun) for word in _words_of(item, words))
    text = value_at(item, TEXTS)[1]
    kind = str(value_at(item, KINDS)[1] or "")
    attached = value_at(item, ("attaches_to",))[1] == "previous"
    text = text if isinstance(text, str) and (text.strip() or not within) else _joined(within)
    timed = [word for word in within if word.start is not None]
    if timed:
        begun = timed[0].start if begun is None or start_key == "time" else begun
        ended = timed[-1].end if ended is None else ended
    return Spoken(text, begun, ended, _name(item), within, kind in BESIDE or attached, item)


def _relative(word: Spoken, item: object, start: int | None) -> Spoken:
    """Count YouTube's times of words from the start of their caption."""
    if start is None or value_at(item, ("utf8",))[0] == "":
        return word
    at = start + (word.start or 0)
    return word._replace(start=at, end=at)


def _name(item: object) -> str | None:
    """Return who speaks: empty if an item says that it does not say who."""
    value = value_at(item, SPEAKERS)[1]
    if value is None and isinstance(item, Mapping) and item.get("speaker") == "":
        return ""
    return " ".join(str(value).split()) or None if isinstance(value, str | int) else None


def _joined(pieces: Iterable[Spoken], *, own: bool = False) -> str:
    """Join words and marks; tokens that have spaces of their own need none."""
    pieces = list(pieces)
    own = own or any(piece.text[:1].isspace() or not piece.text.strip() for piece in pieces[1:])
    gaps = ("" if own or piece.beside else " " for piece in pieces)
    return "".join(f"{gap}{piece.text}" for gap, piece in zip(gaps, pieces, strict=True)).strip()


def _of_pieces(pieces: Sequence[Spoken]) -> list[Spoken]:
    """Make a caption of the words that one speaker says in a row."""
    own = any(piece.text[:1].isspace() or not piece.text.strip() for piece in pieces[1:])
    groups: list[list[Spoken]] = []
    speaker: str | None = None
    for piece in pieces:
        another = piece.speaker is not None and piece.speaker != speaker and bool(piece.text.strip())
        if not groups or (another and not piece.beside):
            groups.append([])
        groups[-1].append(piece)
        speaker = piece.speaker if piece.speaker is not None and not piece.beside else speaker
    return [_group(group, own=own) for group in groups]


def _group(pieces: Sequence[Spoken], *, own: bool = False) -> Spoken:
    timed = [piece for piece in pieces if piece.start is not None]
    who = next((piece.speaker for piece in pieces if piece.speaker is not None), None)
    start = timed[0].start if timed else None
    end = max((piece.end if piece.end is not None else piece.start or 0 for piece in timed), default=None)
    words = tuple(piece for piece in pieces if piece.text.strip())
    return Spoken(_joined(pieces, own=own), start, end, who, words, item=pieces[0].item)


def _with_labels(pieces: Sequence[Spoken], root: object) -> Sequence[Spoken]:
    """Give words the speakers that AWS and the BBC's editor list beside them, by their times."""
    turns = [_spoken(turn, "", SECONDS) for path in TURNS for turn in find(root, path)]
    if not turns or any(piece.speaker is not None for piece in pieces):
        return pieces
    labelled, at = [], 0
    for piece in pieces:
        while piece.start is not None and at + 1 < len(turns) and piece.start >= (turns[at + 1].start or 0):
            at += 1
        labelled.append(piece._replace(speaker=turns[at].speaker if piece.start is not None else None))
    return labelled


def _without_sums(spoken: Sequence[Spoken]) -> Sequence[Spoken]:
    """Take Google's last result alone where it says all words again, each with its speaker."""
    *before, last = spoken
    words = [word[:2] for one in before for word in one.words]  # texts and starts
    again = len(words) > 1 and words == [word[:2] for word in last.words]
    return _of_pieces(last.words) if again else spoken
