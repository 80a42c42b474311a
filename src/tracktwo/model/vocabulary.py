"""The names that HTML and its readers share: markers, comments, and the boxes that are filled last.

`tests/vocabulary.py` has the classes and `data-` attributes to which styles, scripts and templates are held.
"""

import re
from html import escape
from urllib.parse import quote

# Markers, each alone on a line of a page.
TERMS, LESSONS, LETTERS, CARDS, SELF_CHECK = "[TERMS]", "[LESSONS]", "[LETTERS]", "[CARDS]", "[SELF-CHECK]"
MARKERS = ("[TOC]", TERMS, LESSONS, LETTERS, CARDS, SELF_CHECK)  # and Python-Markdown's own

# What the linker leaves for who publishes the page. A comment stands before the first character of a use that
# is no link; it is taken out when the page is HTML. An empty box stands where an entry of the glossary ends,
# for what says where the term is used; where nobody fills it, it shows nothing.
USE_COMMENT = re.compile(r"<!--tracktwo:use (?P<name>[^<>]*)-->")
# In a definition that a link shows, a link into the site stands by its source where addresses are known last.
# Of both, a host may have taken out quotation marks.
USED_IN_BOX = re.compile(
    r"""<div class="?used-in"? data-entry=(?P<mark>["']?)(?P<name>[^<>]*?)(?P=mark)></div>"""
)
# In the header of a lesson, a box has its main terms, where strips show when they are said.
STRIPS_BOX = re.compile(r"""<div class=["']?strips["']?>(?P<terms>.*?)</div>""", re.DOTALL)
SITE_LINK = re.compile(r"""(?P<before>href=(?:&quot;|&#34;|["']?))tracktwo:(?P<path>[^&"'#\s>]*)""")


def site_link(path: str) -> str:
    """Return what stands for the address of a file below the folder of documents."""
    return f"tracktwo:{quote(path)}"


def use_comment(name: str) -> str:
    """Return the comment before a use of the term with this name (see Term.marker)."""
    return f"<!--tracktwo:use {name}-->"


def used_in_box(name: str) -> str:
    """Return the box at the end of the entry of the term with this name."""
    return f'<div class="used-in" data-entry="{escape(name)}"></div>'
