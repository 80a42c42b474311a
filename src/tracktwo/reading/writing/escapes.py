"""Plain text, escaped so that Markdown reads it as it is.

That is Python-Markdown, alone and with the extensions that Material for MkDocs documents. A backslash works
before the characters of `Markdown.ESCAPED_CHARS` only, to which extensions add their own; so what is markup
in an extension alone becomes an entity, which reads alike everywhere. What needs no escape has none: people
edit these files. PyMdown's smartsymbols may still set 1/2 and 1st as a printer would.
"""

import re

from tracktwo.model.vocabulary import MARKERS

# What an entity stands for: in most Markdown no markup, so that a backslash before it would show.
ENTITY = r"""
    &(?=\#|\w+;) | <(?=[^ ])                              # a lone one is itself
    | \{(?=\+\+|--|~~|==|>>)                              # critic marks, which see no backslash
    | \$(?=\$) | (?<=\$)\$                                # a formula of its own
    | (?P<opens>[$~^])(?=\S)                              # $x$, ~~deleted~~, H~2~O, ^^inserted^^, x^2^
    | =(?==\S|/=)                                         # ==marked==, =/=
    | :(?=(?:\d{3,}|\d*(?:[^\W\d]|[+-])[\w+-]*):)        # :smile:, but not 12:34:56
    | (?<=c)/(?=o(?![^\W_]))                              # c/o
"""
# What a backslash keeps from being markup. An underscore inside a word is no emphasis.
BACKSLASH = r"""
    [\\`*{] | (?<![^\W_])_ | _(?![^\W_])
    | \[(?=\^|\[|[\d:.,]+\])                              # notes, times
    | \+(?=\+["'] | \+[\w+-](?:[^\s+]|\+(?!\+))*\+\+)     # ++ctrl++
    | \((?=(?:tm|c|r)\)) | \+(?=/-) | -(?=->)             # (c), +/-, -->
"""
MARKER = "|".join(map(re.escape, MARKERS))
# What may end what one of these begins: $5 to $10 is no formula.
CLOSES = re.compile(r"(?<=\S)[$~^]")
MARKUP = re.compile(rf"(?P<entity>{ENTITY})|{BACKSLASH}|(?={MARKER})\[", re.VERBOSE)
# Words in brackets are no link, unless a target follows.
TARGET = re.compile(r"\][(\[]")
MARKUP_AND_LINKS = re.compile(rf"{MARKUP.pattern}|\[", re.VERBOSE)
# MagicLink shows the entities and backslashes of an address as they are, so such an address is no link.
UNSPACED = re.compile(r"[^\s<]+")
ADDRESS = re.compile(r"(?i)(?:(?<=http)|(?<=https)|(?<=ftp)|(?<=ftps)|(?<=www))[:.]")
ESCAPE = re.compile(r"\\|&(?:#\d+|lt|amp);")
# Only at the start of a paragraph: headings, quotes, lists, rules, admonitions, `[TERMS]` alone on a
# line, the address of a reference.
START = re.compile(
    r"""\# | > | [-+](?=\s|$) | -(?=[-\s]*$) | (?<=\d)[.)](?=\s|$) | !(?=!!)
    | \[(?=[^\]]*\](?::|$))""",
    re.VERBOSE,
)
NUMBER = re.compile(r"\d*")
START_ENTITY = re.compile(r":(?=\s|::|$)|~(?=~~)|\?(?=\?\?)|/(?=//)")
NAMED = {"<": "&lt;", "&": "&amp;"}
ASCII_SPACE = re.compile(r"[ \t\n\r\f\v]+")  # a no-break space means something and stays


def inline(text: str, *, in_links: bool = False) -> str:
    """Escape what Markdown would read as markup anywhere; white space becomes single spaces.

    It takes time in proportion to the text: nothing is sought to its end from each mark.
    """
    text = ASCII_SPACE.sub(" ", text)
    last = {mark[0]: mark.start() for mark in CLOSES.finditer(text)}

    def escaped(found: re.Match[str]) -> str:
        mark = found[0]
        if found["opens"] and last.get(mark, 0) < found.end() + 1:
            return mark
        return NAMED.get(mark, _entity(found)) if found["entity"] else f"\\{mark}"

    pattern = MARKUP_AND_LINKS if in_links or TARGET.search(text) else MARKUP
    written = pattern.sub(escaped, text)
    return UNSPACED.sub(_without_address, written) if ADDRESS.search(written) else written


def _without_address(found: re.Match[str]) -> str:
    """Escape the signs of addresses that hold what we escaped."""
    text = found[0]
    last = max((escape.start() for escape in ESCAPE.finditer(text)), default=0)
    return ADDRESS.sub(_entity, text[:last]) + text[last:]


def _entity(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def at_start(escaped: str) -> str:
    """Escape what is markup at the start of a paragraph only, in a text that `inline` has escaped."""
    if entity := START_ENTITY.match(escaped):
        return f"&#{ord(entity[0])};{escaped[1:]}"
    number = NUMBER.match(escaped)
    at = number.end() if number else 0
    return f"{escaped[:at]}\\{escaped[at:]}" if START.match(escaped, at) else escaped


def heading(text: str) -> str:
    """Escape a text that is a heading; number signs at its end would be taken for its closing marks."""
    escaped = inline(text).strip(" ")
    return f"{escaped[:-1]}\\#" if escaped.endswith("#") else escaped
