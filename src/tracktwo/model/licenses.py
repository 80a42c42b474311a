"""Licences: their names, and the addresses of Creative Commons' own.

The names are those that people write: `CC BY 4.0`, `CC-BY-SA-3.0` (SPDX), `CC BY 4.0 International`,
`Creative Commons Attribution 4.0`. Addresses are those of https://creativecommons.org/licenses/list.en.
"""

import re
from dataclasses import dataclass

_KINDS = ("by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd")
_VERSIONS = ("1.0", "2.0", "2.5", "3.0", "4.0")
_WORDS = {
    "attribution": "by", "noncommercial": "nc", "non-commercial": "nc", "sharealike": "sa",
    "share-alike": "sa", "noderivatives": "nd", "noderivs": "nd", "no-derivatives": "nd", "no-derivs": "nd",
}  # fmt: skip
_NAME = re.compile(
    r"(?:cc|creative commons)[ -](?P<kind>[a-z](?:[a-z -]*[a-z])?)[ -](?P<version>\d\.\d)"
    r"(?:[ -](?:international|unported|generic|(?P<port>[a-z]{2})))?(?: (?:public )?licen[cs]e)?",
    re.IGNORECASE,
)
_PUBLIC_DOMAIN = re.compile(
    r"(?:cc[ -]?0|cc[ -]zero|creative commons zero)(?:[ -]v?1\.0)?(?: universal)?"
    r"|(?P<mark>public domain mark(?: 1\.0)?)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"https?://(?:www\.)?creativecommons\.org/(?:licenses/(?P<kind>[a-z-]+)/(?P<version>\d\.\d)(?:/(?P<port>[a-z]{2}))?"
    r"|publicdomain/(?P<free>zero|mark)/1\.0)(?:/.*)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class License:
    """A licence by its name, and its address, empty where none is known."""

    name: str
    url: str = ""


def find_license(written: str) -> License | None:
    """Return the licence that a text names, by name or by address; None where the text is empty."""
    written = " ".join(written.split())
    if not written:
        return None
    if found := _ADDRESS.fullmatch(written):
        if free := found["free"]:
            return License("CC0 1.0" if free.lower() == "zero" else "Public Domain Mark 1.0", written)
        name = ("CC", found["kind"], found["version"], found["port"])
        return License(" ".join(filter(None, name)).upper(), written)
    if written.startswith(("https://", "http://")) and " " not in written:
        return License(written, written)
    return License(written, _creative_commons(written))


def _creative_commons(name: str) -> str:
    """Return the address of a Creative Commons licence, or nothing for what is none that there is."""
    if free := _PUBLIC_DOMAIN.fullmatch(name):
        return f"https://creativecommons.org/publicdomain/{'mark' if free['mark'] else 'zero'}/1.0/"
    found = _NAME.fullmatch(name)
    if not found:
        return ""
    kind = found["kind"].lower()
    for word, letters in _WORDS.items():
        kind = kind.replace(word, letters)
    kind = kind.replace(" ", "-")
    if kind not in _KINDS or found["version"] not in _VERSIONS:
        return ""
    port = f"{found['port'].lower()}/" if found["port"] and found["version"] != "4.0" else ""
    return f"https://creativecommons.org/licenses/{kind}/{found['version']}/{port}"
