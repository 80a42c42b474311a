"""Plain text in which each caption has its times: a table of formats by the form of their lines.

SubViewer and YouTube's SBV, LRC, what whisper prints and its TSV and CSV, Premiere's and f4's transcripts,
CHAT, and Praat's TextGrid. Line breaks are LF.
"""

import csv
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from tracktwo.reading.captions.cues import captions_of
from tracktwo.reading.captions.webvtt import CaptionBlock
from tracktwo.reading.text.lesson import Captions
from tracktwo.reading.text.notices import Notices
from tracktwo.reading.timed.clocks import MILLISECONDS, SECONDS, read_time
from tracktwo.reading.transcripts.furniture import OF_SERVICE

_T = r"(?:\d+:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_FINE = (
    r"(?:\d{1,2}:\d{2}:\d{2}(?:[:;.,]\d{1,3})?|\d{1,3}:\d{2}[.,]\d{1,3})"  # to the second, and no time of day
)
_FLAGS = re.ASCII | re.MULTILINE
# A cue begins where its form matches, and its text goes on to where the next does.
FORMS = {
    "SBV, SubViewer": rf"^[ \t]*(?P<start>{_T}),(?P<end>{_T})[ \t]*$",
    "SRT with times that cannot be": (
        r"^[ \t]*(?P<start>(?=[^\n]{0,30}:[^\n]{0,30}:)-?[\d:,.-]{5,30})[ \t]*"
        r"-->[ \t]*(?P<end>-?[\d:,.-]{1,30})[ \t]*$"
    ),
    "what whisper prints": rf"^[ \t]*\[(?P<start>{_T})[ \t]*-->[ \t]*(?P<end>{_T})\][ \t]*",
    "times from and to": (
        rf"^[ \t]*(?:\[(?P<speaker>[^\]\n\d:][^\]\n:]{{0,59}})\][ \t]*)?"
        rf"[\[(](?P<start>{_T})[ \t]*[-–—][ \t]*(?P<end>{_T})[\])]:?[ \t]*"
    ),
    "Premiere": (
        r"^(?P<start>\d\d:\d\d:\d\d[:;.]\d\d)[ \t]*[-–—][ \t]*(?P<end>\d\d:\d\d:\d\d[:;.]\d\d)[ \t]*\n"
        r"(?:(?P<speaker>[^\n]{1,60})\n(?=[^\n]))?"
    ),
    "SRT's times with other signs, Spruce, Avid, Encore": (
        rf"^[ \t]*(?:\d{{1,6}}[ \t]+)?(?P<start>{_FINE})(?:[ \t]*(?:[-–—=]+>?|[,;→])[ \t]*|[ \t]+)"
        rf"(?P<end>{_FINE})(?:[ \t]*$|[ \t]*[,;][ \t]*|[ \t]+)"
    ),
    "Audacity's labels": r"^(?P<start>\d+\.\d+)\t(?P<end>\d+\.\d+)\t",
    "columns: name, time, words": (
        r"^(?:\|[ \t]*)?(?P<speaker>[^|\t\n\d][^|\t\n]{0,59}?)[ ]*[|\t][ \t]*"
        rf"(?P<start>{_T})[ ]*[|\t][ \t]*"
    ),
    "columns: time, name, words": (
        rf"^(?:\|[ \t]*)?(?P<start>{_T})[ ]*[|\t][ \t]*(?P<speaker>[^|\t\n:]{{1,60}}?)[ ]*[|\t][ \t]*(?=\S)"
    ),
    "LRC": r"^[ \t]*\[(?P<start>\d{1,3}:\d{2}\.\d{2,3})\](?:\[[\d:.]+\])*[ \t]*",
}
_F4 = re.compile(r"[ \t]*#(\d+:\d\d:\d\d(?:[-.,]\d+)?)#[ \t]*", re.ASCII)
_CHAT_TIME = re.compile(r"[ \t]*•(\d+)_(\d+)•[ \t]*", re.ASCII)
_LRC_FIELD = re.compile(r"^\[(?:ti|ar|al|by|offset|length|re|ve|la|au|id|#):?[^\]\n]*\][ \t]*$", re.MULTILINE)
_LRC_WORD = re.compile(r"<\d{1,3}:\d\d(?:[.:]\d{1,3})?>[ \t]*", re.ASCII)
_CELL_END = re.compile(r"[ \t]*\|[ \t]*$", re.MULTILINE)
_NUMBER = re.compile(r"\n[ \t]*\d{1,9}\s*\Z", re.ASCII)
_IMPOSSIBLE = "SRT with times that cannot be"
_FORMS = {name: re.compile(form, _FLAGS) for name, form in FORMS.items()}
_STARTS, _ENDS = ("start", "starttime", "begin", "timein", "in"), ("end", "endtime", "timeout", "out", "stop")
_WORDS, _WHO = (
    ("text", "transcript", "words", "content"),
    ("speaker", "speakername", "name", "sprecher", "sprecherin", "locuteur", "hablante"),
)
_FEWEST = 2  # lines of a form by which a file is known
_ALONE = tuple(FORMS)[:5]  # of which one line is enough


_INFORMATION = re.compile(
    r"\A\s*(?:\[INFORMATION\]|\[TITLE\])[^\n]*\n(?:\[[^\n]*\n)*|^<(?:begin|end) subtitles>$",
    re.IGNORECASE | re.MULTILINE,
)
# A short TextGrid has the values alone.
_INTERVAL = re.compile(r'(?:xmin = )?([\d.]+)\s+(?:xmax = )?([\d.]+)\s+(?:text = )?"((?:[^"]|"")*)"')
_TIER = re.compile(r'(?:class = )?"(Interval|Text)Tier"\s+(?:name = )?"((?:[^"]|"")*)"')


def timed_form(text: str) -> str | None:
    """Return which format a text is; None if it is none of these."""
    if _is_table(text):
        return "table"
    if text.lstrip("\ufeff").startswith(('File type = "ooTextFile"', "@UTF8", "@Begin")):
        return "TextGrid" if "ooTextFile" in text[:99] else "CHAT"
    if len(_F4.findall(text)) >= _FEWEST:
        return "f4"
    counts = {name: sum(1 for _ in _FORMS[name].finditer(text)) for name in _FORMS}
    name = max(counts, key=lambda name: counts[name])
    return name if counts[name] >= (1 if name in _ALONE else _FEWEST) else None


def read_timed_lines(text: str, file: str) -> Captions:
    """Read what `timed_form` knows. Raises InvalidInput where nothing is said."""
    notices = Notices(file)
    form = timed_form(text) or ""
    readers = {"table": _of_table, "TextGrid": _of_text_grid, "f4": _of_f4, "CHAT": _of_chat}
    if form == "table":
        _note_columns(text, notices)
    blocks = readers[form](text) if form in readers else _of_form(text, form, notices)
    return captions_of(blocks, notices, text)


def _of_form(text: str, form: str, notices: Notices) -> Iterator[CaptionBlock]:
    if form == "LRC":
        text = _LRC_WORD.sub("", _LRC_FIELD.sub("", text))
    text = _INFORMATION.sub("", text)
    line_of = _line_finder(text)
    found = list(_FORMS[form].finditer(text))
    above = text[: found[0].start()].strip()
    if above and not above.isdecimal():
        notices.add("text above the first cue", 1, above, code="text-above-first-cue")
    last = 0
    for cue, following in pairwise((*found, None)):
        if cue is None:
            break
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
        words = _CELL_END.sub("", words) if form.startswith("columns") else words
        words = words.replace("[br]", "\n").replace("|", "\n") if form == "SBV, SubViewer" else words
        stop = last if end is None or form == _IMPOSSIBLE else end
        yield CaptionBlock.plain(last, stop, words.strip(), fields.get("speaker"), line)


def _without_notes(lines: Sequence[str], first: int, notices: Notices) -> Iterator[str]:
    """Leave out what a service says of itself."""
    for number, line in enumerate(lines, first):
        if OF_SERVICE.fullmatch(line.strip()):
            notices.add("what a service says of itself", number, line.strip(), code="service-note")
        else:
            yield line


def _of_table(text: str) -> Iterator[CaptionBlock]:
    """Read whisper's TSV, in milliseconds, and tables like it; one with fractions or clocks is in seconds."""
    names, *rows = _rows(text)
    lines = [dict(zip(map(_column, names), row, strict=False)) for row in rows]
    fractions = any("." in str(value) for row in lines for key, value in row.items() if key in _STARTS)
    unit = SECONDS if fractions else MILLISECONDS
    for number, row in enumerate(lines, 2):
        start, end, words, speaker = (
            next((row[key] for key in keys if row.get(key)), "").strip()
            for keys in (_STARTS, _ENDS, _WORDS, _WHO)
        )
        begun = read_time(start, unit) or 0
        yield CaptionBlock.plain(begun, read_time(end, unit) or begun, words, speaker or None, number)


def _note_columns(text: str, notices: Notices) -> None:
    for name in next(_rows(text), []):
        if name.strip() and _column(name) not in (*_STARTS, *_ENDS, *_WORDS, *_WHO):
            notices.add("column not read", 1, name.strip(), code="column-not-read")


def _rows(text: str) -> Iterator[list[str]]:
    head = text.split("\n", 1)[0]
    return csv.reader(text.lstrip("\ufeff").splitlines(), delimiter=max("\t,;", key=head.count))


def _column(name: str) -> str:
    return re.sub(r"[\W_]|(?:ms|s|seconds?)\)?$", "", name.strip().casefold())


def _is_table(text: str) -> bool:
    """Tell whether the first line names a column of times and one of texts."""
    names = {_column(name) for name in next(_rows(text[:1000]), [])}
    return bool(names.intersection(_STARTS) and names.intersection(_WORDS))


def _of_text_grid(text: str) -> Iterator[CaptionBlock]:
    line_of = _line_finder(text)
    tiers = list(_TIER.finditer(text))
    blocks = []
    several = sum(tier[1] == "Interval" for tier in tiers) > 1
    for tier, following in pairwise((*tiers, None)):
        if tier is None or tier[1] == "Text":  # its points mark, and say nothing
            continue
        name = tier[2].replace('""', '"') if several else None
        for found in _INTERVAL.finditer(text, tier.end(), _start(following, text)):
            if words := found[3].replace('""', '"').strip():
                start, end = (read_time(found[n]) or 0 for n in (1, 2))
                blocks.append(CaptionBlock.plain(start, end, words, name, line_of(found.start())))
    yield from sorted(blocks)


def _line_finder(text: str) -> Callable[[int], int]:
    """Return what tells the number of the line that an offset is in, counting from 1."""
    breaks = [found.start() for found in re.finditer("\n", text)]
    return lambda offset: bisect_left(breaks, offset) + 1


def _start(found: re.Match[str] | None, text: str) -> int:
    return found.start() if found else len(text)


def _of_f4(text: str) -> Iterator[CaptionBlock]:
    """Read f4's paragraphs, each of which ends with the time of its end."""
    line_of = _line_finder(text)
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
    line_of = _line_finder(text)
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
