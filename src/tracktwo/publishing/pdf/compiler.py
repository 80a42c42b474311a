"""Typst itself: one template and what it reads to the bytes of a PDF/UA-1."""

from pathlib import Path

import typst

from tracktwo.model.problem import invalid

MAIN = "main.typ"  # typst-py's name for the first of several files that it was given as bytes
Template = Path | dict[str, bytes]  # on the disk, or this package's files, of which one is MAIN


def compile_template(
    source: Template, root: Path, inputs: dict[str, str], fonts: typst.Fonts, timestamp: int = 0
) -> bytes:
    """Return the PDF that Typst makes of a template.

    Args:
        source: the template.
        root: the folder below which it may read files.
        inputs: what it finds in `sys.inputs`.
        fonts: all that it may use.
        timestamp: the PDF's date, in seconds since 1970.

    Raises TypstError for what the template or its inputs have, and InvalidInput where Typst itself fails.
    """
    try:
        compiled: bytes = typst.compile(  # type: ignore[call-overload]  # its stub wants all paths of one type
            source, root=root, sys_inputs=inputs, font_paths=fonts, ignore_system_fonts=True,
            pdf_standards="ua-1", timestamp=timestamp,
        )  # fmt: skip
    except BaseException as error:
        if type(error).__module__ != "pyo3_runtime":  # Typst's own mistake, which Python takes for an exit
            raise
        remedy = "take out what is unusual in the page, or report it with the page"
        raise invalid(f"Typst cannot make this book: {error}", code="typst-error", remedy=remedy) from None
    return compiled
