"""The list of lessons in real builds, and the way from a page to its file on the code host."""

import re
from pathlib import Path

import pytest
from lxml import html

from sites import GLOSSARY, Site, dead_links

ROOT = Path(__file__).resolve().parents[2]
LESSON = "---\ntitle: {title}\nlesson: true\nteaches: [{teaches}]\n---\nWords.\n"
LANDING = {"index.md": "# Home\n\n[LESSONS]\n", "glossary.md": GLOSSARY}


def titles(site: Path) -> list[str]:
    return html.parse(str(site / "index.html")).xpath("//*[@class='lessons']//li/a/text()")


def test_many_lessons_are_listed_and_every_link_leads_somewhere(tmp_path):
    lessons = {
        f"talks/{number}.md": LESSON.format(title=f"Talk {number}", teaches=("envoy", "treaty")[number % 2])
        for number in range(90)
    }
    site = Site(tmp_path, {**LANDING, "again/index.md": LANDING["index.md"], **lessons}).build()
    assert sorted(titles(site)) == sorted(f"Talk {number}" for number in range(90))
    assert len(html.parse(str(site / "again/index.html")).xpath("//*[@class='lessons']//li")) == 90
    assert dead_links(site) == []


def test_lessons_stand_in_the_order_of_the_navigation_and_drafts_are_not_listed(tmp_path):
    names = ("a", "b", "c", "draft", "excluded")
    lessons = {f"{name}.md": LESSON.format(title=name, teaches="envoy") for name in names}
    site = Site(
        tmp_path, {**LANDING, **lessons}, nav=["index.md", "c.md", "a.md", "b.md", "glossary.md"],
        draft_docs="draft.md", exclude_docs="excluded.md",
    )  # fmt: skip
    run = site.command("build", "--strict")
    assert run.returncode == 0, run.stderr
    assert titles(tmp_path / "site") == ["c", "a", "b"]


@pytest.mark.parametrize(("glossary", "repository", "address"), [
    ("glossary.md", "https://github.com/a/b", "https://github.com/a/b/edit/main/docs/glossary.md"),
    ("words/list.md", "https://example.org/a/", "https://example.org/a/edit/main/docs/words/list.md"),
    ("words", "https://github.com/a/b", "https://github.com/a/b/new/main/docs/words"),
    ("words/", "https://github.com/a/b", "https://github.com/a/b/new/main/docs/words"),
    ("words", "https://example.org/a", None),
    ("glossary.md", "", None),
], ids=["on GitHub", "elsewhere", "a folder", "with a slash", "folder elsewhere", "no host"])  # fmt: skip
def test_a_term_is_suggested_in_the_file_of_the_glossary(tmp_path, glossary, repository, address):
    page = glossary if glossary.endswith(".md") else "words/envoy.md"
    pages = {
        page: "# Envoy\n\n## Envoy\n\nWho speaks.\n",
        "talks/deep/one.md": LESSON.format(title="One", teaches="envoy"),
        "contributing.md": "# How\n\nSo.\n",
    }
    site = Site(
        tmp_path, pages, markdown_extensions=["toc", {"tracktwo": {"glossary": glossary}}],
        theme={"name": "material", "custom_dir": str(ROOT / "overrides"), "font": False,
               "features": ["content.action.edit"]},
        use_directory_urls=False,
        **({"repo_url": repository, "edit_uri": "edit/main/docs/"} if repository else {}),
    ).build()  # fmt: skip
    lesson = html.parse(str(site / "talks/deep/one.html"))
    links = {link.text: link.get("href") for link in lesson.xpath("//*[@class='contribute']/a")}
    assert links.pop("How to") == "../../contributing.html"
    assert links.pop("Suggest a term", None) == address
    edited = f"{repository.rstrip('/')}/edit/main/docs/talks/deep/one.md" if repository else None
    assert links.pop("Edit this page", None) == edited
    defined = html.parse(str(site / page.replace(".md", ".html")))
    assert defined.xpath("//a[.='Suggest a term']/@href") == [address] * bool(address)
    assert not html.parse(str(site / "index.html")).xpath("//a[.='Suggest a term']")


def test_a_page_that_is_generated_has_no_link_to_a_file_that_is_not_there(tmp_path):
    (tmp_path / "hook.py").write_text(
        "from mkdocs.structure.files import File\n"
        "def on_files(files, config):\n"
        "    content = '---\\nlesson: true\\n---\\n# Made\\n\\nWords.'\n"
        "    files.append(File.generated(config, 'made.md', content=content))\n",
        encoding="utf-8",
    )
    site = Site(
        tmp_path, {**LANDING, "one.md": LESSON.format(title="One", teaches="envoy")},
        hooks=[str(tmp_path / "hook.py")], repo_url="https://github.com/a/b", edit_uri="edit/main/docs/",
        theme={"name": "material", "custom_dir": str(ROOT / "overrides")},
    ).build()  # fmt: skip
    made = (site / "made/index.html").read_text("utf-8")
    assert "docs/made.md" not in made
    assert re.search("edit/main/docs/glossary.md.>Suggest a term", made)
    assert titles(site) == ["One", "Made"]
