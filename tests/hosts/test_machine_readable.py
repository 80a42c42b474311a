"""What a site says to machines: glossary.json with its schema, and schema.org's JSON-LD in pages."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from jsonschema import Draft202012Validator
from lxml import html
from selectolax.lexbor import LexborHTMLParser

from schema_org import problems
from sites import GLOSSARY, LESSON, Links, Site

SITE_URLS = ["", "https://talks.example/en/"]
TAUGHT = LESSON.replace("title: Talks\n", "title: Talks\nlesson: true\nauthor: Ada\nteaches: [treaties]\n")


def json_ld(page: Path) -> list[dict[str, object]]:
    """The things that a page's head describes; lxml of old takes the text of titles for tags."""
    found = LexborHTMLParser(page.read_bytes()).css("script[type='application/ld+json']")
    things = [json.loads(script.text()) for script in found]
    assert all(script.parent and script.parent.tag == "head" for script in found)
    assert all(thing["@context"] == "https://schema.org" for thing in things)
    assert not [problem for thing in things for problem in problems(thing)]
    return things


def addresses(value: object) -> Iterator[str]:
    """All addresses of a site in JSON."""
    if isinstance(value, list):
        for item in value:
            yield from addresses(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key in ("@id", "url", "inDefinedTermSet", "$schema"):
                yield item
            else:
                yield from addresses(item)


def follow(site: Path, holder: Path, value: object, site_url: str) -> int:
    """Follow all addresses in JSON, from the file that holds it, to files and anchors; count them."""
    count = 0
    for address in addresses(value):
        local = address.replace(site_url, f"{site.as_uri()}/", 1) if site_url else address
        url = urlsplit(urljoin(holder.as_uri(), local))
        target = Path(unquote(url.path))
        target = target / "index.html" if target.is_dir() else target
        assert target.is_file(), address
        assert not url.fragment or unquote(url.fragment) in Links(target).ids, address
        assert address.startswith(site_url) or address == "glossary.schema.json"
        count += 1
    return count


def glossary(site: Path, site_url: str = "") -> list[dict[str, object]]:
    """The terms of glossary.json, which holds to its schema and leads to what is there."""
    data = json.loads((site / "glossary.json").read_text("utf-8"))
    schema = json.loads((site / data["$schema"]).read_text("utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(data)) == []
    assert follow(site, site / "glossary.json", data, site_url) > len(data["terms"])
    urls = [term["url"] for term in data["terms"]]
    assert len(set(urls)) == len(urls)
    return data["terms"]


@pytest.mark.parametrize("site_url", SITE_URLS)
@pytest.mark.parametrize("directories", [True, False])
def test_every_form_of_glossary_and_the_lessons_are_described(tmp_path, site_url, directories):
    pages = {
        "terms/glossary.md": GLOSSARY,
        "terms/list.md": "# More\n\nConsul\n:   Who sits abroad.\n",
        "terms/more/herald.md": "---\naliases: [crier]\n---\n# Herald\n\nWho *calls*.\n",
        "lessons/été 1/b.md": TAUGHT + "\nA herald and a consul.\n",
        "index.md": "# Home\n\nA treaty. [Data](glossary.json), [its shape](glossary.schema.json).\n",
    }
    named = ["terms/glossary.md", "terms/list.md", "terms/more"]
    site = Site(
        tmp_path, pages, site_url=site_url, use_directory_urls=directories,
        markdown_extensions=["toc", "def_list", {"tracktwo": {"glossary": named}}],
    )  # fmt: skip
    run = site.command("build", "--strict")
    assert run.returncode == 0, run.stderr
    site = tmp_path / "site"
    terms = glossary(site, site_url)
    assert [term["term"] for term in terms] == ["Treaty", "Envoy", "Consul", "Herald"]
    assert terms[3]["also"] == ["crier"]
    assert [use["page"] for use in terms[0]["usedIn"]].count("Home") == 1
    files = {path: site / re.sub(r"\.md$", "/index.html" if directories else ".html", path) for path in pages}
    files["index.md"] = site / "index.html"
    things = {path: json_ld(file) for path, file in files.items()}
    assert {path: [thing["@type"] for thing in found] for path, found in things.items()} == {
        "terms/glossary.md": ["DefinedTermSet"],
        "terms/list.md": ["DefinedTermSet"],
        "terms/more/herald.md": ["DefinedTerm"],
        "lessons/été 1/b.md": ["LearningResource"],
        "index.md": [],
    }
    for path, found in things.items():
        assert follow(site, files[path], found, site_url) >= 3 * len(found)
    (lesson,) = things["lessons/été 1/b.md"]
    assert [term["name"] for term in lesson["teaches"]] == ["Treaty"]
    assert [term["name"] for term in lesson["mentions"]] == ["Envoy", "Herald", "Consul"]
    assert lesson["teaches"][0]["url"].endswith(urlsplit(terms[0]["url"].removeprefix("./")).path + "#treaty")


@pytest.mark.parametrize("site_url", SITE_URLS)
def test_a_section_that_uses_a_term_is_named_once(tmp_path, site_url):
    site = Site(tmp_path, {"glossary.md": GLOSSARY, "b.md": LESSON}, site_url=site_url).build()
    root = site_url or "./"
    assert glossary(site, site_url)[0]["usedIn"] == [
        {"page": "Talks", "section": "At first", "url": f"{root}b/#at-first"},
        {"page": "Talks", "section": "At last", "url": f"{root}b/#at-last"},
    ]


@pytest.mark.parametrize("name", ["glossary.json", "glossary.schema.json"])
def test_a_file_of_that_name_of_an_author_stays(tmp_path, name):
    site = Site(tmp_path, {"glossary.md": GLOSSARY, name: "{}"}).build()
    assert (site / name).read_text("utf-8") == "{}"


def test_a_glossary_that_is_not_published_is_named_and_never_led_to(tmp_path):
    site = Site(tmp_path, {"glossary.md": GLOSSARY, "b.md": TAUGHT}, exclude_docs="glossary.md").build()
    assert json.loads((site / "glossary.json").read_text("utf-8"))["terms"] == []
    (lesson,) = json_ld(site / "b/index.html")
    assert lesson["teaches"] == ["Treaty"]
    assert "mentions" not in lesson


def test_a_lesson_that_is_its_own_glossary_is_both(tmp_path):
    page = "---\nlesson: true\n---\n# Terms first\n\n## Envoy\n\nWho speaks.\n\n## Treaty\n\nBy an envoy.\n"
    site = Site(tmp_path, {"glossary.md": page}).build()
    found = json_ld(site / "glossary/index.html")
    assert [thing["@type"] for thing in found] == ["DefinedTermSet", "LearningResource"]


HOSTILE = "</script><script>alert(1)</script><!-- &quot; ]]>"


def test_nothing_that_people_write_leaves_the_json(tmp_path):
    definition = f'A `{HOSTILE}` "quoted" \u2028 {{{{ jinja }}}} \\u0041 \\\n\n| a | b |\n\n![](x.png)'
    terms = f"# G\n\n## `{HOSTILE}`\n\n*Also: </script>, b*\n\n{definition}\n\n## ![](x.png)\n\nX.\n"
    said = ("title", "author", "source", "license", "objective", "date")
    meta = {**dict.fromkeys(said, HOSTILE), "teaches": [HOSTILE, 7], "lesson": True}
    lesson = f"---\n{json.dumps(meta)}\n---\n# A\n\nA `{HOSTILE}`.\n"
    pages = {"glossary.md": terms, "a.md": lesson, "x.png": "", "index.md": "# Home\n\n![](x.png)\n"}
    site = Site(tmp_path, pages)
    config = (tmp_path / "mkdocs.yml").read_text("utf-8").replace("Talks", json.dumps(HOSTILE))
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    site = site.build()
    (found,) = json_ld(site / "glossary/index.html")
    assert [term["name"] for term in found["hasDefinedTerm"][:1]] == [HOSTILE]
    assert f'{HOSTILE} "quoted" {{{{ jinja }}}} \\u0041' in found["hasDefinedTerm"][0]["description"]
    (found,) = json_ld(site / "a/index.html")
    assert [found[key] for key in ("name", "description", "creditText")] == [HOSTILE] * 3
    assert found["teaches"][0]["name"] == HOSTILE
    assert found["teaches"][1:] == ["7"]
    data = json.loads((site / "glossary.json").read_text("utf-8"))
    assert data["title"] == HOSTILE
    assert [term["term"] for term in data["terms"]] == [HOSTILE, ""]


@pytest.mark.parametrize(("close", "where"), [("</head>", "head"), ("", "body")])
def test_any_theme_will_do_even_one_that_closes_no_head(tmp_path, close, where):
    (tmp_path / "theme").mkdir()
    page = f"<!doctype html><title>x</title>{close}<body>{{{{ page.content }}}}"
    (tmp_path / "theme/main.html").write_text(page)
    theme = {"name": None, "custom_dir": str(tmp_path / "theme")}
    site = Site(tmp_path, {"glossary.md": GLOSSARY}, theme=theme).build()
    (script,) = html.parse(site / "glossary/index.html").xpath("//script[@type='application/ld+json']")
    assert script.getparent().tag == where
    assert json.loads(script.text)["@type"] == "DefinedTermSet"


def test_search_finds_no_json_ld(tmp_path):
    site = Site(tmp_path, {"glossary.md": GLOSSARY, "b.md": TAUGHT}, plugins=["search", "tracktwo"]).build()
    assert "schema.org" not in (site / "search/search_index.json").read_text("utf-8")
