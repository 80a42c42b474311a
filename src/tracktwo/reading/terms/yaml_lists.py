"""Term lists as YAML: a mapping of terms to definitions, or a list of entries, in one or several languages.

```yaml
Ebb: The time in which the water falls.
Flood: {definition: The time in which it rises., also: [high tide]}
```

An entry of a list names its fields, or has a `slug` and a mapping for each language, as Glosario has it
(https://glosario.carpentries.org). Definitions are Markdown. A link to a slug becomes one to that entry, also
where its `#` was forgotten.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from markdown.extensions.toc import slugify
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from tracktwo.model.markdown.unique_ids import UniqueIds
from tracktwo.model.markdown.yaml_source import YamlError, compose_yaml
from tracktwo.model.problem import invalid
from tracktwo.reading.text.lesson import TermEntry, TermList
from tracktwo.reading.text.notices import Notices
from tracktwo.reading.text.term_fields import chosen_language, field_of, make_entry, other_names

# The beginning of a list of entries, below comments or a key such as `terms:`.
ENTRIES = re.compile(r"(?:[ \t]*(?:#[^\n]*|---[^\n]*|\w+:[ \t]*)?\r?\n)*[ \t]*- \w+:(?:\s|$)")
# A target without a slash, a dot or a scheme is no page and no address: it is a slug, or was to be one.
LINK = re.compile(r"(?<!!)\[([^\[\]]*+)\]\(\s*+(#[^()\s]++|[^()\s/.:?]++)\s*+\)")
# Of a list that can be no table.
YAML_FIELDS = {"title": "term", "label": "term", "text": "definition", "body": "definition"}
YAML_ENDINGS = (".yaml", ".yml")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]+)*")


def read_yaml(text: str, file: str, language: str | None) -> TermList | None:
    """Read a mapping or a list of mappings in YAML; None if the text is neither.

    The entries are those in one language: the one asked for, or else that in which most are written. Notices
    name what is not defined in it. Raises InvalidInput for a list that is cut or badly indented, an entry
    without a term or definition, and a language in which there is none.
    """
    root = _compose(text, file)
    notices = Notices(file)
    if isinstance(root, MappingNode) and _is_entry(root):
        entries = [("", _entry(_fields(root).items(), file, 1))]
        slugs = set()
    elif isinstance(root, MappingNode):
        entries = [(_scalar(key), _mapped(key, value, file)) for key, value in root.value]
        slugs = {slug for slug, _ in entries}
    elif root:
        entries = list(_listed(root, file, language, notices))
        slugs = {_scalar(_fields(node).get("slug")) for node in root.value}
    else:
        return None
    return TermList(tuple(_linked(entries, slugs, notices)), notices.found)


def _compose(text: str, file: str) -> Node | None:
    """Return the mapping or the list of mappings that a text is in YAML, or None."""
    try:
        root = compose_yaml(text)
    except YamlError as error:
        if not ENTRIES.match(text) and not file.endswith(YAML_ENDINGS):
            return None
        message = f"this is no YAML: {error}"
        remedy = "put quotation marks around a text that holds a colon, and indent alike"
        raise invalid(message, code="broken-yaml", file=file, line=error.line, remedy=remedy) from error
    root = _below(root)
    entries = root.value if isinstance(root, SequenceNode) else ()
    listed = bool(entries) and all(isinstance(node, MappingNode) for node in entries)
    return root if isinstance(root, MappingNode) or listed else None


def _below(root: Node | None) -> Node | None:
    """Return what stands below a key such as `terms:`, or the one list of entries beside other keys."""
    values = [value for _, value in root.value] if isinstance(root, MappingNode) else []
    only = values[0] if len(values) == 1 else None
    if isinstance(only, SequenceNode):
        return only
    if isinstance(only, MappingNode) and not any(field_of(name) == "definition" for name in _fields(only)):
        return _below(only)
    lists = [one for one in values if isinstance(one, SequenceNode) and any(map(_is_entry, one.value))]
    return lists[0] if len(lists) == 1 else root


def _is_entry(node: Node) -> bool:
    return {"term", "definition"} <= {field_of(name) for name in _fields(node)}


def _mapped(key: Node, value: Node, file: str) -> TermEntry:
    """Read `term: definition`, or `term: {definition: ..., also: ...}`."""
    fields = [*_fields(value).items()] if isinstance(value, MappingNode) else [("definition", value)]
    return _entry([*fields, ("term", key)], file, _line(key))


def _listed(root: Node, file: str, language: str | None, notices: Notices) -> Iterator[tuple[str, TermEntry]]:
    """Yield the entries of a list, of several languages in one, each with the slug by which links name it."""
    chosen = chosen_language(_languages(root), language, file)
    for node in root.value:
        fields = _fields(node)
        slug = _scalar(fields.get("slug"))
        if not chosen or chosen in fields or any(field_of(name) == "term" for name in fields):
            entry = fields.get(chosen, node)
            term = _entry(_fields(entry).items(), file, _line(entry))
            yield slug or term.headword or "", term
        else:
            message = f"term not defined in {chosen}"
            notices.add(message, _line(node), slug, code="term-in-other-language")


def _entry(fields: Iterable[tuple[str, Node]], file: str, line: int) -> TermEntry:
    named = [(field_of(name) or YAML_FIELDS.get(name.casefold()), value) for name, value in fields]
    also = [name for field, value in named if field == "also" for name in _names(value)]
    first = dict(reversed(named))  # of two keys for one field, the first
    term, definition = (_scalar(first.get(field)) for field in ("term", "definition"))
    return make_entry(term, definition, also, file=file, line=line, markdown=True)


def _names(node: Node) -> Sequence[str]:
    """Return the names of a list, or of a text in which they are parted by `;` or `|`."""
    return [*map(_scalar, node.value)] if isinstance(node, SequenceNode) else other_names(_scalar(node))


def _languages(root: Node) -> Counter[str]:
    """Count the entries in each language, in the order in which they come."""
    return Counter(
        name
        for node in root.value
        for name, value in _fields(node).items()
        if isinstance(value, MappingNode) and LANGUAGE.fullmatch(name)
    )


def _linked(
    entries: Sequence[tuple[str, TermEntry]], slugs: Container[str], notices: Notices
) -> Iterator[TermEntry]:
    """Turn links to slugs into links to the headings of our glossary; of a link to nothing the text stays.

    A notice names it, but for `slugs` that are known in another language.
    """
    ids = UniqueIds(["glossary"])  # the page's own heading
    anchors = {slug: ids.add(slugify(term.headword or "", "-")) for slug, term in entries}
    for _, term in entries:

        def link(found: re.Match[str], line: int = term.line) -> str:
            slug = found[2].removeprefix("#")
            if slug in anchors:
                return f"[{found[1]}](#{anchors[slug]})"
            if slug not in slugs:
                notices.add("link to no entry", line, found[2], code="link-to-no-entry")
            return found[1]

        yield replace(term, definition=LINK.sub(link, term.definition))


def _fields(node: Node) -> dict[str, Node]:
    pairs = node.value if isinstance(node, MappingNode) else ()
    return {_scalar(key).strip(): value for key, value in pairs}


def _scalar(node: Node | None) -> str:
    """Return a value as it is written: a term may be called `yes`, or `1986`."""
    return node.value if isinstance(node, ScalarNode) and node.tag != "tag:yaml.org,2002:null" else ""


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1
