"""How a site is found, shared and cited: heads of pages, pictures, citations, llms.txt, the Markdown."""

import struct
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import lxml.html
import markdown
import pytest

from sites import GLOSSARY, Site

LESSON = """\
---
title: 'Talks & "tracks" <b>'
author: Ada Example
objective: You will "understand" <talks>.
date: 2026-11-22
---
An envoy came. [The treaty](../glossary.md#treaty)
"""
ADDRESS = "https://example.org/peace/"


@pytest.fixture
def site(tmp_path) -> Path:
    pages = {"glossary.md": GLOSSARY, "talks/transcript.md": LESSON, "draft.md": "# Draft\n"}
    settings = {
        "theme": {"name": "material", "custom_dir": str(Path(__file__).resolve().parents[2] / "overrides")},
        "site_url": ADDRESS,
        "site_description": "All about peace.",
        "draft_docs": "draft.md\n",
        "plugins": [{"tracktwo": {"markdown": True}}],
    }
    return Site(tmp_path, pages, **settings).build()


def head(page: Path) -> dict[str, list[str]]:
    """What the head of a page says, by name, property or relation."""
    said: dict[str, list[str]] = {}
    for element in lxml.html.fromstring(page.read_bytes()).find("head"):
        name = element.get("property") or element.get("name") or element.get("rel")
        if name:
            said.setdefault(name, []).append(element.get("content") or element.get("href"))
    return said


def test_a_lesson_says_to_who_shares_it_what_it_is(site):
    said = head(site / "talks/transcript/index.html")
    assert said["og:type"] == ["article"]
    assert said["og:title"] == ['Talks & "tracks" <b>']
    assert said["og:description"] == said["description"] == ['You will "understand" <talks>.']
    assert said["og:url"] == said["canonical"] == [f"{ADDRESS}talks/transcript/"]
    assert said["og:site_name"] == ["Talks"]
    assert said["twitter:card"] == ["summary_large_image"]


def test_another_page_is_described_as_the_site_is(site):
    said = head(site / "glossary/index.html")
    assert said["og:type"] == ["website"]
    assert said["og:description"] == said["description"] == ["All about peace."]
    assert "og:image" not in said


@pytest.mark.parametrize("page", ["index.html", "talks/transcript/index.html"])
def test_a_shared_link_has_a_picture_of_the_size_that_it_says(site, page):
    said = head(site / page)
    [address] = said["og:image"]
    assert address.startswith(ADDRESS)
    picture = (site / address.removeprefix(ADDRESS)).read_bytes()
    assert picture.startswith(b"\x89PNG")
    size = [str(number) for number in struct.unpack(">II", picture[16:24])]
    assert size == ["1200", "630"] == said["og:image:width"] + said["og:image:height"]


def test_no_picture_is_drawn_where_nobody_could_be_told_its_address(tmp_path):
    site = Site(tmp_path, {"transcript.md": LESSON.replace("../", ""), "glossary.md": GLOSSARY}).build()
    assert list(site.rglob("*.png")) == [path for path in site.rglob("*.png") if "cards" not in path.parts]
    assert "og:image" not in head(site / "transcript/index.html")


def test_every_page_has_its_markdown_beside_it_whose_links_lead_on(site):
    for page in ("index.html", "glossary/index.html", "talks/transcript/index.html"):
        [source] = head(site / page)["alternate"]
        assert Path(urlsplit(urljoin((site / page).as_uri(), source)).path).is_file()
    markdown = (site / "talks/transcript.md").read_text("utf-8")
    assert markdown == LESSON
    assert (site / "talks" / "../glossary.md").read_text("utf-8") == GLOSSARY


def test_llms_txt_lists_what_is_published_and_nothing_else(site):
    assert (
        (site / "llms.txt").read_text("utf-8")
        == f"""\
# Talks

> All about peace.

## Lessons

- [Talks & "tracks" &lt;b>]({ADDRESS}talks/transcript.md): You will "understand" &lt;talks>.

## Glossary

- [Glossary]({ADDRESS}glossary.md)

## More

- [Home]({ADDRESS}index.md)
"""
    )
    assert not (site / "draft.md").exists()
    assert "draft" not in (site / "sitemap.xml").read_text("utf-8")


def test_a_page_of_any_name_and_title_leads_to_its_markdown(tmp_path):
    pages = {"C# 50%?.md": "# Arrays: a[1] \\\\\n", "glossary.md": GLOSSARY}
    site = Site(tmp_path, pages, site_url=ADDRESS, plugins=[{"tracktwo": {"markdown": True}}]).build()
    [source] = head(site / "C# 50%?/index.html")["alternate"]
    assert source == "../C%23%2050%25%3F.md"
    listed = markdown.markdown((site / "llms.txt").read_text("utf-8"))
    assert f'<a href="{ADDRESS}C%23%2050%25%3F.md">Arrays: a[1] \\</a>' in listed


def test_an_author_s_own_llms_txt_stays(tmp_path):
    plugins = [{"tracktwo": {"markdown": True}}]
    site = Site(tmp_path, {"llms.txt": "# Mine\n", "glossary.md": GLOSSARY}, plugins=plugins).build()
    assert (site / "llms.txt").read_text("utf-8") == "# Mine\n"


def test_a_lesson_says_how_to_cite_it(site):
    page = lxml.html.fromstring((site / "talks/transcript/index.html").read_bytes())
    [box] = page.find_class("cite")
    apa, bibtex = box.find("p"), box.find("pre")
    assert " ".join(apa.text_content().split()) == (
        'Example, A. (2026, November 22). Talks & "tracks" <b>. Talks. '
        "https://example.org/peace/talks/transcript/"
    )
    assert apa.find("cite").text == 'Talks & "tracks" <b>'
    assert bibtex.text_content().startswith("@misc{example2026talks,")


def test_the_markdown_of_pages_is_published_only_where_it_is_asked_for(tmp_path):
    site = Site(tmp_path, {"transcript.md": LESSON.replace("../", ""), "glossary.md": GLOSSARY}).build()
    assert not list(site.rglob("*.md"))
    assert not (site / "llms.txt").exists()
    assert "alternate" not in head(site / "transcript/index.html")


def test_nothing_of_a_page_that_is_kept_back_is_published_elsewhere(tmp_path):
    talk = "---\ntitle: Secret\nlesson: true\npassword: x\n---\nThe envoy hid in Geneva.\n"
    plugins = [{"tracktwo": {"markdown": True, "pdf": {"lessons": True}, "study": True}}]
    pages = {"glossary.md": GLOSSARY, "secret.md": talk, "transcript.md": LESSON.replace("../", "")}
    site = Site(tmp_path, pages, plugins=plugins, site_url=ADDRESS).build()
    others = [path for path in site.rglob("*.*") if "secret" not in path.as_posix() and path.is_file()]
    assert not [path for path in others if b"Geneva" in path.read_bytes()]
    assert not (site / "secret.md").exists()
    assert not (site / "secret.pdf").exists()


def test_a_head_that_has_open_graph_gets_no_second_one(tmp_path):
    (tmp_path / "overrides").mkdir()
    (tmp_path / "overrides/main.html").write_text(
        '{% extends "base.html" %}{% block extrahead %}<meta property="og:title" content="Own">{% endblock %}'
    )
    site = Site(
        tmp_path, {"glossary.md": GLOSSARY}, theme={"name": "mkdocs", "custom_dir": "overrides"}
    ).build()
    assert (site / "index.html").read_text("utf-8").count("og:") == 1


def test_the_source_of_a_lesson_is_in_its_header_and_nowhere_else(tmp_path):
    lesson = LESSON.replace("../", "").replace(
        "---\n", "---\nsource: {title: Talks of old, url: https://example.org}\n", 1
    )
    page = (
        Site(tmp_path, {"transcript.md": lesson, "glossary.md": GLOSSARY}).build() / "transcript/index.html"
    )
    tree = lxml.html.fromstring(page.read_bytes())
    assert tree.xpath("//*[@class='lesson-source']//a/text()") == ["Talks of old"]
    assert tree.xpath("//*[contains(@class, 'source-links')]") == []
