"""Runs of text as Markdown: escaped, with their emphasis and their links."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from tracktwo.reading.text.lesson import Run, plain_text
from tracktwo.reading.writing.escapes import inline

MARKS = {"": ("", ""), "i": ("*", "*"), "b": ("**", "**"), "bi": ("***", "***")}
TAGS = MARKS | {
    "i": ("<em>", "</em>"),
    "b": ("<strong>", "</strong>"),
    "bi": ("<strong><em>", "</em></strong>"),
}
# Parts runs while they are escaped as one text; no source holds it, as control characters never arrive.
RUN_BREAK = "\0"
ADDRESS = re.compile(r"(?i)://|www\.")
SPACE = re.compile(r"\s")
NOT_IN_ADDRESS = re.compile(r"[\s<>()\"\\`*]")


def running_text(runs: Iterable[Run]) -> str:
    """Write runs side by side.

    They are escaped as one text, since `[` in one run and `](` in the next would be a link.
    """
    runs = tuple(_trimmed(runs))
    text = RUN_BREAK.join(run.text for run in runs)
    escaped = inline(text, in_links=any(run.link for run in runs)).split(RUN_BREAK)
    edge = Run("")
    return "".join(map(_marked, (edge, *runs), runs, (*runs[1:], edge), escaped))


def _trimmed(runs: Iterable[Run]) -> Iterator[Run]:
    """Join neighbours of one emphasis and link, and put the white space around what is marked beside it."""
    for (emphasis, link), group in groupby(runs, key=lambda run: (run.emphasis, run.link)):
        text = plain_text(group)
        words = text.strip()
        before, _, after = text.partition(words) if words else (text, "", "")
        parts = (Run(before), Run(words, emphasis, link), Run(after))
        yield from (part for part in parts if part.text)


def _marked(before: Run, run: Run, after: Run, escaped: str) -> str:
    """Return a run, given with its neighbours, in its marks and its link."""
    opening, closing = (MARKS if _marks_work(before, run, after) else TAGS)[run.emphasis]
    if escaped.endswith("!") and after.link and not (run.emphasis or run.link):
        escaped = f"{escaped[:-1]}\\!"  # or it would make the link an image
    text = f"{opening}{escaped}{closing}"
    return f"[{text.replace(']', '&#93;')}]({_address(run.link)})" if run.link else text


def _marks_work(before: Run, run: Run, after: Run) -> bool:
    """Tell whether asterisks around a run are read as its emphasis, and not as text or part of other marks.

    Beside a word they must hug a word (CommonMark 0.31, 6.2, which pymdownx.betterem follows), and two marks
    in a row would be one. An address would take in those that follow it.
    """
    after_word = not before.emphasis and not ADDRESS.search(SPACE.split(before.text)[-1])
    alone_before = not before.text[-1:].strip() or (after_word and run.text[0].isalnum())
    alone_after = not after.text[:1].strip() or (not after.emphasis and run.text[-1].isalnum())
    return bool(run.link) or (alone_before and alone_after)


def _address(link: str) -> str:
    """Write an address so that it ends where it ends, and no character of it is markup."""
    return NOT_IN_ADDRESS.sub(lambda mark: f"%{ord(mark[0]):02X}", link)
