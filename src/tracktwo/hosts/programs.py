"""The programs that build sites: which are there, and their commands, for whoever has none on the path."""

import os
import re
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from tracktwo.model.problem import install, invalid

_OF_ZENSICAL = re.compile(rb"^[^#\n]*\bzensical\.", re.MULTILINE)
PROGRAMS = ("mkdocs", "properdocs", "zensical")  # the first that is there, unless a site says otherwise


def choose_program(configuration: Path, wanted: str | None) -> str:
    """Return what builds a site: what is `wanted`, or Zensical for its own file, or the first that is there.

    MkDocs comes with Tracktwo. So a configuration with extensions of Zensical's own is Zensical's, where that
    is there. Raises InvalidInput where none is.
    """
    there = [program for program in PROGRAMS if find_spec(program)]
    own = ("zensical",) if configuration.suffix == ".toml" else PROGRAMS
    if "zensical" in there and _OF_ZENSICAL.search(configuration.read_bytes()):
        own = ("zensical",)
    usable: Sequence[str] = (wanted,) if wanted else own
    chosen = next((program for program in usable if program in there), None)
    if chosen is None:
        raise invalid(f"{usable[0]} is not installed", code="no-host", remedy=install(usable[0]))
    return chosen


def run_program(program: str, *arguments: str, configuration: Path) -> None:
    """Run a command of a program for the site that a configuration describes."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material tells of its end at every build
    cli = import_module(f"{program}.__main__").cli
    cli([*arguments, "--config-file", str(configuration)], standalone_mode=False)
