"""A page of Markdown as it is written: the links in it, by line, and the prose that people read.

What Python-Markdown would not read as Markdown (front matter, code, comments) is blanked out first, character
for character, so that offsets and lines stay those of the file.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from tracktwo.linking.matching.tokens import NON_TEXT
from tracktwo.model.markdown.headings import replace_comments

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_FENCE = re.compile(r"[ \t>]*+(?P<run>`{3,}+|~{3,}+)(?P<closes>[`~]*+[ \t]*+$)?")
_TICKS_OR_BREAK = re.compile(r"`++|\n[ \t]*+(?=\n)")
# Below these, four spaces continue an item, a box, a tab, a footnote or a definition; else they make code.
_CONTAINER = re.compile(r"(?:[-*+]|\d+[.)]|!!!|\?\?\?\+?|===|\[\^[^\]]+\]:|:)(?:\s|$)")

_LINK = re.compile(
    r"(?<![\\!])\[(?P<text>(?:(?!\n[ \t]*\n)[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\(\s*"
    r"(?:<(?P<angled>[^<>\n]*)>|(?P<bare>[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*))[^()\n]*\)?",
    re.DOTALL,
)
_REFERENCE = re.compile(
    r"^ {0,3}\[(?!\^)(?P<text>[^\[\]\n]+)\]:[ \t]*\n?[ \t]*<?(?P<bare>[^\s<>]+)[^\n]*", re.MULTILINE
)
_ANCHOR = re.compile(
    r"<a\s(?:[^<>]*?\s)?href\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'<>]+))"
    r"(?:[^<>]*>(?P<text>[^<]*))?",
    re.IGNORECASE,
)

# In which group of these an address is.
_ADDRESSES = ("angled", "bare", "double", "single")

_SPEAKER = re.compile(
    r"^[ \t]*(?:\\?\[[\d:.,]+\\?\][ \t]*)?"
    r"(?P<marks>\*\*|__)(?P<name>[^*_\n]{1,60}?)(?::(?P=marks)|(?P=marks):)",
    re.MULTILINE,
)
# Images, headings, notes in brackets and times; a sound in brackets, outside of sentences; markers, what is
# asked of mkdocstrings, styles and scripts, labels and brackets of links, the lines of tables; tags, icons
# (`:octicons-tag-24:`), attribute lists, addresses and handles.
_NO_PROSE = re.compile(
    r"!\[[^\[\]\n]*\]\((?:[^()\n]|\([^()\n]*\))*\)"
    r"|^ {0,3}#{1,6}[ \t][^\n]*|^[^\n]+\n(?:=+|-+)[ \t]*$|\\\[[^\[\]\n]*\]|\[[\d:.,]+\]"
    r"|(?:^|(?<=[.!?)*] ))\([^()\n.]{2,40}\)|\[!\w+\]|^[ \t]*(?:!!!|\?\?\?\+?|===)[^\n]*"
    r"|^:::[^\n]*(?:\n[ \t]+[^\n]*)*|<(?:style|script)\b[^<>]*>[^<]*"
    r"|\]\[[^\[\]\n]*\]|[\[\]|]|<\?[^<>]*\?>|</?[a-zA-Z][^<>]*>"
    r"|(?<![\w:]):[a-z][\w+-]*:(?!\w)|\{:?[^{}\n]*\}|(?:https?://|www\.|[@#](?=\w))[^\s)\]]*",
    re.MULTILINE,
)


class WrittenLink(NamedTuple):
    """A link that an author wrote: where it leads, its line in the file, its text, and if it is raw HTML."""

    href: str
    line: int
    text: str
    raw: bool = False


def read_links(text: str) -> Iterator[WrittenLink]:
    """Yield the links in a page's source: `[text](href)`, `[label]: href` and `<a href="...">`.

    The line is the one that `href` is on. Images lead nowhere, and are left out.
    """
    text = blank_literals(text)
    breaks = [found.start() for found in re.finditer("\n", text)]
    for pattern in (_LINK, _REFERENCE, _ANCHOR):
        for match in pattern.finditer(text):
            group = next(name for name in _ADDRESSES if match.groupdict().get(name) is not None)
            href = unescape(match[group]).strip()
            link_text = " ".join(unescape(match["text"] or "").split()).strip("*_")
            line = bisect_left(breaks, match.start(group)) + 1
            yield WrittenLink(href, line, link_text, raw=pattern is _ANCHOR)


def line_of(text: str, offset: int) -> int:
    """Return the line, from 1, on which an offset stands."""
    return text.count("\n", 0, offset) + 1


def read_prose(text: str) -> tuple[str, frozenset[str]]:
    """Return a page's source with all that is not running text blanked out, and who speaks in it.

    A lesson names its speakers at the start of paragraphs (`[12:34] **Host:**`); their names are no prose.
    """
    text = blank_literals(text, NON_TEXT)
    speakers = frozenset(match["name"].strip() for match in _SPEAKER.finditer(text))
    for pattern in (_SPEAKER, _REFERENCE):
        text = pattern.sub(_blanked, text)
    text = _LINK.sub(_without_brackets, text)
    return _NO_PROSE.sub(_blanked, text), speakers


def blank_literals(text: str, code: str = " ") -> str:
    """Return a page's source with spaces for what is not read as Markdown; every line stays a line.

    A span of code begins with `code`.
    """
    text = _FRONT_MATTER.sub(_blanked, text)
    if "```" in text or "~~~" in text:
        text = "\n".join(_blank_fenced(text.split("\n")))
    text = replace_comments(text, _blanked)
    if "\n    " in text or "\n\t" in text:
        text = "".join(_blank_indented(text.splitlines(keepends=True)))
    return _blank_code_spans(text, code) if "`" in text else text


def _blank_fenced(lines: list[str]) -> Iterator[str]:
    """Yield the lines, blank where they are fenced code; a fence that none closes is text."""
    fences = {number: fence for number, line in enumerate(lines) if (fence := _FENCE.match(line))}
    closed = set()
    longest = {"`": 0, "~": 0}  # of the fences below that may close one
    for number, fence in reversed(fences.items()):
        run = fence["run"]
        if longest[run[0]] >= len(run):
            closed.add(number)
        if fence["closes"] is not None:
            longest[run[0]] = max(longest[run[0]], len(run))
    opened = ""
    for number, line in enumerate(lines):
        closing = fences.get(number)
        if opened:
            yield " " * len(line)
            if closing and closing["closes"] is not None and closing["run"].startswith(opened):
                opened = ""
        elif number in closed:
            opened = fences[number]["run"]
            yield " " * len(line)
        else:
            yield line


def _blank_code_spans(text: str, code: str) -> str:
    """Return a text with spaces for code between as many backticks on both sides, within a paragraph."""
    runs = list(_TICKS_OR_BREAK.finditer(text))
    following: dict[str, re.Match[str]] = {}  # in this paragraph, by the backticks
    ends: dict[int, int] = {}
    for run in reversed(runs):
        if run[0][0] == "\n":
            following.clear()
            continue
        if run[0] in following and text[run.start() - 1 : run.start()] != "\\":
            ends[run.start()] = following[run[0]].end()
        following[run[0]] = run
    pieces, done = [], 0
    for start, end in reversed(ends.items()):
        if start >= done:
            pieces += [text[done:start], code, _blank(text[start + 1 : end])]
            done = end
    return "".join([*pieces, text[done:]])


def _blanked(match: re.Match[str]) -> str:
    return _blank(match[0])


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _without_brackets(match: re.Match[str]) -> str:
    group = "angled" if match["angled"] is not None else "bare"
    end = match[0].rindex("](", 0, match.start(group) - match.start())
    return f" {match[0][1:end]}{_blank(match[0][end:])}"


def _blank_indented(lines: list[str]) -> Iterator[str]:
    """Yield the lines, blank where a blank line and four spaces make them code."""
    container = False
    after_blank = True
    for line in lines:
        if not line.strip():
            after_blank = True
            yield line
            continue
        indented = line.startswith(("    ", "\t"))
        if not indented:
            container = _CONTAINER.match(line.lstrip(" ")) is not None or (container and not after_blank)
        if indented and after_blank and not container:
            yield _blank(line)
            continue  # the line after it is code as well
        after_blank = False
        yield line
