"""A book's document tree to PDF/UA-1, through Typst."""

import datetime
import functools
import hashlib
import json
import os
import re
from collections.abc import Mapping
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import Any

import typst

from tracktwo.publishing.book.book import Book
from tracktwo.publishing.book.nodes import every
from tracktwo.publishing.errors import PublishingError
from tracktwo.publishing.pdf.style import Style
from tracktwo.publishing.reproducible.cache import cached

MAIN = "main.typ"  # typst-py's name for the first of several files that it was given as bytes
BUNDLED = ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono")  # with Typst, in this order
NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')


USUAL = Style()
Source = Path | dict[str, bytes]  # a template on the disk, or this package's files, of which one is MAIN


def to_pdf(
    book: Book,
    *,
    style: Style = USUAL,
    template: Path | None = None,
    changed: int = 0,
    cache: Path | None = None,
) -> bytes:
    """Typeset a book as PDF/UA-1. The same book gives the same bytes.

    `template` replaces book.typ of this package. It finds the tree, with its `style`, as JSON in
    `sys.inputs.book`, the folder of the images in `sys.inputs.docs`, and may read files beside itself. The
    PDF's date is SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/), else
    `changed`, in seconds since 1970, else the book's. PDFs are kept for the next time in the folder `cache`.
    Raises PublishingError where Typst cannot make the book, or cannot make it accessible.
    """
    source, root, docs = _places(book.docs_dir.resolve(), template)
    fonts = fonts_in(style.fonts)
    tree = {**book.tree, "style": {**style.tree(book.docs_dir), "fonts": families_of(fonts, style.font)}}
    inputs = {"book": json.dumps(tree, ensure_ascii=False), "docs": docs}
    timestamp = timestamp_of(book, changed)

    def make() -> bytes:
        try:
            return _compile(source, root, inputs, fonts, timestamp)
        except typst.TypstError as error:
            raise PublishingError(_explained(error, book, root)) from error

    if not cache:
        return make()
    images = [book.docs_dir / image for image in (*_images(book.tree), style.cover) if image]
    files = [*images, *(Path(font.path) for font in fonts.fonts() if font.path)]
    return cached(cache, _key(source, inputs, files, timestamp), make)


def _key(source: Source, inputs: Mapping[str, str], files: list[Path], timestamp: int) -> str:
    """Say what a PDF is made of: the template and what is beside it, text, images, fonts, date, Typst."""
    made_of = hashlib.sha256(f"{version('typst')} {timestamp} {inputs}".encode())
    if isinstance(source, Path):
        files += sorted(file for file in source.parent.rglob("*") if file.is_file())
    else:
        made_of.update(b"".join(source.values()))
    for file in files:
        made_of.update(f"\0{file}\0".encode())
        made_of.update(file.read_bytes())
    return f"{made_of.hexdigest()}.pdf"


def _compile(
    source: Source, root: Path, inputs: dict[str, str], fonts: typst.Fonts, timestamp: int = 0
) -> bytes:
    compiled: bytes = typst.compile(  # type: ignore[call-overload]  # its stub wants all paths of one type
        source,
        root=root,
        sys_inputs=inputs,
        font_paths=fonts,
        ignore_system_fonts=True,
        pdf_standards="ua-1",
        timestamp=timestamp,
    )
    return compiled


@functools.cache
def fonts_in(folder: Path | None = None) -> typst.Fonts:
    """Give the fonts that come with Typst, the same on every machine, and those in a folder of the site.

    Loading them takes 25 ms, so once.
    """
    return typst.Fonts(include_system_fonts=False, font_paths=[folder] if folder else [])


def families_of(fonts: typst.Fonts, first: str) -> list[str]:
    """Give the families for the text: what the site asks for, Typst's own, then what else the site has."""
    families = fonts.families()
    if first and first not in families:
        raise PublishingError(
            f"mkdocs.yml: pdf: font: {first}: there is {', '.join(families)}; put it into `fonts`"
        )
    others = [family for family in families if family not in BUNDLED]
    return list(dict.fromkeys([*filter(None, [first]), *BUNDLED, *others]))


def _places(docs_dir: Path, template: Path | None) -> tuple[Source, Path, str]:
    """Give the template, the folder below which Typst may read, and the folder of images from there."""
    if not docs_dir.is_dir():
        raise PublishingError(f"{docs_dir}: no such folder")
    if template is None:
        ours = resources.files("tracktwo.publishing.pdf")
        names = {MAIN: "book.typ", "formulas.typ": "formulas.typ"}
        return {name: ours.joinpath(file).read_bytes() for name, file in names.items()}, docs_dir, ""
    template = template.resolve()
    if not template.is_file():
        raise PublishingError(f"{template}: no such template")
    try:
        root = Path(os.path.commonpath([docs_dir, template.parent]))
    except ValueError as error:  # Windows: they are on two drives
        raise PublishingError(f"{template}: put the template on the drive of {docs_dir}") from error
    docs = docs_dir.relative_to(root).as_posix()
    return template, root, "" if docs == "." else f"/{docs}"


def timestamp_of(book: Book, changed: int) -> int:
    """Date a book, in seconds since 1970: SOURCE_DATE_EPOCH, else `changed`, else its own date."""
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
        remedy = "write it in another way, or put a font that has it into the folder that `pdf: fonts` names"
        return f"{_page_with(text, book)}: no font of this book can show {named}: {remedy}"
    for image in _images(book.tree):
        try:
            page = {MAIN: b'#set document(title: "image")\n#image(sys.inputs.image, alt: "image")'}
            _compile(page, book.docs_dir.resolve(), {"image": f"/{image}"}, fonts_in())
        except typst.TypstError as broken:
            return f"{book.docs_dir / image}: {broken.message}: save the image again, or take it out"
    places = error.diagnostic.replace(MAIN, "book.typ").strip()
    return f"Typst cannot make this book (below {root}): {places}"


def _page_with(text: str, book: Book) -> str:
    parts = [*book.tree["chapters"], {**(book.tree["glossary"] or {}), "source": "the glossary"}]
    written = json.dumps(text, ensure_ascii=False)[1:-1]
    held = (str(part["source"]) for part in parts if written in json.dumps(part, ensure_ascii=False))
    return next(held, book.tree["title"])


def _images(tree: Mapping[str, Any]) -> dict[str, None]:
    """Give the files of a book's images, each once."""
    return dict.fromkeys(node["file"] for node in every(tree) if node["is"] == "image")
