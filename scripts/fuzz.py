"""Feed each reader what atheris makes of real files: `python scripts/fuzz.py [--seconds 60] [READER]`.

A reader returns, or raises InvalidInput; anything else is a failure, and is kept in a file whose name
libFuzzer prints.
"""

import importlib
import subprocess
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import click

from readers import READERS

ROOT = Path(__file__).resolve().parents[1]
REAL = ROOT.parent / "shared" / "data"
MADE = ROOT / "tests"
FOUND = ROOT / ".hypothesis" / "fuzz"
MAX_SEED = 4096  # bytes of a file to start from: most of what breaks a reader is short
MAX_INPUT = 1_000_000  # bytes
MAX_SECONDS = 20  # seconds for one input: more than any takes on a busy machine, unless it takes ever more


# Where each reader starts from: real files where they are beside the project, and its own cases.
SEEDS: dict[str, tuple[str, ...]] = {
    "captions": ("vtt/*", "srt/*", "webvtt/*.vtt", "reading/**/cues.yml", "reading/**/asr_json.yml"),
    "transcript": ("podcast/*", "reading/**/transcripts.yml"),
    "course_page": ("pasted-page/*", "reading/**/course_pages/*"),
    "terms": ("glossary/*", "reading/**/lists.yml", "reading/**/alternating.yml"),
    "glossary": ("model/definition_lists.yml", "linking/matching/cases/*"),
    "shared_glossary": ("linking/matching/cases/*",),
    "front_matter": ("model/*.yml",),
    "source": ("linking/review/*.yml",),
    "page": ("linking/**/*.yml", "linking/matching/cases/*"),
    "book": ("publishing/book/*",),
    "formulas": ("publishing/math/*",),
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
    with atheris.instrument_imports(include=["tracktwo"]):
        from tracktwo.model.problem import InvalidInput

        read = READERS[name]
        with suppress(InvalidInput):
            read(b"")  # imports what it needs, to be watched

    def feed(data: bytes) -> None:
        with suppress(InvalidInput):
            read(data)

    corpus = FOUND / name  # what atheris finds to be new stays, for the next time
    corpus.mkdir(parents=True, exist_ok=True)
    seeds = [
        file
        for top in (REAL, MADE)
        for pattern in SEEDS[name]
        for file in top.glob(pattern)
        if file.is_file()
    ]
    for file in seeds:
        (corpus / file.name).write_bytes(file.read_bytes()[:MAX_SEED])
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
