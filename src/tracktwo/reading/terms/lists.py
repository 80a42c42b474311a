"""Term lists in whatever form: what is in them, each term once."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from importlib import import_module
from typing import cast

from tracktwo.model.markdown.entries import read_term_page
from tracktwo.model.markdown.headings import without_comments
from tracktwo.model.problem import invalid
from tracktwo.model.term import Glossary
from tracktwo.reading.terms.abbreviations import read_abbreviations
from tracktwo.reading.terms.alternating import read_alternating
from tracktwo.reading.terms.detection import XML_ROOT
from tracktwo.reading.terms.fields import make_entry
from tracktwo.reading.terms.latex_lists import read_latex
from tracktwo.reading.terms.line_lists import read_line_list
from tracktwo.reading.terms.tables import read_table
from tracktwo.reading.terms.yaml_lists import read_yaml
from tracktwo.reading.text.harmless import without_harmful_definitions
from tracktwo.reading.text.lesson import TermEntry, TermList
from tracktwo.reading.text.lines import LINE_BREAK, read_lines
from tracktwo.reading.text.notices import Notices

# ezglossary's `section:term`, in definition lists.
_SECTION = re.compile(r"\w[\w-]*:(?=[^\s:])")
_PROLOGUE = r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:[^-]|-(?!->))*-->\s*)*(?:<!DOCTYPE[^>]*>\s*)?"
_XML = re.compile(rf"{_PROLOGUE}<(?:\w+:)?{XML_ROOT}[\s>]")
_PAGE = re.compile(
    r"\s*<(?:!doctype\s+html|html|head|body|main|article|section|div|dl|table|h[1-6])\b", re.IGNORECASE
)
_MYST = re.compile(r"^([`:]{3,})\{glossary\}[^\n]*\n(.*?)^\1[ \t]*$", re.MULTILINE | re.DOTALL)
_TERM = re.compile(r"\{term\}`([^`<]+?)(?:\s*<[^`]*>)?`")
_TITLES = re.compile(r"^# (?=\S)", re.MULTILINE)  # of terms, where a page has nothing but titles
PAGE_DEFINITIONS = ("definition", "description", "short_description")  # where a page has no text
MANY_TITLES = 2
_ANCHOR = re.compile(r"^[ \t]*<a (?:name|id)=[^<>]*>[ \t]*</a>[ \t]*$", re.MULTILINE)
# What has words and no definitions, or is written for programs, and what to give instead.
_AS_TABLE = "export a table as CSV, with columns called term and definition"
_REFUSED = tuple(
    (name, re.compile(begins, re.MULTILINE), remedy)
    for name, begins, remedy in (
        ("gettext's catalogue of translations", r'(?:#[^\n]*\n|\s)*msgid\s+"', _AS_TABLE),
        ("a memory of translations (TMX)", rf"{_PROLOGUE}<tmx\b", _AS_TABLE),
        ("a deck of Anki", r"#(?:separator|html|notetype|deck):", _AS_TABLE),
        ("RDF in Turtle", r"(?:#[^\n]*\n|\s)*@?prefix\s+[\w.-]*:\s*<", "save it as RDF/XML"),
        ("an export of WordPress", rf"{_PROLOGUE}<rss\b", _AS_TABLE),
        ("other XML", r"\s*<(?:\?xml|!DOCTYPE|\w[\w:.-]*\s[^<>]*xmlns)", _AS_TABLE),
        ("a program's settings", r"\s*\[\[?[\w .-]+\]\]?\s*\n\s*[\w .-]+\s*=", _AS_TABLE),
    )
)
MARKDOWN = re.compile(r"^##+ \S|^# \S.*\n\s*\n|^:[ ]{1,3}\S", re.MULTILINE)


def read_terms(text: str, file: str, language: str | None = None) -> TermList:
    """Read a term list, whatever its form: a table, Markdown, YAML, or lines that alternate.

    `language` chooses among those of a YAML file. Notices say what was left out: columns of other names,
    terms that come twice, HTML. Raises InvalidInput for what cannot be paired, with its line.
    """
    content = _listed(text, file, language)
    if isinstance(content, TermList):
        return _kept(content, file)
    text = content
    found = (
        read_abbreviations(text, file)
        or read_latex(text, file)
        or read_table(text, file)
        or read_line_list(LINE_BREAK.sub("\n", text), file)
        or (_read_markdown(text, file) if MARKDOWN.search(text) else None)
        or read_yaml(text, file, language)
        or _read_page(text, file)
        or TermList(read_alternating(read_lines(text), file))
    )
    return _kept(found, file)


def _listed(text: str, file: str, language: str | None) -> TermList | str:
    """Return what a list in XML or HTML defines, or its text; any other as it is.

    Raises InvalidInput for what is known, and no list of terms. Libraries for XML are loaded only here.
    """
    reader = (
        "xml_lists:read_xml_list" if _XML.match(text)
        else "html_lists:read_html_list" if _PAGE.match(text) or ("<dt" in text and "</dd>" in text)
        else ""
    )  # fmt: skip
    if reader:
        module, _, function = reader.partition(":")
        read = getattr(import_module(f"tracktwo.reading.documents.{module}"), function)
        return cast(TermList | str, read(text, file, language))
    for name, begins, remedy in _REFUSED:
        if begins.match(text):
            message = f"this is {name}, which is no list of terms"
            raise invalid(message, code="unknown-format", file=file, line=1, remedy=remedy)
    text = _TERM.sub(r"\1", _MYST.sub(r"\n\2", _ANCHOR.sub("", text)))
    return (
        text
        if "\n##" in f"\n{text}" or len(_TITLES.findall(text)) < MANY_TITLES
        else _TITLES.sub("## ", text)
    )


def _kept(found: TermList, file: str) -> TermList:
    if not found.terms:
        remedy = "write a term, and its definition on the next line"
        raise invalid("no terms found", code="no-terms", file=file, remedy=remedy)
    kept, repeats = _without_repeats(found.terms, file)
    harmless, changed = without_harmful_definitions(kept, file)
    return TermList(harmless, (*found.problems, *repeats, *changed))


def name_terms(terms: Sequence[TermEntry], names: Sequence[str]) -> tuple[TermEntry, ...]:
    """Give names, in order, to the entries that have none; entries beyond the names stay nameless."""
    left = iter(names)
    return tuple(replace(term, headword=term.headword or next(left, None)) for term in terms)


def _read_markdown(text: str, file: str) -> TermList:
    """Read a glossary as the website does: a heading for each term, or definition lists."""
    notices = Notices(file)
    entries = []
    terms = list(Glossary.from_markdown(text))
    has_sections = "\n##" not in text and all(_SECTION.match(term.headword) for term in terms)
    for term in terms:
        headword, *also = (_SECTION.sub("", name, count=1) if has_sections else name for name in term.names)
        entries.append(make_entry(headword, term.definition, also, file=file, line=term.line, markdown=True))
        if has_sections:
            notices.add("section of a term not kept", term.line, term.headword, code="attributes-not-kept")
        if term.exact_case is not None or not term.autolink:
            notices.add("attributes of a term not kept", term.line, term.headword, code="attributes-not-kept")
    return TermList(tuple(entries), notices.found)


def _read_page(text: str, file: str) -> TermList | None:
    """Read a page for one term, which is named in its front matter, as Hugo and Jekyll have them."""
    entry, matter = read_term_page(without_comments(text) if text.startswith("---") else "", file)
    fields = {key: str(value) for key, value, _ in matter.entries if value}
    if "title" not in fields:
        return None
    said = re.sub(r"\n{3,}", "\n\n", "\n\n".join(entry.body)) or next(
        filter(None, map(fields.get, PAGE_DEFINITIONS)), ""
    )
    headword, *also = entry.names
    return TermList((make_entry(headword, said, also, file=file, line=1, markdown=True),))


def _without_repeats(entries: Iterable[TermEntry], file: str) -> TermList:
    """Leave out what is there twice, word for word; a term with two definitions keeps both, with a notice."""
    seen: dict[str, set[str]] = {}
    kept: list[TermEntry] = []
    notices = Notices(file)
    for entry in entries:
        definitions = seen.setdefault(entry.headword.casefold(), set()) if entry.headword else set()
        if entry.definition in definitions:
            notices.add("term repeated", entry.line, entry.headword or "", code="term-repeated")
            continue
        if definitions:
            notices.add("term with two definitions", entry.line, entry.headword or "", code="two-definitions")
        kept.append(entry)
        definitions.add(entry.definition)
    return TermList(tuple(kept), notices.found)
