"""What machines read: glossary.json holds to its schema, and JSON-LD says what it means and is harmless."""

import json
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator
from rendered_page import rendered_page

from schema_org import problems
from tracktwo.model.page import LinkedPage, PageSection, UsageLocation
from tracktwo.model.sharing.shared_glossary import read_shared
from tracktwo.model.site import Site
from tracktwo.model.term import Glossary
from tracktwo.publishing.book.html_page import parse_page
from tracktwo.publishing.web.glossary_json import SCHEMA, glossary_json
from tracktwo.publishing.web.json_ld import learning_resource, script, term_set
from tracktwo.publishing.web.transcript import transcript_of

SCHEMA_FILE = json.loads(files("tracktwo.publishing.web").joinpath(SCHEMA).read_text("utf-8"))
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
CONTEXT = ("", "", "")


def page(meta, html="<p>Words.</p>", taught=(), used=()) -> LinkedPage:
    """A lesson that teaches and uses what is said."""
    talk = rendered_page("A talk", "talk/", html, "talk.md", {"lesson": True, **meta})
    uses = tuple(UsageLocation(term, section, CONTEXT) for term, section in used)
    record = replace(talk.record, meta=replace(talk.meta, minutes=1), teaches=tuple(taught), uses=uses)
    return replace(talk, record=record)


def site(*pages: LinkedPage) -> Site:
    return Site("Talks", "en", pages, GLOSSARY)


GLOSSARY_PAGE = rendered_page("Glossary", "glossary/", "", "glossary.md")


def data():
    uses = [(TREATY, None), (TREATY, PageSection("At last", "at-last", 2))]
    return json.loads(glossary_json(site(GLOSSARY_PAGE, page({}, used=uses))))


def test_the_schema_is_one_and_the_glossary_holds_to_it():
    Draft202012Validator.check_schema(SCHEMA_FILE)
    assert list(Draft202012Validator(SCHEMA_FILE).iter_errors(json.loads(json.dumps(data())))) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda found: found.pop("title"),
        lambda found: found["terms"][0].pop("also"),
        lambda found: found["terms"][0].update(definition=None),
        lambda found: found["terms"][0]["also"].append(1),
        lambda found: found["terms"][0]["usedIn"][1].update(line=1),
    ],
)
def test_the_schema_refuses_what_is_not_so(change):
    found = data()
    change(found)
    assert len(list(Draft202012Validator(SCHEMA_FILE).iter_errors(found))) == 1


def test_how_a_term_is_matched_is_said_where_its_author_has_said_it():
    marked = Glossary.from_markdown("## Make {: .exact-case .no-autolink }\n\n*Not: make do*\n\nA program.\n")
    found = json.loads(glossary_json(Site("Talks", "en", (GLOSSARY_PAGE,), marked)))
    assert list(Draft202012Validator(SCHEMA_FILE).iter_errors(found)) == []
    said = {name: found["terms"][0].get(name) for name in ("not", "exactCase", "autolink")}
    assert said == {"not": ["make do"], "exactCase": True, "autolink": False}


def test_another_site_reads_what_this_one_writes():
    marked = Glossary.from_markdown(
        "## Make {: .exact-case }\n\n*Also: GNU make*\n\nSteps:\n\n- *one*\n- two\n"
    )
    written = glossary_json(Site("Talks", "en", (GLOSSARY_PAGE,), marked))
    found = read_shared(written, "https://a.example/en/glossary.json")
    (term,) = found.terms
    assert (found.title, term.names, term.text) == ("Talks", ("Make", "GNU make"), "Steps: one; two")
    assert (term.exact_case, term.origin.address) == (True, "https://a.example/en/glossary/#make")


def test_the_schema_describes_everything():
    described = [SCHEMA_FILE, *SCHEMA_FILE["$defs"].values()]
    for name, what in (pair for one in described for pair in one["properties"].items()):
        assert what.get("description") or name == "terms", name


def test_the_glossary_as_data_says_what_readers_read():
    assert data() == {
        "$schema": "glossary.schema.json",
        "version": 1,
        "title": "Talks",
        "language": "en",
        "terms": [
            {
                "term": "Treaty",
                "also": ["pact", "accord"],
                "definition": "A promise between states, in writing.\n\nIt is signed.",
                "url": "./glossary/#treaty",
                "usedIn": [
                    {"page": "A talk", "section": "", "url": "./talk/"},
                    {"page": "A talk", "section": "At last", "url": "./talk/#at-last"},
                ],
            },
            {
                "term": "Zone d’État",
                "also": [],
                "definition": "R&D.",
                "url": "./glossary/#zone-detat",
                "usedIn": [],
            },
        ],
    }


def test_a_page_of_the_glossary_is_a_set_of_defined_terms():
    found = term_set(site(GLOSSARY_PAGE), GLOSSARY_PAGE)
    assert (found["@type"], found["name"], found["url"]) == ("DefinedTermSet", "Glossary", "../glossary/")
    assert found["hasDefinedTerm"][0] == {
        "@type": "DefinedTerm",
        "@id": "../glossary/#treaty",
        "name": "Treaty",
        "alternateName": ["pact", "accord"],
        "description": "A promise between states, in writing.\n\nIt is signed.",
        "url": "../glossary/#treaty",
        "inDefinedTermSet": "../glossary/",
    }
    assert [term["name"] for term in found["hasDefinedTerm"]] == ["Treaty", "Zone d’État"]
    assert list(problems(found)) == []


def resource(meta, taught=(), used=(), html="<p>Words.</p>", others=(GLOSSARY_PAGE,)):
    talk = page(meta, html, taught, [(term, None) for term in used])
    transcript = transcript_of(talk.title, parse_page(talk).root)
    return learning_resource(site(talk, *others), talk, transcript)


def test_a_lesson_is_a_learning_resource_that_teaches_terms_and_mentions_others():
    meta = {
        "author": ["Ada Stone", "Bo Reed"],
        "objective": "You will\nknow.",
        "date": "2026-11-22",
        "license": "CC BY-SA 4.0",
        "source": {"title": "Talks", "author": "Cy Lake", "url": "https://a.example/"},
    }
    found = resource(meta, [TREATY, "Soft power", TREATY], [ZONE, TREATY])
    treaty, zone = (
        {"@type": "DefinedTerm", "@id": url, "name": name, "url": url, "inDefinedTermSet": "../glossary/"}
        for name, url in (("Treaty", "../glossary/#treaty"), ("Zone d’État", "../glossary/#zone-detat"))
    )
    assert found == {
        "@type": "LearningResource",
        "@id": "../talk/",
        "name": "A talk",
        "url": "../talk/",
        "learningResourceType": "lesson",
        "inLanguage": "en",
        "description": "You will know.",
        "author": [{"@type": "Person", "name": "Ada Stone"}, {"@type": "Person", "name": "Bo Reed"}],
        "datePublished": "2026-11-22",
        "timeRequired": "PT1M",
        "license": "https://creativecommons.org/licenses/by-sa/4.0/",
        "isBasedOn": {
            "@type": "CreativeWork",
            "name": "Talks",
            "author": [{"@type": "Person", "name": "Cy Lake"}],
            "url": "https://a.example/",
        },
        "teaches": [treaty, "Soft power"],
        "mentions": [zone],
    }
    assert list(problems(found)) == []


def test_a_term_whose_page_is_not_published_is_taught_by_its_name_and_nowhere_else():
    found = resource({}, [TREATY], [ZONE], others=())
    assert found["teaches"] == ["Treaty"]
    assert "mentions" not in found
    assert json.loads(glossary_json(site(page({}))))["terms"] == []


@pytest.mark.parametrize(
    ("meta", "words"),
    [
        ({"author": None, "source": {}, "license": "", "objective": []}, {}),
        ({"description": "D.", "objective": "O."}, {"description": "D."}),
        ({"license": "CC BY 4.0"}, {"license": "https://creativecommons.org/licenses/by/4.0/"}),
        ({"license": "https://a.example/l"}, {"license": "https://a.example/l"}),
        ({"license": "CC-ish"}, {"license": {"@type": "CreativeWork", "name": "CC-ish"}}),
        ({"source": "https://a.example/t"}, {"isBasedOn": "https://a.example/t"}),
        ({"source": "Retold from a talk"}, {"creditText": "Retold from a talk"}),
        ({"source": {"title": "T"}}, {"creditText": "T"}),
        ({"license": "CC BY 4.0 International"}, {"license": "https://creativecommons.org/licenses/by/4.0/"}),
        ({"author": {"name": "Ada"}}, {"author": [{"@type": "Person", "name": "Ada"}]}),
    ],
)  # fmt: skip
def test_front_matter_is_said_in_the_words_of_schema_org(meta, words):
    always = resource({})
    assert resource(meta) == {**always, **words}
    assert list(problems(resource(meta))) == []


def test_the_shape_check_finds_what_schema_org_does_not_expect():
    wrong = resource({}, ["Pact"]) | {"author": "Ada", "hasDefinedTerm": [], "timeRequired": "5 min"}
    assert sorted(problems(wrong)) == [
        "LearningResource has no hasDefinedTerm",
        "author is 'Ada', not Organization Person",
        "timeRequired is '5 min', not Duration",
    ]


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
    element = script({"name": text})
    written = element.removeprefix('<script type="application/ld+json">').removesuffix("</script>\n")
    assert not set("<>&\u2028\u2029\x00") & set(written)
    page = Scripts(element)
    assert page.tags == ["script"]
    assert json.loads("".join(page.scripts)) == {"@context": "https://schema.org", "name": text}


SPOKEN = """<h2 id="a">First</h2>
<p><a class="time" data-tracktwo href="#t0" id="t0"><time>0:00</time></a> <strong>Ada:</strong> Hello.</p>
<p><a class="time" data-tracktwo href="#t7" id="t7"><time>0:07</time></a> Well.</p>
<h2 id="b">Then</h2>
<p><a class="time" data-tracktwo href="#t9" id="t9"><time>0:09</time></a> Bye.</p>"""


def spoken(meta):
    return resource(meta, html=SPOKEN)


def test_a_recording_has_its_transcript_and_a_clip_for_each_section():
    found = spoken({"video": "media/a b.webm", "captions": "a.vtt", "date": "2026-11-22"})
    assert found["video"] == {
        "@type": "VideoObject",
        "name": "A talk",
        "uploadDate": "2026-11-22",
        "transcript": "First\nAda: Hello.\nWell.\nThen\nBye.",
        "caption": {"@type": "MediaObject", "contentUrl": "../a.vtt"},
        "contentUrl": "../media/a%20b.webm",
        "hasPart": [
            {"@type": "Clip", "name": "First", "startOffset": 0, "endOffset": 9, "url": "../talk/#t0"},
            {"@type": "Clip", "name": "Then", "startOffset": 9, "url": "../talk/#t9"},
        ],
    }
    assert list(problems(found)) == []


def test_sections_of_one_name_are_clips_each_and_no_two_start_at_once():
    html = "".join(
        f'<h2>{name}</h2><p><a class="time" data-tracktwo href="#t{start}"><time>0:00</time></a> Words.</p>'
        for name, start in (("Questions", 0), ("Answers", 9), ("Questions", 5), ("Again", 9))
    )
    found = resource({"audio": "talk.wav"}, html=html)
    assert [
        (clip["name"], clip["startOffset"], clip.get("endOffset")) for clip in found["audio"]["hasPart"]
    ] == [("Questions", 0, 5), ("Questions", 5, 9), ("Answers", 9, None)]


@pytest.mark.parametrize(
    ("address", "embed"),
    [
        ("https://youtu.be/abcdefghijk", "https://www.youtube-nocookie.com/embed/abcdefghijk"),
        (
            "https://www.youtube.com/watch?t=9&v=abcdefghijk",
            "https://www.youtube-nocookie.com/embed/abcdefghijk",
        ),
        ("https://vimeo.com/12345", "https://player.vimeo.com/video/12345"),
        ("https://vimeo.com/showcase/678/video/12345?t=9", "https://player.vimeo.com/video/12345"),
        ("https://vimeo.com/12345/abcdef?share=copy", "https://player.vimeo.com/video/12345?h=abcdef"),
        (
            "https://player.vimeo.com/video/12345?a=1&h=98765#t=9s",
            "https://player.vimeo.com/video/12345?h=98765",
        ),
    ],
)
def test_a_video_elsewhere_is_named_by_where_it_plays(address, embed):
    found = spoken({"video": address})
    assert found["video"]["embedUrl"] == embed
    assert list(problems(found)) == []


def test_a_sound_is_an_audio_object():
    assert spoken({"audio": "talk.wav"})["audio"]["@type"] == "AudioObject"
