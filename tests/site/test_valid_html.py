"""The HTML of every page, as the W3C's validator reads it. `make standards` fetches it (vnu-jar, MIT)."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from conftest import ROOT
from needs import missing

VNU = ROOT / ".standards/node_modules/vnu-jar/build/dist/vnu.jar"
# What the theme writes, on every page: `autocomplete="off"` at its checkboxes for the drawer and the search,
# against Firefox, which would keep them checked when a page is loaded again.
THEME = "Attribute “autocomplete” is only allowed when the input type is “color”, "


def errors(pages: list[Path]) -> list[tuple[str, str]]:
    """Return what is wrong: page and message, errors and warnings alike."""
    java = shutil.which("java")
    if not java or not VNU.is_file():
        missing("needs Java, and the W3C's validator: make standards")
    command = [java, "-jar", VNU, "--format", "json", "--exit-zero-always", "--stdout", *pages]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    messages = json.loads(run.stdout)["messages"]
    return [
        (message["url"].rpartition("/")[2], message["message"])
        for message in messages
        if message["type"] != "info" or message.get("subType") == "warning"
    ]


def pages_of(site: Path) -> list[Path]:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) >= 5
    return pages


def test_only_what_the_theme_does_is_invalid(site: Path) -> None:
    found = errors(pages_of(site))
    assert found, "the theme has mended its own: take it out of here"
    assert [error for error in found if not error[1].startswith(THEME)] == []


def test_lessons_with_a_recording_are_valid(talks_site: tuple[str, Path]) -> None:
    found = errors(pages_of(talks_site[1]))
    assert [error for error in found if not error[1].startswith(THEME)] == []


def test_an_invalid_page_would_be_found(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><html lang=en><title>T</title><p id=a><p id=a>", encoding="utf-8")
    assert ("page.html", "Duplicate ID “a”.") in errors([page])
