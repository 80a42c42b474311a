"""What a list says of a lesson's text: how long it is, who speaks, and how it begins."""

import re
from typing import NamedTuple

from tracktwo.model.markdown.headings import plain_text, without_comments

# As a lesson writes a time in brackets: `4:07`, `1:02:03`.
TIME = r"(?:(?P<hours>[0-9]{1,3}):(?=[0-5][0-9]:))?(?P<minutes>[0-9]{1,3}):(?P<seconds>[0-5][0-9])"
_TURN = re.compile(rf"(?:\[(?P<time>{TIME})\][ \t]+)?(?:\*\*(?P<speaker>[^*\n]{{1,80}})[:：]\*\*)?")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
# Words, or a link; not a marker, a heading, a list, HTML or a box.
_SAYS = re.compile(r"""(?:\[(?=[^\]\n]+\]\())?["'“„«‘¿¡(*_]*[^\W_]""")
_SOUND = re.compile(r"[(\[\\*_♪][^()\[\]]*[)\]*_♪]")  # `(music)`, `\[laughs\]`
# A short sentence, as a greeting, goes with the next one.
_FIRST_SENTENCE = re.compile(r""".{40,}?(?:[.!?…؟।]+["'”’»)\]]*(?=\s|$)|[。！？]+)""")
_MAX_OPENING = 160  # characters
_MAX_READ = 500  # characters of a paragraph, however long it is, that tell how it begins
_LONG = 360  # seconds: of a shorter talk, everything is near
_STEPS = (120, 180, 300, 600, 900, 1800)  # seconds between two moments
_MAX_MOMENTS = 15
_READ = 1200  # characters a minute: 200 words of six


class LessonText(NamedTuple):
    """How many minutes a lesson takes, to hear or, if it has no times, to read; who speaks; its opening."""

    minutes: int = 0
    has_times: bool = False
    speakers: tuple[str, ...] = ()
    opening: str = ""


class Turn(NamedTuple):
    """What is said from a time on: the second, as it is written, who speaks, its line, and its characters."""

    second: int
    written: str
    speaker: str
    line: int
    length: int


def read_lesson_text(text: str) -> LessonText:
    r"""Return what a list says of a lesson, given its Markdown below its front matter.

    Who speaks is whom times name; or else whose names, together, begin half of the paragraphs at least.

    >>> read_lesson_text("[0:05] **Ada:** So we begin.\n\n[12:40] **Bo:** Well.").speakers
    ('Ada', 'Bo')
    """
    paragraphs = _PARAGRAPHS.split(without_comments(text).strip())
    turns = [(turn, paragraph[turn.end() :]) for paragraph in paragraphs if (turn := _TURN.match(paragraph))]
    prose = [(turn, rest) for turn, rest in turns if turn[0] or _SAYS.match(rest)]
    times = [turn for turn, _ in prose if turn["time"]]
    named = [turn for turn, _ in prose if turn["speaker"]]
    is_talk = 2 * len(named) >= len(prose)
    speak = named if is_talk else [turn for turn in named if turn["time"]]
    seconds = max(map(_seconds, times), default=0)
    said = (rest.strip() for _, rest in prose)
    opening = next((it for it in said if _SAYS.match(it) and not _SOUND.fullmatch(it)), "")
    return LessonText(
        minutes=round((seconds or len(text) * 60 / _READ) / 60) or 1,
        has_times=bool(times),
        speakers=tuple(dict.fromkeys(plain_text(turn["speaker"]) for turn in speak)),
        opening=_first_sentence(plain_text(opening[:_MAX_READ])),
    )


def read_turns(text: str, above: int) -> tuple[list[Turn], list[int]]:
    """Return what a lesson has times for, and the lines of its headings; `above` lines stand above the text.

    Who has no name goes on speaking. A time that goes back is none of the recording's.
    """
    turns: list[Turn] = []
    headings = []
    line = above + 1
    for block in text.split("\n\n"):
        paragraph = block.lstrip("\n")
        at, turn = line + len(block) - len(paragraph), _TURN.match(paragraph)
        if paragraph.startswith("##"):
            headings.append(at)
        elif turn and turn["time"] and (not turns or _seconds(turn) >= turns[-1].second):
            speaker = plain_text(turn["speaker"] or "") or (turns[-1].speaker if turns else "")
            turns.append(Turn(_seconds(turn), turn["time"], speaker, at, len(paragraph) - turn.end()))
        elif turns:
            turns[-1] = turns[-1]._replace(length=turns[-1].length + len(paragraph))
        line += block.count("\n") + 2
    return turns, headings


def seconds_between_moments(last: int) -> int:
    """Return how far moments are apart in the contents of a talk whose last words begin then; 0 for none.

    >>> [seconds_between_moments(minutes * 60) for minutes in (5, 10, 40, 90, 600)]
    [0, 120, 180, 600, 1800]
    """
    fits = (step for step in _STEPS if last <= step * _MAX_MOMENTS)
    return next(fits, _STEPS[-1]) if last >= _LONG else 0


def _seconds(turn: re.Match[str]) -> int:
    hours, minutes, seconds = (int(turn[part] or 0) for part in ("hours", "minutes", "seconds"))
    return (hours * 60 + minutes) * 60 + seconds


def _first_sentence(text: str) -> str:
    sentence = _FIRST_SENTENCE.match(text[: 2 * _MAX_OPENING])
    shown = sentence[0] if sentence else text
    if len(shown) <= _MAX_OPENING:
        return shown
    return f"{shown[:_MAX_OPENING].rpartition(' ')[0] or shown[:_MAX_OPENING]}…"
