"""The readers of all formats, by how a source begins; each is loaded only when its format is met.

The guide's table of formats has a row for each row of `FORMATS`.
"""

import json
import re
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, NamedTuple, cast

from tracktwo.model.problem import invalid
from tracktwo.model.scripts import MEANINGLESS
from tracktwo.reading.captions.cues import read_captions
from tracktwo.reading.captions.srt import is_srt
from tracktwo.reading.captions.webvtt import is_webvtt
from tracktwo.reading.recognisers.asr_json import is_recogniser, read_recogniser
from tracktwo.reading.text.lesson import Captions
from tracktwo.reading.text.lines import LINE_BREAK
from tracktwo.reading.timed.timed_lines import read_timed_lines


class Format(NamedTuple):
    """A format by how it begins, and how it is read; or, of one that is refused, what to do instead.

    What reads it is `module:function` below `reading`.
    """

    name: str
    begins: re.Pattern[str]
    then: str


def formats(*rows: tuple[str, str, str]) -> tuple[Format, ...]:
    """Return formats of text by what they begin with, below white space, in any case."""
    flags = re.IGNORECASE | re.DOTALL
    return tuple(Format(name, re.compile(rf"\A\s*+(?:{begins})", flags), then) for name, begins, then in rows)


def _binary(*rows: tuple[str, str, str]) -> tuple[Format, ...]:
    """Return formats of bytes, read as Latin-1."""
    return tuple(Format(name, re.compile(rf"\A(?:{begins})", re.DOTALL), then) for name, begins, then in rows)


# What stands above the root of XML.
PROLOGUE = r"(?:<\?xml[^>]*>\s*)?(?:<!--(?:[^-]|-(?!->))*-->\s*)*(?:<!DOCTYPE[^>]*>\s*)?"
GETTEXT = "gettext's catalogue of translations", r'(?:#[^\n]*\n|\s)*msgid\s+"'
ANKI = "a deck of Anki", "#(?:separator|html|notetype|deck):", "export its terms as CSV, without HTML"
PAGE = r"!doctype\s+html|html|head|body|main|article|section|div|dl|ol|ul|table|h[1-6]"
_AS_SRT = "export its captions as SRT"
_SUBTITLES = "timed.subtitles:read_subtitles"
DOCUMENTS = _binary(
    ("Word, OpenDocument", r"PK\x03\x04", "documents.word:read_word"),
    ("RTF", r"\s*\{\\rtf", "documents.rtf:read_rtf"),
    ("EBU-STL", r"(?:437|850|860|863|865)STL\d\d\.\d\d", "timed.subtitles:read_ebu_stl"),
)
FORMATS = formats(
    ("SCC", "Scenarist_SCC", "timed.subtitles:read_scc"),
    ("ASS, SSA", r"(?:;[^\n]*\n|\s)*\[(?:Script Info|V4\+? Styles|Events)\]|Dialogue:\s*\d", _SUBTITLES),
    ("SAMI", "<SAMI", _SUBTITLES),
    ("MicroDVD", r"\{\d+\}\{\d*\}", _SUBTITLES),
    ("MPL2", r"\[\d+\]\[\d*\]", _SUBTITLES),
    ("TMPlayer", r"\d{1,2}:\d\d:\d\d[:=][^\n\d][^\n]*\n\d{1,2}:\d\d:\d\d[:=]\D", _SUBTITLES),
    (
        "TTML, DFXP, IMSC, YouTube's XML, ELAN, TEI, CHAT, OHMS",
        rf"{PROLOGUE}<(?:\w+:)?(?:tt|timedtext|transcript|ANNOTATION_DOCUMENT|TEI|teiCorpus|CHAT|ROOT)[\s>]",
        "timed.timed_xml:read_timed_xml",
    ),
    (
        "HTML",
        rf"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:{PAGE}|p|pre|cite|time|span|br)\b[^>]*>",
        "documents.html:read_html",
    ),
)
REFUSED_BYTES = _binary(
    (
        "a PDF",
        r"\s*%[Pp][Dd][Ff]",
        "copy its text, or export the transcript as text or DOCX where it was made",
    ),
    ("an old Word document", r"\xd0\xcf\x11\xe0", "save it as a Word document (.docx)"),
    ("an archive", r"\x1f\x8b|7z\xbc\xaf|Rar!", "unpack it"),
    ("PGS, which is pictures", r"PG.{8}[\x14-\x17\x80]", _AS_SRT),
    ("a picture", r"\x89PNG|\xff\xd8\xff|GIF8|RIFF.{4}WEBP", "give its words as text, or the captions"),
    ("a recording", r"ID3|OggS|fLaC|RIFF|\xff[\xfb\xf3\xf2]|\x1aE\xdf\xa3|.{4}ftyp", "give its captions"),
)
REFUSED = formats(
    ("Final Cut's XML", rf"{PROLOGUE}<(?:fcpxml|xmeml)", _AS_SRT),
    ("VobSub, which is pictures", r"#\s*VobSub", _AS_SRT),
    (*GETTEXT, "give the transcript, or a list of terms as CSV"),
    ANKI,
    ("QuickTime text", r"\{QTtext\}", _AS_SRT),
    ("Cheetah's captions", r"\*(?:Non)?DropFrame|\*\* Caption Number", _AS_SRT),
    (
        "JacoSub's script",
        r"(?:#[^\n]*\n\s*)*(?:\d+:\d\d:\d\d\.\d\d\s+){2}(?:D|[JVH][LCRBTM]\w*)[ \t{]",
        _AS_SRT,
    ),
    (
        "a script of SubViewer 1",
        r"(?:\[[\w ]+\][^\n]*\n(?:[^\n\[]*\n)?){0,20}\[BEGIN\]\s*\*{3}",
        "save it as SubViewer 2 or as SRT",
    ),
    (
        "an e-mail",
        r"(?:Return-Path|Received|Delivered-To|MIME-Version|Message-ID|X-[\w-]+):[ \t]",
        "save what is attached to it, or copy its text",
    ),
    (
        "RTTM, which says who speaks and not what",
        r"(?:SPEAKER|SPKR-INFO)[ \t]+\S+[ \t]+\d+[ \t]+(?:[\d.]+|<NA>)[ \t]",
        "export the transcript as JSON, with its words and speakers",
    ),
    (
        "CTM, which has words without sentences",
        r"(?:;;[^\n]*\n)*(?:[^\s:]+[ \t]+\w+[ \t]+\d+\.\d+[ \t]+\d+\.\d+[ \t]+\S+[ \t\d.]*(?:\n|\Z)){2}",
        "export the transcript as JSON or as captions",
    ),
    (
        "a meeting's chat",
        r"\d\d:\d\d:\d\d[ \t]+From[ \t]{1,3}[^\n]{1,200}:",
        "give the transcript of what was said",
    ),
    (
        "a list of chapters",
        r"CHAPTER\d+=|;FFMETADATA",
        "give the transcript, and the chapters as WebVTT by --chapters",
    ),
    (
        "other XML",
        r"<\?xml|<!DOCTYPE|<\w[\w:.-]*\s[^<>]*xmlns",
        "export captions (WebVTT, SRT, TTML), or text",
    ),
    ("a program's settings", r"\[[\w .-]+\]\s*\n\s*[\w .-]+\s*=", "give the transcript's text"),
)

# Lines of times as Arabic, Persian and Chinese editors write them, and numbers of cues among invisible signs.
_TIME_LINE = re.compile(rf"^[^>\n]*-->.*$|^(?=.*[\xa0{MEANINGLESS}])[ \t\d\xa0{MEANINGLESS}]+$", re.MULTILINE)
_IN_ASCII = str.maketrans(
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９،٫，：．\xa0\u2009\u202f",
    "012345678901234567890123456789,,,:.   ",
    MEANINGLESS,
)
# What was copied out of a page: its block of code, and an arrow as HTML writes it.
_FENCED = re.compile(r"\A\s*(`{3,}|~{3,})\w*[ \t]*\r?\n(.*)^\1\s*\Z", re.DOTALL | re.MULTILINE)
_ENTITY_ARROW = re.compile(r"(?<=\d )--&gt;(?= \d)")
_APART = re.compile(r"(?<=\d):[ ](?=\d\d)")
_BELOW_ZERO = re.compile(r"^[ \t]*-\d+(?::\d+){1,2}[,.]\d+(?=[ \t]*-->[ \t]*\d)", re.MULTILINE | re.ASCII)


def read_document(data: bytes, file: str) -> Captions | str | None:
    """Read a format that is no plain text, as captions or as text; None if it is none of these.

    Raises InvalidInput for what is not read.
    """
    begin = data[:99].decode("latin-1")
    refuse(begin, file, REFUSED_BYTES)
    reader = next((document.then for document in DOCUMENTS if document.begins.match(begin)), None)
    content: Captions | str | None = loaded(reader)(data, file) if reader else None
    return content


def refuse(begin: str, file: str, formats: Sequence[Format], *, which: str = "which is not read") -> None:
    """Raise InvalidInput for a format that is known, and not read."""
    for refused in formats:
        if refused.begins.match(begin):
            message = f"this is {refused.name}, {which}"
            raise invalid(message, code="unknown-format", file=file, line=1, remedy=refused.then)


def as_captions(text: str, file: str) -> Captions | str | None:
    """Return the captions that a text is, or the transcript within it; None if it is plain text.

    Raises InvalidInput for what is not read.
    """
    text = _ENTITY_ARROW.sub("-->", _FENCED.sub(r"\n\2", text))
    if "-->" in text:
        text = _BELOW_ZERO.sub("00:00:00,000", text) if "\n-" in text else text
        if _APART.search(text):
            text = _TIME_LINE.sub(lambda line: _APART.sub(":", line[0]), text)
        text = text if text.isascii() else _TIME_LINE.sub(lambda line: line[0].translate(_IN_ASCII), text)
    if is_webvtt(text):
        return read_captions(text, file)
    if is_recogniser(text):
        return _html_in_json(text, file) or read_recogniser(text, file)
    for known in FORMATS:
        if known.begins.match(text[:5000]):
            content: Captions | str = loaded(known.then)(LINE_BREAK.sub("\n", text), file)
            return content if isinstance(content, Captions) else as_captions(content, file) or content
    refuse(text[:5000], file, REFUSED)
    if is_srt(text):
        return read_captions(text, file)
    return read_timed_lines(LINE_BREAK.sub("\n", text), file)


def _html_in_json(text: str, file: str) -> str | None:
    """Return the transcript that oTranscribe keeps as HTML in JSON."""
    if not re.match(r'\s*\{\s*"(?:text|media|media-source|media-time)"', text) or "<p>" not in text:
        return None
    try:
        html = json.loads(text).get("text", "")
    except (ValueError, RecursionError):
        return None
    if not isinstance(html, str) or "<p>" not in html:
        return None
    lines = loaded("documents.html:read_html")(f"<article>{html}</article>", file)
    return lines if isinstance(lines, str) else None


def loaded(reader: str) -> Callable[..., Any]:
    """Return the function that a table names, whose module is loaded for it alone."""
    module, _, function = reader.partition(":")
    return cast(Callable[..., Any], getattr(import_module(f"tracktwo.reading.{module}"), function))
