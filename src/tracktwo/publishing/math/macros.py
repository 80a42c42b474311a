"""Commands that an author defines in formulas, put in place of their names.

They hold from the formula that defines them to the page's end, as in MathJax; whoever reads LaTeX after this
finds none. What they make is bounded, since a command may stand in what it stands for.
"""

import re

from tracktwo.publishing.math.mathml import FormulaError

MAX_LENGTH = 20_000  # characters
MAX_STEPS = 1_000
COMMAND = re.compile(r"\\(?:[a-zA-Z]+|.)", re.DOTALL)
BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
DEFINITION = re.compile(
    r"\\(?:(?:new|renew|provide)command\*?|DeclareMathOperator(?P<operator>\*?)|def)\s*"
    r"(?:\{\s*(\\[a-zA-Z]+)\s*\}|(\\[a-zA-Z]+))\s*(?:\[(\d)\]|((?:#\d)*))\s*(?=\{)"
)
OTHER_DEFINITION = re.compile(r"\\(?:[a-z]*def|let|futurelet|[a-z]*command|DeclareMathOperator)(?![a-zA-Z])")
# What MathJax (its extensions, too) or KaTeX know, in the words of others; sizes and styles show nothing.
BUILT_IN = {
    r"\*": (0, "*"),
    r"\LaTeX": (0, r"\text{LaTeX}"),
    r"\SI": (2, r"#1\,\mathrm{#2}"),
    r"\TeX": (0, r"\text{TeX}"),
    r"\bm": (1, r"\boldsymbol{#1}"),
    r"\class": (2, "#2"),
    r"\cr": (0, r"\\"),
    r"\cssId": (2, "#2"),
    r"\displaylines": (1, r"\begin{gather*}#1\end{gather*}"),
    r"\dv": (2, r"\frac{d #1}{d #2}"),
    r"\ensuremath": (1, "#1"),
    r"\eqalign": (1, r"\begin{aligned}#1\end{aligned}"),
    r"\euro": (0, r"\text{€}"),
    r"\hbox": (1, r"\text{#1}"),
    r"\href": (2, "#2"),
    r"\mathds": (1, r"\mathbb{#1}"),
    r"\mbox": (1, r"\text{#1}"),
    r"\pmb": (1, r"\boldsymbol{#1}"),
    **{rf"\{name}": (1, rf"\begin{{{name}}}#1\end{{{name}}}") for name in ("cases", "matrix", "pmatrix")},
    r"\ref": (1, r"\text{#1}"),
    r"\require": (1, ""),
    r"\smash": (1, "#1"),
    r"\style": (2, "#2"),
    r"\substack": (1, r"\begin{subarray}{c}#1\end{subarray}"),
    r"\varinjlim": (0, r"\underrightarrow{\lim}"),
    r"\varprojlim": (0, r"\underleftarrow{\lim}"),
    r"\vcenter": (1, "#1"),
    **{
        rf"\{size}": (0, "")
        for size in "tiny scriptsize small normalsize large Large LARGE huge Huge".split()
    },
}


class Macros:
    """What commands stand for: how many arguments each takes, and what it becomes with them."""

    def __init__(self) -> None:
        """Begin with those that MathJax and KaTeX know."""
        self._known: dict[str, tuple[int, str]] = dict(BUILT_IN)

    def expand(self, tex: str) -> str:
        """Return a formula without definitions and with what its commands stand for.

        Raises FormulaError where that is too long, has no end, or lacks a brace.
        """
        done: list[str] = []
        for _ in range(MAX_STEPS):
            if sum(map(len, done)) + len(tex) > MAX_LENGTH:
                break
            for command in COMMAND.finditer(tex):
                definition = DEFINITION.match(tex, command.start())
                if definition or command[0] in self._known:
                    break
            else:
                return _without_definitions("".join(done) + tex)
            done.append(tex[: command.start()])
            if definition:
                tex = self._defined(definition, tex)
            else:
                tex = self._replaced(command[0], tex[command.start() :])
        raise FormulaError("is too long, or its commands stand for one another")

    def _defined(self, head: re.Match[str], tex: str) -> str:
        """Learn the definition that begins with `head`, and return what follows it."""
        body, end = _argument(tex, head.end())
        if head["operator"] is not None:
            body = rf"\operatorname{head['operator']}{{{body}}}"
        count = int(head[4] or 0) or len(head[5] or "") // 2
        self._known[head[2] or head[3]] = count, re.sub(r"(\\[a-zA-Z]+)(?=#)", r"\1 ", body)
        return tex[end:]

    def _replaced(self, name: str, tex: str) -> str:
        """Put what a command stands for in the place of it and its arguments, with which a text begins."""
        count, body = self._known[name]
        arguments: list[str] = []
        end = len(name)
        for _ in range(count):
            argument, end = _argument(tex, end)
            arguments.append(_apart(argument))
        made = re.sub(r"#(\d)", lambda it: arguments[int(it[1]) - 1] if 0 < int(it[1]) <= count else "", body)
        return _apart(made) + tex[end:]


def _without_definitions(tex: str) -> str:
    if found := OTHER_DEFINITION.search(tex):
        raise FormulaError(f"{found[0]} defines nothing here: write \\newcommand{{\\name}}[1]{{what it is}}")
    return tex


def _apart(tex: str) -> str:
    """Keep a command at a text's end from joining the letters after it."""
    return f"{tex} " if re.search(r"\\[a-zA-Z]+$", tex) else tex


def _argument(tex: str, start: int) -> tuple[str, int]:
    """Return the argument that begins here, a group without its braces or one token, and where it ends."""
    start += len(tex[start:]) - len(tex[start:].lstrip())
    if not tex.startswith("{", start):
        token = COMMAND.match(tex, start)
        end = token.end() if token else start + 1
        return tex[start:end], end
    depth = 0
    for brace in BRACES.finditer(tex, start):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if not depth:
            return tex[start + 1 : brace.start()], brace.end()
    raise FormulaError("lacks a closing brace")
