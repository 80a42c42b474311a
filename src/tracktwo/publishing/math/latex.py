"""LaTeX to MathML, by math-core: what an author defines is expanded before, and what has no end refused."""

import html
import re
from itertools import accumulate

from lxml import etree

from tracktwo.publishing.math.chemistry import chemical
from tracktwo.publishing.math.macros import Macros
from tracktwo.publishing.math.mathml import FormulaError

# math-core ends the process where its stack does, which is at 400 levels or more for each MB.
MAX_OPEN, MAX_IN_A_ROW = 20, 60
COMMENT = re.compile(r"(?<!\\)%[^\n]*")
OPENS = re.compile(r"\\\\|\\[{}]|\\left(?![a-zA-Z])|\\right(?![a-zA-Z])|\\(?:begin|end)\b|[{}]")
STEPS = {"{": 1, "}": -1, "\\left": 1, "\\right": -1, "\\begin": 1, "\\end": -1}
IN_A_ROW = re.compile(rf"(?:\\[a-zA-Z]+\s*){{{MAX_IN_A_ROW},}}")
# What MathJax and KaTeX know and math-core does not, or reads in another way: they number no equation.
ENVIRONMENTS = {
    "align": "align*", "alignat": "align*", "alignat*": "align*", "alignedat": "aligned",
    "equation": "equation*", "gather": "gather*", "multline": "multline*", "smallmatrix": "matrix",
    "split": "aligned",
}  # fmt: skip
ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{(\w+\*?)\}")
COLUMN_COUNT = re.compile(r"(\\begin\s*\{align(?:ed)?at\*?\})\s*\{\d+\}")
EQUATIONS = re.compile(r"\\(begin|end)\s*\{eqnarray\*?\}")
# Words may hold mathematics, as in \text{if $x > 0$}: math-core wants both beside one another; and `_` is one
# there, which is no subscript.
WORDS = re.compile(r"\\(text\w*)\s*(\{[^{}]*\})")
LOW_LINE = re.compile(r"(?<!\\)_")
CHARACTER = re.compile(r"\\unicode\s*\{\s*(x[0-9a-fA-F]+|\d+)\s*\}")
SPACE = re.compile(r"\\(.)", re.DOTALL)  # a backslash and white space of any kind is one
CHEMISTRY = re.compile(r"\\ce\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
SIGN_BEFORE_STAR = re.compile(r"\\(?!hspace|operatorname|tag|vspace)[a-zA-Z]+(?=\*)")
NUMBERED = re.compile(r"\\begin\{(align|alignat|eqnarray|equation|flalign|gather|multline)\*?\}")
BOXES = re.compile(r"\\bbox\s*(?:\[[^\]]*\])?")


class LatexReader:
    """Reads a page's formulas. What one defines holds in those after it."""

    def __init__(self) -> None:
        """Begin without definitions."""
        import math_core  # here, since few pages hold a formula, and the tests of other hosts lack it

        self._macros = Macros()
        self._converter = math_core.LatexToMathML(fancy_error=False, allow_unreliable_rendering=True)
        self._refusal = math_core.LatexError

    def mathml(self, tex: str, *, block: bool) -> etree._Element:
        """Return a formula's MathML. Raises FormulaError where it cannot be read."""
        tex = self._macros.expand(COMMENT.sub("", tex))
        steps = (STEPS.get(found[0], 0) for found in OPENS.finditer(tex))
        levels = accumulate(steps, lambda level, step: max(level, 0) + step)
        if max(levels, default=0) > MAX_OPEN or IN_A_ROW.search(tex):
            raise FormulaError("is nested too deep")
        try:
            mathml = self._converter.convert_with_local_state(_for_math_core(tex), displaystyle=block)
        except self._refusal as error:
            raise FormulaError(re.sub(r"^\d+: ", "", str(error)).strip().rstrip(".")) from error
        # A name such as &ApplyFunction; is HTML's.
        xml = re.sub(r"&(?!(?:amp|lt|gt|quot);)\w+;", lambda name: html.unescape(name[0]), mathml)
        try:
            return etree.fromstring(xml)
        except etree.XMLSyntaxError as error:
            raise FormulaError(error.msg or "no MathML") from error


def _for_math_core(tex: str) -> str:
    """Write LaTeX in the words that math-core knows."""
    tex = SPACE.sub(lambda it: "\\ " if it[1].isspace() else it[0], tex)
    tex = CHEMISTRY.sub(lambda it: f"{{{chemical(it[1])}}}", tex)
    tex = COLUMN_COUNT.sub(r"\1", BOXES.sub("", tex))
    tex = EQUATIONS.sub(lambda it: r"\begin{array}{rcl}" if it[1] == "begin" else r"\end{array}", tex)
    tex = ENVIRONMENT.sub(lambda it: rf"\{it[1]}{{{ENVIRONMENTS.get(it[2], it[2])}}}", tex)
    tex = CHARACTER.sub(lambda it: rf"\text{{{html.unescape(f'&#{it[1]};')}}}", tex)
    tex = WORDS.sub(lambda it: f"\\{it[1]}{_words(it[1], it[2])}", tex)
    tex = SIGN_BEFORE_STAR.sub(r"\g<0> ", tex)
    if re.search(r"\\(tag|label)\b", tex) and not NUMBERED.search(tex):
        return rf"\begin{{equation*}}{tex}\end{{equation*}}"
    return tex


def _words(command: str, group: str) -> str:
    """Write the words of a formula in braces, with what they hold of mathematics beside them."""
    first, *others = re.split(r"(?<!\\)\$", group)
    if len(others) % 2:
        return group
    words = [first, *others[1::2]]
    mathematics = ["", *(f"}}{it}\\{command}{{" for it in others[::2])]
    return "".join(it + LOW_LINE.sub(r"\_", said) for it, said in zip(mathematics, words, strict=True))
