"""Front matter with other values: keys keep their order, comments and the text below stay as they are."""

import re
from collections.abc import Mapping
from itertools import accumulate
from typing import Any

from tracktwo.model.markdown.front_matter import FENCED, read_front_matter
from tracktwo.model.markdown.yaml_source import YamlError, compose_yaml, to_yaml

_COMMENT = re.compile(r"(?:^|\s)#", re.MULTILINE)
_LINE_BREAK = re.compile(r"\r?\n")


def with_values(text: str, values: Mapping[str, object], instead: Mapping[str, str]) -> str | None:
    """Return a page, given its whole source, whose front matter has these values, and all else as it is.

    A key that is not there comes last, or takes the place of the one that `instead` names for it. Returns
    None where that cannot be: front matter that cannot be read, and a value that has more in it than one of
    ours, as comments, or an author's address.
    """
    there = read_front_matter(text)
    if there.errors:
        return None
    line_break = _LINE_BREAK.search(text)
    end = line_break[0] if line_break else "\n"
    if there and (fenced := FENCED.match(text)):
        start, stop = fenced.span("yaml")
        yaml = text[start:stop]
        try:
            for key, value in values.items():
                yaml = _with_value(yaml, key, value, instead.get(key, ""), end)
        except YamlError:  # as of braces around it, below which no key can stand
            return None
        changed = text[:start] + yaml + text[stop:]
    else:
        body = text.removeprefix("\ufeff")
        lines = (f"{key}: {to_yaml(value)}{end}" for key, value in values.items())
        changed = "".join((text[: len(text) - len(body)], "---", end, *lines, "---", end, body))
    after = read_front_matter(changed)
    gone = {other for key, other in instead.items() if key in values}
    wanted = {key: value for key, value in there.values.items() if key not in gone} | dict(values)
    same = after.text == (there.text if there else text.removeprefix("\ufeff"))
    return changed if same and not after.errors and after.values == wanted else None


def _with_value(yaml: str, key: str, value: object, other: str, end: str) -> str:
    """Return YAML with a value; as it was, if the value that is there cannot be replaced."""
    root: Any = compose_yaml(yaml)
    nodes = {name.value: (name, node) for name, node in root.value}
    written = f"{key}: {to_yaml(value)}"
    found = nodes.get(key) or nodes.get(other)
    if not found:
        return f"{yaml}{written}{end}"
    starts = [0, *accumulate(map(len, yaml.splitlines(keepends=True)))]
    name, node = found
    last = node
    while last.id != "scalar" and not last.flow_style and last.value:
        last = last.value[-1]
        if isinstance(last, tuple):
            return yaml
    first, stop = (starts[mark.line] + mark.column for mark in (name.start_mark, last.end_mark))
    old = yaml[first:stop].rstrip()
    has_more = node.id == "mapping" or (node.id == "sequence" and _has_more(node, old))
    return yaml if has_more else f"{yaml[:first]}{written}{yaml[first + len(old) :]}"


def _has_more(node: Any, source: str) -> bool:  # noqa: ANN401 - nodes of YAML have no types
    """Tell whether a list has mappings or comments, which a list of texts could not keep."""
    return any(item.id != "scalar" for item in node.value) or bool(_COMMENT.search(source))
