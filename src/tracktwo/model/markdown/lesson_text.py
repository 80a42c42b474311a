"""What a list says of a lesson's text: how long it is, who speaks, and how it begins."""

import re
from typing import NamedTuple

from tracktwo.model.markdown.headings import plain_text, without_comments

_TURN = re.compile(
    r"^(?:\[(?:(?P<hours>[0-9]{1,3}):(?=[0-5][0-9]:))?(?P<minutes>[0-9]{1,3}):(?P<seconds>[0-5][0-9])\]"
    r"[ \t]+)?"
    r"(?:\*\*(?P<speaker>[^*\n]{1,80})[:：]\*\*)?",
    re.MULTILINE,
)
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
# Words, or a link; not a marker, a heading, a list, HTML or a box.
_SAYS = re.compile(r"""(?:\[(?=[^\]\n]+\]\())?["'“„«‘¿¡(*_]*[^\W_]""")
# A short sentence, as a greeting, goes with the next one.
_FIRST_SENTENCE = re.compile(r""".{40,}?(?:[.!?…؟।]+["'”’»)\]]*(?=\s|$)|[。！？]+)""")
_MAX_OPENING = 160  # characters
_READ = 1200  # characters a minute: 200 words of six


class LessonText(NamedTuple):
    """How many minutes a lesson takes, to hear or, if it has no times, to read; who speaks; its opening."""

    minutes: int = 0
    has_times: bool = False
    speakers: tuple[str, ...] = ()
    opening: str = ""


def read_lesson_text(text: str) -> LessonText:
    r"""Return what a list says of a lesson, given its Markdown below its front matter.

    Who speaks is whom times name, or, where there are none, who begins half of the paragraphs at least.

    >>> read_lesson_text("[0:05] **Ada:** So we begin.\n\n[12:40] **Bo:** Well.").speakers
    ('Ada', 'Bo')
    """
    paragraphs = _PARAGRAPHS.split(without_comments(text).strip())
    turns = [(turn, paragraph[turn.end() :]) for paragraph in paragraphs if (turn := _TURN.match(paragraph))]
    prose = [(turn, rest) for turn, rest in turns if turn[0] or _SAYS.match(rest)]
    times = [turn for turn, _ in prose if turn["minutes"]]
    named = [turn for turn in times or [turn for turn, _ in prose] if turn["speaker"]]
    speak = named if times or 2 * len(named) >= len(prose) else []
    seconds = max(map(_seconds, times), default=0)
    opening = next((rest for _, rest in prose if _SAYS.match(rest.lstrip())), "")
    return LessonText(
        minutes=round((seconds or len(text) * 60 / _READ) / 60) or 1,
        has_times=bool(times),
        speakers=tuple(dict.fromkeys(plain_text(turn["speaker"]) for turn in speak)),
        opening=_first_sentence(plain_text(opening.lstrip())),
    )


def _seconds(turn: re.Match[str]) -> int:
    hours, minutes, seconds = (int(turn[part] or 0) for part in ("hours", "minutes", "seconds"))
    return (hours * 60 + minutes) * 60 + seconds


def _first_sentence(text: str) -> str:
    sentence = _FIRST_SENTENCE.match(text)
    shown = sentence[0] if sentence else text
    if len(shown) <= _MAX_OPENING:
        return shown
    return f"{shown[:_MAX_OPENING].rpartition(' ')[0] or shown[:_MAX_OPENING]}…"
