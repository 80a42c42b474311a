"""MathML, of math-core or of an author, to MathML that any e-book may hold.

It reads what MathML Core has (https://www.w3.org/TR/mathml-core/), and `menclose`, and makes MathML 3
(https://www.w3.org/TR/MathML3/), which EPUB 3 asks for, without colour.
"""

import re

from lxml import etree
from lxml.etree import _Element as Element

NAMESPACE = "http://www.w3.org/1998/Math/MathML"
TOKENS = {"mi", "mn", "mo", "mtext", "ms"}
PARTS = {
    "mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3,
}  # fmt: skip
ROWS = {"math", "mrow", "mstyle", "mpadded", "mphantom", "menclose", "msqrt", "mtd"}
OTHERS = {"mspace", "mtable", "mtr", "mmultiscripts", "mprescripts", "none"}
ATTRIBUTES = {
    "accent", "accentunder", "columnalign", "display", "displaystyle", "form", "linethickness", "lspace",
    "mathvariant", "maxsize", "minsize", "movablelimits", "notation", "rspace", "scriptlevel", "stretchy",
    "symmetric", "width",
}  # fmt: skip
HARMLESS_STYLE = re.compile(r"[\w\s:;.%-]*")
VARIANT_OF = {"b": "bold", "i": "italic"}  # in HTML, of which `mtext` may hold some


class FormulaError(Exception):
    """A formula that cannot be read: what is wrong with it."""


def plain_mathml(element: Element) -> Element:
    """Copy a formula without what an e-book cannot hold, or must not: classes, scripts, links, other styles.

    Raises FormulaError for an element that this module does not know, and for one with parts too few or many.
    """
    tag = str(etree.QName(element).localname)
    if tag == "semantics" and len(element):
        return plain_mathml(element[0])
    plain = etree.Element("mtext" if tag == "ms" else tag)
    for name, value in element.attrib.items():
        if name in ATTRIBUTES or (name == "style" and HARMLESS_STYLE.fullmatch(str(value))):
            plain.set(name, re.sub(r"(?<=\d)rem\b", "em", str(value)))  # of which MathML 3 knows the latter
    children = [child for child in element if isinstance(child.tag, str)]
    if tag in TOKENS:
        plain.text = re.sub(r"[ \t\n\r\f]+", " ", "".join(map(str, element.itertext()))).strip(" ")
        for child in children:
            if variant := VARIANT_OF.get(str(child.tag)):
                plain.set("mathvariant", variant)
        return plain
    if tag not in ROWS | OTHERS and tag not in PARTS:
        raise FormulaError(f"<{tag}> has no form in a book")
    if any((text or "").strip() for text in (element.text, *(child.tail for child in element))):
        raise FormulaError(f"<{tag}> holds text beside its parts")
    if len(children) != PARTS.get(tag, len(children)):
        raise FormulaError(f"<{tag}> holds {len(children)} parts")
    plain.extend(plain_mathml(child) for child in children)
    return _with_style_around(plain) if tag not in {"math", "mstyle"} else plain


def _with_style_around(element: Element) -> Element:
    """MathML 3, which e-books follow, knows a formula's style on `mstyle` alone, and one on `mtable`."""
    names = {"displaystyle", "scriptlevel"} & {str(name) for name in element.attrib}
    if element.tag == "mtable":
        names.discard("displaystyle")
        if element.get("scriptlevel") == "0":
            names.discard("scriptlevel")
            del element.attrib["scriptlevel"]
    if not names:
        return element
    around = etree.Element("mstyle")
    for name in sorted(names):
        around.set(name, element.attrib.pop(name))
    around.append(element)
    return around
