"""By what a text shows that it is a term list, and can be nothing else that people import."""

import re

from tracktwo.model.markdown.front_matter import front_matter_length
from tracktwo.reading.terms.abbreviations import are_abbreviations
from tracktwo.reading.terms.tables import MAX_ABOVE, SEP, SEPARATORS
from tracktwo.reading.terms.yaml_lists import ENTRIES, YAML_FIELDS
from tracktwo.reading.text.term_fields import field_of

XML_ROOT = "(?:martif|tbx|glossary|glossgroup|glossentry|glosslist|RDF|GLOSSARY)"
_NAME = (
    r"(?:(?:the|key) +)?(?:glossary|terms|vocabulary|terminology|glossaire|glossar|glosario|glossario"
    r"|glossário|woordenlijst|глоссарий|用語集|术语表|術語表|용어집)"
)
# The title of a page of terms, below front matter, in Markdown, HTML, AsciiDoc or reStructuredText.
TITLE = re.compile(
    r"(?:---\r?\n.*?\n---\r?\n)?\s*+"
    r"(?:# +|={1,3} +|\* +|(?=[^\n]*\r?\n==)|<(?!dl|table).{0,2000}?<(?:h1|title)\b[^>]*>\s*)"
    rf"{_NAME}(?: +of [^\n]*| +and definitions| +to know)?[ \t]*(?:\{{[^\n]*\}}|</[^\n]*|=+)?\r?(?:\n|\Z)"
    rf"|---\r?\n(?:(?!---)[^\n]*\n)*?title:[ \t]*[\"']?{_NAME}[\"']?[ \t]*\r?\n",
    re.IGNORECASE | re.DOTALL,
)
# What nothing but a list of terms has: as its root or its first fields, or among its first lines.
_SIGN = re.compile(
    rf"\s*<(?:\?xml|!--|!DOCTYPE|\w+:|{XML_ROOT}).{{0,2000}}?<(?:\w+:)?{XML_ROOT}[\s>]|\s*<{XML_ROOT}[\s>]"
    r'|\s*[\[{].{0,2000}?"(?:term|headword)"\s*:.{0,2000}?"definition"\s*:',
    re.DOTALL,
)
_LINE = re.compile(
    r"^(?:\.\. glossary::|[`:]{3,}\{glossary\}|\[glossary\]|\s*\\newglossaryentry\b)|\"DefinedTermSet\"",
    re.MULTILINE,
)
_KEY = re.compile(r"(?:^[ \t]*(?:- )?|[{,][ \t]?)(\w+):", re.MULTILINE)
MAX_HEAD = 5000  # characters


def is_term_list(text: str) -> bool:
    """Tell whether a text says so itself: by columns, a YAML list, a title, abbreviations, or its markup.

    Lines that alternate, and `name: text`, may be a transcript as well: who imports them must say so.
    """
    found = TITLE.match(text) or _SIGN.match(text) or _LINE.search(text[:MAX_HEAD])
    return bool(found or _has_entries(text) or _has_columns(text) or are_abbreviations(text))


def _has_entries(text: str) -> bool:
    """Tell whether a list in YAML has fields of terms, which headings and bullets in Markdown lack."""
    keys = _KEY.findall(text[:MAX_HEAD]) if ENTRIES.match(text) else ()
    return any(key in YAML_FIELDS or field_of(key) for key in keys)


def _has_columns(text: str) -> bool:
    lines = SEP.sub("", text, count=1).lstrip("\ufeff\r\n").splitlines()[front_matter_length(text) :]
    first, *others = list(filter(str.strip, lines))[: MAX_ABOVE + 1] or [""]
    rows = [first.split(separator) for separator in SEPARATORS]
    rows += [line.split("|") for line in (first, *others) if line.startswith("|")]
    return any({"term", "definition"} <= {field_of(cell.strip('"\r ')) for cell in row} for row in rows)
