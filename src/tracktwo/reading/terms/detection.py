"""By what a text shows that it is a term list, and can be nothing else that people import."""

import re

from tracktwo.reading.terms.abbreviations import are_abbreviations
from tracktwo.reading.terms.fields import field_of
from tracktwo.reading.terms.tables import SEP, SEPARATORS
from tracktwo.reading.terms.yaml_lists import ENTRIES

# The title of a page of terms, below front matter.
TITLE = re.compile(
    r"(?:---\r?\n.*?\n---\r?\n)?\s*# +(?:(?:the|key) +)?(?:glossary|terms|vocabulary)"
    r"(?: +of [^\n]*| +and definitions| +to know)?[ \t]*(?:\{[^\n]*\})?\r?\n",
    re.IGNORECASE | re.DOTALL,
)


def is_term_list(text: str) -> bool:
    """Tell whether a text says so itself: by columns, a YAML list, a Markdown title, or abbreviations.

    Lines that alternate, and `name: text`, may be a transcript as well: who imports them must say so.
    """
    found = ENTRIES.match(text) or TITLE.match(text) or _has_columns(text) or are_abbreviations(text)
    return bool(found)


def _has_columns(text: str) -> bool:
    first = SEP.sub("", text, count=1).lstrip("\ufeff\r\n").split("\n", 1)[0]
    rows = (first.split(separator) for separator in SEPARATORS)
    return any({"term", "definition"} <= {field_of(cell.strip('"\r ')) for cell in row} for row in rows)
