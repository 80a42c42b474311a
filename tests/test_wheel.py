"""What people install holds all that it needs, and makes a site."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import lxml.html
import pytest
import yaml
from click.testing import CliRunner

from needs import missing
from tracktwo.cli import main
from tracktwo.cli.starter.files import FILES

ROOT = Path(__file__).resolve().parents[1]
CAPTIONS = "WEBVTT\n\n00:04.000 --> 00:08.000\n<v Ada>An envoy may still travel.\n"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def programs(wheel, tmp_path_factory) -> Path:
    """The folder of the programs that pipx installs of the wheel."""
    folder = tmp_path_factory.mktemp("pipx")
    places = {"PIPX_HOME": str(folder / "home"), "PIPX_BIN_DIR": str(folder / "bin")}
    command = [sys.executable, "-m", "pipx", "install", "--python", sys.executable, str(wheel)]
    run = subprocess.run(command, env=os.environ | places, capture_output=True, text=True, check=False)
    said = run.stdout + run.stderr
    if re.search("NewConnectionError|NameResolutionError|Temporary failure", said):
        missing("needs the package index, from which pipx installs")
    assert run.returncode == 0, said
    return folder / "bin"


def test_the_wheel_holds_every_file_of_the_package(wheel):
    held = set(zipfile.ZipFile(wheel).namelist())
    source = ROOT / "src"
    files = [
        path
        for path in (source / "tracktwo").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    ]
    assert {path.relative_to(source).as_posix() for path in files} <= held
    assert any(name.endswith("licenses/LICENSE") for name in held)


def test_the_wheel_holds_every_file_of_a_new_site_as_it_is_here(wheel):
    archive = zipfile.ZipFile(wheel)
    for name in FILES:
        inside = [path for path in (ROOT / name).rglob("*") if path.is_file()] or [ROOT / name]
        for path in inside:
            packed = f"tracktwo/starter/{path.relative_to(ROOT).as_posix()}"
            assert archive.read(packed) == path.read_bytes(), packed


def test_who_installs_it_with_pipx_has_a_site_in_two_commands(programs, tmp_path):
    (tmp_path / "talk.vtt").write_text(CAPTIONS, encoding="utf-8")

    def run(*arguments: str, folder: Path = tmp_path) -> str:
        command = [programs / "tracktwo", *arguments]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    arguments = ["--title", "Talks", "--author", "Ada", "--repository", "ada/talks", "--from", "talk.vtt"]
    assert "in the folder: make site)" in run("new", "talks", *arguments)
    assert "The website is in talks" in run("build", "talks")
    assert list((tmp_path / "talks/site").glob("*.pdf"))
    run("check", folder=tmp_path / "talks")
    checks = [
        Path(sys.executable).with_name("check-jsonschema"),
        "--builtin-schema",
        "vendor.github-workflows",
    ]
    workflows = list((tmp_path / "talks/.github/workflows").iterdir())
    assert [path.name for path in workflows] == ["site.yml"]
    subprocess.run([*checks, *workflows], check=True, capture_output=True)
    assert "An envoy may still travel" in (tmp_path / "talks/site/transcript.html").read_text("utf-8")


PIPELINES = {
    "github": ".github/workflows/site.yml",
    "gitlab": ".gitlab-ci.yml",
    "codeberg": ".woodpecker.yml",
    "forgejo": ".forgejo/workflows/site.yml",
}
ADDRESS = "https://git.example.org/ada/talks"
# Where each edits a page, and what its button for asking says.
EDITS = {
    "github": ("edit/trunk/docs", {"Create pull request"}),
    "gitlab": ("-/edit/trunk/docs", {"Create merge request"}),
    "codeberg": ("_edit/trunk/docs", {"Create pull request"}),
    "forgejo": ("_edit/trunk/docs", {"Create pull request"}),
    "none": ("", set()),
}


def commands(pipeline: dict) -> list[str]:
    """What a pipeline runs, as its runner would: all that is `run`, `script` or `commands`, in order."""
    found = []
    for key, value in pipeline.items():
        if key in ("run", "script", "commands"):
            found.append("\n".join(value) if isinstance(value, list) else value)
        for inner in value if isinstance(value, list) else [value]:
            found += commands(inner) if isinstance(inner, dict) else []
    return found


@pytest.fixture(scope="module")
def environment(tmp_path_factory) -> Path:
    """One environment for all clones, so that what is pinned is fetched once."""
    return tmp_path_factory.mktemp("environment") / "venv"


@pytest.fixture
def run(environment, tmp_path):
    """Run a command as a pipeline does, in a folder; return what it says, once it has ended well."""
    pages = str(tmp_path / "pages.git")
    variables = {
        "MAKEFLAGS": f"VENV={environment} PYTHON={sys.executable}",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "CI_REPO_OWNER": "ada",
        "CI_REPO_NAME": "talks",
        "CI_REPO_CLONE_URL": pages,
        "PAGES_REPOSITORY": pages,
        "PAGES_TOKEN": "secret",
    }
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | variables

    def run(*command: str | Path, folder: Path = tmp_path) -> str:
        done = subprocess.run(
            [*map(str, command)], cwd=folder, env=settings, capture_output=True, text=True, check=False
        )
        if re.search("NewConnectionError|NameResolutionError|Temporary failure", done.stderr):
            missing("needs the package index, from which make installs")
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run


@pytest.fixture
def clone(run, tmp_path):
    """Make a site of a kind of code host, whose default branch is `trunk`, and clone it elsewhere."""

    def clone(kind: str) -> Path:
        address = ["--repository", ADDRESS, "--code-host", kind, "--branch", "trunk"]
        arguments = ["new", str(tmp_path / "made"), "--title", "Talks", *address]
        assert CliRunner().invoke(main, arguments).exit_code == 0
        run("git", "init", "--quiet", "--initial-branch=trunk", folder=tmp_path / "made")
        run("git", "add", "--all", folder=tmp_path / "made")
        ada = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
        run("git", *ada, "commit", "--quiet", "-m", "Begin", folder=tmp_path / "made")
        run("git", "clone", "--quiet", tmp_path / "made", tmp_path / "clone")
        return tmp_path / "clone"

    return clone


@pytest.mark.parametrize("kind", [*PIPELINES, "none"])
def test_a_clone_of_a_new_site_runs_what_its_pipeline_runs(environment, run, clone, tmp_path, kind):
    site = clone(kind)
    run("git", "init", "--quiet", "--bare", tmp_path / "pages.git")
    texts = ["make review", "make site"]
    if kind in PIPELINES:
        texts = commands(yaml.safe_load((site / PIPELINES[kind]).read_text("utf-8")))
        texts = [text for text in texts if "apt-get" not in text]  # what the runner's system lacks
    assert sum("make site" in text for text in texts) >= 1
    for text in texts:
        run("bash", "-e", "-c", text, folder=site)
        if kind == "gitlab":  # each job of GitLab's begins with a clone
            run("git", "clean", "--quiet", "-fd", "--exclude=public", folder=site)
    place = site / ("public" if kind == "gitlab" else "site")
    assert {path.suffix for path in place.glob("talks.*")} == {".pdf", ".epub"}
    check_what_pages_say(place, kind)
    installed = run(environment / "bin/python", "-c", "import tracktwo; print(tracktwo.__file__)")
    assert Path(installed.strip()).is_relative_to(environment)
    # What is installed gives the files of its source byte for byte, the wheel too.
    assert "is up to date with Tracktwo" in run(environment / "bin/tracktwo", "update", site)
    assert run("git", "status", "--porcelain", folder=site).split() in ([], ["??", "public/"])
    if kind in ("codeberg", "forgejo"):
        assert "index.html" in run("git", "ls-tree", "--name-only", "pages", folder=tmp_path / "pages.git")
        assert "secret" not in (place / ".git/config").read_text("utf-8")


def check_what_pages_say(site: Path, kind: str) -> None:
    """See that the pencil, and the page on contributing, lead to where a kind of code host edits."""
    edit, request = EDITS[kind]
    lesson = lxml.html.parse(site / "transcript.html")
    assert lesson.xpath("//a[@rel='edit']/@href") == ([f"{ADDRESS}/{edit}/transcript.md"] if edit else [])
    contributing = (site / "contributing.html").read_text("utf-8")
    assert ("press the pencil" in contributing, "no git" in contributing) == (bool(edit),) * 2
    assert {
        name for name in ("Create pull request", "Create merge request") if name in contributing
    } == request
    canonical = lesson.xpath("//link[@rel='canonical']/@href")
    assert canonical == (["https://ada.codeberg.page/talks/transcript.html"] if kind == "codeberg" else [])


def test_a_wheel_that_is_another_one_is_not_installed(environment, tmp_path):
    assert CliRunner().invoke(main, ["new", str(tmp_path / "talks"), "--title", "Talks"]).exit_code == 0
    [wheel] = (tmp_path / "talks/vendor").glob("*.whl")
    wheel.write_bytes(wheel.read_bytes() + b"x")
    command = ["make", "site", f"VENV={environment}", f"PYTHON={sys.executable}"]
    done = subprocess.run(command, cwd=tmp_path / "talks", capture_output=True, text=True, check=False)
    assert done.returncode
    assert "DO NOT MATCH THE HASHES" in done.stderr
