"""WebVTT and SRT to cues, in the order of the file: what each voice says, and when."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from tracktwo.model.problem import InvalidInput, invalid
from tracktwo.reading.captions.cue_text import VoicePart, read_voices
from tracktwo.reading.captions.highlighting import without_highlighting
from tracktwo.reading.captions.name_lines import with_voices
from tracktwo.reading.captions.srt import is_srt, read_srt
from tracktwo.reading.captions.webvtt import ARROW, CaptionBlock, is_webvtt, read_webvtt, webvtt_language
from tracktwo.reading.prose.kinds import LINE, is_verse
from tracktwo.reading.text.lesson import Captions, Cue, plain_text
from tracktwo.reading.text.lines import LINE_BREAK, line_at
from tracktwo.reading.text.notices import Notices
from tracktwo.reading.text.sentences import ends_sentence
from tracktwo.reading.text.times import share_time

# A dash at the start of a line, below tags, in which another begins to speak: `-5` is no dash.
_DASH = re.compile(r"([ \t]*(?:<[^<>]{0,99}>[ \t]*)*)([-–—])(?:([ \t]+)(?=\S)|(?=[^\W\d_]|[\"'“‘«¿¡\[(<]))")
# What shows the same words in other colours, or from the other side, and says nothing.
_LOOKS = re.compile(r"</?[bciu][^<>]*>")
_TAG = re.compile(r"<[^<>]*>")
_DIRECTIONS = re.compile(
    "[\ufeff\u202a-\u202e]|^[\u200e\u200f\u2066-\u2069]+|[\u200e\u200f\u2066-\u2069]+$", re.MULTILINE
)
MIN_REPEATED = 12  # characters; a word that is said twice in a moment is no caption that is there twice
_LETTER = re.compile(r"\w")  # `<v ->` is another voice each time
_VOICE = re.compile(r"^[^\S\n]*+<v[ .][^<>\n]+>", re.MULTILINE)  # which SRT has not
_NAMELESS = "<v>"  # a voice whose name is not known


def read_captions(text: str, file: str) -> Captions:
    """Read WebVTT or SRT. Raises InvalidInput where there is no cue with words."""
    notices = Notices(file)
    text = LINE_BREAK.sub("\n", text)
    srt = is_srt(text) and not is_webvtt(text) and not _VOICE.search(text)
    read_blocks = read_srt if srt else read_webvtt
    return captions_of(read_blocks(text, notices), notices, text, language=webvtt_language(text))


def captions_of(
    blocks: Iterable[CaptionBlock], notices: Notices, text: str = "", *, language: str | None = None
) -> Captions:
    """Make captions of blocks, with `notices` of what is odd. Raises InvalidInput where none has words."""
    cues: list[Cue] = []
    above = CaptionBlock(0, 0, "", "", 0)
    seen: set[tuple[int, int, str]] = set()
    for block in with_voices(without_highlighting(blocks, notices)):
        key = block.start, block.end, _LOOKS.sub("", block.text).strip()
        if key in seen and block.end > block.start and len(_TAG.sub("", key[2])) >= MIN_REPEATED:
            notices.add("cue that is there twice", block.line, _TAG.sub("", block.text), code="cue-repeated")
            continue
        seen.add(key)
        cues += _cues(block, notices)
        _note_times(block, above, notices)
        above = block
    if not cues:
        raise _without_words(text, notices.file, timed=above.line > 0)
    _note_ids(cues, notices)
    problems = tuple(sorted(notices.found, key=lambda problem: problem.line))
    return Captions(tuple(cues), language, problems, notices.file)


def _note_ids(cues: Sequence[Cue], notices: Notices) -> None:
    """Name identifiers that may be text: of several words, in a file where few captions have such."""
    worded = {cue.line: cue.id for cue in cues if len(cue.id.split()) > 1}
    if 2 * len(worded) <= len({cue.line for cue in cues}):
        for line, words in worded.items():
            notices.add("words above a cue's times, its identifier", line - 1, words, code="words-as-id")


def _cues(block: CaptionBlock, notices: Notices) -> Iterator[Cue]:
    """Yield what each voice says in a cue, in the time that it has."""
    text = block.text if block.text.isascii() else _DIRECTIONS.sub("", block.text)
    text, dashes = dashes_as_voices(text)
    text = text.strip().replace("\n", LINE) if is_verse(text) else text
    for n, dash in dashes:
        notices.add("dash where another speaks", block.line + 1 + n, dash, code="dialogue-dash")
    parts, unknown = read_voices(text)
    for tag in unknown:
        notices.add("tag that means nothing", block.line, tag, code="unknown-tag")
    if not parts:
        named = "" if block.id.isdecimal() else block.id
        notices.add("cue without words", block.line, named, code="cue-without-words")
        return
    starts = _starts(block, parts)
    for part, start, end in zip(parts, starts, [*starts[1:], block.end], strict=True):
        speaker = part.speaker if part.speaker is None or _LETTER.search(part.speaker) else ""
        yield Cue(start, end, part.runs, speaker, block.id, block.line)


def _starts(block: CaptionBlock, parts: Sequence[VoicePart]) -> list[int]:
    """Return when each part begins: as the cue says, or else by its share of the characters."""
    shares = share_time(block.start, block.end, [len(plain_text(part.runs)) for part in parts])
    given = (
        part.time if part.time is not None and block.start <= part.time <= block.end else share
        for part, share in zip(parts, shares, strict=True)
    )
    return [block.start, *list(accumulate(given, max))[1:]]


def dashes_as_voices(text: str) -> tuple[str, list[tuple[int, str]]]:
    """Write the dashes of a dialogue, which are no words, as nameless voices; list them by line, from 0.

    Two in a cue make a dialogue. One does if it is a hyphen with a space, where a sentence may begin.
    """
    lines = text.split("\n")
    dashes = {n: dash for n, line in enumerate(lines) if (dash := _DASH.match(line))}
    if len(dashes) == 1:
        n, dash = next(iter(dashes.items()))
        if dash[2] != "-" or not dash[3] or not (n == 0 or ends_sentence(lines[n - 1].rstrip())):
            return text, []
    for n, dash in dashes.items():
        lines[n] = f"{_NAMELESS}{dash[1]}{lines[n][dash.end() :]}"
    return "\n".join(lines), [(n, dash[2]) for n, dash in dashes.items()]


def _note_times(block: CaptionBlock, above: CaptionBlock, notices: Notices) -> None:
    """Note what is odd about the times of a cue, which is read all the same."""
    if block.end < block.start:
        notices.add("cue that ends before it starts", block.line, code="cue-ends-before-start")
    if block.start < above.start:
        notices.add("cue that starts before the one above it", block.line, code="cue-out-of-order")
    elif block.start < above.end:
        notices.add("cue that starts before the one above it ends", block.line, code="cues-overlap")


def _without_words(text: str, file: str, *, timed: bool) -> InvalidInput:
    at = text.find(ARROW)
    if timed or at < 0:
        message = "these captions have no cue with words"
        remedy = "export the captions again, with their text"
        return invalid(message, code="no-words", file=file, line=1, remedy=remedy)
    message, remedy = "the times of no cue can be read", "write them as in 00:00:01.000 --> 00:00:02.000"
    return invalid(message, code="no-times", file=file, line=line_at(text, at), remedy=remedy)
