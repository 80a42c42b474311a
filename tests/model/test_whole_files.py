"""Files that several programs write at once, and programs that are killed, or have no room, as they write."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner

from tracktwo.cli import main
from tracktwo.cli.starter.record import digest
from tracktwo.model.whole_files import FileChanged, write_all

if sys.platform != "win32":
    import resource

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs signals and limits, which POSIX has")

COMMAND = [sys.executable, "-c", "from tracktwo.cli import main; main()"]
TALK = "---\ntitle: Talk\n---\n\n**Ada:** {}\n"
LEFT = ".tracktwo-0123456789abcdef0123456789abcdef.tmp"
LEFTOVER = re.compile(r"(^|/)\.tracktwo-[0-9a-f]{32}\.tmp$")
CHANGES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.utime", "shutil.copyfile")


@contextmanager
def full_disk(room: int) -> Iterator[None]:
    """Let no file grow beyond a few bytes, as if there were no room for more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


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
    from tracktwo.cli import import_files

    planned = import_files.plan

    def slow(lesson, into, glossary):
        made = planned(lesson, into, glossary)
        monkeypatch.setattr(import_files, "plan", planned)
        with (site / "glossary.md").open("a") as file:
            file.write("\n## Ally\n\nWho helps.\n")
        return made

    monkeypatch.setattr(import_files, "plan", slow)
    assert CliRunner().invoke(main, ["import", "--terms", "terms.csv", "--into", "docs"]).exit_code == 0
    headings = re.findall("^## (.*)$", (site / "glossary.md").read_text(), re.MULTILINE)
    assert headings == ["Envoy", "Ally", "Treaty"]


class Killed(BaseException):
    """Ends a program as SIGKILL does: from here on, nothing that it does reaches the disk."""


class Killer:
    """Kills what changes a folder for the nth time; there is no way to take the hook itself away."""

    def __init__(self) -> None:
        self.folder, self.left = "", 0
        sys.addaudithook(self)

    def __call__(self, event: str, arguments: tuple) -> None:
        if not self.folder or event not in ("open", *CHANGES) or self.folder not in str(arguments[0]):
            return
        if event == "open" and not (
            isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        ):
            return
        self.left -= 1
        if self.left <= 0:
            raise Killed

    def kills(self, number: int, folder: Path, run: Callable[[], object]) -> bool:
        """Run something that is killed before its nth change of a folder; tell whether it was."""
        self.folder, self.left = str(folder), number
        try:
            run()
        except Killed:
            return True
        finally:
            self.folder = ""
        return False


@pytest.fixture(scope="session")
def killer() -> Killer:
    return Killer()


def run(*arguments: str) -> None:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output


def old_site(folder: Path) -> None:
    """Make a site of an older version: with another wheel, and a workflow that has changed since."""
    run("new", str(folder), "--title", "Talks", "--repository", "ada/talks")
    record = folder / "vendor/tracktwo.json"
    files = json.loads(record.read_text())
    for name, content in {"vendor/tracktwo-0.1-py3-none-any.whl": b"PK\0", "Makefile": b"# old\n"}.items():
        (folder / name).write_bytes(content)
        files["files"][name] = digest(content)
    record.write_text(json.dumps(files))


def prepare(command: str, folder: Path) -> None:
    if command == "update":
        old_site(folder)
    times = [f"{n // 60:02}:{n % 60:02}.000" for n in range(201)]
    cues = (f"\n{start} --> {end}\n<v Ada>Hello.\n" for start, end in pairwise(times))
    Path("talk.vtt").write_text("WEBVTT\n" + "".join(cues))
    Path(TALKS).write_text("As it was.")


RECORD = "site/vendor/tracktwo.json"
TALKS = "docs/talk.vtt"
WRITERS = {
    "import": (["import", "talk.txt", "--terms", "terms.csv", "--into", "docs", "--force"], "docs"),
    "export": (["export", TALKS, "--captions", "talk.vtt", "--lesson", "talk.txt", "--force"], "docs"),
    "new": (["new", "docs/site", "--title", "Talks"], "docs/site"),
    "update": (["update", "docs/site"], "docs/site"),
}


@pytest.mark.parametrize("command", WRITERS)
def test_killed_at_any_write_no_file_is_half_and_the_next_run_clears_up(site, killer, command):
    arguments, folder = WRITERS[command]
    prepare(command, Path(folder))
    shutil.copytree(site, "before")
    run(*arguments)
    before, after = contents(Path("before")), contents(site)
    assert after != before
    for number in range(1, 1000):
        shutil.rmtree(site)
        shutil.copytree("before", site)
        if not killer.kills(number, site, lambda: run(*arguments)):
            break
        found = contents(site)
        whole = {name for name in found if found[name] in (before.get(name), after.get(name))}
        assert before.keys() & after.keys() - {RECORD} <= whole, number
        assert all(LEFTOVER.search(name) for name in found.keys() - whole - {RECORD}), number
        json.loads(found.get(RECORD, b"{}"))  # says what is still to do
        if command != "new":  # which takes an empty folder alone
            run(*arguments)
            assert contents(site) == after, number
    assert number > 5, "each change of a file was cut short once"


def test_a_program_that_the_system_kills_keeps_no_other_from_writing(site):
    stop = "import os, signal; os.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
    killed = subprocess.run(
        [sys.executable, "-c", stop + COMMAND[-1], *IMPORT], check=False, capture_output=True
    )
    assert killed.returncode == -9
    assert len(contents(site)) > 2
    run(*IMPORT)
    assert sorted(contents(site)) == ["glossary.md", "transcript.md"]


@pytest.mark.parametrize(
    "room", [0, 500, 1900], ids=["none", "for little", "for the new, not to keep the old"]
)
@pytest.mark.parametrize("command", WRITERS)
def test_a_full_disk_leaves_all_as_it_was_and_is_said_in_a_line(site, command, room):
    arguments, folder = WRITERS[command]
    prepare(command, Path(folder))
    before = contents(site)
    with full_disk(room):
        result = CliRunner().invoke(main, arguments)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "cannot be written (File too large)" in result.stderr
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
