"""Captions in, Markdown out, and back: `tracktwo import` and `tracktwo export`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from tracktwo.cli import export_command, main

TALK = """\
WEBVTT
Language: en

first
00:00:01.000 --> 00:00:03.000
<v Jo Doe>We met, and <i>talked</i>.

00:00:03.000 --> 00:00:05.000
<v Al>1986. A good year.
"""


@pytest.fixture
def talk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("talk.vtt").write_text(TALK, encoding="utf-8")
    return Path("talk.vtt")


def tracktwo(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)))


def test_captions_become_a_lesson_with_its_times_and_speakers(talk: Path) -> None:
    result = tracktwo("import", talk, "--into", "docs", "--title", "Talks", "--author", "Jo")
    assert result.exit_code == 0, result.stderr
    assert Path("docs/transcript.md").read_text("utf-8") == (
        "---\ntitle: Talks\nauthor: Jo\n---\n\n"
        "[0:01] **Jo Doe:** We met, and *talked*.\n\n[0:03] **Al:** 1986. A good year.\n"
        "\n## Terms in this lesson\n\n[TERMS]\n"
    )
    assert result.stdout.startswith(
        "Wrote docs/transcript.md\nWrote docs/glossary.md\n\n"
        "  cues          2\n"
        "  words         8\n"
        "  paragraphs    2\n"
        "  speakers      2\n"
        "  minutes     0.1\n\n"
    )


def test_a_lesson_may_be_one_of_several_and_the_glossary_that_is_there_stays(talk: Path) -> None:
    Path("docs").mkdir()
    Path("docs/glossary.md").write_text("# Terms\n", encoding="utf-8")
    Path("chapters.vtt").write_text("WEBVTT\n\n00:03.000 --> 00:05.000\nThe year\n", encoding="utf-8")
    result = tracktwo(
        "import", talk, "--into", "docs/one.md", "--title", "Talks", "--chapters", "chapters.vtt"
    )
    assert result.exit_code == 0, result.stderr
    assert "\n\n## The year\n\n[0:03] **Al:** 1986." in Path("docs/one.md").read_text("utf-8")
    assert Path("docs/glossary.md").read_text("utf-8") == "# Terms\n"


def test_what_was_odd_is_reported_by_kind_with_its_first_line(talk: Path) -> None:
    talk.write_text(TALK + "\n00:09.000 --> 00:08.000\n<x>back\n\n00:9 --> 00:10\nlost\n", encoding="utf-8")
    result = tracktwo("import", talk, "--into", "docs", "--title", "Talks")
    assert (
        "Set aside, or read although odd:\n"
        "  talk.vtt:11: cue that ends before it starts, 1 time\n"
        "  talk.vtt:11: tag that means nothing, 1 time (<x>)\n"
        "  talk.vtt:15: text without times, read as part of a cue, 1 time (lost)\n"
        "  talk.vtt:14: times that cannot be read, 1 time (00:9 --> 00:10)\n"
    ) in result.stdout


def test_corrections_in_markdown_reach_the_captions_and_all_else_stays(talk: Path) -> None:
    tracktwo("import", talk, "--into", "docs", "--title", "Talks")
    page = Path("docs/transcript.md")
    page.write_text(page.read_text("utf-8").replace("good", "very good"), encoding="utf-8")
    refused = tracktwo("export", talk, "--captions", talk)
    assert (refused.exit_code, refused.stderr) == (
        1, "Error: talk.vtt is already there; add --force to overwrite\n",
    )  # fmt: skip
    result = tracktwo("export", "new.vtt", "--captions", talk)
    assert result.exit_code == 0, result.stderr
    assert (
        Path("new.vtt").read_text("utf-8").rstrip()
        == TALK.replace("A good", "A very good").replace("year.", "year.</v>").rstrip()
    )
    assert result.stdout.startswith("Wrote new.vtt: 2 captions, 1 edit\n  0:03: ")
    assert tracktwo("export", talk, "--captions", talk, "--force").exit_code == 0
    assert talk.read_text("utf-8") == Path("new.vtt").read_text("utf-8")


def test_captions_of_a_paragraph_that_was_deleted_stay_unless_they_are_to_drop(talk: Path) -> None:
    tracktwo("import", talk, "--into", "docs", "--title", "Talks")
    page = Path("docs/transcript.md")
    page.write_text(
        page.read_text("utf-8").replace("[0:03] **Al:** 1986. A good year.", ""), encoding="utf-8"
    )
    result = tracktwo("export", "new.vtt", "--captions", talk)
    assert result.exit_code == 0, result.stderr
    assert Path("new.vtt").read_text("utf-8") == TALK
    assert "  Kept 1 caption, the first at 0:03, with words that the lesson no longer has;" in result.stdout
    assert result.stderr.startswith("Warning: docs/transcript.md: of 8 words in the captions and 4 in the ")
    dropped = tracktwo("export", "new.vtt", "--captions", talk, "--drop", "--force")
    assert "1986" not in Path("new.vtt").read_text("utf-8")
    assert "Kept" not in dropped.stdout


def test_the_name_of_the_file_says_the_format(talk: Path) -> None:
    tracktwo("import", talk, "--into", "docs", "--title", "Talks")
    assert tracktwo("export", "new.srt", "--captions", talk).exit_code == 0
    assert Path("new.srt").read_text("utf-8").startswith("1\n00:00:01,000 --> 00:00:03,000\nJo Doe: We")
    refused = tracktwo("export", "new.docx", "--captions", talk)
    assert refused.exit_code == 2
    assert "format of this name; name it by one of .vtt, .srt, .ttml, .txt, .json\n" in refused.stderr


def test_captions_of_another_recording_are_refused_and_nothing_is_written(talk: Path) -> None:
    tracktwo("import", talk, "--into", "docs", "--title", "Talks")
    Path("other.vtt").write_text(
        "WEBVTT\n\n00:01.000 --> 00:09.000\nA river begins at its spring, and nobody owns it.\n",
        encoding="utf-8",
    )
    result = tracktwo("export", "new.vtt", "--captions", "other.vtt")
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: docs/transcript.md: this lesson is of another recording: ")
    assert not Path("new.vtt").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
def test_no_link_out_of_the_documents_is_read_or_written(talk: Path) -> None:
    tracktwo("import", talk, "--into", "docs", "--title", "Talks")
    Path("docs/transcript.md").rename("private.md")
    for name in ("transcript.md", "new.vtt"):
        Path("docs", name).symlink_to(Path("private.md").absolute())
    private = Path("private.md").read_text("utf-8")
    for lesson, file in (("docs/transcript.md", "b.vtt"), ("private.md", "docs/new.vtt")):
        result = tracktwo("export", file, "--captions", talk, "--lesson", lesson, "--force")
        assert result.exit_code == 2
        assert ": this leads out of the documents; " in result.stderr
    assert not Path("b.vtt").exists()
    assert Path("private.md").read_text("utf-8") == private


def test_a_file_that_another_export_has_written_meanwhile_is_kept(
    talk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tracktwo("import", talk, "--into", "docs", "--title", "Talks")
    write = export_command.write_files

    def slow(*arguments: object) -> None:
        Path("b.vtt").write_text("faster", encoding="utf-8")
        write(*arguments)

    monkeypatch.setattr(export_command, "write_files", slow)
    result = tracktwo("export", "b.vtt", "--captions", talk)
    assert (result.exit_code, result.stderr) == (
        1, "Error: b.vtt is already there; add --force to overwrite\n",
    )  # fmt: skip
    assert Path("b.vtt").read_text("utf-8") == "faster"


def test_an_unusable_lesson_or_captions_are_named_in_one_line(talk: Path) -> None:
    gone = tracktwo("export", "new.vtt", "--captions", talk)
    assert gone.exit_code == 2
    assert gone.stderr.startswith("Error: docs/transcript.md: cannot be read (No such file or directory); ")
    empty = tracktwo("export", "new.vtt", "--captions", "gone.vtt", "--lesson", talk)
    assert (empty.exit_code, empty.stderr.count("\n")) == (2, 1)


def test_terms_come_from_lists_and_hesitations_go_when_asked(talk: Path) -> None:
    Path("terms.csv").write_text("term,definition,also\nYear,365 days.,twelvemonth\n", encoding="utf-8")
    talk.write_text(TALK.replace("A good", "Um, a good"), encoding="utf-8")
    options = "--into", "docs", "--title", "Talks", "--terms", "terms.csv", "--clean"
    result = tracktwo("import", talk, *options)
    assert result.exit_code == 0, result.stderr
    assert Path("docs/glossary.md").read_text("utf-8") == (
        "# Glossary\n\n[LETTERS]\n\n## Year\n\n*Also: twelvemonth*\n\n365 days.\n"
    )
    assert "um" not in Path("docs/transcript.md").read_text("utf-8").lower()
    assert "  talk.vtt:8: hesitation taken out, 1 time (Um,)\n" in result.stdout


@pytest.mark.usefixtures("talk")
def test_a_transcript_with_speakers_becomes_a_lesson() -> None:
    written = "**Jo:** \\[04:07\\] Well, *now*.\n\nAnd so.\n\n**Al:** No.\n"
    Path("talk.md").write_text(written, encoding="utf-8")
    result = tracktwo("import", "talk.md", "--into", "docs", "--title", "Talks")
    assert result.exit_code == 0, result.stderr
    lesson = Path("docs/transcript.md").read_text("utf-8")
    assert "\n\n[4:07] **Jo:** Well, *now*.\n\nAnd so.\n\n**Al:** No.\n\n## " in lesson


def test_all_real_transcripts_import_by_one_command_and_build_strictly(
    tmp_path: Path, shared_data: Path
) -> None:
    files = [*shared_data.glob("srt/*.srt"), *shared_data.glob("vtt/*_captions_*.vtt")]
    files += [*shared_data.glob("podcast/*.md"), shared_data / "vtt/youtube-rolling.vtt"]
    for number, file in enumerate(files):
        into = tmp_path / f"docs/lesson-{number}.md"
        assert tracktwo("import", file, "--into", into, "--title", file.stem).exit_code == 0, file
    config = {
        "site_name": "Talks", "theme": "mkdocs",
        "markdown_extensions": ["attr_list", "tracktwo"], "plugins": ["tracktwo"],
    }  # fmt: skip
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    build = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    run = subprocess.run(build, cwd=tmp_path, capture_output=True, text=True, check=False, env=os.environ)
    assert run.returncode == 0, run.stderr
