"""Transcripts that people wrote: Markdown as podcasts publish it, and plain text with names and times.

Paragraphs stay those of the source. Times within a paragraph stay as text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import yaml

from tracktwo.model.scripts import MEANINGLESS, UNSPACED
from tracktwo.reading.text.decoding import LINE_BREAK, Line
from tracktwo.reading.text.lesson import Lesson, Paragraph, ReadingError, Remark, Run, Section
from tracktwo.reading.text.line_wrapping import blocks_of, wrapped
from tracktwo.reading.transcripts.markdown_runs import read_runs
from tracktwo.reading.transcripts.speaker_lines import Manner, Opening, alone

# What no plain text has by chance: front matter, bold names, escaped brackets, links.
MARKDOWN = re.compile(
    r"\A---\n|^#{1,6} \S|\*\*[^*\n]+(?::\*\*|\*\*:)|\\[\[\]*_#]|\]\([^\s\]]+\)", re.MULTILINE
)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?")
ITEM = re.compile(r"[-+*•][ \t]|\d+[.)][ \t]")
NOBODY = Opening(None, None, "")
TEXTS = ("title", "author", "objective", "language")  # of the front matter
BREAK = re.compile(rf"(?<=[{UNSPACED}])\n(?=[{UNSPACED}])")


def read_transcript(text: str, file: str) -> Lesson:
    """Read a transcript. `file` is its name in messages.

    The title is that of the front matter, or a heading above the first paragraph; None without them. Of an
    author who is a mapping, the name is taken. What else the front matter says is kept as it is. Raises
    ReadingError for front matter that is no YAML, and where nothing is said.
    """
    text = LINE_BREAK.sub("\n", text)
    markdown = MARKDOWN.search(text) is not None
    remarks: list[Remark] = []
    if markdown:
        text, remarks = _without_comments(text)
    lines = [Line(n, line.strip().strip(MEANINGLESS).strip()) for n, line in enumerate(text.split("\n"), 1)]
    first, metadata = _front_matter(lines, text, file) if markdown else (0, {})
    reader = _Reader(Manner.of([line.text for line in lines[first:]]), markdown, remarks=remarks)
    reader.read(lines[first:])
    if not any(section.paragraphs for section in reader.sections):
        raise ReadingError("nothing is said in this file", file, remedy="give the transcript's text")
    return _lesson(reader, metadata)


@dataclass
class _Reader:
    """Goes through the lines of a transcript, and keeps what it found so far.

    `waiting` is who speaks and when, and in which line that was said, until the words come.
    """

    manner: Manner
    markdown: bool
    sections: list[Section] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    _paragraphs: list[Paragraph] = field(default_factory=list)
    _title: str | None = None
    _words: list[str] = field(default_factory=list)
    _waiting: Opening = NOBODY
    _line: int = 1
    _last: int = 0

    def read(self, lines: Sequence[Line]) -> None:
        """Read all lines."""
        joins = self.markdown or wrapped(blocks_of(lines))
        for line, following in zip(lines, (*lines[1:], Line(0, "")), strict=True):
            heading = HEADING.fullmatch(line.text) if self.markdown else None
            if heading and heading[2]:
                self._section(heading[2])
            elif not line.text:
                self._end_paragraph()
            else:
                opening = alone(line.text, following.text) or self.manner.opening(line.text)
                if opening.start is not None or opening.speaker:
                    self._open(opening, line.number)
                elif not joins or ITEM.match(line.text):
                    self._end_paragraph()
                self._words += [opening.said] if opening.said else []
        self._section(None)

    def _open(self, opening: Opening, line: int) -> None:
        """Begin a paragraph; a name may stand above its time, or below it."""
        self._end_paragraph()
        start, speaker, _ = self._waiting
        if (start is not None and opening.start is not None) or (speaker and opening.speaker):
            self._nothing_said()
        start, speaker, _ = self._waiting
        start = opening.start if opening.start is not None else start
        self._waiting, self._line = Opening(start, opening.speaker or speaker, ""), line
        if opening.start is not None:
            if opening.start < self._last:
                self.remarks.append(Remark("time earlier than the one before", line))
            self._last = opening.start

    def _end_paragraph(self) -> None:
        if self._words:
            text = BREAK.sub("", "\n".join(self._words)).replace("\n", " ")
            runs = read_runs(text) if self.markdown else (Run(text),)
            start, speaker, _ = self._waiting
            self._paragraphs.append(Paragraph(runs, start, speaker and self._plain(speaker)))
            self._words, self._waiting = [], NOBODY

    def _nothing_said(self) -> None:
        """Keep a label without words (`**Break:** [15:26]`) as words of its own, and a time as a remark."""
        start, speaker, _ = self._waiting
        if speaker:
            self._paragraphs.append(Paragraph((Run(self._plain(speaker), "i"),), start))
        elif start is not None:
            self.remarks.append(Remark("time at which nothing is said", self._line))
        self._waiting = NOBODY

    def _section(self, title: str | None) -> None:
        self._end_paragraph()
        self._nothing_said()
        if self._paragraphs or self._title:
            self.sections.append(Section(tuple(self._paragraphs), self._title))
        self._paragraphs, self._title = [], title and self._plain(title)

    def _plain(self, text: str) -> str:
        return "".join(run.text for run in read_runs(text)).strip() if self.markdown else text


def _lesson(reader: _Reader, metadata: dict[str, object]) -> Lesson:
    """Take the title from above the first paragraph, if nothing else says it."""
    sections = reader.sections
    known = {name: _text(metadata.get(name)) for name in TEXTS}
    odd = [
        Remark(f"{name} that is no text", 1, str(metadata[name]))
        for name, text in known.items()
        if text is None and metadata.get(name)
    ]
    title = known["title"]
    top = sections[0] if not sections[0].paragraphs or len(sections) == 1 else None
    if top and top.title and title in (None, top.title):
        title = top.title
        sections = [Section(top.paragraphs), *sections[1:]] if top.paragraphs else sections[1:]
    return Lesson(
        title,
        author=known["author"],
        objective=known["objective"],
        sections=tuple(sections),
        language=known["language"],
        remarks=(*odd, *reader.remarks),
        metadata=tuple((name, value) for name, value in metadata.items() if name not in known),
    )


def _text(value: object) -> str | None:
    """Give what front matter says as text; several authors are a list there, and one may be a mapping."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_text, value))) or None
    if isinstance(value, dict):
        return _text(value.get("name"))
    return str(value) if value else None


def _without_comments(text: str) -> tuple[str, list[Remark]]:
    end = text.rfind("-->") + 3  # what opens below is never closed, and is not sought for
    remarks = [
        Remark("comment", text.count("\n", 0, found.start()) + 1, found[0])
        for found in COMMENT.finditer(text, 0, end)
    ]
    without = COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text[:end])
    return without + text[end:], remarks


def _front_matter(lines: Sequence[Line], text: str, file: str) -> tuple[int, dict[str, object]]:
    """Give how many lines the front matter takes, and what it says."""
    end = next((n for n, line in enumerate(lines[1:], 2) if line.text in ("---", "...")), 0)
    if lines[0].text != "---" or not end:
        return 0, {}
    try:
        said = yaml.safe_load("\n".join(text.split("\n")[1 : end - 1]))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        raise ReadingError(
            "the front matter is no YAML",
            file,
            line,
            remedy='write "name: value", with quotes around a colon',
        ) from error
    return (end, {str(name): value for name, value in said.items()}) if isinstance(said, dict) else (0, {})
