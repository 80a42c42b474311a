"""Word's documents (DOCX, Office Open XML) and OpenDocument text, as lines of text."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml.etree import _Element

from tracktwo.model.problem import InvalidInput, invalid
from tracktwo.reading.timed.xml_elements import local_name, parse_xml

CONTENT = ("word/document.xml", "content.xml")
MAX_SIZE = 100_000_000  # bytes of text; what unpacks to more is an attack
HEADINGS = {"title": "# ", "heading1": "# ", "heading2": "## ", "heading3": "### "}


def read_word(data: bytes, file: str) -> str:
    """Return the paragraphs of a document, one a line; a heading as Markdown has it.

    Raises InvalidInput for what is no document of text.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            name = next((name for name in CONTENT if name in archive.namelist()), "")
            if not name or archive.getinfo(name).file_size > MAX_SIZE:
                raise _no_text(file)
            text = archive.read(name).decode("utf-8", "replace")
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        message, remedy = (
            "this document or archive is broken, or has a password",
            "save it again, whole and open",
        )
        raise invalid(message, code="binary-file", file=file, line=1, remedy=remedy) from error
    paragraphs = _paragraphs(parse_xml(text.removeprefix("\ufeff"), file))
    return "\n".join(paragraph.strip(" ") for paragraph in paragraphs)


def _no_text(file: str) -> InvalidInput:
    remedy = "unpack it, or save its text as plain text (.txt) or as a Word document (.docx)"
    return invalid(
        "this archive is no document of text", code="binary-file", file=file, line=1, remedy=remedy
    )


def _paragraphs(root: _Element) -> Iterator[str]:
    for element in root.iter():
        if local_name(element) not in ("p", "h") or _in_paragraph(element):
            continue
        style = next(
            (
                value
                for part in element.iter()
                if local_name(part) == "pStyle"
                for value in part.attrib.values()
            ),
            "",
        )
        mark = HEADINGS.get(str(style).lower().replace(" ", ""), "# " if local_name(element) == "h" else "")
        text = "".join(_texts(element))
        yield f"{mark}{text}" if text.strip() else ""


def _in_paragraph(element: _Element) -> bool:
    return any(
        local_name(parent) in ("p", "h", "del", "tracked-changes") for parent in element.iterancestors()
    )


def _texts(element: _Element) -> Iterator[str]:
    """Yield what is written in a paragraph; what a revision deleted, and instructions of fields, are not."""
    name = local_name(element)
    if name in ("delText", "instrText", "pPr", "rPr", "del", "note", "annotation", "Fallback"):
        return
    yield {"br": "\n", "cr": "\n", "line-break": "\n", "tab": " ", "s": " ", "noBreakHyphen": "-"}.get(
        name, ""
    )
    yield (element.text or "") if name != "r" else ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""
