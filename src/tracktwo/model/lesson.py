"""The lessons of a site, as their front matter announces them."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

from tracktwo.linking.matching.taught import taught_names
from tracktwo.model.markdown.headings import plain_text, read_headings

# As MkDocs has it.
_FRONT_MATTER = re.compile(r"-{3}[ \t]*\n(?P<yaml>.*?\n)(?:\.{3}|-{3})[ \t]*(?:\n|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class LessonPage:
    """A lesson: its source path below the folder of documents, and what it says of itself, as plain text.

    `teaches` has the names of terms as the lesson writes them.
    """

    path: str
    title: str
    author: str = ""
    objective: str = ""
    teaches: tuple[str, ...] = ()


def is_lesson(source: str, meta: Mapping[str, object]) -> bool:
    """Tell whether a page is a lesson: its front matter says so, or else its name."""
    return bool(meta.get("lesson", source.rsplit("/", 1)[-1] == "transcript.md"))


def lesson_page(source: str, markdown: str, meta: Mapping[str, object]) -> LessonPage | None:
    """Return the lesson that a page is, from its Markdown and front matter; None if it is none."""
    if not is_lesson(source, meta):
        return None
    title = str(meta.get("title") or "") or _first_heading(markdown)
    return LessonPage(
        source,
        title or PurePosixPath(source).stem.replace("-", " ").replace("_", " ").capitalize(),
        _said(meta.get("author")),
        _said(meta.get("objective")),
        tuple(taught_names(meta)),
    )


def lessons_below(docs: Path) -> tuple[LessonPage, ...]:
    """Return the lessons among all pages below a folder, by path. A page is read when it has changed."""
    found = (_lesson_at(path, os.path.relpath(path, docs), version) for path, version in sorted(_pages(docs)))
    return tuple(filter(None, found))


def _pages(docs: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    for folder, folders, names in os.walk(docs):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.endswith(".md") and not name.startswith("."):
                path = os.path.join(folder, name)  # noqa: PTH118 - for each page of the site
                status = os.stat(path)  # noqa: PTH116 - the same
                yield path, (status.st_mtime_ns, status.st_size)


@cache  # of a page that changes, the few words of its older versions stay
def _lesson_at(path: str, source: str, _version: tuple[int, int]) -> LessonPage | None:
    text = Path(path).read_text(encoding="utf-8-sig", errors="replace")
    return lesson_page(Path(source).as_posix(), text, _front_matter(text))


def _front_matter(text: str) -> Mapping[str, object]:
    """Return what a page says of itself: nothing if it is no YAML, which hosts show as text."""
    written = _FRONT_MATTER.match(text)
    if not written:
        return {}
    import yaml  # slow, and seldom needed

    try:
        # The loader in C, where it is, is eight times as fast, and as safe.
        meta = yaml.load(written["yaml"], getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    except (yaml.YAMLError, ValueError):  # a date that is none is a ValueError
        return {}
    return meta if isinstance(meta, dict) else {}


def _first_heading(markdown: str) -> str:
    return next((plain_text(heading.text) for heading in read_headings(markdown) if heading.level == 1), "")


def _said(value: object) -> str:
    """Return a text, or several as one."""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "").strip()
