"""`tracktwo import`, as a publisher meets it: what it writes and refuses, and that nothing is left behind."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tracktwo.cli import main

PAGE = """Tides

Tides

Author: jo smith

At the end of this lesson, the learner will know why the sea comes and goes.

Your First Month Free

Transcript

Twice a day the sea comes in.

# 1 is the moon.

Terms to Know

The time in which the water falls.

Flood

The time in which it rises.

What lies between the two, when hardly anything moves at all.
"""
NAMES = ("--name-term", "Ebb", "--name-term", "Slack water")
SLACK_WATER = '"What lies between the two, when hardly anything moves at ..."'  # cut after 60 characters
GLOSSARY = """# Glossary

[LETTERS]

## Ebb

The time in which the water falls.

## Flood

The time in which it rises.

## Slack water

What lies between the two, when hardly anything moves at all.
"""


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page in the current folder, named as people type it."""
    monkeypatch.chdir(tmp_path)
    page = Path("page.txt")
    page.write_text(PAGE, encoding="utf-8")
    return page


def tracktwo(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["import", *map(str, arguments)])


def everything() -> dict[str, bytes | None]:
    """Every file and folder there is, hidden ones too."""
    found = sorted(path for path in Path().rglob("*"))
    return {str(path): path.read_bytes() if path.is_file() else None for path in found}


def refused(exit_code: int, message: str, *arguments: str | Path) -> None:
    """The command says one thing to standard error, exits so, and changes nothing."""
    before = everything()
    result = tracktwo(*arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (exit_code, "", f"Error: {message}\n")
    assert everything() == before


def test_it_writes_both_files_into_a_new_folder_and_says_so(page: Path) -> None:
    result = tracktwo(page, "--into", "new/docs", *NAMES)
    assert result.exit_code == 0
    assert result.stderr == ""
    assert result.stdout == (
        "Wrote new/docs/transcript.md\n"
        "Wrote new/docs/glossary.md\n\n"
        "  words       12\n"
        "  paragraphs   2\n"
        "  terms        3\n\n"
        "Not found: source, license\n"
        "Next: read what was written, then run tracktwo build\n"
    )
    assert sorted(everything()) == [
        "new",
        "new/docs",
        "new/docs/glossary.md",
        "new/docs/transcript.md",
        "page.txt",
    ]
    assert Path("new/docs/glossary.md").read_text(encoding="utf-8") == GLOSSARY
    assert "\n\n\\# 1 is the moon.\n\n" in Path("new/docs/transcript.md").read_text(encoding="utf-8")


def test_a_lesson_that_the_navigation_lacks_is_named(page: Path) -> None:
    Path("mkdocs.yml").write_text("site_name: Talks\nnav:\n  - transcript.md\n", encoding="utf-8")
    into = "put second.md into nav of mkdocs.yml, "
    for lesson, said in {"docs/second.md": into, "docs": "", "docs/transcript.md": ""}.items():
        result = tracktwo(page, "--into", lesson, *NAMES)
        assert f"Next: read what was written, {said}then run tracktwo build\n" in result.stdout


def test_captions_that_are_given_as_a_list_of_terms_are_known_as_such(page: Path) -> None:
    Path("talk.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nHello.\n", encoding="utf-8")
    remedy = "give a list of terms here, and the captions as the lesson"
    message = f"talk.vtt:1: these are captions, and no list of terms; {remedy}"
    refused(2, message, page, "--into", "docs", "--terms", "talk.vtt")


def test_what_the_page_does_not_say_is_reported(page: Path) -> None:
    page.write_text("Tides\nTranscript\nGood day.\n", encoding="utf-8")
    result = tracktwo(page, "--into", "docs")
    assert "Not found: author, objective, source, license, terms\n" in result.stdout
    assert "  paragraphs  1\n" in result.stdout


JOIN = "if it goes on from the definition above it, join the two lines instead"
LOST = f"page.txt:25: a definition without its term: {SLACK_WATER}; add --name-term "
BOTH = 'page.txt:19: a definition without its term: "The time in which the water falls."\n'


@pytest.mark.parametrize(
    ("code", "message", "names"),
    [
        (1, f'{BOTH}{LOST}"TERM", once for each, in this order; {JOIN}', ()),
        (1, f'{LOST}"TERM", as in --name-term "Diplomacy"; {JOIN}', NAMES[:2]),
        (2, "--name-term is given 3 times for 2 definitions without a term; leave out the rest",
         (*NAMES, "--name-term", "Sea")),
        (2, "--name-term is empty; write the term between the quotes", ("--name-term", " ")),
    ],
    ids=["none", "one of two", "three for two", "empty"],
)  # fmt: skip
def test_each_definition_without_its_term_needs_one_in_order(
    page: Path, code: int, message: str, names: tuple[str, ...]
) -> None:
    refused(code, message, page, "--into", "docs", *names)


@pytest.mark.parametrize(
    ("content", "message", "remedy"),
    [
        (b"", "page.txt: the file is empty", "put the text into it and save it"),
        (b"\x7fELF\x02\x00\xff\x81\n", "page.txt:1: this is a binary file", "save it as plain text (.txt)"),
        (
            b"Tides = 3;\nGood(day);",
            "page.txt:1: this is no transcript that can be read",
            "export captions (WebVTT or SRT), or the transcript as text or DOCX, where it was made",
        ),
        (
            b"Tides\nTranscript\nGood day.\nGlossary\nEbb\n",
            'page.txt:5: the term "Ebb" has no definition',
            "write the definition on the next line and end it with a full stop, or delete the line",
        ),
    ],
    ids=["empty", "binary", "no transcript", "no definition"],
)
def test_an_unusable_page_is_refused_in_one_line(
    page: Path, content: bytes, message: str, remedy: str
) -> None:
    page.write_bytes(content)
    refused(2, f"{message}; {remedy}", page, "--into", "docs")


@pytest.mark.usefixtures("page")
def test_a_missing_page_is_refused_in_one_line() -> None:
    remedy = "give captions, a transcript, the text file that the page was pasted into, or a list of terms"
    refused(
        2, f"gone.txt: cannot be read (No such file or directory); {remedy}", "gone.txt", "--into", "docs"
    )


@pytest.mark.parametrize("into", ["page.txt", "page.txt/docs", "x" * 300])
def test_an_unwritable_folder_is_refused_in_one_line(page: Path, into: str) -> None:
    before = everything()
    result = tracktwo(page, "--into", into, *NAMES)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"Error: {into}: cannot be written (")
    assert result.stderr.endswith("); choose another folder\n")
    assert result.stderr.count("\n") == 1
    assert everything() == before


def test_a_lesson_that_exists_is_kept_unless_forced(page: Path) -> None:
    Path("docs").mkdir()
    lesson = Path("docs/transcript.md")
    lesson.write_text("edited")
    lesson.chmod(0o640)
    remedy = "add --force to overwrite, or name another file, as in --into docs/second.md"
    refused(1, f"docs/transcript.md is already there; {remedy}", page, "--into", "docs", *NAMES)
    assert tracktwo(page, "--into", "docs", *NAMES, "--force").exit_code == 0
    assert "Twice a day" in lesson.read_text(encoding="utf-8")
    assert lesson.stat().st_mode & 0o777 == 0o640


def test_new_files_have_the_mode_that_any_new_file_has(page: Path) -> None:
    Path("any").touch()
    tracktwo(page, "--into", "docs", *NAMES)
    assert Path("docs/transcript.md").stat().st_mode == Path("any").stat().st_mode


def test_a_link_stays_a_link_to_the_file_that_is_written(page: Path) -> None:
    Path("docs").mkdir()
    Path("docs/glossary.md").symlink_to("terms.md")
    assert tracktwo(page, "--into", "docs", *NAMES).exit_code == 0
    assert Path("docs/glossary.md").is_symlink()
    assert Path("docs/terms.md").read_text(encoding="utf-8") == GLOSSARY


@pytest.mark.parametrize("link", ["docs/glossary.md", "docs/transcript.md", "docs/talks"])
@pytest.mark.parametrize("there", [True, False], ids=["to what is there", "to what is not"])
def test_a_link_out_of_the_documents_is_neither_read_nor_written(
    page: Path, link: str, *, there: bool
) -> None:
    Path("docs").mkdir()
    if there:
        (Path("home").mkdir if link == "docs/talks" else Path("home").touch)()
    Path(link).symlink_to(Path("home").absolute())
    into = link if link == "docs/talks" else "docs"
    file = f"{link}/transcript.md" if link == "docs/talks" else link
    message = (
        f"{file}: this leads out of the documents; take the link away, or name the file that it leads to"
    )
    refused(2, message, page, "--into", into, *NAMES, "--force")
    refused(2, message, page, "--into", into, *NAMES, "--dry-run")


def test_a_dry_run_shows_everything_and_writes_nothing(page: Path) -> None:
    Path("docs").mkdir()
    Path("docs/transcript.md").write_text("edited")
    before = everything()
    result = tracktwo(page, "--into", "docs", *NAMES, "--dry-run")
    assert result.exit_code == 0
    needs = " (already there; needs --force)"
    assert result.stdout.startswith(f"Would write docs/transcript.md{needs}:\n\n---\ntitle: Tides\n")
    assert f"\nWould write docs/glossary.md:\n\n{GLOSSARY}" in result.stdout
    assert everything() == before


@pytest.mark.parametrize("existing", [False, True], ids=["new folder", "existing files"])
@pytest.mark.parametrize("failing", [1, 2])
def test_an_interruption_leaves_all_as_it_was(
    page: Path, monkeypatch: pytest.MonkeyPatch, failing: int, *, existing: bool
) -> None:
    if existing:
        Path("docs").mkdir()
        Path("docs/transcript.md").write_text("edited")
        Path("docs/glossary.md").write_text("edited too")
    before = everything()
    rename, calls = os.replace, []

    def interrupted(source: Path, target: Path) -> None:
        calls.append(target)
        if len(calls) == failing:
            raise KeyboardInterrupt
        rename(source, target)

    monkeypatch.setattr(os, "replace", interrupted)
    result = tracktwo(page, "--into", "docs", *NAMES, "--force")
    assert result.exit_code == 1
    assert len(calls) >= failing
    assert everything() == before


def test_a_target_that_is_a_folder_is_refused_and_nothing_is_half_written(page: Path) -> None:
    Path("docs/glossary.md").mkdir(parents=True)
    message = "docs/glossary.md: cannot be read (Is a directory); choose another folder"
    refused(2, message, page, "--into", "docs", *NAMES, "--force")


def test_the_real_page_stops_without_help_and_goes_on_with_it(page: Path, shared_data: Path) -> None:
    real = shared_data / "pasted-page" / "multi-track-diplomacy.txt"
    stopped = tracktwo(real, "--into", "docs")
    assert stopped.exit_code == 1
    assert f"{real}:62: " in stopped.stderr
    assert '"Cultivation of relationships ' in stopped.stderr
    assert '--name-term "Diplomacy"' in stopped.stderr
    assert list(everything()) == [str(page)]
    assert tracktwo(real, "--into", "docs", "--name-term", "Diplomacy").exit_code == 0
    assert (
        Path("docs/glossary.md")
        .read_text(encoding="utf-8")
        .startswith("# Glossary\n\n[LETTERS]\n\n## Diplomacy\n\nCultiv")
    )
