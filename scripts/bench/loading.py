"""What comes before the first page: importing the extension, and building the glossary."""

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from measuring import ENVIRONMENT, table
from texts import entries

_IMPORT = """
import time, markdown
start = time.perf_counter()
import tracktwo.linking.extension
print(time.perf_counter() - start)
"""
_BUILD = """
import sys, time, tracemalloc
from markdown import Markdown
from tracktwo.linking.extension import TracktwoExtension
from tracktwo.model.sources import DiskSources
if sys.argv[2] == "bytes":
    tracemalloc.start()
start = time.perf_counter()
TracktwoExtension().load(DiskSources(sys.argv[1]), ("glossary.md",), Markdown(), "en")
print(tracemalloc.get_traced_memory()[1] if sys.argv[2] == "bytes" else time.perf_counter() - start)
"""


def loading() -> None:
    """Measure both, each time in a new process."""
    milliseconds = _median(_IMPORT, runs=15) * 1e3
    rows = [("importing the extension, beyond `import markdown`", f"{milliseconds:.0f} ms", "")]
    for count in (1_000, 100_000):
        with tempfile.TemporaryDirectory() as docs:
            Path(docs, "glossary.md").write_text(entries(count), encoding="utf-8")
            seconds = _median(_BUILD, docs, "seconds", runs=5)
            memory = _median(_BUILD, docs, "bytes", runs=1)
        rows.append((f"building a glossary of {count:,} terms", f"{seconds:.2f} s", f"{memory / 1e6:.0f} MB"))
    table("Before the first page", ("what", "time", "memory at most"), rows)


def _median(code: str, *arguments: str, runs: int) -> float:
    """Return the median of what a program prints."""
    command = [sys.executable, "-c", code, *arguments]
    printed = []
    for _ in range(runs):
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=ENVIRONMENT)  # noqa: S603 - our own command
        printed.append(float(done.stdout))
    return statistics.median(printed)
