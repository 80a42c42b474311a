"""The recording of a lesson, as its front matter names it: `video` or `audio`, `captions`, `descriptions`."""

import re
from collections.abc import Container, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass

from tracktwo.publishing.book.html_page import HEADING_TAGS, ParsedPage
from tracktwo.publishing.book.title_page import text_of

FILES = ("video", "audio", "captions", "descriptions")
_YOUTUBE = re.compile(
    r"https?://(?:[\w-]+\.)?(?:youtu\.be/|youtube(?:-nocookie)?\.com/(?:watch\?(?:.*&)?v=|embed/|live/|shorts/))"
    r"([\w-]{11})(?!\w).*"
)
_VIMEO = re.compile(
    r"https?://(?:www\.|player\.)?vimeo\.com/(?:[^?#]*[a-z][^/?#]*/)?([0-9]+)"
    r"(?:(?:/|\?(?:[^#]*&)?h=)(\w+))?(?:[/?#&].*)?"
)


@dataclass(frozen=True, slots=True)
class Clip:
    """A section with a time in it: its name, its start and its end in seconds; the last has no end."""

    name: str
    start: int
    end: int | None = None


def embed_url(address: str) -> str:
    """Return where YouTube or Vimeo plays an address, or nothing if it is none of theirs.

    A video that Vimeo does not list has a key, as in `vimeo.com/123/abcdef`, without which it does not play.
    """
    if found := _YOUTUBE.fullmatch(address):
        return f"https://www.youtube-nocookie.com/embed/{found[1]}"
    found = _VIMEO.fullmatch(address)
    if not found:
        return ""
    return f"https://player.vimeo.com/video/{found[1]}" + (f"?h={found[2]}" if found[2] else "")


def transcript_of(parsed: ParsedPage) -> tuple[str, list[Clip]]:
    """Return what was said, without times, and the sections in which a time stands, by their times.

    Of sections that start in the same second the first is there: search engines want each start once.
    """
    name = parsed.page.title
    starts: dict[int, str] = {}
    for element in parsed.root.iter(*HEADING_TAGS, "a"):
        if element.tag in HEADING_TAGS:
            name = " ".join(element.text_content().split())
        elif name and "time" in element.classes:
            starts.setdefault(int(element.get("href", "#t0").removeprefix("#t")), name)
            name = ""  # the section has its start
    root = deepcopy(parsed.root)  # others read the page's own
    for time in root.find_class("time"):
        time.drop_tree()
    ends = [*sorted(starts)[1:], None]
    clips = [Clip(starts[start], start, end) for start, end in zip(sorted(starts), ends, strict=False)]
    return "\n".join(filter(None, map(str.strip, root.text_content().splitlines()))), clips


def wrong(meta: Mapping[str, object], source: str, files: Container[str]) -> Iterator[tuple[int, str]]:
    """Say what of a recording cannot be played: the line in the page's source, what, and the remedy.

    `files` are the paths of the files below the folder of documents.
    """
    for name in FILES:
        value = text_of(meta.get(name))
        line = next((n for n, text in enumerate(source.splitlines(), 1) if text.startswith(f"{name}:")), 1)
        if "://" in value:
            if name != "video" or not embed_url(value):
                yield line, f"{name}: {value}: this is no video of YouTube or Vimeo; name a file below docs/"
        elif value and value not in files:
            yield line, f"{name}: {value}: there is no such file below docs/; put it there, or mend the name"
        elif value and name in ("captions", "descriptions") and not value.lower().endswith(".vtt"):
            yield line, f"{name}: {value}: browsers read WebVTT only; name a .vtt file"
