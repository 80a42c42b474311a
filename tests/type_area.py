"""Reads the box of every word in every PDF that the tests make: none stands outside the type area."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from validating import Validation

HANGING = 3  # points, by which a comma may hang into the margin
TIME = re.compile(r"[0-9]+(:[0-9]{2})+")  # which stands in the margin
BOX = re.compile(r'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">(.*)</word>')


def pytest_configure(config):
    config.pluginmanager.register(PAGES)


def keep(pdf: bytes, template: object, inputs: Mapping[str, str]) -> None:
    """Keep a PDF that our own template, which is no file, makes of a book, and the margins of page 1."""
    if "book" in inputs and not isinstance(template, Path):
        book = json.loads(inputs["book"])
        sides = ("outside", "inside") if book["right_to_left"] else ("inside", "outside")
        PAGES.keep(pdf, "".join(f"_{book['style']['margins'][side]}" for side in sides) + "_")


def words_outside(pdf: Path, left_of_first: float, right_of_first: float) -> Iterator[str]:
    """Yield the words of a PDF that stand outside its type area, each with its page."""
    command = [shutil.which("pdftotext"), "-bbox", str(pdf), "-"]
    boxes = subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8").stdout
    for number, page in enumerate(re.split("<page ", boxes)[1:], 1):
        width = float(re.match(r'width="([\d.]+)"', page)[1])
        left, right = (left_of_first, right_of_first) if number % 2 else (right_of_first, left_of_first)
        for start, end, word in BOX.findall(page):
            stays = left - HANGING < float(start) and float(end) < width - right + HANGING
            if not stays and not TIME.fullmatch(word):
                yield f"page {number}: {word}"


def outside_of_all(pdfs: list[Path]) -> list[str]:
    """Return a line for each word outside of the type area of its PDF."""
    found = []
    for pdf in pdfs:
        _, left, right, _ = pdf.name.split("_")
        found += [f"{pdf.name}: {word}" for word in words_outside(pdf, float(left), float(right))]
    return found


PAGES = Validation(
    "Pages",
    standard="Type area",
    is_there=lambda: shutil.which("pdftotext") is not None,
    needs="Poppler's pdftotext",
    wrong=outside_of_all,
    fine="pdftotext: every word of {} PDFs stands in the type area",
)
