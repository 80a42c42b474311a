"""What speech recognisers write as JSON, as captions.

Which services these are, and which keys and units they have, `dialects.py` says; `spoken.py` reads them.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tracktwo.model.problem import InvalidInput, invalid
from tracktwo.reading.recognisers.spoken import Spoken, find, spoken_in, value_at
from tracktwo.reading.text.lesson import Captions, Cue, Run
from tracktwo.reading.text.notices import Notices
from tracktwo.reading.text.sentences import sentence_starts

REMEDY = "give a transcript with times: a list of captions or words, each with its text and its start"
CHAPTERS_REMEDY = "give the transcript, and WebVTT of its chapters by --chapters"
WORD = ("word", "start", "end")  # in Watson's order
COLUMNS = ("start", "end", "text")
BETWEEN = re.compile(r"[\s,]*")
# No character of a text: a caption that holds one could not be written as a file.
UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff]")
PAUSE = 400  # milliseconds between two words that part a segment
LANGUAGE_KEYS = ("language", "result.language", "language_code", "results.language_code", "lang")
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

    A segment whose words have times is parted where a sentence begins, after a pause, and where another
    speaks, so that its time is exact. A segment without a time takes the end of the one before. Notices name
    what is odd, with its line. Raises InvalidInput for broken JSON, and for JSON that has no segments.
    """
    root = _in_words(_in_rows(_parsed(text, file)))
    segments, key = spoken_in(root, file)
    notices = Notices(file)
    cues: list[Cue] = []
    lines = _line_numbers(text, key, [segment.item for segment in segments])
    for segment, line in zip(segments, lines, strict=True):
        cues += _cues(segment, line, cues[-1].end if cues else 0, notices)
    if not cues:
        raise _no_transcript(file, root)
    names = _names(root)
    cues = [replace(cue, speaker=names.get(cue.speaker, cue.speaker)) if cue.speaker else cue for cue in cues]
    if not any(cue.speaker for cue in cues):
        cues = [replace(cue, speaker=None) for cue in cues]
    return Captions(tuple(cues), _language(root), notices.found, file, from_recogniser=True)


def _in_rows(root: object) -> object:
    """Return a list of captions where edX has three: starts, ends and texts."""
    columns = [root.get(key) for key in COLUMNS] if isinstance(root, Mapping) else []
    if not columns or not all(isinstance(column, list) for column in columns):
        return root
    return [dict(zip(COLUMNS, row, strict=True)) for row in zip(*columns, strict=False)]


def _in_words(root: object) -> object:
    """Return captions of words where Watson has lists of a word and its times, and speakers apart."""
    for above in ("", "results[]."):
        found = find(root, f"{above}results[].alternatives.0.timestamps")
        labels = find(root, f"{above}speaker_labels[]")
        speakers = {value_at(one, ("from",))[1]: value_at(one, ("speaker",))[1] for one in labels}
        if phrases := [phrase for phrase in found if isinstance(phrase, list)]:
            return {"segments": [{"words": list(_words(phrase, speakers))} for phrase in phrases]}
    return root


def _words(phrase: Sequence[object], speakers: Mapping[object, object]) -> Iterator[Mapping[str, object]]:
    for word in phrase:
        if isinstance(word, list) and len(word) == len(WORD):
            yield {**dict(zip(WORD, word, strict=True)), "speaker": speakers.get(word[1])}


def _names(root: object) -> Mapping[str, str]:
    """Return the names of speakers by their ids, where a list beside the transcript has them."""
    people = root.get("speakers") if isinstance(root, Mapping) else None
    pairs = (
        (person.get("id"), value_at(person, ("name", "label", "display_name"))[1])
        for person in (people if isinstance(people, list) else ())
        if isinstance(person, Mapping)
    )
    return {str(key): name.strip() for key, name in pairs if isinstance(name, str) and name.strip()}


def _no_transcript(file: str, root: object = None) -> InvalidInput:
    if isinstance(root, Mapping) and isinstance(root.get("chapters"), list):
        message = "this is a list of chapters, and no transcript"
        return invalid(message, code="chapters", file=file, line=1, remedy=CHAPTERS_REMEDY)
    message = "this JSON holds no transcript with times"
    return invalid(message, code="json-without-transcript", file=file, line=1, remedy=REMEDY)


def _parsed(text: str, file: str) -> object:
    """Parse JSON; several values in a row, as Vosk writes them, are a list."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        values = list(_values(text)) if error.msg == "Extra data" else []
        if values and BETWEEN.fullmatch(text, values[-1][2]):
            return [value for value, *_ in values]
        message, remedy = f"this JSON is broken: {error.msg}", "write it again, whole"
        raise invalid(message, code="broken-json", file=file, line=error.lineno, remedy=remedy) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, or lists within lists
        raise _no_transcript(file) from error


def _values(text: str, at: int = 0) -> Iterator[tuple[object, int, int]]:
    """Yield values of JSON that stand in a row, and where each begins and ends, until something else does."""
    decoder = json.JSONDecoder()
    while ahead := BETWEEN.match(text, at):
        try:
            value, at = decoder.raw_decode(text, ahead.end())
        except (ValueError, RecursionError):
            return
        yield value, ahead.end(), at


def _line_numbers(text: str, key: str, segments: Sequence[object]) -> Iterator[int]:
    """Yield the line on which each segment begins, 1 where that cannot be told."""
    start = re.search(rf'"{re.escape(key)}"\s*:\s*\[' if key else r"\A\s*\[", text)
    values = _values(text, start.end() if start else 0)
    line, at = 1, 0
    for segment in segments:
        value, begun, _ = next(values, (None, at, at))
        line += text.count("\n", at, begun)
        at = begun
        yield line if repr(value) == repr(segment) else 1


def _cues(segment: Spoken, line: int, before: int, notices: Notices) -> Iterator[Cue]:
    """Yield the cues of a segment; `before` is when the one before it ended (ms)."""
    text = " ".join(UNWRITABLE.sub("\ufffd", segment.text).split())
    if not text:
        if segment.start is None or not segment.text:
            notices.add("segment without a text", line, code="segment-without-text")
        return
    if UNWRITABLE.search(segment.text):
        notices.add("character that no text has, replaced", line, code="character-replaced")
    start, end = segment.start, segment.end
    if start is None:
        notices.add("segment without its time", line, text, code="segment-without-time")
        start = before
    end = start if end is None else end
    if end < start:
        notices.add("segment that ends before it starts", line, text, code="segment-ends-before-start")
    yield from _parted(Cue(start, end, (Run(text),), _speaker(segment), line=line), segment.words)


def _speaker(spoken: Spoken) -> str | None:
    name = " ".join(UNWRITABLE.sub("", spoken.speaker or "").split())
    return name or (None if spoken.speaker else spoken.speaker)


def _parted(cue: Cue, words: Sequence[Spoken]) -> Iterator[Cue]:
    """Part a cue where a sentence or, after a pause, a word begins, or where another speaks."""
    sentences = set(sentence_starts(cue.text))
    first, begun, ended, speaker = 0, cue.start, cue.start, cue.speaker
    for offset, word in _placed(cue.text, words):
        who = _speaker(word) or speaker
        start = word.start
        timed = start is not None and begun <= start <= max(cue.end, ended)
        begins = start is not None and (offset in sentences or start - ended >= PAUSE)
        if offset and (who != speaker or (timed and begins)):
            at = start if start is not None and timed else ended
            yield replace(
                cue, start=begun, end=ended, runs=(Run(cue.text[first:offset].strip()),), speaker=speaker
            )
            first, begun = offset, at
        speaker = who
        ended = max(ended, word.start or 0, word.end or 0)
    yield replace(cue, start=begun, runs=(Run(cue.text[first:]),), speaker=speaker)


def _placed(text: str, words: Sequence[Spoken]) -> Iterator[tuple[int, Spoken]]:
    """Yield each word that follows a space in a text and has a time or a speaker, and its offset."""
    at = 0
    for word in words:
        spoken = word.text.strip()
        found = text.find(spoken, at) if spoken else -1
        if found < 0 or (word.start is None and word.speaker is None):
            continue
        at = found + len(spoken)
        if found == 0 or text[found - 1].isspace():
            yield found, word


def _language(root: object) -> str | None:
    """Return the language's tag (BCP 47), which OpenAI gives as an English name."""
    _, name = value_at(root, LANGUAGE_KEYS)
    if not isinstance(name, str):
        return None
    return LANGUAGES.get(name.lower()) or (name if TAG.fullmatch(name) else None)
