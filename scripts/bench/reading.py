"""How long captions and transcripts take to become Markdown, and how much memory."""

import time
import tracemalloc
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from io import StringIO
from pathlib import Path

import webvtt

from measuring import medians, table
from texts import SHARED, as_srt, captions
from tracktwo.reading.formats import read_lesson
from tracktwo.reading.text.lesson import ReadingError
from tracktwo.reading.writing.markdown import transcript_markdown

_CORES = 2


def recordings() -> None:
    """Measure the import of long captions, beside what webvtt-py alone takes to read them."""

    def rows() -> Iterable[list[str]]:
        for words, runs in ((30_000, 9), (160_000, 3)):
            vtt = captions(words)
            for form, text, read in (("vtt", vtt, webvtt.from_string), ("srt", as_srt(vtt), _srt_alone)):
                alone, ours = medians(partial(read, text), partial(_imported, text), runs=runs)
                room = _memory(text)
                yield [
                    f"{form}: {words:,} words in {text.count('-->'):,} cues",
                    f"{alone:.2f} s",
                    f"{ours:.2f} s",
                    f"{ours / alone:.2f} x",
                    f"{room / 1e6:.1f} MB",
                    f"{room / len(text.encode()):.1f} x",
                ]

    head = (
        "captions",
        "webvtt-py reads it",
        "Tracktwo makes Markdown",
        "ratio",
        "memory at most",
        "of the file",
    )
    table("Importing captions", head, rows())


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
    except ReadingError:
        return 0


def _imported(text: str) -> str:
    return transcript_markdown(read_lesson(text.encode(), "talk.vtt"))


def _srt_alone(text: str) -> None:
    webvtt.from_buffer(StringIO(text), format="srt")


def _memory(text: str) -> int:
    """Return the bytes that an import takes at most, its source among them."""
    tracemalloc.start()
    _imported(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak
