"""The glossary of another site: what is taken of a stranger's file, and what a copy of it is worth."""

import json
import re

import pytest

from tracktwo.model.sharing.shared_glossary import (
    SharedGlossary,
    read_copies,
    read_shared,
    write_copies,
)

ADDRESS = "https://peace.example/en/glossary.json"
CONSUL = {"term": "Consul", "url": "glossary/#consul"}


def shared(*terms: object, **said: object) -> SharedGlossary:
    return read_shared(json.dumps({"title": "Peace", "language": "en", "terms": terms, **said}), ADDRESS)


def test_an_entry_is_its_names_the_first_paragraph_as_text_and_its_address():
    entry = {
        **CONSUL,
        "also": ["consulate"],
        "definition": "Who *helps*\n<b>citizens</b>.\n\nMore.",
        "usedIn": [],
    }
    (found,) = shared(entry).terms
    address = "https://peace.example/en/glossary/#consul"
    assert (found.names, found.text) == (("Consul", "consulate"), "Who *helps* <b>citizens</b>.")
    assert found.summary == found.text
    assert found.origin.address == address


@pytest.mark.parametrize(
    ("definition", "seen"),
    [
        ("One.\n\nTwo.", "One."),
        ("In HTML:\n\na; b.\n\nMore.", "In HTML: a; b."),
        ("Only:", "Only:"),
        (None, ""),
    ],
)
def test_a_line_that_introduces_something_is_not_all_that_is_taken(definition, seen):
    assert shared({**CONSUL, "definition": definition}).terms[0].text == seen


def test_how_a_term_is_matched_at_home_holds_here():
    (found,) = shared({**CONSUL, "not": ["consul shell"], "exactCase": True, "autolink": False}).terms
    assert (found.excluded, found.exact_case, found.autolink) == (("consul shell",), True, False)


@pytest.mark.parametrize(
    "url",
    [
        None, 7, ["a"], "", "javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "file:///etc/passwd",
        "//[x", "http://", "http://a b", 'x"y', "a\u202eb", "https://a.example/<b>", "\x01",
    ],
)  # fmt: skip
def test_an_entry_without_an_address_on_the_web_is_left_out(url):
    assert [term.headword for term in shared({"term": "Envoy", "url": url}, CONSUL).terms] == ["Consul"]


def test_text_has_no_controls_no_marks_of_direction_and_an_end():
    said = "A\x00\x02wzxhzdk:0\x03\x1a\u202e\ud800\n b" + "c" * 5000
    (found,) = shared({"term": said[:30], "url": "#a", "definition": said, "also": ["x" * 201, 5, ""]}).terms
    assert found.headword == "A wzxhzdk:0 bccccccccccccccc"[: len(found.headword)]
    assert found.definition.startswith("A wzxhzdk:0 bcc")
    assert len(found.definition) == 1000
    assert found.also == ()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<html>", "it is no JSON"),
        (b"\xff\xfe\x00", "it is no JSON"),
        (b"[" * 100_000, "it is no JSON"),
        (b"[]", "it is no glossary.json"),
        (b'{"terms": {}}', "it is no glossary.json: there are no `terms`"),
        (b'{"terms": [{"term": "A", "url": "/a"}], "version": 2}', "its version is '2', and 1 is known"),
        (b'{"terms": [{"term": "A", "url": "../a"}]}', "its site needs `site_url`"),
        (b'{"terms": [7, null, {}, {"term": {}, "url": []}]}', "no term in it has a name"),
    ],
)
def test_what_is_no_glossary_is_refused_and_says_why(content, why):
    address = "terms.json" if b"../a" in content else ADDRESS
    with pytest.raises(ValueError, match=re.escape(why)):
        read_shared(content, address)


def test_one_that_says_no_version_and_no_title_is_read():
    found = read_shared(json.dumps({"terms": [CONSUL], "later": {}}), ADDRESS)
    assert (found.title, found.language, len(found.terms)) == ("peace.example", "", 1)


def test_a_copy_is_read_as_it_was_fetched_and_its_digest_tells_any_change():
    one = shared({**CONSUL, "also": ["a", "é"], "not": ["b"], "definition": "D" * 2000}, title="T" * 300)
    written = write_copies({ADDRESS: one})
    ((digest, same),) = read_copies(written).values()
    assert digest == one.digest == same.digest
    assert write_copies({ADDRESS: same}) == written
    digest, changed = read_copies(written.replace("glossary/#consul", "elsewhere"))[ADDRESS]
    assert digest == one.digest != changed.digest
