"""Term lists on pages of HTML: their definition lists, else their tables, else their lines."""

import re
from collections.abc import Iterator
from itertools import pairwise

from lxml.html import HtmlElement

from tracktwo.reading.documents.html import lines_of, parse_page, read_html
from tracktwo.reading.documents.spreadsheet import as_csv
from tracktwo.reading.text.lesson import TermEntry, TermList
from tracktwo.reading.text.term_fields import make_entry


def read_html_list(text: str, file: str) -> TermList | str:
    """Return the entries of definition lists, or what a page has else as text: a table as CSV, or its lines.

    Raises InvalidInput where there are no words, and for a term without a definition.
    """
    root = parse_page(text, file)
    if entries := tuple(_entries(root, file)):
        return TermList(entries)
    rows = ([_words(cell) for cell in row.iter("td", "th")] for row in root.iter("tr"))
    filled = [row for row in rows if len(row) > 1 and any(row)]
    if not filled:
        lines = read_html(f"<article>{text}</article>", file)
        return lines if isinstance(lines, str) else text
    return as_csv(filled)


def _entries(root: HtmlElement, file: str) -> Iterator[TermEntry]:
    """Yield what is defined: names stand above the definitions that they share."""
    parts = [element for element in root.iter("dt", "dd") if _words(element)]
    starts = [
        at for at, part in enumerate(parts) if part.tag == "dt" and (at == 0 or parts[at - 1].tag == "dd")
    ]
    for first, last in pairwise((*starts, len(parts))):
        names = [_words(part).rstrip(": ") for part in parts[first:last] if part.tag == "dt"]
        said = [_words(part) for part in parts[first:last] if part.tag == "dd"]
        line = int(parts[first].sourceline or 1)
        yield make_entry(names[0], "\n\n".join(said), names[1:], file=file, line=line)


def _words(element: HtmlElement) -> str:
    return re.sub(r"^(?:#+|:) ", "", lines_of(element), flags=re.MULTILINE).strip()
