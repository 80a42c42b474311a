"""XML with times: TTML of every profile, YouTube's, ELAN, TEI, CHAT, OHMS, by the names of their elements."""

import re
from collections.abc import Callable, Iterator, Mapping

from lxml.etree import _Element

from tracktwo.model.problem import invalid
from tracktwo.reading.captions.cues import captions_of
from tracktwo.reading.captions.webvtt import CaptionBlock
from tracktwo.reading.text.lesson import Captions
from tracktwo.reading.text.notices import Notices
from tracktwo.reading.text.xml_elements import (
    XML_ID,
    XML_LANG,
    elements,
    line_of,
    local_name,
    parse_xml,
    text_of,
)
from tracktwo.reading.timed.clocks import MILLISECONDS, SECONDS, read_time
from tracktwo.reading.timed.ttml import read_ttml


def read_timed_xml(text: str, file: str) -> Captions | str:
    """Return captions, or of OHMS a transcript as text.

    Raises InvalidInput for broken XML, and for what has a root that none of the readers knows.
    """
    notices = Notices(file)
    root = parse_xml(text, file, notices)
    name = local_name(root)
    if name == "ROOT":
        return _ohms(root)
    reader = _READERS.get(name)
    if reader is None:
        message = f"this XML is none of a transcript that is read here: <{name}>"
        remedy = "export captions (WebVTT, SRT or TTML), or text, where it was made"
        raise invalid(message, code="unknown-format", file=file, line=1, remedy=remedy)
    language = root.get(XML_LANG) or root.get("lang") or None
    return captions_of(reader(root), notices, text, language=language)


def _youtube(root: _Element) -> Iterator[CaptionBlock]:
    """Read YouTube's srv1 (seconds: `start`, `dur`), srv2 and srv3 (milliseconds: `t`, `d`)."""
    for element in elements(root, "text", "p"):
        begun, length = element.get("start"), element.get("dur")
        unit = SECONDS if begun is not None else MILLISECONDS
        start = read_time(begun or element.get("t"), unit)
        span = read_time(length or element.get("d"), unit)
        if start is not None and element.get("a") != "1":
            words = re.sub(r"&(?:amp;)?#39;", "'", text_of(element))
            yield CaptionBlock.plain(start, start + (span or 0), words, None, line_of(element))


def _elan(root: _Element) -> Iterator[CaptionBlock]:
    """Read ELAN's tiers whose annotations have times; those of others translate or analyse them."""
    slots = {
        slot.get("TIME_SLOT_ID", ""): read_time(slot.get("TIME_VALUE"), 1)
        for slot in elements(root, "TIME_SLOT")
    }
    blocks = []
    for tier in elements(root, "TIER"):
        who = tier.get("PARTICIPANT") or tier.get("TIER_ID")
        if tier.get("PARENT_REF"):
            continue
        for annotation in elements(tier, "ALIGNABLE_ANNOTATION"):
            start, end = (slots.get(annotation.get(f"TIME_SLOT_REF{n}", "")) for n in (1, 2))
            words = " ".join(text_of(value) for value in elements(annotation, "ANNOTATION_VALUE"))
            blocks.append(CaptionBlock.plain(start or 0, end, words, who, line_of(annotation)))
    yield from sorted(blocks)


def _tei(root: _Element) -> Iterator[CaptionBlock]:
    """Read TEI's utterances (ISO 24624 too): times are of its timeline, people of its header."""
    times = _timeline(root)
    people = {
        person.get(XML_ID, ""): " ".join(
            " ".join(text_of(name) for name in elements(person, "persName", "name")).split()
        )
        for person in elements(root, "person")
    }
    spoken = []
    for element in elements(root, "u"):
        parent = element.getparent()
        block = parent if parent is not None and local_name(parent) == "annotationBlock" else element
        who = (block.get("who") or element.get("who") or "").strip().removeprefix("#")
        start, end = (
            times.get((block.get(name) or element.get(name) or "").removeprefix("#"))
            for name in ("start", "end")
        )
        spoken.append((start, end, people.get(who) or who or None, _words(element), line_of(element)))
    last = 0
    for (start, end, said_by, words, line), following in zip(spoken, (*spoken[1:], None), strict=False):
        last = last if start is None else start
        until = end if end is not None else following[0] if following else None
        yield CaptionBlock.plain(last, until, words, said_by, line)


def _words(element: _Element) -> str:
    """Return an utterance, whose words may each be an element."""
    if any(True for _ in elements(element, "w")):
        texts = (
            text_of(word) if local_name(word) == "pc" else f" {text_of(word)}"
            for word in elements(element, "w", "pc")
        )
        return "".join(texts).strip()
    return text_of(element)


def _timeline(root: _Element) -> Mapping[str, int]:
    units = {"s": 1000.0, "ms": 1.0, "min": 60_000.0, "h": 3_600_000.0}
    times: dict[str, int] = {}
    for line in elements(root, "timeline"):
        for when in elements(line, "when"):
            since = times.get((when.get("since") or "").removeprefix("#"), 0)
            unit = units.get(when.get("unit") or line.get("unit") or "s", 1000.0)
            time = read_time(when.get("absolute") or when.get("interval") or 0, unit)
            times[when.get(XML_ID, "")] = since + (time or 0)
    return times


def _talkbank(root: _Element) -> Iterator[CaptionBlock]:
    """Read CHAT as TalkBank's XML: words and marks are elements; what replaces a word was not said."""
    names = {one.get("id", ""): one.get("name") or "" for one in elements(root, "participant")}
    marks = {"p": ".", "q": "?", "e": "!", "comma": ","}
    last = 0
    for spoken in elements(root, "u"):
        words = []
        for part in elements(spoken, "w", "t", "tagMarker"):
            replaces = any(local_name(parent) == "replacement" for parent in part.iterancestors())
            if local_name(part) == "w" and not replaces:
                words.append(f" {text_of(part)}")
            elif local_name(part) != "w":
                words.append(marks.get(part.get("type", ""), ""))
        media = next(elements(spoken, "media"), None)
        unit = MILLISECONDS if media is not None and media.get("unit") == "ms" else SECONDS
        start, end = (
            None if media is None else read_time(media.get(name), unit) for name in ("start", "end")
        )
        last = last if start is None else start
        who = spoken.get("who", "")
        text = "".join(words).strip()
        yield CaptionBlock.plain(last, end, text, names.get(who) or who, line_of(spoken))


def _ohms(root: _Element) -> str:
    """Return the transcript of OHMS's record, with its title; a minute's `sync` is of a printed line."""
    title = next((" ".join(text_of(title).split()) for title in elements(root, "title")), "")
    texts = [element.text or "" for element in elements(root, "transcript", "vtt_transcript")]
    text = max(texts, key=len, default="")
    return text if text.lstrip().startswith("WEBVTT") else f"# {title}\n\n{text}" if title else text


_READERS: Mapping[str, Callable[[_Element], Iterator[CaptionBlock]]] = {
    "tt": read_ttml,
    "timedtext": _youtube,
    "transcript": _youtube,
    "ANNOTATION_DOCUMENT": _elan,
    "TEI": _tei,
    "teiCorpus": _tei,
    "CHAT": _talkbank,
}
