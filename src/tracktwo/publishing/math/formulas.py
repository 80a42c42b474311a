"""Formulas: LaTeX as pymdownx.arithmatex marks it, and MathML as it stands in a page.

LaTeX becomes MathML by math-core, MathML the nodes of formula_tree.py: data, which nothing evaluates.
"""

import html
import re
from itertools import accumulate
from typing import TYPE_CHECKING

from lxml import etree
from lxml.html import HtmlElement

from tracktwo.publishing.book.nodes import NOT_XML, Node
from tracktwo.publishing.math.macros import Macros
from tracktwo.publishing.math.math_nodes import drawn
from tracktwo.publishing.math.mathml import NAMESPACE, FormulaError, plain_mathml

if TYPE_CHECKING:
    from tracktwo.publishing.book.page_reader import PageReader

MARKS = re.compile(r"\s*(?:\\\((.*)\\\)|\\\[(.*)\\\]|\$\$(.*)\$\$|\$(.*)\$)\s*", re.DOTALL)
# math-core ends the process where its stack does, which is at 400 levels or more for each MB.
MOST_OPEN, MOST_IN_A_ROW = 20, 60
COMMENT = re.compile(r"(?<!\\)%[^\n]*")
OPENS = re.compile(r"\\\\|\\[{}]|\\left(?![a-zA-Z])|\\right(?![a-zA-Z])|\\(?:begin|end)\b|[{}]")
STEPS = {"{": 1, "}": -1, "\\left": 1, "\\right": -1, "\\begin": 1, "\\end": -1}
IN_A_ROW = re.compile(rf"(?:\\[a-zA-Z]+\s*){{{MOST_IN_A_ROW},}}")
# What MathJax and KaTeX know and math-core does not, or reads in another way: they number no equation.
ENVIRONMENTS = {
    "align": "align*", "alignat": "align*", "alignat*": "align*", "alignedat": "aligned",
    "equation": "equation*", "gather": "gather*", "multline": "multline*", "smallmatrix": "matrix",
    "split": "aligned",
}  # fmt: skip
ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{(\w+\*?)\}")
HOW_MANY = re.compile(r"(\\begin\s*\{align(?:ed)?at\*?\})\s*\{\d+\}")
# Words that hold mathematics, as in \text{if $x > 0$}: math-core wants both beside one another.
WORDS = re.compile(r"\\(text\w*|mbox)\s*(\{[^{}]*\$[^{}]*\})")


class Formulas:
    """Reads a page's formulas. What one defines holds in those after it."""

    def __init__(self) -> None:
        """Begin without definitions."""
        from math_core import LatexToMathML  # here, since few pages hold a formula

        self._macros = Macros()
        self._converter = LatexToMathML(fancy_error=False, allow_unreliable_rendering=True)

    def mathml(self, tex: str, *, block: bool) -> etree._Element:
        """Give a formula's MathML. Raises FormulaError where it cannot be read."""
        from math_core import LatexError

        tex = self._macros.expanded(COMMENT.sub("", tex))
        steps = (STEPS.get(found[0], 0) for found in OPENS.finditer(tex))
        levels = accumulate(steps, lambda level, step: max(level, 0) + step)
        if max(levels, default=0) > MOST_OPEN or IN_A_ROW.search(tex):
            raise FormulaError("is nested too deep")
        try:
            written = self._converter.convert_with_local_state(_understood(tex), displaystyle=block)
        except LatexError as error:
            raise FormulaError(re.sub(r"^\d+: ", "", str(error)).strip().rstrip(".")) from error
        # A name such as &ApplyFunction; is HTML's.
        named = re.sub(r"&(?!(?:amp|lt|gt|quot);)\w+;", lambda name: html.unescape(name[0]), written)
        try:
            return etree.fromstring(named)
        except etree.XMLSyntaxError as error:
            raise FormulaError(error.msg or "no MathML") from error


def _understood(tex: str) -> str:
    """Write LaTeX in the words that math-core knows."""
    tex = HOW_MANY.sub(r"\1", tex)
    tex = ENVIRONMENT.sub(lambda it: rf"\{it[1]}{{{ENVIRONMENTS.get(it[2], it[2])}}}", tex)
    tex = WORDS.sub(lambda it: re.sub(r"\$([^$]*)\$", rf"}}\1\\{it[1]}{{", f"\\{it[1]}{it[2]}"), tex)
    if re.search(r"\\(tag|label)\b", tex) and r"\begin" not in tex:
        return rf"\begin{{equation*}}{tex}\end{{equation*}}"
    return tex


def formula(reader: "PageReader", element: HtmlElement) -> list[Node]:
    r"""Read what arithmatex marks: between `\(` and `\)` or the like, or for MathJax 2 in a `script`."""
    script = element.find(".//script")
    found = html.unescape(script.text or "") if script is not None else str(element.text_content())
    marked = MARKS.fullmatch(found)
    tex = next((part for part in marked.groups() if part is not None), found) if marked else found
    block = element.tag == "div"
    return _read(reader, " ".join(tex.split()), tex, block=block)


def mathml(reader: "PageReader", element: HtmlElement) -> list[Node]:
    """Read a `math` element that an author wrote. Its alternative text is its own, its LaTeX, or its text."""
    note = element.find('.//annotation[@encoding="application/x-tex"]')
    said = element.get("alttext") or str((note if note is not None else element).text_content())
    return _read(reader, " ".join(said.split()), element, block=element.get("display") == "block")


def _read(reader: "PageReader", said: str, source: str | HtmlElement, *, block: bool) -> list[Node]:
    if not said:
        return []
    try:
        read = reader.formulas.mathml(source, block=block) if isinstance(source, str) else source
        plain = plain_mathml(read)
        body = drawn(plain)
    except FormulaError as error:
        reader.warn(f"formula {said} cannot be read: {error}: its source stands for it")
        return [{"is": "code-block", "text": said}] if block else reader.object({"is": "code", "text": said})
    if not body:
        return []  # definitions alone
    said = NOT_XML.sub("", said)
    plain.attrib.update({"xmlns": NAMESPACE, "alttext": said, "display": "block" if block else "inline"})
    written = etree.tostring(plain, encoding="unicode", with_tail=False)
    node: Node = {"is": "math", "block": block, "tex": said, "mathml": written, "body": body}
    return [node] if block else reader.object(node)
