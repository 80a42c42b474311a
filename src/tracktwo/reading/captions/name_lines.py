"""Names that captions have on a line of their own, or before a dash, where nearly all captions have one."""

import re
from collections import Counter
from collections.abc import Iterable

from tracktwo.reading.captions.webvtt import CaptionBlock
from tracktwo.reading.text.speaker_names import FEWEST, MOST, NAME, may_be_label

_ON_ONE_LINE = NAME.replace(r"[ \n]", " ")
_NAME_LINE = re.compile(rf"\s*(?P<name>{_ON_ONE_LINE})[ \t]*(?:\n|[ \t][-–—][ \t])\s*(?=\S)")
_RECURRING = 2 / 3  # of as many captions are there names: a title or a line of verse is another each time


def with_voices(blocks: Iterable[CaptionBlock]) -> list[CaptionBlock]:
    """Write such names as the voices that they are."""
    blocks = list(blocks)
    found = [_NAME_LINE.match(block.text) for block in blocks]
    counts = Counter(name["name"] for name in found if name and may_be_label(name["name"]))
    spoken = sum(bool(block.text.strip()) for block in blocks)
    named = counts.total()
    if named < max(FEWEST, MOST * spoken) or len(counts) > _RECURRING * named:
        return blocks
    return [
        block._replace(text=f"<v {name['name']}>{block.text[name.end() :]}") if name else block
        for name, block in zip(found, blocks, strict=True)
    ]
