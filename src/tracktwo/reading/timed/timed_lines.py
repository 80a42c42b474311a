"""Plain text in which each caption has its times: a table of formats by the form of their lines.

SubViewer and YouTube's SBV, LRC, what whisper prints and its TSV and CSV, Premiere's and f4's transcripts,
CHAT, and Praat's TextGrid. Line breaks are LF.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress

from tracktwo.model.problem import invalid
from tracktwo.reading.captions.cues import captions_of
from tracktwo.reading.captions.webvtt import CaptionBlock
from tracktwo.reading.text.lesson import Captions
from tracktwo.reading.text.lines import line_finder
from tracktwo.reading.text.notices import Notices
from tracktwo.reading.timed.clocks import read_time
from tracktwo.reading.timed.timed_tables import FINE_TIME, MAX_HEAD, columns_of, table_blocks
from tracktwo.reading.transcripts.furniture import OF_SERVICE

_T = r"(?:\d+:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_WHO = r"^[ \t]*(?:\[(?P<speaker>[^\]\n\d:][^\]\n:]{0,59})\][ \t]*)?"
_FLAGS = re.ASCII | re.MULTILINE
# A cue begins where its form matches, and its text goes on to where the next does.
FORMS = {
    "SBV, SubViewer": rf"^[ \t]*(?P<start>{_T}),(?P<end>{_T})[ \t]*$",
    "SRT without ends, or in pieces": (
        rf"^[ \t]*(?P<start>{FINE_TIME})\s{{0,4}}-->[ \t]*(?P<end>{FINE_TIME})?[ \t]*$"
    ),
    "SRT with times that cannot be": (
        rf"^[ \t]*(?!{FINE_TIME}[ \t]*-)(?P<start>(?=[^\n]{{0,30}}:[^\n]{{0,30}}:)-?[\d:,.-]{{5,30}})[ \t]*"
        r"-->[ \t]*(?P<end>-?[\d:,.-]{1,30})[ \t]*$"
    ),
    "what whisper prints": rf"{_WHO}\[(?P<start>{_T})[ \t]*-->[ \t]*(?P<end>{_T})\][ \t]*",
    "what faster-whisper prints": (
        rf"{_WHO}\[?(?P<start>\d+\.\d+)s?[ \t]*(?:-{{1,2}}>|[-–—])[ \t]*(?P<end>\d+\.\d+)s?(?:\]:?|:)[ \t]*"
    ),
    "times from and to": (rf"{_WHO}[\[(](?P<start>{_T})[ \t]*[-–—][ \t]*(?P<end>{_T})[\])]:?[ \t]*"),
    "Premiere": (
        r"^(?P<start>\d\d:\d\d:\d\d[:;.]\d\d)[ \t]*[-–—][ \t]*(?P<end>\d\d:\d\d:\d\d[:;.]\d\d)[ \t]*\n"
        r"(?:(?P<speaker>[^\n]{1,60})\n(?=[^\n]))?"
    ),
    "SRT's times with other signs, Spruce, Avid, Encore": (
        rf"^[ \t]*(?:\d{{1,6}}[ \t]+)?(?P<start>{FINE_TIME})(?:[ \t]*(?:[-–—=]+>?|[,;→])[ \t]*|[ \t]+)"
        rf"(?P<end>{FINE_TIME})(?:[ \t]*$|[ \t]*[,;][ \t]*|[ \t]+)"
    ),
    "Audacity's labels": r"^(?P<start>\d+(?:\.\d+)?)\t(?P<end>\d+(?:\.\d+)?)\t",
    "columns: name, time, words": (
        r"^(?:\|[ \t]*)?(?P<speaker>[^|\t\n\d][^|\t\n]{0,59}?)[ ]*[|\t][ \t]*"
        rf"(?P<start>{_T})[ ]*[|\t][ \t]*"
    ),
    "columns: time, name, words": (
        rf"^(?:\|[ \t]*)?(?P<start>{_T})[ ]*[|\t][ \t]*(?P<speaker>[^|\t\n:]{{1,60}}?)[ ]*[|\t][ \t]*(?=\S)"
    ),
    "LRC": r"^[ \t]*\[(?P<start>\d{1,3}:\d{2}\.\d{2,3})\](?:\[[\d:.]+\])*[ \t]*",
}
_F4 = re.compile(r"(?<![ \t])[ \t]*#(\d+:\d\d:\d\d(?:[-.,]\d+)?)#[ \t]*", re.ASCII)
_CHAT_TIME = re.compile(r"(?<![ \t])[ \t]*•(\d{1,12})_(\d{1,12})•[ \t]*", re.ASCII)
_LRC_FIELD = re.compile(r"^\[(?:ti|ar|al|by|offset|length|re|ve|la|au|id|#):?[^\]\n]*\][ \t]*$", re.MULTILINE)
_LRC_LINE = re.compile(
    r"^[ \t]*(?P<times>(?:\[\d{1,3}:\d\d\.\d{2,3}\][ \t]*)+)(?P<words>[^\n]*(?:\n(?![ \t]*\[)[^\n]+)*)",
    re.MULTILINE | re.ASCII,
)
_LRC_OFFSET = re.compile(r"^\[offset:[ \t]*([+-]?\d{1,9})\]", re.MULTILINE | re.ASCII)
_LRC_WORD = re.compile(r"<\d{1,3}:\d\d(?:[.:]\d{1,3})?>[ \t]*", re.ASCII)
_NUMBER = re.compile(r"\n[ \t]*\d{1,9}\s*\Z", re.ASCII)
_IMPOSSIBLE = "SRT with times that cannot be"
_FORMS = {name: re.compile(form, _FLAGS) for name, form in FORMS.items()}
_LINE_SIGN = re.compile(r"\[br\]|(?:(?<![ \t])[ \t]+)?\|[ \t]*")
_WITH_SIGNS = ("SBV, SubViewer", "SRT's times with other signs, Spruce, Avid, Encore")
FEWEST = 2  # lines of a form by which a file is known
_ALONE = tuple(FORMS)[:7]  # of which one line is enough


_INFORMATION = re.compile(
    r"\A\s*(?:\[INFORMATION\]|\[TITLE\])[^\n]*\n(?:\[[^\n]*\n)*|^<(?:begin|end) subtitles>$",
    re.IGNORECASE | re.MULTILINE,
)
# A short TextGrid has the values alone.
_INTERVAL = re.compile(
    r'(?:xmin = )?(?<![\d.])([\d.]+)\s+(?:xmax = )?([\d.]+)\s+(?:text = )?"((?:[^"]|"")*)"'
)
_TIER = re.compile(r'(?:class = )?"(Interval|Text)Tier"\s+(?:name = )?"((?:[^"]|"")*)"')


def _timed_form(text: str) -> str | None:
    """Return which format a text is; None if it is none of these."""
    with suppress(csv.Error):
        if columns_of(text[:MAX_HEAD])[0]:
            return "table"
    if text.lstrip("\ufeff").startswith(('File type = "ooTextFile"', "@UTF8", "@Begin")):
        return "TextGrid" if "ooTextFile" in text[:99] else "CHAT"
    if len(_F4.findall(text)) >= FEWEST:
        return "f4"
    counts = {name: sum(1 for _ in _FORMS[name].finditer(text)) for name in _FORMS}
    name = max(counts, key=lambda name: counts[name])
    return name if counts[name] >= (1 if name in _ALONE else FEWEST) else None


def read_timed_lines(text: str, file: str) -> Captions | None:
    """Read text in one of these formats, if it is. Raises InvalidInput where nothing is said."""
    form = _timed_form(text)
    if not form:
        return None
    readers = {"TextGrid": _of_text_grid, "f4": _of_f4, "CHAT": _of_chat, "LRC": _of_lrc}
    notices = Notices(file)
    try:
        if form == "table":
            blocks = table_blocks(text, notices)
        else:
            blocks = readers[form](text) if form in readers else _of_form(text, form, notices)
        return captions_of(blocks, notices, text)
    except csv.Error as error:
        message, remedy = f"the table cannot be read ({error})", "save the table anew as CSV"
        raise invalid(message, code="broken-table", file=file, line=1, remedy=remedy) from error


def _of_form(text: str, form: str, notices: Notices) -> Iterator[CaptionBlock]:
    text = _INFORMATION.sub("", text)
    line_of = line_finder(text)
    found = list(_FORMS[form].finditer(text))
    above = text[: found[0].start()].strip()
    if above and not above.isdecimal():
        notices.add("text above the first cue", 1, above, code="text-above-first-cue")
    last = 0
    for cue, following in zip(found, (*found[1:], None), strict=True):
        words = text[cue.end() : following.start() if following else len(text)]
        words = _NUMBER.sub("\n", words) if form.startswith("S") else words
        first = line_of(cue.end())
        words = "\n".join(_without_notes(words.split("\n"), first, notices))
        fields = cue.groupdict()
        start = read_time(fields["start"].lstrip("-")) if form != _IMPOSSIBLE else last
        last = last if start is None else start
        end = read_time(fields.get("end") or (following["start"] if following else ""))
        line = line_of(cue.start())
        if form == _IMPOSSIBLE:
            notices.add("times that cannot be read", line, cue[0].strip(), code="times-unreadable")
        if form.startswith("columns"):
            words = "\n".join(line.rstrip().removesuffix("|") for line in words.split("\n"))
        words = _LINE_SIGN.sub("\n", words) if form in _WITH_SIGNS else words
        words = re.sub(r"\^[BIU]", "", words) if text.startswith(("$", "//")) else words
        stop = last if end is None or form == _IMPOSSIBLE else end
        speaker = fields.get("speaker")
        yield CaptionBlock.plain(last, stop, words.strip(), speaker and speaker.rstrip(": "), line)


def _without_notes(lines: Sequence[str], first: int, notices: Notices) -> Iterator[str]:
    """Leave out what a service says of itself."""
    for number, line in enumerate(lines, first):
        if OF_SERVICE.fullmatch(line.strip()):
            notices.add("what a service says of itself", number, line.strip(), code="service-note")
        else:
            yield line


def _of_text_grid(text: str) -> Iterator[CaptionBlock]:
    line_of = line_finder(text)
    tiers = list(_TIER.finditer(text))
    blocks = []
    several = sum(tier[1] == "Interval" for tier in tiers) > 1
    for tier, stop in zip(tiers, (*(tier.start() for tier in tiers[1:]), len(text)), strict=False):
        if tier[1] == "Text":  # its points mark, and say nothing
            continue
        name = tier[2].replace('""', '"') if several else None
        for found in _INTERVAL.finditer(text, tier.end(), stop):
            if words := found[3].replace('""', '"').strip():
                start, end = (read_time(found[n]) or 0 for n in (1, 2))
                blocks.append(CaptionBlock.plain(start, end, words, name, line_of(found.start())))
    yield from sorted(blocks)


def _of_lrc(text: str) -> Iterator[CaptionBlock]:
    """Read lyrics: a line with several times is said at each; an offset (ms) is how much sooner all are."""
    line_of = line_finder(text)
    offset = _LRC_OFFSET.search(text)
    sooner = int(offset[1]) if offset else 0
    said = sorted(
        (
            max(0, (read_time(time) or 0) - sooner),
            line_of(found.start("times")),
            _LRC_WORD.sub("", found["words"]),
        )
        for found in _LRC_LINE.finditer(_LRC_FIELD.sub("", text))
        for time in re.findall(r"[\d:.]+", found["times"])
    )
    for (start, line, words), (end, *_) in zip(said, [*said[1:], *said[-1:]], strict=True):
        yield CaptionBlock.plain(start, end, words.strip(), None, line)


def _of_f4(text: str) -> Iterator[CaptionBlock]:
    """Read f4's paragraphs, each of which ends with the time of its end."""
    line_of = line_finder(text)
    last, at = 0, 0
    for found in _F4.finditer(text):
        end = read_time(found[1].replace("-", ".")) or last
        if words := text[at : found.start()].strip():
            yield CaptionBlock.plain(last, end, words, None, line_of(found.start()))
        last, at = end, found.end()
    if rest := text[at:].strip():
        yield CaptionBlock.plain(last, last, rest)


def _of_chat(text: str) -> Iterator[CaptionBlock]:
    """Read CHAT's main lines (`*MAR:`), which go on in lines with a tab; of the others, nothing is said."""
    line_of = line_finder(text)
    people = re.search(r"^@Participants:\s*(.+(?:\n\t.+)*)", text, re.MULTILINE)
    named = (person.split() for person in re.split(r",\s*", people[1]) if person.strip()) if people else ()
    names = {code: " ".join(rest[:-1] or rest) for code, *rest in named if rest}
    last = 0
    for found in re.finditer(r"^\*(\w+):[ \t]*(.+(?:\n\t.+)*)", text, re.MULTILINE):
        times = [int(time) for pair in _CHAT_TIME.findall(found[2]) for time in pair]
        start, last = (times[0], times[-1]) if times else (last, last)
        words = " ".join(_CHAT_TIME.sub(" ", found[2]).split())
        words = re.sub(r" ([.?!,])", r"\1", words)
        line = line_of(found.start())
        yield CaptionBlock.plain(start, last, words, names.get(found[1], found[1]), line)
