"""The letters that the entries of a glossary's page begin with, where the page says `[LETTERS]`."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, groupby
from xml.etree.ElementTree import Element

from tracktwo.linking.blocks.marker_context import MarkerContext
from tracktwo.linking.page.unlinkable import has_class
from tracktwo.model.scripts import alphabet_key, letter_of
from tracktwo.model.term import Term
from tracktwo.wording import counted

MIN_TERMS = 8  # terms: a page of fewer is seen at a glance
_MAX_LETTERS = 60  # more are no help, as where each of many terms begins with another Chinese character


def fill_letters(paragraph: Element, page: MarkerContext) -> None:
    """Turn `<p>[LETTERS]</p>` into links to the first entry of each letter, and the count of terms."""
    terms = page.entries
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


def first_terms(terms: Sequence[Term], language: str) -> dict[str, Term]:
    """Return the first term of each letter.

    Where no letter comes back, the order of the sections that the page has is its author's alphabet; else
    letters stand as in the language's.
    """
    first: dict[str, Term] = {}
    letters = [letter for letter, _ in groupby(terms, key=lambda term: letter_of(term.headword, language))]
    for term in terms:
        first.setdefault(letter_of(term.headword, language), term)
    if len(letters) == len(first):
        return first
    return dict(sorted(first.items(), key=lambda item: alphabet_key(item[0], language)))


def in_alphabet(root: Element, entries: Mapping[Element, Term], language: str) -> dict[Element, Term]:
    """Put entries that follow each other into the order of the alphabet; return them as they stand now.

    An entry is a heading, or a `dt`, and what stands below it. A section above entries keeps its own.
    """
    for holder in (root, *root.iter("dl")):
        kept: list[Element] = []
        found: list[list[Element]] = []  # entries with what is below them, since the last section
        for child in holder:
            if child in entries:
                found.append([child])
            elif found and not _ends(child, found[-1][0]):
                found[-1].append(child)
            else:
                kept += _sorted(found, entries, language)
                found = []
                kept.append(child)
        holder[:] = [*kept, *_sorted(found, entries, language)]
    return {element: entries[element] for element in root.iter() if element in entries}


def _sorted(found: list[list[Element]], entries: Mapping[Element, Term], language: str) -> Iterable[Element]:
    found.sort(key=lambda parts: alphabet_key(entries[parts[0]].headword, language))
    return chain.from_iterable(found)


def _ends(element: Element, entry: Element) -> bool:
    """Tell whether an element is not below an entry: a heading that is as high, or the footnotes."""
    return has_class(element, "footnote") or "h1" <= str(element.tag) <= str(entry.tag) <= "h6"
