"""`tracktwo export`: an edited lesson's words in its captions."""

import textwrap
from collections.abc import Iterator
from pathlib import Path

import click

from tracktwo.cli.catalogue.documents import check_inside, docs_folder
from tracktwo.cli.files_and_messages import FILE, MissingOption, read_file, say, write_files
from tracktwo.model.problem import InvalidInput, invalid
from tracktwo.model.problem_formats import count
from tracktwo.model.whole_files import FileChanged
from tracktwo.reading.export.export import FORMS, CaptionEdit, ExportedCaptions, export
from tracktwo.reading.export.layout import FASTEST
from tracktwo.reading.formats import find_captions
from tracktwo.reading.text.decoding import read_text
from tracktwo.reading.text.lesson import Captions
from tracktwo.reading.text.times import clock

_MAX_EDITS = 20  # shown; a lesson that was written anew has thousands
_MAX_EXCERPT = 84  # characters of what was said before and after: two lines of 42, as captions have

_UNCLEAR = "Some names stand in the text alone, and may be taken for words of it; .vtt has a place for them"


@click.command(name="export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--captions", required=True, type=FILE, help="The captions the lesson was made of.")
@click.option(
    "--lesson", default="docs/transcript.md", show_default=True, type=FILE, help="The edited lesson."
)
@click.option("--drop", is_flag=True, help="Drop the captions of what was deleted in the lesson.")
@click.option("--force", is_flag=True, help="Overwrite FILE.")
def export_captions(file: Path, captions: Path, lesson: Path, *, drop: bool, force: bool) -> None:
    """Write FILE, captions with the words of an edited lesson; its name says the format.

    That is WebVTT (.vtt), SRT, TTML, plain text (.txt), or Podcasting 2.0's JSON.
    Words that were not edited keep their times; what is new takes its time from the words around it. The
    captions of a paragraph that was deleted stay.
    """
    if file.suffix.lower() not in FORMS:
        remedy = f"name it by one of {', '.join(FORMS)}"
        message = "captions are not written in a format of this name"
        raise invalid(message, code="unknown-suffix", file=str(file), remedy=remedy)
    for path in (lesson, file) if lesson.is_file() else (file,):  # not for what a shell hands over
        check_inside(docs_folder(path.parent), path)
    edited = read_file(lesson, remedy="name the edited lesson, --lesson docs/transcript.md")
    markdown, _ = read_text(edited, str(lesson))
    text, source = _read_captions(read_file(captions, remedy="give the captions"), str(captions))
    made = export(source, text, markdown, str(lesson), form=file.suffix.lower(), drop=drop)
    if made.problem and made.problem.severity == "error":
        raise InvalidInput(made.problem)
    try:
        write_files({file: made.text}, file, None if force else {file: None})
    except FileChanged as error:
        raise MissingOption(f"{file} is already there; add --force to overwrite") from error
    say(*_report(file, made))
    if made.problem:
        click.echo(f"Warning: {made.problem.text}", err=True)


def _report(file: Path, made: ExportedCaptions) -> Iterator[str]:
    yield f"Wrote {file}: {count(made.captions, 'caption')}, {count(len(made.edits), 'edit')}"
    yield from (f"  {_in_one_line(edit)}" for edit in made.edits[:_MAX_EDITS])
    if len(made.edits) > _MAX_EDITS:
        yield f"  and {len(made.edits) - _MAX_EDITS:,} more"
    if made.kept:
        kept = f"{count(len(made.kept), 'caption')}, the first at {clock(made.kept[0])}"
        yield f"  Kept {kept}, with words that the lesson no longer has; --drop removes them"
    if made.fast:
        start, speed = max(made.fast, key=lambda caption: caption[1])
        fast = f"{count(len(made.fast), 'caption')} with more than {FASTEST} characters a second to read"
        yield f"  {fast}, most of them at {clock(start)} ({speed})"
    if not made.clear:
        yield f"  {_UNCLEAR}"


def _read_captions(data: bytes, name: str) -> tuple[str, Captions]:
    text, _ = read_text(data, name)
    captions = find_captions(text, name)
    if captions is None:
        remedy = "give WebVTT, SRT or a recogniser's JSON"
        raise invalid("these are no captions", code="no-captions", file=name, line=1, remedy=remedy)
    return text, captions


def _in_one_line(edit: CaptionEdit) -> str:
    shortened = (textwrap.shorten(text, _MAX_EXCERPT, placeholder=" …") for text in (edit.before, edit.after))
    before, after = (text or "nothing" for text in shortened)
    times = ", times interpolated" if edit.interpolated else ""
    return f"{clock(edit.start)}: {before} -> {after}{times}"
