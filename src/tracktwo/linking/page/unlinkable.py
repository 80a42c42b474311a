"""In which elements nothing is linked, and which of the others are read as one with the text around them."""

import re
from xml.etree.ElementTree import Element

from tracktwo.model.scripts import language_code

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Read as one with the text around them.
INLINE_TAGS = frozenset(
    "b bdi bdo big cite data del dfn em font i ins mark q s small span strike strong sub sup time u var "
    "wbr".split()
)
# Where a link would be wrong: in links, headings, what is meant literally, controls, and what is no text.
# `summary` and `legend` are the headings of their boxes.
UNLINKABLE_TAGS = HEADINGS | frozenset(
    "a abbr audio button canvas code iframe img input kbd label legend math meter noscript object optgroup "
    "option output picture pre progress ruby samp script select style summary svg template textarea tt "
    "video".split()
)
VOID_TAGS = frozenset(("img", "input"))

RAW_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<attributes>[^<>]*?)(?P<void>/?)>")
_NO_TERMS = re.compile(r"""\bclass\s*=\s*(?:"[^"]*|'[^']*|[^\s"']*)\bno-terms\b""")
_LANG = re.compile(r"(?<![\w:-])lang\s*=\s*['\"]?(?P<tag>[\w-]+)")


def has_class(element: Element, name: str) -> bool:
    """Tell whether an element has a class."""
    classes = element.get("class")
    return classes is not None and name in classes.split()


def is_unlinkable(element: Element, language: str) -> bool:
    """Tell whether nothing is linked in an element of a page in a language, given by its tag."""
    lang = element.get("lang")
    is_foreign = lang is not None and _is_foreign(lang, language)
    return is_foreign or element.tag in UNLINKABLE_TAGS or has_class(element, "no-terms")


def is_unlinkable_tag(raw: object, language: str) -> bool:
    """Tell whether raw HTML is a start tag inside which nothing is linked."""
    tag = RAW_TAG.fullmatch(raw) if isinstance(raw, str) else None
    if tag is None or tag["end"] or tag["void"] or tag["name"].lower() in VOID_TAGS:
        return False
    lang = _LANG.search(tag["attributes"])
    return (
        tag["name"].lower() in UNLINKABLE_TAGS
        or _NO_TERMS.search(tag["attributes"]) is not None
        or _is_foreign(lang["tag"] if lang else "", language)
    )


def _is_foreign(lang: str, language: str) -> bool:
    """Tell whether an element with this `lang` is in another language than its page."""
    return bool(lang and language) and language_code(lang) != language_code(language)


def tag_name(raw: object) -> str:
    """Return the name of the element that a raw tag begins or ends; nothing of what is no tag."""
    tag = RAW_TAG.fullmatch(str(raw))
    return tag["name"].lower() if tag else ""
