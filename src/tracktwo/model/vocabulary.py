"""The names that HTML, styles, scripts and readers share: markers, comments, classes and data attributes.

A test holds styles, scripts and templates to these: a class or a `data-` attribute that they name stands
here, or is the theme's.
"""

import re

# Markers, each alone on a line of a page.
TERMS, LESSONS, LETTERS, CARDS, SELF_CHECK = "[TERMS]", "[LESSONS]", "[LETTERS]", "[CARDS]", "[SELF-CHECK]"
MARKERS = ("[TOC]", TERMS, LESSONS, LETTERS, CARDS, SELF_CHECK)  # and Python-Markdown's own

# Comments that the linker leaves for who publishes the page: where a term is used without a link, and where
# an entry of the glossary ends. Nothing else in a page begins so, and none of them is published.
COMMENT = re.compile(r"<!--tracktwo:(?P<kind>use|used-in) (?P<name>[^>]*)-->")


def use_comment(name: str) -> str:
    """Return what stands before the first character of a use that is no link."""
    return f"<!--tracktwo:use {name}-->"


def used_in_comment(name: str) -> str:
    """Return what stands at the end of an entry."""
    return f"<!--tracktwo:used-in {name}-->"
