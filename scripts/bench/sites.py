"""How long whole sites and PDFs take, beside bare MkDocs with the same pages and theme."""

import functools
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import yaml

from measuring import ENVIRONMENT, medians, table
from pdfs import WEASYPRINT, WITH_FIGURES, has_weasyprint
from texts import FIGURES, PICTURE, ROOT, TRANSCRIPT


def site(
    folder: Path, lessons: int, *, ours: bool, pdf: dict[str, bool] | None = None, figures: bool = False
) -> Path:
    """Write a site of so many lessons, with or without Tracktwo, and return its configuration."""
    docs = folder / "docs"
    docs.mkdir()
    for page in ("index.md", "contributing.md", "glossary.md", "transcript.md"):
        shutil.copy(ROOT / "docs" / page, docs)
    shutil.copy(PICTURE, docs)
    for number in range(2, lessons + 1):
        text = f"---\ntitle: Lesson {number}\nlesson: true\n---\n{TRANSCRIPT}{FIGURES * figures}"
        (docs / f"lesson-{number}.md").write_text(text, encoding="utf-8")
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV ", "")
    config = yaml.safe_load(text)
    pages = ["index.md", "transcript.md", *(f"lesson-{n}.md" for n in range(2, lessons + 1))]
    config |= {"nav": [*pages, "glossary.md", "contributing.md"], "repo_url": "", "site_url": ""}
    config["theme"]["custom_dir"] = str(ROOT / "overrides")
    config.pop("watch")
    if pdf is not None:
        config["plugins"] = ["search", {"tracktwo": {"pdf": pdf}}]
    if not ours:
        config["plugins"] = ["search"]
        config["markdown_extensions"].remove("tracktwo")
    path = folder / "mkdocs.yml"
    path.write_text(yaml.safe_dump(config), encoding="utf-8")
    return path


def builds() -> None:
    """Measure whole builds, each in its own process, beside bare MkDocs with the same pages and theme."""

    def rows() -> Iterable[list[str]]:
        for lessons, figures in ((1, False), (20, False), (20, True)):
            with tempfile.TemporaryDirectory() as bare, tempfile.TemporaryDirectory() as full:
                configs = (
                    site(Path(bare), lessons, ours=False, figures=figures),
                    site(Path(full), lessons, ours=True, figures=figures),
                )
                plain, ours = medians(*(functools.partial(build, config) for config in configs), runs=5)
                printed = f"{beside(configs[0]):.2f} s" if has_weasyprint() else "not there"
            name = f"{lessons}{WITH_FIGURES * figures}"
            yield [name, f"{plain:.2f} s", f"{ours:.2f} s", f"{ours / plain:.2f} x", printed]

    head = (
        "lessons", "bare MkDocs with Material", "Tracktwo, with links, PDF, EPUB", "ratio", "mkdocs-to-pdf",
    )  # fmt: skip
    table("Building a site, cold", head, rows())

    with tempfile.TemporaryDirectory() as without, tempfile.TemporaryDirectory() as full:
        configs = (
            site(Path(without), 20, ours=True, pdf={}),
            site(Path(full), 20, ours=True, pdf={"lessons": True}),
        )
        plain, ours = medians(*(functools.partial(build, config) for config in configs), runs=5)
    print(f"\nA lesson's own PDF adds {(ours - plain) / 20:.3f} s to a build, the first time.")


def beside(bare: Path) -> float:
    """Return how long the bare site takes with the plugin mkdocs-to-pdf."""
    config = yaml.safe_load(bare.read_text(encoding="utf-8"))
    config["plugins"] = ["search", {"to-pdf": {"output_path": "book.pdf"}}]
    bare.write_text(yaml.safe_dump(config), encoding="utf-8")
    return medians(functools.partial(build, bare, str(WEASYPRINT.with_name("python"))), runs=3)[0]


def build(config: Path, python: str = sys.executable) -> None:
    """Run `mkdocs build`, with nothing kept from the one before."""
    command = [python, "-m", "mkdocs", "build", "-q", "-f", str(config)]
    with tempfile.TemporaryDirectory() as cache:
        environment = {**ENVIRONMENT, "XDG_CACHE_HOME": cache}
        subprocess.run(command, check=True, capture_output=True, env=environment)  # noqa: S603 - our own command
