"""The templates of what readers meet, which a site may replace one by one."""

from collections.abc import Sequence
from functools import cache

from jinja2 import Environment, FileSystemLoader, PackageLoader, StrictUndefined, Template
from jinja2.loaders import ChoiceLoader


def find_template(name: str, replaced_in: Sequence[str] = ()) -> Template:
    """Return a template by its name, the site's own if one of the folders `replaced_in` has it.

    All of them escape what they print.
    """
    return _environment(tuple(replaced_in)).get_template(name)


@cache
def _environment(folders: tuple[str, ...]) -> Environment:
    ours = PackageLoader("tracktwo.theme")
    return Environment(
        loader=ChoiceLoader([FileSystemLoader(folders), ours]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
