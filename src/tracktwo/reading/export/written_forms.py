"""Captions as formats that have no place in a line for all else: TTML, plain text, Podcasting 2.0's JSON."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple

from tracktwo.reading.export.caption_words import CaptionWord, NewCaption, by_voice, labelled, reading_text
from tracktwo.reading.recognisers.asr_json import UNWRITABLE
from tracktwo.reading.text.times import share_time, webvtt_time

_LOOKS = {"i": 'tts:fontStyle="italic"', "b": 'tts:fontWeight="bold"'}


class VoicedWords(NamedTuple):
    """What one voice says in a caption, and its share of the caption's time (ms)."""

    start: int
    end: int
    words: tuple[CaptionWord, ...]


def voices_in(captions: Sequence[NewCaption]) -> Iterator[VoicedWords]:
    """Yield what is said, voice by voice."""
    for caption in captions:
        parts = list(by_voice(caption.words))
        lengths = [len(reading_text(words)) for words in parts]
        starts = share_time(caption.start, caption.end, lengths)
        for words, start, end in zip(parts, starts, (*starts[1:], caption.end), strict=True):
            yield VoicedWords(start, end, words)


def write_text(captions: Sequence[NewCaption], _language: str) -> str:
    """Write plain text: a line for what each voice says, with its times, as Whisper prints it."""
    lines = []
    for start, end, words in voices_in(captions):
        shown = labelled(words)[0]
        before = f"{shown.label} " if shown.voice else f"{shown.sign} ".lstrip()
        times = f"[{webvtt_time(start)} --> {webvtt_time(end)}]"
        lines.append(f"{times} {before}{reading_text(words)}\n")
    return "".join(lines)


def write_json(captions: Sequence[NewCaption], _language: str) -> str:
    """Write Podcasting 2.0's JSON, https://podcasting2.org/docs/podcast-namespace/tags/transcript."""
    speaker: str | None = None
    segments = []
    for start, end, words in voices_in(captions):
        voice = words[0].voice
        speaker = speaker if voice is None else voice
        who = {"speaker": speaker} if voice == "" or speaker else {}
        times = {"startTime": start / 1000, "endTime": end / 1000}
        segments.append({**who, **times, "body": reading_text(words)})
    return json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=False, indent=2) + "\n"


def write_ttml(captions: Sequence[NewCaption], language: str) -> str:
    """Write TTML, https://www.w3.org/TR/ttml2/; those who speak are its agents."""
    names = dict.fromkeys(word.voice for caption in captions for word in caption.words if word.voice)
    agents = {name: f"speaker{number}" for number, name in enumerate(names, 1)}
    named = "".join(
        f'      <ttm:agent xml:id="{agent}" type="person"><ttm:name type="full">{escape(name)}</ttm:name>'
        "</ttm:agent>\n"
        for name, agent in agents.items()
    )
    said = "".join(
        f'      <p begin="{webvtt_time(caption.start)}" end="{webvtt_time(caption.end)}">'
        f"{_in_spans(caption.words, agents)}</p>\n"
        for caption in captions
    )
    written = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata"'
        f' xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="{escape(language)}">\n'
        f"  <head>\n    <metadata>\n{named}    </metadata>\n  </head>\n"
        f"  <body>\n    <div>\n{said}    </div>\n  </body>\n</tt>\n"
    )
    return UNWRITABLE.sub("�", written)


def _in_spans(words: Sequence[CaptionWord], agents: Mapping[str, str]) -> str:
    """Write a caption's text, with a span for each voice and each look."""
    text = ""
    for spoken in by_voice(words):
        written = "".join(
            f"{word.gap if n else ''}{_look(word, f'{word.sign} {word.text}'.lstrip())}"
            for n, word in enumerate(spoken)
        )
        voice = spoken[0].voice
        gap = spoken[0].gap if text else ""
        text += gap + (f'<span ttm:agent="{agents[voice]}">{written}</span>' if voice else written)
    return text.replace("\n", "<br/>")


def _look(word: CaptionWord, text: str) -> str:
    looks = " ".join(_LOOKS[tag] for tag in word.emphasis)
    return f"<span {looks}>{escape(text)}</span>" if looks else escape(text)


WRITERS: Mapping[str, Callable[[Sequence[NewCaption], str], str]] = {
    ".ttml": write_ttml,
    ".txt": write_text,
    ".json": write_json,
}
