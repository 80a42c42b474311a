"""PDFs of the same pages, each made in a process of its own, beside Chromium and WeasyPrint."""

import functools
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import markdown

from measuring import medians, table
from texts import FIGURES, GLOSSARY, LESSON, PICTURE, ROOT

ENVIRONMENT = ROOT / ".venv" / "beside-weasyprint"
OTHERS = ("mkdocs-to-pdf==0.12.1", "mkdocs-material")
WITH_FIGURES = ", with tables, code and pictures"
WEASYPRINT = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin") / "weasyprint"
_BOOK = """
import datetime, json, sys
from pathlib import Path
from tracktwo.model.page import LinkedPage
from tracktwo.publishing.book.book import make_book
from tracktwo.publishing.book.colophon import Colophon
from tracktwo.publishing.book.html_page import parse_page
from tracktwo.publishing.pdf.pdf import typeset
written = json.loads(Path(sys.argv[1]).read_text())
lessons, glossary = ([parse_page(LinkedPage(*page)) for page in pages] for pages in written)
book = make_book(lessons, glossary, Colophon("Lessons", None, "en"), Path(sys.argv[2]))
Path(sys.argv[3]).write_bytes(typeset(book)[0])
"""
_LESSONS = """
import json, os, sys
from pathlib import Path
from tracktwo.model.page import LinkedPage
from tracktwo.publishing.book.html_page import parse_page
from tracktwo.publishing.books import BookBuilder
if sys.argv[3] == "one":
    os.sched_setaffinity(0, {0})
    os.cpu_count = lambda: 1
written = json.loads(Path(sys.argv[1]).read_text())
lessons, glossary = ([parse_page(LinkedPage(*page)) for page in pages] for pages in written)
sum(map(len, BookBuilder(Path(sys.argv[2])).lesson_pdfs(lessons, glossary)))
"""


def pages(lessons: int, *, figures: bool = False) -> tuple[list[list[str]], list[list[str]]]:
    """Return so many lessons, all different, and the glossary, each page as LinkedPage takes it."""
    md = markdown.Markdown(
        extensions=["toc", "attr_list", "tables", "pymdownx.highlight", "pymdownx.superfences", "tracktwo"],
        extension_configs={"tracktwo": {"docs_dir": str(ROOT / "docs"), "link": "all"}},
    )
    html = md.convert(LESSON + FIGURES * figures).replace("glossary.md#", "../glossary/#")
    html = html.replace('src="site.png"', 'src="../site.png"')
    written = [
        [f"lesson-{n}.md", f"lesson-{n}/", f"Lesson {n}", f"<p>Lesson {n}.</p>{html}"] for n in range(lessons)
    ]
    return written, [["glossary.md", "glossary/", "Glossary", md.reset().convert(GLOSSARY)]]


def book() -> None:
    """Measure books, of 20 lessons also with tables, code and pictures: from rendered pages to a file."""
    chromium = shutil.which("chromium")
    weasyprint = has_weasyprint()

    def rows() -> Iterable[list[str]]:
        for lessons, figures in ((1, False), (20, False), (20, True), (200, False)):
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                made = pages(lessons, figures=figures)
                shutil.copy(PICTURE, folder)
                (folder / "pages.json").write_text(json.dumps(made), encoding="utf-8")
                (folder / "book.html").write_text(_one_page(made), encoding="utf-8")
                works = [functools.partial(_python, _BOOK, folder / "pages.json", folder, folder / "a.pdf")]
                if chromium:
                    works.append(functools.partial(_chromium, chromium, folder))
                if weasyprint:
                    works.append(functools.partial(_run, WEASYPRINT, folder / "book.html", folder / "c.pdf",
                                                   "--pdf-variant", "pdf/ua-1"))  # fmt: skip
                times = medians(*works, runs=3 if lessons < 200 else 1)
                pdf = (folder / "a.pdf").read_bytes()
                count = max(pdf.count(b"/Type/Page/"), pdf.count(b"/Type /Page\n"))
            ours, *others = times
            yield [
                f"{lessons}{WITH_FIGURES * figures}", str(count), f"{ours:.2f} s",
                *(f"{other:.2f} s ({other / ours:.0f} x)" for other in others),
            ]  # fmt: skip

    others = [name for name, there in (("Chromium", chromium), ("WeasyPrint", weasyprint)) if there]
    head = ("lessons", "pages", "Tracktwo, with the pages of each term", *others)
    table("A book as PDF, from rendered pages, in a new process", head, rows())
    if not weasyprint:
        print("\nWeasyPrint is left out: it could not be installed.")
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\nNo process of these took more than {most:.0f} MB.")


def lessons() -> None:
    """Measure the PDFs of 500 lessons on one core and on all."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "pages.json")
        path.write_text(json.dumps(pages(500)), encoding="utf-8")
        works = (functools.partial(_python, _LESSONS, path, ROOT / "docs", cores) for cores in ("one", "all"))
        one, several = medians(*works, runs=1)
    table(
        "A PDF for each of 500 lessons",
        ("one core", f"{os.cpu_count()} cores", "ratio"),
        [[f"{one:.1f} s", f"{several:.1f} s", f"{several / one:.2f} x"]],
    )


def _one_page(made: tuple[list[list[str]], list[list[str]]]) -> str:
    body = "".join(f"<h1>{title}</h1>{html}" for part in made for _, _, title, html in part)
    body = body.replace('src="../site.png"', 'src="site.png"')
    return f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Lessons</title>{body}</html>'


def _python(code: str, *arguments: object) -> None:
    _run(sys.executable, "-c", code, *arguments)


def _chromium(program: str, folder: Path) -> None:
    quiet = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync"
    quiet += " --disable-background-networking --disable-component-update --no-pdf-header-footer"
    profile = f"--user-data-dir={folder / 'profile'}"
    target = f"--print-to-pdf={folder / 'b.pdf'}"
    _run(program, *quiet.split(), profile, target, (folder / "book.html").as_uri())


def _run(*command: object) -> None:
    subprocess.run(list(map(str, command)), check=True, capture_output=True)  # noqa: S603 - ours, and their programs


def has_weasyprint() -> bool:
    """Install WeasyPrint, and mkdocs-to-pdf that uses it; tell whether it runs, since it needs Pango."""
    steps: list[Callable[[], None]] = [functools.partial(_run, WEASYPRINT, "--version")]
    if not WEASYPRINT.exists():
        pip = (WEASYPRINT.with_name("python"), "-m", "pip", "install", "--quiet", "weasyprint==70.0", *OTHERS)
        steps = [
            functools.partial(_run, sys.executable, "-m", "venv", ENVIRONMENT),
            functools.partial(_run, *pip),
            *steps,
        ]
    try:
        for step in steps:
            step()
    except (OSError, subprocess.CalledProcessError):
        return False
    return True
