"""Holds every PDF that the tests make against PDF/UA-1, with veraPDF, when all tests have run.

Each process of the tests keeps what Typst gives it, by content; the first one validates them all in one run
of veraPDF, which takes a second to start. `make standards` fetches it.
"""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
import typst

VERAPDF = Path(__file__).resolve().parents[1] / ".standards" / "greenfield-apps.jar"
FOLDER = "TRACKTWO_TEST_PDFS"
SAID = pytest.StashKey[str]()


def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        os.environ[FOLDER] = tempfile.mkdtemp(prefix="tracktwo-pdfs-")


@pytest.fixture(scope="session", autouse=True)
def kept_pdfs():
    """Keep each PDF that claims to be PDF/UA."""
    compiled = typst.compile

    def keep(*arguments, **settings):
        pdf = compiled(*arguments, **settings)
        if settings.get("pdf_standards") == "ua-1":
            Path(os.environ[FOLDER], f"{hashlib.sha256(pdf).hexdigest()[:16]}.pdf").write_bytes(pdf)
        return pdf

    typst.compile = keep
    yield
    typst.compile = compiled


def pytest_sessionfinish(session):
    if hasattr(session.config, "workerinput"):
        return
    folder = Path(os.environ[FOLDER])
    pdfs = sorted(folder.iterdir())
    said, failed = "", False
    if pdfs and VERAPDF.is_file() and shutil.which("java"):
        wrong = failed_rules(pdfs)
        said, failed = "\n".join(wrong) or f"veraPDF: {len(pdfs)} PDFs, 0 failed rules", bool(wrong)
    elif pdfs:
        said = f"{len(pdfs)} PDFs are not validated: this needs Java, and veraPDF from `make standards`"
        failed = bool(os.environ.get("TRACKTWO_NO_SKIP"))
    session.config.stash[SAID] = said
    if failed:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    shutil.rmtree(folder)


def pytest_terminal_summary(terminalreporter, config):
    if said := config.stash.get(SAID, ""):
        terminalreporter.section("PDF/UA-1")
        terminalreporter.write_line(said)


def failed_rules(pdfs: list[Path]) -> list[str]:
    """Return a line for each rule of PDF/UA-1 that one of the PDFs breaks."""
    command = [shutil.which("java"), "-cp", VERAPDF, "org.verapdf.apps.GreenfieldCliWrapper"]
    run = subprocess.run(
        [*command, "--flavour", "ua1", "--format", "json", *pdfs], capture_output=True, text=True, check=False
    )
    jobs = json.loads(run.stdout)["report"]["jobs"]
    assert len(jobs) == len(pdfs), run.stderr
    lines = []
    for job in jobs:
        name = Path(job["itemDetails"]["name"]).name
        if "validationResult" not in job:
            lines.append(f"{name}: {job['taskException']['exceptionMessage']}")
        lines += (
            f"{name}: {rule['clause']}-{rule['testNumber']}: {rule['description']}"
            for result in job.get("validationResult", ())
            for rule in result["details"]["ruleSummaries"]
        )
    return lines
