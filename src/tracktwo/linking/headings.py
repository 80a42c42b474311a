"""The headings of a page of Markdown, as written, with the text below each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

import markdown
from markdown.extensions.attr_list import get_attrs_and_remainder
from markdown.extensions.toc import strip_tags

_ATX = re.compile(r"(#{1,6})(?!#)\s*((?:\\.|[^\\])*?)\s*#*\s*$")
_SETEXT = re.compile(r"(=+|-+) *$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# As Python-Markdown's attr_list reads it at the end of a heading.
_ATTRIBUTES = re.compile(r"\s+\{:?\s*([^}\s][^}]*)\}\s*$")
_MARKUP = re.compile(r"[\\`*_\[\]<>&!]")


@dataclass(slots=True)
class Heading:
    """A heading: level, line (from 1), Markdown, id and classes, and the lines up to the next heading."""

    level: int
    line: int
    text: str
    anchor: str | None
    classes: frozenset[str]
    lines: list[str]

    @property
    def below(self) -> str:
        """The Markdown between this heading and the next."""
        return "\n".join(self.lines).strip("\n")

    @property
    def source(self) -> str:
        """The Markdown of the heading and of what is below it."""
        return f"{'#' * self.level} {self.text}\n\n{self.below}"


def read_headings(text: str) -> Iterator[Heading]:
    """Yield the headings that Python-Markdown finds, leaving out front matter, comments and fenced code."""
    lines = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text).splitlines()
    first = 0
    if lines and lines[0].rstrip() == "---":
        first = next((n for n, line in enumerate(lines[1:], 2) if line.rstrip() in ("---", "...")), 0)
    heading = None
    fence = ""
    underline = False
    for number in range(first, len(lines)):
        line = lines[number]
        marker = _FENCE.match(line)
        if marker and (not fence or marker[1].startswith(fence)):
            fence = "" if fence else marker[1]
        found = None if fence or underline else _heading_at(lines, number)
        if found:
            if heading:
                yield heading
            heading = found
        elif heading and not underline:
            heading.lines.append(line)
        underline = bool(found) and not line.startswith("#")
    if heading:
        yield heading


def _heading_at(lines: list[str], number: int) -> Heading | None:
    line = lines[number]
    if match := _ATX.match(line):
        level, text = len(match[1]), match[2]
    elif match := _underlined(lines, number):
        level, text = 1 if match[1][0] == "=" else 2, line.strip()
    else:
        return None
    attributes: list[tuple[str, str | None]] = []
    if match := _ATTRIBUTES.search(text):
        attributes += get_attrs_and_remainder(match[1])[0]
        text = text[: match.start()]
    classes = frozenset(value for key, value in attributes if key == "." and value)
    return Heading(level, number + 1, text, dict(attributes).get("id"), classes, []) if text else None


def _underlined(lines: list[str], number: int) -> re.Match[str] | None:
    """Match the underline of a heading: below the first line of a paragraph, which is not indented code."""
    if not lines[number].strip() or lines[number][0] in " \t" or number + 1 == len(lines):
        return None
    if number and lines[number - 1].strip():
        return None
    return _SETEXT.match(lines[number + 1])


@lru_cache(maxsize=4096)
def plain_text(text: str) -> str:
    """Return the first paragraph of a Markdown text as plain text."""
    paragraph = text.strip("\n").split("\n\n", 1)[0]
    if not _MARKUP.search(paragraph):
        return " ".join(paragraph.split())
    return " ".join(unescape(strip_tags(_converter().reset().convert(paragraph))).split())


@lru_cache(maxsize=1)
def _converter() -> markdown.Markdown:
    return markdown.Markdown(extensions=["attr_list"])
