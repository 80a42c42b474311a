"""Sites with plugins of others: built strictly, with us first, with us last and without us."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import lxml.html
import pytest
import yaml

from conftest import ROOT
from needs import missing

HERE = Path(__file__).parent
SITES = {site["name"]: site for site in yaml.safe_load((HERE / "plugins.yml").read_text("utf-8"))}
PAGES = {
    "index.md": "# Home\n\nAn envoy and [a treaty](glossary.md#treaty).\n",
    "glossary.md": "# Terms\n\n## Treaty\n\nA promise, made by an envoy.\n\n## Envoy\n\n*Also: emissary*\n\n"
    "Who speaks for a state. <!-- a note of its author -->\n",
    "talk.md": "---\ntitle: A talk\nlesson: true\nobjective: To see.\n---\n# A talk\n\n"
    "The emissary, `envoy`, and the treaty. <!-- a note of its author -->\n\n## Later\n\nTwo treaties.\n",
}
OURS = {"epub": True, "markdown": True}
ORDERS = ("first", "last", "without")


def write(folder: Path, site: dict, order: str) -> None:
    """Write a site into a folder."""
    pages = {f"docs/{name}": text for name, text in (PAGES | site.get("pages", {})).items()}
    for name, text in (pages | site.get("files", {})).items():
        if name not in site.get("lacks", ()):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
    ours, theirs = [{"tracktwo": site.get("ours", OURS)}], site["plugins"]
    config = {
        "site_name": "Talks", "theme": {"name": "material", "font": False},
        "markdown_extensions": ["attr_list", "toc", *["tracktwo"] * (order != "without")],
        "plugins": {"first": ours + theirs, "last": theirs + ours, "without": theirs}[order],
    }  # fmt: skip
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config | site.get("config", {})), encoding="utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """The folder in which each site is built, in each order: `autolinks/first/site`."""
    python = ROOT / ".venv-plugins" / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not python.exists():
        missing("needs .venv-plugins, which `make hosts` makes")
    folder = tmp_path_factory.mktemp("plugins")
    places = [folder / name / order for name, site in SITES.items() for order in site.get("orders", ORDERS)]
    for place in places:
        place.mkdir(parents=True)
        write(place, SITES[place.parent.name], place.name)
    (folder / "sites.json").write_text(json.dumps(list(map(str, places))), encoding="utf-8")
    run = subprocess.run(
        [python, HERE / "building_sites.py", folder / "sites.json"],
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"},
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    wrong = {place: said for place, said in json.loads(run.stdout).items() if said}
    assert wrong == {}
    return folder


EACH = pytest.mark.parametrize(
    ("name", "order"), [(n, order) for n, site in SITES.items() for order in site.get("orders", ORDERS)[:-1]]
)
ENCRYPTED = ("encryptcontent", "encrypted glossary")
OURS_IN_HEAD = (
    "//head/*[starts-with(@property, 'og:') or @name='description' or contains(@type, 'ld+json') "
    "or @type='text/markdown' or contains(@href, 'assets/tracktwo/') or contains(@src, 'assets/tracktwo/')]"
)
IN_ANY_BUILD_ANOTHER = "//*[@id='mkdocs-encrypted-content'] | //script[contains(text(), 'encryptcontent')]"


def bare(page: Path) -> str:
    """The HTML of a page without what is ours, and without white space beside tags."""
    root = lxml.html.parse(str(page), lxml.html.HTMLParser(encoding="utf-8")).getroot()
    for link in root.find_class("term"):
        link.drop_tag()
    for header in root.xpath("//header[@data-tracktwo]"):
        for child in header.xpath("*[not(self::h1)]"):
            child.drop_tree()
        header.drop_tag()
    for ours in root.xpath(f"//*[@data-tracktwo or @data-entry] | {OURS_IN_HEAD} | {IN_ANY_BUILD_ANOTHER}"):
        ours.drop_tree()
    for frame in root.xpath("//*[@id='lesson-text' or contains(@class, 'lesson-page')]"):
        frame.drop_tag()
    return re.sub(r"\s*([<>])\s*", r"\1", lxml.html.tostring(root, encoding="unicode"))


def files_of(site: Path) -> dict[str, Path]:
    return {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}


@EACH
def test_without_what_is_ours_a_page_is_as_without_us_and_another_file_is_the_same(built, name, order):
    ours, theirs = (files_of(built / name / each / "site") for each in (order, "without"))
    for path, file in theirs.items():
        if path.endswith(".html"):
            assert bare(ours[path]) == bare(file), path
        elif not path.startswith(("search/", "sitemap")):  # we add to the one, and the other has the date
            assert ours[path].read_bytes() == file.read_bytes(), path


@EACH
def test_terms_are_linked_with_their_definitions_and_no_mark_of_ours_is_left(built, name, order):
    files = files_of(built / name / order / "site")
    for path, file in files.items():
        content = file.read_bytes()
        assert b"<!--tracktwo" not in content, path
        assert not (path.endswith(".md") and b"a note of its author" in content), path
    pages = {path: file.read_text("utf-8") for path, file in files.items() if path.endswith(".html")}
    talk = pages["talk.html" if name == "offline" else "talk/index.html"]
    assert len(re.findall("data-definition=", talk)) == (0 if name in ENCRYPTED else 3)
    for path, page in pages.items():
        if not path.startswith("print_page/"):  # which print-site writes without asking anyone
            assert "data-definition" not in page or "definitions.js" in page, path
        titles = re.findall(r"""<meta\s[^>]*property=["']?og:title""", page, re.IGNORECASE)
        assert len(titles) <= 1, path


@EACH
def test_no_search_finds_what_we_say_below_an_entry(built, name, order):
    for path, file in files_of(built / name / order / "site").items():
        if path.startswith("search/"):
            assert "Used " not in file.read_text("utf-8"), path


@pytest.mark.parametrize("order", ["first", "last"])
def test_nothing_of_an_encrypted_page_can_be_read_elsewhere(built, order):
    for path, file in files_of(built / "encrypted glossary" / order / "site").items():
        assert b"idden meaning" not in file.read_bytes(), path
    files = files_of(built / "encryptcontent" / order / "site")
    assert [path for path in files if path.endswith(".md") or path == "llms.txt"] == ["llms.txt"]
    for path, file in files.items():
        assert b"Who speaks" not in file.read_bytes(), path
        assert b"emissary" not in file.read_bytes(), path
