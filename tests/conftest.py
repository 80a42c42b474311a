"""What the tests of every room share: where the project is, and what some tests need beside it."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from needs import missing

pytest_plugins = ["type_area", "pdf_ua", "epub_check"]

ROOT = Path(__file__).resolve().parents[1]

# The same examples each time: a test fails for whoever runs it, or for nobody. `make fuzz` looks for others.
FUZZED, EXAMPLES = (os.environ.get(name) for name in ("FUZZ_EXAMPLES", "EXAMPLES"))  # `make oldest` has fewer
settings.register_profile(
    "tests", max_examples=int(FUZZED or EXAMPLES or 100), derandomize=not FUZZED, deadline=None
)
settings.load_profile("tests")


@pytest.fixture(scope="session")
def needs_fonts():
    """Skip a test where a folder of Debian's fonts is not there."""

    def need(folder: Path) -> None:
        if not folder.is_dir():
            missing(f"needs Debian's fonts-noto-core and fonts-noto-cjk: {folder}")

    return need


@pytest.fixture(scope="session", autouse=True)
def _cache(tmp_path_factory):
    """Keep what builds make out of the cache of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("caches")))
        yield


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real transcripts and glossaries, which lie beside the project where its makers work."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        missing("needs real transcripts in ../shared/data")
    return folder
