"""How fast Tracktwo is, beside what one would use instead: `make bench` prints these tables."""

import datetime
import functools
import gc
import os
import platform
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import click
import markdown
import yaml

ROOT = Path(__file__).resolve().parents[1]
TRANSCRIPT = (ROOT / "docs" / "transcript.md").read_text(encoding="utf-8").split("---\n", 2)[2]
LESSON = "".join(re.findall(r"\S+\s*", TRANSCRIPT)[:850])
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
RUNS = 5
BATCH = 20


def medians(*works: Callable[[], object], runs: int = RUNS) -> list[float]:
    """Return the median seconds of each work, done in turns so that all see the same machine."""
    times: list[list[float]] = [[] for _ in works]
    gc.collect()
    gc.disable()  # as timeit does
    for run in range(-1, runs):
        for work, column in zip(works, times, strict=True):
            start = time.perf_counter()
            work()
            if run >= 0:  # the first only warms up
                column.append(time.perf_counter() - start)
    gc.enable()
    return [statistics.median(column) for column in times]


def table(title: str, head: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Print a Markdown table."""
    print(f"\n### {title}\n\n| {' | '.join(head)} |\n|{' --- |' * len(list(head))}")
    for row in rows:
        print(f"| {' | '.join(row)} |", flush=True)


def names(count: int) -> list[str]:
    """Return names that the lesson does not use, of which 4 in 100 begin with a word of it.

    So every twelfth word of the lesson begins one of 1,000 names, as with real text and a real glossary.
    """
    words = sorted({word for word in LESSON.casefold().split() if word.isalpha() and len(word) > 3})
    choose = random.Random(42)  # noqa: S311 - a fixed sequence is the point
    found: dict[str, None] = {}
    while len(found) < count:
        syllables = [
            "".join(choose.choices(("ba", "do", "ki", "lu", "me", "ra", "so", "ti"), k=4)) for _ in "ab"
        ]
        first = choose.choice(words) if choose.random() < 0.04 else syllables[0]
        found[f"{first} {syllables[1]}"] = None
    return list(found)


def linking() -> None:
    """Measure what linking adds to the conversion of one lesson."""

    def rows() -> Iterable[list[str]]:
        bare = markdown.Markdown()
        for count in (5, 100, 1_000, 10_000, 100_000):
            others = names(count - 5)
            with tempfile.TemporaryDirectory() as docs:
                entries = "".join(f"## {name}\n\nA definition.\n\n" for name in others)
                Path(docs, "glossary.md").write_text(f"{GLOSSARY}\n\n{entries}", encoding="utf-8")
                options = {"tracktwo": {"docs_dir": docs}}
                ours = markdown.Markdown(extensions=["tracktwo"], extension_configs=options)
                plain, linked = medians(lambda: convert(bare), functools.partial(convert, ours), runs=15)
            cells = [
                f"{count:,}",
                f"{plain / BATCH * 1e3:.2f} ms",
                f"{(linked - plain) / BATCH * 1e3:.2f} ms",
            ]
            yield [*cells, f"{abbr(others) * 1e3:.1f} ms" if count <= 1_000 else "not tried"]

    words = len(LESSON.split())
    head = ("terms", "Python-Markdown alone", "Tracktwo adds", "Python-Markdown with abbr")
    table(f"Linking the terms of a glossary in a lesson of {words} words", head, rows())


def convert(md: markdown.Markdown) -> None:
    """Convert the lesson, one time after the other as in the build of a site."""
    for _ in range(BATCH):
        md.reset().convert(LESSON)


def abbr(others: list[str]) -> float:
    """Return how long Python-Markdown's abbr takes for the same names."""
    text = (
        LESSON
        + "\n\n"
        + "".join(f"*[{name}]: A definition.\n" for name in ["diplomacy", "track two", *others])
    )
    md = markdown.Markdown(extensions=["abbr"])
    return medians(lambda: md.reset().convert(text), runs=3)[0]


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
                plain, ours = medians(*(functools.partial(build, config) for config in configs))
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


@click.command()
@click.argument("parts", nargs=-1)
def main(parts: tuple[str, ...]) -> None:
    """Print the tables: all, or those named (linking, builds, book)."""
    cores = os.cpu_count()
    print(f"Medians, Python {platform.python_version()}, {cores} cores, {datetime.date.today().isoformat()}")
    for part in (linking, builds, book):
        if not parts or part.__name__ in parts:
            part()


if __name__ == "__main__":
    main()
