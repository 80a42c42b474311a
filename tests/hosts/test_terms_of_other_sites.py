"""Terms of another site: they link there, say so, lose to one's own, and are nobody's business elsewhere."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import lxml.html
import markdown
import pytest

from sites import Site
from tracktwo.hosts.checking import review_site
from tracktwo.model.sharing.shared_glossary import COPIES, SharedGlossary, write_copies
from tracktwo.model.term import Origin, Term

HERE = "https://peace.example/terms/"
ADDRESS = "https://peace.example/glossary.json"
ENTRIES = (
    Term(
        "Consul",
        "Who helps <b>citizens</b> & *more*.",
        ("emissary", "legate"),
        origin=Origin(f"{HERE}#consul"),
    ),
    Term("Envoys", "Theirs.", origin=Origin(f"{HERE}#envoys")),
    Term("Herald", "Nobody says it.", origin=Origin(f"{HERE}#herald")),
    Term("Seal", "Is never linked.", autolink=False, origin=Origin(f"{HERE}#seal")),
    Term("Treaty (in law)", "Theirs.", origin=Origin(f"{HERE}#treaty-law")),
)
PEACE = SharedGlossary("Peace & terms", "en", ENTRIES)
GLOSSARY = """\
# Terms

## Envoy

*Also: emissary*

Who speaks.

## Treaty (a promise)

What two states sign.
"""
TALK = """\
---
lesson: true
teaches: [consul, envoy]
---
# A talk

The envoys, an emissary, a legate and a seal. A treaty.

## Later

Two consuls.

[TERMS]

[SELF-CHECK]

[CARDS]
"""
COPY = {COPIES: write_copies({ADDRESS: PEACE})}


def site(
    folder: Path, pages: dict[str, str] = COPY, glossary: object = ("glossary.md", ADDRESS), **config
) -> Site:
    extensions = [
        "toc",
        {"tracktwo": {"glossary": list(glossary) if isinstance(glossary, tuple) else glossary}},
    ]
    return Site(
        folder, {"glossary.md": GLOSSARY, "talk.md": TALK, **pages}, markdown_extensions=extensions, **config
    )


def links(root: lxml.html.HtmlElement) -> dict[str, str]:
    return {link.text_content(): link.get("href") for link in root.xpath("//p/a[@data-term]")}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    options = {"tracktwo": {"epub": "book", "study": True}}
    return site(
        tmp_path_factory.mktemp("shared"), site_url="https://talks.example/", plugins=["search", options],
        nav=["index.md", "talk.md", "glossary.md"],
    ).build()  # fmt: skip


@pytest.fixture(scope="module")
def talk(built: Path) -> lxml.html.HtmlElement:
    return lxml.html.parse(built / "talk/index.html").getroot()


def test_a_term_of_another_site_links_there_and_loses_its_names_to_one_s_own(talk):
    assert links(talk) == {
        "envoys": "../glossary/#envoy",
        "legate": f"{HERE}#consul",
        "treaty": "../glossary/#treaty-a-promise",
        "consuls": f"{HERE}#consul",
    }


def test_its_definition_is_text_and_says_where_it_is_from_in_words(talk):
    link = talk.xpath("//p/a[@data-term='Consul']")[0]
    assert link.get("rel") == "external"
    assert link.get("data-from") == "On another site: Peace & terms"
    shown = lxml.html.fragment_fromstring(link.get("data-definition"), create_parent="span")
    assert list(shown.itertext()) == ["Who helps <b>citizens</b> & *more*.", "On another site: Peace & terms"]
    assert "On another site" in talk.xpath("//dl[@class='terms']/dd")[0].text_content()
    assert not talk.xpath("//p/a[@data-term='Envoy']")[0].get("data-from")


def test_cards_and_questions_have_none_of_it(talk):
    assert [name.text for name in talk.xpath("//div[@class='flash-cards']//dt/a")] == [
        "Envoy",
        "Treaty (a promise)",
    ]
    assert "Consul" not in talk.xpath("//div[@class='self-check']")[0].text_content()


def test_what_is_published_of_the_site_has_none_of_its_entries(built):
    assert [term["term"] for term in json.loads((built / "glossary.json").read_text())["terms"]] == [
        "Envoy", "Treaty (a promise)",
    ]  # fmt: skip
    assert "peace.example" not in (built / "glossary/index.html").read_text("utf-8")
    assert "peace.example" not in (built / "search/search_index.json").read_text("utf-8")
    assert "Consul" not in (built / "flashcards.csv").read_text("utf-8")
    assert list(built.rglob("*glossaries*")) == []
    assert '"teaches":[{"@type":"DefinedTerm"' in (built / "talk/index.html").read_text("utf-8")


def test_a_book_links_there_and_defines_it_once_in_a_footnote(built):
    with ZipFile(built / "talks.epub") as epub:
        book = "".join(epub.read(name).decode() for name in epub.namelist() if name.endswith(".xhtml"))
    assert book.count(f'href="{HERE}#consul"') == 3
    assert (
        book.count("Who helps &lt;b&gt;citizens&lt;/b&gt; &amp; *more*. On another site: Peace &amp; terms.")
        == 1
    )


def test_a_check_finds_nothing_in_it_and_takes_its_terms_for_defined(tmp_path):
    lesson = "---\nlesson: true\n---\n# A lesson\n\nThe soft power of a state. Its soft power grew.\n"
    power = Term("Soft power", "To be liked.", origin=Origin(f"{HERE}#power"))
    copy = write_copies({ADDRESS: SharedGlossary("Peace", "en", (*ENTRIES, power, *ENTRIES[2:]))})
    shared = site(tmp_path, {COPIES: copy, "b.md": lesson, "c.md": lesson})
    assert [problem.text for problem in review_site(str(shared.folder / "mkdocs.yml"))] == []
    alone = site(tmp_path, {}, "glossary.md")
    codes = [problem.code for problem in review_site(str(alone.folder / "mkdocs.yml"))]
    assert codes == ["often-said", "unknown-term"]


@pytest.mark.parametrize(
    ("pages", "code", "said"),
    [
        (
            {},
            "glossary-not-fetched",
            "name it in the configuration, run `tracktwo fetch`, and have git track this file",
        ),
        (
            {COPIES: COPY[COPIES].replace("Who helps", "Who harms")},
            "glossary-changed",
            "its digest is another; take back what was changed, or fetch it anew: tracktwo fetch --update",
        ),
        (
            {COPIES: "<<<<<<< HEAD"},
            "shared-glossary",
            "it is no JSON; fetch it anew: tracktwo fetch --update",
        ),
    ],
)
def test_a_copy_that_is_not_there_or_another_is_an_error_and_one_s_own_terms_stay(
    tmp_path, pages, code, said
):
    (error,) = [
        it for it in review_site(str(site(tmp_path, pages).folder / "mkdocs.yml")) if it.severity == "error"
    ]
    assert (error.code, error.file.endswith(f"docs/{COPIES}")) == (code, True)
    assert error.advice.endswith(said)
    assert (
        links(lxml.html.parse(site(tmp_path, pages).build() / "talk/index.html"))["envoys"]
        == "../glossary/#envoy"
    )


def test_a_file_among_the_pages_is_read_as_it_is_and_one_elsewhere_only_as_a_copy(tmp_path):
    file = json.dumps(
        {"title": "P", "language": "en", "terms": [{"term": "Consul", "url": f"{HERE}#consul"}]}
    )
    inside = site(tmp_path, {"shared/p.json": file}, ("shared/p.json", "glossary.md"))
    assert links(lxml.html.parse(inside.build() / "talk/index.html"))["consuls"] == f"{HERE}#consul"
    (tmp_path / "p.json").write_text(file, encoding="utf-8")
    outside = site(tmp_path, {}, ("glossary.md", "../p.json"))
    assert "glossary-not-fetched" in {it.code for it in review_site(str(outside.folder / "mkdocs.yml"))}


def test_each_language_says_it_in_its_own_words_and_marks_what_is_in_another(tmp_path):
    glossary = {"de/": ["de/glossary.md", ADDRESS], "": ["glossary.md", ADDRESS]}
    german = {
        "de/glossary.md": "# Begriffe\n\n## Gesandter\n\nWer spricht.\n",
        "de/a.md": "# A\n\nEin Consul.\n",
    }
    made = site(tmp_path, COPY | german, glossary).build()
    (link,) = lxml.html.parse(made / "de/a/index.html").xpath("//a[@data-term='Consul']")
    assert link.get("data-from") == "Auf einer anderen Website: Peace & terms"
    assert link.get("data-definition").startswith('<span lang="en">Who helps')
    assert "On another site" in (made / "talk/index.html").read_text("utf-8")


def test_the_markdown_extension_alone_has_it_too(tmp_path):
    (tmp_path / COPIES).write_text(COPY[COPIES], encoding="utf-8")
    options = {"tracktwo": {"docs_dir": str(tmp_path), "glossary": ADDRESS}}
    page = markdown.markdown("A consul.", extensions=["tracktwo"], extension_configs=options)
    assert f'href="{HERE}#consul"' in page
