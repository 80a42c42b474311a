"""How a site wants its PDFs to look: paper, margins, colour, fonts, cover."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tracktwo.model.problem import InvalidInput, invalid
from tracktwo.model.sources import inside

SIDES = ("inside", "outside", "top", "bottom")
# By paper: the usual margins, by side, wide enough for times beside the text, and its type's size in points.
# A line has 66 to 70 letters.
PAPERS = {
    "a4": (("4.4cm", "5cm", "3.4cm", "4.2cm"), 11.5),
    "a5": (("2.2cm", "2.6cm", "2.1cm", "2.5cm"), 10),
    "us-letter": (("4.7cm", "5.3cm", "3cm", "3.6cm"), 11.5),
    "us-trade": (("2.2cm", "2.7cm", "2.2cm", "2.6cm"), 10.5),  # 6 by 9 inches
}
POINTS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0}
_LENGTH = re.compile(r"([0-9]+(?:\.[0-9]+)?)(pt|mm|cm|in)")


@dataclass(frozen=True)
class Style:
    """The looks of a PDF, as a site's configuration says them below `pdf`.

    `font` is the family of the text, and `fonts` a folder of font files, for it or for characters that
    Typst's own fonts lack; with `system_fonts` those of the machine are such, too. `margins` are lengths, by
    side: `inside` is where the book is bound. `cover` is an image below the folder of the documents, which
    fills the book's first page.
    Raises InvalidInput for what cannot be.
    """

    paper: str = "a4"
    color: str = "#7b2d26"
    margins: Mapping[str, str] = field(default_factory=dict)
    font: str = ""
    fonts: Path | None = None
    cover: str = ""
    system_fonts: bool = False

    def __post_init__(self) -> None:
        """Check what the template would stumble over."""
        if self.paper not in PAPERS:
            raise _none_of(f"paper: {self.paper}", PAPERS)
        if not re.fullmatch("#[0-9a-fA-F]{6}", self.color):
            remedy = 'write six hexadecimal digits, as in "#7b2d26"'
            raise invalid_option(f"color: {self.color}: this is no colour", remedy)
        for side, length in self.margins.items():
            if side not in SIDES:
                raise _none_of(f"margins: {side}", SIDES)
            if not _LENGTH.fullmatch(str(length)):
                remedy = "write a length, as in 3.5cm or 1.2in"
                raise invalid_option(f"margins: {side}: {length}: this is no length", remedy)
        if self.fonts and not self.fonts.is_dir():
            raise invalid_option(f"fonts: {self.fonts}: no such folder", "put fonts into one and name it")

    def for_template(self, docs_dir: Path) -> dict[str, object]:
        """Return it as the template takes it, with lengths in points. Raises InvalidInput without a cover."""
        cover = inside(docs_dir, self.cover)
        if self.cover and not (cover and cover.is_file()):
            remedy = "put it there, or name another"
            raise invalid_option(f"cover: {self.cover}: no such image below {docs_dir}", remedy)
        usual, size = PAPERS[self.paper]
        lengths = {**dict(zip(SIDES, usual, strict=True)), **self.margins}
        margins = {side: _points(length) for side, length in lengths.items()}
        looks = {"paper": self.paper, "size": size, "color": self.color}
        return {**looks, "margins": margins, "cover": self.cover}


DEFAULT_STYLE = Style()


def invalid_option(message: str, remedy: str) -> InvalidInput:
    """Return the exception for an option of a site's `pdf` that cannot be."""
    return invalid(f"pdf: {message}", code="invalid-pdf-option", remedy=remedy, file="mkdocs.yml")


def _none_of(option: str, known: Mapping[str, object] | tuple[str, ...]) -> InvalidInput:
    return invalid_option(f"{option}: this is none of {', '.join(known)}", "name one of them")


def _points(length: str) -> float:
    number, unit = _LENGTH.fullmatch(length).groups()  # type: ignore[union-attr]  # checked above
    return float(number) * POINTS[unit]
