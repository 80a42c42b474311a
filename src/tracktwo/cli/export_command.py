"""`tracktwo export`: an edited lesson's words in its captions."""

from __future__ import annotations

import os
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracktwo.cli.failures import NeedsOption, count, read_file, write_files

if TYPE_CHECKING:
    from tracktwo.reading.export.export import Edit, Export

_SHOWN = 20  # edits; a lesson that was written anew has thousands
_WIDTH = 84  # characters of what was said before and after: two lines of 42, as captions have


@click.command(name="export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--captions", required=True, type=click.Path(path_type=Path), help="The captions the lesson was made of."
)
@click.option(
    "--lesson",
    default="docs/transcript.md",
    show_default=True,
    type=click.Path(path_type=Path),
    help="The edited lesson.",
)
@click.option("--force", is_flag=True, help="Overwrite FILE.")
def export_captions(file: Path, captions: Path, lesson: Path, *, force: bool) -> None:
    """Write FILE, WebVTT captions with the words of an edited lesson.

    Words that were not edited keep their times; what is new takes its time from the words around it.
    """
    from tracktwo.reading.text.decoding import read_text

    markdown, _ = read_file(lesson, read_text, remedy="name the edited lesson, --lesson docs/transcript.md")
    made = read_file(captions, lambda data, name: _export(data, name, markdown), remedy="give the captions")
    if os.path.lexists(file) and not force:
        raise NeedsOption(f"{file} is already there; add --force to overwrite")
    write_files({file: made.text}, file)
    click.echo(f"Wrote {file}: {count(made.captions, 'caption')}, {count(len(made.edits), 'edit')}")
    for edit in made.edits[:_SHOWN]:
        click.echo(f"  {_shown(edit)}")
    if len(made.edits) > _SHOWN:
        click.echo(f"  and {len(made.edits) - _SHOWN:,} more")


def _export(data: bytes, name: str, markdown: str) -> Export:
    from tracktwo.reading.export.export import export
    from tracktwo.reading.formats import find_captions
    from tracktwo.reading.text.decoding import read_text
    from tracktwo.reading.text.lesson import ReadingError

    text, _ = read_text(data, name)
    captions = find_captions(text, name)
    if captions is None:
        raise ReadingError("these are no captions", name, 1, remedy="give WebVTT, SRT or a recogniser's JSON")
    return export(captions, text, markdown)


def _shown(edit: Edit) -> str:
    from tracktwo.reading.writing.markdown import clock

    before, after = (
        textwrap.shorten(said, _WIDTH, placeholder=" …") if said else "nothing"
        for said in (edit.before, edit.after)
    )
    times = ", times interpolated" if edit.interpolated else ""
    return f"{clock(edit.start)}: {before} -> {after}{times}"
