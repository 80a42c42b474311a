"""The fonts of what Typst sets: its own, the same on every machine, and those of the site."""

import functools
import re
from pathlib import Path

import typst

from tracktwo.publishing.pdf.style import invalid_option

BUNDLED = ("Libertinus Serif", "New Computer Modern")  # with Typst, in this order
MONOSPACED = "DejaVu Sans Mono"  # with Typst, too: Arabic is in it, which nobody wants to read there
BOOK_FACE = re.compile("Serif|Naskh|Mincho|Song|Batang")  # what such families are called


@functools.cache
def fonts_in(folder: Path | None = None, *, system: bool = False) -> typst.Fonts:
    """Return the fonts that come with Typst, the same on every machine, and those in a folder of the site.

    With `system`, also those of the machine. Loading them takes 25 ms and more, so once.
    """
    return typst.Fonts(include_system_fonts=system, font_paths=[folder] if folder else [])


def families_of(fonts: typst.Fonts, first: str) -> list[str]:
    """Return the families for the text: what the site asks for, Typst's own, then what else the site has."""
    families = fonts.families()
    if first and first not in families:
        remedy = "name one of them, or put its files into the folder that `fonts` names"
        raise invalid_option(f"font: {first}: there is {', '.join(families)}", remedy)
    others = [family for family in families if family not in (*BUNDLED, MONOSPACED)]
    others.sort(key=lambda family: (not BOOK_FACE.search(family), "Mono" in family))
    return list(dict.fromkeys([*filter(None, [first]), *BUNDLED, *others, MONOSPACED]))
