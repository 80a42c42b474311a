"""The forms of a glossary besides headings: definition lists, a page per term, and several at once."""

import re
from pathlib import Path

import markdown
import pytest
import yaml

from recording_host import RecordingHost
from tracktwo.linking.extension import TracktwoExtension
from tracktwo.model.problem import InvalidInput
from tracktwo.model.term import Glossary

CASES = Path(__file__).parent
LISTS = yaml.safe_load((CASES / "definition_lists.yml").read_text("utf-8"))
PAGES = yaml.safe_load((CASES / "term_pages.yml").read_text("utf-8"))
EXTENSIONS = ["attr_list", "def_list", "fenced_code", "toc"]


def docs(folder: Path, **pages: str) -> Path:
    """Write pages; in their names, `__` stands for a slash."""
    for name, text in pages.items():
        path = folder / f"{name.replace('__', '/')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def convert(folder: Path, text: str, **options: object) -> str:
    options = {"docs_dir": str(folder), "link": "all", **options}
    return markdown.markdown(
        text, extensions=[*EXTENSIONS, "tracktwo"], extension_configs={"tracktwo": options}
    )


def links(html: str) -> list[str]:
    return re.findall(r'<a class="term"[^>]*href="([^"]*)"', html)


@pytest.mark.parametrize("case", LISTS, ids=[case["name"] for case in LISTS])
def test_a_definition_list_defines_terms(case):
    terms = Glossary.from_markdown(case["page"]).terms
    assert {" / ".join(term.names): term.definition for term in terms} == case["terms"]


@pytest.mark.parametrize("case", PAGES, ids=[case["name"] for case in PAGES])
def test_a_page_in_a_folder_defines_a_term(case, tmp_path):
    path = tmp_path / case["path"]
    path.parent.mkdir()
    path.write_text(case["page"], encoding="utf-8")
    (term,) = Glossary.read(tmp_path, ("terms/",)).terms
    assert [list(term.names), term.definition, term.line] == case["term"]
    assert (term.page, term.anchor) == (case["path"], "")


def test_a_term_of_a_list_has_its_line_its_id_and_its_classes():
    text = "# G\n\nWHO {: .any-case #health }\nthe other WHO {: .no-autolink }\n:   X.\n\nEnvoy\n:   Y.\n"
    who, envoy = Glossary.from_markdown(text).terms
    assert (who.line, who.anchor, who.exact_case, who.autolink) == (3, "health", False, False)
    assert who.also == ("the other WHO",)
    assert (envoy.line, envoy.anchor, envoy.exact_case, envoy.autolink) == (7, "envoy", None, True)


@pytest.mark.parametrize(
    ("page", "heading", "anchor"),
    [
        ("## C\n\n### C\n\nA language.\n\n### Java\n\nX.\n", "h3", "c_1"),
        ("## Java\n\nX.\n\n### C\n\nBefore it.\n\n## C\n\nA language.\n", "h2", "c_1"),
        ("## Java\n\nX.\n\n# C\n\nAnother part.\n\n## C\n\nA language.\n", "h2", "c_1"),
    ],
    ids=["a section", "a part of another entry", "a title"],
)
def test_a_heading_of_another_level_with_the_name_of_an_entry_is_not_the_entry(
    tmp_path, page, heading, anchor
):
    page = f"# G\n\n{page}"
    assert f'<{heading} id="{anchor}">C</{heading}>' in on_page(docs(tmp_path, g=page), "g.md", page)
    assert links(convert(tmp_path, "In C.", glossary="g.md")) == [f"g.md#{anchor}"]


def test_the_names_of_a_list_get_ids_and_no_links(tmp_path):
    page = "# G\n\nEnvoy\nlegate\n:   An envoy with a treaty.\n\nTreaty\n:   Of a legate.\n\nAn envoy.\n"
    html = on_page(docs(tmp_path, glossary=page), "glossary.md", page)
    assert '<dt id="envoy">Envoy</dt>\n<dt>legate</dt>' in html
    assert '<dt id="treaty">Treaty</dt>' in html
    assert links(html) == ["#treaty", "#envoy", "#envoy"]  # not from a definition to itself


def test_a_definition_leads_to_the_terms_within_its_own_name_and_never_to_itself(tmp_path):
    page = (
        "# G\n\n## Harbour\n\nX.\n\n## Harbour pilot boat\n\nA harbour pilot boat is no pilot boat.\n\n"
        "## Pilot boat\n\nA pilot boat.\n\n## Non-harbour\n\nNo non-harbour.\n"
    )
    html = on_page(docs(tmp_path, glossary=page), "glossary.md", page)
    assert links(html) == ["#harbour", "#pilot-boat"]


def test_a_heading_keeps_its_id_where_a_name_in_a_list_is_the_same(tmp_path):
    page = "# G\n\n## C\n\nC\n:   A language.\n"
    assert (
        on_page(docs(tmp_path, glossary=page), "glossary.md", page)
        .replace("\n", "")
        .endswith('<h2 id="c">C</h2><dl><dt id="c_1">C</dt><dd>A language.</dd></dl>')
    )
    assert links(convert(tmp_path, "In C.")) == ["glossary.md#c_1"]


def on_page(folder: Path, path: str, text: str, *, markers: bool = False) -> str:
    """Convert a page as MkDocs does, which tells the extension which page it is."""

    class Relpath(markdown.treeprocessors.Treeprocessor):
        file = type("File", (), {"src_uri": path, "page": type("Page", (), {"meta": {}})})
        config = {"docs_dir": str(folder), "theme": {"language": "en"}}  # noqa: RUF012 - never changed

        def run(self, root):
            del root

    pages = sorted(path.name for path in folder.iterdir())
    host = RecordingHost(folder, marks_uses=markers)
    extension = TracktwoExtension(host=host, glossary=pages, link="all")
    md = markdown.Markdown(extensions=[*EXTENSIONS, extension])
    md.treeprocessors.register(Relpath(md), "relpath", 0)
    return md.convert(text)


@pytest.mark.parametrize(
    ("page", "end"),
    [
        (
            "Envoy\n:   Who speaks.\n",
            '<dd>Who speaks.<div class="used-in" data-entry="glossary.md#envoy"></div></dd>\n</dl>',
        ),
        (
            "Envoy\n:   Who *speaks*.\n:   Who **hears**\n",
            '<strong>hears</strong><div class="used-in" data-entry="glossary.md#envoy"></div></dd>\n</dl>',
        ),
        (
            "Envoy\n\n:   Who speaks.\n\n    - for a state\n",
            '</ul>\n<div class="used-in" data-entry="glossary.md#envoy"></div>\n</dd>\n</dl>',
        ),
        (
            "## Envoy\n\nWho speaks.\n",
            '<p>Who speaks.</p>\n<div class="used-in" data-entry="glossary.md#envoy"></div>',
        ),
    ],
)
def test_a_host_finds_the_end_of_each_entry(tmp_path, page, end):
    assert on_page(docs(tmp_path, glossary=page), "glossary.md", page, markers=True).endswith(end)


def test_a_host_finds_the_end_of_a_page_that_is_an_entry(tmp_path):
    page = "# Envoy\n\nAn envoy speaks for a state.\n\n## History\n\nOld.\n"
    html = on_page(docs(tmp_path, terms__envoy=page), "terms/envoy.md", page, markers=True)
    assert html.endswith('<p>Old.</p>\n<div class="used-in" data-entry="terms/envoy.md#"></div>')
    assert links(html) == []


def test_marks_say_the_page_since_two_glossaries_may_have_the_same_id(tmp_path):
    pages = {"a": "## Envoy\n\nX.\n", "b": "## Envoy {: #envoy }\n\nY.\n\n## Treaty\n\nZ.\n"}
    glossary = Glossary.read(docs(tmp_path, **pages), ("a.md", "b.md"))
    marks = [term.marker for term in glossary]
    assert marks == ["a.md#envoy", "b.md#envoy", "b.md#treaty"]
    assert [glossary.marked[mark] for mark in marks] == list(glossary)


def test_links_lead_to_the_entry_or_to_the_page_that_is_one(tmp_path):
    folder = docs(
        tmp_path,
        people="# People\n\nEnvoy\n:   Who speaks.\n",
        terms__treaty="# Treaty\n\nX.\n",
        terms__deep__track_two="---\nglossary: second track\n---\nX.\n",
        terms__index="# Terms\n\nAll of them.\n",
        words="# Words\n\n## A\n\n### Accord\n\nX.\n",
    )
    text = "An envoy, a treaty, an accord, on a second track; terms."
    html = convert(folder, text, glossary=["people.md", "terms/", "words.md"])
    assert links(html) == [
        "people.md#envoy",
        "terms/treaty.md",
        "words.md#accord",
        "terms/deep/track_two.md",
    ]


def test_what_is_named_twice_is_read_once(tmp_path):
    folder = docs(tmp_path, terms__treaty="# Treaty\n\nX.\n")
    assert len(Glossary.read(folder, ("terms", "terms/", "terms/treaty.md"))) == 1


def test_a_clash_says_both_places_also_across_glossaries(tmp_path, caplog):
    folder = docs(tmp_path, people="# P\n\nEnvoy\n:   X.\n", terms__legate="---\naliases: envoy\n---\nY.\n")
    convert(folder, "x", glossary=["people.md", "terms"])
    (warning,) = caplog.messages
    assert re.search(r"terms/legate\.md:1: 'envoy' names 'legate' and 'Envoy'.*people\.md:3", warning)


def test_a_missing_glossary_is_named_with_its_remedy(tmp_path, caplog):
    convert(tmp_path, "x", glossary=["terms/"])
    (warning,) = caplog.messages
    assert warning.startswith(f"{tmp_path / 'terms'}: the glossary cannot be read")
    assert "write it, or name another: `glossary:`" in warning


def test_front_matter_that_is_no_yaml_is_named_with_its_line(tmp_path):
    folder = docs(tmp_path, terms__treaty="---\nauthor: x\naliases: [pact\n---\n# Treaty\n")
    with pytest.raises(InvalidInput, match=r"treaty\.md:3: the front matter cannot be read"):
        Glossary.read(folder, ("terms",))


def test_a_list_without_the_extension_that_makes_it_is_a_warning_and_no_link_to_nowhere(tmp_path, caplog):
    docs(tmp_path, glossary="# G\n\nEnvoy\n:   X.\n")
    configs = {"tracktwo": {"docs_dir": str(tmp_path)}}
    page = markdown.markdown("An envoy.", extensions=["tracktwo"], extension_configs=configs)
    assert page == "<p>An envoy.</p>"
    (warning,) = caplog.messages
    assert "glossary.md:3: " in warning
    assert "add `def_list` to `markdown_extensions`" in warning


def test_a_folder_is_read_again_when_a_page_changes_comes_or_goes(tmp_path):
    folder = docs(tmp_path, terms__treaty="# Treaty\n\nX.\n")
    md = markdown.Markdown(extensions=[TracktwoExtension(docs_dir=str(folder), glossary="terms/")])

    def targets() -> list[str]:
        html = md.reset().convert("A treaty, an envoy, a pact.")
        return [Path(link).stem for link in links(html)]

    def until(expected: list[str]) -> bool:
        # A folder rests for a moment after it was looked through: so it is asked again.
        return any(targets() == expected for _ in range(1_000_000))

    assert until(["treaty"])
    docs(folder, terms__envoy="# Envoy\n\nX.\n")
    assert until(["treaty", "envoy"])
    docs(folder, terms__envoy="---\naliases: [pact]\n---\n# Herald\n\nX.\n")
    assert until(["treaty", "envoy"])
    (folder / "terms/envoy.md").unlink()
    assert until(["treaty"])
