"""How the tests of this room render Markdown: as a plain site does, and with all that Material documents."""

from collections.abc import Iterable
from functools import cache

import lxml.html
import markdown

# MkDocs adds toc, tables and fenced_code to whatever a site asks for.
PLAIN = "attr_list def_list admonition footnotes tables abbr md_in_html toc fenced_code sane_lists".split()
PYMDOWN = (
    "arithmatex betterem caret critic details emoji inlinehilite keys magiclink mark smartsymbols snippets "
    "superfences tabbed tasklist tilde blocks.admonition blocks.details blocks.html blocks.tab"
)
MATERIAL = [
    *"abbr admonition attr_list def_list footnotes md_in_html tables toc".split(),
    *(f"pymdownx.{name}" for name in PYMDOWN.split()),
]
OPTIONS = {"pymdownx.tabbed": {"alternate_style": True}, "pymdownx.arithmatex": {"generic": True}}
SETS = {"plain": PLAIN, "material": MATERIAL}


@cache
def _converter(extensions: tuple[str, ...]) -> markdown.Markdown:
    options = {name: OPTIONS[name] for name in extensions if name in OPTIONS}
    return markdown.Markdown(extensions=extensions, extension_configs=options)


def page(source: str, extensions: Iterable[str] = PLAIN) -> lxml.html.HtmlElement:
    """Give the blocks of a page as the children of one element."""
    html = _converter(tuple(extensions)).reset().convert(source)
    return lxml.html.fromstring(f"<div>{html}</div>")
