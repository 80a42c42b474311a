"""The requirements of a site: Tracktwo as a wheel of the site's own, and what it needs, each by its hash."""

import re

from tracktwo.cli.starter.wheel import Wheel
from tracktwo.linking.matching.languages import needs_dictionary

VENDOR = "vendor"
_DICTIONARIES = ("rjieba==", "simplemma==")
_ABOUT = """\
# What the site is built with; `tracktwo update` writes it anew. Tracktwo itself is a file of this site, and
# pip takes nothing whose hash is not here. Pin what you add in requirements-own.txt, with hashes too.
"""


def requirements(pins: str, wheel: Wheel, language: str) -> str:
    """Return the requirements of a site, with dictionaries where its language needs them."""
    dictionaries = needs_dictionary(language)
    extra = "[languages]" if dictionaries else ""
    own = f"./{VENDOR}/{wheel.name}{extra} \\\n    --hash=sha256:{wheel.digest}"
    blocks = [
        block
        for block in re.split(r"\n(?=\S)", pins.strip())
        if dictionaries or not block.startswith(_DICTIONARIES)
    ]
    return _ABOUT + "\n".join([own, *blocks]) + "\n"
