"""`tracktwo update`: what a site has of Tracktwo becomes new, and nothing that is its owner's."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tracktwo.cli import main
from tracktwo.cli.starter import files
from tracktwo.cli.starter.wheel import Wheel

NEW = Wheel("tracktwo-9.0.0-py3-none-any.whl", b"PK\0new")


@pytest.fixture
def site(tmp_path) -> Path:
    arguments = ["--title", "Talks", "--author", "Ada", "--repository", "ada/talks", "--language", "de"]
    assert CliRunner().invoke(main, ["new", str(tmp_path / "talks"), *arguments]).exit_code == 0
    return tmp_path / "talks"


@pytest.fixture
def newer(monkeypatch, site) -> Path:
    """The files that another version of Tracktwo makes sites of, once a site was made by this one."""
    root = site.parent / "newer"
    for name in files.FILES:
        inside = [path for path in (files.ROOT / name).rglob("*") if path.is_file()] or [files.ROOT / name]
        for path in inside:
            target = root / path.relative_to(files.ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    for name in (".github/workflows/site.yml", "site.mk", "requirements.txt", "mkdocs.yml"):
        with (root / name).open("a", encoding="utf-8") as file:
            file.write("# newer\n")
    monkeypatch.setattr(files, "ROOT", root)
    monkeypatch.setattr(files, "own_wheel", lambda: NEW)
    return root


def update(site: Path, *arguments: str) -> str:
    result = CliRunner().invoke(main, ["update", str(site), *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def contents(site: Path) -> dict[str, bytes]:
    found = sorted(path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in found}


def test_a_site_that_is_new_is_up_to_date(site):
    before = contents(site)
    assert "is up to date with Tracktwo" in update(site)
    assert contents(site) == before


@pytest.mark.usefixtures("newer")
def test_workflow_makefile_requirements_and_wheel_become_new_and_nothing_else(site):
    before = contents(site)
    said = update(site)
    after = contents(site)
    changed = {path for path in before.keys() | after if before.get(path) != after.get(path)}
    old = next(path for path in before if path.endswith(".whl"))
    kept = {".github/workflows/site.yml", "Makefile", "requirements.txt", f"vendor/{NEW.name}"}
    assert changed == kept | {old, "vendor/tracktwo.json"}
    assert old not in after
    assert f"./vendor/{NEW.name}[languages]".encode() in after["requirements.txt"]
    assert "New sites have these otherwise now" in said
    assert f"  {site / 'mkdocs.yml'}" in said.splitlines()
    assert "is up to date" in update(site)  # and says so once


@pytest.mark.parametrize("change", ["edited", "gone"])
def test_what_was_changed_is_left_and_named_with_what_replaces_it(site, newer, change):
    makefile = site / "Makefile"
    makefile.write_text("mine:\n", encoding="utf-8") if change == "edited" else makefile.unlink()
    assert "Makefile: it was changed, and is left; to have the new one: --replace Makefile" in update(site)
    assert makefile.exists() == (change == "edited")
    assert "it was changed, and is left" in update(site)
    assert f"Wrote {makefile}" in update(site, "--replace", "Makefile")
    assert makefile.read_bytes() == (newer / "site.mk").read_bytes()
    assert "is up to date" in update(site)


@pytest.mark.usefixtures("newer")
def test_requirements_that_were_changed_keep_the_wheel_whose_hash_they_have(site):
    with (site / "requirements.txt").open("a", encoding="utf-8") as pins:
        pins.write("mine==1 --hash=sha256:0\n")
    before = contents(site)
    assert "it was changed, and is left, and the wheel with it" in update(site)
    after = contents(site)
    for path in before:
        if path == "requirements.txt" or path.endswith(".whl"):
            assert after[path] == before[path]
    assert f"vendor/{NEW.name}" not in after
    update(site, "--replace", "requirements.txt")
    assert [path.name for path in (site / "vendor").glob("*.whl")] == [NEW.name]


@pytest.mark.usefixtures("newer")
def test_lines_that_git_ends_in_another_way_are_no_change(site):
    makefile = site / "Makefile"
    makefile.write_bytes(makefile.read_bytes().replace(b"\n", b"\r\n"))
    assert f"Wrote {makefile}" in update(site)


@pytest.mark.usefixtures("newer")
def test_a_record_that_a_stranger_wrote_leads_to_no_file_outside(site, tmp_path):
    (tmp_path / "precious.txt").write_text("precious", encoding="utf-8")
    outside = tmp_path / "outside"
    outside.write_text("precious", encoding="utf-8")
    (site / "Makefile").unlink()
    (site / "Makefile").symlink_to(outside)
    record = json.loads((site / "vendor/tracktwo.json").read_text("utf-8"))
    digest = "5d5d09f6dcb2d53a5fffc60c4ac0d55fabdf556069d6631545f42aa6e3500f2e"
    record["files"] |= {"../precious.txt": digest, "vendor/tracktwo-/../../../precious.txt": digest}
    (site / "vendor/tracktwo.json").write_text(json.dumps(record), encoding="utf-8")
    update(site)
    assert (tmp_path / "precious.txt").read_text("utf-8") == "precious"
    assert outside.read_text("utf-8") == "precious"


@pytest.mark.parametrize(
    ("break_it", "said"),
    [
        (lambda site: (site / "vendor/tracktwo.json").unlink(), "tracktwo.json: no such file; make a site"),
        (
            lambda site: (site / "vendor/tracktwo.json").write_text("{}"),
            "it is not what tracktwo wrote; take",
        ),
        (lambda site: (site / "mkdocs.yml").unlink(), "mkdocs.yml: no such file; name the folder of a site"),
    ],
)
def test_what_is_no_site_of_ours_is_said_with_a_remedy(site, break_it, said):
    break_it(site)
    result = CliRunner().invoke(main, ["update", str(site)])
    assert (result.exit_code, said in result.output) == (2, True), result.output


def test_only_what_is_kept_can_be_replaced(site):
    result = CliRunner().invoke(main, ["update", str(site), "--replace", "docs/index.md"])
    assert result.exit_code == 2
    assert "--replace docs/index.md: it is none of the files that are kept; choose one of" in result.output
