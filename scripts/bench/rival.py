"""Runs `beside_zensical.py` in an environment of its own, since zensical-glossary needs Python 3.12."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from texts import ROOT

RIVAL = "zensical-glossary==1.2.1"
ENVIRONMENT = ROOT / ".venv" / "beside-zensical"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def rival() -> None:
    """Measure linking alone beside zensical-glossary, or say why not."""
    if reason := _prepare():
        print(f"\nzensical-glossary is left out: {reason}")
        return
    command = [PYTHON, Path(__file__).with_name("beside_zensical.py")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    subprocess.run(command, check=True, env=environment)  # noqa: S603 - our own command


def _prepare() -> str:
    """Make the environment where there is none; return why it cannot be, or nothing."""
    made = ENVIRONMENT / "made"
    # It and what linking loads of ours.
    needed = [RIVAL, *(f"{name}=={version(name)}" for name in ("jinja2", "markdown", "pathspec", "pyyaml"))]
    if made.is_file() and made.read_text(encoding="utf-8").split() == needed:
        return ""
    python = next(filter(_is_new_enough, _pythons()), None)
    if python is None:
        return "it needs Python 3.12 or later, and none is on the PATH or in pyenv"
    pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", *needed)
    for command in ([python, "-m", "venv", "--clear", str(ENVIRONMENT)], [str(PYTHON), *pip]):
        done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - our own command
        if done.returncode:
            return f"`{' '.join(command)}` failed: {(done.stderr.strip().splitlines() or ['?'])[-1]}"
    made.write_text("\n".join(needed), encoding="utf-8")
    return ""


def _pythons() -> Iterator[str]:
    """Yield what may be a Python that is new enough."""
    yield sys.executable
    names = [f"python3.{minor}" for minor in range(12, 16)]
    yield from filter(None, map(shutil.which, names))
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    yield from map(str, sorted(pyenv.glob("3.1[2-9]*/bin/python")))


def _is_new_enough(python: str) -> bool:
    asks = "import sys; sys.exit(sys.version_info < (3, 12))"
    return subprocess.run([python, "-c", asks], check=False, capture_output=True).returncode == 0  # noqa: S603 - a Python
