"""How a site wants its PDFs to look: paper, margins, colour, fonts, cover."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tracktwo.publishing.errors import PublishingError

SIDES = ("inside", "outside", "top", "bottom")
# By paper: the usual margins, by side, wide enough for times beside the text, and its type's size in points.
PAPERS = {
    "a4": (("4cm", "4cm", "3.6cm", "3.8cm"), 11),
    "a5": (("2.2cm", "2.2cm", "2.2cm", "2.3cm"), 10),
    "us-letter": (("4.2cm", "4.2cm", "3.2cm", "3.4cm"), 11),
}
POINTS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0}
_LENGTH = re.compile(r"([0-9]+(?:\.[0-9]+)?)(pt|mm|cm|in)")


@dataclass(frozen=True)
class Style:
    """The looks of a PDF, as a site's configuration says them below `pdf`.

    `font` is the family of the text, and `fonts` a folder of font files, for it or for characters that
    Typst's own fonts lack. `margins` are lengths, by side: `inside` is where the book is bound. `cover` is an
    image below the folder of the documents, which fills the book's first page.
    Raises PublishingError for what cannot be.
    """

    paper: str = "a4"
    color: str = "#7b2d26"
    margins: Mapping[str, str] = field(default_factory=dict)
    font: str = ""
    fonts: Path | None = None
    cover: str = ""

    def __post_init__(self) -> None:
        """Check what the template would stumble over."""
        if self.paper not in PAPERS:
            raise PublishingError(
                f"mkdocs.yml: pdf: paper: {self.paper}: this is none of {', '.join(PAPERS)}"
            )
        if not re.fullmatch("#[0-9a-fA-F]{6}", self.color):
            raise PublishingError(
                f'mkdocs.yml: pdf: color: {self.color}: write six hexadecimal digits, as in "#7b2d26"'
            )
        for side, length in self.margins.items():
            if side not in SIDES:
                raise PublishingError(f"mkdocs.yml: pdf: margins: {side}: this is none of {', '.join(SIDES)}")
            if not _LENGTH.fullmatch(str(length)):
                raise PublishingError(
                    f"mkdocs.yml: pdf: margins: {side}: {length}: write a length, as in 3.5cm or 1.2in"
                )
        if self.fonts and not self.fonts.is_dir():
            raise PublishingError(
                f"mkdocs.yml: pdf: fonts: {self.fonts}: no such folder; put fonts into one and name it"
            )

    def tree(self, docs_dir: Path) -> dict[str, object]:
        """Give it as the template takes it, with lengths in points; raise PublishingError without a cover."""
        cover = (docs_dir / self.cover).resolve()
        if self.cover and not (cover.is_file() and cover.is_relative_to(docs_dir.resolve())):
            raise PublishingError(f"mkdocs.yml: pdf: cover: {self.cover}: no such image below {docs_dir}")
        usual, size = PAPERS[self.paper]
        lengths = {**dict(zip(SIDES, usual, strict=True)), **self.margins}
        margins = {side: _points(length) for side, length in lengths.items()}
        return {
            "paper": self.paper,
            "size": size,
            "color": self.color,
            "margins": margins,
            "cover": self.cover,
        }


def _points(length: str) -> float:
    number, unit = _LENGTH.fullmatch(length).groups()  # type: ignore[union-attr]  # checked above
    return float(number) * POINTS[unit]
