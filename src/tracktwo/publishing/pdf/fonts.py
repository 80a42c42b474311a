"""The fonts of what Typst sets: its own, the same on every machine, and those of the site."""

import functools
from pathlib import Path

import typst

from tracktwo.publishing.pdf.style import invalid_option

BUNDLED = ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono")  # with Typst, in this order


@functools.cache
def fonts_in(folder: Path | None = None) -> typst.Fonts:
    """Return the fonts that come with Typst, the same on every machine, and those in a folder of the site.

    Loading them takes 25 ms, so once.
    """
    return typst.Fonts(include_system_fonts=False, font_paths=[folder] if folder else [])


def families_of(fonts: typst.Fonts, first: str) -> list[str]:
    """Return the families for the text: what the site asks for, Typst's own, then what else the site has."""
    families = fonts.families()
    if first and first not in families:
        remedy = "name one of them, or put its files into the folder that `fonts` names"
        raise invalid_option(f"font: {first}: there is {', '.join(families)}", remedy)
    others = [family for family in families if family not in BUNDLED]
    return list(dict.fromkeys([*filter(None, [first]), *BUNDLED, *others]))
