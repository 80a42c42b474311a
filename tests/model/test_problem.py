"""A problem is one line, whatever the text that it quotes."""

import json

import pytest

from tracktwo.model.problem import InvalidInput, Problem
from tracktwo.model.problem_formats import FORMATS

HOSTILE = "::warning::a ##[error]\n::error::b\r\x1b[31mc\x9b2J\x07\u2028d\u202ee"
PROBLEM = Problem(f"{HOSTILE}.md", 3, "some-code", "warning", HOSTILE, HOSTILE)


def assert_harmless(line: str) -> None:
    assert len(line.splitlines()) == 1
    assert line.isprintable()
    assert not line.lstrip().startswith("::")
    assert "##[" not in line


def test_a_log_gets_one_line_without_control_characters() -> None:
    assert_harmless(PROBLEM.text)
    assert_harmless(str(InvalidInput(PROBLEM)))
    assert r"\x3a:warning::a #\x23[error]\n::error::b\r\x1b[31mc\x9b2J\x07\u2028d\u202ee" in PROBLEM.text


@pytest.mark.parametrize("form", ["text", "github"])
def test_a_problem_is_one_line_and_the_count_another(form: str) -> None:
    problem, count = FORMATS[form]([PROBLEM]).split("\n")
    assert_harmless(problem.removeprefix("::warning "))
    assert count == "1 warning"


def test_json_keeps_the_text_and_shows_no_control_character() -> None:
    written = FORMATS["json"]([PROBLEM])
    for line in written.split("\n"):
        assert_harmless(line)
    assert json.loads(written)[0]["message"] == HOSTILE


def test_joiners_that_scripts_need_stay() -> None:
    assert (
        Problem("", 0, "c", "notice", "\u0645\u06cc\u200c\u062e\u0648").advice
        == "\u0645\u06cc\u200c\u062e\u0648"
    )
