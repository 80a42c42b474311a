"""The styles and scripts of a site's own folder of overrides, without what only their authors read."""

from collections.abc import Callable, Mapping
from pathlib import PurePath

import rcssmin  # type: ignore[import-untyped]  # it has no types
import rjsmin  # type: ignore[import-untyped]  # nor has it
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

_MINIFIERS: Mapping[str, Callable[[str], str]] = {".css": rcssmin.cssmin, ".js": rjsmin.jsmin}


def minify(files: Files, config: MkDocsConfig) -> None:
    """Take comments and white space out of them: a quarter of what a reader would load."""
    overrides = config.theme.custom_dir
    for file in files:
        minified = _MINIFIERS.get(PurePath(file.src_uri).suffix)
        if minified and overrides and file.src_dir == overrides:
            file.content_string = minified(file.content_string)
