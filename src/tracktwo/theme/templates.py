"""The templates of what readers meet, which a site may replace one by one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment, Template


def find_template(name: str, replaced_in: Sequence[str] = ()) -> Template:
    """Return a template by its name, the site's own if one of the folders `replaced_in` has it.

    All of them escape what they print.
    """
    return _environment(tuple(replaced_in)).get_template(name)


@cache
def _environment(folders: tuple[str, ...]) -> Environment:
    import jinja2  # here, since it takes a third of the time to load, and most pages are links alone

    ours = jinja2.PackageLoader("tracktwo.theme")
    return jinja2.Environment(
        loader=jinja2.ChoiceLoader([jinja2.FileSystemLoader(folders), ours]),
        autoescape=True,
        auto_reload=bool(folders),  # which a site may change while it is served
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
