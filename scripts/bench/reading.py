"""How long captions and transcripts take to become Markdown, and how much memory."""

import json
import os
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from measuring import medians, table
from texts import SHARED, as_srt, captions
from tracktwo.model.problem import InvalidInput
from tracktwo.reading.formats import read_lesson
from tracktwo.reading.writing.markdown import transcript_markdown

_CORES = 2
_TALKS = 300
_WORDS = 4_500  # half an hour


def recordings() -> None:
    """Measure the import of captions of three hours and of eighteen: it takes the time of their length."""

    def rows() -> Iterable[list[str]]:
        for form, written in (("vtt", captions), ("srt", lambda words: as_srt(captions(words)))):
            texts = [(words, written(words)) for words in (30_000, 160_000)]
            times = medians(*(partial(_imported, text) for _, text in texts), runs=5)
            for (words, text), seconds in zip(texts, times, strict=True):
                room = _memory(text)
                yield [
                    f"{form}: {words:,} words in {text.count('-->'):,} cues",
                    f"{seconds:.2f} s",
                    f"{1e6 * seconds / words:.1f} µs",
                    f"{room / 1e6:.1f} MB",
                    f"{room / len(text.encode()):.1f} x",
                ]

    head = ("captions", "Tracktwo makes Markdown", "for each word", "memory at most", "of the file")
    table("Importing captions", head, rows())


def folder() -> None:
    """Measure the import of a folder by one command, in which 3 files are broken, and the same again."""
    with tempfile.TemporaryDirectory() as place:
        talks, into = Path(place, "talks"), Path(place, "docs", "lessons")
        talks.mkdir()
        for number in range(_TALKS):
            broken = number % (_TALKS // 3) == 7
            Path(talks, f"talk {number}.vtt").write_text("" if broken else captions(_WORDS), encoding="utf-8")
        program = str(Path(sys.executable).with_name("tracktwo"))
        command = [program, "import", str(talks), "--into", str(into), "--json"]
        rows = []
        for what in ("at first", "again"):
            start, used = time.perf_counter(), _processor()
            run = subprocess.run(command, stdout=subprocess.PIPE, check=False)  # noqa: S603 - our own command
            seconds = time.perf_counter() - start
            report = json.loads(run.stdout)
            states = Counter(lesson["state"] for lesson in report["lessons"])
            said = ", ".join(f"{count} {state}" for state, count in states.items())
            rows.append(
                [
                    what,
                    said,
                    f"{len(report['failed'])}",
                    f"{run.returncode}",
                    f"{_processor() - used:.1f} s",
                    f"{seconds:.1f} s",
                ]
            )
    title = f"Importing {_TALKS} captions of {_WORDS:,} words by one command"
    table(title, ("run", "lessons", "failed", "exit code", "processor", "time"), rows)


def _processor() -> float:
    """Return the seconds of processor of all processes that have been waited for."""
    times = os.times()
    return times.children_user + times.children_system


def everything() -> None:
    """Measure the import of all real transcripts and captions."""
    files = [file for form in ("md", "srt", "txt", "vtt") for file in sorted(SHARED.glob(f"*/*.{form}"))]
    if not files:
        print(f"\nImporting real files is left out: {SHARED} is not there.")
        return
    start = time.perf_counter()
    with ProcessPoolExecutor(_CORES) as pool:
        words = list(pool.map(_words, files))
    seconds = time.perf_counter() - start
    title = f"Importing {len(files)} real files, in {_CORES} processes"
    row = [f"{sum(map(bool, words))}", f"{sum(words):,}", f"{words.count(0)}", f"{seconds:.1f} s"]
    table(title, ("files imported", "words", "refused", "time"), [row])


def _words(file: Path) -> int:
    """Return how many words the Markdown of a file has; none where it is refused."""
    try:
        return len(transcript_markdown(read_lesson(file.read_bytes(), str(file))).split())
    except InvalidInput:
        return 0


def _imported(text: str) -> str:
    return transcript_markdown(read_lesson(text.encode(), "talk.vtt"))


def _memory(text: str) -> int:
    """Return the bytes that an import takes at most, its source among them."""
    tracemalloc.start()
    _imported(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak
