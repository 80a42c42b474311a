"""One site by MkDocs and by Zensical, output by output; and what people meet when Zensical cannot build."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import lxml.html
import pytest
import yaml
from click.testing import CliRunner, Result

from needs import missing
from sites import Site
from tracktwo.cli import main
from tracktwo.hosts.programs import choose_program
from tracktwo.model.sharing.shared_glossary import SharedGlossary, write_copies
from tracktwo.model.term import Origin, Term

SHARED = "https://peace.example/glossary.json"


def copies() -> str:
    """The copy of another site's glossary, as a site keeps it."""
    origin = Origin("https://peace.example/terms/#consul")
    entry = Term("Consul", "Who helps citizens.", ("consulate",), origin=origin)
    return write_copies({SHARED: SharedGlossary("Peace terms", "fr", (entry,))})


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cfc0f01f00"
    "050001ff89993d1d0000000049454e44ae426082"
)
PAGES = {
    "index.md": "# Talks\n\nAn envoy, and [a treaty](glossary.md#treaty). [On](deep/one.md#later).\n\n"
    '![A dot](dot.png) <img src="dot.png" alt="The same">\n\n[LESSONS]\n',
    "glossary.md": "# Terms\n\n[LETTERS]\n\n## Treaty\n\nA promise of a [state](#state), made by an *envoy*."
    "\n\n## Envoy\n\n*Also: emissary*\n\nWho speaks for a state.\n\n## State\n\nA country.\n\n"
    "## Herald\n\nNobody says it.\n",
    "deep/one.md": "---\ntitle: One\nlesson: true\nauthor: Ada\nobjective: To see a treaty.\n"
    "date: 2026-01-02\nlicense: CC BY 4.0\nteaches: [treaty, peace]\nvideo: film.webm\n"
    "captions: film.vtt\n---\n[0:04] **Ada:** Two **states**, an emissary’s treaty, a *consul*.[^1]\n\n"
    "## Later\n\n[1:02] The treaty. ![](../dot.png)\n\n[TERMS]\n\n[^1]: A note on an envoy.\n",
    "two.md": "---\ntitle: Two <b> & three\nlesson: true\n---\nTreaty, as in [one](deep/one.md).\n",
    "about.md": "# *About* `us` & <b>more</b>\n\nNothing.\n",
    "apart.md": "# Apart\n\nAn envoy, in no navigation.\n",
    "study.md": "---\ntitle: Cards\nterms: false\n---\n[CARDS]\n",
    "film.webm": "",
    "film.vtt": "WEBVTT\n",
    "own.css": "a {}\n",
    ".glossaries.json": copies(),
}
CONFIG = {
    "site_name": "Talks & more", "site_url": "https://talks.example/en", "site_description": "All talks.",
    "repo_url": "https://github.com/ada/talks", "edit_uri": "edit/main/docs/", "extra_css": ["own.css"],
    "theme": {"name": "material", "font": False},
    "nav": [
        "index.md", {"Terms": "glossary.md"}, {"Talks": ["two.md", {"Deep": ["deep/one.md"]}]}, "about.md",
    ],
    "markdown_extensions": [
        "attr_list", "footnotes", "toc", {"tracktwo": {"glossary": ["glossary.md", SHARED]}},
    ],
    "plugins": ["search", {"tracktwo": {
        "pdf": {"book": True, "lessons": True}, "epub": True, "study": True, "markdown": True,
        "search": True,
    }}],
}  # fmt: skip
# What is published, but for the pages.
OUTPUTS = (
    "talks-more.pdf", "talks-more.epub", "deep/one.pdf", "two.pdf", "glossary.json", "glossary.schema.json",
    "flashcards.csv", "flashcards.apkg", "llms.txt", "deep/one.md", "assets/cards/index.png",
    "assets/cards/deep/one.png", "assets/tracktwo/tracktwo.css", "assets/tracktwo/player.js",
    "assets/tracktwo/search.js", "assets/tracktwo/search/terms.json",
)  # fmt: skip
HTML = tuple("index.html" if name == "index.md" else f"{name.removesuffix('.md')}/index.html"
             for name in PAGES if name.endswith(".md"))  # fmt: skip


class Built(NamedTuple):
    """The same site by both, each with what was said of it."""

    mkdocs: Path
    zensical: Path
    said_by_mkdocs: str
    said_by_zensical: str


@pytest.fixture(scope="module", autouse=True)
def _zensical() -> None:
    if not find_spec("zensical"):
        missing("needs zensical, which requirements-dev.txt pins")


def build(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["build", *options, str(folder)])


@pytest.fixture(scope="module", params=[True, False], ids=["folders", "files and no nav"])
def built(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Built:
    folder = tmp_path_factory.mktemp("mkdocs")
    config = {name: value for name, value in CONFIG.items() if name != "nav" or request.param}
    site = Site(folder, PAGES, use_directory_urls=request.param, **config)
    (folder / "docs/dot.png").write_bytes(PIXEL)
    other = tmp_path_factory.mktemp("zensical") / "site"
    shutil.copytree(folder, other)
    mkdocs = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"], cwd=folder, capture_output=True, text=True, check=True
    )
    assert site.folder == folder
    zensical = build(other, "--host", "zensical")
    assert (other / "site/glossary.json").exists(), zensical.output
    return Built(folder / "site", other / "site", mkdocs.stderr, zensical.output)


def pages(built: Built) -> list[tuple[lxml.html.HtmlElement, lxml.html.HtmlElement]]:
    """Each page by both; where there are no folders, they are files."""
    names = [name for name in HTML if (built.mkdocs / name).exists()]
    names += [
        flat for name in HTML if (built.mkdocs / (flat := name.replace("/index.html", ".html"))).exists()
    ]
    assert len(set(names)) == len(HTML)
    both = ((built.mkdocs / name, built.zensical / name) for name in dict.fromkeys(names))
    return [tuple(lxml.html.parse(str(file)).getroot() for file in pair) for pair in both]


@pytest.mark.parametrize("path", OUTPUTS)
def test_each_file_is_the_same(built, path):
    assert (built.zensical / path).read_bytes() == (built.mkdocs / path).read_bytes()


def test_the_text_of_each_page_is_the_same(built):
    """But for what Zensical's search has read and taken out."""

    def text(page: lxml.html.HtmlElement) -> list[str]:
        (article,) = page.iterfind(".//article")
        for skip in article.xpath(".//a[@id='__skip']"):
            skip.drop_tree()
        for element in article.iter("*"):
            element.attrib.pop("data-search-exclude", None)
        return lxml.html.tostring(article, encoding="unicode").split()

    for mkdocs, zensical in pages(built):
        assert text(zensical) == text(mkdocs)


def test_used_in_says_the_same(built):
    boxes = [
        [(box.text_content().split(), box.xpath(".//@href")) for box in page.find_class("used-in")]
        for page in pages(built)[1]
    ]
    assert boxes[0] == boxes[1]
    assert len(boxes[0]) == 3


def test_styles_scripts_and_what_machines_read_are_on_the_same_pages(built):
    bare = []
    for both in pages(built):
        found = []
        for page in both:
            loaded = [
                address
                for address in page.xpath("//@href|//@src")
                if re.search(r"assets/tracktwo/(?!search)", address)
            ]
            said = page.xpath("//meta[@property or @name='description']/@content")
            found.append((loaded, said, page.xpath("//script[@type='application/ld+json']/text()")))
        assert found[0] == found[1]
        bare += [page.find(".//h1").text_content() for page in both if not found[0][0]]
    assert bare == ["About us & more"] * 2


def test_a_title_is_text_wherever_a_page_says_it(built):
    for html in (file.read_text("utf-8") for file in built.zensical.rglob("*.html")):
        assert "Two <b>" not in html


def test_the_search_of_ours_finds_the_same_passages(built):
    both = (site / "assets/tracktwo/search/fragment" for site in (built.mkdocs, built.zensical))
    ours, theirs = ({file.name for file in folder.iterdir()} for folder in both)
    assert ours == theirs


def test_a_search_leads_to_moments_of_a_recording(built):
    items = json.loads((built.zensical / "search.json").read_text("utf-8"))["items"]
    moments = {item["title"]: (item["location"], item["text"]) for item in items if "#t" in item["location"]}
    page = "deep/one/" if (built.zensical / "deep/one").is_dir() else "deep/one.html"
    assert moments["0:04"][0] == f"{page}#t4"
    assert "emissary" in moments["0:04"][1]
    assert moments["1:02 · Later"][0] == f"{page}#t62"


def test_the_same_is_found_wanting(built):
    for said in ("one.md:8: `teaches` names 'peace'", "glossary.md:19: no page uses 'Herald'"):
        assert said in built.said_by_mkdocs
        assert said in built.said_by_zensical


def test_pages_that_zensical_has_made_shorter_are_finished_too(tmp_path):
    config = CONFIG | {"plugins": [{"minify": {"minify_html": True}}, "tracktwo"]}
    folder = Site(tmp_path, PAGES, **config).folder
    (folder / "docs/dot.png").write_bytes(PIXEL)
    build(folder, "--host", "zensical")
    glossary = (folder / "site/glossary/index.html").read_text("utf-8")
    assert glossary.count("used-in-title") == 3
    assert "data-entry" not in glossary
    talk = (folder / "site/deep/one/index.html").read_text("utf-8")
    assert 'A promise of a <a href="../../glossary/#state">state</a>' in talk
    assert "tracktwo:" not in talk


@pytest.fixture
def site(tmp_path: Path) -> Path:
    pages = {"index.md": "# Talk\n\nAn envoy.\n", "glossary.md": "# Terms\n\n## Envoy\n\nWho speaks.\n"}
    return Site(tmp_path, pages, theme={"name": "material", "font": False}).folder


def test_a_site_is_finished_again_and_nothing_is_there_twice(site):
    assert build(site, "--host", "zensical").exit_code == 0
    before = {file: file.read_bytes() for file in (site / "site").rglob("*.html")}
    again = CliRunner().invoke(main, ["finish", str(site)])
    assert (again.exit_code, again.stderr) == (0, "")
    assert {file: file.read_bytes() for file in before} == before


@pytest.mark.parametrize(("is_built", "why"), [
    (False, "no record of its pages is there"), (True, "its pages are no longer what was built"),
])  # fmt: skip
def test_what_was_not_built_as_it_is_cannot_be_finished_and_one_line_says_what_to_do(site, is_built, why):
    if is_built:
        assert build(site, "--host", "zensical").exit_code == 0
        (site / "docs/index.md").write_text("Changed.\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["finish", str(site)])
    assert result.exit_code == 2
    remedy = "build it: tracktwo build --host zensical"
    assert (
        result.stderr
        == f"Error: {site}/mkdocs.yml: the last build of this site cannot be used: {why}; {remedy}\n"
    )


def test_a_site_with_zensicals_own_file_is_built_by_zensical_with_its_options(site):
    (site / "mkdocs.yml").unlink()
    (site / "zensical.toml").write_text(
        '[project]\nsite_name = "Talks"\n[project.markdown_extensions]\ntoc = {}\ntracktwo = {}\n'
        "[project.plugins.tracktwo]\nepub = true\n",
        encoding="utf-8",
    )
    result = build(site)
    assert result.exit_code == 0, result.output
    assert (site / "site/talks.epub").exists()
    assert 'class="used-in"' in (site / "site/glossary/index.html").read_text("utf-8")
    (site / "docs/glossary.md").write_text("# Terms\n\n## Envoy\n\n## Peace\n\nNo war.\n", encoding="utf-8")
    build(site)
    checked = CliRunner().invoke(main, ["check", str(site)])
    assert checked.exit_code == 1
    assert "glossary.md:3: error: 'Envoy' has no definition" in checked.stdout
    assert "glossary.md:5: notice: no page uses 'Peace'" in checked.stdout


def test_a_build_that_was_killed_before_it_was_done_is_finished_by_the_next_command(site, monkeypatch):
    assert build(site, "--host", "zensical").exit_code == 0
    before = {file: file.read_bytes() for file in (site / "site").rglob("*") if file.is_file()}

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("tracktwo.hosts.zensical._publish", killed)
        assert build(site, "--host", "zensical").exit_code != 0
    assert not (site / "site/glossary.json").exists()
    assert CliRunner().invoke(main, ["finish", str(site)]).exit_code == 0
    assert {file: file.read_bytes() for file in before} == before


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
def test_what_leads_out_of_the_documents_stops_the_build(site):
    (site / "docs/passwords.txt").symlink_to("/etc/passwd")
    result = build(site, "--host", "zensical")
    remedy = "put what it leads to below the documents, or take the link away"
    said = f"Error: {site}/docs/passwords.txt: this link leads out of the documents; {remedy}\n"
    assert (result.exit_code, result.stderr) == (2, said)


@pytest.mark.parametrize(("page", "text", "said"), [
    ("index.md", "---\ntitle: Three: Trees\n---\nEnvoy.\n", "docs/index.md:2: the front matter cannot"),
    ("index.md", "---\nlesson: true\ndate: gestern\n---\nAn envoy.\n", "docs/index.md:3: date: gestern"),
    ("index.md", "---\nlesson: true\ntitel: A talk\n---\nAn envoy.\n", "docs/index.md:3: titel"),
    ("index.md", "---\nlesson: true\nvideo: a.webm\n---\nAn envoy.\n", "docs/index.md:3: video: a.webm"),
    ("index.md", f"---\na: {'[' * 30_000}\n---\nAn envoy.\n", "docs/index.md:2: the front matter cannot"),
    ("index.md", "An envoy. [On](no.md)\n", "mkdocs.yml: Zensical has not built the site"),
    ("glossary.md", None, "docs/glossary.md: the glossary cannot be read"),
])  # fmt: skip
def test_what_people_get_wrong_fails_the_build_with_file_line_and_remedy(site, page, text, said):
    (site / "docs" / page).write_text(text or "", encoding="utf-8")
    if text is None:
        (site / "docs" / page).rename(site / "docs/terms.md")
    result = build(site, "--host", "zensical")
    assert result.exit_code in (1, 2)
    (line,) = (line for line in result.stderr.splitlines() if said in line)
    assert ";" in line


def test_what_headings_and_front_matter_say_runs_nothing(site):
    attack = "'\"></title></script><script>pwned()</script><img src=x onerror=pwned()>"
    heading = attack.replace("<", "&lt;")
    front = json.dumps(
        {"title": attack, "author": [attack, "Bo"], "description": attack, "objective": attack}
    )
    (site / "docs/talk.md").write_text(f"---\n{front}\n---\nAn envoy.\n", encoding="utf-8")
    (site / "docs/index.md").write_text(f"# {heading}\n\nAn envoy.\n", encoding="utf-8")
    (site / "docs/glossary.md").write_text(f"# {heading}\n\n## Envoy\n\nWho speaks.\n", encoding="utf-8")
    assert build(site, "--host", "zensical").exit_code == 0
    for file in (site / "site").rglob("*.html"):
        page = lxml.html.parse(str(file)).getroot()
        assert page.xpath("//@onerror") == []
        assert page.xpath("//script[not(@type)]/text()[contains(., 'pwned')]") == []
        assert file.name == "404.html" or "pwned()" in page.findtext(".//title")


def test_a_list_of_articles_shows_definitions_too(site):
    (site / "docs/blog/posts").mkdir(parents=True)
    (site / "docs/blog/index.md").write_text("# Blog\n", encoding="utf-8")
    post = "---\ndate: 2026-01-01\n---\n# A post\n\nAn envoy.\n\n<!-- more -->\n\nMore.\n"
    (site / "docs/blog/posts/a.md").write_text(post, encoding="utf-8")
    glossary = "# Terms\n\n## Envoy\n\nWho is [sent](index.md).\n"
    (site / "docs/glossary.md").write_text(glossary, encoding="utf-8")
    config = yaml.safe_load((site / "mkdocs.yml").read_text("utf-8")) | {"plugins": ["blog", "tracktwo"]}
    (site / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    assert build(site, "--host", "zensical").exit_code == 0
    for name, root in (
        ("blog", ".."),
        ("blog/archive/2026", "../../.."),
        ("blog/2026/01/01/a-post", "../../../../.."),
    ):
        page = lxml.html.parse(str(site / "site" / name / "index.html")).getroot()
        assert page.xpath("//a/@data-definition") == [f'Who is <a href="{root}">sent</a>.']
        assert page.xpath("//script/@src[contains(., 'definitions.js')]") == [
            f"{root}/assets/tracktwo/definitions.js"
        ]


def test_study_without_a_page_of_cards_says_how_to_make_one(site):
    config = yaml.safe_load((site / "mkdocs.yml").read_text("utf-8"))
    config["plugins"] = [{"tracktwo": {"study": True}}]
    (site / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    result = build(site, "--host", "zensical")
    remedy = "Zensical makes no page of cards by itself; write it, with `[CARDS]` on a line"
    assert (result.exit_code, result.stderr) == (0, f"NOTICE: {site}/docs/study.md: {remedy}\n")


def test_an_option_that_is_none_is_named_and_one_that_cannot_be_stops_the_build(site):
    config = yaml.safe_load((site / "mkdocs.yml").read_text("utf-8"))
    for options, said in (
        ({"pfd": True}, "mkdocs.yml: plugins: tracktwo: pfd: there is no such option; write `pdf`"),
        ({"epub": 3}, "epub: The configuration is invalid"),
    ):
        config["plugins"] = [{"tracktwo": options}]
        (site / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
        result = build(site, "--host", "zensical")
        assert result.exit_code != 0
        assert said in result.stderr


@pytest.mark.parametrize(
    ("said", "program"),
    [
        ("", "mkdocs"),
        ("# as Zensical has zensical.extensions.macros\n", "mkdocs"),
        ("x: zensical.extensions.macros\n", "zensical"),
    ],
)
def test_a_configuration_that_has_an_extension_of_zensicals_is_zensicals(site, said, program):
    configuration = site / "mkdocs.yml"
    configuration.write_text(said + configuration.read_text("utf-8"), encoding="utf-8")
    assert choose_program(configuration, None) == program
    assert choose_program(configuration, "zensical") == "zensical"


def test_where_no_host_is_there_one_line_says_what_to_install(site, monkeypatch):
    monkeypatch.setattr("tracktwo.hosts.programs.find_spec", lambda _: None)
    result = build(site)
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: mkdocs is not installed; install it: pip install mkdocs (")
    assert result.stderr.count("\n") == 1
