"""What speech recognisers write as JSON, as captions.

Whisper (`segments` with `text` and perhaps `words`), OpenAI's verbose_json and diarized_json, WhisperX
(`speaker`), a bare list of such segments, whisper.cpp (`transcription` with `offsets`), and the transcripts
of Podcasting 2.0 (`startTime`, `body`). Times are seconds, but for the milliseconds of whisper.cpp.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tracktwo.model.problem import InvalidInput, invalid
from tracktwo.reading.text.lesson import Captions, Cue, Run
from tracktwo.reading.text.notices import Notices
from tracktwo.reading.text.sentences import sentence_starts

REMEDY = (
    "give what Whisper, whisper.cpp or WhisperX write as JSON, OpenAI's verbose_json, or a transcript of "
    "Podcasting 2.0: a list `segments` or `transcription` whose items have a text and times"
)
SEGMENTS = re.compile(r'"(?:segments|transcription)"\s*:\s*\[|\A\s*\[')
BETWEEN = re.compile(r"[\s,]*")
# No character of a text: a caption that holds one could not be written as a file.
UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff]")
MAX_TIME = 1_000_000_000  # milliseconds; what is longer is no time in a recording
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
    """Tell whether a text looks like JSON at all; `read_recogniser` says if it is not what it reads."""
    return re.match(r"\s*(?:\{\s*[\"}]|\[\s*[{\]])", text) is not None


def read_recogniser(text: str, file: str) -> Captions:
    """Read a recogniser's JSON; `file` is its name in messages.

    A segment whose words have times is parted where a sentence begins, so that its time is exact. A segment
    without a time takes the end of the one before. Notices name what is odd, with its line. Raises
    InvalidInput for broken JSON, and for JSON that has no segments.
    """
    root = _parsed(text, file)
    segments = _segments(root)
    notices = Notices(file)
    cues: list[Cue] = []
    for segment, line in zip(segments, _line_numbers(text, segments), strict=True):
        cues += _cues(segment, line, cues[-1].end if cues else 0, notices)
    if not cues:
        raise _no_transcript(file)
    return Captions(tuple(cues), _language(root), notices.found, file, from_recogniser=True)


def _no_transcript(file: str) -> InvalidInput:
    message = "this JSON holds no transcript"
    return invalid(message, code="json-without-transcript", file=file, line=1, remedy=REMEDY)


def _parsed(text: str, file: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        message, remedy = f"this JSON is broken: {error.msg}", "write it again, whole"
        raise invalid(message, code="broken-json", file=file, line=error.lineno, remedy=remedy) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, or lists within lists
        raise _no_transcript(file) from error


def _segments(root: object) -> Sequence[object]:
    """Return the segments; of OpenAI's words without segments, each word is one."""
    found = root
    if isinstance(root, Mapping):
        found = next((root[key] for key in ("segments", "transcription", "words") if root.get(key)), None)
    return found if isinstance(found, list) and any(map(_text, found)) else ()


def _line_numbers(text: str, segments: Sequence[object]) -> Iterator[int]:
    """Yield the line on which each segment begins, 1 where that cannot be told."""
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


def _cues(segment: object, line: int, before: int, notices: Notices) -> Iterator[Cue]:
    """Yield the cues of a segment; `before` is when the one before it ended (ms)."""
    raw = _text(segment)
    text = " ".join(UNWRITABLE.sub("\ufffd", raw).split())
    if not text:
        notices.add("segment without a text", line, code="segment-without-text")
        return
    if UNWRITABLE.search(raw):
        notices.add("character that no text has, replaced", line, code="character-replaced")
    fields = _fields(segment)
    start, end = _times(fields)
    if start is None or end is None:
        notices.add("segment without its time", line, text, code="segment-without-time")
    start = before if start is None else start
    end = start if end is None else end
    if end < start:
        notices.add("segment that ends before it starts", line, text, code="segment-ends-before-start")
    name = fields.get("speaker")
    speaker = " ".join(UNWRITABLE.sub("", str(name)).split()) if isinstance(name, str | int) else ""
    whole = Cue(start, end, (Run(text),), speaker or None, line=line)
    yield from _parted(whole, fields.get("words"))


def _parted(cue: Cue, words: object) -> Iterator[Cue]:
    """Part a cue where a sentence or, after a pause, a word begins, if the times of its words are known."""
    sentences = set(sentence_starts(cue.text))
    first, begun, ended = 0, cue.start, cue.start
    for offset, start, end in _timed_words(cue.text, words):
        begins = offset in sentences or start - ended >= PAUSE
        if offset > 0 and begun <= start <= cue.end and begins:
            yield replace(cue, start=begun, end=ended, runs=(Run(cue.text[first:offset].strip()),))
            first, begun = offset, start
        ended = max(start, end)
    yield replace(cue, start=begun, runs=(Run(cue.text[first:]),))


def _timed_words(text: str, words: object) -> Iterator[tuple[int, int, int]]:
    """Yield the offset of each word in a text that follows a space and has a time, its start and its end."""
    at = 0
    for word in words if isinstance(words, list) else ():
        spoken = _text(word).strip()
        start, end = _times(_fields(word))
        found = text.find(spoken, at) if spoken else -1
        if found < 0 or start is None:
            continue
        at = found + len(spoken)
        if found == 0 or text[found - 1].isspace():
            yield found, start, start if end is None else end


def _fields(item: object) -> Mapping[str, object]:
    """Return the fields of a segment or of a word; none of what is no object."""
    return item if isinstance(item, Mapping) else {}


def _text(item: object) -> str:
    """Return the text of a segment or of a word."""
    values = map(_fields(item).get, ("text", "body", "word"))
    return next((value for value in values if isinstance(value, str) and value.strip()), "")


def _times(fields: Mapping[str, object]) -> tuple[int | None, int | None]:
    """Return start and end in milliseconds, None where there is none."""
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
        number = float(value) * unit
    except (ValueError, OverflowError):
        return None
    return round(number) if 0 <= number <= MAX_TIME else None


def _language(root: object) -> str | None:
    """Return the language's tag (BCP 47), which OpenAI gives as an English name."""
    fields = _fields(root)
    name = fields.get("language") or _fields(fields.get("result")).get("language")
    if not isinstance(name, str):
        return None
    return LANGUAGES.get(name.lower()) or (name if TAG.fullmatch(name) else None)
