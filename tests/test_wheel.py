"""What people install holds all that it needs, and makes a site."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from needs import missing
from tracktwo.cli.starter import FILES

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


@pytest.mark.parametrize("source", [(), ("--from", "talk.vtt")], ids=["of nothing yet", "of captions"])
def test_who_installs_it_with_pipx_has_a_site_in_two_commands(programs, wheel, tmp_path, source):
    (tmp_path / "talk.vtt").write_text(CAPTIONS, encoding="utf-8")

    def run(*arguments: str, folder: Path = tmp_path) -> str:
        command = [programs / "tracktwo", *arguments]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    said = run("new", "talks", "--title", "Talks", "--author", "Ada", "--repository", "ada/talks", *source)
    assert f"make site TRACKTWO={wheel}" in said
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
    if source:
        assert "An envoy may still travel" in (tmp_path / "talks/site/transcript.html").read_text("utf-8")


def test_what_the_workflow_of_a_new_site_runs_builds_it(programs, wheel, tmp_path):
    new = [programs / "tracktwo", "new", "talks", "--title", "Talks"]
    subprocess.run(new, cwd=tmp_path, check=True, capture_output=True)
    workflow = (tmp_path / "talks/.github/workflows/site.yml").read_text("utf-8")
    steps = re.findall(r"run: make (.+)", workflow)
    assert len(steps) == 2
    for step in steps:
        command = ["make", *step.split(), f"TRACKTWO={wheel}", f"PYTHON={sys.executable}"]
        run = subprocess.run(command, cwd=tmp_path / "talks", capture_output=True, text=True, check=False)
        if re.search("NewConnectionError|NameResolutionError|Temporary failure", run.stderr):
            missing("needs the package index, from which make installs")
        assert run.returncode == 0, run.stdout + run.stderr
    assert list((tmp_path / "talks/site").glob("*.pdf"))
