"""A book's document tree to EPUB 3: the package, its metadata, and the archive."""

import datetime
import uuid
from collections.abc import Sequence
from importlib import resources

from tracktwo.model.scripts import is_right_to_left
from tracktwo.publishing.book.book import Book
from tracktwo.publishing.book.nodes import language_tag
from tracktwo.publishing.book.tree import BookTree
from tracktwo.publishing.epub.images import EpubImages
from tracktwo.publishing.epub.metadata import accessibility, bibliographic
from tracktwo.publishing.epub.pages import XhtmlFile, write_files
from tracktwo.publishing.epub.xhtml import xml
from tracktwo.publishing.reproducible.archive import archive
from tracktwo.publishing.reproducible.build_time import build_time

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
    Raises InvalidInput where an image is none.
    """
    moment = datetime.datetime.fromtimestamp(build_time(changed, book.tree.date), datetime.UTC)
    images = EpubImages(book.docs_dir, cover)
    pages = write_files(book.tree, images)
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, f"{site_url or ''} {book.tree.title}").urn
    files: dict[str, bytes] = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": CONTAINER.encode(),
        "EPUB/package.opf": package(book.tree, pages, images, identifier, moment).encode(),
        "EPUB/book.css": resources.files("tracktwo.publishing.epub").joinpath("book.css").read_bytes(),
        **{f"EPUB/{page.name}": page.xhtml.encode() for page in pages},
        **{f"EPUB/{image.href}": image.content for image in images.by_path.values()},
    }
    return archive(files, moment.timetuple()[:6])


def package(
    book: BookTree,
    pages: Sequence[XhtmlFile],
    images: EpubImages,
    identifier: str,
    moment: datetime.datetime,
) -> str:
    """Write the package document: what the book is, what it consists of, and in which order it is read."""
    modified = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    items = [("css", "book.css", "text/css", "")]
    items += [(page.name, page.name, "application/xhtml+xml", page.properties) for page in pages]
    for file, image in images.by_path.items():
        properties = ' properties="cover-image"' if file == images.cover else ""
        items.append((image.href, image.href, image.media_type, properties))
    media_types = [image.media_type for image in images.by_path.values()]
    return PACKAGE.format(
        language=xml(language_tag(book.language, book.region)),
        metadata="\n".join([*bibliographic(book, identifier, modified), *accessibility(book, media_types)]),
        manifest="\n".join(
            f'<item id="{name}" href="{href}" media-type="{media_type}"{properties}/>'
            for name, href, media_type, properties in items
        ),
        direction=' page-progression-direction="rtl"' if is_right_to_left(book.language) else "",
        spine="\n".join(f'<itemref idref="{page.name}"/>' for page in pages),
    )
