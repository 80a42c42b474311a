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
FEW = 30  # of those, which are enough to see what abbreviations take
THEMES = ("mkdocs", "material")
_PAIRS = 5
_ABBREVIATIONS = "abbreviations.md"


def archive() -> None:
    """Measure whole builds with links, 'Used in', glossary.json and metadata, and without books."""
    with tempfile.TemporaryDirectory() as folder:
        write_pages(Path(folder, "docs"), LESSONS)
        head = ("theme", "bare MkDocs: processor, wall, memory", "Tracktwo", *Cost._fields)
        title = f"An archive of {LESSONS} lessons and {len(many_terms())} terms, each used"
        table(title, head, (_beside_bare(Path(folder), theme) for theme in THEMES))
    with tempfile.TemporaryDirectory() as folder:
        write_pages(Path(folder, "docs"), FEW)
        head = ("theme", "bare MkDocs: processor, wall, memory", "`abbr`", *Cost._fields)
        title = f"{FEW} of them, where `pymdownx.snippets` adds each term to each page as an abbreviation"
        table(title, head, [_beside_bare(Path(folder), "material", ours=False)])


def _beside_bare(folder: Path, theme: str, *, ours: bool = True) -> list[str]:
    """Return what a site takes without us, with us, or with the abbreviations that Material suggests."""
    bare = write_config(folder, theme, "bare")
    other = write_config(folder, theme, "ours") if ours else write_abbreviations(folder, theme)
    plain, full, ratio = pairs(partial(build, bare), partial(build, other), runs=_PAIRS if ours else 1)
    return [theme, _shown(plain), _shown(full), *(f"{times:.2f} x" for times in ratio)]


def write_pages(docs: Path, lessons: int) -> None:
    """Write some lessons, with every term in one of them, and the glossary."""
    docs.mkdir()
    terms = many_terms()
    for number, text in enumerate(islice(cycle(conversations()), lessons)):
        named = ", ".join(map(headword, terms[number::lessons]))
        page = f"---\nlesson: true\n---\n# Talk {number}\n\n{text}\n\nWe also spoke of: {named}.\n"
        (docs / f"talk-{number}.md").write_text(page, encoding="utf-8")
    (docs / "index.md").write_text("# Talks\n", encoding="utf-8")
    (docs / "glossary.md").write_text("\n\n".join(["# Glossary", *terms]), encoding="utf-8")


def write_abbreviations(folder: Path, theme: str) -> Path:
    """Write a site whose terms are abbreviations, as Material's manual has a glossary made, without links."""
    terms = (term.partition("\n") for term in many_terms())
    lines = (f"*[{headword(name)}]: {' '.join(text.split())}\n" for name, _, text in terms)
    (folder / _ABBREVIATIONS).write_text("".join(lines), encoding="utf-8")
    snippets = {"base_path": [str(folder)], "auto_append": [_ABBREVIATIONS]}
    return write_config(folder, theme, "abbr", extensions=["abbr", {"pymdownx.snippets": snippets}])


def write_config(folder: Path, theme: str, name: str, extensions: Iterable[object] = ()) -> Path:
    """Write the configuration of a site, `ours` with Tracktwo, and return its path."""
    path = folder / f"{theme}-{name}.yml"
    tracktwo = ["tracktwo"] * (name == "ours")
    config = {
        "site_name": "Talks",
        "theme": theme,
        "site_dir": path.stem,
        "markdown_extensions": [*extensions, *tracktwo],
        "plugins": ["search", *tracktwo],
    }
    path.write_text(yaml.safe_dump(config), encoding="utf-8")
    return path


def build(config: Path) -> Cost:
    """Build a site where none is."""
    shutil.rmtree(config.with_suffix(""), ignore_errors=True)
    return cost([sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config)])


def _shown(taken: Cost) -> str:
    return f"{taken.processor:.1f} s, {taken.wall:.1f} s, {taken.memory:.0f} MB"
