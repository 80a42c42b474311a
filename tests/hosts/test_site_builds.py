"""Real MkDocs builds: what the plugin and the extension make of a site together."""

import logging
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin
from zipfile import ZipFile

import pikepdf
import pytest
import typst
from lxml import html
from pypdf import PdfReader

from sites import GLOSSARY, LESSON, Links, Site, dead_links
from tracktwo.hosts.checking import review_site
from tracktwo.hosts.settings import version_of
from tracktwo.model.whole_files import alone_in
from tracktwo.publishing.book import html_page
from tracktwo.publishing.reproducible.cache import cache_folder

BOOK = [{"tracktwo": {"pdf": {"book": True, "pages": "lessons"}}}]


def own_cache(folder, monkeypatch):
    """Return an empty cache for one test, in a folder that no other program has."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "caches"))
    return cache_folder()


@pytest.fixture
def log(caplog):
    caplog.set_level(logging.INFO, logger="mkdocs")
    return caplog


def test_names_and_texts_of_pages_steer_no_terminal_and_no_workflow_from_mkdocs_log(tmp_path, log):
    page = "---\ndate: x\n---\n# A\n\n[a](\x1b[31mno.md) ![b](\x07##[error]no.png) [c](glossary.md#no)\n"
    names = ("a\n::error::b\x1b[31m.md", "::error::c.md", "##[error]d.md")
    pages = {"glossary.md": GLOSSARY, "e.md": page} | (dict.fromkeys(names, page) if os.name != "nt" else {})
    Site(tmp_path, pages, nav=["index.md"]).build()
    lines = log.text.splitlines()
    assert any("contains a link '\\x1b[31mno.md'" in line for line in lines)
    assert all(line.isprintable() for line in lines)
    assert not [line for line in lines if line.lstrip().startswith("::") or "##[" in line]


def test_names_that_are_as_long_as_a_disk_allows_are_those_of_books_and_pictures(tmp_path):
    names = ["ж" * 126, "b" * 252]
    pages = {f"{name}.md": f"---\nlesson: true\n---\n# {name[:5]}\n\nAn envoy.\n" for name in names}
    plugins = [{"tracktwo": {"pdf": {"book": True, "lessons": True}, "epub": True, "markdown": True}}]
    site = Site(
        tmp_path, {"glossary.md": GLOSSARY, **pages}, plugins=plugins, site_name="word " * 60,
        site_url="https://a.example/",
    ).build()  # fmt: skip
    assert {path.suffix for path in site.iterdir()} >= {".pdf", ".epub"}
    assert [len(list(site.rglob(f"{name[:100]}*.{kind}"))) for name in names for kind in ("pdf", "png")] == [
        1
    ] * 4
    assert not dead_links(site)


ALIASES = "".join(f"k{n}: &k{n} [{', '.join([f'*k{n - 1}'] * 9)}]\n" for n in range(1, 9))


@pytest.mark.parametrize(
    ("front", "key"),
    [
        (f"k0: &k0 x\n{ALIASES}author: *k8\n", "author"),
        ("author: &a [*a]\n", "author"),
        (f"title: {'[' * 30_000}\n", "title"),
        (f"title:\n{'- ' * 30_000}a\n", "title"),
        ("date: 2026-02-30\n", "date"),
    ],
    ids=["aliases", "itself", "brackets", "items", "date"],
)
def test_no_front_matter_stalls_a_build_and_the_rest_of_it_counts(tmp_path, log, front, key):
    site = Site(
        tmp_path, {"glossary.md": GLOSSARY, "a.md": f"---\nobjective: Peace\n{front}---\n# A\n"}
    ).build()
    assert f"the front matter cannot be read ({key}: " in log.text
    assert (
        '<p class="lesson-objective" data-search-exclude="">Peace</p>' in (site / "a/index.html").read_text()
    )


def test_aliases_of_front_matter_that_stand_for_little_are_mkdocs_own(tmp_path, log):
    page = "---\ntitle: &a Peace\ndescription: *a\n---\n# A\n"
    site = Site(tmp_path, {"glossary.md": GLOSSARY, "a.md": page}).build()
    assert 'content="Peace"' in (site / "a/index.html").read_text("utf-8")
    assert "front matter" not in log.text


@pytest.mark.parametrize("directories", [True, False])
def test_every_term_links_to_its_entry_from_any_folder(tmp_path, directories):
    pages = {"glossary.md": GLOSSARY, "lessons/deep/talk.md": LESSON, "talk.md": LESSON}
    site = Site(tmp_path, pages, use_directory_urls=directories).build()
    talk = site / ("lessons/deep/talk/index.html" if directories else "lessons/deep/talk.html")
    terms = [href for href, attributes in Links(talk).links if attributes.get("class") == "term"]
    glossary = "../../../glossary/" if directories else "../../glossary.html"
    assert terms == [f"{glossary}#{term}" for term in ("envoy", "envoy", "treaty", "treaty")]
    assert dead_links(site) == []


def test_a_link_carries_its_term_as_text_and_its_definition_as_html(tmp_path):
    glossary = '# Glossary\n\n## R&D &lt;x&gt;\n\nWhat *one* pays for `<script>` & "more".\n\nNot this.\n'
    site = Site(tmp_path, {"glossary.md": glossary, "a.md": "# A\n\nOur R&D &lt;x&gt; costs."}).build()
    ((_, term),) = [found for found in Links(site / "a/index.html").links if found[1].get("class") == "term"]
    assert term["data-term"] == "R&D <x>"
    assert term["data-definition"] == 'What <em>one</em> pays for <code>&lt;script&gt;</code> &amp; "more".'


@pytest.mark.parametrize(("directories", "end"), [(True, "/"), (False, ".html")])
def test_links_in_a_definition_lead_on_from_every_page(tmp_path, directories, end):
    treaty = "See [envoy](#envoy), [talk](../a/talk.md#at-last), [no](no.md)."
    glossary = f"# Terms\n\n## Treaty\n\n{treaty}\n\n## Envoy\n\nX.\n"
    pages = {"terms/list.md": glossary, "a/talk.md": LESSON, "b.md": "# B\n\nTwo treaties.\n"}
    extensions = ["toc", {"tracktwo": {"glossary": "terms/list.md"}}]
    site = Site(tmp_path, pages, use_directory_urls=directories, markdown_extensions=extensions)
    run = site.command("build")
    assert run.stderr.count("'no.md'") == 1  # on the page of the glossary, and there alone
    root = (tmp_path / "site").as_uri()
    for path in ("a/talk", "b"):
        page = tmp_path / "site" / (f"{path}/index.html" if directories else f"{path}.html")
        links = [term for _, term in Links(page).links if term.get("data-term") == "Treaty"]
        hrefs = re.findall(r'href="([^"]*)"', links[0]["data-definition"])
        assert [urljoin(page.as_uri(), href).replace("/index.html", "/") for href in hrefs] == [
            f"{root}/terms/list{end}#envoy", f"{root}/a/talk{end}#at-last",
        ]  # fmt: skip


def test_no_marker_of_ours_is_left_in_a_page(tmp_path):
    site = Site(tmp_path, {"glossary.md": GLOSSARY, "b.md": LESSON}).build()
    assert not [page for page in site.rglob("*.html") if "tracktwo:" in page.read_text("utf-8")]


def test_what_is_used_is_not_what_search_finds(tmp_path):
    site = Site(tmp_path, {"glossary.md": GLOSSARY, "b.md": LESSON}, plugins=["search", "tracktwo"]).build()
    glossary = (site / "glossary/index.html").read_text("utf-8")
    assert glossary.count('<div class="used-in" data-tracktwo data-search-exclude>') == 2
    assert '"location":"glossary/#envoy"' in (site / "search/search_index.json").read_text("utf-8")


@pytest.mark.parametrize(
    ("glossary", "warning"),
    [
        (GLOSSARY + "\n## Treaty\n\nAgain.\n", "docs/glossary.md:13: 'Treaty' is defined twice"),
        (
            GLOSSARY + "\n## Herald\n\n*Also: envoy*\n\nX.\n",
            "docs/glossary.md:13: 'envoy' names 'Herald' and 'Envoy'",
        ),
        (GLOSSARY + "\n## ¶\n\nX.\n", "docs/glossary.md:13: '¶' has no letter"),
        (GLOSSARY + "\n## Herald\n\n## Consul\n\nX.\n", "docs/glossary.md:13: 'Herald' has no definition"),
        (None, "docs/glossary.md: the glossary cannot be read"),
    ],
)
def test_what_is_wrong_with_a_glossary_fails_a_strict_build(tmp_path, glossary, warning):
    pages = {"b.md": LESSON} if glossary is None else {"b.md": LESSON, "glossary.md": glossary}
    site = Site(tmp_path, pages)
    strict = site.command("build", "--strict")
    assert strict.returncode == 1
    assert [line for line in strict.stderr.splitlines() if line.startswith("WARNING") and warning in line]
    assert strict.stderr.count(warning) == 1
    assert site.command("build").returncode == 0


def test_a_glossary_that_is_not_utf_8_is_named_with_its_line(tmp_path):
    site = Site(tmp_path, {"b.md": LESSON})
    (tmp_path / "docs/terms.md").write_bytes("# Terms\n\n## Café\n".encode("latin-1"))
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\ntheme: mkdocs\nplugins: [tracktwo]\nexclude_docs: terms.md\n"
        "markdown_extensions: [{tracktwo: {glossary: terms.md}}]\n"
    )
    strict = site.command("build", "--strict")
    assert strict.returncode == 1
    assert "docs/terms.md:3: this is not UTF-8; save the file as UTF-8" in strict.stderr


def test_a_term_that_no_page_uses_is_a_plain_notice(tmp_path, log):
    site = Site(tmp_path, {"glossary.md": GLOSSARY + "\n## Consul\n\nX.\n", "b.md": LESSON})
    assert site.command("build", "--strict").returncode == 0
    site.build()
    (notice,) = [record for record in log.records if "Consul" in record.getMessage()]
    assert notice.levelno == logging.INFO
    assert "docs/glossary.md:13: no page uses 'Consul'" in notice.getMessage()


def test_of_many_terms_that_no_page_uses_a_build_names_a_few(tmp_path, log):
    more = "".join(f"\n## Consul {letter}\n\nX.\n" for letter in "ABCDEFGH")
    Site(tmp_path, {"glossary.md": GLOSSARY + more, "b.md": LESSON}).build()
    said = [record.getMessage() for record in log.records if "no page uses" in record.getMessage()]
    assert len(said) == 6
    assert said[-1].endswith("no page uses 3 more; `tracktwo check` names all")


def test_where_sites_share_a_glossary_its_unused_terms_are_not_told(tmp_path, log):
    pages = {"glossary.md": GLOSSARY + "\n## Consul\n\nX.\n", "b.md": LESSON}
    site = Site(tmp_path, pages, plugins=[{"tracktwo": {"unused": False}}])
    site.build()
    assert "Consul" not in " ".join(record.getMessage() for record in log.records)
    assert review_site(str(site.folder / "mkdocs.yml")) == []


def test_pages_that_are_not_converted_from_markdown_are_told(tmp_path, log):
    (tmp_path / "hook.py").write_text("""
from mkdocs.structure.toc import TableOfContents

def on_page_markdown(markdown, page, **_):
    if page.file.src_uri.startswith("notebook"):
        page.toc = TableOfContents([])
        page.render = lambda *_: setattr(page, "content", "<p>An envoy.</p>")
""")
    pages = {"glossary.md": GLOSSARY, "b.md": LESSON, "notebook-1.md": "", "notebook-2.md": ""}
    Site(tmp_path, pages, hooks=["hook.py"]).build()
    [said] = [it for it in (record.getMessage() for record in log.records) if "Python-Markdown" in it]
    assert "notebook-1.md" in said
    assert "(and 1 more)" in said


def test_what_is_no_address_ends_no_build(tmp_path):
    link = '<a href="http://[">there</a>'
    meta = "---\nlesson: true\nvideo: http://[\nsource: http://[\n---\n"
    pages = {
        "glossary.md": f"# Terms\n\n## Envoy\n\nGoes {link}.\n",
        "b.md": f"{meta}# B\n\nAn envoy, {link}.\n",
    }
    site = Site(tmp_path, pages)
    html = (site.build() / "b/index.html").read_text("utf-8")
    assert link in html
    assert 'data-term="Envoy"' in html
    [finding] = review_site(str(site.folder / "mkdocs.yml"))
    assert finding.code == "unplayable"


def test_a_blog_s_pages_of_a_year_are_reviewed_while_they_are_there(tmp_path):
    post = "---\ndate: 2026-01-01\n---\n# A post\n\nAn envoy.\n\n<!-- more -->\n\nMore of the treaty.\n"
    pages = {"glossary.md": GLOSSARY, "b.md": LESSON, "blog/posts/a.md": post}
    site = Site(tmp_path, pages, theme={"name": "material"}, plugins=["blog", "tracktwo"])
    (tmp_path / "docs/blog/index.md").write_text("# Blog\n")
    assert review_site(str(site.folder / "mkdocs.yml")) == []


def test_terms_false_leaves_a_page_alone(tmp_path):
    pages = {"glossary.md": GLOSSARY, "a.md": "---\nterms: false\n---\n# A\n\nA treaty.\n"}
    assert 'class="term"' not in (Site(tmp_path, pages).build() / "a/index.html").read_text("utf-8")


@pytest.mark.parametrize(("link", "count"), [("section", 4), ("page", 2), ("all", 5)])
def test_link_says_which_uses_become_links(tmp_path, link, count):
    extensions = ["toc", {"tracktwo": {"link": link}}]
    site = Site(tmp_path, {"glossary.md": GLOSSARY, "b.md": LESSON}, markdown_extensions=extensions).build()
    assert (site / "b/index.html").read_text("utf-8").count('class="term"') == count


def test_terms_marker_lists_what_the_page_uses_with_definitions(tmp_path):
    site = Site(
        tmp_path, {"glossary.md": GLOSSARY, "b.md": "# B\n\n[TERMS]\n\nA treaty by an envoy.\n"}
    ).build()
    html = (site / "b/index.html").read_text("utf-8")
    listed = html[html.index('<dl class="terms"') : html.index("</dl>")]
    assert listed.index('href="../glossary/#envoy">Envoy<') < listed.index(
        'href="../glossary/#treaty">Treaty<'
    )
    assert "<dd>Who speaks for a state.</dd>" in listed


def test_the_extension_is_added_where_the_configuration_lacks_it(tmp_path):
    site = Site(tmp_path, {"glossary.md": GLOSSARY, "b.md": LESSON}, markdown_extensions=["toc"]).build()
    assert 'class="term"' in (site / "b/index.html").read_text("utf-8")


def test_the_pdf_is_made_with_the_site_and_links_to_it_are_checked(tmp_path):
    pages = {"glossary.md": GLOSSARY, "transcript.md": LESSON, "index.md": "# Home\n\n[PDF](talks.pdf)\n"}
    site = Site(tmp_path, pages, plugins=BOOK, nav=["index.md", "transcript.md"])
    assert site.command("build", "--strict").returncode == 0
    assert (tmp_path / "site/talks.pdf").read_bytes().startswith(b"%PDF")
    assert 'href="talks.pdf"' in (tmp_path / "site/index.html").read_text("utf-8")


def test_the_epub_is_made_with_the_site_and_links_to_it_are_checked(tmp_path):
    pages = {"glossary.md": GLOSSARY, "transcript.md": LESSON, "index.md": "# Home\n\n[EPUB](talks.epub)\n"}
    site = Site(
        tmp_path,
        pages,
        plugins=[{"tracktwo": {"epub": True, "pdf": {"book": False, "pages": "lessons"}}}],
        nav=["index.md", "transcript.md"],
    )
    assert site.command("build", "--strict").returncode == 0
    with ZipFile(tmp_path / "site/talks.epub") as epub:
        assert epub.read("mimetype") == b"application/epub+zip"
        glossary = epub.read("EPUB/glossary.xhtml").decode()
    assert re.search('Used in: <a href="chapter-1.xhtml#_1">Talks</a>; .*At first</a>', glossary)
    assert not (tmp_path / "site/talks.pdf").exists()


def test_a_book_has_its_pages_as_other_plugins_leave_them_once_all_are_rendered(tmp_path):
    hook = """\
from mkdocs.plugins import event_priority

@event_priority(-50)
def on_env(env, config, files):
    page = files.src_uris["transcript.md"].page
    page.content = page.content.replace("[later]", '<a href="../glossary/#envoy">whom we send</a>')
"""
    (tmp_path / "hook.py").write_text(hook, "utf-8")
    pages = {"glossary.md": GLOSSARY, "transcript.md": f"{LESSON}\nTo be known [later].\n"}
    site = Site(tmp_path, pages, plugins=[{"tracktwo": {"epub": True}}], hooks=["hook.py"]).build()
    with ZipFile(site / "talks.epub") as epub:
        text = "".join(epub.read(name).decode() for name in epub.namelist() if name.endswith(".xhtml"))
    assert '<a href="glossary.xhtml#envoy">whom we send</a>' in re.sub(' (class|id)="[^"]*"', "", text)
    assert re.search("Talks</a>: .*At first</a>; .*At last</a>", text), "and still where each term is used"
    assert "<!--tracktwo" not in (site / "transcript/index.html").read_text("utf-8")


def test_each_lesson_has_its_own_pdf_with_the_terms_that_it_uses(tmp_path):
    pages = {
        "glossary.md": GLOSSARY.replace("A promise", "*Also: pact*\n\nA promise")
        + "\n## Silence\n\nNo word.\n",
        "lessons/one.md": "---\nlesson: true\n---\n# One\n\nA treaty. [Two](two.md), [its PDF](two.pdf).\n",
        "lessons/two.md": "---\nlesson: true\n---\n# Two\n\nAn envoy.\n",
    }
    plugins = [{"tracktwo": {"pdf": {"lessons": True}}}]
    site = Site(tmp_path, pages, plugins=plugins, site_url="https://talks.example.org/")
    run = site.command("build", "--strict")
    assert run.returncode == 0, run.stderr
    texts = {
        name: " ".join(page.extract_text() for page in PdfReader(tmp_path / f"site/lessons/{name}.pdf").pages)
        for name in ("one", "two")
    }
    assert "A promise between states" in texts["one"]
    assert "Who speaks" not in texts["one"], "the definition of Treaty names an envoy; the lesson does not"
    assert "https://talks.example.org/lessons/two/" in texts["one"]
    assert "Who speaks for a state" in texts["two"]
    assert "A promise" not in texts["two"]
    assert not any("No word" in text for text in texts.values())


def test_a_lesson_of_the_theme_leads_to_its_own_pdf(tmp_path):
    overrides = Path(__file__).resolve().parents[2] / "overrides"
    pages = {"glossary.md": GLOSSARY, "a/talk.md": f"---\nlesson: true\n{LESSON.removeprefix('---')}"}
    Site(
        tmp_path, pages, theme={"name": "material", "custom_dir": str(overrides), "font": False},
        plugins=[{"tracktwo": {"pdf": {"lessons": True, "book": True}}}], repo_url="https://example.org/r",
    ).build()  # fmt: skip
    page = html.parse(str(tmp_path / "site/a/talk/index.html"))
    assert page.xpath("//*[@class='actions']/a[1]/@href") == ["../talk.pdf"]
    assert (tmp_path / "site/a/talk.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("lessons", "own", "said"),
    [
        (1, False, [("talks.pdf", "Download PDF"), ("talks.epub", "Download EPUB")]),
        (1, True, [("a.pdf", "Download PDF"), ("talks.epub", "Download EPUB")]),
        (2, True, [("a.pdf", "Download PDF"), ("talks.epub", "Download the whole book (EPUB)")]),
        (2, False, [("talks.pdf", "Download the whole book (PDF)"), ("talks.epub", "Download the whole")]),
    ],
    ids=["one-lesson", "and-its-own", "two-and-their-own", "two"],
)
def test_a_lesson_leads_to_its_own_pdf_and_to_the_book_as_a_book(tmp_path, lessons, own, said):
    pages = {f"{name}.md": f"---\nlesson: true\n{LESSON.removeprefix('---')}" for name in "ab"[:lessons]}
    plugins = [{"tracktwo": {"pdf": {"lessons": own, "book": True}, "epub": True}}]
    site = Site(tmp_path, {"glossary.md": GLOSSARY, **pages}, plugins=plugins).build()
    [header] = html.parse(str(site / "a/index.html")).xpath("//header[@class='lesson']")
    links = header.find_class("actions")[0]
    assert header[0].tag == "h1", "'skip to content' leads there"
    assert len(links) == len(said)
    for link, (path, words) in zip(links, said, strict=True):
        pages = f"{len(PdfReader(site / path).pages)} pages, " if path.endswith("pdf") else ""
        assert link.get("href") == f"../{path}"
        assert link.text.startswith(words)
        assert link[0].text == f" {pages}{round((site / path).stat().st_size / 1000)} KB"


def test_a_pdf_is_not_made_again_unless_something_in_it_changes(tmp_path, monkeypatch):
    cache = own_cache(tmp_path, monkeypatch)
    pages = {"glossary.md": f"{GLOSSARY}\n## Silence\n\nNo word.\n", "transcript.md": LESSON}
    site = Site(tmp_path, pages, plugins=[{"tracktwo": {"pdf": {"lessons": True, "book": True}}}])
    made = []
    compiled = typst.compile
    monkeypatch.setattr(typst, "compile", lambda *a, **k: made.append(1) or compiled(*a, **k))
    first = (site.build() / "talks.pdf").read_bytes()
    assert len(made) == 2
    assert (site.build() / "talks.pdf").read_bytes() == first
    assert len(made) == 2
    (tmp_path / "docs/transcript.md").write_text(LESSON.replace("came", "went"), "utf-8")
    assert (site.build() / "talks.pdf").read_bytes() != first
    assert len(made) == 4
    shutil.rmtree(cache)
    site.build()
    assert len(made) == 6


def test_a_page_is_parsed_once_whatever_is_made_of_it(tmp_path, monkeypatch):
    recorded = "---\nlesson: true\naudio: talk.mp3\n---\n# One\n\n## Then\n\n[0:12] **Ada:** A treaty.\n"
    pages = {"glossary.md": GLOSSARY, "one.md": recorded, "two/transcript.md": LESSON, "talk.mp3": ""}
    own = {"lessons": True, "book": True}
    plugins = [{"tracktwo": {"pdf": {**own, "pages": "lessons"}, "epub": own, "social_cards": False}}]
    parsed = []
    parse = html_page.fragment_fromstring
    monkeypatch.setattr(
        html_page, "fragment_fromstring", lambda html, **how: parsed.append(html) or parse(html, **how)
    )
    for builds in (1, 2):
        site = Site(tmp_path, pages, plugins=plugins).build()
        assert len(parsed) == 3 * builds, "the glossary and two lessons"
    assert len(set(parsed)) == 3, "what is generated into the glossary later is none of a book"
    assert '"transcript":"' in (site / "one/index.html").read_text("utf-8")
    epubs = {path.relative_to(site).as_posix() for path in site.rglob("*.epub")}
    assert epubs == {"talks.epub", "one.epub", "two/transcript.epub"}, "the book, and one of each lesson"
    assert 'href="../one.epub"' in (site / "one/index.html").read_text("utf-8")


def test_a_link_that_only_the_book_has_to_leave_out_fails_no_strict_build(tmp_path):
    lesson = f"{LESSON}\n[Home](index.md), and [nowhere](#nowhere).\n"
    site = Site(tmp_path, {"glossary.md": GLOSSARY, "transcript.md": lesson}, plugins=BOOK)
    said = site.command("build", "--strict").stderr.splitlines()
    (out_of_book,) = [line for line in said if "leads out of the book; set site_url" in line]
    (dead,) = [line for line in said if "docs/transcript.md: link #nowhere names no place" in line]
    assert (out_of_book.split()[0], dead.split()[0]) == ("INFO", "WARNING")


def test_two_builds_at_once_that_share_a_cache_write_the_same_bytes(tmp_path, monkeypatch):
    cache = own_cache(tmp_path, monkeypatch)
    pages = {"glossary.md": GLOSSARY, **{f"{n}/transcript.md": LESSON for n in "abcdef"}}
    site = Site(tmp_path, pages, plugins=[{"tracktwo": {"pdf": {"lessons": True, "book": True}}}])
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir"]
    builds = [subprocess.Popen([*command, tmp_path / name], cwd=site.folder) for name in ("one", "two")]
    assert [build.wait() for build in builds] == [0, 0]
    one, two = (
        {pdf.relative_to(tmp_path / name): pdf.read_bytes() for pdf in (tmp_path / name).rglob("*.pdf")}
        for name in ("one", "two")
    )
    assert len(one) == 7
    assert one == two
    assert len(list(cache.iterdir())) == 7, "no unfinished file is left"


def test_a_pdf_without_a_page_is_an_error_with_its_remedy(tmp_path):
    site = Site(tmp_path, {"glossary.md": GLOSSARY}, plugins=BOOK)
    failed = site.command("build")
    assert failed.returncode == 1
    assert "put pages into `nav`, or say in `pdf` which the book has" in failed.stderr


@pytest.mark.parametrize(
    ("extra", "deployed", "version"),
    [({}, "", ""), ({"version": 2.1}, "", "2.1"), ({"version": {"provider": "mike"}}, "", ""),
     ({"version": {"provider": "mike"}}, "1.0", "1.0")],
)  # fmt: skip
def test_a_site_has_the_version_that_is_deployed_or_that_it_names(extra, deployed, version, monkeypatch):
    monkeypatch.setenv("MIKE_DOCS_VERSION", deployed)
    assert version_of(extra) == version


@pytest.mark.parametrize(
    ("pdf", "chapters"),
    [
        (True, ["Home", "One", "Plans & more", "Talk"]),
        ({"pages": "lessons"}, ["Talk"]),
        ({"include": ["talks/"]}, ["One", "Talk"]),
        ({"exclude": "plan.md\ntalks/*\n!talks/one.md"}, ["Home", "One"]),
    ],
)
def test_the_book_has_the_pages_that_the_site_names(tmp_path, pdf, chapters):
    talk = "---\nlesson: true\n---\n# Talk\n\nA treaty.\n"
    pages = {"glossary.md": GLOSSARY, "plan.md": "a\n", "talks/one.md": "# One\n\na\n", "talks/talk.md": talk}
    nav = ["index.md", "talks/one.md", {"Plans &amp; more": ["plan.md"]}, "talks/talk.md", "glossary.md"]
    site = Site(
        tmp_path, {**pages, "left.md": "# Left\n"}, nav=nav, plugins=[{"tracktwo": {"pdf": pdf}}]
    ).build()
    with pikepdf.open(site / "talks.pdf") as book, book.open_outline() as outline:
        titles = [item.title for item in outline.root]
    alone = len(chapters) == 1
    assert titles == (["Glossary"] if alone else [*chapters, "Glossary"])


def test_the_script_makes_the_pdf_that_the_build_makes(tmp_path):
    pages = {"glossary.md": GLOSSARY, "transcript.md": LESSON}
    site = Site(tmp_path, pages, plugins=BOOK)
    pdf = (site.build() / "talks.pdf").read_bytes()
    script = Path(__file__).resolve().parents[2] / "scripts" / "build_pdf.py"
    run = subprocess.run(
        [sys.executable, script, "-o", "out.pdf"], cwd=tmp_path, capture_output=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "out.pdf").read_bytes() == pdf
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "docs",
        "mkdocs.yml",
        "out.pdf",
        "site",
    ]


def test_an_editor_makes_26_links_in_the_real_transcript(tmp_path, shared_data):
    page = (shared_data / "pasted-page" / "multi-track-diplomacy.txt").read_text("utf-8")
    transcript = page.split("Download PDF\n")[1].split("Terms to Know")[0]
    names = ["Diplomacy", "Multi-Track Diplomacy", "Non-State Actor", "State Actor", "Track Two Diplomacy"]
    glossary = "".join(
        f"## {name}\n\n{'*Also: track two*' if name.startswith('Track') else 'X.'}\n\n" for name in names
    )
    extensions = [{"tracktwo": {"link": "all"}}]
    site = Site(
        tmp_path, {"glossary.md": glossary, "t.md": transcript}, markdown_extensions=extensions
    ).build()
    found = [
        attributes
        for _, attributes in Links(site / "t/index.html").links
        if attributes.get("class") == "term"
    ]
    counts = {name: sum(link["data-term"] == name for link in found) for name in names}
    assert list(counts.values()) == [10, 7, 1, 2, 6]
    html = (site / "t/index.html").read_text("utf-8").lower()
    assert html.count(">track two</a>") == 4


@pytest.mark.parametrize(
    "written", [b"/* Why. */\na {\n  color: red;\n}\n", "a { content: 'é' }".encode("latin-1")]
)
def test_a_site_s_own_styles_and_scripts_stay_byte_for_byte(tmp_path, written):
    for name in ("overrides/own.css", "overrides/own.js", "docs/own.css"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(written)
    theme = {"name": "mkdocs", "custom_dir": "overrides"}
    site = Site(tmp_path, {"glossary.md": GLOSSARY}, theme=theme).build()
    assert (site / "own.css").read_bytes() == (site / "own.js").read_bytes() == written


@pytest.mark.parametrize(
    "template",
    ["<p>{{ title }}</p>", "<div><h1>{{ title }}</h1></div>", "<div><p id='lesson-text'></p></div>", ""],
)
def test_a_site_s_own_template_without_a_place_for_the_title_or_the_text_is_named(tmp_path, template):
    own = tmp_path / "overrides/tracktwo/lesson.html"
    own.parent.mkdir(parents=True)
    own.write_text(template, "utf-8")
    pages = {"glossary.md": GLOSSARY, "transcript.md": LESSON}
    failed = Site(tmp_path, pages, theme={"name": "mkdocs", "custom_dir": "overrides"}).command("build")
    assert failed.returncode == 1
    assert 'lesson.html: this is not one element, with an `h1` and `id="lesson-text"`' in failed.stderr


def test_a_page_in_another_encoding_is_named_with_its_line_and_the_remedy(tmp_path):
    site = Site(tmp_path, {"glossary.md": GLOSSARY})
    (tmp_path / "docs/talk.md").write_bytes("# Talk\n\nÜber\n".encode("latin-1"))
    failed = site.command("build")
    assert failed.returncode == 1
    assert "docs/talk.md:3: this is not UTF-8; save the file as UTF-8" in failed.stderr
    assert "Traceback" not in failed.stderr


WAITING = """
import sys
sys.addaudithook(lambda event, _: print("waits", flush=True) if event == "fcntl.flock" else None)
from tracktwo.cli import main
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows locks no folders")
def test_a_build_waits_until_another_of_the_same_site_is_done(tmp_path):
    site = Site(tmp_path, {"glossary.md": GLOSSARY})
    with alone_in([tmp_path]):
        build = subprocess.Popen(
            [sys.executable, "-c", WAITING, "build"], cwd=site.folder, stdout=subprocess.PIPE, text=True
        )
        assert build.stdout.readline() == "waits\n"
        assert not (tmp_path / "site").exists()
    assert "The website is in site" in build.communicate()[0]
    assert (tmp_path / "site/index.html").is_file()
