"""What services write around a transcript or repeat in it, and what is none of its words.

Nothing is guessed: each form is a whole line, or stands at the top or the end of a text with times or names.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tracktwo.reading.text.lines import NumberedLine
from tracktwo.reading.text.notices import Notices
from tracktwo.reading.text.speaker_names import is_head, may_be_label
from tracktwo.reading.transcripts.course_page import TRANSCRIPT
from tracktwo.reading.transcripts.speaker_lines import NAME, looks_like_name, time_of

_CLOCK = re.compile(r"\[?\(?(?:\d{1,2}:)?\d{1,2}:\d{2}\)?\]?")
# What a service says of its own work, on a line of its own.
OF_SERVICE = re.compile(
    r"(?:transcribed|generated|powered|created|captioned) (?:by|with|using) \S.{0,60}"
    r"|(?:this )?(?:editable )?transcript (?:was|is) (?:computer|automatically|auto|ai)[- ]?generated.{0,120}"
    r"|(?:meeting|recording|transcription|call) (?:started|stopped|ended)\b.{0,60}"
    r"|.{1,60} (?:started|stopped) transcription|\(this file is .{1,160}\)",
    re.IGNORECASE,
)
_DASH = re.compile(r"(?<!\s)\s++[–—|-]\s+")  # what a title has before its date, or before "Transcript"
_UNDERLINE = re.compile(r"={3,}|-{3,}|~{3,}|\^{3,}")
# Where captions show that somebody else speaks, without a name; Markdown has quotations so.
_ARROWS = re.compile(r"""(?:\A|(?<=[.!?…—–\-"'”’»)\]])[ \t]+)>>+[ \t]*(?=[^\s>])""")
_ALONE = re.compile(r"(?P<mark>\*{0,3}|_{1,2})(?P<name>[^\W\d_][^*_\n]{0,59})(?:\*{0,3}|_{1,2})")
FEWEST_NAMES, MOST_ALONE = 2, 0.15  # that recur on lines of their own, and of blocks that are such lines
FEWEST_BLOCKS, MOST_BLOCKS = 3, 0.8  # of paragraphs, and of them with names on lines of their own
_FEWEST_ARROWS = 2
MAX_TOP = 12  # lines above the heading of a transcript


def without_furniture(lines: Sequence[NumberedLine], notices: Notices) -> tuple[str, list[NumberedLine]]:
    """Return the title above the heading of a timed transcript, and the lines that are of it.

    What is above that heading, what services add, and times and names said twice are left out.
    """
    title, below = _below_heading(lines, notices)
    said = []
    for line in below:
        if OF_SERVICE.fullmatch(line.text):
            notices.add("what a service says of itself", line.number, line.text, code="service-note")
            said.append(NumberedLine(line.number, ""))  # a paragraph ends here
        else:
            said.append(line)
    return title, _names_with_times(list(_once(said)))


def _below_heading(lines: Sequence[NumberedLine], notices: Notices) -> tuple[str, Sequence[NumberedLine]]:
    """Keep of what is above `Transcript` its first line, the title; one of Markdown's is a heading itself."""
    filled = [line for line in lines if line.text][:MAX_TOP]
    headings = [line for line in filled if TRANSCRIPT.fullmatch(_DASH.split(line.text)[-1])]
    if not headings:
        return "", lines
    heading = headings[-1]
    above = [line for line in filled if line.number < heading.number]
    titles = [line for line in headings if not TRANSCRIPT.fullmatch(line.text)] or above[:1]
    for line in above:
        if line not in titles:
            notices.add("text above the transcript", line.number, line.text, code="text-above-transcript")
    title = _DASH.split(titles[0].text.lstrip("# "))[0] if titles else ""
    return title, [line for line in lines if line.number > heading.number]


def _names_with_times(lines: list[NumberedLine]) -> list[NumberedLine]:
    """Write a name above a time on its line, where the text begins so, and all times have a line above."""
    clocks = [at for at, line in enumerate(lines) if _CLOCK.fullmatch(line.text)]
    if _names_below(lines, clocks):
        named = {at: f"{lines[at + 1].text} {lines[at].text}" for at in clocks}
        kept = (one for one in enumerate(lines) if one[0] - 1 not in named)
        return [NumberedLine(line.number, named.get(at, line.text)) for at, line in kept]
    names = [lines[at - 1].text for at in clocks if at and may_be_label(lines[at - 1].text)]
    first = next((at for at, line in enumerate(lines) if line.text), 0)
    if first + 1 not in clocks or len(names) < len(clocks) or not all(map(looks_like_name, names)):
        return lines
    joined = {at: f"{lines[at - 1].text} {lines[at].text}" for at in clocks}
    return [
        NumberedLine(line.number, joined.get(at, line.text))
        for at, line in enumerate(lines)
        if at + 1 not in joined
    ]


def _names_below(lines: Sequence[NumberedLine], clocks: Sequence[int]) -> bool:
    """Tell whether a name stands below each time, above what is said."""
    below = [[line.text for line in lines[at + 1 : at + 3]] for at in clocks]
    named = all(len(texts) == 2 and all(texts) and _is_name_line(texts[0]) for texts in below)
    return len(clocks) > 1 and named and not any(_CLOCK.fullmatch(said) for _, said in below)


def with_names_on_lines(lines: Sequence[NumberedLine], *, markdown: bool) -> Sequence[NumberedLine]:
    """Write a name that stands on a line above what is said before it, where nearly all blocks begin so.

    Names that stand alone between empty lines, where two recur, have colons; what else stands alone is
    written as headings and paragraphs.
    """
    lines = _with_colons(_with_turns(_with_headings(lines) if markdown else lines))
    firsts = [
        at for at, line in enumerate(lines)
        if line.text and (at == 0 or not lines[at - 1].text) and at + 1 < len(lines) and lines[at + 1].text
    ]  # fmt: skip
    blocks = sum(1 for at, line in enumerate(lines) if line.text and (at == 0 or not lines[at - 1].text))
    names = Counter(lines[at].text for at in firsts if _is_name_line(lines[at].text))
    recur = len(names) > 1 and max(names.values()) > 1
    if blocks < FEWEST_BLOCKS or not recur or sum(names.values()) < MOST_BLOCKS * blocks:
        return lines
    above = {at for at in firsts if lines[at].text in names}
    return [
        line._replace(text=f"{lines[at - 1].text}: {line.text}") if at - 1 in above else line
        for at, line in enumerate(lines)
        if at not in above
    ]


def _with_colons(lines: Sequence[NumberedLine]) -> Sequence[NumberedLine]:
    around = _with_neighbours(lines)
    alone = {
        at: found for at, (above, text, below) in enumerate(around)
        if not above and not below and (found := _ALONE.fullmatch(text)) and _is_name_line(found["name"])
    }  # fmt: skip
    counts = Counter(found["name"] for found in alone.values())
    names = {name for name, times in counts.items() if times > 1 and not is_head(name)}
    blocks = sum(bool(text) and not above for above, text, _ in around)
    labelled = sum(NAME.match(text) is not None for _, text, _ in around)  # where the lines alone are heads
    if len(names) < FEWEST_NAMES or len(alone) < max(MOST_ALONE * blocks, labelled):
        return lines
    named = {at: found for at, found in alone.items() if found["name"] in names}
    return [
        line._replace(text=_ALONE.sub(r"**\g<name>:**" if named[at]["mark"] else r"\g<name>:", line.text))
        if at in named
        else line
        for at, line in enumerate(lines)
    ]


def _with_neighbours(lines: Sequence[NumberedLine]) -> Sequence[tuple[str, str, str]]:
    texts = [line.text for line in lines]
    return list(zip(["", *texts[:-1]], texts, [*texts[1:], ""], strict=True))


def _with_headings(lines: Sequence[NumberedLine]) -> Sequence[NumberedLine]:
    """Write as `#` what is underlined below an empty line, as reStructuredText and Markdown have headings.

    A line that is less than half as long as what stands above it is a rule.
    """
    titles = {
        at for at, (above, text, below) in enumerate(_with_neighbours(lines))
        if text and not above and _UNDERLINE.fullmatch(below) and 2 * len(below) >= len(text)
    }  # fmt: skip
    return [
        line._replace(text=f"# {line.text}" if at in titles else "" if at - 1 in titles else line.text)
        for at, line in enumerate(lines)
    ]


def _with_turns(lines: Sequence[NumberedLine]) -> Sequence[NumberedLine]:
    """Part lines at `>>`, which goes, where that recurs and is no quotation."""
    found = sum(len(_ARROWS.findall(line.text)) for line in lines)
    if found < _FEWEST_ARROWS or any(line.text.startswith("> ") for line in lines):
        return lines
    return [line._replace(text=text) for line in lines for text in _ARROWS.sub("\n\n", line.text).split("\n")]


def _is_name_line(text: str) -> bool:
    return may_be_label(text) and looks_like_name(text) and ":" not in text and not _CLOCK.search(text)


def _once(lines: Sequence[NumberedLine]) -> Iterator[NumberedLine]:
    """Leave out a time that was just said, and a name above the line that has it with the time."""
    for at, line in enumerate(lines):
        following = next((other.text for other in lines[at + 1 : at + 4] if _spoken(other.text)), "")
        near = [other.text for other in lines[at + 1 : at + 4]]
        if any(_is_name_with_time(line.text, text) for text in near) and len(near) > 1:
            continue
        if _CLOCK.fullmatch(line.text) and following and _ends_with_time(following, line.text):
            continue
        yield line


def _spoken(text: str) -> bool:
    return bool(text) and not _CLOCK.fullmatch(text)


def _is_name_with_time(name: str, text: str) -> bool:
    rest = text.removeprefix(name).strip() if name and text.startswith(f"{name} ") else ""
    return bool(_CLOCK.fullmatch(rest))


def _ends_with_time(text: str, time: str) -> bool:
    found = re.search(r"(?:\d{1,2}:)?\d{1,2}:\d{2}$", text)
    return found is not None and time_of(found[0]) == time_of(time)
