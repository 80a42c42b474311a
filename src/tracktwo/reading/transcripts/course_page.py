"""A lesson page copied as text from a course site: what is the lesson among the page's furniture.

Only what has a place of its own is taken: the title above the author, the author, the objective below, the
transcript below its heading, the terms below theirs. Everything else is furniture, whatever it says.
"""

import re
from collections import Counter
from collections.abc import Sequence

from tracktwo.model.problem import invalid
from tracktwo.reading.terms.alternating import read_alternating
from tracktwo.reading.text.lesson import Lesson, Paragraph, Section
from tracktwo.reading.text.lines import NumberedLine, blocks_of, goes_on, is_wrapped, read_lines
from tracktwo.reading.text.sentences import ends_sentence
from tracktwo.reading.transcripts.author_names import author_name

AUTHOR = re.compile(r"(?:authors?|instructors?|presenters?|speakers?|teachers?)\s*:\s*(.*)", re.IGNORECASE)
# Not `Transcription` alone, which is a topic (and a term) of biology lessons, nor `Download transcript`.
TRANSCRIPT = re.compile(
    r"\W*(?:(?:(?:full|complete|video|audio|lecture|lesson)\s+)+transcription"
    r"|(?:(?:full|complete|video|audio|lecture|lesson)\s+)*transcript)\W*",
    re.IGNORECASE,
)
TERMS = re.compile(
    r"\W*(?:terms\s+(?:to\s+know|and\s+definitions)|(?:key|important)\s+(?:terms|words|concepts|vocabulary)"
    r"|(?:glossary|vocabulary)(?:\s+(?:of\s+)?(?:terms|words|list))?)\W*",
    re.IGNORECASE,
)
OBJECTIVE_LABEL = re.compile(
    r"(?:learning\s+)?(?:objectives?|goals?|outcomes?)\s*(?::\s*(.*))?", re.IGNORECASE
)
OBJECTIVE = re.compile(
    r"\bobjectives?\b|\b(?:by|at) the end of (?:this|the)\b|\b(?:learners?|students?) will\b", re.IGNORECASE
)
# What a page offers to do with a transcript stands at either end of it.
BUTTON = re.compile(
    r"(?:download|print|copy|save|share|show|hide|view|see|open|expand|collapse|toggle)"
    r"(?:\s+(?:as|all|the|this|full|more|less|pdf|page|text|transcript(?:ion)?|captions|timestamps))*",
    re.IGNORECASE,
)


def is_pasted_page(text: str) -> bool:
    """Tell whether a line of a text is the heading of a transcript, and none of Markdown's."""
    return any(TRANSCRIPT.fullmatch(line.text) and line.text[0] != "#" for line in read_lines(text))


def read_pasted_page(text: str, file: str) -> Lesson:
    """Read a page copied from a course site. `file` is its name in messages.

    Raises InvalidInput for a page without a title or a transcript, and for a term without a definition. A
    definition without a term is for the caller to name: its headword is None.
    """
    lines = read_lines(text)
    author = next((i for i, line in enumerate(lines) if AUTHOR.fullmatch(line.text)), -1)
    start = _transcript_heading(lines, author, file)
    author = author if author < start else -1
    transcript, terms = _sections(lines, start, author)
    return Lesson(
        title=_title(lines[: author if author >= 0 else start], file),
        author=_author(lines[author:start]) if author >= 0 else None,
        objective=_objective(lines[author + 1 : start], follows_author=author >= 0),
        sections=(Section(_paragraphs(transcript, lines[start], file)),),
        terms=read_alternating(terms, file),
    )


def _transcript_heading(lines: Sequence[NumberedLine], author: int, file: str) -> int:
    """Return the index of the transcript's heading; one above the author is part of a menu."""
    headings = [i for i, line in enumerate(lines) if TRANSCRIPT.fullmatch(line.text)]
    below = [i for i in headings if i > author] or headings
    if not below:
        remedy = 'write "Transcript" above its first paragraph, or give a list of terms with --terms'
        raise invalid("no transcript found", code="no-transcript", file=file, remedy=remedy)
    return below[0]


def _sections(
    lines: Sequence[NumberedLine], start: int, author: int
) -> tuple[Sequence[NumberedLine], Sequence[NumberedLine]]:
    """Return the lines of the transcript and those of the terms, which may also stand above it."""
    headings = [i for i, line in enumerate(lines) if TERMS.fullmatch(line.text) and i > author]
    below = next((i for i in headings if i > start), None)
    if below is not None:
        return lines[start + 1 : below], lines[below + 1 :]
    above = next((i for i in headings if i < start), start)
    return lines[start + 1 :], lines[above + 1 : start]


def _title(above: Sequence[NumberedLine], file: str) -> str:
    """Return the line that a page says twice, as pages do with their title, or else the last one."""
    texts = [line.text for line in above if line.text]
    if not texts:
        remedy = "write the lesson's title on the first line"
        raise invalid("no title found", code="no-title", file=file, line=1, remedy=remedy)
    count = Counter(map(str.casefold, texts))
    return next((text for text in reversed(texts) if count[text.casefold()] > 1), texts[-1])


def _author(lines: Sequence[NumberedLine]) -> str | None:
    """Return the name after `Author:`, or on the next line if that one ends there."""
    label = AUTHOR.fullmatch(lines[0].text)
    name = (label and label[1]) or next((line.text for line in lines[1:] if line.text), "")
    return author_name(name) or None


def _objective(below: Sequence[NumberedLine], *, follows_author: bool) -> str | None:
    """Return what is labelled as the objective, or says what learners will do, or follows the author."""
    texts = [line for line in below if line.text]
    for i, line in enumerate(texts):
        if label := OBJECTIVE_LABEL.fullmatch(line.text):
            return label[1] or _sentence(texts, i + 1)
    for i, line in enumerate(texts):
        if OBJECTIVE.search(line.text):
            return _sentence(texts, i)
    return _sentence(texts, 0) if follows_author and texts and ends_sentence(texts[0].text) else None


def _sentence(lines: Sequence[NumberedLine], first: int) -> str | None:
    """Join the line at an index with the lines that go on with it."""
    last = first + 1
    while last < len(lines) and goes_on(lines[last], lines[last - 1]):
        last += 1
    return " ".join(line.text for line in lines[first:last]) or None


def _paragraphs(lines: Sequence[NumberedLine], heading: NumberedLine, file: str) -> tuple[Paragraph, ...]:
    """Return each line as a paragraph, or, if lines were wrapped, what lies between two blank lines."""
    spoken = _without_buttons(lines)
    for line in spoken:
        if TRANSCRIPT.fullmatch(line.text):
            message, remedy = "a second transcript begins here", "put each lesson into its own file"
            raise invalid(message, code="second-transcript", file=file, line=line.number, remedy=remedy)
    blocks = blocks_of(spoken)
    if not blocks:
        message, remedy = "the transcript is empty", "paste it below this heading"
        raise invalid(message, code="empty-transcript", file=file, line=heading.number, remedy=remedy)
    if not is_wrapped(blocks):
        return tuple(Paragraph.plain(text) for block in blocks for text in block)
    return tuple(Paragraph.plain(" ".join(block)) for block in blocks)


def _without_buttons(lines: Sequence[NumberedLine]) -> Sequence[NumberedLine]:
    """Take buttons, a repeated heading and blank lines away at both ends."""
    kept = [
        i
        for i, line in enumerate(lines)
        if line.text and not BUTTON.fullmatch(line.text) and not TRANSCRIPT.fullmatch(line.text)
    ]
    return lines[kept[0] : kept[-1] + 1] if kept else ()
