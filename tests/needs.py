"""What a test does without something that it needs."""

import os

import pytest


def missing(reason: str) -> None:
    """Skip a test for want of something, or fail it where everything is meant to be there."""
    if os.environ.get("TRACKTWO_NO_SKIP"):
        pytest.fail(reason)
    pytest.skip(reason)
