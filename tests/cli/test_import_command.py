"""`tracktwo import` in a folder that has documents already: its glossary, its recording, and its report."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from tracktwo.cli import main

TALK = "WEBVTT\n\n00:01.000 --> 01:30.000\n<v Jo>We met, and talked.</v>\n<v Al>Twice."
TERMS = "term,definition,also\nEbb,The fall.,low tide\nFlood,The rise.,\n"
GLOSSARY = "# Terms\n\n### Ebb {: .exact-case }\n\nAs *someone* wrote it.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write("talk.vtt", TALK)
    write("terms.csv", TERMS)
    return tmp_path


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def read(path: str) -> str:
    return Path(path).read_text(encoding="utf-8")


def everything() -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(Path().rglob("*")) if path.is_file()}


def tracktwo(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["import", *map(str, arguments)])


def done(*arguments: str | Path) -> Result:
    result = tracktwo(*arguments)
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    return result


def refused(exit_code: int, message: str, *arguments: str | Path) -> None:
    before = everything()
    result = tracktwo(*arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (exit_code, "", f"Error: {message}\n")
    assert everything() == before


def front_matter(path: str) -> dict:
    return yaml.safe_load(read(path).split("---")[1])


def test_terms_join_the_nearest_glossary_and_those_it_has_are_named() -> None:
    write("docs/glossary.md", GLOSSARY)
    result = done("talk.vtt", "--title", "T", "--terms", "terms.csv", "--into", "docs/talks/one.md")
    assert read("docs/glossary.md") == f"{GLOSSARY}\n### Flood\n\nThe rise.\n"
    assert "  terms         2\n  terms added   1\n" in result.stdout
    assert "  terms.csv:2: term that the glossary has, 1 time (Ebb)\n" in result.stdout
    write("docs/talks/glossary.md", "# Of talks\n")
    done("terms.csv", "--into", "docs/talks")
    assert read("docs/glossary.md") == f"{GLOSSARY}\n### Flood\n\nThe rise.\n"
    assert "## Ebb" in read("docs/talks/glossary.md")


@pytest.mark.parametrize(("config", "into"), [("mkdocs.yml", "content/talks"), ("other", "docs/talks")])
def test_a_new_glossary_lies_where_a_site_looks_for_it(config: str, into: str) -> None:
    write(config, "site_name: T\n")
    done("talk.vtt", "--title", "T", "--into", into)
    assert Path(into).with_name("glossary.md").is_file()


def test_who_is_in_the_folder_of_documents_has_its_glossary_too(monkeypatch: pytest.MonkeyPatch) -> None:
    write("docs/glossary.md", GLOSSARY)
    monkeypatch.chdir("docs")
    done("../terms.csv", "--into", "talks")
    assert read("glossary.md") == f"{GLOSSARY}\n### Flood\n\nThe rise.\n"
    done("../terms.csv", "--into", "../other")
    assert "## Ebb" in read("../other/glossary.md")


def test_a_glossary_above_the_documents_is_none_of_theirs() -> None:
    write("glossary.md", GLOSSARY)
    done("terms.csv", "--into", "docs")
    assert read("glossary.md") == GLOSSARY
    assert "## Ebb" in read("docs/glossary.md")


def test_importing_the_same_twice_changes_nothing() -> None:
    arguments = "talk.vtt", "--title", "T", "--terms", "terms.csv", "--into", "docs"
    done(*arguments)
    before = everything(), Path("docs/glossary.md").stat().st_mtime_ns
    result = done(*arguments)
    assert (everything(), Path("docs/glossary.md").stat().st_mtime_ns) == before
    assert result.stdout.startswith("As it was: docs/transcript.md\nAs it was: docs/glossary.md\n\n")


@pytest.mark.parametrize(
    "text",
    [
        TERMS,
        "sep=;\r\nDefinition;Term\r\nThe fall.;Ebb\r\n",
        "- slug: ebb\n  en: {term: Ebb, def: The fall.}\n",
        "# Ours\nterms:\n  - term: Ebb\n    definition: The fall.\n",
        "# Glossary of the sea\n\n## Ebb\n\nThe fall.\n",
        "# Key terms\n\nEbb\n:   The fall.\n",
    ],
    ids=["CSV", "Excel's", "Glosario's", "YAML", "Markdown", "definition list"],
)
def test_a_list_of_terms_imports_alone(text: str) -> None:
    write("list", text)
    done("list", "--into", "docs")
    assert "## Ebb\n" in read("docs/glossary.md")
    assert list(Path("docs").iterdir()) == [Path("docs/glossary.md")]
    done("list", "--into", "sea/words.md")
    assert list(Path("sea").iterdir()) == [Path("sea/words.md")]


def test_a_list_that_could_be_a_transcript_is_one_if_it_is_said_to_be() -> None:
    write("list", "Ebb: The fall.\nFlood: The rise.\n")
    done("--terms", "list", "--into", "docs")
    assert (
        read("docs/glossary.md")
        == "# Glossary\n\n[LETTERS]\n\n## Ebb\n\nThe fall.\n\n## Flood\n\nThe rise.\n"
    )
    assert tracktwo("list", "--title", "T", "--into", "docs").stdout.startswith("Wrote docs/transcript.md\n")


def test_a_dash_reads_standard_input() -> None:
    result = CliRunner().invoke(main, ["import", "-", "--title", "Talk", "--into", "docs"], input=TALK)
    assert result.exit_code == 0, result.output
    done("talk.vtt", "--title", "Talk", "--into", "other")
    assert read("docs/transcript.md") == read("other/transcript.md")


def test_a_page_is_one_however_its_ending_is_written() -> None:
    done("talk.vtt", "--title", "Talk", "--into", "docs/TALK.MD")
    assert Path("docs/TALK.MD").is_file()


def test_an_empty_title_is_none() -> None:
    message = 'talk.vtt: it does not say the title of the lesson; add --title "TITLE"'
    refused(1, message, "talk.vtt", "--title", "  ", "--into", "docs")


def test_without_a_source_and_a_list_it_asks_for_one() -> None:
    message = "there is nothing to import; name a file, or a list of terms: --terms FILE"
    refused(1, message, "--into", "docs")


def test_a_glossary_that_is_not_utf_8_stops_it_before_anything_is_written() -> None:
    write("docs/glossary.md", "")
    Path("docs/glossary.md").write_bytes(b"# Terms\n\xe9\n")
    refused(2, "docs/glossary.md:2: this is not UTF-8; save the file as UTF-8",
            *("talk.vtt", "--title", "T", "--into", "docs"))  # fmt: skip


def test_a_lesson_says_at_its_top_what_options_say() -> None:
    write("docs/media/talk.mp4", "")
    write("docs/talk.vtt", TALK)
    facts = {
        "title": "T",
        "author": "Jo",
        "objective": "To know.",
        "source": "https://x.org",
        "license": "CC0",
    }
    options = [part for name, said in facts.items() for part in (f"--{name}", said)]
    done("talk.vtt", *options, "--date", "2026-01-02", "--video", "docs/media/talk.mp4",
         "--captions", "talk.vtt", "--into", "docs/talks/one.md")  # fmt: skip
    written = front_matter("docs/talks/one.md")
    assert str(written.pop("date")) == "2026-01-02"
    assert written == {**facts, "lesson": True, "video": "media/talk.mp4", "captions": "talk.vtt"}


def test_a_file_of_another_name_says_that_it_is_a_lesson() -> None:
    done("talk.vtt", "--title", "T", "--into", "docs/talk.md")
    done("talk.vtt", "--title", "T", "--into", "docs")
    assert front_matter("docs/talk.md") == {"title": "T", "lesson": True}
    assert front_matter("docs/transcript.md") == {"title": "T"}


def test_captions_below_the_documents_are_those_of_their_recording() -> None:
    write("docs/talk.vtt", TALK)
    address = "https://youtu.be/aaaaaaaaaaa"
    done("docs/talk.vtt", "--title", "T", "--video", address, "--into", "docs/one.md")
    lesson = {"title": "T", "lesson": True}
    assert front_matter("docs/one.md") == {**lesson, "video": address, "captions": "talk.vtt"}
    done("docs/talk.vtt", "--title", "T", "--into", "docs/two.md")
    done("talk.vtt", "--title", "T", "--video", address, "--into", "docs/three.md")
    assert front_matter("docs/two.md") == lesson
    assert front_matter("docs/three.md") == {**lesson, "video": address}


@pytest.mark.parametrize("file", ["gone.mp3", "talk.vtt", "../outside.mp3", "docs"])
def test_a_recording_that_does_not_lie_below_the_documents_is_refused(file: str) -> None:
    message = f"--audio: {file}: there is no such file below docs/; put it there, or mend the name"
    refused(2, message, "talk.vtt", "--title", "T", "--audio", file, "--into", "docs")


def test_an_address_that_does_not_play_and_captions_that_are_no_webvtt_are_refused() -> None:
    write("docs/talk.srt", "1\n")
    talk = "talk.vtt", "--title", "T", "--into", "docs"
    message = "--captions: talk.srt: browsers read WebVTT only; name a .vtt file"
    refused(2, message, *talk, "--captions", "docs/talk.srt")
    message = "this is no video of YouTube or Vimeo; name a file below docs/"
    refused(2, f"--video: https://x.org/1: {message}", *talk, "--video", "https://x.org/1")


def test_paragraphs_have_about_as_many_words_as_are_asked_for() -> None:
    sentence = "And so the sea comes and goes twice a day. "
    write("long.vtt", f"WEBVTT\n\n00:00.000 --> 10:00.000\n{sentence * 100}\n")
    counts = {}
    for words in (20, 80, 300):
        done("long.vtt", "--title", "T", "--paragraph", str(words), "--into", f"docs/{words}.md")
        *said, heading, _ = read(f"docs/{words}.md").split("---\n\n")[1].split("\n\n")
        assert heading == "## Terms in this lesson"
        counts[words] = [len(paragraph.split()) for paragraph in said]
    assert all(words / 2 <= size <= words * 1.5 + 1 for words, sizes in counts.items() for size in sizes)
    done("long.vtt", "--title", "T", "--into", "docs/usual.md")
    assert read("docs/usual.md") == read("docs/80.md")


@pytest.mark.parametrize("words", ["9", "1001", "many"])
def test_a_length_of_paragraphs_out_of_range_is_refused(words: str) -> None:
    result = tracktwo("talk.vtt", "--title", "T", "--paragraph", words, "--into", "docs")
    assert result.exit_code == 2
    assert "'--paragraph'" in result.stderr
    assert not Path("docs").exists()


@pytest.mark.parametrize("options", [("--clean",), ("--paragraph", "80"), ("--chapters", "talk.vtt")])
def test_what_is_for_captions_is_not_ignored_elsewhere(options: tuple[str, ...]) -> None:
    write("talk.md", "**Jo:** Twice.\n")
    message = "there are no captions; leave out --chapters, --paragraph and --clean, which are for captions"
    refused(2, f"talk.md: {message}", "talk.md", "--title", "T", "--into", "docs", *options)


def test_machines_read_the_report_and_nothing_else() -> None:
    write("docs/glossary.md", GLOSSARY)
    arguments = "talk.vtt", "--title", "T", "--terms", "terms.csv", "--into", "docs", "--json"
    assert json.loads(done(*arguments).stdout) == {
        "title": "T", "cues": 1, "words": 5, "characters": None,
        "paragraphs": 2, "speakers": 2, "minutes": 1.5,
        "terms": 2, "terms_added": 1,
        "names": [{"name": "Jo", "turns": 1}, {"name": "Al", "turns": 1}], "perhaps_one": [],
        "missing": ["author", "objective", "source", "license"],
        "set_aside": [
            {"kind": "term that the glossary has", "file": "terms.csv", "line": 2, "text": "Ebb"}
        ],
        "written": ["docs/transcript.md", "docs/glossary.md"], "unchanged": [], "dry_run": False,
    }  # fmt: skip
    before = everything()
    dry = json.loads(done(*arguments, "--dry-run").stdout)
    assert (dry["dry_run"], dry["written"], dry["unchanged"]) == (
        True, [], ["docs/transcript.md", "docs/glossary.md"],
    )  # fmt: skip
    assert everything() == before


def test_help_documents_each_key_that_machines_read() -> None:
    keys = json.loads(done("terms.csv", "--into", "docs", "--json").stdout)
    said = " ".join(CliRunner().invoke(main, ["import", "--help"]).stdout.split())
    documented = said.split("--json gives an object: ")[1]
    assert [key for key in keys if not re.search(rf"\b{key}\b", documented)] == []


SITE = {
    "site_name": "Talks", "theme": "mkdocs",
    "markdown_extensions": ["attr_list", "tracktwo"], "plugins": ["tracktwo"],
}  # fmt: skip


def built() -> None:
    """All documents make a site without a warning."""
    Path("mkdocs.yml").write_text(yaml.safe_dump(SITE), encoding="utf-8")
    build = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    run = subprocess.run(build, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("language", ["en", "es", "fr", "ja", "ar"])
def test_a_large_glossary_imports_by_one_command_and_builds_strictly(
    shared_data: Path, language: str
) -> None:
    source = shared_data / "glossary/glosario.yml"
    report = json.loads(done(source, "--language", language, "--into", "docs", "--json").stdout)
    assert report["terms_added"] == report["terms"] == read("docs/glossary.md").count("\n## ") > 0
    built()


NOTHING_SAID = "signature-bom signature-no-newline signature-space-no-newline signature-space signature-tab"
NO_TIMES = "signature-timings timings-eof"


def test_each_file_of_the_webvtt_tests_imports_and_builds_or_is_refused_in_one_line(
    shared_data: Path,
) -> None:
    refusals = {*NOTHING_SAID.split(), "signature-tab-no-newline", *NO_TIMES.split()}
    files = sorted(shared_data.glob("webvtt/*.vtt"))
    assert len(files) == 37
    for file in files:
        result = tracktwo(file, "--title", file.stem, "--into", f"docs/{file.stem}.md")
        assert result.exit_code == (2 if file.stem in refusals else 0), result.output
        assert Path(f"docs/{file.stem}.md").exists() == (file.stem not in refusals)
        if file.stem in refusals:
            assert result.stdout == ""
            assert result.stderr.startswith(f"Error: {file}:")
            assert result.stderr.count("\n") == 1
    built()


def test_a_pasted_page_and_captions_with_chapters_import_by_the_installed_command_and_build(
    shared_data: Path,
) -> None:
    vtt = shared_data / "vtt"
    chapters = vtt / "itaccess_chapters_en.vtt"
    done(vtt / "itaccess_captions_en.vtt", "--title", "T", "--chapters", chapters, "--into", "docs")
    headings = read("docs/transcript.md").count("\n## ")
    assert headings == chapters.read_text("utf-8").count("-->") + 1  # that of the terms
    page = shared_data / "pasted-page/multi-track-diplomacy.txt"
    command = Path(sys.executable).with_name("tracktwo")
    options = ["--into", "docs/page.md", "--name-term", "Diplomacy"]
    subprocess.run([command, "import", page, *options], check=True, capture_output=True)
    built()


MEETING = """WEBVTT

00:01.000 --> 00:02.000
Mara Lind: Who owns a river?

00:03.000 --> 00:04.000
mara's iPad: I do not know.

00:05.000 --> 00:06.000
Tom Okoro: We do.

00:07.000 --> 00:08.000
Tom Okorro: All of us.
"""


def test_speakers_are_listed_with_their_turns_and_what_may_be_one() -> None:
    write("meeting.vtt", MEETING)
    result = done("meeting.vtt", "--title", "T", "--into", "docs")
    assert "Speakers:\n  Mara Lind, 1 turn\n" in result.stdout
    assert "Perhaps one: Tom Okoro, Tom Okorro" in result.stdout
    assert "Mara Lind, Tom" not in result.stdout


def test_speakers_that_are_numbers_are_told_to_be_without_a_name() -> None:
    said = '{"segments": [{"start": 0, "end": 2, "text": "Who owns a river?", "speaker": "SPEAKER_00"}]}'
    write("talk.json", said)
    result = done("talk.json", "--title", "T", "--into", "docs")
    assert 'Not yet named: SPEAKER_00; if you know, add --speaker "SPEAKER_00=NAME"' in result.stdout


def test_names_are_changed_merged_or_left_in_the_text() -> None:
    write("meeting.vtt", MEETING)
    renamed = ("--speaker", "mara's iPad=Mara Lind", "--speaker", "Tom Okorro=Tom Okoro")
    done("meeting.vtt", "--title", "T", "--into", "docs", *renamed)
    text = read("docs/transcript.md")
    assert "**Mara Lind:** Who owns a river? I do not know." in text
    assert "**Tom Okoro:** We do. All of us." in text
    done("meeting.vtt", "--title", "T", "--into", "docs", "--no-speakers", "--force")
    assert "Mara Lind: Who owns a river? mara's iPad: I do not know." in read("docs/transcript.md")
    refused(2, '--speaker Tom says no two names; write it as in --speaker "OLD=NEW"', *(
        "meeting.vtt", "--title", "T", "--into", "other", "--speaker", "Tom",
    ))  # fmt: skip


def test_where_nobody_is_named_a_sentence_of_one_speaker_stays_whole_and_another_begins_a_paragraph() -> None:
    said = [("Mara", "Who owns"), ("Mara", "a river?"), ("Tom", "We do."), ("Mara", "All of us?")]
    cues = (f"00:0{at}.000 --> 00:0{at + 1}.000\n<v {name}>{text}\n" for at, (name, text) in enumerate(said))
    write("talk.vtt", "\n".join(["WEBVTT\n", *cues]))
    done("talk.vtt", "--title", "T", "--into", "docs", "--no-speakers")
    text = read("docs/transcript.md")
    assert "[0:00] Who owns a river?\n\n[0:02] We do.\n\n[0:03] All of us?\n" in text


def test_hesitations_go_where_the_publisher_says_that_it_is_english() -> None:
    write("talk.srt", "1\n00:00:00,000 --> 00:00:02,000\nWho, um, owns a river?\n")
    result = done("talk.srt", "--title", "T", "--into", "docs", "--clean")
    assert "(--language en says so)" in result.stdout
    done("talk.srt", "--title", "T", "--into", "docs", "--clean", "--language", "en", "--force")
    assert "[0:00] Who, owns a river?\n" in read("docs/transcript.md")


def test_the_publisher_says_which_encoding_it_is() -> None:
    Path("old.txt").write_bytes("Jo: žába\n\nAl: Ano.\n".encode("cp1250"))
    done("old.txt", "--title", "T", "--into", "docs", "--encoding", "windows-1250")
    assert "**Jo:** žába" in read("docs/transcript.md")
    message = "old.txt: no encoding is called klingon; name one as in --encoding windows-1250"
    refused(2, message, "old.txt", "--title", "T", "--into", "other", "--encoding", "klingon")


def test_characters_are_counted_where_words_have_no_spaces_between_them() -> None:
    write("ja.txt", "田中: こんにちは、元気ですか。\n\n山本: はい。\n")
    report = json.loads(done("ja.txt", "--title", "T", "--into", "docs", "--json").stdout)
    assert (report["words"], report["characters"]) == (None, 15)
