"""Term lists of lines that alternate, as on course pages, which are paired without guessing.

The rule, worked out on real course pages: a headword is short and does not end as a sentence does; every
other line is a definition. A headword goes with the definition below it. What the rule cannot pair is an
error or a nameless entry, never a shifted pair: of two definitions in a row, the second may have lost its
term or be a second paragraph.
"""

import re
from collections.abc import Iterable

from tracktwo.model.problem import InvalidInput, invalid
from tracktwo.reading.text.lesson import TermEntry
from tracktwo.reading.text.lines import NumberedLine, goes_on
from tracktwo.reading.text.sentences import ends_sentence

MAX_SHOWN = 60  # characters of a line in a message
MAX_HEADWORD = 8  # words; the glossaries measured have headwords of up to 7
# A full stop that belongs to the word: `Ph.D.`, `Washington D.C.`
DOTTED = re.compile(r"\w\.\w+\.$")


def is_headword(text: str) -> bool:
    """Tell whether a line of a term list is a term: short, and no sentence. A single word is no sentence."""
    words = text.split()
    if len(words) > MAX_HEADWORD or text.endswith((":", ";", ",")):
        return False
    return len(words) == 1 or not ends_sentence(text) or DOTTED.search(text) is not None


def read_alternating(lines: Iterable[NumberedLine], file: str) -> tuple[TermEntry, ...]:
    """Pair terms with the definitions below them; a definition without a term has the headword None.

    Raises InvalidInput for a term without a definition.
    """
    entries: list[TermEntry] = []
    term: NumberedLine | None = None
    for line in _items(lines):
        if not is_headword(line.text):
            entries.append(TermEntry(term.text if term else None, line.text, line.number, file=file))
            term = None
        elif term:
            raise _undefined(term, file)
        else:
            term = line
    if term:
        raise _undefined(term, file)
    return tuple(entries)


def _items(lines: Iterable[NumberedLine]) -> list[NumberedLine]:
    """Part the cells of a table and join wrapped definitions: each line is then a term or a definition."""
    items: list[NumberedLine] = []
    last_number = 0
    for line in lines:
        cells = [NumberedLine(line.number, cell) for cell in map(str.strip, line.text.split("\t")) if cell]
        open_definition = items and not is_headword(items[-1].text)
        if open_definition and cells and goes_on(cells[0], NumberedLine(last_number, items[-1].text)):
            items[-1] = items[-1]._replace(text=f"{items[-1].text} {cells.pop(0).text}")
        items += cells
        last_number = line.number if cells else last_number
    return items


def _undefined(term: NumberedLine, file: str) -> InvalidInput:
    message = f'the term "{term.text[:MAX_SHOWN]}" has no definition'
    remedy = "write the definition on the next line and end it with a full stop, or delete the line"
    return invalid(message, code="term-without-definition", file=file, line=term.number, remedy=remedy)
