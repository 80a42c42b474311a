"""Holds every EPUB that the tests make against EPUB 3.3, with EPUBCheck. `make standards` fetches it."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tracktwo.publishing.epub import package as epub
from validating import Validation

EPUBCHECK = Path(__file__).resolve().parents[1] / ".standards" / "epubcheck" / "epubcheck.jar"
CHECKS = Path(__file__).with_name("EpubChecks.java")
QUICK_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


def pytest_configure(config):
    config.pluginmanager.register(EPUBS)


@pytest.fixture(scope="session", autouse=True)
def kept_epubs():
    """Keep each EPUB."""
    packed = epub.archive

    def keep(*arguments):
        content = packed(*arguments)
        EPUBS.keep(content)
        return content

    epub.archive = keep
    yield
    epub.archive = packed


def errors_and_warnings(epubs: list[Path]) -> list[str]:
    """Return a line for each error and each warning that EPUBCheck has for one of the EPUBs."""
    command = [shutil.which("java"), *QUICK_START, "-cp", EPUBCHECK, CHECKS, *epubs]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = [line for line in (run.stdout + run.stderr).splitlines() if line.strip()]
    return (lines or [f"EPUBCheck ended with {run.returncode}"]) if run.returncode else []


EPUBS = Validation(
    "EPUBs",
    standard="EPUB 3.3",
    is_there=lambda: EPUBCHECK.is_file() and shutil.which("javac") is not None,
    needs="a JDK, and EPUBCheck from `make standards`",
    wrong=errors_and_warnings,
    fine="EPUBCheck: {} EPUBs, 0 errors, 0 warnings",
)
