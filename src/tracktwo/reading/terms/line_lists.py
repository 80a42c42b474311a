"""Term lists in which a line begins each entry, in the markups that people write: a table of forms.

Markdown's bold names and bullets, reStructuredText (Sphinx's and MyST's glossaries), AsciiDoc, Org,
MediaWiki, LaTeX's descriptions, and `Term: definition` or `Term – definition` on every line.
"""

import re
from collections.abc import Mapping, Sequence
from textwrap import dedent
from typing import NamedTuple

from tracktwo.model.markdown.headings import plain_text
from tracktwo.reading.text.lesson import TermEntry, TermList
from tracktwo.reading.text.lines import line_finder
from tracktwo.reading.text.notices import Notices
from tracktwo.reading.text.term_fields import field_of, make_entry


class LineForm(NamedTuple):
    """How an entry begins, and how many paragraphs apart from it a definition may have."""

    begins: re.Pattern[str]
    apart: float


def _form(pattern: str, apart: float = 0.2) -> LineForm:
    return LineForm(re.compile(pattern, re.MULTILINE), apart)


_BULLET = r"[ ]?(?:[-*+•/][ \t]+|\d{1,4}[.)][ \t]+)"
_SIGN = r"(?:[ \t]?[:：]|[ \t](?:[-–—]{1,2}|→(?![^\n]*[:：]))(?=\s)|—)"
FORMS = (
    _form(r"^[ \t]*\\item[ \t]*\[(?P<term>[^\]\n]{1,120})\][ \t]*"),
    _form(rf"^(?:{_BULLET})?(?:\[\[[\w.:-]*\]\])?(?P<term>[^\s:;|][^:\n]{{0,119}}?)[ \t]*::(?:[ \t]+|$)\s*"),
    _form(r"^;[ \t]*(?P<term>[^:;\n]{1,120}?)[ \t]*(?:\n[ \t]*:|[ \t]:)[ \t]*"),
    _form(
        rf"^(?:{_BULLET})?(?P<term>\*\*[^*\n]{{1,120}}\*\*|__[^_\n]{{1,120}}__)(?:{_SIGN}|\.)?\s*", apart=2
    ),
    _form(rf"^{_BULLET}(?P<term>(?=[^\s:])[^\n|]{{1,80}}?){_SIGN}[ \t]*(?=\S)"),
    _form(r"^(?P<term>(?:[^\s:|<#=*\\-](?:[^\n]{0,119}[^\n:])?\n){1,5})(?=[ \t]{2,}\S)[ \t]*"),
    _form(rf"^(?P<term>(?=[^\s:#\d])[^\n|]{{1,80}}?)(?:{_SIGN}|[ \t]=)(?:[ \t]+|(?<=：))(?=\S)", apart=0),
)
_HEADING = re.compile(
    r"^(?:#{1,6}[ \t][^\n]*|={1,6}[ \t][^\n]*|\*{1,3}[ \t]+[^\n*:]*"
    r"|\S[^\n]{0,99}\n(?:={3,}|-{3,}|~{3,}|\^{3,})[ \t]*)$",
    re.MULTILINE,
)
# What stands around entries: front matter, the first lines of blocks, anchors, rules, letters.
_AROUND = re.compile(
    r"\A---[ \t]*\n(?:[^\n]*\n)*?---[ \t]*$"
    r"|^[ \t]*(?:\.\. [\w-]+::[^\n]*(?:\n[ \t]+:[\w-]+:[^\n`]*)*|\.\. _[^\n]*|[`:]{3,}[^\n]*"
    r"|[^\W\d_](?=[ \t]*\n[ \t]*\n)"
    r"|\[glossary[^\n]*\]|\\(?:begin|end)\{[^\n]*|\[\[[\w.:-]*\]\]|-{3,}|\*{3,}|_{3,})[ \t]*$"
    r"|^[ \t]*(?:\[[^\]\n]{1,9}\]\([^)\n]*\)[ \t]*(?:[|·•,/-][ \t]*)?){2,}$",
    re.MULTILINE,
)
_DIRECTIVE = re.compile(
    r"^(?P<head>\.\. glossary::[^\n]*\n(?:[ \t]+:[\w-]+:[^\n`]*\n)*)(?P<body>(?:[ \t]+[^\n]*\n|[ \t]*\n)+)",
    re.MULTILINE,
)
# Roles and references of other markups, of which the words stay.
_ROLE = re.compile(
    r":[\w:-]{1,60}:`~?(?P<role>[^`<]++)(?:<[^`]*>)?`|`(?P<text>[^`<\n]++)\s*+<(?P<address>https?://[^`>\s]+)>`__?"
    r"|`(?P<ref>[^`<>\n]+)`__?(?!\w)|<<(?:[^<>,\n]+,)?\s*+(?P<adoc>[^<>\n]+)>>"
    r"|\[\[(?:[^\[\]|\n]*\|)?(?P<wiki>[^\[\]|\n]+)\]\]|\\(?:emph|textbf|textit|texttt)\{(?P<tex>[^{}\n]*)\}"
)
FEWEST = 2  # entries
MANY_ENTRIES = 10  # by which a text is a list of terms, whatever follows them
MANY_NAMES = 0.8  # of the entries; where fewer differ, the names are those of fields


def read_line_list(text: str, file: str) -> TermList | None:
    """Return the entries of the form that a whole text has; None where it has none of them."""
    text = _DIRECTIVE.sub(_dedented, f"{text}\n")
    text = _AROUND.sub(lambda found: "\n" * found[0].count("\n"), text)
    line_at = line_finder(text)
    for form in FORMS:
        headings = [found for found in _HEADING.finditer(text) if not form.begins.match(text, found.start())]
        rest = _without(text, headings)
        entries = {line_at(entry.start()): entry for entry in form.begins.finditer(rest)}
        titles = {line_at(heading.start()): heading[0].split("\n")[0].strip("#=* ") for heading in headings}
        if len(entries) >= FEWEST and _is_whole(rest.split("\n"), entries, titles, form.apart):
            end = _last_line(entries, titles)
            whole = "\n".join(rest.split("\n")[:end])
            return _read(whole, entries, " ".join(text.split("\n")[end:]) if end else "", file)
    return None


def _dedented(block: re.Match[str]) -> str:
    return "\n" * block["head"].count("\n") + dedent(block["body"])


def _without(text: str, headings: Sequence[re.Match[str]]) -> str:
    """Blank out headings; all else stays where it is."""
    kept = list(text)
    for heading in headings:
        kept[heading.start() : heading.end()] = re.sub(r"[^\n]", " ", heading[0])
    return "".join(kept)


def _is_whole(
    lines: Sequence[str], entries: Mapping[int, re.Match[str]], titles: Mapping[int, str], apart: float
) -> bool:
    """Tell whether nothing else in a text defines terms, and the names are those of terms.

    Entries and titles are by their lines. Text right below a title says that it is a term itself.
    """
    names = [_names(entry)[0].casefold() for entry in entries.values()]
    known = {plain_text(title).casefold() for title in titles.values()}
    few = len(set(names)) < MANY_NAMES * len(names)
    if few or field_of(names[0]) or 2 * len(known.intersection(names)) > len(known):
        return False
    loose, below = 0, False
    first, last = min(entries), _last_line(entries, titles)
    for number, line in enumerate(lines[first:last], first + 1):
        below = number in titles or (below and number not in entries)
        if line.strip() and number not in entries:
            if below:
                return False
            loose += not apart or not (lines[number - 2].strip() or line[0].isspace())
    return loose <= apart * len(entries)


def _last_line(entries: Mapping[int, re.Match[str]], titles: Mapping[int, str]) -> int | None:
    """Return the line above the one section that may follow many entries, or None: as `References`."""
    below = [number for number in titles if number > max(entries)]
    return below[0] - 1 if len(below) == 1 and len(entries) >= MANY_ENTRIES else None


def _read(text: str, entries: Mapping[int, re.Match[str]], below: str, file: str) -> TermList:
    notices = Notices(file)
    starts = [entry.start() for entry in entries.values()]
    if above := " ".join(text[: starts[0]].split()):
        notices.add("text above the first term", 1, above, code="text-beside-terms")
    if below:
        line = text.count("\n") + 2
        notices.add("text below the last term", line, " ".join(below.split()), code="text-beside-terms")
    texts = (
        text[entry.end() : end] for entry, end in zip(entries.values(), [*starts[1:], len(text)], strict=True)
    )
    terms = (
        _entry(entry, said, line, file) for (line, entry), said in zip(entries.items(), texts, strict=True)
    )
    return TermList(tuple(terms), notices.found)


def _entry(entry: re.Match[str], text: str, line: int, file: str) -> TermEntry:
    headword, *also = _names(entry)
    begin, _, rest = text.partition("\n")
    words = _ROLE.sub(_as_markdown, f"{begin}\n{dedent(rest)}")
    return make_entry(headword, words, also, file=file, line=line, markdown=True)


def _as_markdown(found: re.Match[str]) -> str:
    words = next(filter(None, found.groups())).rstrip()
    return f"[{words}]({found['address']})" if found["address"] else words


def _names(entry: re.Match[str]) -> list[str]:
    return [plain_text(name).strip(" :：") for name in entry["term"].strip().split("\n")]
