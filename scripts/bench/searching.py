"""What the search of an archive takes to make, and a reader to load, beside the search that MkDocs brings."""

import gzip
import tempfile
from collections.abc import Iterable
from pathlib import Path

import yaml

from archive import LESSONS, build, write_config, write_pages
from measuring import table
from tracktwo.theme.assets import SEARCH_FOLDER

# Before the first word is looked up; pieces of the index, 5 to 30 KB each, and passages of 1.5 KB follow.
_FIRST = ("terms.json", "pagefind.js", "pagefind-entry.json", "wasm.en.pagefind", "*.pf_meta")


def searching() -> None:
    """Measure whole builds of one site with either search."""

    def rows() -> Iterable[list[str]]:
        with tempfile.TemporaryDirectory() as folder:
            write_pages(Path(folder, "docs"), LESSONS)
            for name, plugins in (
                ("none", ["tracktwo"]),
                ("MkDocs'", ["search", "tracktwo"]),
                ("Tracktwo's", [{"tracktwo": {"search": True}}]),
            ):
                config = write_config(Path(folder), "mkdocs", "ours")
                settings = yaml.safe_load(config.read_text("utf-8")) | {"plugins": plugins}
                config.write_text(yaml.safe_dump(settings), encoding="utf-8")
                taken = build(config)
                site = config.with_suffix("")
                index = [*site.glob("search/search_index.json")]
                index += [file for first in _FIRST for file in (site / SEARCH_FOLDER).glob(first)]
                loaded = f"{sum(map(_compressed, index)) / 1000:.0f} KB"
                yield [name, f"{taken.processor:.1f} s", f"{taken.memory:.0f} MB", loaded]

    head = ("search", "build: processor", "memory", "loaded before a first answer")
    table(f"The search of an archive of {LESSONS} lessons", head, rows())


def _compressed(file: Path) -> int:
    """Return what a server sends of a file; Pagefind's are compressed already."""
    content = file.read_bytes()
    return len(content) if content.startswith(b"\x1f\x8b") else len(gzip.compress(content))
