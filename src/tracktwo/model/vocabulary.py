"""The names that HTML, styles, scripts and readers share: markers, comments, classes and data attributes.

A test holds styles, scripts and templates to these: a class or a `data-` attribute that they name stands
here, or is the theme's.
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


# The classes of what we put into a page: its HTML, styles and scripts name these and no others.
CLASSES = frozenset(
    "actions cite contribute filter find flash-cards lesson lesson-by lesson-files lesson-minutes "
    "lesson-objective lesson-page lesson-source lessons letters moment page-end play player player-back "
    "player-bar player-controls player-description player-embed player-follow player-keys player-links "
    "player-time recorded said-at said-now search search-asked search-close search-filters search-hits "
    "search-needs search-open search-said search-status self-check speaker speakers strip strips "
    "taught-in term term-definition terms time timed trainer trainer-answers trainer-card turn turned "
    "used-in used-in-title uses-page".split()
)
# The attributes by which HTML tells styles what is ours (`data-tracktwo`), scripts what to do and to say, and
# searches what to leave out.
DATA_ATTRIBUTES = frozenset(
    "data-all-uses data-answer data-answered data-audio data-away data-book data-cards data-close "
    "data-copied data-copy data-count data-date data-decks data-definition data-docked data-does "
    "data-done data-entries data-entry data-filter data-from data-kept data-label data-letters "
    "data-minutes data-needs data-open data-pause data-play data-player data-playing data-quote "
    "data-right data-search data-search-exclude data-seen data-sure data-term data-title data-toc-label "
    "data-tracktwo data-turn data-video data-words data-wrong".split()
)
