"""Diagrams that a page leaves to browsers, drawn by a program that is on this machine: mermaid's `mmdc`.

What a page says is a file to the program, and never an argument. It runs in an empty folder outside the
checkout, since it takes settings, which are code, from where it is run; its browser reaches no network; and
what it writes is looked at as any image of a page is. Drawings are kept for the next build.
"""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from lxml.html import HtmlElement

from tracktwo.publishing.book.html_page import ParsedPage
from tracktwo.publishing.book.images import UnusableImage, image_format
from tracktwo.publishing.reproducible.cache import cached

MAX_SECONDS = 30  # that the program may take for a diagram, and
MAX_SECONDS_IN_ALL = 300  # for those of a build
MAX_BYTES = 5_000_000
ARGUMENTS = ("-q", "-i", "diagram.mmd", "-o", "diagram.svg", "-c", "looks.json", "-p", "browser.json")
LOOKS = {"htmlLabels": False, "flowchart": {"htmlLabels": False}, "securityLevel": "strict"}
NO_NETWORK = ("--proxy-server=http://127.0.0.1:9", "--proxy-bypass-list=<-loopback>")  # where nobody listens


class UndrawnDiagram(Exception):  # noqa: N818 - it says why
    """A diagram that could not be drawn, and why."""


@dataclass
class DiagramDrawer:
    """Draws diagrams, and keeps them in the folder `cache`; when it has been slow, no more in this build."""

    cache: Path | None = None
    _seconds_left: float = MAX_SECONDS_IN_ALL

    def drawings(self, pages: Iterable[ParsedPage]) -> dict[str, str]:
        """Return for the source of each diagram in pages its drawing as SVG, or why there is none."""
        sources = (source for parsed in pages for source in map(diagram_source, diagrams_in(parsed.root)))
        return {source: self._drawing(source) for source in dict.fromkeys(sources)}

    def _drawing(self, source: str) -> str:
        program = _program()
        if not program:
            return "is drawn by browsers, or by mermaid's `mmdc`, which is not installed"
        made_of = f"{program}\0{Path(program).stat().st_mtime_ns}\0{LOOKS}\0{source}"
        key = f"{hashlib.sha256(made_of.encode()).hexdigest()}.svg"
        try:
            return cached(self.cache, key, lambda: self._draw(program, source)).decode()
        except (UndrawnDiagram, UnusableImage, OSError, UnicodeError) as error:
            return f"could not be drawn ({error})"

    def _draw(self, program: str, source: str) -> bytes:
        if self._seconds_left <= 0:
            raise UndrawnDiagram("mmdc has taken too long")
        begun = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="tracktwo-") as name:
            folder = Path(name)
            browser = {"args": NO_NETWORK}
            for file, text in (("diagram.mmd", source), ("looks.json", LOOKS), ("browser.json", browser)):
                written = text if isinstance(text, str) else json.dumps(text)
                (folder / file).write_text(written, encoding="utf-8")
            try:
                _run(program, folder, min(MAX_SECONDS, self._seconds_left))
            except subprocess.TimeoutExpired:
                self._seconds_left = 0
                raise UndrawnDiagram("mmdc takes too long") from None
            self._seconds_left -= time.monotonic() - begun
            with (folder / "diagram.svg").open("rb") as drawing:
                svg = drawing.read(MAX_BYTES + 1)
        if len(svg) > MAX_BYTES or image_format(svg) != "svg":
            raise UndrawnDiagram("mmdc wrote no drawing that a book can have")
        return svg


def diagrams_in(root: HtmlElement) -> Iterable[HtmlElement]:
    """Return the elements of a page that browsers turn into diagrams."""
    return [found for found in root.find_class("mermaid") if found.tag in {"pre", "div"}]


def diagram_source(found: HtmlElement) -> str:
    """Return what a diagram is drawn of."""
    return str(found.text_content()).strip()


def _program() -> str:
    """Return where the program is; nothing where it is below the folder of the build: others write there."""
    found = shutil.which("mmdc") or ""
    return "" if not found or Path(found).resolve().is_relative_to(Path.cwd().resolve()) else found


def _run(program: str, folder: Path, seconds: float) -> None:
    """Run the program, with nothing to read, and end it, with its browser, when its time is over."""
    none = subprocess.DEVNULL
    with subprocess.Popen(  # noqa: S603 - its arguments are ours
        [program, *ARGUMENTS], cwd=folder, stdin=none, stdout=none, stderr=none, start_new_session=True
    ) as running:
        try:
            if running.wait(seconds):
                raise UndrawnDiagram(f"mmdc ended with {running.returncode}")
        finally:
            with suppress(OSError):
                os.killpg(running.pid, signal.SIGKILL) if hasattr(os, "killpg") else running.kill()
