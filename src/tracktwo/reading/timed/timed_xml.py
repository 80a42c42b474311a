"""XML with times: TTML of every profile, YouTube's, ELAN, TEI, CHAT, OHMS, by the names of their elements."""

import re
from collections.abc import Callable, Iterator, Mapping

from lxml import etree
from lxml.etree import _Element

from tracktwo.model.problem import invalid
from tracktwo.reading.captions.cues import captions_of
from tracktwo.reading.captions.webvtt import CaptionBlock
from tracktwo.reading.text.lesson import Captions
from tracktwo.reading.text.notices import Notices
from tracktwo.reading.timed.clocks import MILLISECONDS, SECONDS, read_time

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_LINE_START = re.compile(r"[ \t]*\n[ \t\n]*")
_SILENT = ("metadata", "note", "mor", "replacement", "")
_ENCODING = re.compile(r"""(<\?xml[^>]*?)\s+encoding=["'][^"']*["']""")


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


def parse_xml(text: str, file: str, notices: Notices | None = None) -> _Element:
    """Parse XML, in which no entity is looked up; what is cut off is mended, and named in the notices."""
    text = _ENCODING.sub(r"\1", text.strip(), count=1)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, remove_comments=True)
    try:
        root: _Element | None = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        remedy = "export it again, whole"
        raise invalid("this XML is broken", code="broken-captions", file=file, line=1, remedy=remedy)
    fatal = [error for error in parser.error_log if error.level == etree.ErrorLevels.FATAL]
    if fatal and notices:
        message = "broken or cut-off XML, of which all that can be read is"
        notices.add(message, fatal[0].line, fatal[0].message, code="xml-damaged")
    return root


def local_name(element: _Element) -> str:
    """Return an element's name without its namespace; none of what is no element."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _attribute(element: _Element, name: str) -> str:
    """Return an attribute by its name in any namespace."""
    return next((str(value) for key, value in element.attrib.items() if str(key).split("}")[-1] == name), "")


def _elements(root: _Element, *names: str) -> Iterator[_Element]:
    return (element for element in root.iter() if local_name(element) in names)


def _text(element: _Element, *, breaks: tuple[str, ...] = ("br", "lb")) -> str:
    """Return the words of an element, with a line break for each of its own."""
    parts = [element.text or ""]
    for child in element:
        name = local_name(child)
        shown = "\n" if name in breaks else "" if name in _SILENT else _text(child)
        parts += [shown, child.tail or ""]
    return _LINE_START.sub("\n", "".join(parts))


def _ttml(root: _Element) -> Iterator[CaptionBlock]:
    """Read TTML, DFXP and IMSC: a time is from its parent's, unless that is said to be a sequence."""
    frames = float(_attribute(root, "frameRate") or 30)
    multiplier = (_attribute(root, "frameRateMultiplier") or "1 1").replace(":", " ").split()
    frames *= float(multiplier[0]) / float(multiplier[-1])
    # Without a rate, ticks are of a frame or a second; files of 2006 count milliseconds.
    rate = float(_attribute(root, "tickRate") or 0) or (1000 if "2006" in str(root.tag) else 0)

    def time(element: _Element, name: str) -> int | None:
        value = _attribute(element, name).strip()
        if value.endswith("t"):
            return read_time(value[:-1], SECONDS / (rate or _guessed_rate(root)))
        if value.endswith("f"):
            return read_time(value[:-1], SECONDS / frames)
        return read_time(value, frames=frames)

    agents = {
        agent.get(XML_ID, ""): " ".join(_text(name).split())
        for agent in _elements(root, "agent")
        for name in _elements(agent, "name")
    }

    def named(who: str) -> str | None:
        return ", ".join(agents.get(one, one) for one in who.split()) or None

    def read(element: _Element, offset: int, until: int | None, who: str) -> Iterator[CaptionBlock]:
        begin, end, length = (time(element, name) for name in ("begin", "end", "dur"))
        start = offset + (begin or 0)
        stop = start + length if length is not None else offset + end if end is not None else until
        who = _attribute(element, "agent") or who
        spans = [child for child in element.iter() if child is not element and _attribute(child, "begin")]
        if local_name(element) == "p" and not any(_text(span).strip() for span in spans):
            block = CaptionBlock.plain(start, start if stop is None else stop, "", line=_line(element))
            voices = _voices(element, who)
            text = "".join(CaptionBlock.plain(0, 0, said, named(who)).text for who, said in voices)
            yield block._replace(text=text)
        elif local_name(element) == "p":
            yield from _timed_spans(element, start, stop, named(who), time)
        else:
            for child in element:
                yield from read(child, start, stop, who)

    for body in _elements(root, "body"):
        yield from read(body, 0, None, "")


def _voices(element: _Element, who: str) -> Iterator[tuple[str, str]]:
    """Yield who says what in a paragraph, in which spans may have agents of their own."""
    if not any(_attribute(span, "agent") for span in element):
        yield who, _text(element)
        return
    yield who, element.text or ""
    for span in element:
        yield _attribute(span, "agent") or who, "\n" if local_name(span) == "br" else _text(span)
        yield who, span.tail or ""


def _timed_spans(
    element: _Element,
    start: int,
    stop: int | None,
    who: str | None,
    time: Callable[[_Element, str], int | None],
) -> Iterator[CaptionBlock]:
    """Yield the parts of a paragraph whose words have times of their own."""
    end = start if stop is None else stop
    if element.text and element.text.strip():
        yield CaptionBlock.plain(start, end, element.text, who, _line(element))
    for child in element:
        begin, until = time(child, "begin"), time(child, "end")
        first = start + (begin or 0)
        words = "\n" if local_name(child) == "br" else _text(child)
        if (words + (child.tail or "")).strip():
            last = start + until if until is not None else end
            yield CaptionBlock.plain(first, last, words + (child.tail or ""), who, _line(child))


def _guessed_rate(root: _Element) -> float:
    """Return how many ticks are a second, if that is not said: TTML says 1, and few mean it."""
    times = [str(value) for element in root.iter() for value in element.attrib.values()]
    longest = max((int(value[:-1]) for value in times if re.fullmatch(r"\d{1,18}t", value)), default=0)
    return 10_000_000 if longest > 10**8 else 1000 if longest > 10_000 else 1


def _line(element: _Element) -> int:
    return int(str(element.sourceline or 1))


def _youtube(root: _Element) -> Iterator[CaptionBlock]:
    """Read YouTube's srv1 (seconds: `start`, `dur`), srv2 and srv3 (milliseconds: `t`, `d`)."""
    for element in _elements(root, "text", "p"):
        begun, length = element.get("start"), element.get("dur")
        unit = SECONDS if begun is not None else MILLISECONDS
        start = read_time(begun or element.get("t"), unit)
        span = read_time(length or element.get("d"), unit)
        if start is not None and element.get("a") != "1":
            words = re.sub(r"&(?:amp;)?#39;", "'", _text(element))
            yield CaptionBlock.plain(start, start + (span or 0), words, None, _line(element))


def _elan(root: _Element) -> Iterator[CaptionBlock]:
    """Read ELAN's tiers whose annotations have times; those of others translate or analyse them."""
    slots = {
        slot.get("TIME_SLOT_ID", ""): read_time(slot.get("TIME_VALUE"), 1)
        for slot in _elements(root, "TIME_SLOT")
    }
    blocks = []
    for tier in _elements(root, "TIER"):
        who = tier.get("PARTICIPANT") or tier.get("TIER_ID")
        if tier.get("PARENT_REF"):
            continue
        for annotation in _elements(tier, "ALIGNABLE_ANNOTATION"):
            start, end = (slots.get(annotation.get(f"TIME_SLOT_REF{n}", "")) for n in (1, 2))
            words = " ".join(_text(value) for value in _elements(annotation, "ANNOTATION_VALUE"))
            first = start or 0
            blocks.append(
                CaptionBlock.plain(first, first if end is None else end, words, who, _line(annotation))
            )
    yield from sorted(blocks)


def _tei(root: _Element) -> Iterator[CaptionBlock]:
    """Read TEI's utterances (ISO 24624 too): times are of its timeline, people of its header."""
    times = _timeline(root)
    people = {
        person.get(XML_ID, ""): " ".join(
            " ".join(_text(name) for name in _elements(person, "persName", "name")).split()
        )
        for person in _elements(root, "person")
    }
    spoken = []
    for element in _elements(root, "u"):
        parent = element.getparent()
        block = parent if parent is not None and local_name(parent) == "annotationBlock" else element
        who = (block.get("who") or element.get("who") or "").strip().removeprefix("#")
        start, end = (
            times.get((block.get(name) or element.get(name) or "").removeprefix("#"))
            for name in ("start", "end")
        )
        spoken.append((start, end, people.get(who) or who or None, _words(element), _line(element)))
    last = 0
    for (start, end, said_by, words, line), following in zip(spoken, (*spoken[1:], None), strict=True):
        last = last if start is None else start
        until = end if end is not None else following[0] if following else None
        yield CaptionBlock.plain(last, last if until is None else until, words, said_by, line)


def _words(element: _Element) -> str:
    """Return an utterance, whose words may each be an element."""
    if any(True for _ in _elements(element, "w")):
        texts = (
            _text(word) if local_name(word) == "pc" else f" {_text(word)}"
            for word in _elements(element, "w", "pc")
        )
        return "".join(texts).strip()
    return _text(element)


def _timeline(root: _Element) -> Mapping[str, int]:
    units = {"s": 1000.0, "ms": 1.0, "min": 60_000.0, "h": 3_600_000.0}
    times: dict[str, int] = {}
    for line in _elements(root, "timeline"):
        for when in _elements(line, "when"):
            since = times.get((when.get("since") or "").removeprefix("#"), 0)
            unit = units.get(when.get("unit") or line.get("unit") or "s", 1000.0)
            time = read_time(when.get("absolute") or when.get("interval") or 0, unit)
            times[when.get(XML_ID, "")] = since + (time or 0)
    return times


def _talkbank(root: _Element) -> Iterator[CaptionBlock]:
    """Read CHAT as TalkBank's XML: words and marks are elements; what replaces a word was not said."""
    names = {one.get("id", ""): one.get("name") or "" for one in _elements(root, "participant")}
    marks = {"p": ".", "q": "?", "e": "!", "comma": ","}
    last = 0
    for spoken in _elements(root, "u"):
        words = []
        for part in _elements(spoken, "w", "t", "tagMarker"):
            replaces = any(local_name(parent) == "replacement" for parent in part.iterancestors())
            if local_name(part) == "w" and not replaces:
                words.append(f" {_text(part)}")
            elif local_name(part) != "w":
                words.append(marks.get(part.get("type", ""), ""))
        media = next(_elements(spoken, "media"), None)
        unit = MILLISECONDS if media is not None and media.get("unit") == "ms" else SECONDS
        start, end = (
            None if media is None else read_time(media.get(name), unit) for name in ("start", "end")
        )
        last = last if start is None else start
        who = spoken.get("who", "")
        text = "".join(words).strip()
        yield CaptionBlock.plain(
            last, last if end is None else end, text, names.get(who) or who, _line(spoken)
        )


def _ohms(root: _Element) -> str:
    """Return the transcript of OHMS's record, with its title; a minute's `sync` is of a printed line."""
    title = next((" ".join(_text(title).split()) for title in _elements(root, "title")), "")
    texts = [element.text or "" for element in _elements(root, "transcript", "vtt_transcript")]
    text = max(texts, key=len, default="")
    return text if text.lstrip().startswith("WEBVTT") else f"# {title}\n\n{text}" if title else text


_READERS: Mapping[str, Callable[[_Element], Iterator[CaptionBlock]]] = {
    "tt": _ttml,
    "timedtext": _youtube,
    "transcript": _youtube,
    "ANNOTATION_DOCUMENT": _elan,
    "TEI": _tei,
    "teiCorpus": _tei,
    "CHAT": _talkbank,
}
