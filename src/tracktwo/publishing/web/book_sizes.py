"""How large books are, said where a lesson's header leads to them."""

import re
from collections.abc import Mapping
from typing import NamedTuple, Self

from tracktwo.wording import counted, words

_LINK = re.compile(r'(<a [^<>]*>[^<]*<small data-book="(?P<kind>pdf|epub)">)[^<]*(</small></a>)')
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


def fill_book_sizes(html: str, sizes: Mapping[str, BookSize | None], language: str) -> str:
    """Write into a page how large its books are, by their kind; nothing leads to one that was not made."""

    def fill(link: re.Match[str]) -> str:
        size = sizes.get(link["kind"])
        if size:
            return f"{link[1]} {size.written(language)}{link[3]}"
        return "" if link["kind"] in sizes else link[1] + link[3]

    return _LINK.sub(fill, html)
