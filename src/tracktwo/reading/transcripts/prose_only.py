"""Whether a text in which nobody is named and nothing has a time is prose at all."""

import re
from pathlib import Path

from tracktwo.model.problem import invalid
from tracktwo.reading.text.lines import read_lines

# What stands in files of programs: times in pairs, tags, fields, braces, paths of many parts.
_MACHINE = re.compile(
    r"\d:\d\d.{0,99}-->|^\s*<[/?!a-z][^<>]*>|^\s*\[?\d+:\d\d:\d\d"
    r"|^[\w .-]{1,40}\s*=\s*\S|^[{}()\[\];]+$|[{};]\s*$"
    r"|^[A-Z][A-Za-z ]+:\s*(?:\d+,|[\d:.]+,)"
    r"|^(?:[^\s;|]+[\t;|]){2,}[^\s;|]*$|^(?:[^,\s]+,){3,}[^,\s]*$|^\\\w+",
    re.IGNORECASE,
)
# Nobody writes prose there.
DATA = frozenset((".csv", ".ini", ".json", ".toml", ".tsv", ".yaml", ".yml"))
MOST = 0.2  # of the lines; a lesson may quote some
LEAST_LETTERS = 0.6  # of the characters that are no space


def is_data(file: str) -> bool:
    """Tell whether a file is by its name one that programs read."""
    return Path(file).suffix.lower() in DATA


def refuse_what_is_no_prose(text: str, file: str) -> None:
    """Raise InvalidInput for what no reader knows and no person wrote to be read."""
    lines = [line for line in read_lines(text) if line.text]
    odd = [line for line in lines if _MACHINE.search(line.text)]
    letters = sum(character.isalpha() for character in text)
    visible = sum(not character.isspace() for character in text)
    if is_data(file) or len(odd) > MOST * len(lines) or letters < LEAST_LETTERS * visible:
        message = "this is no transcript that can be read"
        remedy = "export captions (WebVTT or SRT), or the transcript as text or DOCX, where it was made"
        line = odd[0].number if odd else 1
        raise invalid(message, code="unknown-format", file=file, line=line, remedy=remedy)
