"""A lesson as Markdown: transcript.md and glossary.md, which read as it was said."""

from collections.abc import Sequence
from functools import cache
from math import inf

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined

from tracktwo.model.term import COMMAS
from tracktwo.reading.text.lesson import Lesson, Paragraph, Run, TermEntry
from tracktwo.reading.text.times import clock
from tracktwo.reading.writing.escapes import at_start, heading, inline
from tracktwo.reading.writing.inline_markdown import running_text
from tracktwo.wording import words

COMMA = "\0"  # stands for the one between names while they are escaped as one text; no source holds it


def paragraph(spoken: Paragraph) -> str:
    """Write a paragraph on one line: its time, its speaker, and what is said, escaped and emphasised."""
    speaker = (Run(f"{spoken.speaker}:", "b"), Run(" ")) if spoken.speaker else ()
    text = running_text((*speaker, *spoken.runs)).strip(" ")
    first, *lines = text.split("\u2028")  # which parts the lines of a song
    text = "  \n".join((first, *(at_start(line.strip(" ")) for line in lines)))
    return at_start(text) if spoken.start is None else f"[{clock(spoken.start)}] {text}".rstrip(" ")


def definition(entry: TermEntry) -> str:
    """Write a definition: Markdown as it is, or a plain text escaped."""
    return entry.definition if entry.markdown else at_start(inline(entry.definition).strip(" "))


def other_names(entry: TermEntry) -> str:
    """Write the other names of a term, which commas part; one within a name is an entity."""
    names = heading(f"{COMMA} ".join(entry.also))
    return COMMAS.sub(lambda comma: f"&#{ord(comma[0])};", names).replace(COMMA, ",")


def front_matter(lesson: Lesson) -> str:
    """Return the page's metadata as YAML, one line each, without what the source did not say."""
    known = {"title": lesson.title, "author": lesson.author, "objective": lesson.objective}
    given = {name: value for name, value in known.items() if value} | dict(lesson.metadata)
    return yaml.safe_dump(given, allow_unicode=True, sort_keys=False, width=inf) if given else ""


def transcript_markdown(lesson: Lesson) -> str:
    """Return the text of transcript.md."""
    return _render("transcript", lesson.language, lesson=lesson)


def glossary_markdown(lesson: Lesson) -> str:
    """Return the text of glossary.md, in the order of the source; every entry must have its headword."""
    return _render("glossary", lesson.language, lesson=lesson)


def terms_markdown(terms: Sequence[TermEntry], mark: str, language: str | None = None) -> str:
    """Write entries as they follow others: below headings marked so (`##`), or as definition lists (`:`)."""
    return _render("definitions" if mark == ":" else "terms", language, terms=terms, mark=mark)


def _render(template: str, language: str | None, **values: object) -> str:
    catalogue = words(language or "en", "book") | words(language or "en", "site")
    return _environment().get_template(f"{template}.md.jinja").render(words=catalogue, **values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tracktwo.reading.writing"),
        autoescape=False,  # noqa: S701 - it writes Markdown, which the filters below escape
        trim_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    for write in (at_start, paragraph, definition, heading, other_names, front_matter):
        environment.filters[write.__name__] = write
    return environment
