"""What a recorded lesson says, as machines read it: its words, and its sections with their times."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class Clip:
    """A section with a time in it: its name, its start and its end in seconds; the last has no end."""

    name: str
    start: int
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was said, without times, and the sections in which a time stands, by their times."""

    text: str
    clips: tuple[Clip, ...]


def transcript_of(title: str, root: HtmlElement) -> Transcript:
    """Read a page's tree, which stays as it is. `title` names what stands above its first section.

    Of sections that start in the same second the first is there: search engines want each start once.
    """
    name = title
    starts: dict[int, str] = {}
    for element in root.iter(*_HEADINGS, "a"):
        if element.tag in _HEADINGS:
            name = " ".join(element.text_content().split())
        elif name and _is_time(element):
            starts.setdefault(int(element.get("href", "#t0").removeprefix("#t")), name)
            name = ""  # the section has its start
    ends = [*sorted(starts)[1:], None]
    clips = (Clip(starts[start], start, end) for start, end in zip(sorted(starts), ends, strict=False))
    lines = "".join(_words(root)).splitlines()
    return Transcript("\n".join(filter(None, map(str.strip, lines))), tuple(clips))


def _is_time(element: HtmlElement) -> bool:
    return element.tag == "a" and "time" in element.classes and "data-tracktwo" in element.attrib


def _words(element: HtmlElement) -> Iterator[str]:
    """Yield the text of an element without its times."""
    if isinstance(element.tag, str) and not _is_time(element):
        yield element.text or ""
        for child in element:
            yield from _words(child)
            yield child.tail or ""
