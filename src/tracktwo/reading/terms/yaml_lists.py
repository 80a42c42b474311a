"""Term lists as YAML: a mapping of terms to definitions, or a list of entries, in one or several languages.

```yaml
Ebb: The time in which the water falls.
Flood: {definition: The time in which it rises., also: [high tide]}
```

An entry of a list names its fields, or has a `slug` and a mapping for each language, as Glosario has it
(https://glosario.carpentries.org). Definitions are Markdown. A link to a slug becomes one to that entry, also
where its `#` was forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import yaml
from markdown.extensions.toc import slugify, unique
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from tracktwo.reading.terms.fields import entry, field_of, other_names
from tracktwo.reading.text.lesson import ReadingError, Remark, TermEntry

# A target without a slash, a dot or a scheme is no page and no address: it is a slug, or was to be one.
LINK = re.compile(r"(?<!!)\[([^\[\]]*)\]\(\s*(#[^)\s]+|[^)\s/.:?]+)\s*\)")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]+)*")
# Values stay as they are written: a term called `yes`, and one called `1986`.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Written:
    """An entry with the slug by which links name it."""

    slug: str
    term: TermEntry


def as_yaml(text: str, file: str) -> Node | None:
    """Read a text as YAML; None if it is no mapping and no list of mappings.

    Raises ReadingError for a list of mappings that is cut or badly indented.
    """
    try:
        root = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        if not re.match(r"(?:[^\S\n]*(?:#[^\n]*)?\n|---[^\n]*\n)*- \w+:(?:\s|$)", text):
            return None
        problem = getattr(error, "problem", None) or "it cannot be read"
        raise ReadingError(
            f"this is no YAML: {problem}",
            file,
            mark.line + 1 if mark else None,
            remedy="put quotation marks around a text that holds a colon, and indent alike",
        ) from error
    if isinstance(root, MappingNode) and len(root.value) == 1 and isinstance(root.value[0][1], SequenceNode):
        root = root.value[0][1]  # `terms:` above a list
    entries = root.value if isinstance(root, SequenceNode) else ()
    listed = bool(entries) and all(isinstance(node, MappingNode) for node in entries)
    return root if isinstance(root, MappingNode) or listed else None


def read_yaml(
    root: Node, file: str, language: str | None
) -> tuple[tuple[TermEntry, ...], tuple[Remark, ...]]:
    """Read the entries in one language: the one asked for, or else that in which most are written.

    What is not defined in it is a remark. Raises ReadingError for an entry without a term or definition, and
    for a language in which there is none.
    """
    if isinstance(root, MappingNode):
        written = [_mapped(key, value, file) for key, value in root.value]
        return _linked(written, {each.slug for each in written})
    languages = _languages(root)
    chosen = _choose(languages, language, file) if languages else None
    written, remarks = [], []
    for node in root.value:
        fields = _fields(node)
        slug = _scalar(fields.get("slug"))
        if chosen and chosen in fields:
            written.append(_listed(fields[chosen], slug, file))
        elif chosen and not any(field_of(name) == "term" for name in fields):
            remarks.append(Remark(f"term not defined in {chosen}", _line(node), slug))
        else:
            written.append(_listed(node, slug, file))
    terms, lost = _linked(written, {_scalar(_fields(node).get("slug")) for node in root.value})
    return terms, (*remarks, *lost)


def _mapped(key: Node, value: Node, file: str) -> Written:
    """Read `term: definition`, or `term: {definition: ..., also: ...}`."""
    if isinstance(value, MappingNode):
        return _listed(value, _scalar(key), file, headword=_scalar(key), line=_line(key))
    found = entry(_scalar(key), _scalar(value), (), file=file, line=_line(key), markdown=True)
    return Written(_scalar(key), found)


def _listed(node: Node, slug: str, file: str, *, headword: str = "", line: int | None = None) -> Written:
    fields = [(field_of(name), value) for name, value in _fields(node).items()]
    also = [name for field, value in fields if field == "also" for name in _names(value)]
    named = dict(reversed(fields))  # of two keys for one field, the first
    headword = headword or _scalar(named.get("term"))
    definition = _scalar(named.get("definition"))
    found = entry(headword, definition, also, file=file, line=line or _line(node), markdown=True)
    return Written(slug or headword, found)


def _names(node: Node) -> Iterator[str]:
    """Give the names of a list, or of a text in which they are parted by `;` or `|`."""
    if isinstance(node, SequenceNode):
        yield from map(_scalar, node.value)
    else:
        yield from other_names(_scalar(node))


def _languages(root: Node) -> Mapping[str, int]:
    """Count the entries in each language, in the order in which they come."""
    counts: dict[str, int] = {}
    for node in root.value:
        for name, value in _fields(node).items():
            if isinstance(value, MappingNode) and LANGUAGE.fullmatch(name):
                counts[name] = counts.get(name, 0) + 1
    return counts


def _choose(languages: Mapping[str, int], language: str | None, file: str) -> str:
    if language is None:
        return max(languages, key=lambda name: languages[name])
    wanted = (language, language.replace("_", "-").split("-")[0])
    if found := next((name for name in wanted if name in languages), None):
        return found
    raise ReadingError(
        f'no term is defined in the language "{language}"',
        file,
        remedy=f"choose one of {', '.join(languages)}",
    )


def _linked(
    written: Sequence[Written], slugs: Container[str]
) -> tuple[tuple[TermEntry, ...], tuple[Remark, ...]]:
    """Turn links to slugs into links to the headings of our glossary; of a link to nothing the text stays.

    It is a remark, but for `slugs` that are known in another language.
    """
    taken = {"glossary"}  # the page's own heading
    anchors = {each.slug: unique(slugify(each.term.headword or "", "-"), taken) for each in written}
    lost: list[Remark] = []

    def linked(term: TermEntry) -> TermEntry:
        def link(found: re.Match[str]) -> str:
            slug = found[2].removeprefix("#")
            if slug in anchors:
                return f"[{found[1]}](#{anchors[slug]})"
            if slug not in slugs:
                lost.append(Remark("link to no entry", term.line, found[2]))
            return found[1]

        return replace(term, definition=LINK.sub(link, term.definition))

    return tuple(linked(each.term) for each in written), tuple(lost)


def _fields(node: Node) -> dict[str, Node]:
    pairs = node.value if isinstance(node, MappingNode) else ()
    return {_scalar(key).strip(): value for key, value in pairs}


def _scalar(node: Node | None) -> str:
    return node.value if isinstance(node, ScalarNode) and node.tag != "tag:yaml.org,2002:null" else ""


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1
