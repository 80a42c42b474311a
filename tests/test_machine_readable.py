"""What a site says to machines: glossary.json with its schema, and schema.org's JSON-LD in pages."""

import json
import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from sites import GLOSSARY, LESSON, Links, Site


def json_ld(page: Path) -> dict[str, object]:
    (said,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.read_text("utf-8"))
    return json.loads(said)


def addresses(value: object) -> set[str]:
    """All addresses in JSON: what `@id`, `url` and the like name."""
    if isinstance(value, list):
        return set().union(*map(addresses, value))
    if not isinstance(value, dict):
        return set()
    named = {value[key] for key in ("@id", "url", "inDefinedTermSet") if key in value}
    return named.union(*map(addresses, value.values()))


def is_there(page: Path, address: str) -> bool:
    url = urlsplit(urljoin(page.as_uri(), address))
    target = Path(unquote(url.path))
    target = target / "index.html" if target.is_dir() else target
    return target.is_file() and (not url.fragment or unquote(url.fragment) in Links(target).ids)


@pytest.mark.parametrize("site_url", ["", "https://talks.example/en/"])
@pytest.mark.parametrize("directories", [True, False])
def test_pages_say_to_machines_what_they_are(tmp_path, site_url, directories):
    said = "title: Talks\nlesson: true\nauthor: Ada\nteaches: [treaty]\n"
    pages = {
        "terms/glossary.md": GLOSSARY,
        "terms/more/herald.md": "# Herald\n\nX.\n",
        "lessons/b.md": LESSON.replace("title: Talks\n", said),
    }
    site = Site(
        tmp_path, pages, site_url=site_url, use_directory_urls=directories,
        markdown_extensions=["toc", {"tracktwo": {"glossary": ["terms/glossary.md", "terms/more"]}}],
    ).build()  # fmt: skip
    files = {path: site / path.replace(".md", "/index.html" if directories else ".html") for path in pages}
    found = {path: json_ld(file) for path, file in files.items()}
    kinds = ["DefinedTermSet", "DefinedTermSet", "LearningResource"]
    assert [said["@type"] for said in found.values()] == kinds
    assert [term["name"] for term in found["terms/glossary.md"]["hasDefinedTerm"]] == ["Treaty", "Envoy"]
    assert found["lessons/b.md"]["author"] == [{"@type": "Person", "name": "Ada"}]
    assert [term["name"] for term in found["lessons/b.md"]["teaches"]] == ["Treaty"]
    for path, said in found.items():
        for address in addresses(said):
            assert address.startswith(site_url)
            local = address.replace(site_url, f"{site.as_uri()}/") if site_url else address
            assert is_there(files[path], local)
    assert "ld+json" not in (site / "index.html").read_text("utf-8")


@pytest.mark.parametrize("site_url", ["", "https://talks.example/en/"])
def test_the_glossary_is_published_for_machines_with_its_schema(tmp_path, site_url):
    pages = {"glossary.md": GLOSSARY, "b.md": LESSON, "index.md": "# Home\n\n[Data](glossary.json)\n"}
    site = Site(tmp_path, pages, site_url=site_url)
    assert site.command("build", "--strict").returncode == 0
    data = json.loads((tmp_path / "site/glossary.json").read_text("utf-8"))
    assert (
        json.loads((tmp_path / "site" / data["$schema"]).read_text("utf-8"))["title"] == "Tracktwo glossary"
    )
    treaty = data["terms"][0]
    assert (treaty["term"], treaty["url"]) == ("Treaty", f"{site_url}glossary/#treaty")
    assert treaty["usedIn"] == [
        {"page": "Talks", "section": "At first", "url": f"{site_url}b/#at-first"},
        {"page": "Talks", "section": "At last", "url": f"{site_url}b/#at-last"},
    ]


def test_a_glossary_json_of_an_author_stays(tmp_path):
    site = Site(tmp_path, {"glossary.md": GLOSSARY, "glossary.json": "{}"}).build()
    assert (site / "glossary.json").read_text("utf-8") == "{}"


def test_nothing_that_a_term_holds_leaves_the_json_ld(tmp_path):
    hostile = "</script><script>alert(1)</script><!--"
    glossary = f'# Glossary\n\n## A \\{hostile}\n\n*Also: b*\n\nA `{hostile}` "quoted".\n'
    site = Site(tmp_path, {"glossary.md": glossary}).build()
    (term,) = json_ld(site / "glossary/index.html")["hasDefinedTerm"]
    assert hostile in term["description"]
