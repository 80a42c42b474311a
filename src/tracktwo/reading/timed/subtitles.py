"""Formats that pysubs2 and ttconv read, as cues: ASS, SSA, SAMI, MicroDVD, MPL2, TMP; SCC, EBU-STL."""

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from warnings import catch_warnings, simplefilter

import pysubs2
import ttconv.scc.reader as scc  # type: ignore[import-untyped]  # it has no types
import ttconv.stl.reader as stl  # type: ignore[import-untyped]  # it has no types
from ttconv.model import ContentDocument  # type: ignore[import-untyped]  # it has no types
from ttconv.vtt import writer  # type: ignore[import-untyped]  # it has no types

from tracktwo.model.problem import InvalidInput, invalid
from tracktwo.reading.captions.cues import captions_of
from tracktwo.reading.captions.webvtt import CaptionBlock, read_webvtt
from tracktwo.reading.text.lesson import Captions
from tracktwo.reading.text.notices import Notices

# The fields of a line in their usual order, and what stands where one is not said.
_FIELDS = {
    "Layer": "0", "Start": "", "End": "", "Style": "", "Name": "",
    "MarginL": "0", "MarginR": "0", "MarginV": "0", "Effect": "", "Text": "",
}  # fmt: skip
_CLASS = re.compile(
    r"<P\s+Class\s*=\s*[\"']?\.?([\w-]+)[^>]*>.*?(?=<SYNC\b|<P\b|</BODY|\Z)", re.IGNORECASE | re.DOTALL
)
_DRAWING = re.compile(r"\{[^{}]*\\p[1-9][^{}]*\}")
_ITALICS = re.compile(r"\{[^{}]*\\i([01])[^{}]*\}")


def read_subtitles(text: str, file: str) -> Captions:
    """Read what pysubs2 knows. Raises InvalidInput for what it cannot read."""
    form = _form(text)
    notices = Notices(file)
    text = _usual_events(text) if form else _one_language(text, notices)
    try:
        events = _events(text, form)
    except Exception as error:
        raise _broken(file) from error
    if events.format == "microdvd" and events.fps == 25.0 and not re.match(r"\s*\{[01]\}\{[01]\}", text):
        notices.add("frames without their number a second, read as 25", 1, code="frame-rate-guessed")
    return captions_of(_blocks(events, notices), notices, text)


def _events(text: str, form: str | None) -> pysubs2.SSAFile:
    with catch_warnings():
        simplefilter("ignore")  # of fields that nobody needs here
        try:
            return pysubs2.SSAFile.from_string(text, format_=form, fps=None)
        except pysubs2.exceptions.UnknownFPSError:
            return pysubs2.SSAFile.from_string(text, format_=form, fps=25.0)


def _form(text: str) -> str | None:
    """Return which SubStation Alpha it is, which pysubs2 knows by its styles alone."""
    if not re.search(r"^(?:Dialogue:|\[Events\])", text, re.MULTILINE):
        return None
    return "ssa" if re.search(r"Marked[=,]|v4\.00\s", text) and "v4.00+" not in text else "ass"


def _usual_events(text: str) -> str:
    """Write SubStation's lines with the fields in their usual order, where they are said to have another."""
    text = re.sub(r"^(Format:[^\n]*,[ \t]*)Actor(?=[ \t]*,)", r"\1Name", text, flags=re.MULTILINE)
    said = re.search(r"^\[Events\]\s*^Format:([^\n]*)$", text, re.MULTILINE)
    fields = [field.strip() for field in said[1].split(",")] if said else []
    if not said or fields[1:] == list(_FIELDS)[1:] or "Start" not in fields:
        return text

    def usual(line: re.Match[str]) -> str:
        values = dict(zip(fields, line[1].split(",", len(fields) - 1), strict=False))
        return f"Dialogue: {','.join(values.get(field, other) for field, other in _FIELDS.items())}"

    below = re.sub(r"^Dialogue:([^\n]*)$", usual, text[said.end() :], flags=re.MULTILINE)
    return f"{text[: said.start()]}[Events]\nFormat: {', '.join(_FIELDS)}{below}"


def _one_language(text: str, notices: Notices) -> str:
    """Keep the first of the languages that SAMI has side by side; each is a class of paragraphs."""
    text = re.sub(r"(<SYNC\s+Start\s*=\s*[\"']?\d+)ms", r"\1", text, flags=re.IGNORECASE)
    counts = Counter(found[1].casefold() for found in _CLASS.finditer(text))
    (first, most), *others = counts.most_common() or [("", 0)]
    kept = next((name for name in counts if 2 * counts[name] > most), first)
    for name in (name for name, _ in ((first, most), *others) if name != kept):
        notices.add("captions in another language, left out", 1, name, code="other-language")
    return _CLASS.sub(lambda found: found[0] if found[1].casefold() == kept else "", text)


def read_scc(text: str, file: str) -> Captions:
    """Read Scenarist's SCC."""
    return _of_document(lambda: scc.to_model(text.lstrip()), file)


def read_ebu_stl(data: bytes, file: str) -> Captions:
    """Read EBU-STL (Tech 3264), which is binary."""
    return _of_document(lambda: stl.to_model(BytesIO(data)), file)


def _blocks(events: pysubs2.SSAFile, notices: Notices) -> Iterator[CaptionBlock]:
    spoken = [event for event in events if not event.is_comment]
    nameless = "" if any(event.name for event in spoken) else None  # where others are named, it is nobody's
    for number, event in enumerate(sorted(spoken, key=lambda event: event.start), 1):
        if _DRAWING.search(event.text):
            notices.add("drawing", number, event.text, code="drawing")
            continue
        plain = CaptionBlock.plain(event.start, event.end, event.plaintext, event.name or nameless, number)
        if _ITALICS.search(event.text) and plain.text:
            whole = event.text.lstrip().startswith("{") and event.text.count("\\i1") == 1
            whole = whole and event.text.rstrip().endswith(("{\\i0}", "}"))
            plain = plain._replace(text=f"<i>{plain.text}</i>") if whole else plain
        yield plain


def _of_document(read: Callable[[], ContentDocument], file: str) -> Captions:
    logging.getLogger("ttconv").setLevel(logging.CRITICAL)
    try:
        document: ContentDocument = read()
        text = writer.from_model(document)
    except Exception as error:
        raise _broken(file) from error
    notices = Notices(file)
    blocks = [block._replace(line=number) for number, block in enumerate(read_webvtt(text, Notices("")), 1)]
    return captions_of(blocks, notices, language=document.get_lang() or None)


def _broken(file: str) -> InvalidInput:
    message, remedy = "these captions are broken, or cut off before the first", "export them again, or as SRT"
    return invalid(message, code="broken-captions", file=file, line=1, remedy=remedy)
