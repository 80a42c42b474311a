"""The commands, and how they say what they cannot use."""

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
