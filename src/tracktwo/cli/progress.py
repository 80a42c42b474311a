"""How far long work has come: a bar on a terminal, and nothing in a pipe."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

NOTICEABLE = 1_000_000  # bytes; captions of ten hours, which take about a second
# Of the time that 25,000 cues take, how many hundredths are over when a step begins.
BEGINS = {"making paragraphs": 60, "writing Markdown": 87}


@contextmanager
def progress(source: Path | None) -> Iterator[Callable[[str], None]]:
    """Show a bar while a large file is imported; what is given is called with each step that begins."""
    if not source or not sys.stderr.isatty() or not source.is_file() or source.stat().st_size < NOTICEABLE:
        yield lambda _: None
        return
    with click.progressbar(
        length=100, label=source.name, show_eta=False, item_show_func=_as_it_is, file=sys.stderr
    ) as bar:
        yield lambda step: bar.update(BEGINS[step] - bar.pos, step)
        bar.update(bar.length - bar.pos if bar.length else 0)


def _as_it_is(step: str | None) -> str | None:
    return step
