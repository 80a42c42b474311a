"""Term lists of every form: in XML and HTML, whose libraries are loaded for them alone, and in plain text."""

import re
from importlib import import_module
from typing import cast

from tracktwo.model.problem import invalid
from tracktwo.reading.sources import ANKI, GETTEXT, PROLOGUE, Refused, begins
from tracktwo.reading.terms.detection import XML_ROOT
from tracktwo.reading.terms.lists import checked, read_listed
from tracktwo.reading.text.lesson import TermList

_XML = re.compile(rf"\s*{PROLOGUE}<(?:\w+:)?{XML_ROOT}[\s>]")
_PAGE = begins(r"<(?:!doctype\s+html|html|head|body|main|article|section|div|dl|ol|ul|table|h[1-6])\b")
# What has words and no definitions, or is written for programs, and what to give instead.
_AS_TABLE = "export a table as CSV, with columns called term and definition"
_REFUSED = (
    GETTEXT._replace(remedy=_AS_TABLE),
    ANKI,
    Refused("a memory of translations (TMX)", begins(rf"{PROLOGUE}<tmx\b"), _AS_TABLE),
    Refused("RDF in Turtle", begins(r"(?:#[^\n]*\n|\s)*@?prefix\s+[\w.-]*:\s*<"), "save it as RDF/XML"),
    Refused("an export of WordPress", begins(rf"{PROLOGUE}<rss\b"), _AS_TABLE),
    Refused("other XML", begins(r"<(?:\?xml|!DOCTYPE|\w[\w:.-]*\s[^<>]*xmlns)"), _AS_TABLE),
    Refused("a program's settings", begins(r"\[\[?[\w .-]+\]\]?\s*\n\s*[\w .-]+\s*="), _AS_TABLE),
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
    reader = (
        "xml_lists:read_xml_list" if _XML.match(text)
        else "html_lists:read_html_list" if _PAGE.match(text) or ("<dt" in text and "</dd>" in text)
        else ""
    )  # fmt: skip
    if reader:
        module, _, function = reader.partition(":")
        read = getattr(import_module(f"tracktwo.reading.documents.{module}"), function)
        return cast(TermList | str, read(text, file, language))
    for refused in _REFUSED:
        if refused.begins.match(text):
            message = f"this is {refused.name}, which is no list of terms"
            raise invalid(message, code="unknown-format", file=file, line=1, remedy=refused.remedy)
    return text
