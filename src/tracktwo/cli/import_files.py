"""What an import writes: a lesson, and a glossary with the terms added of which it has no name."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from tracktwo.cli.catalogue.documents import check_inside, docs_folder, glossary_near
from tracktwo.cli.catalogue.navigation import navigation_with
from tracktwo.cli.files_and_messages import MissingOption, anew_if_changed, read_file, write_files
from tracktwo.model.lesson import TRANSCRIPT
from tracktwo.reading.terms.merge import Additions, add_terms, read_glossary
from tracktwo.reading.text.lesson import Lesson
from tracktwo.reading.writing.markdown import glossary_markdown, transcript_markdown


class Writing(NamedTuple):
    """How files are written: with `force` over others, with `dry_run` not at all."""

    force: bool
    dry_run: bool


@dataclass(frozen=True)
class Plan:
    """The texts to write, by file; `lesson` is None for term lists alone. `unchanged` say the same already.

    `read` is what the files held when it was made, None for those that were not there.
    `glossary` says which terms were added to it, and why others were not; `off_nav` is the lesson below the
    documents if the navigation of their site lacks it, else empty.
    """

    lesson: Path | None
    texts: Mapping[Path, str]
    read: Mapping[Path, bytes | None]
    glossary: Additions
    off_nav: str = ""

    @property
    def unchanged(self) -> tuple[Path, ...]:
        """The files that say the same already."""
        return tuple(path for path in self.read if path not in self.texts)

    @property
    def edited(self) -> bool:
        """Tell whether a lesson is there that says something else."""
        return bool(self.lesson and self.lesson in self.texts and os.path.lexists(self.lesson))


def folder_of(into: Path) -> Path:
    """Return the folder of `--into FOLDER|FILE.md`."""
    return into.parent if is_page(into) else into


def is_page(into: Path) -> bool:
    """Tell whether this names a page, and no folder."""
    return into.suffix.lower() == ".md"


def plan(lesson: Lesson, into: Path, glossary: Path | None = None) -> Plan:
    """Plan what to write. A lesson's terms have their headwords, and go into this glossary or the nearest."""
    page = into if is_page(into) else into / TRANSCRIPT
    texts = {page: page_text(lesson, page)} if any(lesson.paragraphs) else {}
    glossary = glossary or (glossary_near(folder_of(into)) if texts or page != into else into)
    for path in (*texts, glossary):
        check_inside(docs_folder(path.parent), path)
    read = {path: current(path) for path in (*texts, glossary)}
    there, file = read[glossary], str(glossary)
    text = glossary_markdown(replace(lesson, terms=())) if there is None else read_glossary(there, file)
    additions = add_terms(text, lesson.terms, file, lesson.language)
    texts[glossary] = additions.text
    changed = {path: text for path, text in texts.items() if read[path] != text.encode()}
    lesson_is_in = page in texts
    missing = navigation_with([page], page.parent).pages if lesson_is_in else ()
    return Plan(page if lesson_is_in else None, changed, read, additions, "".join(missing))


@anew_if_changed
def carry_out(lesson: Lesson, into: Path, writing: Writing, glossary: Path | None = None) -> Plan:
    """Write a lesson and its terms as `plan` has it, and return the plan.

    Raises MissingOption for a page that is there, and says something else, unless that is forced.
    """
    planned = plan(lesson, into, glossary)
    if planned.edited and not (writing.force or writing.dry_run):
        other = "or name another file, as in --into docs/second.md"
        raise MissingOption(f"{planned.lesson} is already there; add --force to overwrite, {other}")
    if not writing.dry_run:
        write_files(planned.texts, into, planned.read)
    return planned


def page_text(lesson: Lesson, page: Path) -> str:
    """Return the Markdown of a lesson's page, which says that it is one where its name does not."""
    marked = () if page.name == TRANSCRIPT else (("lesson", True),)
    return transcript_markdown(replace(lesson, metadata=(*marked, *lesson.metadata)))


def current(path: Path) -> bytes | None:
    """Return what a file holds, None for one that is not there; raise InvalidInput for an unreadable one."""
    exists = os.path.exists(path)  # noqa: PTH110 - False for what is no name
    return read_file(path, remedy="choose another folder") if exists else None
