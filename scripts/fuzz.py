"""Feed each reader what atheris makes of real files: `python scripts/fuzz.py [--seconds 60] [READER]`.

A reader returns a lesson, terms or captions, or raises InvalidInput; anything else is a failure, and is kept
in a file whose name libFuzzer prints.
"""

import importlib
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[1]
REAL = ROOT.parent / "shared" / "data"
MADE = ROOT / "tests" / "reading"
FOUND = ROOT / ".hypothesis" / "fuzz"
MAX_INPUT = 4096  # bytes of an input: what breaks a reader is short
MAX_SECONDS = 20  # seconds for one input: more than any takes on a busy machine, unless it takes ever more


def captions(data: bytes) -> None:
    """Read WebVTT, SRT or a recogniser's JSON, make a lesson of it, and bring that back into captions."""
    from tracktwo.reading.export.export import export
    from tracktwo.reading.formats import find_captions
    from tracktwo.reading.prose.to_lesson import to_lesson
    from tracktwo.reading.text.decoding import read_text
    from tracktwo.reading.writing.markdown import transcript_markdown

    text, _ = read_text(data, "fuzzed")
    if found := find_captions(text, "fuzzed"):
        export(found, text, transcript_markdown(to_lesson(found)))


def transcript(data: bytes) -> None:
    """Read a transcript that people wrote."""
    from tracktwo.reading.text.decoding import read_text
    from tracktwo.reading.transcripts.transcripts import read_transcript
    from tracktwo.reading.writing.markdown import transcript_markdown

    transcript_markdown(read_transcript(read_text(data, "fuzzed")[0], "fuzzed"))


def page(data: bytes) -> None:
    """Read a lesson page copied as text."""
    from tracktwo.reading.text.decoding import read_text
    from tracktwo.reading.transcripts.course_page import read_pasted_page
    from tracktwo.reading.writing.markdown import transcript_markdown

    transcript_markdown(read_pasted_page(read_text(data, "fuzzed")[0], "fuzzed"))


def terms(data: bytes) -> None:
    """Read a list of terms, in whichever form."""
    from tracktwo.reading.terms.lists import name_terms, read_terms
    from tracktwo.reading.text.decoding import read_text
    from tracktwo.reading.text.lesson import Lesson
    from tracktwo.reading.writing.markdown import glossary_markdown

    found, _ = read_terms(read_text(data, "fuzzed")[0], "fuzzed", "en")
    glossary_markdown(Lesson(None, terms=name_terms(found, ["Named"] * len(found))))


# Each reader with the files that it starts from: real ones where they are beside the project, and its cases.
READERS: dict[str, tuple[Callable[[bytes], None], tuple[str, ...]]] = {
    "captions": (captions, ("vtt/*", "srt/*", "webvtt/*.vtt", "**/cues.yml", "**/asr_json.yml")),
    "transcript": (transcript, ("podcast/*", "**/transcripts.yml")),
    "page": (page, ("pasted-page/*", "**/course_pages/*")),
    "terms": (terms, ("glossary/*", "**/lists.yml", "**/alternating.yml")),
}


@click.command()
@click.argument("reader", required=False, type=click.Choice(list(READERS)))
@click.option("--seconds", default=60, show_default=True, help="How long each reader is fed.")
def main(reader: str | None, seconds: int) -> None:
    """Fuzz one reader, or each in a process of its own."""
    if find_spec("atheris") is None:
        print("atheris is left out: it has no wheel for this system and Python")
    elif reader:
        fuzz(reader, seconds)
    else:
        command = [sys.executable, __file__, f"--seconds={seconds}"]
        failed = [name for name in READERS if subprocess.run([*command, name], check=False).returncode]  # noqa: S603 - this script
        if failed:
            raise click.ClickException(f"what these readers fail on is in {FOUND}: {', '.join(failed)}")


def fuzz(name: str, seconds: int) -> None:
    """Feed a reader until the time is over, and end the process as libFuzzer does."""
    atheris = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["tracktwo.reading"]):
        from tracktwo.model.problem import InvalidInput

        read, patterns = READERS[name]
        with suppress(InvalidInput):
            read(b"")  # imports what it needs, to be watched

    def feed(data: bytes) -> None:
        with suppress(InvalidInput):
            read(data)

    corpus = FOUND / name  # what atheris finds to be new stays, for the next time
    corpus.mkdir(parents=True, exist_ok=True)
    seeds = [file for top in (REAL, MADE) for pattern in patterns for file in top.glob(pattern)]
    for file in seeds:
        (corpus / file.name).write_bytes(file.read_bytes()[:MAX_INPUT])
    print(f"\n{name}: {len(seeds)} files to start from, {seconds} s", flush=True)
    limits = (
        f"-max_total_time={seconds}",
        f"-max_len={MAX_INPUT}",
        f"-timeout={MAX_SECONDS}",
        "-verbosity=0",
    )
    atheris.Setup([name, *limits, f"-artifact_prefix={corpus}-", str(corpus)], feed)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
