"""The fonts of what Typst sets: its own, the same on every machine, and those of the site."""

import functools
import hashlib
import re
import threading
from pathlib import Path

import typst

from tracktwo.publishing.pdf.style import invalid_option

BUNDLED = ("Libertinus Serif", "New Computer Modern")  # with Typst, in this order
MONOSPACED = "DejaVu Sans Mono"  # with Typst, too: Arabic is in it, which nobody wants to read there
# How families for Han letters end, which look otherwise in each country, by language and region.
HAN_FACES = {"zh": "SC", "zh-TW": "TC", "zh-HK": "HK", "ja": "JP", "ko": "KR"}
BOOK_FACE = re.compile("Serif|Naskh|Mincho|Song|Batang")  # what such families are called


_READING = threading.Lock()


@functools.cache
def fonts_in(folder: Path | None = None, *, system: bool = False) -> typst.Fonts:
    """Return the fonts that come with Typst, the same on every machine, and those in a folder of the site.

    With `system`, also those of the machine. Loading them takes 25 ms and more, so once.
    """
    return typst.Fonts(include_system_fonts=system, font_paths=[folder] if folder else [])


def families_of(fonts: typst.Fonts, first: str, language: str = "", region: str = "") -> list[str]:
    """Return the families for the text: what the site asks for, Typst's own, then what else the site has.

    Of those for East Asia the ones for the text's language and region come first.
    """
    families = fonts.families()
    if first and first not in families:
        remedy = "name one of them, or put its files into the folder that `fonts` names"
        raise invalid_option(f"font: {first}: there is {', '.join(families)}", remedy)
    others = [family for family in families if family not in (*BUNDLED, MONOSPACED)]
    han = han_face(language, region)
    others.sort(key=lambda it: (not BOOK_FACE.search(it), "Mono" in it, not it.endswith(f" {han}")))
    return list(dict.fromkeys([*filter(None, [first]), *BUNDLED, *others, MONOSPACED]))


def han_face(language: str, region: str) -> str:
    """Return how families for a text's Han letters end; an empty string where its language has none."""
    return HAN_FACES.get(f"{language}-{region}", HAN_FACES.get(language, ""))


def fonts_digest(fonts: typst.Fonts, folder: Path | None) -> str:
    """Return a digest of fonts, which are read once a build, and not for each lesson or thread."""
    with _READING:
        return _read_fonts(fonts, folder)


@functools.cache
def _read_fonts(fonts: typst.Fonts, folder: Path | None) -> str:
    """Return a digest of fonts.

    Those in the site's folder are read; of the machine's own, size and time of change are enough.
    """
    made_of = hashlib.sha256()
    for path in map(Path, dict.fromkeys(font.path for font in fonts.fonts() if font.path)):
        is_own = folder is not None and path.is_relative_to(folder)
        facts = path.read_bytes() if is_own else f"{path.stat().st_size} {path.stat().st_mtime_ns}".encode()
        made_of.update(f"\0{path}\0".encode() + facts)
    return made_of.hexdigest()
