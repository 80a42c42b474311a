r"""Chemical formulas as mhchem writes them, `\ce{2 H2O -> 2 H2 + O2}`, in LaTeX; its common forms alone.

A number before a formula says how often it is there, one behind an element or a bracket is an index, and a
sign at the end is its charge (the manual of mhchem, 4.13).
"""

import re

ARROWS = {
    "->": r"\longrightarrow", "<-": r"\longleftarrow", "<->": r"\longleftrightarrow",
    "<=>": r"\rightleftharpoons", "<=>>": r"\rightleftharpoons", "<<=>": r"\rightleftharpoons",
}  # fmt: skip
SIGNS = {**ARROWS, "v": r"\downarrow", "^": r"\uparrow", "+": "+", "-": "-", "=": "="}
TOKEN = re.compile(
    r"\$(?P<mathematics>[^$]*)\$"
    r"|(?P<arrow><?<?[-=]>>?|<-)(?:\[(?P<above>[^]]*)\])?"
    r"|(?P<script>[_^])(?:\{(?P<group>[^{}]*)\}|(?P<one>\d*[-+]|\d+|\w))"
    r"|(?P<index>(?<=[A-Za-z)\]}])\d+)"
    r"|(?P<charge>(?<=[\w)\]}])[-+](?=\s|$|[)\]]))"
    r"|(?P<dot>[*.·])"
    r"|(?P<bond>[-=#](?=[A-Za-z(\[]))"
    r"|(?P<letters>[A-Za-z]+)"
    r"|(?P<other>\s+|.)",
    re.DOTALL,
)
BONDS = {"-": "{-}", "=": "{=}", "#": r"{\equiv}"}


def chemical(source: str) -> str:
    """Return the LaTeX of what stands in the braces of `ce`."""
    words = re.split(r"\s+", source.strip())
    return r" \; ".join(SIGNS.get(word) or "".join(map(_written, TOKEN.finditer(word))) for word in words)


def _written(token: re.Match[str]) -> str:
    if token["arrow"]:
        arrow = ARROWS.get(token["arrow"], r"\longrightarrow")
        return rf"\overset{{\text{{{token['above']}}}}}{{{arrow}}}" if token["above"] else arrow
    if token["script"]:
        return f"{token['script']}{{{token['group'] if token['one'] is None else token['one']}}}"
    forms = {
        "mathematics": "{}", "index": "_{{{}}}", "charge": "^{{{}}}", "dot": r"{{\cdot}}",
        "letters": r"\mathrm{{{}}}", "other": "{}",
    }  # fmt: skip
    if token["bond"]:
        return BONDS[token["bond"]]
    kind = token.lastgroup or "other"
    return forms[kind].format(token[kind])
