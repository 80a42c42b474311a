"""Which glossary serves which page: by where it lies, or as it says; for subjects and languages."""

import json

import lxml.html
import pytest

from sites import Site
from tracktwo.hosts.checking import review_site

KERNEL = "# Terms\n\n## Kernel\n\n"
OS, MATH = f"{KERNEL}The core of a system.\n", f"{KERNEL}What maps to zero.\n"
SUBJECTS = {
    "os/glossary.md": OS,
    "os/a.md": "# Scheduling\n\nThe kernel runs.\n\n[TERMS]\n",
    "math/glossary.md": MATH,
    "math/a.md": "---\nlesson: true\nteaches: [kernel]\n---\n# Maps\n\nThe kernel. Of kernels.\n\n[TERMS]\n",
    "math/os.md": "---\nglossary: os/glossary.md\n---\n# In between\n\nA kernel.\n",
    "none.md": "---\nglossary: false\n---\nThe kernel.\n",
    "index.md": "# Home\n\nA kernel.\n",
}
BY_FOLDER = {"os/": "os/glossary.md", "math/": ["math/glossary.md"]}


def build(folder, pages, glossary, **config):
    extensions = ["toc", {"tracktwo": {"glossary": glossary}}]
    return Site(folder, pages, markdown_extensions=extensions, **config)


def definitions(site, page) -> list[str]:
    root = lxml.html.parse(site / page / "index.html")
    return [lxml.html.fromstring(found).text_content() for found in root.xpath("//a/@data-definition")]


@pytest.fixture
def subjects(tmp_path):
    return build(tmp_path, SUBJECTS, BY_FOLDER, plugins=[{"tracktwo": {"pdf": {"lessons": True}}}])


def test_a_page_shows_the_definitions_of_its_own_subject(subjects):
    site = subjects.build()
    assert set(definitions(site, "os/a")) == {"The core of a system."}
    assert set(definitions(site, "math/a")) == {"What maps to zero."}
    assert definitions(site, "math/os") == ["The core of a system."]
    assert definitions(site, "") == definitions(site, "none") == []


def test_a_list_of_terms_is_that_of_the_page_s_glossary(subjects):
    listed = lxml.html.parse(subjects.build() / "math/a/index.html").xpath("//dl[@class='terms']/dd")
    assert [dd.text_content().strip() for dd in listed] == ["What maps to zero."]


def test_each_entry_says_where_it_is_used_and_taught_and_no_other_s(subjects):
    site = subjects.build()
    used = {
        subject: [
            link.get("href")
            for box in lxml.html.parse(site / subject / "glossary/index.html").xpath("//*[@class='used-in']")
            for link in box.iter("a")
        ]
        for subject in ("os", "math")
    }
    assert used == {"os": ["../../math/os/", "../a/"], "math": ["../a/", "../a/"]}


def test_glossary_json_has_the_terms_of_all_glossaries_each_with_its_own_uses(subjects):
    terms = json.loads((subjects.build() / "glossary.json").read_text("utf-8"))["terms"]
    assert {term["url"]: [use["url"] for use in term["usedIn"]] for term in terms} == {
        "./os/glossary/#kernel": ["./math/os/", "./os/a/"],
        "./math/glossary/#kernel": ["./math/a/"],
    }


def test_a_lesson_s_pdf_ends_with_the_terms_of_its_own_glossary(subjects):
    pdf = pytest.importorskip("pypdf").PdfReader(subjects.build() / "math/a.pdf")
    text = " ".join(page.extract_text() for page in pdf.pages)
    assert "What maps to zero" in text
    assert "The core of a system" not in text


def test_check_reviews_each_glossary_for_itself(tmp_path):
    pages = {**SUBJECTS, "os/glossary.md": f"{OS}\n## Shell\n\nTBD\n"}
    site = build(tmp_path, pages, BY_FOLDER)
    found = {problem.code for problem in review_site(str(site.folder / "mkdocs.yml"))}
    assert found == {"empty-definition", "unused"}  # and no clash


def test_a_glossary_that_serves_several_subjects_counts_the_uses_of_all(tmp_path):
    pages = {
        **SUBJECTS,
        "common.md": "# All\n\n## Proof\n\nWhat shows.\n",
        "os/b.md": "A proof.\n",
        "math/b.md": "Proofs.\n",
    }
    both = {key: [f"{key}glossary.md", "common.md"] for key in ("os/", "math/")}
    site = build(tmp_path, pages, both).build()
    terms = json.loads((site / "glossary.json").read_text("utf-8"))["terms"]
    assert [[use["url"] for use in term["usedIn"]] for term in terms if term["term"] == "Proof"] == [
        ["./math/b/", "./os/b/"]
    ]
    assert "used-in" in (site / "common/index.html").read_text("utf-8")


def test_an_end_of_a_path_names_a_glossary_and_the_language_of_its_pages(tmp_path):
    pages = {
        "index.md": "Two treaties.\n", "index.fr.md": "Deux traités.\n",
        "glossary.md": "## Treaty\n\nA promise.\n", "glossary.fr.md": "## Traité\n\nUne promesse.\n",
    }  # fmt: skip
    mapping = {"": "glossary.md", ".fr.md": "glossary.fr.md"}
    site = build(tmp_path, pages, mapping).build()
    assert definitions(site, "index.fr") == ["Une promesse."]
    assert definitions(site, "") == ["A promise."]
    assert "Employé une fois" in (site / "glossary.fr/index.html").read_text("utf-8")
    assert "Used" in (site / "glossary/index.html").read_text("utf-8")
    assert build(tmp_path, pages, {"fr": "glossary.fr.md", "": "glossary.md"}).build()
    assert definitions(site, "index.fr") == ["Une promesse."]


def test_names_that_are_no_languages_say_none_and_a_page_says_its_own(tmp_path):
    german = {"de.md": "---\nlanguage: de\nglossary: os/glossary.md\n---\nZwei Häuser.\n"}
    pages = {**SUBJECTS, **german, "os/glossary.md": f"{OS}\n## Haus\n\nEin Gebäude.\n"}
    site = build(tmp_path, pages, BY_FOLDER).build()
    assert definitions(site, "de") == ["Ein Gebäude."]
    assert "Terms" in (site / "os/a/index.html").read_text("utf-8")


def test_a_page_may_name_a_glossary_beside_it(tmp_path):
    pages = {**SUBJECTS, "os/b.md": "---\nglossary: glossary.md\n---\nA kernel.\n"}
    site = build(tmp_path, pages, "math/glossary.md").build()
    assert definitions(site, "os/b") == ["The core of a system."]


def test_a_page_whose_glossary_is_none_is_told_by_file_and_line(tmp_path):
    pages = {**SUBJECTS, "os/b.md": "---\ntitle: B\nglossary: 7\n---\nA kernel.\n"}
    built = build(tmp_path, pages, BY_FOLDER).command("build")
    assert "docs/os/b.md:3: glossary: 7: this names no pages; write a page below" in built.stderr


def test_a_glossary_may_be_put_together_from_snippets(tmp_path):
    pages = {"glossary.md": '# Glossary\n\n--8<-- "terms.txt"\n', "talk.md": "A treaty.\n"}
    (tmp_path / "terms.txt").write_text("## Treaty\n\nA promise between states.\n", "utf-8")
    snippets = {"pymdownx.snippets": {"base_path": [str(tmp_path)]}}
    built = Site(tmp_path, pages, markdown_extensions=["toc", snippets, "tracktwo"]).build()
    assert 'href="../glossary/#treaty"' in (built / "talk/index.html").read_text("utf-8")
    assert "A promise between states." in (built / "glossary.json").read_text("utf-8")


def test_a_name_that_is_a_language_serves_the_pages_in_it_wherever_they_lie(tmp_path):
    pages = {
        "terms.md": OS,
        "begriffe.md": "# Begriffe\n\n## Kern\n\nWas innen ist.\n",
        "index.md": "The kernel.\n",
        "a/start.md": "---\nlang: de\n---\nDer Kern.\n",
    }
    site = build(tmp_path, pages, {"en": "terms.md", "de": "begriffe.md"}).build()
    assert definitions(site, "") == ["The core of a system."]
    assert definitions(site, "a/start") == ["Was innen ist."]
