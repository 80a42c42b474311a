"""The letters that the entries of a glossary's page begin with, where the page says `[LETTERS]`."""

import unicodedata
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element

from tracktwo.linking.blocks.marker_context import MarkerContext
from tracktwo.model.term import Term
from tracktwo.wording import counted

MIN_TERMS = 8  # terms: a page of fewer is seen at a glance
_MAX_LETTERS = (
    60  # letters: more are no help, as where each of many terms begins with another Chinese character
)
SIGNS = "#"  # for what begins with a digit or a sign, as `.NET`
# Letters that are no others with a mark, but letters (CLDR, index characters of each language).
_OWN: Mapping[str, str] = {
    "cs": "ČŘŠŽ", "da": "ÆØÅ", "es": "Ñ", "et": "ŠŽÕÄÖÜ", "fi": "ÅÄÖ", "hr": "ČĆĐŠŽ", "hu": "ÁÉÍÓÖŐÚÜŰ",
    "is": "ÁÉÍÓÚÝÖ", "lt": "ČŠŽ", "lv": "ČĢĶĻŅŠŽ", "nb": "ÆØÅ", "nn": "ÆØÅ", "no": "ÆØÅ", "pl": "ĄĆĘŃÓŚŹŻ",
    "ro": "ĂÂÎȘȚ", "ru": "Й", "sk": "ÄČĎĽŇÓÔŠŤŽ", "sl": "ČŠŽ", "sv": "ÅÄÖ", "tr": "ÇĞİÖŞÜ", "uk": "ЇЙ",
}  # fmt: skip


def fill_letters(paragraph: Element, page: MarkerContext) -> None:
    """Turn `<p>[LETTERS]</p>` into links to the first entry of each letter, and the count of terms."""
    terms = page.glossary.pages.get(page.context.path or "", ())
    first = first_terms(terms, page.language)
    page.fill(
        paragraph,
        "letters.html",
        empty=not page.glossary.terms,
        counted=counted(page.words["terms"], len(terms)) if len(terms) >= MIN_TERMS else "",
        entries=",".join(dict.fromkeys(f"h{term.level}" if term.level else "dt" for term in terms)),
        letters="".join(letter_of(term.headword, page.language) for term in terms),
        first=first if len(first) <= _MAX_LETTERS else {},
    )


def first_terms(terms: Iterable[Term], language: str) -> dict[str, Term]:
    """Return the first term of each letter.

    Where no letter comes back, the page's order is its author's alphabet; else letters stand as in Unicode,
    each after the one that it is without its marks.
    """
    first: dict[str, Term] = {}
    in_order = True
    last = ""
    for term in terms:
        letter = letter_of(term.headword, language)
        in_order = in_order and (letter == last or letter not in first)
        first.setdefault(letter, term)
        last = letter
    if in_order:
        return first
    return dict(sorted(first.items(), key=lambda item: (_without_marks(item[0]), item[0])))


def letter_of(name: str, language: str) -> str:
    """Return the letter under which a name is looked up: É is E, but in Spanish Ñ is Ñ.

    >>> [letter_of(name, "en") for name in ("état", "“Broken windows”", "(un)supervised", ".NET", "外交")]
    ['E', 'B', 'U', '#', '外']
    >>> letter_of("الوساطة", "ar")
    'و'
    """
    if language[:2] == "ar":  # the article is no part of the word that is looked up
        name = name.removeprefix("ال")
    opened = (character for character in name if unicodedata.category(character) not in ("Pi", "Ps"))
    letter = next(opened, "").upper()[:1]
    if letter not in _OWN.get(language[:2], ""):
        letter = _without_marks(letter)
    return letter if letter.isalpha() else SIGNS


def _without_marks(letter: str) -> str:
    return unicodedata.normalize("NFKD", letter)[:1]
