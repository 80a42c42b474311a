r"""Term lists as LaTeX's packages define them, by `\newglossaryentry` and its kin."""

import re
from collections.abc import Mapping

from tracktwo.reading.text.lesson import TermEntry, TermList
from tracktwo.reading.text.lines import line_finder
from tracktwo.reading.text.term_fields import make_entry

_BRACES = r"\s*\{((?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*)\}"
_DEFINES = re.compile(
    r"\\(?:(?P<entry>newglossaryentry|provideglossaryentry|longnewglossaryentry|DeclareAcronym)|newacronym|newabbreviation)"
    rf"(?:\s*\[[^\]]*\])?{_BRACES}{_BRACES}(?:{_BRACES})?"
)
_FIELD = re.compile(rf"\b(?P<key>[a-z]+)\s*=(?:{_BRACES}|(?P<bare>[^,{{}}]*))")
_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
_LINK = re.compile(r"\\[Gg]ls[a-z]*(?:\[[^\]]*\])?\{([^{}]*)\}")
_COMMAND = re.compile(r"\\[A-Za-z]+\*?(?:\[[^\]]*\])?\{([^{}]*)\}")
_SIGNS = {"~": " ", "``": "“", "''": "”", "---": "—", "--": "–"} | {f"\\{sign}": sign for sign in "%&_#$"}


def read_latex(text: str, file: str) -> TermList | None:
    """Return the entries; None where none is defined. Raises InvalidInput for one without a definition."""
    text = _COMMENT.sub("", text) if _DEFINES.search(text) else ""
    found = list(_DEFINES.finditer(text))
    names = {one[2].strip(): _name(one) for one in found}
    line_of = line_finder(text)
    entries = (_entry(one, names, file, line_of(one.start())) for one in found)
    return TermList(tuple(entries)) if found else None


def _entry(found: re.Match[str], names: Mapping[str, str], file: str, line: int) -> TermEntry:
    long = not found["entry"] or found["entry"].startswith("long")
    fields = _fields(found[3])
    said = found[4] if long else fields.get("description", fields.get("long"))
    return make_entry(_name(found), _plain(said or "", names), (), file=file, line=line)


def _name(found: re.Match[str]) -> str:
    fields = _fields(found[3])
    return _plain(fields.get("name", fields.get("short", found[2])) if found["entry"] else found[3], {})


def _fields(text: str) -> Mapping[str, str]:
    found = _FIELD.finditer(text)
    return {field["key"]: (field[2] if field["bare"] is None else field["bare"]).strip() for field in found}


def _plain(text: str, names: Mapping[str, str]) -> str:
    """Return the words of LaTeX, in which a link to an entry is the entry's name."""
    text = _LINK.sub(lambda link: names.get(link[1].strip(), link[1]), text)
    while _COMMAND.search(text):
        text = _COMMAND.sub(r"\1", text)
    for sign, written in _SIGNS.items():
        text = text.replace(sign, written)
    return " ".join(text.replace("{", "").replace("}", "").split())
