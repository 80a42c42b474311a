"""A Lesson as Markdown: transcript.md and glossary.md, escaped so that they read as it was said.

The escapes are those of Python-Markdown: a backslash works before the characters of `Markdown.ESCAPED_CHARS`
only, so `<`, `&`, `:`, `~` and `?` become entities. What needs no escape has none: people edit these files.
"""

from __future__ import annotations

import re
from math import inf

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined

from tracktwo.reading.lesson import Lesson, Paragraph, Run, TermEntry

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
    text = BACKSLASHED.sub(r"\\\g<0>", ASCII_SPACE.sub(" ", text))
    return ENTITY.sub(lambda found: "&lt;" if found[0] == "<" else "&amp;", text)


def paragraph(said: Paragraph) -> str:
    """Write a paragraph on one line: its time, its speaker, and what is said, escaped and emphasised."""
    time = f"[{clock(said.start)}]" if said.start is not None else ""
    speaker = f"**{inline(said.speaker)}:**" if said.speaker else ""
    text = "".join(map(_emphasised, said.runs)).strip(" ")
    return " ".join(filter(None, (time, speaker, text if time or speaker else at_start(text))))


def clock(milliseconds: int) -> str:
    """Write a time as people do: `4:07`, `12:34`, `1:02:03`."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def _emphasised(run: Run) -> str:
    """Escape a run, with the marks of its emphasis inside the white space around it, where they work."""
    text = ASCII_SPACE.sub(" ", run.text)
    words = text.strip()
    if not words or not run.emphasis:
        return inline(text)
    marks = {"i": "*", "b": "**", "bi": "***"}[run.emphasis]
    before, after = text[: text.index(words)], text[text.index(words) + len(words) :]
    return f"{before}{marks}{inline(words)}{marks}{after}"


def at_start(escaped: str) -> str:
    """Escape what is markup at the start of a paragraph only, in a text that `inline` has escaped."""
    if entity := START_ENTITY.match(escaped):
        return f"&#{ord(entity[0])};{escaped[1:]}"
    number = NUMBER.match(escaped)
    at = number.end() if number else 0
    return f"{escaped[:at]}\\{escaped[at:]}" if START.match(escaped, at) else escaped


def heading(text: str) -> str:
    """Escape a text that is a heading; number signs at its end would be taken for its closing marks."""
    escaped = inline(text).strip(" ")
    return f"{escaped[:-1]}\\#" if escaped.endswith("#") else escaped


def definition(entry: TermEntry) -> str:
    """Write a definition: Markdown as it is, or a plain text escaped."""
    return entry.definition if entry.markdown else at_start(inline(entry.definition).strip(" "))


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
    environment.filters.update(
        paragraph=paragraph, definition=definition, heading=heading, front_matter=front_matter
    )
    return environment
