"""A book's document tree to PDF/UA-1, through Typst."""

import datetime
import functools
import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import Any

import typst

from tracktwo.publishing.cache import cached
from tracktwo.publishing.document import Book

BUILT_IN = "__typst_py_bytes__.typ"  # typst-py's name for a template that it was given as bytes
NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')


class PublishingError(Exception):
    """A book that cannot be published: what is wrong, where, and what to do."""


def to_pdf(book: Book, *, template: Path | None = None, changed: int = 0, cache: Path | None = None) -> bytes:
    """Typeset a book as PDF/UA-1. The same book gives the same bytes.

    `template` replaces book.typ of this package. It finds the tree as JSON in `sys.inputs.book`, the folder
    of the images in `sys.inputs.docs`, and may read files beside itself. The PDF's date is SOURCE_DATE_EPOCH
    (https://reproducible-builds.org/specs/source-date-epoch/), else `changed`, in seconds since 1970, else
    the book's. In the folder `cache`, PDFs are kept for the next time.
    Raises PublishingError where Typst cannot make the book, or cannot make it accessible.
    """
    source, root, docs = _places(book.docs_dir.resolve(), template)
    inputs = {"book": json.dumps(book.tree, ensure_ascii=False), "docs": docs}
    timestamp = _timestamp(book, changed)

    def make() -> bytes:
        try:
            return _compile(source, root, inputs, timestamp)
        except typst.TypstError as error:
            raise PublishingError(_explained(error, book, root)) from error

    return cached(cache, _key(book, source, inputs, timestamp), make) if cache else make()


def _key(book: Book, source: bytes | Path, inputs: Mapping[str, str], timestamp: int) -> str:
    """Say what a PDF is made of: the template and what is beside it, text, images, date, and Typst."""
    made_of = hashlib.sha256(f"{version('typst')} {timestamp} {inputs}".encode())
    files = [book.docs_dir / image for image in dict.fromkeys(_images(book.tree))]
    if isinstance(source, Path):
        files += sorted(file for file in source.parent.rglob("*") if file.is_file())
    else:
        made_of.update(source)
    for file in files:
        made_of.update(f"\0{file}\0".encode())
        made_of.update(file.read_bytes())
    return f"{made_of.hexdigest()}.pdf"


def _compile(source: bytes | Path, root: Path, inputs: dict[str, str], timestamp: int = 0) -> bytes:
    compiled: bytes = typst.compile(  # type: ignore[call-overload]  # its stub wants all paths of one type
        source,
        root=root,
        sys_inputs=inputs,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        pdf_standards="ua-1",
        timestamp=timestamp,
    )
    return compiled


@functools.cache
def _fonts() -> typst.Fonts:
    """Give the fonts that come with Typst, the same on every machine. Loading them takes 25 ms, so once."""
    return typst.Fonts(include_system_fonts=False)


def _places(docs_dir: Path, template: Path | None) -> tuple[bytes | Path, Path, str]:
    """Give the template, the folder below which Typst may read, and the folder of images from there."""
    if not docs_dir.is_dir():
        raise PublishingError(f"{docs_dir}: no such folder")
    if template is None:
        return resources.files("tracktwo.publishing").joinpath("book.typ").read_bytes(), docs_dir, ""
    template = template.resolve()
    if not template.is_file():
        raise PublishingError(f"{template}: no such template")
    try:
        root = Path(os.path.commonpath([docs_dir, template.parent]))
    except ValueError as error:  # Windows: they are on two drives
        raise PublishingError(f"{template}: put the template on the drive of {docs_dir}") from error
    docs = docs_dir.relative_to(root).as_posix()
    return template, root, "" if docs == "." else f"/{docs}"


def _timestamp(book: Book, changed: int) -> int:
    epoch = os.environ.get("SOURCE_DATE_EPOCH") or "0"
    if not epoch.isdecimal():
        raise PublishingError(f"SOURCE_DATE_EPOCH is {epoch!r}: give whole seconds since 1970")
    if epoch == "0" and not changed and book.tree["date"]:
        date = datetime.date.fromisoformat(book.tree["date"])
        return int(datetime.datetime.combine(date, datetime.time(), datetime.UTC).timestamp())
    return int(epoch) or changed


def _explained(error: typst.TypstError, book: Book, root: Path) -> str:
    """Say what went wrong in terms of pages, characters and images as far as Typst's message tells."""
    glyphs = NO_GLYPH.search(error.message)
    if glyphs:
        text = re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), glyphs[1])
        named = ", ".join(f"{char} (U+{ord(char):04X})" for char in dict.fromkeys(text) if not char.isspace())
        return f"{_page_with(text, book)}: no font of this book can show {named}: write it in another way"
    for image in dict.fromkeys(_images(book.tree)):
        try:
            page = b'#set document(title: "image")\n#image(sys.inputs.image, alt: "image")'
            _compile(page, book.docs_dir.resolve(), {"image": f"/{image}"})
        except typst.TypstError as broken:
            return f"{book.docs_dir / image}: {broken.message}: save the image again, or take it out"
    places = error.diagnostic.replace(BUILT_IN, "book.typ").strip()
    return f"Typst cannot make this book (below {root}): {places}"


def _page_with(text: str, book: Book) -> str:
    parts = [*book.tree["chapters"], {**(book.tree["glossary"] or {}), "source": "the glossary"}]
    written = json.dumps(text, ensure_ascii=False)[1:-1]
    held = (str(part["source"]) for part in parts if written in json.dumps(part, ensure_ascii=False))
    return next(held, book.tree["title"])


def _images(node: Any) -> Iterator[str]:  # noqa: ANN401 (whatever JSON holds)
    if isinstance(node, dict):
        if node.get("is") == "image":
            yield node["file"]
        node = list(node.values())
    for part in node if isinstance(node, list) else ():
        yield from _images(part)
