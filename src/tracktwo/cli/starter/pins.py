"""The requirements of a site: Tracktwo as a wheel of the site's own, and what it needs, each by its hash."""

import re

from tracktwo.cli.starter.wheel import Wheel
from tracktwo.linking.matching.languages import needs_lemmas

VENDOR = "vendor"
_LEMMAS = "simplemma=="
_ABOUT = """\
# What the site is built with; `tracktwo update` writes it anew. Tracktwo itself is a file of this site, and
# pip takes nothing whose hash is not here. Pin what you add in requirements-own.txt, with hashes too.
"""


def requirements(pins: str, wheel: Wheel, language: str) -> str:
    """Return the requirements of a site, with what knows the forms of words where its language needs it."""
    lemmas = needs_lemmas(language)
    extra = "[languages]" if lemmas else ""
    own = f"./{VENDOR}/{wheel.name}{extra} \\\n    --hash=sha256:{wheel.digest}"
    blocks = [
        block for block in re.split(r"\n(?=\S)", pins.strip()) if lemmas or not block.startswith(_LEMMAS)
    ]
    return _ABOUT + "\n".join([own, *blocks]) + "\n"
