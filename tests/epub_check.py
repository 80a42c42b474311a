"""Holds every EPUB that the tests make against EPUB 3.3, with EPUBCheck, when all tests have run.

Each process of the tests keeps what it packs, by content; the first one validates them all in one run, which
takes seconds to start. `make standards` fetches EPUBCheck.
"""

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from tracktwo.publishing import epub

EPUBCHECK = Path(__file__).resolve().parents[1] / ".standards" / "epubcheck" / "epubcheck.jar"
FOLDER = "TRACKTWO_TEST_EPUBS"
SAID = pytest.StashKey[str]()
CHECKS = Path(__file__).with_name("EpubChecks.java")
QUICK_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        os.environ[FOLDER] = tempfile.mkdtemp(prefix="tracktwo-epubs-")


@pytest.fixture(scope="session", autouse=True)
def kept_epubs():
    """Keep each EPUB."""
    packed = epub.archive

    def keep(*arguments):
        content = packed(*arguments)
        Path(os.environ[FOLDER], f"{hashlib.sha256(content).hexdigest()[:16]}.epub").write_bytes(content)
        return content

    epub.archive = keep
    yield
    epub.archive = packed


def pytest_sessionfinish(session):
    if hasattr(session.config, "workerinput"):
        return
    folder = Path(os.environ[FOLDER])
    epubs = sorted(folder.iterdir())
    said, failed = "", False
    if epubs and EPUBCHECK.is_file() and shutil.which("javac"):
        wrong = errors_and_warnings(epubs)
        said = "\n".join(wrong) or f"EPUBCheck: {len(epubs)} EPUBs, 0 errors, 0 warnings"
        failed = bool(wrong)
    elif epubs:
        said = f"{len(epubs)} EPUBs are not validated: this needs a JDK, and EPUBCheck from `make standards`"
        failed = bool(os.environ.get("TRACKTWO_NO_SKIP"))
    session.config.stash[SAID] = said
    if failed:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    shutil.rmtree(folder)


def pytest_terminal_summary(terminalreporter, config):
    if said := config.stash.get(SAID, ""):
        terminalreporter.section("EPUB 3.3")
        terminalreporter.write_line(said)


def errors_and_warnings(epubs: list[Path]) -> list[str]:
    """Return a line for each error and each warning that EPUBCheck has for one of the EPUBs."""
    command = [shutil.which("java"), *QUICK_START, "-cp", EPUBCHECK, CHECKS, *epubs]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = [line for line in (run.stdout + run.stderr).splitlines() if line.strip()]
    return (lines or [f"EPUBCheck ended with {run.returncode}"]) if run.returncode else []
