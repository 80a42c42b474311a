"""`tracktwo import` of folders and of several files: each becomes a lesson, and none stops another."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tracktwo.cli import main
from tracktwo.cli.bulk_import import Job, _ended
from tracktwo.cli.catalogue import processes
from tracktwo.cli.catalogue.talks import find_talks

TALK = "WEBVTT\n\n00:01.000 --> 00:30.000\n<v Jo>We met at the mill, and talked.</v>\n"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    put("in/Talk 1.vtt", TALK)
    put("in/deep/talk_2.vtt", TALK.replace("mill", "weir"))
    put("in/terms.csv", "term,definition\nEbb,The fall.\nFlood,The rise.\n")


def put(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, ["import", "--into", "docs/lessons", *arguments])
    assert result.exit_code == code, result.output
    return result.stdout


def pages() -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in sorted(Path("docs").rglob("*")) if path.is_file()}


def test_each_file_of_a_folder_becomes_a_lesson_and_the_same_again_changes_nothing():
    report = run("in")
    there = pages()
    assert list(there) == ["docs/glossary.md", "docs/lessons/deep/talk-2.md", "docs/lessons/talk-1.md"]
    assert b"lesson: true" in there["docs/lessons/talk-1.md"]
    assert "Titled after their files: 2 lessons" in report
    assert "As they were: 2 lessons" in run("in")
    assert pages() == there


def test_several_files_become_a_lesson_each():
    run("in/Talk 1.vtt", "in/deep/talk_2.vtt")
    assert {"docs/lessons/talk-1.md", "docs/lessons/talk-2.md"} <= pages().keys()


def test_each_file_that_is_named_becomes_a_lesson_and_a_recording_without_words_is_told():
    put("in/t.en.vtt", TALK)
    put("in/t.fr.vtt", TALK)
    put("in/t.mp4", "")
    put("in/alone.mp4", "")
    put("in/other.mp4", "")
    report = run("in/t.en.vtt", "in/t.fr.vtt", "in/alone.mp4")
    assert {"docs/lessons/ten.md", "docs/lessons/tfr.md"} <= pages().keys(), pages().keys()
    assert "in/alone.mp4" in report
    assert "in/other.mp4" not in report


def test_pictures_and_what_systems_keep_in_folders_are_no_broken_files():
    put("in/slide.PNG", "x")
    put("in/Thumbs.db", "x")
    report = run("in")
    assert "in/slide.PNG: a picture, which has no words to read\n" in report
    assert "Thumbs" not in report


def test_an_empty_folder_is_told():
    Path("empty").mkdir()
    run("empty", code=1)
    assert not Path("docs").exists()


def test_what_is_broken_is_listed_at_the_end_and_stops_nothing():
    put("in/broken.vtt", "")
    report = run("in", code=1)
    assert "docs/lessons/talk-1.md" in pages()
    assert "docs/lessons/broken.md" not in pages()
    end = report[report.index("Failed: 1 file of 4") :]
    assert "in/broken.vtt" in end
    assert json.loads(run("in", "--json", code=1))["failed"][0]["file"] == "in/broken.vtt"


def test_a_page_that_was_edited_is_kept_unless_it_is_forced():
    run("in")
    put("docs/lessons/talk-1.md", "# Mine\n")
    assert "--force would overwrite:\n  docs/lessons/talk-1.md" in run("in")
    assert pages()["docs/lessons/talk-1.md"] == b"# Mine\n"
    run("in", "--force")
    assert pages()["docs/lessons/talk-1.md"] != b"# Mine\n"


def test_a_dry_run_writes_nothing():
    assert "Would write docs/lessons/talk-1.md" in run("in", "--dry-run")
    assert not Path("docs").exists()


def test_lessons_come_into_nav_where_it_is_a_plain_list_and_all_else_stays():
    site = (
        "site_name: !ENV [NAME, Talks]  # ours\nnav:  # in this order\n- index.md\n- Talks:\n"
        "    - 'lessons/talk-1.md'  # the first\n    # - lessons/later.md\n- about.md\nplugins: [search]\n"
    )
    put("mkdocs.yml", site)
    Path("docs").mkdir()
    assert "Would put 1 lesson into nav" in run("in", "--dry-run")
    assert Path("mkdocs.yml").read_text() == site
    assert json.loads(run("in", "--json"))["in_nav"] == ["lessons/deep/talk-2.md"]
    there = Path("mkdocs.yml").read_text()
    assert there == site.replace("# the first\n", "# the first\n    - lessons/deep/talk-2.md\n")
    run("in")
    assert Path("mkdocs.yml").read_text() == there


def test_the_first_lessons_of_a_folder_are_a_section_of_nav_in_the_language_of_the_site():
    put("mkdocs.yml", "theme:\n  language: de\nnav:\n  - index.md\n")
    Path("docs").mkdir()
    run("in")
    section = "  - Lektionen:\n      - lessons/talk-1.md\n      - lessons/deep/talk-2.md\n"
    assert Path("mkdocs.yml").read_text().endswith(f"  - index.md\n{section}")


@pytest.mark.parametrize(
    "nav",
    [
        "nav: [index.md]\n",
        "nav:\n  - index.md\n  - *more\n",
        "nav:\n  A: index.md\n",
        "nav:\n  - [index.md]\n",
    ],
)
def test_a_nav_that_is_no_plain_list_stays_and_lessons_are_shown(nav):
    put("mkdocs.yml", f"x: &more a.md\n{nav}")
    Path("docs").mkdir()
    assert "nav of mkdocs.yml:\n\n  - lessons/talk-1.md\n  - lessons/deep/talk-2.md\n" in run("in")
    assert Path("mkdocs.yml").read_text() == f"x: &more a.md\n{nav}"


@pytest.mark.parametrize(
    "nav", ["site_name: Talks\n", "nav:\n  - Talks: lessons/\n", "nav:\n  - lessons/*.md\n"]
)
def test_a_site_whose_nav_has_whole_folders_or_that_has_none_needs_no_line(nav):
    put("mkdocs.yml", nav)
    Path("docs").mkdir()
    assert "nav of" not in run("in")
    assert Path("mkdocs.yml").read_text() == nav


def test_a_nav_of_zensicals_own_is_shown_as_toml():
    put("mkdocs.yml", "")
    Path("mkdocs.yml").unlink()
    put("docs/index.md", "# Talks\n")
    put("zensical.toml", '[project]\nnav = [\n  "index.md",\n]\n')
    assert 'nav of zensical.toml:\n\n  "lessons/talk-1.md",\n' in run("in")


def test_a_recording_that_is_called_alike_is_played_where_pages_can():
    put("in/Talk 1.mp4", "")
    put("docs/media/third.vtt", TALK)
    put("docs/media/third.mp3", "")
    assert "Talk 1.mp4" in run("in", "docs/media/third.vtt")
    assert b"audio: media/third.mp3" in pages()["docs/lessons/third.md"]


@pytest.mark.parametrize(
    ("into", "option", "said"),
    [("docs/a.md", [], "is a page"), ("docs", ["--title", "One"], "--title is of one lesson")],
)
def test_what_is_of_one_lesson_is_refused_for_several(into, option, said):
    result = CliRunner().invoke(main, ["import", "in", "--into", into, *option])
    assert result.exit_code == 2
    assert said in result.output
    assert not Path("docs").exists()


def test_a_table_gives_lessons_their_titles_authors_dates_and_recordings():
    put("docs/media/mill.mp3", "")
    put(
        "in/lessons.csv",
        "\ufeffFile;Title;Author;Date;Recording;Room\r\n"
        'deep\\talk_2.vtt;Weirs: a talk;"Ana Ruiz; Ben Oz";21.11.2026;;12\r\n'
        "Talk 1.vtt;;;2026-11-20;../docs/media/mill.mp3;\r\n",
    )
    report = run("--table", "in/lessons.csv")
    first, second = (pages()[f"docs/lessons/{name}.md"].decode() for name in ("deep/talk-2", "talk-1"))
    assert first.startswith(
        "---\ntitle: 'Weirs: a talk'\nlesson: true\nauthor:\n- Ana Ruiz\n- Ben Oz\ndate: 2026-11-21\n---\n"
    )
    assert "title: Talk 1\n" in second
    assert "audio: media/mill.mp3" in second
    assert "in/lessons.csv:1: column not read: Room" in report
    there = pages()
    run("--table", "in/lessons.csv")
    assert pages() == there


def test_what_is_wrong_with_a_row_is_named_by_its_line_and_stops_no_other():
    put(
        "in/lessons.csv",
        "file,title,date,page\nTalk 1.vtt,Mills,soon,\ndeep/talk2.vtt,Weirs,,\n,No file,,\n"
        "deep/talk_2.vtt,Weirs,,../out.md\nterms.csv,Tides,2026-11-21,\n",
    )
    put("in/good.vtt", TALK)
    report = run("in/good.vtt", "--table", "in/lessons.csv", code=1)
    failed = [line.strip() for line in report[report.index("Failed:") :].splitlines()[1:-1]]
    assert sorted(failed) == [
        "in/lessons.csv:2: date: soon: this is no date; write it as 2026-11-21",
        "in/lessons.csv:3: file: deep/talk2.vtt: there is no such file; write `talk_2.vtt`, or put it there",
        "in/lessons.csv:4: this row names no file; write that of its captions or transcript, or delete it",
        "in/lessons.csv:5: page: ../out.md: this is no page; write its path below docs, as talks/one.md",
    ]
    assert list(pages()) == ["docs/glossary.md", "docs/lessons/good.md"]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (
            "title,date\nMills,2026-11-21\n",
            'lessons.csv:1: no column is called "file" (there are: title, date)',
        ),
        ("file,titel\na.vtt,Mills\n", 'lessons.csv:1: no column is called "titel"; write `title`'),
        ("file,title,Title\na.vtt,Mills,Mill\n", 'lessons.csv:1: two columns are called "Title"'),
        ("PK\3\4", "lessons.csv: this is a workbook, and no table as text; save the sheet as CSV"),
    ],
)
def test_a_table_whose_columns_cannot_be_used_is_refused(table, said):
    put("in/lessons.csv", table)
    result = CliRunner().invoke(main, ["import", "--into", "docs/lessons", "--table", "in/lessons.csv"])
    assert result.exit_code == 2
    assert said in result.output
    assert not Path("docs").exists()


def test_a_table_says_where_a_page_lies_and_the_folder_beside_it_brings_the_rest():
    put("in/lessons.csv", "file,page\nTalk 1.vtt,mills/first.md\n")
    run("in", "--table", "in/lessons.csv")
    assert list(pages()) == ["docs/glossary.md", "docs/lessons/deep/talk-2.md", "docs/mills/first.md"]


def test_many_files_are_read_in_processes_as_they_are_in_one(monkeypatch):
    run("in")
    alone = pages()
    monkeypatch.setattr(processes, "FEW", 1)
    monkeypatch.setattr(processes.os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    run("in", "--force")
    assert pages() == alone


def test_a_process_that_is_ended_is_a_file_that_failed():
    (talk,), _ = find_talks(Path("in"), [Path("in/Talk 1.vtt")])
    (error,) = _ended(Job(talk=talk, page=Path("a.md"), values={})).errors
    assert (error.file, error.code) == ("in/Talk 1.vtt", "import-stopped")
