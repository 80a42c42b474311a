"""Term lists in plain text, whatever their form: what is in them, each term once."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tracktwo.model.markdown.entries import read_term_page
from tracktwo.model.markdown.headings import read_headings, without_comments
from tracktwo.model.problem import invalid
from tracktwo.model.term import Glossary
from tracktwo.reading.terms.abbreviations import read_abbreviations
from tracktwo.reading.terms.alternating import read_alternating
from tracktwo.reading.terms.detection import TITLE
from tracktwo.reading.terms.latex_lists import read_latex
from tracktwo.reading.terms.line_lists import read_line_list
from tracktwo.reading.terms.tables import read_table
from tracktwo.reading.terms.yaml_lists import YAML_ENDINGS, read_yaml
from tracktwo.reading.text.harmless import without_harmful_definitions
from tracktwo.reading.text.lesson import TermEntry, TermList
from tracktwo.reading.text.lines import LINE_BREAK, read_lines
from tracktwo.reading.text.notices import Notices
from tracktwo.reading.text.term_fields import make_entry

# ezglossary's `section:term`, in definition lists.
_SECTION = re.compile(r"\w[\w-]*:(?=[^\s:])")
_MYST = re.compile(r"^([`:]{3,})\{glossary\}[^\n]*\n(.*?)(?:^\1[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_TERM = re.compile(r"\{term\}`([^`<]+)(?:<[^`]*>)?`")
_WIKI_BOLD = re.compile(r"(?<!')'''(?=[^\s'])([^'\n]+)'''(?!')")
_JSON_LINES = re.compile(r"\A\s*(?:\{[ \t]*\"[^\n]*\}[ \t\r]*(?:\n\s*|\Z)){2,}\Z")
PAGE_DEFINITIONS = ("definition", "description", "short_description")  # where a page has no text
MANY_TITLES = 2
_ANCHOR = re.compile(r"^[ \t]*<a (?:name|id)=[^<>]*>[ \t]*</a>[ \t]*$", re.MULTILINE)
MARKDOWN = re.compile(r"^##+ ?\S|^# \S.*\n\s*\n|^:[ ]{1,3}\S", re.MULTILINE)


def read_listed(text: str, file: str, language: str | None = None) -> TermList:
    """Read a term list in plain text: a table, Markdown, YAML, or lines that alternate, among others.

    `language` chooses among those of a YAML file. Notices say what was left out: columns of other names,
    terms that come twice, HTML. Raises InvalidInput for what cannot be paired, with its line.
    """
    text = _JSON_LINES.sub(_as_json_list, _WIKI_BOLD.sub(r"**\1**", text))
    text = _TERM.sub(lambda found: found[1].rstrip(), _MYST.sub(r"\n\2", _ANCHOR.sub("", text)))
    text = _with_titles_as_headings(text)
    return (
        read_abbreviations(text, file)
        or read_latex(text, file)
        or read_table(text, file)
        or (read_yaml(text, file, language) if file.endswith(YAML_ENDINGS) else None)
        or read_line_list(LINE_BREAK.sub("\n", text), file)
        or (_read_markdown(text, file) if MARKDOWN.search(text) else None)
        or read_yaml(text, file, language)
        or _read_page(text, file)
        or TermList(read_alternating(read_lines(text), file))
    )


def _with_titles_as_headings(text: str) -> str:
    """Put all headings a level lower where titles are the terms: several have text of their own."""
    top = text.count("\n", 0, title.end()) if (title := TITLE.match(text)) else 0
    headings = [heading for heading in read_headings(text) if heading.first > top]
    titles = sum(heading.level == 1 and bool(heading.below) for heading in headings)
    if titles < MANY_TITLES or titles <= sum(heading.level == 2 for heading in headings):
        return text
    lines = text.splitlines(keepends=True)
    for at in (heading.line - 1 for heading in headings if heading.level):
        lines[at] = f"#{lines[at]}" if lines[at].startswith("#") else lines[at]
    return "".join(lines)


def _as_json_list(lines: re.Match[str]) -> str:
    return "[" + ",".join(f"{line}\n" for line in lines[0].splitlines() if line.strip()) + "]"


def checked(found: TermList, file: str) -> TermList:
    """Return a list with each term once and nothing harmful. Raises InvalidInput for one without a term."""
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
    _note_beside(text, {term.line for term in terms}, notices)
    return TermList(tuple(entries), notices.found)


def _note_beside(text: str, terms: set[int], notices: Notices) -> None:
    """Name what stands in no entry; `terms` are the lines of these."""
    level = 0
    for heading in read_headings(text):
        within = heading.line in terms or (level and heading.level > level)
        level = heading.level if heading.line in terms else level if within else 0
        lines = [number for number, line in enumerate(heading.lines, heading.first) if line.strip()]
        if not within and lines and terms.isdisjoint(lines):
            below = " ".join(heading.below.split())
            notices.add("text beside the terms", lines[0], below, code="text-beside-terms")


def _read_page(text: str, file: str) -> TermList | None:
    """Read a page for one term, which is named in its front matter, as Hugo and Jekyll have them."""
    entry, matter = read_term_page(without_comments(text) if text.startswith("---") else "", file)
    fields = {key: str(value) for key, value, _ in matter.entries if value}
    if "title" not in fields or TITLE.match(text):
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
