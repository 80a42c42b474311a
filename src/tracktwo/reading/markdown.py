"""A Lesson as Markdown: transcript.md and glossary.md, escaped so that they read as it was said.

The escapes are those of Python-Markdown: a backslash works before the characters of `Markdown.ESCAPED_CHARS`
only, so `<`, `&`, `:`, `~` and `?` become entities. What needs no escape has none: people edit these files.
"""

from __future__ import annotations

import re
from math import inf

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined

from tracktwo.reading.lesson import Lesson

# Anywhere in a text. An underscore inside a word is no emphasis, words in brackets ([laughter]) are no link,
# and a lone `<` or `&` is itself.
BACKSLASHED = re.compile(
    r"[\\`*{]|(?<![^\W_])_|_(?![^\W_])|\[(?![^\W\d_][^\W\d_ ]*(?: [^\W\d_]+)*\](?:[\s.,;?]|$))"
)
ENTITY = re.compile(r"&(?=#|\w+;)|<(?=[^ ])")
# Only at the start of a paragraph: headings, quotes, lists, rules, admonitions, `[TERMS]` alone on a line.
START = re.compile(r"#|>|[-+](?=\s|$)|-(?=[-\s]*$)|(?<=\d)[.)](?=\s|$)|!(?=!!)|\[(?=[^\]]*\]$)")
NUMBER = re.compile(r"\d*")
START_ENTITY = re.compile(r":(?=\s|$)|~(?=~~)|\?(?=\?\?)")
ASCII_SPACE = re.compile(r"[ \t\n\r\f\v]+")  # a no-break space means something and stays


def inline(text: str) -> str:
    """Escape what Markdown would read as markup anywhere; white space becomes single spaces."""
    text = BACKSLASHED.sub(r"\\\g<0>", ASCII_SPACE.sub(" ", text).strip(" "))
    return ENTITY.sub(lambda found: "&lt;" if found[0] == "<" else "&amp;", text)


def paragraph(text: str) -> str:
    """Escape a text that is a paragraph of its own, on one line."""
    escaped = inline(text)
    if entity := START_ENTITY.match(escaped):
        return f"&#{ord(entity[0])};{escaped[1:]}"
    number = NUMBER.match(escaped)
    at = number.end() if number else 0
    return f"{escaped[:at]}\\{escaped[at:]}" if START.match(escaped, at) else escaped


def heading(text: str) -> str:
    """Escape a text that is a heading; number signs at its end would be taken for its closing marks."""
    escaped = inline(text)
    return f"{escaped[:-1]}\\#" if escaped.endswith("#") else escaped


def front_matter(lesson: Lesson) -> str:
    """Give the page's metadata as YAML, one line each, without what the source did not say."""
    known = {"title": lesson.title, "author": lesson.author, "objective": lesson.objective}
    given = {name: value for name, value in known.items() if value}
    return yaml.safe_dump(given, allow_unicode=True, sort_keys=False, width=inf)


def transcript_markdown(lesson: Lesson) -> str:
    """Give the text of transcript.md."""
    return _environment().get_template("transcript.md.jinja").render(lesson=lesson)


def glossary_markdown(lesson: Lesson) -> str:
    """Give the text of glossary.md, in the order of the source; every entry must have its headword."""
    return _environment().get_template("glossary.md.jinja").render(lesson=lesson)


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tracktwo.reading"),
        autoescape=False,  # noqa: S701 - it writes Markdown, which the filters below escape
        trim_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    environment.filters.update(paragraph=paragraph, heading=heading, front_matter=front_matter)
    return environment
