"""Term lists of every form: in XML and HTML, whose libraries are loaded for them alone, and in plain text."""

import re

from tracktwo.reading.sources import ANKI, GETTEXT, PAGE, PROLOGUE, formats, loaded, refuse
from tracktwo.reading.terms.detection import XML_ROOT
from tracktwo.reading.terms.lists import checked, read_listed
from tracktwo.reading.text.lesson import TermList

_XML = re.compile(rf"\s*{PROLOGUE}<(?:\w+:)?{XML_ROOT}[\s>]")
_PAGE = re.compile(rf"\s*+<(?:{PAGE})\b", re.IGNORECASE)
# What has words and no definitions, or is written for programs, and what to give instead.
_AS_TABLE = "export a table as CSV, with columns called term and definition"
_REFUSED = formats(
    (*GETTEXT, _AS_TABLE),
    ANKI,
    ("a memory of translations (TMX)", rf"{PROLOGUE}<tmx\b", _AS_TABLE),
    ("RDF in Turtle", r"(?:#[^\n]*\n|\s)*@?prefix\s+[\w.-]*:\s*<", "save it as RDF/XML"),
    ("an export of WordPress", rf"{PROLOGUE}<rss\b", _AS_TABLE),
    ("other XML", r"<(?:\?xml|!DOCTYPE|\w[\w:.-]*\s[^<>]*xmlns)", _AS_TABLE),
    ("a program's settings", r"\[\[?[\w .-]+\]\]?\s*\n\s*[\w .-]+\s*=", _AS_TABLE),
)


def read_terms(text: str, file: str, language: str | None = None) -> TermList:
    """Read a term list.

    `language` chooses among those of a file in several. Notices say what was left out. Raises InvalidInput
    for what cannot be paired, with its line, and for what is known and no list of terms.
    """
    content = _read_elements(text, file, language)
    found = read_listed(content, file, language) if isinstance(content, str) else content
    return checked(found, file)


def _read_elements(text: str, file: str, language: str | None) -> TermList | str:
    """Return what a list in XML or HTML defines, or its text; any other as it is."""
    if _XML.match(text):
        found: TermList = loaded("documents.xml_lists:read_xml_list")(text, file, language)
        return found
    if _PAGE.match(text) or ("<dt" in text and "</dd>" in text):
        content: TermList | str = loaded("documents.html_lists:read_html_list")(text, file)
        return content
    refuse(text, file, _REFUSED, which="which is no list of terms")
    return text
