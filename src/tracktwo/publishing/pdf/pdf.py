"""A book's document tree to PDF/UA-1, through Typst."""

import functools
import hashlib
import json
import os
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from importlib import resources
from importlib.metadata import version
from pathlib import Path

import typst

from tracktwo.model.problem import Problem, invalid
from tracktwo.model.scripts import UNSPACED
from tracktwo.publishing.book.book import Book
from tracktwo.publishing.book.nodes import (
    NOT_XML,
    Element,
    Node,
    all_elements,
    as_json,
    element,
    rebuilt,
    with_text,
)
from tracktwo.publishing.book.tree import BookTree, Chapter
from tracktwo.publishing.pdf.compiler import MAIN, Template, compile_template
from tracktwo.publishing.pdf.counted import COUNTED
from tracktwo.publishing.pdf.fonts import families_of, fonts_digest, fonts_in
from tracktwo.publishing.pdf.glyphs import FONT, NO_GLYPH, monospaced, with_names
from tracktwo.publishing.pdf.style import DEFAULT_STYLE, Style
from tracktwo.publishing.reproducible.build_time import build_time
from tracktwo.publishing.reproducible.cache import cached

# Typst stops where a line of it has more than 65,535 bytes. Where writing has no spaces, lines break anyway.
UNBROKEN = re.compile(f"[^\\s\u200b{UNSPACED}]{{1000,}}")
_FIVE = re.compile(".{5}(?!$)")
IMAGE_ALONE = b"""#set document(title: "image")
#let it = json(bytes(sys.inputs.image))
#let source = ("data", "source").filter(kind => kind in it).map(kind => bytes(it.at(kind)))
#let source = source.at(0, default: "/" + it.at("file", default: ""))
#image(source, alt: "image", format: it.at("format", default: if "source" in it { "svg" } else { auto }))"""


def typeset(
    book: Book,
    *,
    style: Style = DEFAULT_STYLE,
    template: Path | None = None,
    changed: int = 0,
    cache: Path | None = None,
) -> tuple[bytes, tuple[Problem, ...]]:
    """Typeset a book as PDF/UA-1, and return it with what could not be shown. The same gives the same bytes.

    `template` replaces book.typ of this package. It finds the tree, with its `style`, as JSON in
    `sys.inputs.book`, the folder of the images in `sys.inputs.docs`, and may read files beside itself. The
    PDF's date is SOURCE_DATE_EPOCH, else `changed`, in seconds since 1970, else the book's. PDFs are kept for
    the next time in the folder `cache`. A character that no font has is its name, and an image that Typst
    cannot read its alternative text.
    Raises InvalidInput where Typst cannot make the book, or cannot make it accessible.
    """
    source, root, docs = _locate(book.docs_dir.resolve(), template)
    fonts = fonts_in(style.fonts, system=style.system_fonts)
    families = families_of(fonts, style.font, book.tree.language, book.tree.region)
    looks = {**style.for_template(book.docs_dir), "fonts": families}
    tree, problems = with_names(with_text(book.tree, _showable), fonts, families)
    problems += monospaced(tree, fonts, families)
    timestamp = build_time(changed, tree.date)
    written = json.dumps({**vars(tree), "style": looks}, ensure_ascii=False, default=_for_template)
    inputs = {"book": written, "docs": docs}
    make = functools.partial(compile_template, source, root, inputs, fonts, timestamp)
    try:
        if not cache:
            return make(), problems
        files = (style.cover, *(image.get("file") for image in _images(tree).values()))
        images = [book.docs_dir / file for file in files if file]
        made_of = {**inputs, "fonts": fonts_digest(fonts, style.fonts)}
        return cached(cache, _key(source, made_of, images, timestamp), make), problems
    except typst.TypstError as error:
        broken = dict(_broken_images(tree, book.docs_dir.resolve(), fonts))
        if not broken:
            diagnostic = error.diagnostic.replace(MAIN, "book.typ").strip()
            message = f"Typst cannot make this book (below {root}): {diagnostic}"
            remedy = "mend what it names, or report it with the pages"
            raise invalid(message, code="typst-error", remedy=remedy) from error
    found = tuple(_broken_image(file, why) for file, why in broken.values())
    without = replace(book, tree=without_images(tree, broken))
    made, others = typeset(without, style=style, template=template, changed=changed, cache=cache)
    return made, (*problems, *found, *others)


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


def _for_template(part: object) -> object:
    """Return what as_json does, and what the template would have to count: of tables, code and its lines."""
    made = as_json(part)
    if isinstance(made, dict) and isinstance(part, Element) and part.tag in COUNTED:
        made |= COUNTED[part.tag](part)
    return made


def _images(tree: BookTree | Chapter) -> dict[str, Element]:
    """Return a book's images by what they are of, a file, data or a drawing, each once."""
    found = (it for it in all_elements(tree) if it.tag in {"img", "svg"})
    return {_made_of(image): image for image in found}


def _made_of(image: Element) -> str:
    return image.get("file") or image.get("data") or image.get("source")


def _broken_image(file: str, why: str) -> Problem:
    """Return what is wrong with an image: of a drawing with letters that no font has, those."""
    if letters := NO_GLYPH.findall(why):
        message = f"no font of this book can show {letters[0]} in this drawing: its text stands for it"
        return Problem(file, 0, "missing-glyph", "warning", message, FONT)
    remedy = "save the image again, or take it out"
    return Problem(file, 0, "broken-image", "warning", f"{why}: its text stands for it", remedy)


def _broken_images(
    tree: BookTree, docs_dir: Path, fonts: typst.Fonts
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield what images are made of that Typst cannot read, each with its file, or its page, and why."""
    for made_of, image in _images(tree).items():
        try:
            compile_template({MAIN: IMAGE_ALONE}, docs_dir, {"image": json.dumps(as_json(image))}, fonts)
        except typst.TypstError as broken:
            file = image.get("file")
            pages = (it.source for it in tree.chapters if made_of in _images(it))
            yield made_of, (str(docs_dir / file) if file else next(pages, ""), broken.message)


def without_images(tree: BookTree, broken: Container[str]) -> BookTree:
    """Return a book with the alternative text of those images in their place that are made of `broken`."""

    def change(node: Node) -> list[Node]:
        if not isinstance(node, Element):
            return [node]
        if node.tag == "figure" and any(_made_of(it) in broken for it in all_elements(node.children)):
            return [element("p", node.children)]
        return [node.get("alt")] if _made_of(node) in broken else [node]

    return rebuilt(tree, change)


def _showable(text: str) -> str:
    """Let lines break within what is longer than any word, and have no control characters.

    They break after every fifth letter: it takes a line's breaker eight times as long to think of each.
    """
    return UNBROKEN.sub(lambda word: _FIVE.sub("\\g<0>\u200b", word[0]), NOT_XML.sub("", text))
