"""A book's document tree to PDF/UA-1, through Typst."""

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

from tracktwo.model.problem import InvalidInput, invalid
from tracktwo.publishing.book.book import Book
from tracktwo.publishing.book.nodes import all_nodes
from tracktwo.publishing.pdf.fonts import families_of, fonts_in
from tracktwo.publishing.pdf.style import DEFAULT_STYLE, Style
from tracktwo.publishing.reproducible.build_time import build_time
from tracktwo.publishing.reproducible.cache import cached

MAIN = "main.typ"  # typst-py's name for the first of several files that it was given as bytes
NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')

Template = Path | dict[str, bytes]  # on the disk, or this package's files, of which one is MAIN


def to_pdf(
    book: Book,
    *,
    style: Style = DEFAULT_STYLE,
    template: Path | None = None,
    changed: int = 0,
    cache: Path | None = None,
) -> bytes:
    """Typeset a book as PDF/UA-1. The same book gives the same bytes.

    `template` replaces book.typ of this package. It finds the tree, with its `style`, as JSON in
    `sys.inputs.book`, the folder of the images in `sys.inputs.docs`, and may read files beside itself. The
    PDF's date is SOURCE_DATE_EPOCH, else `changed`, in seconds since 1970, else the book's. PDFs are kept for
    the next time in the folder `cache`.
    Raises InvalidInput where Typst cannot make the book, or cannot make it accessible.
    """
    source, root, docs = _locate(book.docs_dir.resolve(), template)
    fonts = fonts_in(style.fonts)
    looks = {**style.for_template(book.docs_dir), "fonts": families_of(fonts, style.font)}
    inputs = {"book": json.dumps({**book.tree, "style": looks}, ensure_ascii=False), "docs": docs}
    timestamp = build_time(changed, book.tree["date"])

    def make() -> bytes:
        try:
            return _compile(source, root, inputs, fonts, timestamp)
        except typst.TypstError as error:
            raise _refusal(error, book, root) from error

    if not cache:
        return make()
    images = [book.docs_dir / image for image in (*_images(book.tree), style.cover) if image]
    files = [*images, *(Path(font.path) for font in fonts.fonts() if font.path)]
    return cached(cache, _key(source, inputs, files, timestamp), make)


def _key(source: Template, inputs: Mapping[str, str], files: list[Path], timestamp: int) -> str:
    """Return a name for what a PDF is made of: template and what is beside it, text, images, fonts, Typst."""
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
    source: Template, root: Path, inputs: dict[str, str], fonts: typst.Fonts, timestamp: int = 0
) -> bytes:
    compiled: bytes = typst.compile(  # type: ignore[call-overload]  # its stub wants all paths of one type
        source, root=root, sys_inputs=inputs, font_paths=fonts, ignore_system_fonts=True,
        pdf_standards="ua-1", timestamp=timestamp,
    )  # fmt: skip
    return compiled


def _locate(docs_dir: Path, template: Path | None) -> tuple[Template, Path, str]:
    """Return the template, the folder below which Typst may read, and the folder of images from there."""
    if not docs_dir.is_dir():
        remedy = "name the folder of the documents"
        raise invalid("no such folder", code="missing-folder", remedy=remedy, file=str(docs_dir))
    if template is None:
        ours = resources.files("tracktwo.publishing.pdf")
        names = {MAIN: "book.typ", "formulas.typ": "formulas.typ"}
        return {name: ours.joinpath(file).read_bytes() for name, file in names.items()}, docs_dir, ""
    template = template.resolve()
    if not template.is_file():
        remedy = "name a file, or leave it out"
        raise invalid("no such template", code="missing-template", remedy=remedy, file=str(template))
    try:
        root = Path(os.path.commonpath([docs_dir, template.parent]))
    except ValueError as error:  # Windows: they are on two drives
        remedy = f"put the template on the drive of {docs_dir}"
        message = "Typst reads one drive only"
        raise invalid(message, code="unreachable-template", remedy=remedy, file=str(template)) from error
    docs = docs_dir.relative_to(root).as_posix()
    return template, root, "" if docs == "." else f"/{docs}"


def _refusal(error: typst.TypstError, book: Book, root: Path) -> InvalidInput:
    """Say what went wrong in terms of pages, characters and images as far as Typst's message tells."""
    if glyphs := NO_GLYPH.search(error.message):
        return _missing_glyphs(glyphs[1], book)
    for image in _images(book.tree):
        try:
            page = {MAIN: b'#set document(title: "image")\n#image(sys.inputs.image, alt: "image")'}
            _compile(page, book.docs_dir.resolve(), {"image": f"/{image}"}, fonts_in())
        except typst.TypstError as broken:
            remedy = "save the image again, or take it out"
            file = str(book.docs_dir / image)
            return invalid(broken.message, code="broken-image", remedy=remedy, file=file)
    diagnostic = error.diagnostic.replace(MAIN, "book.typ").strip()
    message = f"Typst cannot make this book (below {root}): {diagnostic}"
    return invalid(message, code="typst-error", remedy="mend what it names, or report it with the pages")


def _missing_glyphs(escaped: str, book: Book) -> InvalidInput:
    text = re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), escaped)
    visible = dict.fromkeys("".join(text.split()))
    characters = ", ".join(f"{character} (U+{ord(character):04X})" for character in visible)
    as_json = json.dumps(text, ensure_ascii=False)[1:-1]
    chapters = (part for part in book.tree["chapters"] if as_json in json.dumps(part, ensure_ascii=False))
    file = next((str(part["source"]) for part in chapters), "")
    in_glossary = not file and as_json in json.dumps(book.tree["glossary"], ensure_ascii=False)
    message = f"no font of this book can show {characters}{', in the glossary' if in_glossary else ''}"
    remedy = "write it in another way, or put a font that has it into the folder that `pdf: fonts` names"
    return invalid(message, code="missing-glyph", remedy=remedy, file=file)


def _images(tree: Mapping[str, Any]) -> dict[str, None]:
    """Return the files of a book's images, each once."""
    return dict.fromkeys(node["file"] for node in all_nodes(tree) if node["is"] == "image")
