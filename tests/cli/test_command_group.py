"""The commands, and how they say what they cannot use."""

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from tracktwo.cli import COMMANDS, main


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_help_and_version_answer_without_loading_what_commands_need(option):
    program = f"import sys; from tracktwo.cli import main; main(['{option}'], standalone_mode=False); "
    asked = "print([name for name in ('mkdocs', 'jinja2', 'yaml', 'lxml') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program + asked], check=True, capture_output=True, text=True)
    *said, loaded = done.stdout.splitlines()
    assert said[-1 if option == "--help" else 0]
    assert loaded == "[]"


def test_help_says_what_each_command_does_and_each_loads():
    said = CliRunner().invoke(main, ["--help"]).stdout
    assert main.list_commands(None) == sorted(COMMANDS)
    for name in COMMANDS:
        assert f"\n  {name} " in said
        assert main.get_command(None, name).name == name
        assert CliRunner().invoke(main, [name, "--help"]).exit_code == 0


def test_a_command_that_is_none_is_refused():
    result = CliRunner().invoke(main, ["exprt"])
    assert (result.exit_code, "No such command 'exprt'" in result.stderr) == (2, True)


def test_a_command_for_which_a_library_is_missing_says_so_in_one_line(monkeypatch):
    def fail(_: str) -> None:
        raise ModuleNotFoundError(name="mkdocs")

    monkeypatch.setattr("tracktwo.cli.command_group.import_module", fail)
    result = CliRunner().invoke(main, ["build"])
    said = "mkdocs is not installed, which this needs; install Tracktwo with all it depends on"
    assert (result.exit_code, result.stderr) == (1, f"Error: {said}\n")


HOSTILE = "::error::a\x1b[31m\n::warning::b\r##[error]c \u202e外"
COMMAND_LINES = """\
X
--X
import X --into x
import --date X
import --X
import --paragraph X
import a.md --into x --speaker X
import a.md --into X
import a.md --into X --title X
import a.md --into X --title X --json
import a.md --into X --title X --dry-run
import a.md --into X --title X --video X
export X --captions a.vtt --lesson a.md
export X --captions X --lesson X
check X
check --format X
new X --title X
new X --title X --language X
new X --title X --branch X
update X
update site --replace X
build X
serve --port X
"""


@pytest.mark.parametrize("line", COMMAND_LINES.splitlines())
def test_whatever_a_command_is_given_steers_no_terminal_and_no_workflow(line, tmp_path, monkeypatch):
    """Nor does it end in an error of a console that cannot show it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("[0:01] **Ann ##[error] x:** Hello, you all.\n\n**::error::x:** I am.\n")
    (tmp_path / "a.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nHello, ::error:: all.\n")
    arguments = [HOSTILE if word == "X" else word.replace("--X", f"--{HOSTILE}") for word in line.split()]
    said = CliRunner(charset="cp1252").invoke(main, arguments)
    assert said.output
    for shown in said.output.split("\n"):
        assert shown.isprintable()
        assert not shown.lstrip().startswith("::")
        assert "##[" not in shown
    assert said.exception is None or isinstance(said.exception, SystemExit)


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_a_console_that_cannot_show_a_character_shows_its_number(options, tmp_path):
    (tmp_path / "talk.md").write_text("---\ntitle: 外交 🕊\n---\n**Ann:** Hello.\n", encoding="utf-8")
    program = "from tracktwo.cli import main; main()"
    command = [sys.executable, "-c", program, "import", "talk.md", "--into", "docs", *options]
    narrow = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    done = subprocess.run(command, cwd=tmp_path, env=narrow, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert (tmp_path / "docs/transcript.md").is_file()
    if options:
        assert json.loads(done.stdout)["title"] == "外交 🕊"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("deep.json", '{"segments": ' + "[" * 100_000 + "]" * 100_000 + "}"),
        ("deep.json", "[" * 100_000),
        ("deep.yml", "- term: a\n  definition: " + "[" * 30_000),
        ("alias.yml", "- &a\n  term: b\n  definition: *a\n"),
        ("date.md", "---\ndate: 2026-02-30\n---\n**A:** Hello.\n"),
        ("self.md", "---\nself: &a [*a]\n---\n**A:** Hello.\n"),
    ],
)
@pytest.mark.parametrize("option", [False, True])
def test_what_would_stall_or_end_a_reader_is_one_line_and_no_file(name, text, option, tmp_path):
    (tmp_path / name).write_text(text)
    (tmp_path / "talk.md").write_text("---\ntitle: T\n---\n**A:** Hello.\n")
    sources = ["talk.md", "--terms", name] if option and not name.endswith(".md") else [name]
    program = "from tracktwo.cli import main; main()"
    command = [sys.executable, "-c", program, "import", *sources, "--into", "docs"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert len(done.stderr) < 400
    assert not (tmp_path / "docs").exists()
