"""Terms that come to a glossary which is there: appended in its own form, and nothing else is touched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tracktwo.model.term import Glossary, Term
from tracktwo.reading.text.lesson import ReadingError, Remark, TermEntry
from tracktwo.reading.writing.markdown import terms_markdown

HYPHEN = re.compile("[-\u2010\u2011]")


class Additions(NamedTuple):
    """A glossary's text after terms were added, which they are, and remarks on those that were left out."""

    text: str
    added: tuple[TermEntry, ...]
    remarks: tuple[Remark, ...]


def read_glossary(data: bytes, file: str) -> str:
    """Give a glossary's text, byte for byte; raise ReadingError where it is not UTF-8."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ReadingError("this is not UTF-8", file, line, remedy="save the file as UTF-8") from error


def add_all(
    glossary: str, lists: Iterable[Sequence[TermEntry]], file: str, language: str | None = None
) -> Additions:
    """Add one list after the other, so that a term that two of them have comes once."""
    done = Additions(glossary, (), ())
    for terms in lists:
        text, added, remarks = add_terms(done.text, terms, file, language)
        done = Additions(text, (*done.added, *added), (*done.remarks, *remarks))
    return done


def add_terms(glossary: str, terms: Iterable[TermEntry], file: str, language: str | None = None) -> Additions:
    """Append to a glossary's Markdown the terms of which it has no name; all must have their headword.

    `file` is the glossary's name in messages, and `language` that of our own words. Raises ReadingError where
    what is appended would not be read as terms, as below a comment that never ends.
    """
    there = Glossary.from_markdown(glossary.removeprefix("\ufeff"))
    names = {_key(name) for term in there for name in term.names}
    added: list[TermEntry] = []
    remarks: list[Remark] = []
    for term in terms:
        if names.isdisjoint(map(_key, (term.headword or "", *term.also))):
            added.append(term)
        else:
            remarks.append(Remark("term that the glossary has", term.line, term.headword or "", term.file))
    if not added:
        return Additions(glossary, (), tuple(remarks))
    text = _appended(glossary, terms_markdown(added, _mark(glossary, there.terms), language))
    after = Glossary.from_markdown(text.removeprefix("\ufeff")).terms
    if len(after) != len(there) + len(added) or [*map(_said, after[: len(there)])] != [*map(_said, there)]:
        remedy = "end the code block or comment that is open there, and add no definition that has headings"
        raise ReadingError("terms cannot be added at its end", file, glossary.count("\n") + 1, remedy=remedy)
    return Additions(text, tuple(added), tuple(remarks))


def _key(name: str) -> str:
    """Give what is the same for names that the linker could not tell apart, but for their plurals."""
    return " ".join(HYPHEN.sub(" ", name).split()).casefold()


def _said(term: Term) -> tuple[object, ...]:
    return term.names, term.definition, term.line


def _mark(text: str, terms: Sequence[Term]) -> str:
    """Tell what marks the glossary's last term: as many number signs as its heading has, or `:`."""
    if not terms:
        return "##"
    if terms[-1].form == "list":
        return ":"
    line = text.splitlines()[terms[-1].line - 1]
    return "#" * (len(line) - len(line.lstrip("#"))) or "##"


def _appended(glossary: str, entries: str) -> str:
    """Put an empty line between, and end lines as the glossary does."""
    newline = "\r\n" if "\r\n" in glossary else "\n"
    ending = glossary[len(glossary.rstrip("\r\n")) :].count("\n")
    between = "\n" * max(0, 2 - ending) if glossary.strip() else ""
    return glossary + (between + entries.lstrip("\n")).replace("\n", newline)
