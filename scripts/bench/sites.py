"""How long whole sites and PDFs take, beside bare MkDocs with the same pages and theme."""

import datetime
import functools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import markdown
import yaml

from measuring import medians, table
from texts import GLOSSARY, LESSON, ROOT, TRANSCRIPT


def site(folder: Path, lessons: int, *, ours: bool) -> Path:
    """Write a site of so many lessons, with or without Tracktwo, and return its configuration."""
    docs = folder / "docs"
    docs.mkdir()
    for page in ("index.md", "contributing.md", "glossary.md", "transcript.md"):
        shutil.copy(ROOT / "docs" / page, docs)
    for number in range(2, lessons + 1):
        text = f"---\ntitle: Lesson {number}\nlesson: true\n---\n{TRANSCRIPT}"
        (docs / f"lesson-{number}.md").write_text(text, encoding="utf-8")
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV ", "")
    config = yaml.safe_load(text)
    pages = ["index.md", "transcript.md", *(f"lesson-{n}.md" for n in range(2, lessons + 1))]
    config |= {"nav": [*pages, "glossary.md", "contributing.md"], "repo_url": "", "site_url": ""}
    config["theme"]["custom_dir"] = str(ROOT / "overrides")
    config.pop("watch")
    if not ours:
        config["plugins"] = ["search"]
        config["markdown_extensions"].remove("tracktwo")
    path = folder / "mkdocs.yml"
    path.write_text(yaml.safe_dump(config), encoding="utf-8")
    return path


def builds() -> None:
    """Measure whole builds, each in its own process, beside bare MkDocs with the same pages and theme."""

    def rows() -> Iterable[list[str]]:
        for lessons in (1, 20):
            with tempfile.TemporaryDirectory() as bare, tempfile.TemporaryDirectory() as full:
                configs = site(Path(bare), lessons, ours=False), site(Path(full), lessons, ours=True)
                plain, ours = medians(*(functools.partial(build, config) for config in configs), runs=5)
            yield [str(lessons), f"{plain:.2f} s", f"{ours:.2f} s", f"{ours / plain:.2f} x"]

    head = ("lessons", "bare MkDocs with Material", "Tracktwo, with links and the PDF", "ratio")
    table("Building a site, cold", head, rows())


def build(config: Path) -> None:
    """Run `mkdocs build`."""
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, check=True, capture_output=True, env=environment)  # noqa: S603 - our own command


def book() -> None:
    """Measure the PDF alone: from rendered pages to bytes."""
    from tracktwo.publishing.document import Page, make_book
    from tracktwo.publishing.pdf import to_pdf

    md = markdown.Markdown(
        extensions=["toc", "attr_list", "tracktwo"],
        extension_configs={"tracktwo": {"docs_dir": str(ROOT / "docs"), "link": "all"}},
    )
    html = md.convert(LESSON).replace("glossary.md#", "../glossary/#")
    glossary = [Page("Glossary", "glossary/", md.reset().convert(GLOSSARY), "glossary.md", {})]

    def make(lessons: int) -> bytes:
        pages = [Page(f"Lesson {n}", f"lesson-{n}/", html, f"lesson-{n}.md", {}) for n in range(lessons)]
        made = make_book(
            pages, glossary, title="Lessons", language="en", site_url=None, docs_dir=ROOT / "docs",
            date=datetime.date(2026, 1, 1),
        )  # fmt: skip
        return to_pdf(made)

    rows = []
    for lessons in (1, 20, 200):
        pages = make(lessons).count(b"/Type /Page\n") or make(lessons).count(b"/Type/Page/")
        rows.append(
            [str(lessons), str(pages or "?"), f"{medians(functools.partial(make, lessons), runs=3)[0]:.2f} s"]
        )
    table(
        "The PDF alone: PDF/UA-1, with the pages on which each term is used",
        ("lessons", "pages", "time"),
        rows,
    )
