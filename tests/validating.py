"""Keeps what the tests make, by content, and has it validated in one run when all of them are done.

A validator takes seconds to start. So each process of the tests keeps what it makes in a folder that they
share, and the first one validates it all, shows the result, and fails the run for what is wrong.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest


class Validation:
    """What is kept of one kind: `kind` is its plural, `needs` what to install where `is_there` says no."""

    def __init__(
        self,
        kind: str,
        *,
        standard: str,
        is_there: Callable[[], bool],
        needs: str,
        wrong: Callable[[list[Path]], list[str]],
        fine: str,
    ) -> None:
        self.kind, self.standard, self.is_there = kind, standard, is_there
        self.needs, self.wrong, self.fine = needs, wrong, fine
        self.variable = f"TRACKTWO_TEST_{kind.upper()}"
        self.said = ""

    def keep(self, content: bytes, facts: str = "") -> None:
        """Keep it, with what its validator is to know of it in its name."""
        name = f"{hashlib.sha256(content).hexdigest()[:16]}{facts}.{self.kind.lower().removesuffix('s')}"
        Path(os.environ[self.variable], name).write_bytes(content)

    def pytest_configure(self, config):
        if not hasattr(config, "workerinput"):
            os.environ[self.variable] = tempfile.mkdtemp(prefix=f"tracktwo-{self.kind.lower()}-")

    def pytest_sessionfinish(self, session):
        if hasattr(session.config, "workerinput"):
            return
        folder = Path(os.environ[self.variable])
        files = sorted(folder.iterdir())
        failed = False
        if files and self.is_there():
            wrong = self.wrong(files)
            self.said, failed = "\n".join(wrong) or self.fine.format(len(files)), bool(wrong)
        elif files:
            self.said = f"{len(files)} {self.kind} are not validated: this needs {self.needs}"
            failed = bool(os.environ.get("TRACKTWO_NO_SKIP"))
        if failed:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
        shutil.rmtree(folder)

    def pytest_terminal_summary(self, terminalreporter):
        if self.said:
            terminalreporter.section(self.standard)
            terminalreporter.write_line(self.said)
