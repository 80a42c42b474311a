"""One site, built by every host: the links are the same, and each host gives what the README says of it."""

from __future__ import annotations

import json
import os
import posixpath
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import urlopen

import lxml.html
import markdown
import pytest
import yaml

from conftest import ROOT
from needs import missing

PAGES = {
    "index.md": "# Talks\n\nAn envoy, and [a treaty](glossary.md#treaty) by hand. A treaty.\n",
    "glossary.md": "# Terms\n\n## Treaty\n\nA promise of a [state](#state), made by an *envoy*.\n\n"
    "## Envoy\n\n*Also: emissary*\n\nWho speaks for a state.\n\n## State\n\nA [country](lessons/one.md).\n",
    "lessons/one.md": "---\ntitle: One\nlesson: true\n---\n# One\n\nTwo **states**, an emissary’s treaty.\n\n"
    "## Later\n\nThe treaty; a treaty, the treaty's end; an\u00a0Envoy.\n\n[TERMS]\n",
    "lessons/every.md": "---\ntitle: Every\nlink: all\n---\n# Every\n\nA treaty is a treaty.\n",
    "lessons/none.md": "---\ntitle: None\nterms: false\n---\n# None\n\nNo treaty.\n",
}
# By page: the text of each link, and where it leads.
LINKS = {
    "index.md": [("envoy", "glossary.md#envoy")],
    "lessons/one.md": [
        ("states", "glossary.md#state"), ("emissary", "glossary.md#envoy"), ("treaty", "glossary.md#treaty"),
        ("treaty", "glossary.md#treaty"), ("Envoy", "glossary.md#envoy"),
    ],
    "lessons/every.md": [("treaty", "glossary.md#treaty")] * 2,
    "lessons/none.md": [],
    "glossary.md": [
        ("envoy", "glossary.md#envoy"), ("state", "glossary.md#state"),
    ],
}  # fmt: skip
RECORDED = {
    "glossary.md": PAGES["glossary.md"].replace("lessons/one.md", "film.md"),
    "film.md": "---\ntitle: A film\nlesson: true\nvideo: a b.webm\n"
    "captions: a.vtt\ndescriptions: a.vtt\n---\n[0:04] Words.\n",
    "hosted.md": "---\ntitle: A & B\nvideo: https://vimeo.com/1/a?b&c\n---\n[0:04] **Ada:** Words.\n",
    "a b.webm": "",
    "a.vtt": "WEBVTT\n",
}
TREATY = 'A promise of a <a href="glossary.md#state">state</a>, made by an <em>envoy</em>.'
EXTENSIONS = ["attr_list", "def_list", "meta", "toc", "tracktwo"]
# What builds with each host: its environment, its program, its theme.
HOSTS = {
    "MkDocs with Material": (".venv", "mkdocs", "material"),
    "ProperDocs with Material": (".venv-properdocs", "properdocs", "material"),
    "ProperDocs with MaterialX": (".venv-materialx", "properdocs", "materialx"),
    "Zensical": (".venv", "zensical", "material"),
}
PLAIN = "Python-Markdown"


def installed(environment: str, program: str) -> str:
    """The path of a host's program, or say that its environment is missing."""
    path = ROOT / environment / ("Scripts" if os.name == "nt" else "bin")
    found = shutil.which(program, path=str(path))
    if not found:
        missing(f"needs {environment}, which `make hosts` makes")
    return str(found)


def run(environment: str, program: str, folder: Path) -> None:
    """Build the site in a folder; Zensical runs no plugin, and we finish what it builds."""
    whole = [installed(environment, "tracktwo"), "build", "--host", "zensical"]
    command = [installed(environment, program), "build", "-f", "mkdocs.yml", "--strict"]
    built = subprocess.run(
        whole if program == "zensical" else command,
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stdout + built.stderr


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Build the site with a host, once."""

    @cache
    def site(host: str) -> Path:
        folder = tmp_path_factory.mktemp("host")
        for name, text in PAGES.items():
            (folder / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / "docs" / name).write_text(text, encoding="utf-8")
        if host == PLAIN:
            return plain(folder)
        environment, program, theme = HOSTS[host]
        config = {
            "site_name": "Talks", "nav": list(PAGES), "theme": {"name": theme, "font": False},
            "markdown_extensions": EXTENSIONS, "plugins": [{"tracktwo": {"pdf": {"book": True}}}],
        }  # fmt: skip
        (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
        run(environment, program, folder)
        return folder / "site"

    return site


def plain(folder: Path) -> Path:
    """Convert pages as any program may that knows Python-Markdown: it says of no page where it is."""
    options = {"tracktwo": {"docs_dir": str(folder / "docs")}}
    for name, text in PAGES.items():
        html = markdown.markdown(text, extensions=EXTENSIONS, extension_configs=options)
        page = folder / "site" / address(name) / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"<article>{html}</article>", encoding="utf-8")
    return folder / "site"


def address(name: str) -> str:
    """The address of a page, as directories."""
    return "" if name == "index.md" else name.removesuffix(".md") + "/"


def source(href: str, page: str, host: str) -> str:
    """The source path and the anchor to which an address on a page leads."""
    if host == PLAIN:
        return href if href[:1] != "#" else page + href
    url = urlsplit(urljoin(f"http://site/{address(page)}", href))
    path = unquote(url.path).removeprefix("/").removesuffix("index.html").rstrip("/")
    fragment = f"#{url.fragment}" if url.fragment else ""
    return (f"{path}.md" if path else "index.md") + fragment


def article(site: Path, name: str) -> lxml.html.HtmlElement:
    tree = lxml.html.parse(str(site / address(name) / "index.html")).getroot()
    return tree.find(".//article")


def links(site: Path, name: str, host: str) -> list[tuple[str, str, str]]:
    """The text of each term's link on a page, where it leads, and its definition, with where that leads."""
    found = []
    for link in article(site, name).iterfind(".//a[@data-definition]"):
        shown = link.get("data-definition")
        for inner in lxml.html.fromstring(f"<p>{shown}</p>").iterfind(".//a"):
            href = inner.get("href")
            shown = shown.replace(f'"{href}"', f'"{source(href, name, host)}"')
        found.append((link.text_content(), source(link.get("href"), name, host), shown))
    return found


@pytest.mark.parametrize(("host", "name"), [
    *((host, name) for host in HOSTS for name in PAGES),
    # Plain Python-Markdown does not know which page is the glossary, nor what a link by hand leads to.
    *((PLAIN, name) for name in PAGES if name.startswith("lessons/")),
])  # fmt: skip
def test_the_links_are_the_same_on_every_host(site, host, name):
    found = links(site(host), name, host)
    assert [link[:2] for link in found] == LINKS[name]
    assert {shown for _, leads, shown in found if leads == "glossary.md#treaty"} <= {TREATY}


@pytest.mark.parametrize("host", [*HOSTS, PLAIN])
def test_the_list_of_terms_is_the_same_on_every_host(site, host):
    (listed,) = article(site(host), "lessons/one.md").iterfind(".//dl[@class='terms']")
    names = [link.text_content() for link in listed.iterfind("dt/a")]
    assert names == ["Envoy", "State", "Treaty"]
    assert [" ".join(text.text_content().split()) for text in listed.iterfind("dd")] == [
        "Who speaks for a state.", "A country.", "A promise of a state, made by an envoy.",
    ]  # fmt: skip
    leads = [source(link.get("href"), "lessons/one.md", host) for link in listed.iterfind("dd/a")]
    assert leads == ["lessons/one.md", "glossary.md#state"]


def test_plain_python_markdown_says_what_is_wrong_in_front_matter_and_nothing_else(tmp_path, caplog):
    (tmp_path / "glossary.md").write_text("# Terms\n\n## Envoy\n\nWho speaks.\n", encoding="utf-8")
    page = "---\ntitle: Three: trees\nlesson: True\ntitel: Two\ndate: gestern\n---\nAn envoy.\n"
    options = {"tracktwo": {"docs_dir": str(tmp_path)}}
    html = markdown.markdown(page, extensions=["meta", "tracktwo"], extension_configs=options)
    assert "Three: trees</h1>" in html
    assert caplog.messages == [
        "date: gestern: this is no date; write it as 2026-11-21",
        "titel: Two: nothing reads this key; write `title`",
    ]


@pytest.mark.parametrize(
    ("language", "teach"), [("en", "2 lessons teach Aa"), ("ja", "Aaを学べるレッスン（2件から選べます）")]
)
def test_what_markers_become_is_alike_by_mkdocs_and_by_zensical(tmp_path, language, teach):
    terms = "".join(f"## {letter}a\n\nX.\n\n" for letter in "ABCDEFGH")
    pages = {
        "index.md": "# Talks\n\n[LESSONS]\n",
        "glossary.md": f"# Terms\n\n[LETTERS]\n\n{terms}",
        "a/one.md": "---\ntitle: One\nlesson: true\nteaches: [aa]\nobjective: To see.\n---\n"
        "An aa, a Ba.\n\n[SELF-CHECK]\n",
        "study.md": "# Cards\n\n[CARDS]\n",
        "a/two.md": "---\ntitle: Two\nlesson: true\nteaches: [aa, Ba]\n---\nWords.\n",
    }
    kinds = {
        "index.md": "lessons",
        "glossary.md": "letters",
        "study.md": "flash-cards",
        "a/one.md": "self-check",
    }
    found = []
    for host in ("MkDocs with Material", "Zensical"):
        environment, program, theme = HOSTS[host]
        folder = tmp_path / program
        for name, text in pages.items():
            (folder / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / "docs" / name).write_text(text, encoding="utf-8")
        config = {
            "site_name": "T", "theme": {"name": theme, "language": language},
            "markdown_extensions": EXTENSIONS, "plugins": ["tracktwo"],
        }  # fmt: skip
        (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
        run(environment, program, folder)
        for name, kind in kinds.items():
            (made,) = article(folder / "site", name).find_class(kind)
            links = [source(link.get("href"), name, host) for link in made.iterfind(".//a")]
            found.append((" ".join(made.text_content().split()), links))
    assert found[: len(kinds)] == found[len(kinds) :]
    assert teach in found[0][0]
    assert found[1][1] == [f"glossary.md#{letter}a" for letter in "abcdefgh"]


@pytest.mark.parametrize("host", HOSTS)
def test_every_host_has_what_needs_the_whole_site(site, host):
    """'Used in', glossary.json, schema.org's JSON-LD and the PDF; test_zensical.py compares all of them."""
    folder = site(host)
    glossary = (folder / "glossary/index.html").read_text("utf-8")
    assert 'class="used-in"' in glossary
    assert "DefinedTermSet" in glossary
    assert (folder / "talks.pdf").exists()
    terms = json.loads((folder / "glossary.json").read_text("utf-8"))["terms"]
    assert [len(term["usedIn"]) for term in terms] == [4, 4, 3]


def test_this_site_has_the_same_links_by_mkdocs_and_by_zensical(tmp_path):
    found = []
    for host in ("MkDocs with Material", "Zensical"):
        environment, program, _ = HOSTS[host]
        folder = tmp_path / program
        for part in ("docs", "overrides"):
            shutil.copytree(ROOT / part, folder / part)
        shutil.copy(ROOT / "mkdocs.yml", folder)
        run(environment, program, folder)
        page = lxml.html.parse(str(folder / "site/transcript.html")).getroot()
        terms = page.iterfind(".//article//a[@data-definition]")
        found.append([(link.text_content(), posixpath.basename(link.get("href"))) for link in terms])
        assert page.find(".//header[@class='lesson']") is not None
    assert found[0] == found[1]
    assert len(found[0]) > 10


ENVOY = "# Terms\n\n## Envoy\n\nWho speaks.\n"


@pytest.fixture
def zensical_site(tmp_path) -> Path:
    """A site for Zensical, of one page that uses a term; it watches its glossary."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Talk\n\nAn envoy.\n", encoding="utf-8")
    (tmp_path / "docs/glossary.md").write_text(ENVOY, encoding="utf-8")
    config = {
        "site_name": "Talks", "theme": {"name": "material", "font": False},
        "markdown_extensions": EXTENSIONS, "watch": ["docs/glossary.md"],
    }  # fmt: skip
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("glossary", "warning"), [
    (ENVOY + "\n## Herald\n\n*Also: envoy*\n\nWho shouts.\n",
     "docs/glossary.md:7: 'envoy' names 'Herald' and 'Envoy' (also at docs/glossary.md:3)"),
    (ENVOY + "\n## ¶\n\nA sign.\n", "docs/glossary.md:7: '¶' has no letter and no digit"),
    (None, "docs/glossary.md: the glossary cannot be read"),
], ids=["a clash", "a name without words", "no glossary"])  # fmt: skip
def test_zensical_shows_what_is_wrong_with_a_glossary_on_the_terminal(zensical_site, glossary, warning):
    if glossary:
        (zensical_site / "docs/glossary.md").write_text(glossary, encoding="utf-8")
    else:
        (zensical_site / "docs/glossary.md").unlink()
    built = subprocess.run(
        [installed(".venv", "zensical"), "build", "--clean"], cwd=zensical_site,
        env=os.environ | {"PYTHONUTF8": "1"}, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert (built.stdout + built.stderr).count(warning) == 1


def test_zensical_makes_pages_again_when_a_watched_glossary_changes(zensical_site):
    """The server runs until the page says what the glossary says now; without `watch` it never does."""
    page = zensical_site / "site/index.html"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        where = f"127.0.0.1:{free.getsockname()[1]}"
    serve = [installed(".venv", "zensical"), "serve", "--dev-addr", where]
    with subprocess.Popen(
        serve, cwd=zensical_site, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            assert comes_to_say(page, "Who speaks.")
            # It may not watch yet when the page is there: the file is saved again until it does.
            changed = ENVOY.replace("speaks", "is sent")
            save = partial((zensical_site / "docs/glossary.md").write_text, changed, encoding="utf-8")
            assert comes_to_say(page, "Who is sent.", save)
            urlopen(f"http://{where}/").close()  # what has made the page again does serve
        finally:
            server.terminate()


def comes_to_say(page: Path, text: str, meanwhile: Callable[[], object] = lambda: None) -> bool:
    """Look at a page until it holds a text; a pause between two looks leaves the machine to the server."""
    for _ in range(200):
        if page.exists() and text in page.read_text("utf-8"):
            return True
        meanwhile()
        time.sleep(0.5)
    return False


@pytest.mark.parametrize(
    ("language", "load"), [("en", "Load the video from Vimeo"), ("ja", "Vimeoの動画を読み込む")]
)
def test_a_recording_stands_on_its_page_alike_by_mkdocs_and_by_zensical(tmp_path, language, load):
    found = []
    for host in ("MkDocs with Material", "Zensical"):
        environment, program, _ = HOSTS[host]
        folder = tmp_path / program
        shutil.copytree(ROOT / "overrides", folder / "overrides")
        for name, text in RECORDED.items():
            (folder / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / "docs" / name).write_text(text, encoding="utf-8")
        settings = (ROOT / "mkdocs.yml").read_text("utf-8").replace("language: en", f"language: {language}")
        settings = settings.replace(
            "pdf: {book: true, pages: lessons}, epub: true, ", ""
        )  # it would need a font
        pages = "nav: [film.md, hosted.md, glossary.md]\n\n"
        (folder / "mkdocs.yml").write_text(re.sub(r"nav:\n(?:  .*\n)+", pages, settings), encoding="utf-8")
        run(environment, program, folder)
        for name in ("film", "hosted"):
            page = lxml.html.parse(str(folder / f"site/{name}.html")).getroot()
            (player,) = page.find_class("player")
            player.attrib.pop("data-search-exclude", None)  # which Zensical's search has read
            player.rewrite_links(lambda link: posixpath.normpath(unquote(link)))
            found.append([(each.tag, dict(each.attrib), (each.text or "").strip()) for each in player.iter()])
            (recorded,) = page.find_class("recorded")
            assert [part.tag for part in recorded] == ["header", "section", "div", "div"]
    for mkdocs, zensical in zip(found[:2], found[2:], strict=True):
        assert mkdocs == zensical
    assert load in [text for *_, text in found[1]]
