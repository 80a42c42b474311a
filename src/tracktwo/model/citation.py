"""How to cite a lesson: in APA style, and as BibTeX.

APA 7 (section 10.15, webpages): Author, A. A. (2026, November 22). *Title*. Site. https://...
A recording is cited with its medium in brackets (section 10.12). What the front matter does not say is left
out, but for the date, in whose place stands `n.d.` (section 9.17).

Names are the difficult part. One that is written `Johnson, Marlene` is a person's. `Marlene Johnson` is taken
for a person's where it is a few words of Latin letters with a capital each, or initials before the last, and
none of them says that it is a group (`Contributors`, `University`, `The`). Every other name stays as it is
written, which is how APA has groups: rather a full name than a wrong family name.
"""

import datetime
import re
from dataclasses import dataclass
from unicodedata import combining, normalize

from tracktwo.model.lesson import LessonMeta
from tracktwo.wording import words

_NAME = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*[-’']?")
_INITIAL = re.compile(r"[^\W\d_]\.(?:-?[^\W\d_]\.)*")
_GROUPS = frozenset(
    "academy agency alliance and association authors bank board bureau center centre channel church club "
    "college commission committee company contributors corporation council course cross culture "
    "department editors foundation fund government group inc initiative institute journal lab laboratory "
    "library media ministry museum nations network news of office organisation organization parliament "
    "party podcast press program programme project radio research review school series services society "
    "staff studio team television the times trust union university".split()
)
# BibTeX counts braces, also those behind a backslash: one alone would end or open an entry.
_TEX = {character: f"\\{character}" for character in "&%$#_"} | {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Citation:
    """A lesson, cited: in `apa` style, which has its title in italics, in three parts, and as `bibtex`."""

    before: str
    title: str
    after: str
    bibtex: str


def cite(title: str, meta: LessonMeta, site: str, address: str) -> Citation:
    """Cite a lesson; `site` is the name of the site, `address` the page's if known."""
    authors, date = list(meta.authors), meta.date
    medium = meta.recording.kind.title() if meta.recording else ""
    site = site if site != title else ""
    day = f"{date.year}, {words('en', 'date')['months'][date.month - 1]} {date.day}" if date else "n.d."
    said = f"({day})."
    by = f"{_ended(_apa_authors(authors))} {said} " if authors else ""
    # Without an author, the title comes first and the date after it (section 9.12).
    title_end = f" [{medium}]." if medium else "" if title.endswith((".", "?", "!")) else "."
    rest = ("" if authors else said, site and _ended(site), address)
    after = title_end + "".join(f" {part}" for part in rest if part)
    fields = {
        "author": " and ".join(map(_bibtex_name, authors)),
        "title": f"{{{_tex(title)}}}",
        "year": str(date.year) if date else "",
        "month": str(date.month) if date else "",
        "howpublished": _tex(site),
        "note": medium,
        "url": address,
    }
    lines = (f"  {name} = {{{value}}}," for name, value in fields.items() if value)
    bibtex = "\n".join([f"@misc{{{_key(title, authors, date)},", *lines, "}"])
    return Citation(by, title, after, bibtex)


def _apa_authors(names: list[str]) -> str:
    cited = [_inverted(name) for name in names]
    if len(cited) > 1:
        cited = [*cited[:-1], f"& {cited[-1]}"]
    return ", ".join(cited)


def _inverted(name: str) -> str:
    """Return a person's name as `Johnson, M. A.`, and any other as it is written."""
    family, first = _parts(name)
    if not first:
        return name
    return f"{family}, " + re.sub(r"(\w)[^\s-]*", r"\1.", first)


def _parts(name: str) -> tuple[str, str]:
    """Return a person's family name and first names; of any other, the name and nothing."""
    family, comma, first = (part.strip() for part in name.partition(","))
    if comma and first and "," not in first and not _GROUPS & set(first.lower().split()):
        return family, first
    *first_names, family = name.split()
    person = all(_INITIAL.fullmatch(word) or _is_name(word) for word in first_names) and _is_name(family)
    if not person or not 1 <= len(first_names) <= 3 or _GROUPS & set(name.lower().split()):
        return name, ""
    return family, " ".join(first_names)


def _is_name(word: str) -> bool:
    """Tell whether a word is written as names are in Latin letters: Ada, Jean-Paul, O’Neill, Žižek."""
    latin = all(letter < "\u0250" for letter in word)
    return latin and bool(_NAME.fullmatch(word)) and word[0].isupper() and not word.isupper()


def _ended(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _bibtex_name(name: str) -> str:
    """Return a name as BibTeX parts it; braces keep it from parting a group's."""
    family, first = _parts(name)
    return f"{_tex(family)}, {_tex(first)}" if first else f"{{{_tex(name)}}}"


def _tex(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in text)


def _key(title: str, authors: list[str], date: datetime.date | None) -> str:
    """Return `johnson2026multi`: letters that every BibTeX reads, or `lesson` where there are none."""
    words = [_parts(authors[0])[0] if authors else "", str(date.year) if date else "", *title.split()[:1]]
    plain = "".join(c for c in normalize("NFKD", "".join(words)) if not combining(c))
    return re.sub("[^a-z0-9]", "", plain.lower()) or "lesson"
