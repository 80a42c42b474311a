"""Term lists in whatever form, and those of lines that alternate, which are paired without guessing.

The rule for lines, worked out on real course pages: a headword is short and does not end as a sentence
does; every other line is a definition. A headword goes with the definition below it. What the rule cannot
pair is an error or a nameless entry, never a shifted pair: of two definitions in a row, the second may have
lost its term or be a second paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tracktwo.model.scripts import MEANINGLESS
from tracktwo.model.term import Glossary
from tracktwo.reading.terms.fields import entry, without_repeats
from tracktwo.reading.terms.tables import as_table, read_table
from tracktwo.reading.terms.yaml_lists import as_yaml, read_yaml
from tracktwo.reading.text.decoding import LINE_BREAK, Line, continues, ends_sentence
from tracktwo.reading.text.lesson import ReadingError, Remark, TermEntry

LONGEST_HEADWORD = 8  # words; the glossaries measured have headwords of up to 7
# A full stop that belongs to the word: `Ph.D.`, `Washington D.C.`
DOTTED = re.compile(r"\w\.\w+\.$")


MARKDOWN = re.compile(r"^##+ \S|^# \S.*\n\s*\n|^:[ ]{1,3}\S", re.MULTILINE)


def read_terms(
    text: str, file: str, language: str | None = None
) -> tuple[tuple[TermEntry, ...], tuple[Remark, ...]]:
    """Read a term list, whatever its form: a table, Markdown, YAML, or lines that alternate.

    `language` chooses among those of a YAML file. The remarks say what was left out: columns of other names,
    terms that come twice. Raises ReadingError for what cannot be paired, with its line.
    """
    remarks: tuple[Remark, ...] = ()
    if table := as_table(text, file):
        entries, remarks = read_table(table, file)
    elif MARKDOWN.search(text):
        entries, remarks = _read_markdown(text, file)
    elif root := as_yaml(text, file):
        entries, remarks = read_yaml(root, file, language)
    else:
        entries = read_alternating(_lines(text), file)
    if not entries:
        raise ReadingError("no terms found", file, remedy="write a term, and its definition on the next line")
    kept, repeats = without_repeats(entries)
    return kept, (*remarks, *repeats)


def is_headword(text: str) -> bool:
    """Whether a line of a term list is a term: short, and no sentence. A single word is no sentence."""
    words = text.split()
    if len(words) > LONGEST_HEADWORD or text.endswith((":", ";", ",")):
        return False
    return len(words) == 1 or not ends_sentence(text) or DOTTED.search(text) is not None


def read_alternating(lines: Iterable[Line], file: str) -> tuple[TermEntry, ...]:
    """Pair terms with the definitions below them; a definition without a term has the headword None.

    Raises ReadingError for a term without a definition.
    """
    entries: list[TermEntry] = []
    term: Line | None = None
    for line in _items(lines):
        if not is_headword(line.text):
            entries.append(TermEntry(term.text if term else None, line.text, line.number))
            term = None
        elif term:
            raise _undefined(term, file)
        else:
            term = line
    if term:
        raise _undefined(term, file)
    return tuple(entries)


def name_terms(terms: Sequence[TermEntry], names: Sequence[str]) -> tuple[TermEntry, ...]:
    """Give the names, in order, to the entries that have none; entries beyond the names stay nameless."""
    left = iter(names)
    return tuple(replace(term, headword=term.headword or next(left, None)) for term in terms)


def _read_markdown(text: str, file: str) -> tuple[tuple[TermEntry, ...], tuple[Remark, ...]]:
    """Read a glossary as the website does: a heading for each term, or definition lists."""
    terms = tuple(Glossary.from_markdown(text))
    entries = (
        entry(term.headword, term.definition, term.also, file=file, line=term.line, markdown=True)
        for term in terms
    )
    attributed = (term for term in terms if term.exact_case is not None or not term.autolink)
    remarks = (Remark("attributes of a term not kept", term.line, term.headword) for term in attributed)
    return tuple(entries), tuple(remarks)


def _lines(text: str) -> Iterable[Line]:
    for number, line in enumerate(LINE_BREAK.split(text), start=1):
        yield Line(number, line.strip().strip(MEANINGLESS).strip())


def _items(lines: Iterable[Line]) -> list[Line]:
    """Part the cells of a table and join wrapped definitions: each line is then a term or a definition."""
    items: list[Line] = []
    last_number = 0
    for line in lines:
        cells = [Line(line.number, cell) for cell in re.split(r"\s*\t\s*", line.text) if cell]
        open_definition = items and not is_headword(items[-1].text)
        if open_definition and cells and continues(cells[0], Line(last_number, items[-1].text)):
            items[-1] = items[-1]._replace(text=f"{items[-1].text} {cells.pop(0).text}")
        items += cells
        last_number = line.number if cells else last_number
    return items


def _undefined(term: Line, file: str) -> ReadingError:
    return ReadingError(
        f'the term "{term.text}" has no definition',
        file,
        term.number,
        remedy="write the definition on the next line and end it with a full stop, or delete the line",
    )
