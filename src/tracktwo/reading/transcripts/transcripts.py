"""Transcripts that people wrote: Markdown as podcasts publish it, and plain text with names and times.

Paragraphs stay those of the source. Times within a paragraph stay as text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tracktwo.model.lesson import KEYS, read_lesson_meta, text_of
from tracktwo.model.markdown.front_matter import front_matter_length, read_front_matter
from tracktwo.model.markdown.headings import replace_comments
from tracktwo.model.problem import InvalidInput, front_matter_problem, invalid
from tracktwo.model.scripts import UNSPACED
from tracktwo.reading.text.lesson import Lesson, Paragraph, Run, Section, plain_text
from tracktwo.reading.text.lines import (
    LINE_BREAK,
    NumberedLine,
    blocks_of,
    is_wrapped,
    line_finder,
    read_lines,
    with_whole_sentences,
)
from tracktwo.reading.text.notices import Notices
from tracktwo.reading.text.sentences import sentence_starts
from tracktwo.reading.text.times import LATE, clock
from tracktwo.reading.transcripts.furniture import with_names_on_lines, without_furniture
from tracktwo.reading.transcripts.markdown_runs import read_runs
from tracktwo.reading.transcripts.other_clocks import with_clocks
from tracktwo.reading.transcripts.other_labels import with_labels
from tracktwo.reading.transcripts.speaker_lines import (
    SpeakerCue,
    TranscriptStyle,
    parse_header_line,
    without_marked_times,
)

# What no plain text has by chance: front matter, bold names, escaped brackets, links.
MARKDOWN = re.compile(
    r"\A---\n|^#{1,6} \S|\*\*[^*\n]+(?::\*\*|\*\*:)|(?<!\S)\*\*[^\s*][^*\n]*\*\*(?!\w)"
    r"|\\[\[\]*_#]|\]\([^\s\]]+\)",
    re.MULTILINE,
)
HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?")
ITEM = re.compile(r"[-+*•][ \t]|\d+[.)][ \t]")
NO_CUE = SpeakerCue()
# Where services write, and people: a time, or several names.
TIMED = re.compile(
    r"^[^\w\n]*(?:\d{1,2}:)?\d{1,3}:\d\d\b|\d:\d\d[^\w\n]*$|^[^:\n]{1,60}: \S",
    re.MULTILINE,
)
QUOTED = re.compile(r"^>[ \t]?", re.MULTILINE)
BREAK = re.compile(rf"(?<=[{UNSPACED}])\n(?=[{UNSPACED}])")
LONGEST, LONG_ENOUGH = 8000, 500  # characters: of no paragraph that people write, and of what it is parted in


def read_transcript(text: str, file: str, *, named: bool = True) -> Lesson:
    """Read a transcript. `file` is its name in messages.

    The title is that of the front matter, or a heading above the first paragraph; None without them. Of an
    author who is a mapping, the name is taken. What else the front matter says is kept as it is. Unless
    `named`, nobody is, and labels stay in the text. Raises InvalidInput for front matter that cannot be
    read, and where nothing is said.
    """
    text = LINE_BREAK.sub("\n", text)
    if all(line.startswith((">", "#")) for line in text.splitlines() if line.strip()) and ">>" not in text:
        text = QUOTED.sub("", text)
    text = with_clocks(without_marked_times(with_labels(text)))
    notices = Notices(file)
    markdown = MARKDOWN.search(text) is not None
    text = _without_comments(text, notices) if markdown else text
    front = read_front_matter(text if markdown else "")
    if front.errors:
        raise InvalidInput(*(front_matter_problem(file, *error, "error") for error in front.errors[:1]))
    lines = read_lines(text)[front_matter_length(text) if front.entries else 0 :]
    lines = lines if markdown else with_whole_sentences(lines)
    front_values = front.values
    if TIMED.search(text):
        title, kept = without_furniture(lines, notices)
        lines, front_values = tuple(kept), {"title": title, **front_values} if title else front_values
    lines = tuple(with_names_on_lines(lines, markdown=markdown))
    style = TranscriptStyle.of([line.text for line in lines])
    style = style if named else replace(style, bold=False, names=frozenset())
    reader = _TranscriptReader(style=style, notices=notices, markdown=markdown)
    reader.read(lines)
    if not any(section.paragraphs for section in reader.sections):
        remedy = "give the transcript's text"
        raise invalid("nothing is said in this file", code="nothing-said", file=file, remedy=remedy)
    return _from_start(_lesson(reader.sections, front_values, notices), file)


def _sentences_together(text: str) -> Iterator[str]:
    """Yield the sentences of a text, as many together as make a paragraph."""
    begin = 0
    for start in sentence_starts(text):
        if start - begin >= LONG_ENOUGH:
            yield text[begin:start].rstrip()
            begin = start
    yield text[begin:]


def _from_start(lesson: Lesson, file: str) -> Lesson:
    """Count times of day, as 14:03:12, from the first; no recording begins to be said after hours."""
    first = min((said.start for said in lesson.paragraphs if said.start is not None), default=0)
    if first < LATE:
        return lesson
    notices = Notices(file)
    notices.add("times of day, counted from the first", 1, clock(first), code="times-of-day")

    def counted(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
        for said in paragraphs:
            yield said if said.start is None else replace(said, start=said.start - first)

    return replace(lesson.with_paragraphs(counted), problems=(*lesson.problems, *notices.found))


@dataclass(kw_only=True)
class _TranscriptReader:
    """Goes through the lines of a transcript, and keeps what it found so far.

    `_cue` is who speaks and when, and `_cue_line` where that was said, until the words come.
    """

    style: TranscriptStyle
    notices: Notices
    markdown: bool
    sections: list[Section] = field(default_factory=list)
    _paragraphs: list[Paragraph] = field(default_factory=list)
    _title: str | None = None
    _words: list[str] = field(default_factory=list)
    _cue: SpeakerCue = NO_CUE
    _cue_line: int = 1
    _last_time: int = 0

    def read(self, lines: Sequence[NumberedLine]) -> None:
        """Read all lines."""
        joins = self.markdown or is_wrapped(blocks_of(lines))
        for line, following in zip(lines, (*lines[1:], NumberedLine(0, "")), strict=True):
            heading = HEADING.fullmatch(line.text) if self.markdown else None
            if heading and heading[2]:
                self._begin_section(heading[2])
            elif not line.text:
                self._end_paragraph()
            else:
                cue = parse_header_line(line.text, following.text) or self.style.parse_line(line.text)
                if cue.start is not None or cue.speaker:
                    self._begin_paragraph(cue, line.number)
                elif not joins or ITEM.match(line.text) or self.style.may_be_another(line.text):
                    self._end_paragraph()
                self._words += [cue.words] if cue.words else []
        self._begin_section(None)

    def _begin_paragraph(self, cue: SpeakerCue, line: int) -> None:
        """Begin a paragraph; a name may stand above its time, or below it."""
        self._end_paragraph()
        above = self._cue
        if (above.start is not None and cue.start is not None) or (above.speaker and cue.speaker):
            self._end_cue()
            above = self._cue
        start = above.start if cue.start is None else cue.start
        self._cue, self._cue_line = SpeakerCue(start, cue.speaker or above.speaker), line
        if cue.start is not None:
            if cue.start < self._last_time:
                self.notices.add("time earlier than the one before", line, code="time-earlier")
            self._last_time = cue.start

    def _end_paragraph(self) -> None:
        if self._words:
            text = BREAK.sub("", "\n".join(self._words)).replace("\n", " ")
            speaker = self._cue.speaker and self._plain(self._cue.speaker)
            first, *others = _sentences_together(text) if len(text) > LONGEST else (text,)
            if others:
                self.notices.add("long paragraph, parted at sentences", self._cue_line, code="long-paragraph")
            self._paragraphs.append(Paragraph(self._runs(first), self._cue.start, speaker))
            self._paragraphs += [Paragraph(self._runs(part)) for part in others]
            self._words, self._cue = [], NO_CUE

    def _runs(self, text: str) -> tuple[Run, ...]:
        return read_runs(text) if self.markdown else (Run(text),)

    def _end_cue(self) -> None:
        """Keep a name without words (`**Break:** [15:26]`) as words of its own; note a time without them."""
        if self._cue.speaker:
            runs = (Run(self._plain(self._cue.speaker), "i"),)
            self._paragraphs.append(Paragraph(runs, self._cue.start))
        elif self._cue.start is not None:
            self.notices.add("time at which nothing is said", self._cue_line, code="time-without-words")
        self._cue = NO_CUE

    def _begin_section(self, title: str | None) -> None:
        self._end_paragraph()
        self._end_cue()
        if self._paragraphs or self._title:
            self.sections.append(Section(tuple(self._paragraphs), self._title))
        self._paragraphs, self._title = [], title and self._plain(title)

    def _plain(self, text: str) -> str:
        return plain_text(read_runs(text)).strip() if self.markdown else text


def _lesson(sections: Sequence[Section], front: Mapping[str, object], notices: Notices) -> Lesson:
    """Take the title from above the first paragraph, if nothing else says it."""
    meta, _ = read_lesson_meta(notices.file, front)
    texts = {
        "title": meta.title,
        "author": meta.author,
        "objective": meta.objective,
        "language": text_of(front.get("language")),
    }
    at_top = Notices(notices.file)
    for name, text in texts.items():
        if front.get(name) and not text:
            at_top.add(f"{name} that is no text", 1, str(front[name]), code="field-not-text")
    for name in front:
        if name not in KEYS and name not in texts:
            at_top.add("front matter that is none of ours, set aside", 1, str(name), code="foreign-key")
    top, *rest = sections
    if top.title and texts["title"] in ("", top.title) and (not rest or not top.paragraphs):
        texts["title"] = top.title
        sections = [replace(top, title=None), *rest] if top.paragraphs else rest
    return Lesson(
        texts["title"] or None,
        author=texts["author"] or None,
        objective=texts["objective"] or None,
        sections=tuple(sections),
        language=texts["language"] or None,
        problems=(*at_top.found, *notices.found),
        metadata=tuple((name, value) for name, value in front.items() if name in KEYS and name not in texts),
    )


def _without_comments(text: str, notices: Notices) -> str:
    """Leave comments out, but not their line breaks."""
    line_of = line_finder(text)

    def note(found: re.Match[str]) -> str:
        notices.add("comment", line_of(found.start()), found[0], code="comment")
        return "\n" * found[0].count("\n")

    return replace_comments(text, note)
