"""What the README says is so; `site/test_beside_other_tools.py` tries out its table."""

import json
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


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-build.txt", "requirements-dev.txt"])
def test_what_is_installed_is_pinned_by_version_and_hash_and_by_no_address(name):
    lock = (ROOT / name).read_text("utf-8")
    assert "://" not in lock
    for block in re.split(r"\n(?=\S)", lock.strip()):
        assert re.match(r"[A-Za-z0-9._-]+==\S+", block), block
        assert "--hash=sha256:" in block


@pytest.mark.parametrize("folder", ["linters", "standards"])
def test_what_npm_installs_is_pinned_by_version_and_hash_and_by_no_address(folder):
    lock = json.loads((ROOT / f"tests/{folder}/package-lock.json").read_text("utf-8"))
    installed = [package for path, package in lock["packages"].items() if path]
    assert installed
    for package in installed:
        assert package["integrity"].startswith("sha512-")
        assert "resolved" not in package


def test_the_readme_is_short():
    assert len(README.splitlines()) < 150
