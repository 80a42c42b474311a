"""Markdown made of blocks in blocks and inlines in inlines, so that terms stand in every construct.

And the extensions that read it: Python-Markdown's own, or Material's.
"""

from hypothesis import strategies as st

CLASSIC = "abbr admonition attr_list def_list fenced_code footnotes md_in_html tables toc".split()
# What Material's documentation switches on.
MATERIAL = [
    *"abbr admonition attr_list def_list footnotes md_in_html tables toc".split(),
    *(
        f"pymdownx.{name}"
        for name in "arithmatex betterem caret critic details inlinehilite keys magiclink mark smartsymbols "
        "superfences tabbed tasklist tilde blocks.admonition blocks.details blocks.html blocks.tab".split()
    ),
]
OPTIONS = {"pymdownx.tabbed": {"alternate_style": True}, "pymdownx.arithmatex": {"generic": True}}

TERMS = st.sampled_from(
    "state actor|a multi-track diplomacy|the WHO's|Peace treaties|non-state actor|C++ and .NET".split("|")
)
# X is what is wrapped; some of these are never closed, or overlap.
_WRAPS = st.sampled_from(
    "**X**|*X*|`X`|[X](y)|![X](z.png)|<b>X</b>|<a href='q'>X</a>|<span class='no-terms'>X</span>|"
    "<kbd>X</kbd>|X[^1]|**X|<i>X|X</b>|X&nbsp;X|X<br>X|==X==|~~X~~|$X$|X <!-- X -->|[X][r]|\\*X\\*|"
    "<a name='t'></a>X|<button>X</button>|<b><i>X</b></i>|<a>X</a>|https://x.y/ X|<svg>X</svg>|</a>X".split(
        "|"
    )
)
_PARAGRAPHS = "{}|# {}|## {}|```\n{}\n```|    {}|a \\| b\n--- \\| ---\n{} \\| x".replace("\\|", "¦").split(
    "|"
)
_BLOCKS = (
    '!!! note\n    {}|??? tip\n    {}|=== "Tab"\n    {}|> {}|-   {}|Term\n:   {}|note[^1]\n\n[^1]:\n    {}|'
    "<div markdown='1'>\n{}\n</div>|<details markdown='1'><summary>s</summary>\n{}\n</details>|"
    "<div class='no-terms' markdown='1'>\n{}\n</div>|<div>\n{}\n</div>|/// details ¦ s\n{}\n///"
).split("|")


def _inline(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    inner = st.lists(children, min_size=1, max_size=3).map(" ".join)
    return st.builds(lambda wrap, text: wrap.replace("X", text), _WRAPS, inner)


def _fill(block: str, text: str) -> str:
    """Put a text into a block, whose lines are indented as far as its place is."""
    before = block.partition("{}")[0].rpartition("\n")[2]
    margin = before if before.strip() in ("", ">") else "    "
    return block.replace("¦", "|").replace("{}", text.replace("\n", f"\n{margin}"))


def _block(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    inner = st.lists(children, min_size=1, max_size=3).map("\n\n".join)
    return st.builds(_fill, st.sampled_from(_BLOCKS), inner)


_INLINES = st.recursive(TERMS, _inline, max_leaves=6)
_LEAVES = st.builds(_fill, st.sampled_from(_PARAGRAPHS), _INLINES)
PAGES = st.lists(st.recursive(_LEAVES, _block, max_leaves=5), min_size=1, max_size=5).map("\n\n".join)
