"""What machines read: glossary.json holds to its schema, and JSON-LD says what it means and is harmless."""

import json
from html.parser import HTMLParser
from importlib.resources import files

import pytest

from tracktwo.linking.glossary import Glossary
from tracktwo.publishing.metadata import (
    SCHEMA,
    glossary_json,
    glossary_json_ld,
    lesson_json_ld,
    script_json,
)
from tracktwo.publishing.used_in import Place

SCHEMA_FILE = json.loads(files("tracktwo.publishing").joinpath(SCHEMA).read_text("utf-8"))
GLOSSARY = Glossary.from_markdown("""\
# Glossary

## Treaty

*Also: pact, accord*

A *promise* between [states](#state),
in writing.

- It is signed.

## Zone d’État

R&amp;D.
""")
TREATY, ZONE = GLOSSARY.terms
URLS = {"glossary.md": "glossary/"}
TYPES = {"object": dict, "array": list, "string": str}


def problems(value, schema, where="$"):
    """What of a value a schema does not allow: the keywords that our schema has, and no others."""
    if "$ref" in schema:
        schema = SCHEMA_FILE["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    known = {"type", "required", "properties", "additionalProperties", "items", "minLength", "description"}
    assert set(schema) - known <= {"$schema", "title", "$defs"}
    if not isinstance(value, TYPES[schema["type"]]):
        return [f"{where}: no {schema['type']}"]
    found = []
    if isinstance(value, dict):
        properties = schema["properties"]
        assert schema["additionalProperties"] is False
        found += [f"{where}: no {key}" for key in schema["required"] if key not in value]
        found += [f"{where}: {key} is unknown" for key in value if key not in properties]
        for key in value.keys() & properties.keys():
            found += problems(value[key], properties[key], f"{where}.{key}")
    elif isinstance(value, list):
        for number, item in enumerate(value):
            found += problems(item, schema["items"], f"{where}[{number}]")
    elif len(value) < schema.get("minLength", 0):
        found.append(f"{where}: too short")
    return found


def data():
    uses = {TREATY: [Place("A talk", "talk/"), Place("A talk", "talk/", "At last", "#at-last")]}
    return glossary_json(GLOSSARY, URLS, uses, title="Talks", language="en")


def test_the_glossary_as_data_holds_to_its_schema():
    assert problems(json.loads(json.dumps(data())), SCHEMA_FILE) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda found: found.pop("title"), "$: no title"),
        (lambda found: found["terms"][0].pop("also"), "$.terms[0]: no also"),
        (lambda found: found["terms"][0].update(term=""), "$.terms[0].term: too short"),
        (lambda found: found["terms"][0].update(definition=None), "$.terms[0].definition: no string"),
        (
            lambda found: found["terms"][0]["usedIn"][1].update(line=1),
            "$.terms[0].usedIn[1]: line is unknown",
        ),
    ],
)
def test_the_schema_refuses_what_is_not_so(change, problem):
    found = data()
    change(found)
    assert problems(found, SCHEMA_FILE) == [problem]


def test_the_glossary_as_data_says_what_readers_read():
    assert data() == {
        "$schema": "glossary.schema.json",
        "title": "Talks",
        "language": "en",
        "terms": [
            {
                "id": "treaty",
                "term": "Treaty",
                "also": ["pact", "accord"],
                "definition": "A promise between states, in writing.\n\nIt is signed.",
                "url": "glossary/#treaty",
                "usedIn": [
                    {"page": "A talk", "section": "", "url": "talk/"},
                    {"page": "A talk", "section": "At last", "url": "talk/#at-last"},
                ],
            },
            {
                "id": "zone-detat",
                "term": "Zone d’État",
                "also": [],
                "definition": "R&D.",
                "url": "glossary/#zone-detat",
                "usedIn": [],
            },
        ],
    }


def test_a_glossary_page_is_a_set_of_defined_terms():
    found = json.loads(
        glossary_json_ld(
            GLOSSARY,
            {"glossary.md": "https://a.example/glossary/"},
            title="Glossary",
            url="https://a.example/glossary/",
            language="en",
        )
    )
    assert (found["@context"], found["@type"]) == ("https://schema.org", "DefinedTermSet")
    assert found["hasDefinedTerm"][0] == {
        "@type": "DefinedTerm",
        "@id": "https://a.example/glossary/#treaty",
        "name": "Treaty",
        "alternateName": ["pact", "accord"],
        "description": "A promise between states, in writing.\n\nIt is signed.",
        "url": "https://a.example/glossary/#treaty",
        "inDefinedTermSet": "https://a.example/glossary/",
    }
    assert [term["name"] for term in found["hasDefinedTerm"]] == ["Treaty", "Zone d’État"]


def lesson(meta, taught=()):
    found = lesson_json_ld(meta, taught, URLS, title="A talk", url="talk/", language="en")
    return json.loads(found)


def test_a_lesson_is_a_learning_resource_that_teaches_terms():
    found = lesson(
        {
            "author": ["Ada Stone", "Bo Reed"],
            "objective": "You will\nknow.",
            "date": "2026-11-22",
            "license": "https://creativecommons.org/licenses/by/4.0/",
            "source": {"title": "Talks", "author": "Cy Lake", "url": "https://a.example/"},
        },
        [TREATY, "Soft power"],
    )
    assert found == {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "@id": "talk/",
        "name": "A talk",
        "url": "talk/",
        "inLanguage": "en",
        "learningResourceType": "lesson",
        "description": "You will know.",
        "author": [{"@type": "Person", "name": "Ada Stone"}, {"@type": "Person", "name": "Bo Reed"}],
        "datePublished": "2026-11-22",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "isBasedOn": {
            "@type": "CreativeWork",
            "name": "Talks",
            "author": {"@type": "Person", "name": "Cy Lake"},
            "url": "https://a.example/",
        },
        "teaches": [
            {
                "@type": "DefinedTerm",
                "@id": "glossary/#treaty",
                "name": "Treaty",
                "alternateName": ["pact", "accord"],
                "description": "A promise between states, in writing.\n\nIt is signed.",
                "url": "glossary/#treaty",
            },
            "Soft power",
        ],
    }


def test_what_front_matter_does_not_say_is_left_out():
    said = {"@context", "@type", "@id", "name", "url", "inLanguage", "learningResourceType"}
    assert set(lesson({})) == set(lesson({"author": None, "date": "soon", "source": {}})) == said
    assert lesson({"license": "CC BY 4.0"})["license"] == {"@type": "CreativeWork", "name": "CC BY 4.0"}


class Scripts(HTMLParser):
    """The texts of a page's script elements, and all its elements."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.scripts = [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, _attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        if self.tags == ["script"]:
            self.scripts.append(data)


@pytest.mark.parametrize(
    "text",
    [
        "</script><script>alert(1)</script>",
        "</SCRIPT ><img src=x onerror=alert(1)>",
        "<!--<script>",
        "]]> --> &lt;/script&gt; &amp;",
        'quotes " and \\ and \u2028 and \u2029 and \x00',
        "<a href='javascript:alert(1)'>x</a>",
    ],
)
def test_nothing_in_json_ld_leaves_its_script_element(text):
    written = script_json({"name": text})
    assert not set("<>&\u2028\u2029\x00") & set(written)
    page = Scripts(f'<script type="application/ld+json">{written}</script>')
    assert page.tags == ["script"]
    assert json.loads("".join(page.scripts)) == {"name": text}
