"""Files that several programs write at once, and programs that are killed, or have no room, as they write."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tracktwo.model.whole_files import FileChanged, write_all

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs signals and limits, which POSIX has")

COMMAND = [sys.executable, "-c", "from tracktwo.cli import main; main()"]
TALK = "---\ntitle: Talk\n---\n\n**Ada:** {}\n"
LEFT = ".tracktwo-0123456789abcdef0123456789abcdef.tmp"
# Ends the program, as the system may, before the call of this number that changes a file in docs.
KILLED = """
import os, signal, sys
left = int(sys.argv.pop(1))
CHANGES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.utime", "shutil.copyfile")

def count(event, arguments):
    global left
    opened = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    if (opened or event in CHANGES) and "docs" in str(arguments[0]):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(count)
from tracktwo.cli import main
main()
"""
NO_ROOM = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2)\n"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of documents with a lesson and a glossary, and what to import into it."""
    monkeypatch.chdir(tmp_path)
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "transcript.md").write_text("The lesson as it was.\n" * 100)
    (docs / "glossary.md").write_text("# Glossary\n\n## Envoy\n\nWho is sent.\n")
    Path("talk.txt").write_text(TALK.format("Hello. " * 200))
    Path("terms.csv").write_text("term,definition\nTreaty,A promise between states.\n")
    return docs


IMPORT = ["import", "talk.txt", "--terms", "terms.csv", "--into", "docs", "--force"]


def test_of_many_imports_at_once_none_is_lost(site):
    names = [f"Word{number}" for number in range(8)]
    for name in names:
        Path(f"{name}.csv").write_text(f"term,definition\n{name},What {name} means.\n")
    commands = ([*COMMAND, "import", "--terms", f"{name}.csv", "--into", "docs"] for name in names)
    imports = [subprocess.Popen(command, stdout=subprocess.PIPE) for command in commands]
    assert all(b"Wrote docs" in running.communicate()[0] for running in imports)
    headings = re.findall("^## (.*)$", (site / "glossary.md").read_text(), re.MULTILINE)
    assert sorted(headings) == ["Envoy", *names]
    assert sorted(contents(site)) == ["glossary.md", "transcript.md"]


def test_what_was_written_since_it_was_read_is_not_written_over(site):
    glossary = site / "glossary.md"
    read = {glossary: glossary.read_bytes()}
    glossary.write_text("An editor was faster.")
    with pytest.raises(FileChanged):
        write_all({glossary: "mine", site / "new" / "other.md": "mine"}, read)
    assert glossary.read_text() == "An editor was faster."
    assert sorted(path.name for path in site.iterdir()) == ["glossary.md", "transcript.md"]


def test_an_import_takes_what_somebody_else_writes_meanwhile(site, monkeypatch):
    from click.testing import CliRunner

    from tracktwo.cli import import_command, main

    planned = import_command.plan

    def slow(lesson, into):
        made = planned(lesson, into)
        monkeypatch.setattr(import_command, "plan", planned)
        with (site / "glossary.md").open("a") as file:
            file.write("\n## Ally\n\nWho helps.\n")
        return made

    monkeypatch.setattr(import_command, "plan", slow)
    assert CliRunner().invoke(main, ["import", "--terms", "terms.csv", "--into", "docs"]).exit_code == 0
    headings = re.findall("^## (.*)$", (site / "glossary.md").read_text(), re.MULTILINE)
    assert headings == ["Envoy", "Ally", "Treaty"]


def test_killed_at_any_write_no_file_is_half_and_the_next_run_clears_up(site):
    before = contents(site)
    subprocess.run([*COMMAND, *IMPORT], check=True, capture_output=True)
    after = contents(site)
    for number in range(1, 100):
        for name, content in before.items():
            (site / name).write_bytes(content)
        killed = subprocess.run(
            [sys.executable, "-c", KILLED, str(number), *IMPORT], check=False, capture_output=True
        )
        if killed.returncode == 0:
            break
        assert killed.returncode == -9
        found = contents(site)
        assert all(found[name] in (before[name], after[name]) for name in before), number
        assert all(name in before or name.startswith(".tracktwo-") for name in found), number
        subprocess.run([*COMMAND, *IMPORT], check=True, capture_output=True)
        assert contents(site) == after, number
    assert number > 8, "each change of a file was cut short once"


@pytest.mark.parametrize(
    "room", [0, 500, 1900], ids=["none", "for no file", "for the new, not to keep the old"]
)
def test_a_full_disk_leaves_all_as_it_was_and_is_said_in_a_line(site, room):
    before = contents(site)
    full = [sys.executable, "-c", NO_ROOM + COMMAND[-1], str(room), *IMPORT]
    run = subprocess.run(full, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr.count("\n")) == (2, 1)
    assert "docs: cannot be written (File too large)" in run.stderr
    assert contents(site) == before


def test_a_folder_that_is_read_only_is_left_as_it_was(site):
    before = contents(site)
    site.chmod(0o555)
    user = os.geteuid()
    if user == 0:  # who may write everywhere
        os.seteuid(65534)
    try:
        with pytest.raises(PermissionError):
            write_all({Path("docs/glossary.md"): "mine", Path("docs/new/other.md"): "mine"})
    finally:
        os.seteuid(user)
        site.chmod(0o755)
    assert contents(site) == before


def test_only_what_is_ours_is_cleared_up(tmp_path):
    mine = [".tracktwo-notes.tmp", "tracktwo.tmp", ".glossary.md.tmp", f"{LEFT}.md"]
    for name in (LEFT, *mine):
        (tmp_path / name).write_text("x")
    write_all({tmp_path / "a.md": "a"})
    assert sorted(contents(tmp_path)) == sorted([*mine, "a.md"])


def test_a_name_may_have_as_many_bytes_as_the_disk_allows(tmp_path):
    path = tmp_path / f"{'ж' * 126}.md"
    for text in ("one", "two"):
        write_all({path: text})
    assert contents(tmp_path) == {path.name: b"two"}
    assert len(os.fsencode(path.name)) == 255


def test_what_is_unfinished_goes_whatever_the_clock_says(tmp_path):
    left = tmp_path / LEFT
    for when in (0, 1 << 33):
        left.touch()
        os.utime(left, (when, when))
        write_all({tmp_path / "a.md": "a"})
        assert not left.exists()
