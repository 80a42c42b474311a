"""Build sites with plugins of others, in an environment that has them.

Its argument is a file of JSON, which names the folders of sites. Each build is a process of its own, since
plugins keep what they know from one to the next. It prints what was wrong, by folder.
"""

import contextlib
import io
import json
import logging
import multiprocessing
import sys
import traceback
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config


def build_site(folder: str) -> tuple[str, str]:
    """Build a site strictly, and return its folder with what was wrong, or with nothing."""
    log = io.StringIO()
    logging.basicConfig(stream=log, level=logging.WARNING, force=True)
    with contextlib.redirect_stderr(log), contextlib.redirect_stdout(log):
        try:
            config = load_config(str(Path(folder, "mkdocs.yml")), strict=True)
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            config.plugins.on_shutdown()
        except BaseException:  # also what ends the program
            return folder, log.getvalue() + traceback.format_exc()
    return folder, ""


if __name__ == "__main__":
    folders = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    with multiprocessing.get_context("fork").Pool(2, maxtasksperchild=1) as pool:
        print(json.dumps(dict(pool.imap_unordered(build_site, folders))))
