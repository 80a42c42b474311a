"""The readers of all formats, by how a source begins; each is loaded only when its format is met.

The guide's table of formats has a row for each row of `FORMATS`.
"""

import json
import re
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NamedTuple

from tracktwo.model.problem import invalid
from tracktwo.model.scripts import MEANINGLESS
from tracktwo.reading.captions.cues import read_captions
from tracktwo.reading.captions.srt import is_srt
from tracktwo.reading.captions.webvtt import is_webvtt
from tracktwo.reading.recognisers.asr_json import is_recogniser, read_recogniser
from tracktwo.reading.text.lesson import Captions
from tracktwo.reading.text.lines import LINE_BREAK
from tracktwo.reading.timed.timed_lines import read_timed_lines, timed_form


class Format(NamedTuple):
    """A format by how it begins, and the function that reads it: `module:function` below `reading`."""

    name: str
    begins: re.Pattern[str]
    reader: str


class Refused(NamedTuple):
    """A format that is not read, and what to do instead."""

    name: str
    begins: re.Pattern[str]
    remedy: str


def begins(pattern: str) -> re.Pattern[str]:
    """Return what finds how a text begins, below white space, in any case."""
    return re.compile(rf"\A\s*+(?:{pattern})", re.IGNORECASE | re.DOTALL)


# What stands above the root of XML.
PROLOGUE = r"(?:<\?xml[^>]*>\s*)?(?:<!--(?:[^-]|-(?!->))*-->\s*)*(?:<!DOCTYPE[^>]*>\s*)?"
GETTEXT = Refused(
    "gettext's catalogue of translations",
    begins(r'(?:#[^\n]*\n|\s)*msgid\s+"'),
    "give the transcript, or a list of terms as CSV",
)
ANKI = Refused(
    "a deck of Anki", begins(r"#(?:separator|html|notetype|deck):"), "export its terms as CSV, without HTML"
)
# In bytes, read as Latin-1.
DOCUMENTS = (
    Format("Word, OpenDocument", re.compile(r"\APK\x03\x04"), "documents.word:read_word"),
    Format("RTF", re.compile(r"\A\s*\{\\rtf"), "documents.rtf:read_rtf"),
    Format(
        "EBU-STL",
        re.compile(r"\A(?:437|850|860|863|865)STL\d\d\.\d\d", re.DOTALL),
        "timed.subtitles:read_ebu_stl",
    ),
)
FORMATS = (
    Format("SCC", begins("Scenarist_SCC"), "timed.subtitles:read_subtitles"),
    Format(
        "ASS, SSA",
        begins(r"(?:;[^\n]*\n|\s)*\[(?:Script Info|V4\+? Styles|Events)\]|Dialogue:\s*\d"),
        "timed.subtitles:read_subtitles",
    ),
    Format("SAMI", begins("<SAMI"), "timed.subtitles:read_subtitles"),
    Format("MicroDVD", begins(r"\{\d+\}\{\d*\}"), "timed.subtitles:read_subtitles"),
    Format("MPL2", begins(r"\[\d+\]\[\d*\]"), "timed.subtitles:read_subtitles"),
    Format(
        "TMPlayer",
        begins(r"\d{1,2}:\d\d:\d\d[:=][^\n\d][^\n]*\n\d{1,2}:\d\d:\d\d[:=]\D"),
        "timed.subtitles:read_subtitles",
    ),
    Format(
        "TTML, DFXP, IMSC, YouTube's XML, ELAN, TEI, CHAT, OHMS",
        begins(
            rf"{PROLOGUE}<(?:\w+:)?(?:tt|timedtext|transcript|ANNOTATION_DOCUMENT|TEI|teiCorpus|CHAT|ROOT)[\s>]"
        ),
        "timed.timed_xml:read_timed_xml",
    ),
    Format(
        "HTML",
        begins(
            r"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|main|article|section|div"
            r"|p|pre|cite|time|h[1-6]|dl|ol|ul|table|span|br)\b[^>]*>"
        ),
        "documents.html:read_html",
    ),
)
REFUSED_BYTES = (
    Refused(
        "a PDF", begins("%PDF"), "copy its text, or export the transcript as text or DOCX where it was made"
    ),
    Refused("an old Word document", re.compile(r"\A\xd0\xcf\x11\xe0"), "save it as a Word document (.docx)"),
    Refused("an archive", re.compile(r"\A(?:\x1f\x8b|7z\xbc\xaf|Rar!)"), "unpack it"),
    Refused(
        "PGS, which is pictures",
        re.compile(r"\APG.{8}[\x14-\x17\x80]", re.DOTALL),
        "export its captions as SRT",
    ),
    Refused(
        "a picture",
        re.compile(r"\A(?:\x89PNG|\xff\xd8\xff|GIF8|RIFF.{4}WEBP)", re.DOTALL),
        "give its words as text, or the captions",
    ),
    Refused(
        "a recording",
        re.compile(r"\A(?:ID3|OggS|fLaC|RIFF|\xff[\xfb\xf3\xf2]|\x1aE\xdf\xa3|.{4}ftyp)", re.DOTALL),
        "give its captions",
    ),
)
REFUSED = (
    Refused("Final Cut's XML", begins(rf"{PROLOGUE}<(?:fcpxml|xmeml)"), "export its captions as SRT"),
    Refused("VobSub, which is pictures", begins(r"#\s*VobSub"), "export its captions as SRT"),
    GETTEXT,
    ANKI,
    Refused("QuickTime text", begins(r"\{QTtext\}"), "export its captions as SRT"),
    Refused(
        "Cheetah's captions",
        begins(r"\*(?:Non)?DropFrame|\*\* Caption Number"),
        "export its captions as SRT",
    ),
    Refused(
        "JacoSub's script",
        begins(r"(?:#[^\n]*\n\s*)*(?:\d+:\d\d:\d\d\.\d\d\s+){2}(?:D|[JVH][LCRBTM]\w*)[ \t{]"),
        "export its captions as SRT",
    ),
    Refused(
        "a script of SubViewer 1",
        begins(r"(?:\[[\w ]+\][^\n]*\n(?:[^\n\[]*\n)?){0,20}\[BEGIN\]\s*\*{3}"),
        "save it as SubViewer 2 or as SRT",
    ),
    Refused(
        "an e-mail",
        begins(r"(?:Return-Path|Received|Delivered-To|MIME-Version|Message-ID|X-[\w-]+):[ \t]"),
        "save what is attached to it, or copy its text",
    ),
    Refused(
        "RTTM, which says who speaks and not what",
        begins(r"(?:SPEAKER|SPKR-INFO)[ \t]+\S+[ \t]+\d+[ \t]+(?:[\d.]+|<NA>)[ \t]"),
        "export the transcript as JSON, with its words and speakers",
    ),
    Refused(
        "CTM, which has words without sentences",
        begins(
            r"(?:;;[^\n]*\n)*(?:[^\s:]+[ \t]+\w+[ \t]+\d+\.\d+[ \t]+\d+\.\d+[ \t]+\S+[ \t\d.]*(?:\n|\Z)){2}"
        ),
        "export the transcript as JSON or as captions",
    ),
    Refused(
        "a meeting's chat",
        begins(r"\d\d:\d\d:\d\d[ \t]+From[ \t]{1,3}[^\n]{1,200}:"),
        "give the transcript of what was said",
    ),
    Refused(
        "a list of chapters",
        begins(r"CHAPTER\d+=|;FFMETADATA"),
        "give the transcript, and the chapters as WebVTT by --chapters",
    ),
    Refused(
        "other XML",
        begins(r"<\?xml|<!DOCTYPE|<\w[\w:.-]*\s[^<>]*xmlns"),
        "export captions (WebVTT, SRT, TTML), or text",
    ),
    Refused(
        "a program's settings", begins(r"\[[\w .-]+\]\s*\n\s*[\w .-]+\s*="), "give the transcript's text"
    ),
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


def is_document(data: bytes, file: str) -> bool:
    """Tell whether bytes are of a format that is no plain text. Raises InvalidInput for what is not read."""
    begin = data[:99].decode("latin-1")
    _refuse_by_name(begin, file, REFUSED_BYTES)
    return any(document.begins.match(begin) for document in DOCUMENTS)


def read_document(data: bytes, file: str) -> Captions | str:
    """Read what `is_document` knows, as captions or as text."""
    begin = data[:99].decode("latin-1")
    found = next(document for document in DOCUMENTS if document.begins.match(begin))
    content: Captions | str = _loaded(found.reader)(data, file)
    return content


def _refuse_by_name(begin: str, file: str, formats: Sequence[Refused]) -> None:
    """Raise InvalidInput for a format that is known, and not read."""
    for refused in formats:
        if refused.begins.match(begin):
            message = f"this is {refused.name}, which is not read"
            raise invalid(message, code="unknown-format", file=file, line=1, remedy=refused.remedy)


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
            content: Captions | str = _loaded(known.reader)(LINE_BREAK.sub("\n", text), file)
            return content if isinstance(content, Captions) else as_captions(content, file) or content
    _refuse_by_name(text[:5000], file, REFUSED)
    if is_srt(text):
        return read_captions(text, file)
    text = LINE_BREAK.sub("\n", text)
    return read_timed_lines(text, file) if timed_form(text) else None


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
    lines = _loaded("documents.html:read_html")(f"<article>{html}</article>", file)
    return lines if isinstance(lines, str) else None


def _loaded(reader: str) -> Callable[..., Captions | str]:
    module, _, function = reader.partition(":")
    loaded: Callable[..., Captions | str] = getattr(import_module(f"tracktwo.reading.{module}"), function)
    return loaded
