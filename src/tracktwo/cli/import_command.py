"""`tracktwo import`: captions, a transcript, a pasted lesson page or a list of terms, to Markdown."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from tracktwo.cli.bulk_import import import_many
from tracktwo.cli.bulk_report import BulkReport
from tracktwo.cli.catalogue.documents import docs_folder
from tracktwo.cli.files_and_messages import FILE, MissingOption, say
from tracktwo.cli.import_files import Writing, carry_out, folder_of, is_page
from tracktwo.cli.import_report import Report, find_in
from tracktwo.cli.import_sources import (
    NAME_TERM,
    SourceReader,
    renamed_speakers,
    with_metadata,
    with_term_names,
)
from tracktwo.model.problem import invalid
from tracktwo.reading.text.lesson import Lesson

OF_ONE_LESSON = ("title", "video", "audio", "captions", "chapters", "name-term")
FRONT_MATTER = {
    "title": "The lesson's title, which captions do not say.",
    "author": "Who speaks, or wrote the lesson.",
    "objective": "What one will understand.",
    "source": "Where it is from: an address, or a name.",
    "license": "What others may do with it.",
    "date": "When it was recorded.",
    "video": "A file below the folder of documents, or an address at YouTube or Vimeo.",
    "audio": "A file below the folder of documents.",
    "captions": "A WebVTT file there; SOURCE itself, if it is one and there is a recording.",
}


def _front_matter(command: Callable[..., None]) -> Callable[..., None]:
    """Add an option for each of what is written at the top of the lesson."""
    for name, meaning in reversed(FRONT_MATTER.items()):
        form = click.DateTime(["%Y-%m-%d"]) if name == "date" else None
        shown = "YYYY-MM-DD" if form else None
        command = click.option(f"--{name}", type=form, metavar=shown, help=meaning)(command)
    return command


@click.command(name="import")
@click.argument("sources", metavar="[SOURCE]...", nargs=-1, type=FILE)
@click.option(
    "--into",
    required=True,
    type=FILE,
    metavar="FOLDER|FILE.md",
    help="Write transcript.md into this folder, or the lesson into this file; of several, each into it.",
)
@_front_matter
@click.option(
    "--table",
    type=FILE,
    metavar="FILE.csv",
    help="A row for each lesson: file, title, author, date, recording, as a spreadsheet saves it.",
)
@click.option("--chapters", type=FILE, help="WebVTT whose cues are the titles of sections.")
@click.option(
    "--terms",
    "term_files",
    multiple=True,
    type=FILE,
    help="A list of terms: a table (CSV, XLSX), YAML, Markdown, HTML, TBX, or plain lines; see the guide.",
)
@click.option(
    "--language",
    help="The language of the lesson, as en, fr or pt-BR; of a list of terms in several, only that is taken.",
)
@click.option(
    "--paragraph",
    type=click.IntRange(10, 1000),
    metavar="WORDS",
    help="About how long paragraphs of captions shall be, from 10 words to 1000; 80 if not said.",
)
@click.option(
    "--speaker",
    "speakers",
    multiple=True,
    metavar="OLD=NEW",
    help="Another name for a speaker, or one name for two; once for each.",
)
@click.option("--no-speakers", is_flag=True, help="Name nobody; labels before words stay in the text.")
@click.option("--encoding", help="The source's encoding, as windows-1250, if the guess is wrong.")
@click.option("--clean", is_flag=True, help="Take English hesitations out of captions, and say which.")
@NAME_TERM
@click.option("--force", is_flag=True, help="Overwrite a lesson that is there.")
@click.option("--dry-run", is_flag=True, help="Show what would be written; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON, and say nothing else.")
def import_lesson(
    sources: tuple[Path, ...],
    into: Path,
    chapters: Path | None,
    term_files: tuple[Path, ...],
    names: tuple[str, ...],
    *,
    table: Path | None,
    speakers: tuple[str, ...],
    no_speakers: bool,
    encoding: str | None,
    paragraph: int | None,
    language: str | None,
    clean: bool,
    force: bool,
    dry_run: bool,
    as_json: bool,
    **front_matter: Any,  # noqa: ANN401 - click gives texts, and a date
) -> None:
    """Read SOURCE and write a lesson and its glossary as Markdown.

    SOURCE is captions (WebVTT, SRT, TTML and others), a recogniser's JSON, a transcript as text, Markdown,
    HTML, DOCX or RTF, a lesson page copied as text, or a list of terms; what it is, its content says. With -,
    it is read from standard input.

    A folder, several files, or the rows of --table become a lesson each, in the folder that --into names.
    What is broken is listed at the end, and stops nothing else; the exit code is 1 then. The same command
    again writes only what is new, and no page that was edited.

    Terms are added at the end of the glossary.md nearest to the lesson, or of a new one; an entry that is
    there stays as it is, and a term with a name that is there is left out.

    --json gives an object: title, cues, words (of writing without spaces, characters), paragraphs, speakers,
    minutes, terms, terms_added, names (a list of objects: name, turns), perhaps_one (a list of pairs of
    names), missing (a list of names), set_aside (a list of objects: kind, file, line, text), written and
    unchanged (lists of files), dry_run. What is not known is null. Of several lessons it has: lessons (a list
    of such objects, with file, page, state, titled_by_name), failed (a list of objects: file, line, code,
    message, remedy), perhaps_one, set_aside, terms_added, in_nav and off_nav (the pages that
    are in nav now, and those that it still lacks), dry_run.
    """
    if front_matter["date"]:
        front_matter["date"] = front_matter["date"].date()
    named = None if no_speakers else renamed_speakers(speakers)
    reader = SourceReader(language, paragraph, clean, named, encoding)
    writing = Writing(force=force, dry_run=dry_run)
    report: Report | BulkReport
    if table or len(sources) > 1 or any(source.is_dir() for source in sources):
        _refuse_for_many(into, {"chapters": chapters, "name-term": names, **front_matter})
        report = import_many(
            sources,
            table,
            into,
            values={name: value for name, value in front_matter.items() if value},
            reader=reader,
            terms=reader.read(None, None, term_files),
            writing=writing,
            quiet=as_json or not sys.stderr.isatty(),
        )
    else:
        file = next(iter(sources), None)
        lesson = with_term_names(_read_one(file, chapters, term_files, reader), names)
        lesson = with_metadata(lesson, front_matter, file, docs_folder(folder_of(into)))
        report = _import_one(lesson, file, into, writing)
    if as_json:
        click.echo(report.as_json())
    else:
        say(*report.as_text())
    if report.failed:
        sys.exit(1)


def _read_one(
    file: Path | None, chapters: Path | None, term_files: Sequence[Path], reader: SourceReader
) -> Lesson:
    """Read a lesson and lists of terms; refuse options for captions without any."""
    if file is None and not term_files:
        raise MissingOption("there is nothing to import; name a file, or a list of terms: --terms FILE")
    lesson = reader.read(file, chapters, term_files)
    if lesson.cues is None and (chapters or reader.paragraph or reader.clean):
        message = "there are no captions"
        remedy = "leave out --chapters, --paragraph and --clean, which are for captions"
        raise invalid(message, code="no-captions", file=str(file or ""), remedy=remedy)
    return lesson


def _import_one(lesson: Lesson, file: Path | None, into: Path, writing: Writing) -> Report:
    """Write a lesson and its terms, and report it."""
    if lesson.title is None and any(lesson.paragraphs):
        raise MissingOption(f'{file}: it does not say the title of the lesson; add --title "TITLE"')
    return Report(find_in(lesson), carry_out(lesson, into, writing), dry_run=writing.dry_run)


def _refuse_for_many(into: Path, options: Mapping[str, object]) -> None:
    """Raise InvalidInput for what is said of one lesson only, where there are several."""
    if is_page(into):
        message, remedy = f"--into {into} is a page, and there are several lessons", "name a folder"
        raise invalid(message, code="not-a-folder", remedy=remedy)
    for name in OF_ONE_LESSON:
        if options[name]:
            message, remedy = f"--{name} is of one lesson", "import that file by itself"
            raise invalid(message, code="option-of-one", remedy=remedy)
