"""Terms that come to a glossary which is there: appended in its own form, and nothing else is touched."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from tracktwo.model.problem import InvalidInput, Problem, invalid
from tracktwo.model.sources import encoding_problem
from tracktwo.model.term import Glossary, Term
from tracktwo.reading.text.lesson import TermEntry
from tracktwo.reading.text.notices import Notices
from tracktwo.reading.writing.markdown import terms_markdown

HYPHEN = re.compile("[-\u2010\u2011]")


class Additions(NamedTuple):
    """A glossary's text after terms were added, which they are, and notices of those that were left out."""

    text: str
    added: tuple[TermEntry, ...]
    problems: tuple[Problem, ...]


def read_glossary(data: bytes, file: str) -> str:
    """Return a glossary's text, byte for byte; raise InvalidInput where it is not UTF-8."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise InvalidInput(encoding_problem(error, file)) from error


def add_terms(glossary: str, terms: Iterable[TermEntry], file: str, language: str | None = None) -> Additions:
    """Append to a glossary's Markdown the terms of which it has no name; all must have their headword.

    A term that several files have is taken from the first of them. `file` is the glossary's name in messages,
    and `language` that of our own words. Raises InvalidInput where what is appended would not be read as
    terms, as below a comment that never ends.
    """
    there = Glossary.from_markdown(glossary.removeprefix("\ufeff"))
    taken = {_key(name) for term in there for name in term.names}
    added: list[TermEntry] = []
    problems: list[Problem] = []
    for source, entries in groupby(terms, key=lambda term: term.file):
        notices = Notices(source)
        new = []
        for term in entries:
            if taken.isdisjoint(_keys(term)):
                new.append(term)
            else:
                headword = term.headword or ""
                notices.add("term that the glossary has", term.line, headword, code="term-there")
        taken.update(key for term in new for key in _keys(term))
        added += new
        problems += notices.found
    text = _appended(glossary, there.terms, added, file, language) if added else glossary
    return Additions(text, tuple(added), tuple(problems))


def _keys(term: TermEntry) -> set[str]:
    return {_key(name) for name in (term.headword or "", *term.also)}


def _key(name: str) -> str:
    """Return what is the same for names that the linker could not tell apart, but for their plurals."""
    return " ".join(HYPHEN.sub(" ", name).split()).casefold()


def _appended(
    glossary: str, there: Sequence[Term], added: Sequence[TermEntry], file: str, language: str | None
) -> str:
    """Write entries below a glossary's last, and see that all are read as terms then."""
    entries = terms_markdown(added, _mark(glossary, there), language)
    text = _joined(glossary, entries)
    after = Glossary.from_markdown(text.removeprefix("\ufeff")).terms
    same = zip(there, after, strict=False)
    if len(after) != len(there) + len(added) or any(_content(a) != _content(b) for a, b in same):
        remedy = "end the code block or comment that is open there, and add no definition that has headings"
        line = glossary.count("\n") + 1
        message = "terms cannot be added at its end"
        raise invalid(message, code="glossary-not-open", file=file, line=line, remedy=remedy)
    return text


def _content(term: Term) -> tuple[object, ...]:
    return term.names, term.definition, term.line


def _mark(text: str, terms: Sequence[Term]) -> str:
    """Return what marks the glossary's last term: as many number signs as its heading has, or `:`."""
    if not terms:
        return "##"
    if terms[-1].form == "list":
        return ":"
    line = text.splitlines()[terms[-1].line - 1]
    return "#" * (len(line) - len(line.lstrip("#"))) or "##"


def _joined(glossary: str, entries: str) -> str:
    """Put an empty line between, and end lines as the glossary does."""
    newline = "\r\n" if "\r\n" in glossary else "\n"
    ending = glossary[len(glossary.rstrip("\r\n")) :].count("\n")
    between = "\n" * max(0, 2 - ending) if glossary.strip() else ""
    return glossary + (between + entries.lstrip("\n")).replace("\n", newline)
