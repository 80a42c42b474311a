"""Holds every PDF that the tests make against PDF/UA-1, with veraPDF. `make standards` fetches it."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import typst

import type_area
from validating import Validation

VERAPDF = Path(__file__).resolve().parents[1] / ".standards" / "greenfield-apps.jar"


def pytest_configure(config):
    config.pluginmanager.register(PDFS)


@pytest.fixture(scope="session", autouse=True)
def kept_pdfs():
    """Keep each PDF that claims to be PDF/UA."""
    compiled = typst.compile

    def keep(*arguments, **settings):
        pdf = compiled(*arguments, **settings)
        if settings.get("pdf_standards") == "ua-1":
            PDFS.keep(pdf)
            type_area.keep(pdf, arguments[0], settings.get("sys_inputs", {}))
        return pdf

    typst.compile = keep
    yield
    typst.compile = compiled


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


PDFS = Validation(
    "PDFs",
    standard="PDF/UA-1",
    is_there=lambda: VERAPDF.is_file() and shutil.which("java") is not None,
    needs="Java, and veraPDF from `make standards`",
    wrong=failed_rules,
    fine="veraPDF: {} PDFs, 0 failed rules",
)
