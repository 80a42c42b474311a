"""Formulas in a page: LaTeX as pymdownx.arithmatex marks it, and MathML as it stands there."""

import html
import re

from lxml import etree
from lxml.html import HtmlElement

from tracktwo.publishing.book.nodes import NOT_XML, Element, Node, element
from tracktwo.publishing.book.page_reader import PageReader
from tracktwo.publishing.math.math_nodes import math_nodes
from tracktwo.publishing.math.mathml import NAMESPACE, FormulaError, plain_mathml

DELIMITERS = re.compile(r"\s*(?:\\\((.*)\\\)|\\\[(.*)\\\]|\$\$(.*)\$\$|\$(.*)\$)\s*", re.DOTALL)


def latex_formula(reader: PageReader, formula: HtmlElement) -> list[Node]:
    r"""Read what arithmatex marks: between `\(` and `\)` or the like, or for MathJax 2 in a `script`."""
    script = formula.find(".//script")
    text = html.unescape(script.text or "") if script is not None else str(formula.text_content())
    marked = DELIMITERS.fullmatch(text)
    tex = next((part for part in marked.groups() if part is not None), text) if marked else text
    return _formula(reader, tex, tex, block=formula.tag == "div")


def mathml_formula(reader: PageReader, formula: HtmlElement) -> list[Node]:
    """Read a `math` element that an author wrote. Its alternative text is its own, its LaTeX, or its text."""
    note = formula.find('.//annotation[@encoding="application/x-tex"]')
    alt = formula.get("alttext") or str((note if note is not None else formula).text_content())
    return _formula(reader, alt, formula, block=formula.get("display") == "block")


def _formula(reader: PageReader, alt: str, source: str | HtmlElement, *, block: bool) -> list[Node]:
    alt = " ".join(alt.split())
    if not alt:
        return []
    try:
        read = reader.latex.mathml(source, block=block) if isinstance(source, str) else source
        plain = plain_mathml(read)
        formula = tuple(math_nodes(plain))
    except FormulaError as error:
        message = f"formula {alt} cannot be read: {error}: its source stands for it"
        reader.warn("unreadable-formula", message)
        return [element("pre", [element("line", [alt])])] if block else reader.in_line(element("code", [alt]))
    if not formula:
        return []  # definitions alone
    alt = NOT_XML.sub("", alt)
    plain.attrib.update({"xmlns": NAMESPACE, "alttext": alt, "display": "block" if block else "inline"})
    written = etree.tostring(plain, encoding="unicode", with_tail=False)
    attributes = {"block": "true" if block else "", "tex": alt, "mathml": written}
    node = Element("math", (), attributes, formula)
    return [node] if block else reader.in_line(node)
