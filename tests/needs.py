"""What a test does without something that it needs."""

import os
from importlib.util import find_spec

import pytest


def missing(reason: str) -> None:
    """Skip a test for want of something, or fail it where everything is meant to be there."""
    if os.environ.get("TRACKTWO_NO_SKIP"):
        pytest.fail(reason)
    pytest.skip(reason)


def needs_simplemma() -> None:
    """Skip a test where simplemma, which is an optional extra, is not installed."""
    if not find_spec("simplemma"):
        missing("needs simplemma: pip install 'tracktwo[languages]'")


def needs_rjieba() -> None:
    """Skip a test where rjieba, which is in the same extra, is not installed."""
    if not find_spec("rjieba"):
        missing("needs rjieba: pip install 'tracktwo[languages]'")
