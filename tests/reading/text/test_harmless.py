"""What a stranger's file may bring: words, and links that lead to pages."""

import json

import markdown
import pytest
from lxml import html

from tracktwo.model.addresses import is_harmless
from tracktwo.reading.formats import read_lesson
from tracktwo.reading.writing.markdown import terms_markdown, transcript_markdown


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JavaScript:alert(1)", " java\tscript:x", "java&#115;cript:x",
        "javascript&colon;x", "javascript%3Ax", "\x01javascript:x", "\u200bjavascript:x", "data:text/html,x",
        "file:///etc", "vbscript:x", "blob:x", "&amp;#106;avascript:x", "jav\u00adascript:x",
    ],
)  # fmt: skip
def test_what_could_run_is_found_out(address):
    assert not is_harmless(address)


@pytest.mark.parametrize(
    "address",
    ["https://a.example/x:y", "HTTP://a", "mailto:a@b", "a/b.md#c:d", "#t=1:2", "?a=b:c", "../a", ""],
)
def test_what_leads_to_a_page_stays(address):
    assert is_harmless(address)


DEFINITIONS = {
    "tag": "A tax.<script>ran()</script>",
    "image": '<img src="x" onerror="ran()">',
    "comment": "<!-- a --><svg/onload=ran()>",
    "tab": "See [this](java\tscript:ran).",
    "tag in a link": "[x](https://a.example <img src=x onerror=ran>)",
    "escaped ticks": "\\`[x](javascript:ran())\\`",
    "tag between escaped ticks": "\\`<img src=x onerror=ran()>\\`",
    "reference in a quote": "[x][a]\n\n> [a]: javascript:ran()",
    "reference in a list": "[x][a]\n\n- [a]: javascript:ran()",
    "odd ticks": "`` ` [x](javascript:ran()) `",
    "link": "See [this](javascript:ran%28%29).",
    "angle": "See [this](<javascript:ran()>).",
    "reference": "See [this][a].\n\n[a]: javascript:ran()",
    "autolink": "<javascript:ran()>",
    "attributes": "See [this](https://a.example){: onmouseover=ran() }",
    "picture": "![this](data:text/html,ran)",
}


@pytest.mark.parametrize("definition", DEFINITIONS.values(), ids=DEFINITIONS.keys())
def test_a_definition_of_a_list_brings_words_alone(definition):
    source = json.dumps([{"term": "Tariff", "definition": definition}])
    lesson = read_lesson(f"# terms\n{source}".encode(), "terms.yml")
    page = html.fromstring(markdown.markdown(terms_markdown(lesson.terms, "##"), extensions=["attr_list"]))
    assert not page.xpath("//script | //img | //svg | //@onmouseover | //@onerror")
    assert not [address for address in page.xpath("//@href | //@src") if not is_harmless(address)]
    assert {problem.code for problem in lesson.problems} <= {"html-as-text", "unsafe-link"}
    assert lesson.problems


def test_code_and_autolinks_of_a_definition_stay():
    source = "- term: Tag\n  definition: 'As `<b>` says, <https://a.example/b>, {x}.'\n"
    (term,) = read_lesson(source.encode(), "terms.yml").terms
    assert term.definition == "As `<b>` says, <https://a.example/b>, {x}."


def test_a_transcript_brings_words_and_our_own_front_matter():
    source = (
        "---\ntitle: T\npdf: javascript:ran()\nhide: [toc]\n---\n"
        "**Ann:** See [here](javascript:ran()) and [there](https://a.example).\n\n"
        '**Bob:** <a href="JaVaScript:ran()">and</a> <b onclick="ran()">more</b>\n'
    )
    lesson = read_lesson(source.encode(), "talk.md")
    written = transcript_markdown(lesson)
    page = html.fromstring(markdown.markdown(written.partition("\n---\n")[2]))
    assert page.xpath("//@href") == ["https://a.example"]
    assert not page.xpath("//@onclick")
    assert "pdf:" not in written
    found = [(problem.code, problem.excerpt) for problem in lesson.problems]
    assert ("foreign-key", "pdf") in found
    assert ("foreign-key", "hide") in found
    assert [code for code, _ in found].count("unsafe-link") == 2
