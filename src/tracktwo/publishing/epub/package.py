"""A book's document tree to EPUB 3: the package, its metadata, and the archive."""

import datetime
import io
import uuid
from collections.abc import Mapping
from importlib import resources
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from tracktwo.model.scripts import is_right_to_left
from tracktwo.publishing.book.book import Book
from tracktwo.publishing.epub.images import Images
from tracktwo.publishing.epub.metadata import accessibility, bibliographic
from tracktwo.publishing.epub.pages import Pages, write_pages
from tracktwo.publishing.epub.xhtml import language_tag, xml
from tracktwo.publishing.pdf.pdf import timestamp_of

FIRST_YEAR = 1980  # of what a ZIP archive can say
CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{language}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
{metadata}
</metadata>
<manifest>
{manifest}
</manifest>
<spine{direction}>
{spine}
</spine>
</package>
"""


def to_epub(book: Book, *, site_url: str | None = None, cover: str = "", changed: int = 0) -> bytes:
    """Write a book as EPUB 3.3 (https://www.w3.org/TR/epub-33/). The same book gives the same bytes.

    It is dated as its PDF is: SOURCE_DATE_EPOCH, else `changed`, in seconds since 1970, else the book's date.
    The address of the site and the book's title identify it, whichever edition it is. `cover` is an image
    below docs/; without one, the title page is the first that one sees.
    Raises PublishingError where an image is none.
    """
    moment = datetime.datetime.fromtimestamp(timestamp_of(book, changed), datetime.UTC)
    pages = write_pages(book.tree, Images(book.docs_dir), cover)
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, f"{site_url or ''} {book.tree['title']}")
    files: dict[str, bytes] = {
        "META-INF/container.xml": CONTAINER.encode(),
        "EPUB/package.opf": package(book.tree, pages, f"urn:uuid:{identifier}", moment).encode(),
        "EPUB/book.css": resources.files("tracktwo.publishing.epub").joinpath("book.css").read_bytes(),
        **{f"EPUB/{file.name}": file.xhtml.encode() for file in pages.files},
        **{f"EPUB/{image.href}": image.content for image in pages.images.brought.values()},
    }
    return archive(files, moment)


def archive(files: Mapping[str, bytes], moment: datetime.datetime) -> bytes:
    """Pack files as an EPUB container: what it is stands first, uncompressed."""
    date = max(moment.timetuple()[:6], (FIRST_YEAR, 1, 1, 0, 0, 0))
    packed = io.BytesIO()
    with ZipFile(packed, "w") as container:
        for name, content in {"mimetype": b"application/epub+zip", **files}.items():
            entry = ZipInfo(name, date)
            entry.create_system = 3  # the same from every machine
            entry.external_attr = 0o644 << 16
            entry.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            container.writestr(entry, content)
    return packed.getvalue()


def package(book: Mapping[str, Any], pages: Pages, identifier: str, moment: datetime.datetime) -> str:
    """Write the package document: what the book is, what it consists of, and in which order it is read."""
    modified = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    images = list(pages.images.brought.values())
    items = [("css", "book.css", "text/css", "")]
    items += [(file.name, file.name, "application/xhtml+xml", file.properties) for file in pages.files]
    items += [(image.href, image.href, image.media_type, image.properties) for image in images]
    return PACKAGE.format(
        language=xml(language_tag(book)),
        metadata="\n".join(
            [
                *bibliographic(book, identifier, modified),
                *accessibility(book, [image.media_type for image in images]),
            ]
        ),
        manifest="\n".join(
            f'<item id="{name}" href="{href}" media-type="{media_type}"{properties}/>'
            for name, href, media_type, properties in items
        ),
        direction=' page-progression-direction="rtl"' if is_right_to_left(book["language"]) else "",
        spine="\n".join(f'<itemref idref="{file.name}"/>' for file in pages.files),
    )
