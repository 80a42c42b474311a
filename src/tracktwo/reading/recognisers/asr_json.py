"""What speech recognisers write as JSON, as captions.

Whisper (`segments` with `text` and perhaps `words`), OpenAI's verbose_json and diarized_json, WhisperX
(`speaker`), a bare list of such segments, whisper.cpp (`transcription` with `offsets`), and the transcripts
of Podcasting 2.0 (`startTime`, `body`). Times are seconds, but for the milliseconds of whisper.cpp.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import isfinite

from tracktwo.reading.text.lesson import Captions, Cue, ReadingError, Remark, Run
from tracktwo.reading.text.sentences import sentence_starts

REMEDY = (
    "give what Whisper, whisper.cpp or WhisperX write as JSON, OpenAI's verbose_json, or a transcript of "
    "Podcasting 2.0: a list `segments` or `transcription` whose items have a text and times"
)
SEGMENTS = re.compile(r'"(?:segments|transcription)"\s*:\s*\[|\A\s*\[')
BETWEEN = re.compile(r"[\s,]*")
# No character of a text: a caption that holds one could not be written as a file.
UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff]")
LONGEST = 1_000_000  # seconds; what is longer is no time in a recording
PAUSE = 500  # milliseconds between two words that part a segment
TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
# OpenAI names languages in English where others give tags: those that Whisper was taught most.
LANGUAGES = {
    "arabic": "ar", "chinese": "zh", "czech": "cs", "danish": "da", "dutch": "nl", "english": "en",
    "finnish": "fi", "french": "fr", "german": "de", "greek": "el", "hebrew": "he", "hindi": "hi",
    "hungarian": "hu", "indonesian": "id", "italian": "it", "japanese": "ja", "korean": "ko",
    "norwegian": "no", "persian": "fa", "polish": "pl", "portuguese": "pt", "romanian": "ro",
    "russian": "ru", "spanish": "es", "swedish": "sv", "tamil": "ta", "telugu": "te", "thai": "th",
    "turkish": "tr", "ukrainian": "uk", "urdu": "ur", "vietnamese": "vi",
}  # fmt: skip


def is_recogniser(text: str) -> bool:
    """Whether a text looks like JSON at all; `read_recogniser` says if it is not what it reads."""
    return re.match(r"\s*(?:\{\s*[\"}]|\[\s*[{\]])", text) is not None


def read_recogniser(text: str, file: str) -> Captions:
    """Read a recogniser's JSON; `file` is its name in messages.

    A segment whose words have times is parted where a sentence begins, so that its time is exact. A segment
    without a time takes the end of the one before. Remarks name what is odd, with its line. Raises
    ReadingError for broken JSON, and for JSON that has no segments.
    """
    root = _parsed(text, file)
    segments = _segments(root)
    if not segments:
        raise ReadingError("this JSON holds no transcript", file, 1, remedy=REMEDY)
    remarks: list[Remark] = []
    cues: list[Cue] = []
    for segment, line in zip(segments, _lines(text, segments), strict=True):
        cues += _cues(segment, line, cues[-1].end if cues else 0, remarks)
    if not cues:
        raise ReadingError("no segment of this JSON has a text", file, 1, remedy=REMEDY)
    return Captions(tuple(cues), _language(root), tuple(remarks))


def _parsed(text: str, file: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        message = f"this JSON is broken: {error.msg}"
        raise ReadingError(message, file, error.lineno, remedy="write it again, whole") from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, or lists within lists
        raise ReadingError("this JSON holds no transcript", file, 1, remedy=REMEDY) from error


def _segments(root: object) -> Sequence[object]:
    """Find the segments; of OpenAI's words without segments, each word is one."""
    found = root
    if isinstance(root, Mapping):
        found = next((root[key] for key in ("segments", "transcription", "words") if root.get(key)), None)
    if not isinstance(found, list) or not any(isinstance(item, Mapping) and _said(item) for item in found):
        return ()
    return found


def _lines(text: str, segments: Sequence[object]) -> Iterator[int]:
    """Give the line on which each segment begins, 1 where that cannot be told."""
    start = SEGMENTS.search(text)
    at = start.end() if start else 0
    line = text.count("\n", 0, at) + 1
    decoder = json.JSONDecoder()
    for segment in segments:
        ahead = BETWEEN.match(text, at)
        begun = ahead.end() if ahead else at
        try:
            value, end = decoder.raw_decode(text, begun)
        except (ValueError, RecursionError):
            value, end = None, at
        line += text.count("\n", at, begun)
        yield line if repr(value) == repr(segment) else 1
        line += text.count("\n", begun, end)
        at = end


def _cues(segment: object, line: int, before: int, remarks: list[Remark]) -> Iterator[Cue]:
    """Read a segment; `before` is when the one before it ended."""
    fields = segment if isinstance(segment, Mapping) else {}
    raw = _said(fields)
    text = " ".join(UNWRITABLE.sub("\ufffd", raw).split())
    if not text:
        remarks.append(Remark("segment without a text", line))
        return
    if UNWRITABLE.search(raw):
        remarks.append(Remark("character that no text has, replaced", line))
    start, end = _times(fields)
    if start is None or end is None:
        remarks.append(Remark("segment without its time", line, text))
    start = before if start is None else start
    end = start if end is None else end
    if end < start:
        remarks.append(Remark("segment that ends before it starts", line, text))
    name = fields.get("speaker")
    speaker = " ".join(UNWRITABLE.sub("", str(name)).split()) if isinstance(name, str | int) else ""
    whole = Cue(start, end, (Run(text),), speaker or None, line=line)
    yield from _parted(whole, fields.get("words"))


def _parted(cue: Cue, words: object) -> Iterator[Cue]:
    """Part a cue where a sentence or, after a pause, a word begins, if the times of its words are known."""
    starts = set(sentence_starts(cue.text))
    cuts = [(0, cue.start)]
    ends = []
    ended = cue.start
    for offset, start, end in _placed(cue.text, words):
        pause = start - ended
        if offset > 0 and cuts[-1][1] <= start <= cue.end and (offset in starts or pause >= PAUSE):
            ends.append(ended)
            cuts.append((offset, start))
        ended = max(start, end)
    bounds = [*(offset for offset, _ in cuts), len(cue.text)]
    times = zip(cuts, [*ends, cue.end], pairwise(bounds), strict=True)
    for (_, start), end, (first, last) in times:
        yield Cue(start, end, (Run(cue.text[first:last].strip()),), cue.speaker, line=cue.line)


def _placed(text: str, words: object) -> Iterator[tuple[int, int, int]]:
    """Find words with times in a text, in order: the offset of each that follows a space, start and end."""
    at = 0
    for word in words if isinstance(words, list) else ():
        fields = word if isinstance(word, Mapping) else {}
        said = str(fields.get("word") or fields.get("text") or "").strip()
        start, end = _times(fields)
        found = text.find(said, at) if said else -1
        if found < 0 or start is None:
            continue
        at = found + len(said)
        if found == 0 or text[found - 1].isspace():
            yield found, start, start if end is None else end


def _said(fields: Mapping[str, object]) -> str:
    values = (fields.get(key) for key in ("text", "body", "word"))
    return next((value for value in values if isinstance(value, str) and value.strip()), "")


def _times(fields: Mapping[str, object]) -> tuple[int | None, int | None]:
    """Read start and end in milliseconds, None where there is none."""
    offsets = fields.get("offsets")
    if isinstance(offsets, Mapping):
        return _milliseconds(offsets.get("from"), 1), _milliseconds(offsets.get("to"), 1)
    start, end = (fields.get(key, fields.get(f"{key}Time")) for key in ("start", "end"))
    return _milliseconds(start, 1000), _milliseconds(end, 1000)


def _milliseconds(value: object, unit: int) -> int | None:
    """Read a number, also one between quotes; what is below 0, endless or no number is no time."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return round(number * unit) if isfinite(number) and 0 <= number * unit <= LONGEST * 1000 else None


def _language(root: object) -> str | None:
    """Read the language's tag (BCP 47), which OpenAI gives as an English name."""
    if not isinstance(root, Mapping):
        return None
    result = root.get("result")
    said = root.get("language") or (result.get("language") if isinstance(result, Mapping) else None)
    if not isinstance(said, str):
        return None
    return LANGUAGES.get(said.lower()) or (said if TAG.fullmatch(said) else None)
