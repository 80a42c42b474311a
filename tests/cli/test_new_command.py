"""`tracktwo new`: a site of one's own, in one command."""

import os
import re
import socket
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import lxml.html
import markdown
import pytest
import yaml
from click.testing import CliRunner
from mkdocs.config import load_config

from tracktwo.cli import main, new_command
from tracktwo.wording import words

TRACKTWO = str(Path(sys.executable).with_name("tracktwo"))
ROOT = Path(__file__).resolve().parents[2]
SAID = ["--title", "Talks", "--author", "Ada", "--language", "en", "--repository", "ada/talks"]
CAPTIONS = "WEBVTT\n\n00:04.000 --> 00:08.000\n<v Ada>An envoy may still travel.\n"
TERMS = "term,definition\nEnvoy,Who is sent.\n"


def new(folder: Path, *arguments: str | Path):
    return CliRunner().invoke(main, ["new", str(folder), *map(str, arguments)])


def said_in(language: str) -> set[str]:
    """What pages say by themselves in a language, but for what has numbers and names put in."""
    tables = words(language, "site"), words(language, "new"), words(language, "lesson")
    found = [said for table in tables for said in table.values()]
    return {said for said in found if isinstance(said, str) and "{" not in said and said.strip()}


def run(*command: str | Path, folder: Path) -> str:
    """Run a command in a folder; return what it says, once it has ended well."""
    done = subprocess.run([*map(str, command)], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def built(folder: Path) -> Path:
    """Build a site as its owner does, strictly, and review it; return where it is."""
    run(TRACKTWO, "build", folder, folder=folder.parent)
    assert "error" not in run(TRACKTWO, "check", folder=folder)
    return folder / "site"


def settings(folder: Path) -> dict[str, object]:
    return dict(load_config(str(folder / "mkdocs.yml")))


def test_a_site_of_nothing_yet_builds_and_says_what_to_do(tmp_path):
    result = new(tmp_path / "talks", *SAID)
    assert result.exit_code == 0, result.output
    assert f"tracktwo build {tmp_path / 'talks'}" in result.output
    site = built(tmp_path / "talks")
    assert "put its words here" in (site / "transcript.html").read_text("utf-8")
    assert {path.name for path in site.glob("talks.*")} == {"talks.pdf", "talks.epub"}


def test_a_site_of_captions_and_terms_has_them_all(tmp_path):
    (tmp_path / "talk.vtt").write_text(CAPTIONS, encoding="utf-8")
    (tmp_path / "terms.csv").write_text(TERMS, encoding="utf-8")
    arguments = ["--from", tmp_path / "talk.vtt", "--terms", tmp_path / "terms.csv"]
    result = new(tmp_path / "talks", *SAID, *arguments)
    assert result.exit_code == 0, result.output
    assert "cues" in result.output
    lesson = (built(tmp_path / "talks") / "transcript.html").read_text("utf-8")
    assert re.search(r'<a class="term"[^>]*>envoy</a>', lesson)
    assert "may still travel" in lesson
    assert '<header class="lesson"' in lesson
    assert "Download PDF" in lesson


def test_a_site_within_another_has_its_terms_in_its_own_glossary(tmp_path):
    assert new(tmp_path / "outer", *SAID).exit_code == 0
    (tmp_path / "terms.csv").write_text(TERMS, encoding="utf-8")
    inner = tmp_path / "outer/talks"
    assert new(inner, *SAID, "--terms", tmp_path / "terms.csv").exit_code == 0
    assert "## Envoy" in (inner / "docs/glossary.md").read_text("utf-8")
    assert not (inner / "glossary.md").exists()


def test_a_site_of_captions_alone_and_without_a_repository_has_an_empty_glossary_and_no_way_to_edit(tmp_path):
    (tmp_path / "talk.vtt").write_text(CAPTIONS, encoding="utf-8")
    new(tmp_path / "talks", *SAID, "--from", tmp_path / "talk.vtt", "--repository", "")
    assert "##" not in (tmp_path / "talks/docs/glossary.md").read_text("utf-8")
    said = settings(tmp_path / "talks")
    assert (said["repo_url"], said["edit_uri"]) == (None, None)
    assert 'rel="edit"' not in (built(tmp_path / "talks") / "glossary.html").read_text("utf-8")


def test_a_transcript_is_a_lesson_unless_it_says_that_it_is_none(tmp_path):
    new(tmp_path / "talks", *SAID)
    docs, configuration = tmp_path / "talks/docs", tmp_path / "talks/mkdocs.yml"
    (docs / "second.md").write_text("---\nlesson: true\n---\nWords.\n", encoding="utf-8")
    nav = configuration.read_text("utf-8").replace("- transcript.md\n", "- transcript.md\n  - second.md\n")
    configuration.write_text(nav, encoding="utf-8")
    words = "Words. [Mend them](contributing.md).\n"  # which is in no book
    for text, headers in {words: 1, f"---\nlesson: false\n---\n{words}": 0}.items():
        (docs / "transcript.md").write_text(text, encoding="utf-8")
        page = (built(tmp_path / "talks") / "transcript.html").read_text("utf-8")
        assert page.count('<header class="lesson"') == headers
        assert 'href="contributing.html">Mend them' in page


@pytest.mark.parametrize(
    "title", ['Who\'s "there": #1', "!ENV [HOME]", "- yes", "{{ config }} %}", "*a* _b_"]
)
def test_any_title_is_a_title_in_settings_and_on_the_first_page(tmp_path, title):
    assert new(tmp_path / "talks", *SAID, "--title", title, "--author", title).exit_code == 0
    assert settings(tmp_path / "talks")["site_name"] == title
    page = (tmp_path / "talks/docs/index.md").read_text("utf-8")
    heading = lxml.html.fromstring(markdown.markdown(page.split("---\n")[-1], extensions=["attr_list"]))
    assert heading.xpath("string(//h1)") == title


def test_any_title_is_a_title_on_all_of_a_site(tmp_path):
    title = '*Who\'s* "there": #1 & {{ config }} %} مسار ثانٍ?'
    new(tmp_path / "talks", *SAID, "--title", title, "--author", title)
    page = (built(tmp_path / "talks") / "index.html").read_text("utf-8")
    assert re.search(r"<h1[^>]*>(.*?)<a", page)[1] == title.replace("&", "&amp;")
    tree = lxml.html.fromstring(page)
    assert set(tree.xpath("//a[contains(@class, 'md-logo')]/@aria-label")) == {title}
    assert tree.xpath("//title")[0].text == title
    [description] = tree.xpath("//meta[@name='description']/@content")
    assert description.startswith(title)


def test_the_configuration_says_what_the_options_say_and_keeps_its_comments(tmp_path):
    new(tmp_path / "talks", *SAID)
    said = settings(tmp_path / "talks")
    assert (said["site_name"], said["repo_url"]) == ("Talks", "https://github.com/ada/talks")
    assert (said["copyright"], said["edit_uri"]) == ("© Ada", "edit/main/docs/")
    ours = re.findall("#.*", (ROOT / "mkdocs.yml").read_text("utf-8"))
    assert re.findall("#.*", (tmp_path / "talks/mkdocs.yml").read_text("utf-8")) == ours


def test_nothing_of_this_project_s_own_site_is_in_it(tmp_path):
    new(tmp_path / "talks", *SAID)
    files = [path for path in (tmp_path / "talks").rglob("*") if path.is_file()]
    assert len(files) > 15
    for path in (path for path in files if path.suffix != ".whl"):
        text = path.read_text("utf-8").replace(
            "Made with [Tracktwo](https://github.com/tracktwo/tracktwo)", ""
        )
        assert not re.search("multi-?track|tracktwo/tracktwo|CC BY|TRACKTWO_REPO_URL", text, re.IGNORECASE), (
            path
        )


def test_its_files_are_those_of_this_project(tmp_path):
    new(tmp_path / "talks", *SAID)
    names = [".github/workflows/site.yml", "docs/contributing.md"]
    names += [path.relative_to(ROOT).as_posix() for path in (ROOT / "overrides").rglob("*") if path.is_file()]
    for name in names:
        assert (tmp_path / "talks" / name).read_bytes() == (ROOT / name).read_bytes()
    assert (tmp_path / "talks/Makefile").read_bytes() == (ROOT / "site.mk").read_bytes()


def test_the_look_is_small_and_holds_no_machinery(tmp_path):
    new(tmp_path / "talks", *SAID)
    look = [path for path in (tmp_path / "talks/overrides").rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in look) <= 12 * 1024
    assert {path.suffix for path in look} == {".css", ".html"}


@pytest.mark.parametrize(
    ("given", "address", "edit"),
    [
        ("ada/talks", "https://github.com/ada/talks", "edit/main/docs/"),
        ("https://github.com/ada/talks.git", "https://github.com/ada/talks", "edit/main/docs/"),
        ("git@gitlab.com:ada/talks.git", "https://gitlab.com/ada/talks", "-/edit/main/docs/"),
        ("https://gitlab.example.org/ada/talks", "https://gitlab.example.org/ada/talks", "-/edit/main/docs/"),
        ("https://github.com/ada/talks/tree/main", "https://github.com/ada/talks", "edit/main/docs/"),
        ("https://codeberg.org/ada/talks/", "https://codeberg.org/ada/talks", "_edit/main/docs/"),
        ("https://forgejo.example.org/a/b", "https://forgejo.example.org/a/b", "_edit/main/docs/"),
        ("https://git.example.org/ada/talks", "https://git.example.org/ada/talks", None),
    ],
)
def test_a_repository_may_be_given_as_people_write_it(tmp_path, given, address, edit):
    new(tmp_path / "talks", *SAID, "--repository", given)
    said = settings(tmp_path / "talks")
    assert (said["repo_url"], said["edit_uri"]) == (address, edit)


@pytest.mark.parametrize(
    ("repository", "has", "said"),
    [
        ("", "Makefile", "put the folder `site/` where your host serves pages"),
        ("https://git.example.org/ada/talks", "Makefile", "put the folder `site/` where your host serves"),
        ("ada/talks", ".github", "*GitHub Actions* as the source"),
        ("https://gitlab.com/ada/talks", ".gitlab-ci.yml", "*Deploy*, *Pages* says where"),
        ("https://codeberg.org/ada/talks", ".woodpecker.yml", "give it a secret `pages_token`"),
        ("https://forgejo.example.org/ada/talks", ".forgejo", "onto the branch `pages`"),
    ],
)
def test_what_publishes_the_site_is_that_of_its_code_host(tmp_path, repository, has, said):
    new(tmp_path / "talks", *SAID, "--repository", repository)
    names = {path.name for path in (tmp_path / "talks").iterdir()}
    pipelines = {".github", ".gitlab-ci.yml", ".woodpecker.yml", ".forgejo"}
    assert names & pipelines == {has} - {"Makefile"}
    readme = (tmp_path / "talks/README.md").read_text("utf-8")
    assert said in readme
    assert ("GitHub" in readme) == (has == ".github")
    schemas = {
        ".github/dependabot.yml": "dependabot",
        ".gitlab-ci.yml": "gitlab-ci",
        ".woodpecker.yml": "woodpecker-ci",
        "renovate.json": "renovate",
    }
    there = {path: schema for path, schema in schemas.items() if (tmp_path / "talks" / path).exists()}
    assert len(there) == {"Makefile": 0, ".github": 1, ".forgejo": 1}.get(has, 2)
    for path, schema in there.items():
        check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
        run(*check, tmp_path / "talks" / path, folder=tmp_path)


@pytest.mark.parametrize(("given", "meant"), [("pt_br", "pt-BR"), ("de-AT", "de"), ("EN", "en")])
def test_a_language_is_written_as_the_theme_does(tmp_path, given, meant):
    new(tmp_path / "talks", *SAID, "--language", given)
    said = yaml.compose((tmp_path / "talks/mkdocs.yml").read_text("utf-8"))
    theme = next(value for key, value in said.value if key.value == "theme")
    assert [value.value for key, value in theme.value if key.value == "language"] == [meant]


def test_of_a_list_in_several_languages_the_terms_are_those_of_the_pages(tmp_path):
    (tmp_path / "terms.yml").write_text(
        "- slug: a\n  en: {term: Envoy, def: Who is sent.}\n"
        "  de: {term: Gesandter, def: Wer gesandt wird.}\n"
        "- slug: b\n  en: {term: Treaty, def: A promise.}\n",
        encoding="utf-8",
    )
    for language, headword in {"en": "Envoy", "de-AT": "Gesandter"}.items():
        folder = tmp_path / language
        result = new(folder, *SAID, "--language", language, "--terms", tmp_path / "terms.yml")
        assert result.exit_code == 0, result.output
        assert f"## {headword}\n" in (folder / "docs/glossary.md").read_text("utf-8")
    assert "terms.yml:4: term not defined in de, 1 time (b)" in result.output
    result = new(tmp_path / "fi", *SAID, "--language", "fi", "--terms", tmp_path / "terms.yml")
    assert 'no term is defined in the language "fi"; choose one of en, de' in result.output
    assert not (tmp_path / "fi").exists()


def test_a_definition_without_its_term_is_named_as_an_import_names_it(tmp_path):
    (tmp_path / "terms.txt").write_text("The work of keeping relations up.\n", encoding="utf-8")
    arguments = [*SAID, "--terms", tmp_path / "terms.txt"]
    result = new(tmp_path / "talks", *arguments)
    assert (result.exit_code, 'add --name-term "TERM"' in result.output) == (1, True)
    assert new(tmp_path / "talks", *arguments, "--name-term", "Diplomacy").exit_code == 0
    assert "## Diplomacy\n" in (tmp_path / "talks/docs/glossary.md").read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="a shell's own quotation marks are meant")
def test_the_commands_that_come_next_can_be_typed_as_they_stand(tmp_path):
    result = new(tmp_path / "my $talks", *SAID)
    assert f"tracktwo build '{tmp_path}/my $talks'" in result.output


def test_a_site_that_cannot_be_written_is_said_in_one_line(tmp_path):
    new(tmp_path / "talks", *SAID)
    (tmp_path / "talks/site").write_text("a file", encoding="utf-8")
    result = CliRunner().invoke(main, ["build", str(tmp_path / "talks")])
    assert result.exit_code == 2, result.output
    assert "site: cannot be used (" in result.output
    assert "; see that you may read and write there" in result.output


def test_a_language_whose_letters_no_font_has_is_told_before_it_builds(tmp_path):
    for language, needs in {"en": False, "ru": False, "ar": True, "ja": True}.items():
        result = new(tmp_path / language, *SAID, "--language", language)
        assert ("Its PDF needs a font" in result.output) == needs


def test_a_port_that_is_in_use_is_said_with_a_remedy(tmp_path):
    new(tmp_path / "talks", *SAID)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(main, ["serve", str(tmp_path / "talks"), "--port", port])
    assert result.exit_code == 2, result.output
    assert "Error: the port is in use; name another, as in --port" in result.output


def test_what_is_in_english_on_a_site_in_another_language_says_so(tmp_path):
    for language, english in {"en": 0, "he": 1}.items():
        folder = tmp_path / language
        new(folder, *SAID, "--language", language)
        for name in ("index", "contributing"):
            assert (folder / f"docs/{name}.md").read_text("utf-8").count(
                '<div lang="en" dir="ltr"'
            ) == english
    html = markdown.markdown(
        (tmp_path / "he/docs/contributing.md").read_text("utf-8").split("---\n")[2],
        extensions=["md_in_html", "fenced_code"],
    )
    assert "<h1>Change a word, add a term</h1>" in html
    assert "<code" in html
    assert html.endswith("</div>")


@pytest.mark.parametrize("language", ["pt-BR", "ru"])
def test_a_site_in_a_language_that_we_have_words_of_says_nothing_in_english(tmp_path, language):
    terms = "".join(f"T{n},U{n},D{n}.\n" for n in range(9))
    (tmp_path / "terms.csv").write_text(f"term,also,definition\n{terms}", encoding="utf-8")
    (tmp_path / "talk.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nT1, T2.\n", encoding="utf-8")
    sources = ["--from", tmp_path / "talk.vtt", "--terms", tmp_path / "terms.csv"]
    new(tmp_path / "talks", *SAID, *sources, "--language", language)
    site = built(tmp_path / "talks")
    english, theirs = (said_in(code) for code in ("en", language))
    for name in ("index", "transcript", "glossary", "study", "404"):
        page = lxml.html.parse(site / f"{name}.html", lxml.html.HTMLParser(encoding="utf-8"))
        said = {text.strip() for text in page.xpath("//body//text() | //body//@*")}
        assert said & theirs, name
        assert not said & (english - theirs), name


def test_what_knows_the_forms_of_words_is_installed_where_a_language_needs_it(tmp_path):
    for language, extra in {"en": "", "de": "[languages]", "ja": ""}.items():
        new(tmp_path / language, *SAID, "--language", language)
        pins = (tmp_path / language / "requirements.txt").read_text("utf-8")
        assert re.findall(r"^\./vendor/tracktwo-.*\.whl(.*) \\$", pins, re.MULTILINE) == [extra]
        assert ("\nsimplemma==" in pins) == ("languages" in extra)


def test_all_that_a_site_installs_has_a_hash_and_tracktwo_is_a_file_of_it(tmp_path):
    new(tmp_path / "talks", *SAID)
    pins = (tmp_path / "talks/requirements.txt").read_text("utf-8")
    blocks = re.split(r"\n(?=\S)", re.sub("(?m)^#.*\n", "", pins).strip())
    for block in blocks:
        assert re.match(r"(?:[\w.-]+==\S+|\./vendor/\S+\.whl\S*) ", block), block
        assert "--hash=sha256:" in block
    assert not re.search(r"^(?:tracktwo|hatchling|editables)\b", pins, re.MULTILINE)
    [wheel] = (tmp_path / "talks/vendor").glob("*.whl")
    assert f"./vendor/{wheel.name} \\\n    --hash=sha256:{sha256(wheel.read_bytes()).hexdigest()}\n" in pins
    installs = re.findall("pip install .*", (tmp_path / "talks/Makefile").read_text("utf-8"))
    assert installs
    assert all("--require-hashes" in install for install in installs)


@pytest.mark.parametrize("kind", ["github", "gitlab", "codeberg", "forgejo"])
def test_a_code_host_whose_address_does_not_tell_its_kind_is_named(tmp_path, kind):
    address = "https://git.example.org/ada/talks"
    result = new(tmp_path / "talks", *SAID, "--repository", address, "--code-host", kind, "--branch", "trunk")
    assert result.exit_code == 0, result.output
    assert "/trunk/docs/" in str(settings(tmp_path / "talks")["edit_uri"])
    texts = "".join(
        path.read_text("utf-8")
        for path in (tmp_path / "talks").rglob("*.*")
        if path.suffix in {".yml", ".md"}
    )
    assert not re.search(r"\bmain\b", texts)


def test_a_code_host_that_is_not_known_is_said_with_what_to_add(tmp_path):
    result = new(tmp_path / "talks", *SAID, "--repository", "https://git.example.org/ada/talks")
    assert "--code-host github|gitlab|codeberg|forgejo" in result.output


def test_without_a_code_host_nothing_speaks_of_a_pencil(tmp_path):
    for language in ("en", "de", "ja"):
        folder = tmp_path / language
        new(folder, *SAID, "--repository", "", "--language", language)
        page = (folder / "docs/contributing.md").read_text("utf-8")
        said = words(language, "contributing")
        assert said["ask"] in page
        assert not any(said[name] in page for name in ("need", "open", "entry"))
        assert words(language, "new")["mend-ask"] in (folder / "docs/index.md").read_text("utf-8")


@pytest.mark.parametrize("language", ["ar", "de", "es", "fr", "it", "ja", "nl", "pt", "ru", "zh"])
@pytest.mark.parametrize("kind", ["gitlab", "forgejo"])
def test_the_page_on_contributing_is_in_the_language_of_the_site(tmp_path, language, kind):
    address = f"https://{kind}.example.org/ada/talks"
    new(tmp_path / "talks", *SAID, "--language", language, "--repository", address)
    page = (tmp_path / "talks/docs/contributing.md").read_text("utf-8")
    assert "<div" not in page
    request = {"gitlab": "*Create merge request*", "forgejo": "*Create pull request*"}[kind]
    assert request in page
    assert words(language, "contributing")["heading"] in page
    assert not any(said in page for said in words("en", "contributing").values() if len(said) > 20)


@pytest.mark.parametrize(
    "file", sorted((ROOT / "src/tracktwo/wording").glob("*.toml")), ids=lambda file: file.stem
)
def test_who_accepts_changes_is_told_what_to_look_at_in_the_language_of_the_site(tmp_path, file):
    new(tmp_path / "talks", *SAID, "--language", file.stem)
    said = words(file.stem, "new")
    page = (tmp_path / "talks/SECURITY.md").read_text("utf-8")
    assert page == f"# {said['accept']}\n\n{said['review']}\n"
    for name in re.findall("`([^`]+)`", said["review"]):
        assert (tmp_path / "talks" / name).exists(), name
    if file.stem == "en":  # this project's own
        assert said["review"] in " ".join((ROOT / "SECURITY.md").read_text("utf-8").split())


def test_a_clone_that_holds_nothing_yet_is_an_empty_folder_and_its_branch_is_asked_of_git(tmp_path):
    run("git", "init", "--quiet", "--initial-branch=trunk", "talks", folder=tmp_path)
    assert new(tmp_path / "talks", *SAID).exit_code == 0
    assert settings(tmp_path / "talks")["edit_uri"] == "edit/trunk/docs/"
    assert "branches: [trunk]" in (tmp_path / "talks/.github/workflows/site.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--title", ""], 1, "the site has no title; add --title TEXT"),
        (["--language", "xx"], 2, "--language xx: the theme has no words for it; it has"),
        (["--language", "english"], 2, "--language english: the theme has no words for it; it has af, ar,"),
        (["--repository", "my talks"], 2, "--repository my talks: write OWNER/NAME, or an address"),
        (["--repository", "github.com/ada"], 2, "--repository github.com/ada: write OWNER/NAME, or"),
        (["--branch", "a b"], 2, "--branch a b: it cannot be the name of a branch; write it as git has it"),
        (["--from", "none.vtt"], 2, "none.vtt: cannot be read"),
    ],
)
def test_what_cannot_be_is_said_with_a_remedy_and_nothing_is_written(tmp_path, arguments, code, said):
    result = new(tmp_path / "talks", *SAID, *arguments)
    assert (result.exit_code, said in result.output) == (code, True), result.output
    assert list(tmp_path.iterdir()) == []


def test_without_a_terminal_a_title_is_asked_for_as_an_option(tmp_path):
    result = new(tmp_path / "talks")
    assert (result.exit_code, "add --title TEXT" in result.output) == (1, True)


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "talks").mkdir()
    (tmp_path / "talks/mine.txt").write_text("mine", encoding="utf-8")
    result = new(tmp_path / "talks", *SAID)
    assert result.exit_code == 2
    assert "it is not empty (mine.txt); name a new folder" in result.output
    assert [path.name for path in (tmp_path / "talks").iterdir()] == ["mine.txt"]


def test_a_folder_in_which_another_makes_a_site_meanwhile_is_left_alone(tmp_path, monkeypatch):
    write = new_command.write_files

    def slow(contents, folder, read):
        folder.mkdir()
        (folder / "mkdocs.yml").write_text("faster", encoding="utf-8")
        write(contents, folder, read)

    monkeypatch.setattr(new_command, "write_files", slow)
    result = new(tmp_path / "talks", *SAID)
    assert result.exit_code == 2
    assert "it is not empty (mkdocs.yml)" in result.output
    assert [path.name for path in (tmp_path / "talks").iterdir()] == ["mkdocs.yml"]


@pytest.mark.skipif(
    sys.platform == "win32", reason="needs a terminal to type into, which Windows has otherwise"
)
def test_a_terminal_is_asked_for_what_no_option_says_and_again_for_what_cannot_be(tmp_path):
    import pty

    typed = iter([b"Talks\n", b"\n", b"klingon\n", b"de\n", b"github.com/ada\n", b"ada/talks\n"])
    shown = b""

    def read(terminal: int) -> bytes:
        nonlocal shown
        content = os.read(terminal, 1024)
        shown += content
        if content.rstrip().endswith((b":", b"]:")):
            os.write(terminal, next(typed))
        return content

    command = [TRACKTWO, "new", str(tmp_path / "talks")]
    assert pty.spawn(command, read) == 0
    said = settings(tmp_path / "talks")
    assert (said["site_name"], said["copyright"]) == ("Talks", None)
    assert said["theme"]["language"] == "de"
    for question in (b"Title", b"Author (may be empty)", b"Language [en]", b"Repository"):
        assert question in shown
