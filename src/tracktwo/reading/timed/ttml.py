"""TTML of every profile, DFXP of 2006 among them, as captions."""

import re
from collections.abc import Callable, Iterator, Sequence

from lxml.etree import _Element

from tracktwo.reading.captions.webvtt import CaptionBlock
from tracktwo.reading.text.xml_elements import XML_ID, attribute, elements, line_of, local_name, text_of
from tracktwo.reading.timed.clocks import SECONDS, read_time


def read_ttml(root: _Element) -> Iterator[CaptionBlock]:
    """Read TTML, DFXP and IMSC: a time is from its parent's, unless that is said to be a sequence."""
    multiplier = (attribute(root, "frameRateMultiplier") or "1 1").replace(":", " ").split()
    times, by = (_rate(part) or 1 for part in (multiplier[0], multiplier[-1]))
    frames = (_rate(attribute(root, "frameRate")) or 30) * times / by
    # Without a rate, ticks are of a frame or a second; files of 2006 count milliseconds.
    rate = _rate(attribute(root, "tickRate")) or (1000 if "2006" in str(root.tag) else 0)

    def time(element: _Element, name: str) -> int | None:
        value = attribute(element, name).strip()
        if value.endswith("t"):
            return read_time(value[:-1], SECONDS / (rate or _guessed_rate(root)))
        if value.endswith("f"):
            return read_time(value[:-1], SECONDS / frames)
        return read_time(value, frames=frames)

    agents = {
        agent.get(XML_ID, ""): " ".join(text_of(name).split())
        for agent in elements(root, "agent")
        for name in elements(agent, "name")
    }

    def named(who: str) -> str | None:
        return ", ".join(agents.get(one, one) for one in who.split()) or None

    def read(element: _Element, offset: int, until: int | None, who: str) -> Iterator[CaptionBlock]:
        begin, end, length = (time(element, name) for name in ("begin", "end", "dur"))
        start = offset + (begin or 0)
        stop = start + length if length is not None else offset + end if end is not None else until
        who = attribute(element, "agent") or who
        spans = [child for child in element.iter() if child is not element and attribute(child, "begin")]
        if local_name(element) == "p" and not any(text_of(span).strip() for span in spans):
            block = CaptionBlock.plain(start, stop, "", line=line_of(element))
            voices = _voices(element, who)
            text = "".join(CaptionBlock.plain(0, 0, said, named(who)).text for who, said in voices)
            yield block._replace(text=text)
        elif local_name(element) == "p":
            # Of words, many programs write when they are in the recording, and not in their paragraph.
            first = min(time(span, "begin") or 0 for span in spans)
            within = offset if begin and first >= begin else start
            yield from _timed_spans(element, within, (start, stop), named(who), time)
        else:
            for child in element:
                blocks = list(read(child, start, stop, who))
                yield from blocks
                if attribute(element, "timeContainer") == "seq":
                    start = max((block.end for block in blocks), default=start)

    for body in elements(root, "body"):
        yield from read(body, 0, None, "")


def _voices(element: _Element, who: str) -> Iterator[tuple[str, str]]:
    """Yield who says what in a paragraph, in which spans may have agents of their own."""
    if not any(attribute(span, "agent") for span in element):
        yield who, text_of(element)
        return
    yield who, element.text or ""
    for span in element:
        yield attribute(span, "agent") or who, "\n" if local_name(span) == "br" else text_of(span)
        yield who, span.tail or ""


def _rate(text: str) -> float:
    """Return a number of frames or ticks a second; 0 of what is none."""
    return float(text) if re.fullmatch(r"\d{1,9}(?:\.\d{1,9})?", text, re.ASCII) else 0.0


def _timed_spans(
    element: _Element,
    offset: int,
    span: tuple[int, int | None],
    who: str | None,
    time: Callable[[_Element, str], int | None],
) -> Iterator[CaptionBlock]:
    """Yield the parts of a paragraph whose words have times of their own, counted from an offset."""
    start, stop = span
    end = start if stop is None else stop
    parts = [CaptionBlock(start, end, element.text or "", "", line_of(element))]
    for child in element:
        begin, until = time(child, "begin"), time(child, "end")
        words = ("\n" if local_name(child) == "br" else text_of(child)) + (child.tail or "")
        first = start if begin is None else offset + begin
        last = end if until is None else offset + until
        parts.append(CaptionBlock(first, last, words, "", line_of(child)))
    for part in _whole_words(parts):
        if part.text.strip():
            yield CaptionBlock.plain(part.start, part.end, part.text, who, part.line)


def _whole_words(parts: Sequence[CaptionBlock]) -> Iterator[CaptionBlock]:
    """Join the syllables of a word; where no part has a space at an edge, each is a word."""
    spaced = any(part.text != part.text.strip() for part in parts[:-1])
    held = parts[0]
    for part in parts[1:]:
        if spaced and held.text[-1:].strip() and part.text[:1].strip():
            held = held._replace(end=part.end, text=held.text + part.text)
        else:
            yield held
            held = part
    yield held


def _guessed_rate(root: _Element) -> float:
    """Return how many ticks are a second, if that is not said: TTML says 1, and few mean it."""
    times = [str(value) for element in root.iter() for value in element.attrib.values()]
    longest = max((int(value[:-1]) for value in times if re.fullmatch(r"\d{1,18}t", value)), default=0)
    return 10_000_000 if longest > 10**8 else 1000 if longest > 10_000 else 1
