"""MkDocs' own commands, for whoever has no other on the path."""

import os
from pathlib import Path

from mkdocs.__main__ import cli


def run_mkdocs(*arguments: str, configuration: Path) -> None:
    """Run a command of MkDocs for the site that a configuration describes."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material tells of its end at every build
    cli([*arguments, "--config-file", str(configuration)], standalone_mode=False)
