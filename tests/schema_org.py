"""What schema.org expects of the properties that we use, and what of JSON-LD is not so."""

import re
from collections.abc import Iterator
from datetime import date

# https://schema.org/LearningResource, DefinedTermSet, DefinedTerm, Person: what each is a kind of.
ABOVE = {
    "LearningResource": "CreativeWork", "DefinedTermSet": "CreativeWork",
    "CreativeWork": "Thing", "DefinedTerm": "Thing", "Person": "Thing", "Thing": "",
    "MediaObject": "CreativeWork", "VideoObject": "MediaObject", "AudioObject": "MediaObject",
    "Clip": "CreativeWork",
}  # fmt: skip
# https://schema.org/author and so on: the type that has the property, and the types expected of its values.
PROPERTIES = {
    "name": ("Thing", "Text"),
    "alternateName": ("Thing", "Text"),
    "description": ("Thing", "Text TextObject"),
    "url": ("Thing", "URL"),
    "author": ("CreativeWork", "Organization Person"),
    "creditText": ("CreativeWork", "Text"),
    "datePublished": ("CreativeWork", "Date DateTime"),
    "inLanguage": ("CreativeWork", "Language Text"),
    "isBasedOn": ("CreativeWork", "CreativeWork Product URL"),
    "license": ("CreativeWork", "CreativeWork URL"),
    "mentions": ("CreativeWork", "Thing"),
    "timeRequired": ("CreativeWork", "Duration"),
    "learningResourceType": ("LearningResource", "DefinedTerm Text"),
    "teaches": ("LearningResource", "DefinedTerm Text"),
    "audio": ("CreativeWork", "AudioObject Clip MusicRecording"),
    "video": ("CreativeWork", "Clip VideoObject"),
    "hasPart": ("CreativeWork", "CreativeWork"),
    "contentUrl": ("MediaObject", "URL"),
    "encoding": ("CreativeWork", "MediaObject"),
    "encodingFormat": ("MediaObject", "Text URL"),
    "embedUrl": ("MediaObject", "URL"),
    "uploadDate": ("MediaObject", "Date DateTime"),
    "caption": ("VideoObject AudioObject", "MediaObject Text"),
    "transcript": ("VideoObject AudioObject", "Text"),
    "startOffset": ("Clip", "Number"),
    "endOffset": ("Clip", "Number"),
    "hasDefinedTerm": ("DefinedTermSet", "DefinedTerm"),
    "inDefinedTermSet": ("DefinedTerm", "DefinedTermSet URL"),
}


def kinds(kind: str) -> list[str]:
    """A type and all that it is a kind of."""
    return [kind, *kinds(ABOVE[kind])] if kind else []


def is_a(value: object, expected: str) -> bool:
    if isinstance(value, dict):
        return expected in kinds(value["@type"])
    if expected == "Number":
        return isinstance(value, int)
    if not isinstance(value, str):
        return False
    if expected == "Date":
        return date.fromisoformat(value).isoformat() == value
    pattern = {"Text": r"(?s).+", "URL": r"[^\s<>\"]*[/.#][^\s<>\"]*", "Duration": r"PT\d+M"}.get(expected)
    return bool(pattern and re.fullmatch(pattern, value))


def problems(thing: dict[str, object]) -> Iterator[str]:
    """What of a thing, and of all things in it, schema.org does not expect."""
    for name, values in thing.items():
        if name in ("@context", "@type", "@id"):
            continue
        on, expected = PROPERTIES[name]
        if not set(on.split()) & set(kinds(thing["@type"])):
            yield f"{thing['@type']} has no {name}"
        for value in values if isinstance(values, list) else [values]:
            if not any(is_a(value, kind) for kind in expected.split()):
                yield f"{name} is {value!r}, not {expected}"
            if isinstance(value, dict):
                yield from problems(value)
