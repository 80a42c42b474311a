r"""Who speaks, and when: what a line of a transcript says before it comes to what was said.

As people and programs write it: `**Name:** \[04:07\]` (podcasts), `NAME: ...`, `[12:34] ...`, `00:12:34`,
`(12:34)`, and on a line of its own `Name 12:34` (Otter, Teams), `12:34 Name`, `[Name] 12:34:56` (Zoom).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

from tracktwo.reading.text.speaker_names import Label, is_head, may_be_label, names_of
from tracktwo.reading.text.times import ANY_TIME, BRACKETED_CLOCK, WRITTEN_CLOCK, milliseconds

_NAME = r"[^\W\d_](?:[^:：\n\[\]()*|<>\"?!;]{0,38}[^\s:\n\[\]()*|<>\"?!;,：])?"
TIME = re.compile(rf"(?:\*\*)?(?P<time>{BRACKETED_CLOCK})(?:\*\*)?:?(?:\s*[-–—]\s+|\s+|$)")
BARE_TIME = re.compile(rf"(?P<time>{WRITTEN_CLOCK})(?:\s*[-–—]\s+|\s+|$)")
BOLD_NAME = re.compile(
    rf"\*\*(?P<name>[^*:\n]{{1,60}}?)\s*+(?P<time>{BRACKETED_CLOCK})?\s*+"
    rf"(?::\s*+\*\*|\*\*\s*+(?P<later>{BRACKETED_CLOCK})?\s*+:)(?:\s+|$)"
)
# Behind a name, pronouns stand in brackets, and in parliaments who holds the chair, a seat, or a party.
# What is an address has no name before it.
NAME = re.compile(
    rf"(?P<name>{_NAME})(?P<beside>(?:[ ]\([^()\n\d]{{1,60}}\)){{0,2}}+)\s*+(?P<time>{BRACKETED_CLOCK})?\s*+"
    r"(?::(?:\s++(?!https?:)|$)|：\s*)"
)
# On a line of its own; the name may be in brackets.
NAME_AND_TIME = re.compile(
    rf"(?:\*\*)?\[?(?P<name>{_NAME})\]?(?:\*\*)?(?:\s*+[-–—|,]\s*+|\s++)(?P<time>{BRACKETED_CLOCK}|{WRITTEN_CLOCK}):?"
)
TIME_AND_NAME = re.compile(
    rf"(?P<time>{BRACKETED_CLOCK}|{WRITTEN_CLOCK})(?:\s*+[-–—|,]\s*+|\s++)(?:\*\*)?(?P<name>{_NAME})(?:\*\*)?:?"
)
# Before which stands a name at most: `**Name** *0:07*`, `0:07` as code, `<0:07>`, `[0:07](address)`.
MARKED_TIME = re.compile(
    rf"^(?P<before>(?:\*\*[^*\n]{{1,60}}\*\*:?)?[ \t]*)"
    rf"(?:(?:\*\*|[*_`<])(?P<time>{WRITTEN_CLOCK})(?:\*\*|[*_`>])|\[(?P<linked>{WRITTEN_CLOCK})\]\([^\s()]*\))",
    re.MULTILINE,
)
CLOCK = re.compile(r"(?:(?:(\d+):)?(\d+):)?(\d+)(?:[.,](\d+))?")
MAX_NAME = 5  # words
# What stands uncapitalised in a name: Jo van der Berg.
PARTICLE = re.compile(r"(?:[a-z]{1,3}|\d+|[^\w\s]+)\.?")


class SpeakerCue(NamedTuple):
    """What a line says of when and who, the time in milliseconds, and the words that are left."""

    start: int | None = None
    speaker: str | None = None
    words: str = ""


@dataclass(frozen=True)
class TranscriptStyle:
    """How one transcript writes times and names: what is a name in one may be a word in another.

    `bold` means that names are bold; else `names` are the plain ones. `bare` means that a line may begin with
    a time without brackets.
    """

    bold: bool
    bare: bool
    names: frozenset[str]

    @classmethod
    def of(cls, lines: Sequence[str]) -> Self:
        """Learn it from all lines.

        A label before a colon is a name if it is in capitals, or comes more than once, or if most lines have
        one, as all labels together tell. `12:34 is when we met` is no time, unless times without brackets
        come in order.
        """
        times = [time_of(found["time"]) for line in lines if (found := BARE_TIME.match(line))]
        bare = len(times) > 1 and times == sorted(times)
        peeled = [peeled for line in lines if line and (peeled := _after_time(line, bare=bare))]
        labelled = [(line, label) for line in peeled if (label := NAME.match(line))]
        labels = [
            Label(label["name"].strip(), line[label.end() :])
            for line, label in labelled
            if may_be_label(label["name"])
        ]
        counts = Counter(label.name for label in labels)
        mostly = len(labels) * 2 >= len(peeled)
        judged = names_of(labels, len(labels) if mostly else len(peeled))
        sure = {label.name for label in labels if label.name.isupper() or label.heads_sentence}
        names = judged | {
            name
            for name in sure
            if looks_like_name(name) and not is_head(name) and (name.isupper() or counts[name] > 1 or mostly)
        }
        return cls(any(BOLD_NAME.match(line) for line in peeled), bare, frozenset(names))

    def parse_line(self, line: str) -> SpeakerCue:
        """Part a line from its time and its speaker, in either order."""
        start, speaker, words = None, None, line
        for _ in range(3):
            found = _match_time(words, bare=self.bare) if start is None else None
            if not found and speaker is None and (found := self._match_name(words)):
                speaker = f"{found['name'].strip()}{found.groupdict().get('beside', '')}"
            if not found:
                break
            words = words[found.end() :]
            times = [time for group, time in found.groupdict().items() if group in ("time", "later") and time]
            start = time_of(times[0]) if times else start
        return SpeakerCue(start, speaker, words)

    def may_be_another(self, line: str) -> bool:
        """Tell whether a line may be of somebody named this once: then it is under nobody else's name."""
        found = NAME.match(line) if self.names else None
        if not found or not looks_like_name(found["name"]):
            return False
        return Label("", line[found.end() :]).heads_sentence

    def _match_name(self, line: str) -> re.Match[str] | None:
        if self.bold:
            return BOLD_NAME.match(line)
        found = NAME.match(line)
        return found if found and found["name"].strip() in self.names else None


def without_marked_times(text: str) -> str:
    """Return a transcript whose times are in brackets, where Markdown marks them or leads to a moment."""
    marked = MARKED_TIME.findall(text)
    return MARKED_TIME.sub(r"\g<before>[\g<time>\g<linked>]", text) if len(marked) > 1 else text


def parse_header_line(line: str, following: str) -> SpeakerCue | None:
    """Read a line that says who speaks and when and nothing else; None if it is none.

    `12:34 Yes` is what was said, unless a line without a time follows, which is.
    """
    if ANY_TIME.fullmatch(line):
        return SpeakerCue(time_of(line))
    found = NAME_AND_TIME.fullmatch(line)
    if not found and following and not ANY_TIME.match(following):
        found = TIME_AND_NAME.fullmatch(line)
    if found and looks_like_name(found["name"]):
        return SpeakerCue(time_of(found["time"]), found["name"].strip(" -–—|@•·~"))
    return None


def looks_like_name(text: str) -> bool:
    """Tell whether a text may be a person's name: few words, none but particles in lower case."""
    words = text.split()
    if len(words) > MAX_NAME or text.endswith((".", ",")):
        return False
    return not words[0][0].islower() and all(
        not word[0].islower() or PARTICLE.fullmatch(word) is not None for word in words
    )


def time_of(text: str) -> int:
    """Return the milliseconds of `4:07`, `1:02:03` or `00:01.500`, in brackets or not."""
    found = CLOCK.search(text)
    return milliseconds(found.groups()) if found else 0


def _match_time(line: str, *, bare: bool) -> re.Match[str] | None:
    return TIME.match(line) or (BARE_TIME.match(line) if bare else None)


def _after_time(line: str, *, bare: bool) -> str:
    found = _match_time(line, bare=bare)
    return line[found.end() :] if found else line
