"""`tracktwo export`: an edited lesson's words in its captions."""

import os
import textwrap
from pathlib import Path

import click

from tracktwo.cli.documents import check_inside, docs_folder
from tracktwo.cli.failures import MissingOption, count, read_file, say, write_files
from tracktwo.model.problem import invalid
from tracktwo.model.whole_files import FileChanged
from tracktwo.reading.export.export import CaptionEdit, ExportedCaptions, export
from tracktwo.reading.formats import find_captions
from tracktwo.reading.text.decoding import read_text
from tracktwo.reading.text.times import clock

_MAX_EDITS = 20  # shown; a lesson that was written anew has thousands
_MAX_EXCERPT = 84  # characters of what was said before and after: two lines of 42, as captions have


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
    for path in (lesson, file) if lesson.is_file() else (file,):  # not for what a shell hands over
        check_inside(docs_folder(path.parent), path)
    edited = read_file(lesson, remedy="name the edited lesson, --lesson docs/transcript.md")
    markdown, _ = read_text(edited, str(lesson))
    made = _export(read_file(captions, remedy="give the captions"), str(captions), markdown)
    there = f"{file} is already there; add --force to overwrite"
    if os.path.lexists(file) and not force:
        raise MissingOption(there)
    try:
        write_files({file: made.text}, file, None if force else {file: None})
    except FileChanged as error:
        raise MissingOption(there) from error
    say(f"Wrote {file}: {count(made.captions, 'caption')}, {count(len(made.edits), 'edit')}")
    for edit in made.edits[:_MAX_EDITS]:
        say(f"  {_in_one_line(edit)}")
    if len(made.edits) > _MAX_EDITS:
        say(f"  and {len(made.edits) - _MAX_EDITS:,} more")


def _export(data: bytes, name: str, markdown: str) -> ExportedCaptions:
    text, _ = read_text(data, name)
    captions = find_captions(text, name)
    if captions is None:
        remedy = "give WebVTT, SRT or a recogniser's JSON"
        raise invalid("these are no captions", code="no-captions", file=name, line=1, remedy=remedy)
    return export(captions, text, markdown)


def _in_one_line(edit: CaptionEdit) -> str:
    before, after = (
        textwrap.shorten(text, _MAX_EXCERPT, placeholder=" …") if text else "nothing"
        for text in (edit.before, edit.after)
    )
    times = ", times interpolated" if edit.interpolated else ""
    return f"{clock(edit.start)}: {before} -> {after}{times}"
