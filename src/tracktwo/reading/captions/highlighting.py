"""Captions that mark one word after another, as karaoke does, say each word once."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from tracktwo.reading.captions.webvtt import CaptionBlock
from tracktwo.reading.text.notices import Notices

_MARK = re.compile(r"</?[ubic](?:\.[^<>\s]*)?>")
FEWEST = 2  # captions of the same words, in which another word is marked


def without_highlighting(blocks: Iterable[CaptionBlock], notices: Notices) -> Iterator[CaptionBlock]:
    """Join captions in a row that say the same and mark another word each; a loop marks none, and stays."""
    for text, group in groupby(blocks, key=lambda block: " ".join(_MARK.sub("", block.text).split())):
        first, *others = group
        texts = {" ".join(block.text.split()) for block in (first, *others)}
        marked = sum("<" in one for one in texts)
        if text and len(texts) >= FEWEST and marked >= FEWEST:
            notices.add("words said once that are marked one by one", first.line, text, code="words-marked")
            yield first._replace(end=others[-1].end, text=_MARK.sub("", first.text))
        else:
            yield from (first, *others)
