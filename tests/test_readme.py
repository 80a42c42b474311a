"""What the README says is so."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_every_target_that_the_readme_names_exists():
    makefile = (ROOT / "Makefile").read_text("utf-8") + (ROOT / "site.mk").read_text("utf-8")
    targets = set(re.findall(r"make ([a-z]+)\b(?! it| the| sure)", README))
    assert {"site", "test", "serve", "pdf", "help", "bench"} <= targets
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_the_python_that_it_shows_says_what_a_term_means():
    (program,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    command = [sys.executable, "-c", program]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.rstrip().endswith(".")


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_what_is_installed_is_pinned_by_version_and_hash_and_by_no_address(name):
    lock = (ROOT / name).read_text("utf-8")
    assert "://" not in lock
    for block in re.split(r"\n(?=\S)", lock.strip()):
        assert re.match(r"[A-Za-z0-9._-]+==\S+", block), block
        assert "--hash=sha256:" in block


# By row of the table beside other tools: a test that would fail if our cell were not true.
HELD = {
    "links by itself": "linking/matching/test_real_text.py::test_no_link_is_missed",
    "terms of several words": "linking/matching/test_matching_rules.py::test_an_editor_would_link_this",
    "plurals": "linking/matching/test_languages.py::test_we_know_which_languages_simplemma_knows",
    "other names": "model/test_glossary.py::test_other_names_stand_on_a_line_of_their_own",
    "case minded": "model/test_glossary.py::test_classes_override_the_case_rule_and_stop_linking",
    "the first only": "linking/matching/test_invariants.py"
    "::test_a_section_links_each_term_once_at_most_and_all_links_no_less",
    "spares headings, code and links": "linking/matching/test_matching_rules.py"
    "::test_an_editor_would_not_link_this",
    "the longest name wins": "linking/matching/test_real_text.py::test_no_link_is_false",
    "leaves out": "linking/matching/test_matching_rules.py::test_an_editor_would_not_link_this",
    "shows the definition": "site/test_definitions_in_browser.py"
    "::test_escape_closes_without_moving_and_it_stays_closed",
    "says where a term is used": "hosts/test_used_in.py"
    "::test_a_few_words_around_the_first_use_in_a_section_are_shown",
    "reports": "test_readme.py::test_the_readme_counts_the_kinds_of_reports",
    "for machines": "hosts/test_machine_readable.py",
}


def test_each_row_of_the_table_beside_other_tools_is_held_by_a_test():
    table = README.split("## Beside other tools")[1].split("\n\n")[1]
    rows = [row.split(" | ")[0].removeprefix("| ") for row in table.splitlines()[2:]]
    assert rows == list(HELD)
    for row, place in HELD.items():
        file, _, function = place.partition("::")
        assert f"def {function}" in (ROOT / "tests" / file).read_text("utf-8"), row


def test_the_readme_counts_the_kinds_of_reports():
    sources = (ROOT / "src/tracktwo").rglob("*.py")
    kinds = {
        kind
        for source in sources
        for kind in re.findall(r'"(?:error|warning|notice)", "([a-z-]+)"', source.read_text("utf-8"))
    }
    assert "| eleven kinds, with remedy |" in README
    assert len(kinds) == 11, kinds


def test_the_readme_is_short():
    assert len(README.splitlines()) < 150
