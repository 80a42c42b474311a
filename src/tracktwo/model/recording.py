"""The recording of a lesson: a file below the documents, or a video at a host that we know how to play."""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from tracktwo.model.addresses import is_of_web
from tracktwo.model.problem import Problem


class VideoHost(NamedTuple):
    """A host of videos: how its addresses are written, and where it plays one, given its id and its key.

    `moment` is where people watch it from a second on.
    """

    name: str
    address: re.Pattern[str]
    player: str
    moment: str


# A video that Vimeo does not list has a key, as in `vimeo.com/123/abcdef`, without which it does not play.
VIDEO_HOSTS = (
    VideoHost(
        "YouTube",
        re.compile(
            r"https?://(?:[\w-]+\.)?(?:youtu\.be/|youtube(?:-nocookie)?\.com/(?:watch\?(?:.*&)?v=|embed/|live/|shorts/))"
            r"(?P<id>[\w-]{11})(?!\w).*(?P<key>)"
        ),
        "https://www.youtube-nocookie.com/embed/{id}",
        "https://youtu.be/{id}?t={seconds}",
    ),
    VideoHost(
        "Vimeo",
        re.compile(
            r"https?://(?:www\.|player\.)?vimeo\.com/(?:(?:[^/?#]*+/)*[^a-z/?#]*+[a-z][^/?#]*+/)?(?P<id>[0-9]+)"
            r"(?:(?:/|\?(?:[^#]*&)?h=)(?P<key>\w+))?(?:[/?#&].*)?"
        ),
        "https://player.vimeo.com/video/{id}?h={key}",
        "https://vimeo.com/{id}/{key}#t={seconds}s",
    ),
)
RECORDING_KEYS = ("video", "audio", "captions", "descriptions")


@dataclass(frozen=True, slots=True)
class Recording:
    """What of a lesson was recorded.

    `file` is a path below the documents; for a video elsewhere it is empty, `address` is where people watch
    it, and `host` and `video_id` name it where we can play it (`video_key` for one that is not listed).
    `captions` and `descriptions` are paths below the documents.
    """

    kind: Literal["video", "audio"]
    file: str = ""
    address: str = ""
    host: str = ""
    video_id: str = ""
    video_key: str = ""
    captions: str = ""
    descriptions: str = ""

    @property
    def player_url(self) -> str:
        """Where its host plays it, or nothing."""
        player = next((host.player for host in VIDEO_HOSTS if host.name == self.host), "")
        return player.format(id=self.video_id, key=self.video_key).removesuffix("?h=")

    def moment(self, seconds: int) -> str:
        """Return where people watch it from a second on, if its host can do that; else nothing."""
        moment = next((host.moment for host in VIDEO_HOSTS if host.name == self.host), "")
        return moment.format(id=self.video_id, key=self.video_key, seconds=seconds).replace("/#", "#")

    @property
    def place(self) -> str:
        """The file or the address, as an author writes it."""
        return self.file or self.address


def read_recording(written: Mapping[str, str]) -> Recording | None:
    """Return the recording that front matter names: its `video`, else its `audio`; None without either."""
    kind: Literal["video", "audio"] = "video" if written.get("video") else "audio"
    place = written.get(kind, "")
    if not place:
        return None
    beside = {name: written.get(name, "") for name in ("captions", "descriptions")}
    if "://" not in place:
        return Recording(kind, file=place, **beside)
    for host in VIDEO_HOSTS:
        if kind == "video" and (found := host.address.fullmatch(place)):
            key = found["key"] or ""
            return Recording(kind, "", place, host.name, found["id"], key, **beside)
    return Recording(kind, address=place, **beside) if is_of_web(place) else None


def check_recording(
    written: Mapping[str, str],
    files: Container[str],
    lines: Mapping[str, int] | None = None,
) -> Iterator[Problem]:
    """Yield what of a recording cannot be played, given what front matter says and on which lines.

    `files` are the paths of the files below the folder of documents.
    """
    for name in RECORDING_KEYS:
        value = written.get(name, "")
        what, remedy = "", ""
        if "://" in value:
            recording = read_recording({name: value})
            if not recording or not recording.host:
                what, remedy = "this is no video of YouTube or Vimeo", "name a file below docs/"
        elif value and value not in files:
            what, remedy = "there is no such file below docs/", "put it there, or mend the name"
        elif value and name in ("captions", "descriptions") and not value.lower().endswith(".vtt"):
            what, remedy = "browsers read WebVTT only", "name a .vtt file"
        if what:
            line = (lines or {}).get(name, 1)
            yield Problem("", line, "unplayable", "warning", f"{name}: {value}: {what}", remedy)
