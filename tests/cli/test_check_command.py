"""`tracktwo check`, as an editor and a workflow meet it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tracktwo.cli import main
from tracktwo.model.problem import Problem
from tracktwo.model.problem_formats import FORMATS

GLOSSARY = """\
# Glossary

## Treaty

A promise between states.

## Envoy

*Also: emissary*

Who speaks for a state.
"""
LESSON = """\
---
title: Talks
teaches: Treaties
---
An emissary, and a [treaty](glossary.md#treaty). See the [list](glossary.md#glossary).
"""
BROKEN = {
    "glossary.md": GLOSSARY + "\n## Treaty\n\nAgain.\n\n## Consul\n\nWho sits abroad.\n",
    "lessons/talk.md": "---\nteaches: [Envoi]\n---\n\nAn envoy, [no](../glossary.md#no), "
    "100 % [ours](../glossary.md#a,b:c).\n",
}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Writes a site into the current folder."""
    monkeypatch.chdir(tmp_path)

    def write(
        pages: dict[str, str], config: str = "markdown_extensions: [toc, tracktwo]\nplugins: [tracktwo]\n"
    ):
        for path, text in {"index.md": "# Home\n", **pages}.items():
            file = Path("docs", path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        Path("mkdocs.yml").write_text(f"site_name: Talks\ntheme: mkdocs\n{config}", encoding="utf-8")

    return write


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments])


def test_a_site_with_nothing_to_mend_is_told_so(site):
    site({"glossary.md": GLOSSARY, "transcript.md": LESSON})
    result = check()
    assert (result.exit_code, result.stdout, result.stderr) == (0, "Nothing to mend\n", "")
    assert json.loads(check("--format", "json").stdout) == []


def test_each_finding_is_a_line_by_file_and_line_and_the_last_line_counts(site):
    site(BROKEN)
    result = check()
    assert result.stdout.splitlines() == [
        (
            "docs/glossary.md:3: notice: no page uses 'Treaty'; "
            "add the name that pages use (*Also: ...*), or take it out"
        ),
        (
            "docs/glossary.md:13: error: 'Treaty' is defined twice "
            "(also at docs/glossary.md:3); keep one of the two"
        ),
        (
            "docs/glossary.md:17: notice: no page uses 'Consul'; "
            "add the name that pages use (*Also: ...*), or take it out"
        ),
        (
            "docs/lessons/talk.md:2: warning: `teaches` names 'Envoi', which is no term; "
            "write 'Envoy', or define it"
        ),
        (
            "docs/lessons/talk.md:5: error: the link to '../glossary.md#a,b:c' leads to no term; "
            "define the term, or unlink it"
        ),
        (
            "docs/lessons/talk.md:5: error: the link to '../glossary.md#no' leads to no term; "
            "define the term, or unlink it"
        ),
        "3 errors, 1 warning, 2 notices",
    ]
    assert (result.exit_code, result.stderr) == (1, "")


def test_warnings_and_notices_do_not_fail(site):
    site({"glossary.md": GLOSSARY + "\n## Consul\n\nA consul.\n"})
    result = check()
    assert result.stdout.endswith("\n1 warning, 3 notices\n")
    assert result.exit_code == 0


def test_json_has_the_shape_that_is_documented(site):
    site(BROKEN)
    result = check("--format", "json")
    found = json.loads(result.stdout)
    assert result.exit_code == 1
    assert found[1] == {
        "file": "docs/glossary.md",
        "line": 13,
        "severity": "error",
        "rule": "clash",
        "message": "'Treaty' is defined twice (also at docs/glossary.md:3)",
        "remedy": "keep one of the two",
    }
    assert {tuple(finding) for finding in found} == {
        ("file", "line", "severity", "rule", "message", "remedy")
    }


def test_github_shows_findings_where_they_are(site):
    site(BROKEN)
    lines = check("--format", "github").stdout.splitlines()
    assert lines[1] == (
        "::error file=docs/glossary.md,line=13,title=Clash::"
        "'Treaty' is defined twice (also at docs/glossary.md:3); keep one of the two"
    )
    assert lines[3].startswith(
        "::warning file=docs/lessons/talk.md,line=2,title=Unknown term::`teaches` names"
    )
    kinds = " ".join(line.split(" ")[0] for line in lines)
    assert kinds == "::notice ::error ::notice ::warning ::error ::error 3"


def test_what_is_about_an_option_names_the_configuration_and_what_is_about_front_matter_its_line(site):
    option = "markdown_extensions: [toc, tracktwo: {lnk: all}]\nplugins: [tracktwo]\n"
    site(
        {"glossary.md": GLOSSARY, "transcript.md": LESSON.replace("teaches:", "link: often\nteaches:")},
        option,
    )
    (mode, unknown, _) = check().stdout.splitlines()
    assert unknown.startswith("mkdocs.yml:1: warning: markdown_extensions: tracktwo: lnk: this is no option")
    assert mode == (
        "docs/transcript.md:3: warning: link: often: this is none of section, page, all; write one of them"
    )
    _, second, *_ = check("--format", "github").stdout.splitlines()
    assert second.startswith("::warning file=mkdocs.yml,line=1,title=Unknown option::markdown_extensions: ")


def test_what_has_no_remedy_ends_with_what_is_wrong():
    finding = Problem("a.md", 2, "missing-image", "warning", "image b.png does not exist")
    assert FORMATS["text"]([finding]).splitlines()[0] == "a.md:2: warning: image b.png does not exist"
    assert FORMATS["github"]([finding]).splitlines()[0].endswith("::image b.png does not exist")


def test_github_gets_its_escapes_in_messages_and_more_of_them_in_properties():
    finding = Problem("a,b:c%\n.md", 1, "clash", "error", "100 %, or: more\r\n::error::", "x")
    first, *_ = FORMATS["github"]([finding]).splitlines()
    assert first == r"::error file=a%2Cb%3Ac%25%0A.md,line=1,title=Clash::100 %25, or: more\r\n::error::; x"


def test_a_glossary_that_is_missing_is_all_that_is_said(site):
    site({"transcript.md": LESSON})
    result = check()
    assert result.stdout == (
        "docs/glossary.md:1: error: the glossary cannot be read (No such file or directory); "
        "write it, or name another: `glossary:`\n1 error\n"
    )
    assert result.exit_code == 1


def test_a_glossary_that_is_not_utf_8_is_said_with_its_line(site):
    site({"transcript.md": LESSON}, "markdown_extensions: [{tracktwo: {glossary: terms.md}}]\n")
    Path("docs/terms.md").write_bytes("# Terms\n\n## Café\n".encode("latin-1"))
    assert check().stdout == "docs/terms.md:3: error: this is not UTF-8; save the file as UTF-8\n1 error\n"


def test_a_site_is_named_by_its_folder_or_its_configuration_and_needs_no_plugin(site, monkeypatch, tmp_path):
    site(BROKEN, "markdown_extensions: [tracktwo]\n")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    result = check("..")
    assert "\n../docs/glossary.md:13: error: 'Treaty' is defined twice (also at ../docs/glossary.md:3);" in (
        result.stdout
    )
    assert (check("-f", "../mkdocs.yml").stdout, result.exit_code) == (result.stdout, 1)


def test_anchors_are_those_of_the_sites_own_slugs(site):
    toc = "markdown_extensions: [{toc: {separator: _}}, tracktwo]\nplugins: [tracktwo]\n"
    glossary = "# Glossary\n\n## State actor\n\nWho acts for a state.\n"
    site(
        {"glossary.md": glossary, "a.md": "[x](glossary.md#state_actor) [y](glossary.md#state-actor)\n"}, toc
    )
    result = check()
    assert result.stdout.splitlines() == [
        (
            "docs/a.md:1: error: the link to 'glossary.md#state-actor' leads to no term; "
            "link to '#state_actor', or define the term"
        ),
        "1 error",
    ]


def test_pages_that_the_navigation_leaves_out_are_read_as_well(site):
    config = "nav: [index.md]\nnot_in_nav: transcript.md\nplugins: [tracktwo]\n"
    site({"glossary.md": GLOSSARY, "transcript.md": LESSON}, config)
    assert check().stdout == "Nothing to mend\n"


@pytest.mark.parametrize(
    ("config", "said"),
    [
        (None, "no such file; name the folder of a site, or make one: tracktwo new"),
        ("plugins: [", "parsing the configuration file"),
        ("plugins: [no-such-plugin]\n", "configuration error"),
        ("docs_dir: nowhere\n", "configuration error"),
    ],
    ids=["missing", "no YAML", "no such plugin", "no folder"],
)
def test_a_configuration_that_cannot_be_read_exits_with_2(site, config, said):
    site({"glossary.md": GLOSSARY}, config or "")
    if config is None:
        Path("mkdocs.yml").unlink()
    result = check()
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Error: mkdocs.yml: ")
    assert said in result.stderr
    assert "\\n" not in result.stderr  # what others say on several lines


def test_a_page_that_cannot_be_read_exits_with_2(site):
    site({"glossary.md": GLOSSARY})
    Path("docs/page.md").write_bytes(b"caf\xe9")
    result = check()
    assert result.exit_code == 2
    assert "docs/page.md:1: this is not UTF-8; save the file as UTF-8" in result.stderr


def test_nothing_is_written(site, tmp_path):
    site({"glossary.md": GLOSSARY, "transcript.md": LESSON}, "plugins: [{tracktwo: {pdf: {book: true}}}]\n")
    before = sorted(tmp_path.rglob("*"))
    assert check().exit_code == 0
    assert sorted(tmp_path.rglob("*")) == before


def test_the_installed_command_says_it_on_standard_output_alone(site):
    site(BROKEN, "plugins: [tracktwo]\nmarkdown_extensions: [toc]\n")
    command = [Path(sys.executable).with_name("tracktwo"), "check", "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "")
    assert [finding["rule"] for finding in json.loads(done.stdout)].count("dead-link") == 2


TABLE = """\
file;title;author;date;recording
in/talk one.vtt;Talks;Ana Ruiz;21.11.2026;
in/other.vtt;Others;;;https://youtu.be/abcdefghijk
in/gone.vtt;Gone;;;
"""
PAGES = {
    "glossary.md": GLOSSARY,
    "talks/talk-one.md": "---\n# ours\ntitle: Talk\ndate: 2026-11-20\n---\n\nAn envoy.  \n",
    "talks/other.md": "# Others\n\nA treaty.\n",
}


def test_what_a_table_says_otherwise_than_lessons_is_named_and_with_update_written(site):
    site(PAGES)
    Path("lessons.csv").write_text(TABLE, encoding="utf-8-sig")
    found = json.loads(check("--format", "json", "--table", "lessons.csv").stdout)
    found = {f"{one['file']}:{one['line']}: {one['message']}" for one in found}
    assert found >= {
        "docs/talks/talk-one.md:3: title: here it is Talk, and lessons.csv:2 has Talks",
        "docs/talks/talk-one.md:4: date: here it is 2026-11-20, and lessons.csv:2 has 2026-11-21",
        "docs/talks/talk-one.md:1: author: here it is nothing, and lessons.csv:2 has Ana Ruiz",
        "docs/talks/other.md:1: video: here it is nothing, and lessons.csv:3 has https://youtu.be/abcdefghijk",
        "lessons.csv:4: in/gone.vtt: no lesson is called so, or several are",
    }
    assert "which is written here now" in check("--table", "lessons.csv", "--update").stdout
    pages = (Path("docs/talks", name).read_bytes().decode() for name in ("talk-one.md", "other.md"))
    assert [*pages] == [
        "---\n# ours\ntitle: Talks\ndate: 2026-11-21\nauthor: Ana Ruiz\n---\n\nAn envoy.  \n",
        "---\nvideo: https://youtu.be/abcdefghijk\n---\n# Others\n\nA treaty.\n",
    ]
    assert "lessons.csv:2" not in check("--table", "lessons.csv", "--update").stdout


def test_a_table_that_is_broken_fails_a_check_and_writes_nothing(site):
    site(PAGES)
    Path("lessons.csv").write_text(f"{TABLE}in/talk one.vtt;Twice;;;\n", encoding="utf-8")
    result = check("--table", "lessons.csv", "--update")
    assert result.exit_code == 1
    assert "lessons.csv:5: error: file: in/talk one.vtt: line 2 has the same" in result.stdout
    assert check("--update").exit_code == 2
