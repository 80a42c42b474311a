"""The headings of a page of Markdown, as written, with the text below each."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

import markdown
from markdown.extensions.attr_list import get_attrs_and_remainder
from markdown.extensions.toc import strip_tags

from tracktwo.model.markdown.front_matter import front_matter_length

_SETEXT = re.compile(r"(=+|-+) *$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CODE_OR_OPENING = re.compile(
    r"(?P<code>^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*?^ {0,3}(?P=fence)[`~]*[ \t]*$|.*\Z)"
    r"|(?<!`)(?P<ticks>`++)[^\n]*?(?<!`)(?P=ticks)(?!`))|<!--",
    re.DOTALL | re.MULTILINE,
)
# How a list of attributes begins, as Python-Markdown's attr_list reads it: at the end of a heading or a line,
# or right behind what it is of. No `}` stands in one, so that none is sought beyond the next.
_AFTER_SPACE = re.compile(r"\s\{:?\s*+(?=\S)")
_AT_END = re.compile(r"\{:?[ ]*+(?=\S)")
_BEHIND = re.compile(r"(?<=\S)\{:?[ ]*+(?=\S)")
_MARKUP = re.compile(r"[\\`*_\[\]<>&!|]|^ *(?:[-+]|[0-9]+\.) ", re.MULTILINE)
_BETWEEN_ITEMS = re.compile(r"(?P<mark>[;,.:!?]?)(?P<end></(?:li|t[dh])>)\s+(?=<(?:li|t[dh])\b)")
_MAX_BLOCK = 3000  # characters of a table or a box; the time that these take grows faster


@dataclass(slots=True)
class MarkdownHeading:
    """A heading: level, line (from 1), Markdown, id and classes, and the lines up to the next heading.

    What stands above the first heading of a page is below a heading of level 0, which has no text. `first`
    is the number of the first of the `lines`. `plain` is the text without markup, once read_entries set it.
    """

    level: int
    line: int
    text: str
    anchor: str
    classes: frozenset[str]
    lines: list[str]
    first: int
    plain: str = ""

    @property
    def below(self) -> str:
        """The Markdown between this heading and the next."""
        return "\n".join(self.lines).strip("\n")

    @property
    def source(self) -> str:
        """The Markdown of the heading and of what is below it."""
        return f"{'#' * self.level} {self.text}\n\n{self.below}"


def with_fences(lines: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Yield lines, and whether each is fenced code, the fences included."""
    opened = ""
    for line in lines:
        is_code = bool(opened)
        if "```" in line or "~~~" in line:
            marker = _FENCE.match(line)
            if marker and marker[1].startswith(opened):
                opened, is_code = "" if opened else marker[1], True
        yield line, is_code


def read_headings(text: str) -> list[MarkdownHeading]:
    """Return the headings that Python-Markdown finds, leaving out front matter, comments and fenced code.

    The first is none: it holds the lines above the first heading.
    """
    lines = replace_comments(text, lambda comment: "\n" * comment[0].count("\n")).splitlines()
    first = front_matter_length(text)
    headings = [MarkdownHeading(0, first, "", "", frozenset(), [], first + 1)]
    underline = False
    for number, (line, is_code) in enumerate(with_fences(lines[first:]), first):
        if underline:
            underline = False
        elif line and not is_code and (heading := _heading_at(lines, number)):
            headings.append(heading)
            underline = not line.startswith("#")
        else:
            headings[-1].lines.append(line)
    return headings


def replace_comments(text: str, replace: Callable[[re.Match[str]], str]) -> str:
    """Return a text with something else in the place of its comments; what is never closed is none."""
    end = text.rfind("-->") + 3  # below it none ends, and no end is sought
    return _COMMENT.sub(replace, text[:end]) + text[end:]


def without_comments(text: str) -> str:
    """Return a page without the comments that its page does not show either; those in code it does."""
    kept, at = [], 0
    while found := _CODE_OR_OPENING.search(text, at):
        end = found.end() if found["code"] else text.find("-->", found.end()) + 3
        if end < found.end():
            break  # it is never closed
        kept.append(text[at : end if found["code"] else found.start()])
        at = end
    return "".join([*kept, text[at:]])


def first_title(text: str) -> str:
    """Return the first heading of level 1 of a page as plain text; nothing where there is none."""
    return next((plain_text(heading.text) for heading in read_headings(text) if heading.level == 1), "")


def _heading_at(lines: list[str], number: int) -> MarkdownHeading | None:
    line = lines[number]
    if line[0] == "#":
        level, text = _parse_atx(line)
    elif match := _match_setext_underline(lines, number):
        level, text = 1 if match[1][0] == "=" else 2, line.strip()
    else:
        return None
    if not text:
        return None
    first = number + 2 if line[0] == "#" else number + 3
    text, anchor, classes = split_attributes(text)
    return MarkdownHeading(level, number + 1, text, anchor, classes, [], first) if text else None


def split_attributes(text: str) -> tuple[str, str, frozenset[str]]:
    """Return a line without the attributes at its end (`WHO {: .exact-case }`), its id and its classes."""
    end = len(text.rstrip()) - 1
    has_list = text[end : end + 1] == "}"
    match = _AFTER_SPACE.search(text, text.rfind("}", 0, end) + 1, end) if has_list else None
    if not match:
        return text, "", frozenset()
    attributes = get_attrs_and_remainder(text[match.end() : end])[0]
    classes = frozenset(value for key, value in attributes if key == "." and value)
    return text[: match.start()].rstrip(), dict(attributes).get("id", ""), classes


def written_ids(lines: list[str]) -> set[str]:
    """Return the ids that attribute lists give to anything in some lines, leaving out fenced code."""
    ids: set[str] = set()
    if "{" not in "".join(lines):  # most headings
        return ids
    for line, is_code in with_fences(lines):
        if "{" in line and not is_code:
            for written in _attribute_lists(line):
                ids.update(value for key, value in get_attrs_and_remainder(written)[0] if key == "id")
    return ids


def _attribute_lists(line: str) -> Iterator[str]:
    """Yield what is written in the lists of attributes of a line."""
    last, start = len(line.rstrip()) - 1, 0
    while (end := line.find("}", start)) >= 0:
        if opening := (_AT_END if end == last else _BEHIND).search(line, start, end):
            yield line[opening.end() : end]
        start = end + 1


def _parse_atx(line: str) -> tuple[int, str]:
    """Return the level and the text of a heading that begins with `#`; the text is empty if it is none."""
    text = line.lstrip("#")
    level = len(line) - len(text)
    closed = text.rstrip()
    text = closed.rstrip("#")
    if (len(text) - len(text.rstrip("\\"))) % 2:  # it escapes the sign that follows, and is none without one
        text = closed[: len(text) + 1] if closed != text else ""
    return (level, text.strip()) if level < 7 else (0, "")


def _match_setext_underline(lines: list[str], number: int) -> re.Match[str] | None:
    """Match the underline of a heading, below the first line of a paragraph that is not indented code."""
    if number + 1 == len(lines) or not lines[number + 1].startswith(("=", "-")):
        return None
    if not lines[number].strip() or lines[number][0] in " \t":
        return None
    if number and lines[number - 1].strip():
        return None
    return _SETEXT.match(lines[number + 1])


def plain_text(text: str) -> str:
    """Return the first paragraph of a Markdown text as plain text; semicolons part items and cells."""
    paragraph = text.strip("\n").split("\n\n", 1)[0]
    return _convert(paragraph) if _MARKUP.search(paragraph) else " ".join(paragraph.split())


@lru_cache(maxsize=4096)
def _convert(paragraph: str) -> str:
    html = _converter(with_blocks=len(paragraph) <= _MAX_BLOCK).reset().convert(paragraph)
    html = _BETWEEN_ITEMS.sub(lambda found: f"{found['mark'] or ';'}{found['end']} ", html)
    return " ".join(unescape(strip_tags(html)).split())


@lru_cache(maxsize=2)
def _converter(*, with_blocks: bool) -> markdown.Markdown:
    return markdown.Markdown(extensions=["attr_list", *["admonition", "tables"] * with_blocks])
