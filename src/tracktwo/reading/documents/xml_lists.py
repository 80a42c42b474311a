"""Term lists in XML: TBX, SKOS, DITA, DocBook and Moodle, by the names of their elements."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import lxml.html
from lxml.etree import _Element

from tracktwo.reading.documents.html import lines_of
from tracktwo.reading.text.lesson import TermList
from tracktwo.reading.text.notices import Notices
from tracktwo.reading.text.term_fields import chosen_language, make_entry
from tracktwo.reading.text.xml_elements import XML_LANG, elements, line_of, local_name, parse_xml


class XmlForm(NamedTuple):
    """The elements of an entry, its names, and its definition."""

    entries: tuple[str, ...]
    names: tuple[str, ...]
    definitions: tuple[str, ...]


_TBX = XmlForm(("termEntry", "conceptEntry"), ("term",), ("descrip", "definition"))
_DOCBOOK = XmlForm(("glossentry",), ("glossterm", "acronym", "abbrev", "glossSynonym"), ("glossdef",))
_SKOS = XmlForm(("Concept", "Description"), ("prefLabel", "altLabel"), ("definition",))
_MOODLE = XmlForm(("ENTRY",), ("CONCEPT", "ALIAS"), ("DEFINITION",))
_TAG = re.compile(r"</?[a-z][^<>]*>")
FORMS = {
    "martif": _TBX, "tbx": _TBX, "glossary": _DOCBOOK, "glossgroup": _DOCBOOK, "glossentry": _DOCBOOK,
    "glosslist": _DOCBOOK, "RDF": _SKOS, "GLOSSARY": _MOODLE,
}  # fmt: skip


def read_xml_list(text: str, file: str, language: str | None) -> TermList:
    """Read XML whose root `FORMS` has. Raises InvalidInput for a language in which there is none."""
    notices = Notices(file)
    root = parse_xml(text, file, notices)
    form = FORMS[local_name(root)]
    found = [entry for entry in elements(root, *form.entries) if _first_name(entry, form) is not None]
    named = (name for entry in found for name in elements(entry, *form.names))
    languages = Counter(filter(None, (_language(name, root) for name in named)))
    chosen = chosen_language(languages, language, file, own=root.get(XML_LANG) or "")
    terms = []
    for entry in found:
        names = list(filter(None, _in(elements(entry, *form.names), chosen, root)))
        said = filter(None, _in(_definitions(entry, form), chosen, root))
        if names:
            terms.append(make_entry(names[0], "\n\n".join(said), names[1:], file=file, line=line_of(entry)))
        else:
            other = _first_name(entry, form) or ""
            notices.add(f"term not defined in {chosen}", line_of(entry), other, code="term-in-other-language")
    return TermList(tuple(terms), notices.found)


def _first_name(entry: _Element, form: XmlForm) -> str | None:
    return next(map(_words, elements(entry, *form.names)), None)


def _language(element: _Element, root: _Element) -> str:
    """Return the language of an element, but for that of the whole."""
    within = (one for one in (element, *element.iterancestors()) if one is not root)
    return next((tag.casefold() for one in within if (tag := one.get(XML_LANG))), "")


def _in(found: Iterator[_Element], language: str, root: _Element) -> list[str]:
    """Return the words of elements in a language, or else of those in none."""
    said = [(_language(element, root), _words(element)) for element in found]
    return [text for tag, text in said if tag == language] or [text for tag, text in said if not tag]


def _definitions(entry: _Element, form: XmlForm) -> Iterator[_Element]:
    for element in elements(entry, *form.definitions):
        if local_name(element) != "descrip" or element.get("type") == "definition":
            yield element


def _words(element: _Element) -> str:
    """Return the words of an element; Moodle writes HTML in it, and names within an alias."""
    text = "".join(map(str, element.itertext(with_tail=False)))
    if local_name(element) == "ALIAS":
        text = next((name.text or "" for name in elements(element, "NAME")), "")
    if _TAG.search(text):
        text = lines_of(lxml.html.fragment_fromstring(text, create_parent="div"))
    return " ".join(text.split())
