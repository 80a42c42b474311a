"""How long the site of an archive takes, all of it linked, beside bare MkDocs with the same pages."""

import shutil
import sys
import tempfile
from collections.abc import Iterable
from functools import partial
from itertools import cycle, islice
from pathlib import Path

import yaml

from measuring import Cost, cost, pairs, table
from texts import conversations, headword, many_terms

LESSONS = 300
THEMES = ("mkdocs", "material")
_PAIRS = 5


def archive() -> None:
    """Measure whole builds with links, 'Used in', glossary.json and metadata, and without books."""

    def rows() -> Iterable[list[str]]:
        with tempfile.TemporaryDirectory() as folder:
            write_pages(Path(folder, "docs"))
            for theme in THEMES:
                configs = (write_config(Path(folder), theme, ours=ours) for ours in (False, True))
                bare, ours, ratio = pairs(*(partial(build, config) for config in configs), runs=_PAIRS)
                yield [theme, _shown(bare), _shown(ours), *(f"{times:.2f} x" for times in ratio)]

    head = ("theme", "bare MkDocs: processor, wall, memory", "Tracktwo", *Cost._fields)
    table(f"An archive of {LESSONS} lessons and {len(many_terms())} terms, each used", head, rows())


def write_pages(docs: Path) -> None:
    """Write the lessons, with every term in one of them, and the glossary."""
    docs.mkdir()
    terms = many_terms()
    for number, text in enumerate(islice(cycle(conversations()), LESSONS)):
        named = ", ".join(map(headword, terms[number::LESSONS]))
        page = f"---\nlesson: true\n---\n# Talk {number}\n\n{text}\n\nWe also spoke of: {named}.\n"
        (docs / f"talk-{number}.md").write_text(page, encoding="utf-8")
    (docs / "index.md").write_text("# Talks\n", encoding="utf-8")
    (docs / "glossary.md").write_text("\n\n".join(["# Glossary", *terms]), encoding="utf-8")


def write_config(folder: Path, theme: str, *, ours: bool) -> Path:
    """Write the configuration of a site with or without Tracktwo, and return its path."""
    path = folder / f"{theme}-{'ours' if ours else 'bare'}.yml"
    config = {
        "site_name": "Talks",
        "theme": theme,
        "site_dir": path.stem,
        "markdown_extensions": ["tracktwo"] * ours,
        "plugins": ["search", *["tracktwo"] * ours],
    }
    path.write_text(yaml.safe_dump(config), encoding="utf-8")
    return path


def build(config: Path) -> Cost:
    """Build a site where none is."""
    shutil.rmtree(config.with_suffix(""), ignore_errors=True)
    return cost([sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config)])


def _shown(taken: Cost) -> str:
    return f"{taken.processor:.1f} s, {taken.wall:.1f} s, {taken.memory:.0f} MB"
