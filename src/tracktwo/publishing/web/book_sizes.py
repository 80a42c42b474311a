"""How large books are, said where a lesson's header leads to them."""

import re
from collections.abc import Mapping
from typing import NamedTuple, Self

from tracktwo.wording import counted, words

_PLACE = re.compile(r'(<small data-book="(?P<kind>pdf|epub)">)[^<]*')
_PAGES = re.compile(rb"/Type */Pages\b[^>]*?/Count ([0-9]+)")


class BookSize(NamedTuple):
    """The bytes of a book, and its pages, of which an EPUB has none."""

    length: int
    pages: int

    @classmethod
    def of(cls, book: bytes) -> Self:
        """Measure a PDF or an EPUB: the root of a PDF's page tree counts all pages (ISO 32000-2, 7.7.3)."""
        return cls(len(book), max(map(int, _PAGES.findall(book)), default=0))

    def written(self, language: str) -> str:
        """Write it for people: `120 pages, 4 MB`."""
        said = words(language, "lesson")
        kilobytes = max(1, round(self.length / 1000))
        units = (said["book-size"][0], kilobytes), (said["book-size"][1], round(kilobytes / 1000))
        unit, count = units[kilobytes >= 1000]
        size = unit.format(count=count)
        return f"{counted(said['book-pages'], self.pages)}, {size}" if self.pages else size


def fill_book_sizes(html: str, sizes: Mapping[str, BookSize], language: str) -> str:
    """Write into a page how large the books by their kind are; of what was not made nothing is said."""

    def fill(place: re.Match[str]) -> str:
        size = sizes.get(place["kind"])
        return place[1] + (f" {size.written(language)}" if size else "")

    return _PLACE.sub(fill, html)
